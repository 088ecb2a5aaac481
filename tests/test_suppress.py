"""Directives in a manuscript."""

from __future__ import annotations

import pytest

from bulletin_tools import api
from bulletin_tools.finding import Finding
from bulletin_tools.source import apply
from bulletin_tools.workspace import Overrides, Workspace

BODY = "　　近日,区教育局召开会议,部署工作。。（区教育局）\n"
HEAD = "区教育局召开会议\n"
RULES = ("P001", "P004", "P008", "S011", "X")


def findings(text: str, **said: tuple[str, ...]) -> list[Finding]:
    held = Workspace(Overrides(**{"select": RULES, **said}), isolated=True)  # type: ignore[arg-type]
    return list(api.lint(api.read_bytes(text.encode()), held).findings)


def codes(text: str, **said: tuple[str, ...]) -> list[str]:
    return [finding.code for finding in findings(text, **said)]


def test_the_text_has_the_faults_that_the_tests_suppress() -> None:
    assert codes(HEAD + BODY) == ["P001", "P001", "P008"]


@pytest.mark.parametrize(
    ("selectors", "left"),
    [
        ("P001", ["P008"]),
        ("halfwidth-punctuation", ["P008"]),
        ("P008", ["P001", "P001"]),
        ("P", []),
        ("P00", []),
        ("P001,P008", []),
        ("P001，repeated-mark", []),
        (" P001 、 P008 ", []),
    ],
)
@pytest.mark.parametrize(
    "line", ["%% bulletin: ignore[{}] 引文照录", "%%bulletin:ignore[{}]", "　　%% bulletin：ignore [{}] 理由"]
)
def test_above_a_paragraph(line: str, selectors: str, left: list[str]) -> None:
    assert codes(f"{HEAD}{line.format(selectors)}\n{BODY}") == left


def test_it_holds_for_the_next_paragraph_only() -> None:
    text = f"{HEAD}%% bulletin: ignore[P] 引文\n\n{BODY}{BODY}"
    assert codes(text) == ["P001", "P001", "P008"]
    assert all(finding.span.start > text.index(BODY) + len(BODY) for finding in findings(text))


def test_it_does_not_hold_above() -> None:
    assert codes(f"{HEAD}{BODY}%% bulletin: ignore[P] 引文\n") == ["P001", "P001", "P008", "X003"]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_ignore_file_holds_everywhere(place: int) -> None:
    lines = [HEAD, BODY]
    lines.insert(place, "%% bulletin: ignore-file[P001] 旧稿\n")
    assert codes("".join(lines)) == ["P008"]


def test_it_is_never_text() -> None:
    text = f"%% bulletin: ignore-file[P] 旧稿,照录\n{HEAD}　　%% bulletin: ignore[P001] 引文,照录\n{BODY}"
    (issue,) = api.parse(api.read_bytes(text.encode()))
    (item,) = issue.items
    assert item.headline
    assert item.headline.value == HEAD.strip()
    assert [part.value for part in item.paragraphs] == ["近日,区教育局召开会议,部署工作。。"]
    assert findings(text, ignore=("X",)) == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_an_unused_one_is_a_finding_that_can_be_mended(end: str) -> None:
    text = (HEAD + "%% bulletin: ignore[P004] 引文\n" + BODY.replace("。。", "。").replace(",", "，")).replace(
        "\n", end
    )
    (found,) = findings(text)
    assert found.code == "X003"
    assert "P004" in found.message
    assert text[found.span.start : found.span.end] == "%% bulletin: ignore[P004] 引文"
    assert found.fix
    assert not found.fix.safe
    assert apply(text, found.fix.edits) == text.replace("%% bulletin: ignore[P004] 引文" + end, "")


def test_one_that_is_half_unused_names_that_half_and_stays() -> None:
    (*_, found) = sorted(findings(f"{HEAD}%% bulletin: ignore[P001,P004] 引文\n{BODY}"))
    assert found.code == "X003"
    assert "P004" in found.message
    assert "P001" not in found.message
    assert found.fix is None


def test_a_rule_that_is_off_leaves_no_unused_suppression() -> None:
    text = f"{HEAD}%% bulletin: ignore[P004] 引文\n{BODY}"
    assert "X003" in codes(text)
    assert "X003" not in codes(text, ignore=("P004",))
    assert "X003" not in codes(text, ignore=("X003",))


@pytest.mark.parametrize(
    "body",
    [
        "ignore",
        "ignore[]",
        "ignore[P001",
        "ignore P001",
        "ignore[Q999]",
        "ignore[P001,]",
        "ignroe[P001]",
        "ignore【P001】",
        "",
    ],
)
def test_a_malformed_one_is_a_finding_and_silences_nothing(body: str) -> None:
    found = findings(f"{HEAD}%% bulletin: {body}\n{BODY}")
    assert [finding.code for finding in found] == ["X004", "P001", "P001", "P008"]
    assert body in found[0].message


def test_two_of_them_above_one_paragraph_both_hold() -> None:
    assert codes(f"{HEAD}%% bulletin: ignore[P001] 引文\n%% bulletin: ignore[P008] 引文\n{BODY}") == []


def test_two_that_mean_the_same_are_both_used() -> None:
    assert codes(f"%% bulletin: ignore-file[P001] 旧稿\n{HEAD}%% bulletin: ignore[P] 引文\n{BODY}") == []


def test_a_suppressed_fault_is_not_mended() -> None:
    text = f"{HEAD}%% bulletin: ignore[P001] 引文\n{BODY}"
    fixed = api.fix(api.read_bytes(text.encode()), Workspace(Overrides(select=RULES), isolated=True))
    assert apply(text, fixed.edits) == text.replace("。。", "。")


def test_a_fault_of_a_whole_item_is_silenced_above_it() -> None:
    text = "区教育局召开会议\n%% bulletin: ignore[S011] 约稿\n　　近日，区教育局召开会议，部署工作。\n"
    assert codes(text) == []
