"""Physical text → logical text: what is joined, what is kept apart, and the way back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bulletin_tools.formats.markdown import lines as markdown_lines
from bulletin_tools.formats.text import lines as text_lines
from bulletin_tools.source import Document, Source, Span
from bulletin_tools.unwrap import unwrap

SENTENCE = (
    "近日，泉河区教育局会同区应急管理局、区市场监管局对全区中小学开展安全检查，重点检查校舍、食堂、校车和消防设施，"
)
ITEM = "区教育局开展校园安全检查 " + SENTENCE * 3 + "共排查隐患12处。（区教育局）"


def wrapped(text: str, width: int = 56) -> list[str]:
    """The text in lines of so many columns, as a PDF gives it."""
    rows, row = [], ""
    for char in text:
        if len((row + char).encode("gbk")) > width:
            rows.append(row)
            row = ""
        row += char
    return [*rows, row]


def document(text: str, name: str = "draft.txt") -> Document:
    """A document of any text, plausible or not."""
    kind, reader = ("markdown", markdown_lines) if name.endswith(".md") else ("text", text_lines)
    found, directives = reader(text)
    return Document(name, kind, text.encode("utf-8", "surrogatepass"), "utf-8", text, found, directives)


def read(text: str, name: str = "draft.txt") -> Source:
    return unwrap(document(text, name))


def paragraphs(source: Source) -> list[str]:
    return [source.text[paragraph.start : paragraph.end] for paragraph in source.paragraphs]


def test_joins_hard_wrapped_lines_without_inventing_spaces() -> None:
    assert paragraphs(read("\n".join(wrapped(ITEM)))) == [ITEM]


def test_sees_through_a_blank_line_after_every_line() -> None:
    source = read("\n\n".join(wrapped(ITEM)))
    assert paragraphs(source) == [ITEM]
    assert not source.paragraphs[0].gap


def test_parts_items_whose_last_line_is_short_or_ends_with_its_source() -> None:
    other = "区水利局召开防汛会议 " + SENTENCE * 2 + "部署防汛工作。（区水利局）"
    rows = [*wrapped(ITEM), *wrapped(other)]
    assert paragraphs(read("\n\n".join(rows))) == [ITEM, other]


def test_a_full_line_may_end_in_a_bracket_or_in_a_source() -> None:
    inside = wrapped(
        "近日，泉河区启用审批程序，在拟建项目所在的各乡、镇（办）和村委会范围内公示 5个工作日，" + SENTENCE
    )
    assert inside[0].endswith("（办）")
    assert len(paragraphs(read("\n\n".join(inside)))) == 1
    item = "区教育局开展检查 " + SENTENCE + "开展校舍食堂安全检查整改（泉河区教育局）"
    assert len(wrapped(item)[-1].encode("gbk")) > 50
    assert paragraphs(read("\n\n".join([*wrapped(item), *wrapped(ITEM)]))) == [item, ITEM]


def test_blank_lines_part_paragraphs_where_they_are_few() -> None:
    rows = [*wrapped(SENTENCE * 3), "", *wrapped("会议要求，" + SENTENCE * 3)]
    source = read("\n".join(rows))
    assert paragraphs(source) == [SENTENCE * 3, "会议要求，" + SENTENCE * 3]
    assert [paragraph.gap for paragraph in source.paragraphs] == [False, True]


def test_an_indented_line_starts_a_paragraph() -> None:
    rows = wrapped("　　" + SENTENCE * 3) + wrapped("　　会议要求，" + SENTENCE * 3)
    source = read("\n".join(rows))
    assert paragraphs(source) == [SENTENCE * 3, "会议要求，" + SENTENCE * 3]
    assert [paragraph.indent for paragraph in source.paragraphs] == [4, 4]


def test_sees_through_page_breaks_and_page_numbers() -> None:
    rows = wrapped(ITEM)
    for seam in ("\n ", "\n\n— 3 —\n\n", "\n- 3 -\n", "\n\n3\n\n", "\n\f"):
        text = "\n".join(rows[:2]) + seam + "\n".join(rows[2:])
        assert paragraphs(read(text)) == [ITEM], seam


def test_a_headline_in_a_larger_face_goes_on_in_the_next_line() -> None:
    rows = wrapped(ITEM)
    head = wrapped("区教育局深入开展校园安全隐患大排查大整治专项行动 " + SENTENCE * 3 + "整改到位。（区教育局）", 46)[0]
    body = "区教育局深入开展校园安全隐患大排查大整治专项行动 " + SENTENCE * 3 + "整改到位。（区教育局）"
    text = "\n\n".join([*rows, head, *wrapped(body[len(head) :])])
    assert paragraphs(read(text)) == [ITEM, body]


def test_latin_words_get_one_space_and_digits_none() -> None:
    text = "the department of public affairs of\nQuanhe district held a training on\n" * 4
    assert "affairs of Quanhe district" in paragraphs(read(text))[0]
    figures = wrapped("，".join(["投资2800万元建设管网136公里惠及群众"] * 12))
    assert "".join(figures) == paragraphs(read("\n".join(figures)))[0]


def test_never_joins_long_paragraphs() -> None:
    rows = ["区教育局开展校园安全检查", SENTENCE * 2, SENTENCE * 3, "会议要求，" + SENTENCE]
    assert paragraphs(read("\n".join(rows))) == rows


def test_never_joins_short_lines_of_a_draft() -> None:
    rows = [
        "区教育局聚焦民生实事开展校园安全检查",
        "区水利局聚焦防汛重点开展河道安全清障",
        "近日，区教育局开展检查，整改隐患12处。",
        "泉河区教育局",
        "2020年8月18日",
    ]
    assert paragraphs(read("\n".join(rows))) == rows


def test_a_list_of_marked_lines_stays_a_list() -> None:
    rows = ["◇" + "区教育局聚焦民生实事开展校园安全检查专项行动"] * 6
    assert paragraphs(read("\n".join(rows))) == rows


def test_indents_and_trailing_blanks_are_no_text() -> None:
    source = read("\u3000\u3000近日。  \n\t\xa0\xa0今天。\u2002\n    昨天。\t\n")
    assert source.text == "近日。\n今天。\n昨天。"
    assert [paragraph.indent for paragraph in source.paragraphs] == [4, 6, 4]


def test_markup_and_front_matter_of_markdown() -> None:
    source = read(
        "---\n刊名: 泉河信息\n---\n\n# 区教育局开展**校园**检查\n\n- 一是排查。\n- 二是整改。\n\n```\ncode\n```\n",
        "a.md",
    )
    assert source.text == "泉河信息\n区教育局开展校园检查\n一是排查。\n二是整改。"
    assert [(part.role, part.key) for part in source.paragraphs][:2] == [("front", "name"), ("headline", "")]


def test_positions_lead_back_to_the_file() -> None:
    rows = wrapped(ITEM)
    source = read("\n".join(rows))
    place = source.text.index("隐患12处")
    row = next(index for index, text in enumerate(rows, 1) if "隐患12处" in text)
    assert source.position(place) == (row, rows[row - 1].index("隐患12处") + 1)
    start = len(rows[0]) - 1
    assert source.origin(Span(start, start + 1)) == Span(start, start + 1)


TEXTS = st.text(
    alphabet=st.sampled_from(
        list("区教育局近日，。（）()、一二三1234年月日第期 　\t\n\r\f—△【】《》“”abc#*-`>|_:：\xa0\u2002\ufeff\x00")
    ),
    max_size=300,
)


@given(TEXTS | st.text(max_size=200), st.sampled_from(["a.txt", "a.md"]))
def test_every_character_leads_back_to_the_physical_text(text: str, name: str) -> None:
    physical = document(text, name)
    source = unwrap(physical)
    for place, char in enumerate(source.text):
        origin = source.origin(Span(place, place + 1))
        if origin.end > origin.start and char not in " \n":
            assert physical.text[origin.start] == char
    ends = [-1, *(paragraph.end for paragraph in source.paragraphs)]
    for before, paragraph in zip(ends, source.paragraphs, strict=False):
        assert paragraph.start == before + 1
        assert "\n" not in source.text[paragraph.start : paragraph.end]
    assert len(source.text) == max(0, ends[-1])


@given(TEXTS)
def test_visible_text_is_neither_lost_nor_made(text: str) -> None:
    visible = [char for char in text if not char.isspace()]
    found = [char for char in unwrap(document(text)).text if not char.isspace()]
    assert len(found) <= len(visible)
    rest = iter(visible)
    assert all(char in rest for char in found)
