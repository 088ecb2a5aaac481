"""What single examples can't show of punctuation and white space."""

from __future__ import annotations

import pytest

from bulletin_tools import formats, rulebook
from bulletin_tools.fix import Fixed, fix
from bulletin_tools.lint import Office, lint
from bulletin_tools.rulebook import Rule
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
    return [BOOK.rules["P010"]._replace(options={"style": style})]


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
