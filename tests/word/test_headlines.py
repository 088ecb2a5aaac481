"""Headlines of Word files are told by style, outline level, place and face where their words don't tell."""

from __future__ import annotations

import pytest

from bulletin_tools import api
from tests.word.packages import docx, paragraph, read, text

STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="{n}"><w:name w:val="heading {n}"/><w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr></w:style>'
        for n in (1, 2)
    )
)
SONG = '<w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/>'
BLACK = '<w:rFonts w:eastAsia="黑体"/>'
KAI = '<w:rFonts w:eastAsia="楷体_GB2312"/>'
CENTRE = '<w:jc w:val="center"/>'
INDENT = '<w:ind w:firstLineChars="200"/>'
SENTENCE = "近日，区教育局召开会议，部署新学期工作，要求各校认真落实。"


def centred(words: str, look: str = SONG) -> str:
    return paragraph(text(words, look), properties=CENTRE)


def styled(words: str, style: str) -> str:
    return paragraph(words, properties=f'<w:pStyle w:val="{style}"/>')


def body(words: str = SENTENCE, look: str = "") -> str:
    return paragraph(text(words, look), properties=INDENT)


def items(content: str) -> list[tuple[str | None, list[str], list[str]]]:
    """Headline, body and sources of each item."""
    return [
        (
            item.headline.value if item.headline else None,
            [one.value for one in item.paragraphs],
            [one.value for one in item.sources],
        )
        for bulletin in api.parse(read(docx(content, styles=STYLES)))
        for item in bulletin.items
    ]


ODD = "教育，重在育人！"
"""Neither its length nor its marks say that it is a headline."""
HEADS = {
    "centred and larger": centred,
    "centred in another face": lambda words: centred(words, BLACK),
}
HEADS |= {"outline level": lambda words: styled(words, "1"), "title style": lambda words: styled(words, "t")}
HEADS |= {"larger": lambda words: paragraph(text(words, SONG))}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_headline_is_told_by_its_look(head: object) -> None:
    assert callable(head)
    content = head(ODD) + body() + body("会议强调落实") + body() + head("区审计局开展审计") + body()
    assert items(content) == [(ODD, [SENTENCE, "会议强调落实", SENTENCE], []), ("区审计局开展审计", [SENTENCE], [])]


def test_a_headline_on_two_lines_is_one() -> None:
    content = centred("区教育局认真贯彻落实") + centred("全市教育工作会议精神") + body()
    assert items(content) == [("区教育局认真贯彻落实全市教育工作会议精神", [SENTENCE], [])]


def test_a_subtitle_goes_with_its_headline() -> None:
    content = centred("办好人民满意的教育") + centred("——区教育局工作纪实", KAI) + body()
    assert items(content) == [("办好人民满意的教育——区教育局工作纪实", [SENTENCE], [])]


def test_heads_inside_an_item_are_body() -> None:
    content = (
        centred("区教育局召开会议")
        + styled("一、总体要求", "1")
        + body()
        + styled("（一）指导思想", "2")
        + body()
        + paragraph(text("二、工作任务", BLACK), properties=INDENT)
        + body()
    )
    expected = ["一、总体要求", SENTENCE, "（一）指导思想", SENTENCE, "二、工作任务", SENTENCE]
    assert items(content) == [("区教育局召开会议", expected, [])]


def test_numbered_heads_below_a_plain_headline_start_no_items() -> None:
    content = (
        paragraph("区教育局召开会议") + styled("一、总体要求", "1") + body() + styled("二、工作任务", "1") + body()
    )
    assert items(content) == [("区教育局召开会议", ["一、总体要求", SENTENCE, "二、工作任务", SENTENCE], [])]


@pytest.mark.parametrize(
    "words",
    ["表1  完成情况表", "图2　流程图示意", "附件1：任务清单", "2026年9月18日", "（2026年9月18日）", "第二章　监督管理"],
)
def test_centred_captions_dates_and_chapters_are_no_headlines(words: str) -> None:
    found = items(centred("区教育局召开会议") + body() + centred(words, BLACK) + body())
    assert [headline for headline, _, _ in found] == ["区教育局召开会议"]


def test_a_short_head_over_headlines_is_a_section() -> None:
    content = centred("工作动态", BLACK) + "".join(
        centred(f"区教育局召开第{number}次会议") + body(f"{SENTENCE}（区教育局）") for number in "一二三"
    )
    bulletin = api.parse(read(docx(content, styles=STYLES)))[0]
    assert [item.section and item.section.value for item in bulletin.items] == ["工作动态"] * 3
    assert bulletin.items[0].headline
    assert bulletin.items[0].headline.value == "区教育局召开第一次会议"


def test_a_run_in_headline_ends_where_its_face_does() -> None:
    lead = "区教育局三项举措 做好 开学工作"
    content = "".join(
        paragraph(text(f"{lead}", BLACK), f" 一是{SENTENCE}（区教育局）", properties=INDENT) for _ in range(2)
    )
    assert items(content) == [(lead, [f"一是{SENTENCE}"], ["区教育局"])] * 2


def test_cells_of_a_table_are_no_headlines() -> None:
    row = "".join(f"<w:tc>{centred(words)}</w:tc>" for words in ("单位名称一览", "完成情况统计"))
    content = centred("区教育局召开会议") + body() + f"<w:tbl>{f'<w:tr>{row}</w:tr>' * 2}</w:tbl>" + body()
    found = items(content)
    assert [headline for headline, _, _ in found] == ["区教育局召开会议"]
    assert len(found[0][1]) == 6


def test_cells_are_no_headlines_by_their_words_either() -> None:
    row = "".join(
        f"<w:tc>{paragraph(words)}</w:tc>" for words in ("区审计局开展审计", "近日，区审计局开展审计工作，成效明显。")
    )
    content = paragraph("区教育局召开会议") + body() + f"<w:tbl>{f'<w:tr>{row}</w:tr>' * 2}</w:tbl>"
    assert [headline for headline, _, _ in items(content)] == ["区教育局召开会议"]


def test_a_file_without_looks_is_parsed_by_its_words() -> None:
    plain = "".join(
        map(paragraph, ("区教育局召开会议", f"{SENTENCE}（区教育局）", "区审计局开展审计", f"{SENTENCE}（区审计局）"))
    )
    assert [headline for headline, _, _ in items(plain)] == ["区教育局召开会议", "区审计局开展审计"]
