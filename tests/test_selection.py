"""Which rules hold: the more specific selector wins, ignore wins a tie."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletin_tools.errors import BulletinError
from bulletin_tools.finding import Severity
from bulletin_tools.rulebook import Rule
from bulletin_tools.workspace import Overrides, Workspace
from tests.commandline import FAULTY, linted, written
from tests.offices import office, workspace

FILE = Path("稿件.txt")
OFF = """
[Z001]
name = "house-off"
title = "甲"
default = false
patterns = [{ find = "«甲»" }]
[Z002]
name = "house-on"
title = "乙"
patterns = [{ find = "«乙»" }]
"""


def codes(**said: tuple[str, ...]) -> set[str]:
    held = Workspace(Overrides(**said), isolated=True)  # type: ignore[arg-type]
    return {rule.code for rule in held.rules(FILE)}


def of(prefix: str) -> set[str]:
    return {code for code in Workspace(isolated=True).rulebook(Path()).rules if code.startswith(prefix)}


def test_without_a_word_the_default_rules_hold() -> None:
    assert {"P001", "W002", "S011", "D001", "X003"} <= codes()


@pytest.mark.parametrize("selector", ["P001", "halfwidth-punctuation"])
def test_a_name_serves_as_a_code(selector: str) -> None:
    assert codes(select=(selector,)) == {"P001"}
    assert codes() - codes(ignore=(selector,)) == {"P001"}


def test_a_prefix_means_all_codes_that_start_so() -> None:
    assert codes(select=("P",)) == of("P") > {"P001"}
    assert codes(select=("P00",)) == of("P00")
    assert codes(select=("P", "D004")) == of("P") | {"D004"}


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        (("ALL",), ("P",), False),
        (("P",), ("ALL",), True),
        (("P001",), ("P",), True),
        (("P",), ("P001",), False),
        (("P0",), ("P00",), False),
        (("P00",), ("P0",), True),
        (("P",), ("P",), False),
        (("ALL",), ("ALL",), False),
        (("P001",), ("P001",), False),
        (("P001",), ("halfwidth-punctuation",), False),
        (("halfwidth-punctuation",), ("P",), True),
        (("P001", "P"), ("P0",), True),
        ((), ("P",), False),
        ((), ("ALL",), False),
    ],
)
def test_the_more_specific_wins_and_ignore_wins_a_tie(
    select: tuple[str, ...], ignore: tuple[str, ...], *, expected: bool
) -> None:
    said = {"select": select, "ignore": ignore} if select else {"ignore": ignore}
    assert ("P001" in codes(**said)) is expected


def test_extend_select_adds_to_the_defaults_and_to_select() -> None:
    assert codes(extend_select=("P001",)) == codes()
    assert codes(select=("D001",), extend_select=("P001",)) == {"D001", "P001"}


def test_a_rule_that_is_off_by_default_is_on_when_meant(tmp_path: Path) -> None:
    def house(**said: tuple[str, ...]) -> set[str]:
        held = workspace(tmp_path, OFF, "", **said)
        return {rule.code for rule in held.rules(tmp_path / FILE) if rule.code.startswith("Z")}

    assert house() == {"Z002"}
    assert house(extend_select=("Z001",)) == {"Z001", "Z002"}
    assert house(select=("ALL",)) == {"Z001", "Z002"}
    assert house(select=("Z",)) == {"Z001", "Z002"}
    assert house(extend_select=("Z",), ignore=("Z",)) == set()


@pytest.mark.parametrize("key", ["select", "extend_select", "ignore"])
@pytest.mark.parametrize("selector", ["Q999", "p001", "no-such-name", "P001x", ""])
def test_an_unknown_selector_is_named_with_its_setting(key: str, selector: str) -> None:
    with pytest.raises(BulletinError) as caught:
        codes(**{key: (selector,)})
    assert str(caught.value).startswith(key.replace("_", "-"))
    assert selector in str(caught.value)


def rule(tmp_path: Path, code: str, config: str) -> Rule:
    held = workspace(tmp_path, "", config)
    return next(found for found in held.rules(tmp_path / FILE) if found.code == code)


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ('P001 = "info"', Severity.INFO),
        ('halfwidth-punctuation = "info"', Severity.INFO),
        ('P = "info"', Severity.INFO),
        ('P001 = "warning", P = "info"', Severity.WARNING),
        ('P = "info", P001 = "warning"', Severity.WARNING),
        ('P001 = "warning", ALL = "info"', Severity.WARNING),
        ('D = "info"', Severity.ERROR),
    ],
)
def test_severities_by_the_most_specific_selector(tmp_path: Path, levels: str, expected: Severity) -> None:
    assert rule(tmp_path, "P001", f"[lint]\nseverity = {{ {levels} }}").severity == expected


@pytest.mark.parametrize(
    ("config", "named"),
    [
        ('severity = { P001 = "fatal" }', "severity.P001"),
        ('severity = { Q999 = "info" }', "Q999"),
        ("options = { S027 = { no-such = true } }", "no-such"),
        ("options = { Q999 = { a = 1 } }", "Q999"),
        ('options = { S027 = { report-unknown = "no" } }', "report-unknown"),
        ("options = { unknown-source = { report-unknown = 1 } }", "report-unknown"),
    ],
)
def test_severities_and_options_that_can_t_be_are_named(tmp_path: Path, config: str, named: str) -> None:
    with pytest.raises(BulletinError, match=named):
        rule(tmp_path, "P001", f"[lint]\n{config}")


@pytest.mark.parametrize("selector", ["S027", "unknown-source"])
def test_options_by_code_or_name(tmp_path: Path, selector: str) -> None:
    found = rule(tmp_path, "S027", f"[lint]\noptions = {{ {selector} = {{ report-unknown = false }} }}")
    assert found.options == {"report-unknown": False}


@pytest.mark.parametrize(
    ("glob", "ignored"),
    [
        ("归档/**", {"归档/a.txt", "归档/旧/b.txt"}),
        ("归档/", {"归档/a.txt", "归档/旧/b.txt"}),
        ("归档/*.txt", {"归档/a.txt"}),
        ("**/b.txt", {"归档/旧/b.txt"}),
        ("*.txt", {"归档/a.txt", "归档/旧/b.txt", "c.txt"}),
        ("/c.txt", {"c.txt"}),
        ("旧/**", set()),
    ],
)
def test_per_file_ignores_take_patterns_as_gitignore_does(tmp_path: Path, glob: str, ignored: set[str]) -> None:
    names = {"归档/a.txt", "归档/旧/b.txt", "c.txt"}
    for name in names:
        written(tmp_path / name, FAULTY)
    office(tmp_path, "", f'[lint]\nper-file-ignores = {{ "{glob}" = ["P001"] }}')
    found = {Path(row["filename"]).as_posix() for row in linted(".", cwd=tmp_path).rows}
    assert found == names - ignored
    run = linted("--isolated", "--per-file-ignores", f"{glob}:halfwidth-punctuation", ".", cwd=tmp_path)
    assert {Path(row["filename"]).as_posix() for row in run.rows} == names - ignored


def test_per_file_ignores_hold_wherever_one_stands(tmp_path: Path) -> None:
    written(tmp_path / "归档" / "a.txt", FAULTY)
    office(tmp_path, "", '[lint]\nper-file-ignores = { "归档/**" = ["P"] }')
    assert linted("a.txt", cwd=tmp_path / "归档").code == 0
    assert linted(tmp_path / "归档" / "a.txt", cwd=tmp_path.parent).code == 0


def test_a_select_for_one_file_that_is_more_specific_is_not_ignored(tmp_path: Path) -> None:
    written(tmp_path / "归档" / "a.txt", FAULTY)
    office(tmp_path, "", '[lint]\nselect = ["P001"]\nper-file-ignores = { "归档/**" = ["P"] }')
    assert linted("归档", cwd=tmp_path).codes == ["P001"]
