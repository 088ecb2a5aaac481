"""Automatic numbers as Word shows them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bulletin_tools import libreoffice
from bulletin_tools.formats.word.numerals import rendered
from tests.word.packages import docx, level, numbered, paragraph, read, shown

OFFICIAL = (
    '<w:abstractNum w:abstractNumId="0">'
    + level("chineseCountingThousand", "%1、")
    + level("chineseCountingThousand", "（%2）", 1)
    + level("decimal", "%3.", 2)
    + level("decimalEnclosedCircle", "%4", 3)
    + "</w:abstractNum>"
)
NUM = '<w:num w:numId="{}"><w:abstractNumId w:val="{}"/>{}</w:num>'
LIST = OFFICIAL + NUM.format(1, 0, "")


def override(depth: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def test_the_four_levels_of_an_official_document() -> None:
    body = "".join(
        numbered(words, 1, depth) for words, depth in zip("甲乙丙丁戊己庚辛", (0, 1, 2, 3, 3, 2, 1, 0), strict=True)
    )
    assert shown(body, numbering=LIST) == ["一、甲", "（一）乙", "1.丙", "①丁", "②戊", "2.己", "（二）庚", "二、辛"]


def test_a_deeper_level_starts_again_below_a_higher_one() -> None:
    body = "".join(numbered("文", 1, depth) for depth in (0, 1, 1, 0, 1))
    assert shown(body, numbering=LIST) == ["一、文", "（一）文", "（二）文", "二、文", "（一）文"]


def test_a_level_that_never_restarts_counts_on() -> None:
    again = OFFICIAL.replace('<w:lvlText w:val="（%2）"/>', '<w:lvlRestart w:val="0"/><w:lvlText w:val="（%2）"/>')
    body = "".join(numbered("文", 1, depth) for depth in (0, 1, 0, 1))
    assert shown(body, numbering=again + NUM.format(1, 0, "")) == ["一、文", "（一）文", "二、文", "（二）文"]


def test_lists_of_one_kind_count_together_unless_one_starts_anew() -> None:
    lists = OFFICIAL + NUM.format(1, 0, "") + NUM.format(2, 0, "") + NUM.format(3, 0, override(0, 1))
    body = "".join(numbered("文", which) for which in (1, 1, 2, 3, 3, 1))
    assert shown(body, numbering=lists) == ["一、文", "二、文", "三、文", "一、文", "二、文", "三、文"]


def test_a_list_may_start_anywhere_and_look_otherwise() -> None:
    look = f'<w:lvlOverride w:ilvl="0">{level("decimal", "第%1条 ")}</w:lvlOverride>'
    lists = OFFICIAL + NUM.format(1, 0, override(0, 5)) + NUM.format(2, 0, look)
    assert shown(numbered("文", 1), numbering=lists) == ["五、文"]
    assert shown(numbered("文", 2), numbering=lists) == ["第1条 文"]


def test_numbers_of_several_levels_and_legal_ones() -> None:
    many = (
        '<w:abstractNum w:abstractNumId="0">'
        + level("chineseCounting", "%1、")
        + level("decimal", "%1.%2", 1, "<w:isLgl/>")
        + "</w:abstractNum>"
        + NUM.format(1, 0, "")
    )
    body = "".join(numbered("文", 1, depth) for depth in (0, 1, 1))
    assert shown(body, numbering=many) == ["一、文", "1.1 文", "1.2 文"]


def test_a_level_that_is_skipped_counts_as_begun() -> None:
    many = LIST.replace("（%2）", "%1.%2")
    assert shown("".join(numbered("文", 1, depth) for depth in (1, 0, 1)), numbering=many) == [
        "一.一文",
        "二、文",
        "二.一文",
    ]


def test_a_level_of_bullets_has_no_number_to_show() -> None:
    many = (
        LIST.replace("（%2）", "•")
        .replace("%3.", "%1%2%3.")
        .replace(
            'ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"',
            'ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"',
        )
    )
    assert shown("".join(numbered("文", 1, depth) for depth in (0, 1, 2)), numbering=many) == [
        "一、文",
        "•文",
        "一1.文",
    ]


def random_lists(dice: random.Random) -> bytes:
    """Paragraphs at random levels of four lists of two kinds, some of which start anew."""
    forms = "decimal chineseCountingThousand chineseCounting ideographDigital decimalEnclosedCircle lowerLetter upperRoman ideographTraditional decimalFullWidth japaneseCounting chineseLegalSimplified ideographZodiac".split()
    kinds = ""
    for kind in range(2):
        looks = ["%1.", "（%2）", "%1.%3.", "%4、"]
        levels = "".join(level(dice.choice(forms), look, depth) for depth, look in enumerate(looks))
        kinds += (
            f'<w:abstractNum w:abstractNumId="{kind}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )
    anew = [override(dice.choice([0, 1]), dice.choice([1, 3])) for _ in range(2)]
    lists = "".join(NUM.format(number + 1, number % 2, ["", "", *anew][number]) for number in range(4))
    which = [dice.choice([1, 1, 1, 2, 3, 4]) for _ in range(30)]
    body = "".join(numbered("文", number, dice.choice([0, 0, 1, 1, 2, 3])) for number in which)
    return docx(body + "<w:sectPr/>", numbering=kinds + lists)


@pytest.mark.skipif(libreoffice.program() is None, reason="LibreOffice is missing")
def test_random_lists_are_numbered_as_libreoffice_does(tmp_path: Path) -> None:
    files = [tmp_path / f"{seed}.docx" for seed in range(12)]
    for seed, path in enumerate(files):
        path.write_bytes(random_lists(random.Random(seed)))
    libreoffice.convert(files, "txt:Text (encoded):UTF8", tmp_path / "text")
    for path in files:
        told = (tmp_path / "text" / f"{path.stem}.txt").read_text("utf-8-sig")
        assert ["".join(line.split()) for line in read(path.read_bytes()).text.split("\n")] == [
            "".join(line.split()) for line in told.splitlines()
        ]


def test_a_style_gives_its_number_and_a_paragraph_may_refuse_it() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="heading 2"/><w:basedOn w:val="h1"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="h3"><w:name w:val="own"/><w:basedOn w:val="h1"/></w:style>'
    )
    body = (
        paragraph("甲", properties='<w:pStyle w:val="h1"/>')
        + paragraph("乙", properties='<w:pStyle w:val="h2"/>')
        + paragraph("丙", properties='<w:pStyle w:val="h1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + paragraph("丁", properties='<w:pStyle w:val="h3"/>')
    )
    assert shown(body, numbering=LIST, styles=styles) == ["一、甲", "（一）乙", "丙", "二、丁"]


def test_a_style_s_level_is_the_one_that_names_it() -> None:
    lists = LIST.replace('<w:lvlText w:val="（%2）"/>', '<w:pStyle w:val="h2"/><w:lvlText w:val="（%2）"/>')
    styles = '<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    assert shown(paragraph("乙", properties='<w:pStyle w:val="h2"/>'), numbering=lists, styles=styles) == ["（一）乙"]


def test_a_list_may_be_that_of_a_list_style() -> None:
    linked = OFFICIAL.replace('Id="0">', 'Id="0"><w:styleLink w:val="L"/>', 1)
    lists = (
        linked + '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>' + NUM.format(1, 1, "")
    )
    assert shown(numbered("文", 1), numbering=lists) == ["一、文"]


def test_deleted_paragraphs_do_not_count() -> None:
    gone = numbered("坏", 1).replace("<w:r>", '<w:del w:id="1"><w:r>').replace("</w:r>", "</w:r></w:del>")
    gone = gone.replace("</w:numPr>", "</w:numPr><w:rPr><w:del/></w:rPr>")
    assert shown(numbered("甲", 1) + gone + numbered("乙", 1), numbering=LIST) == ["一、甲", "二、乙"]


def test_bullets_look_as_in_their_face() -> None:
    def bulleted(char: str, face: str) -> list[str]:
        lvl = level("bullet", char).replace(
            "</w:lvl>", f'<w:rPr><w:rFonts w:ascii="{face}" w:hAnsi="{face}"/></w:rPr></w:lvl>'
        )
        lists = f'<w:abstractNum w:abstractNumId="0">{lvl}</w:abstractNum>' + NUM.format(1, 0, "")
        return shown(numbered("文", 1), numbering=lists)

    assert bulleted("\uf06c", "Wingdings") == ["●文"]
    assert bulleted("\uf0b7", "Symbol") == ["•文"]
    assert bulleted("△", "宋体") == ["△文"]


def test_a_number_is_a_place_that_no_run_holds() -> None:
    line = read(docx(numbered("文", 1), numbering=LIST)).lines[0]
    assert [(lock.start, lock.end) for lock in line.locks] == [(0, 2)]
    assert "编号" in line.locks[0].reason


@pytest.mark.parametrize("broken", ["7", "abc", ""])
def test_a_list_that_is_not_there_gives_no_number(broken: str) -> None:
    mark = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{broken}"/></w:numPr>'
    assert shown(paragraph("文", properties=mark), numbering=LIST) == ["文"]


@pytest.mark.parametrize(
    ("form", "counts"),
    [
        ("decimal", {1: "1", 10: "10"}),
        ("decimalZero", {1: "01", 10: "10"}),
        ("upperRoman", {1: "I", 4: "IV", 49: "XLIX"}),
        ("lowerRoman", {9: "ix"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 28: "BB"}),
        ("lowerLetter", {3: "c"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 50: "㊿", 51: "51"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇"}),
        ("decimalEnclosedFullstop", {1: "⒈"}),
        ("ideographEnclosedCircle", {1: "㊀", 10: "㊉"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九"}),
        ("chineseCountingThousand", {10: "十", 19: "十九", 100: "一百", 101: "一百零一", 110: "一百一十", 1001: "一千零一"}),
        ("japaneseCounting", {12: "十二"}),
        ("ideographDigital", {9: "九", 10: "一〇", 11: "一一"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 21: "贰拾壹"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("none", {1: ""}),
        ("unheardOf", {7: "7"}),
    ],
)  # fmt: skip
def test_numbers_in_every_form(form: str, counts: dict[int, str]) -> None:
    assert {count: rendered(count, form) for count in counts} == counts


def test_a_custom_form_has_so_many_digits() -> None:
    assert rendered(7, "custom", "001, 002, 003, ...") == "007"
