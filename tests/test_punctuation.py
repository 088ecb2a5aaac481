"""What single examples can't show of punctuation and white space."""

from __future__ import annotations

import pytest

from bulletin_tools import formats, rulebook
from bulletin_tools.fix import Fixed, fix
from bulletin_tools.lint import lint
from bulletin_tools.office import Office
from bulletin_tools.rulebook import Options, Rule
from bulletin_tools.source import apply

BOOK = rulebook.load()
FAMILIES = [rule for code, rule in BOOK.rules.items() if code[0] in "PW"]
ALL = [rule for code, rule in BOOK.rules.items() if not code.startswith("X")]
EXAMPLES = sorted({example.bad or example.good for rule in ALL for example in rule.examples})


def found(text: str, rules: list[Rule]) -> list[tuple[str, str]]:
    report = lint(formats.from_bytes(text.encode(), "draft.txt"), Office(BOOK, rules))
    return [(finding.code, text[finding.span.start : finding.span.end]) for finding in report.findings]


def mended(text: str, rules: list[Rule]) -> tuple[str, Fixed]:
    fixed = fix(formats.from_bytes(text.encode(), "draft.txt"), Office(BOOK, rules), bool)
    return apply(text, fixed.edits), fixed


def item(body: str) -> str:
    return f"区文旅局开展活动\n　　{body}（区文旅局）"


def in_style(style: str) -> list[Rule]:
    return [BOOK.rules["P010"]._replace(options=Options({"style": style}))]


def test_quoted_terms_in_the_style_that_the_issue_uses_most() -> None:
    text = item("办好“书会”、“夜校”、“茶会”，评选“书香”“墨香”。")
    assert mended(text, in_style("consistent"))[0] == text.replace("”“", "”、“")
    assert mended(text, in_style("remove"))[0] == text.replace("、", "")
    assert found(text, in_style("keep")) == []


def test_one_style_alone_is_consistent() -> None:
    assert found(item("办好“书会”、“夜校”。"), in_style("consistent")) == []


@pytest.mark.parametrize("text", EXAMPLES)
def test_the_rules_agree_with_each_other(text: str) -> None:
    once, fixed = mended(text, ALL)
    assert not fixed.cycle
    assert mended(once, ALL)[0] == once


@pytest.mark.parametrize(
    "body",
    [
        "参加G20峰会，推进“1+N”“互联网+监管”，增长3.5%，8:30开会，依据泉政〔2020〕8号文件。",
        "开展“筑梦工程 成才圆梦”助学活动，落实“双随机、一公开”，网址为https://example.com/a?b=1,2。",
        "治“污”、治“堵”、治“脏”，走访社区食堂（助餐点）、村（社区）等20余处。",
    ],
)
def test_clean_text_stays_silent(body: str) -> None:
    assert found(item(body), FAMILIES) == []


@pytest.mark.parametrize(
    "body", ["近日，区文旅局开展活动，惠及群众200人。", "9月12日，区文旅局开展“送书”活动，效果良好。"]
)
def test_the_blank_between_headline_and_body_stays(body: str) -> None:
    for text in (f"区文旅局“三个到位”开展活动 {body}（区文旅局）", f"区文旅局“三个到位”开展活动 {body}"):
        assert mended(text, FAMILIES)[0] == text


def test_crossed_and_missing_marks_are_told_once_each() -> None:
    assert found(item("开展（含“夜校）活动。"), [BOOK.rules["P003"]]) == [("P003", "“")]
    assert found(item("开展“A“、“B“、“C“活动。"), FAMILIES) == [("P003", "“")] * 3


def test_a_stray_break_at_a_mark_is_closed_with_either_line_end() -> None:
    for end in ("\n", "\r\n"):
        broken = f"区文旅局开展活动{end}　　近日，区文旅局印发《{end}读书手册》，效果良好。（区文旅局）"
        rules = [BOOK.rules["P026"]]
        assert mended(broken, rules)[0] == broken.replace(f"《{end}", "《")


def test_the_wraps_of_a_hard_wrapped_file_stay() -> None:
    lines = [
        "　　近日，区文旅局会同有关单位，对全区书店开展了专项检",
        "查，重点查看了图书采购、陈列、销售和消防等环节（含",
        "），现场指出问题12个，要求立行立改，做到人人有责、件",
        "件落实，全区书店合格率达到百分之百，读者十分满意，取",
        "得了很好的效果，下一步将继续加强日常监管。（区文旅局）",
    ]
    text = "区文旅局检查书店\n" + "\n".join(lines) + "\n"
    rules = [BOOK.rules["P026"], BOOK.rules["N021"]]
    assert found(text, rules) == [("P026", "）")]
    assert mended(text, rules)[0] == text


@pytest.mark.parametrize(
    ("body", "right"),
    [
        ("推行“一码通，便利群众。建成“一码通”驿站。", "推行“一码通”，便利群众。建成“一码通”驿站。"),
        ("创建清风”驿站，评选“先锋户”。", "创建“清风”驿站，评选“先锋户”。"),
        ("近日，群众来访时说：“办得快，回得实。", "近日，群众来访时说：“办得快，回得实。”"),
        ("近日，群众来访时说：“办得快。回得实。", "近日，群众来访时说：“办得快。回得实。"),
        ("近日，甲乙丙丁戊”来访。", "近日，甲乙丙丁戊”来访。"),
    ],
)
def test_the_missing_half_of_a_quotation_is_put_only_where_the_text_tells(body: str, right: str) -> None:
    rules = [BOOK.rules["P003"]]
    assert [code for code, _ in found(item(body), rules)] == ["P003"]
    assert mended(item(body), rules)[0] == item(right)


def test_blanks_before_most_paragraphs_are_the_layout() -> None:
    paragraphs = ["近日，区文旅局开展活动。", "活动为期三天。", "读者十分满意。", "下一步将长期开展。"]
    rules = [BOOK.rules["W008"]]
    assert found("区文旅局开展活动\n" + "\n".join(" " + line for line in paragraphs), rules) == []
    assert found("区文旅局开展活动\n " + "\n".join(paragraphs), rules) == [("W008", " ")]
