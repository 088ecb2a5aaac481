"""An office's own rules, and rules that go wrong."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bulletin_tools import api, lint
from bulletin_tools.errors import BulletinError
from bulletin_tools.source import apply
from bulletin_tools.workspace import Overrides, Workspace
from tests.commandline import FAULTY, Run, bulletin, linted, written
from tests.offices import office, workspace

RULE = """
[Z001]
name = "house-name"
title = "简称要规范"
"""
FULL = """
[masks]
slogan = '〈[^〉]*〉'
[Z001]
name = "house-name"
title = "简称要规范"
basis = "本办通知"
severity = "error"
fix = "safe"
except = ["slogan", "quoted"]
message = "“{match}”应写作“{replacement}”"
patterns = [
    { find = '«教委»(?!会)', replace = "教育局" },
    { find = '(?P<year>\\d{4})«年度»', replace = "{year}年", message = "“{match}”不写“度”" },
]
explain = "说明"
[[Z001.examples]]
bad = "区教委"
"""


def test_an_office_s_rule_finds_explains_and_mends(tmp_path: Path) -> None:
    text = "市教委2021年度表彰“市教委”和〈市教委〉，教委会未获奖。"
    held = workspace(tmp_path, FULL, select=("Z",))
    document = api.read_bytes(text.encode(), str(tmp_path / "a.txt"))
    found = api.lint(document, held).findings
    assert [(finding.code, finding.message) for finding in found] == [
        ("Z001", "“教委”应写作“教育局”"),
        ("Z001", "“2021年度”不写“度”"),
    ]
    assert apply(text, api.fix(document, held).edits) == "市教育局2021年表彰“市教委”和〈市教委〉，教委会未获奖。"


def test_it_is_explained_by_bulletin_rule_too(tmp_path: Path) -> None:
    office(tmp_path, FULL)
    run = bulletin("rule", "house-name", cwd=tmp_path)
    assert run.code == 0
    assert "本办通知" in run.out


@pytest.mark.parametrize(
    ("rules", "named"),
    [
        ("Z001 = 3", "Z001"),
        ('[Z001]\ntitle = "t"\npatterns = [{find = "x"}]', "name"),
        ('[Z001]\nname = "n"\npatterns = [{find = "x"}]', "title"),
        (RULE, "patterns"),
        (RULE + 'patterns = [{find = "x"}]\ncolour = 1', "colour"),
        (RULE + 'patterns = [{find = "x"}]\nseverity = "fatal"', "severity"),
        (RULE + 'patterns = [{find = "x"}]\nseverity = 3', "severity"),
        (RULE + 'patterns = [{find = "x"}]\nwhere = "title"', "where"),
        (RULE + 'patterns = [{find = "x"}]\nfix = "maybe"', "fix"),
        (RULE + 'patterns = [{find = "x"}]\ndefault = "yes"', "default"),
        (RULE + 'patterns = "x"', "patterns"),
        (RULE + "patterns = [3]", "patterns"),
        (RULE + 'patterns = [{search = "x"}]', "patterns"),
        (RULE + "patterns = [{find = 3}]", "find"),
        (RULE + 'patterns = [{find = ""}]', "find"),
        (RULE + "patterns = [{find = '«甲»('}]", "正则"),
        (RULE + "patterns = [{find = '(甲'}]", "正则"),
        (RULE + 'patterns = [{find = "x", replace = 3}]', "replace"),
        (RULE + 'patterns = [{find = "x", replace = {a = 3}}]', "replace"),
        (RULE + 'patterns = [{find = "x", replace = "{none}"}]', "none"),
        (RULE + 'patterns = [{find = "x", replace = "{"}]', "replace"),
        (RULE + 'patterns = [{find = "x", replace = "{0}"}]', "replace"),
        (RULE + 'patterns = [{find = "x", message = 3}]', "message"),
        (RULE + 'patterns = [{find = "x", message = "{none}"}]', "none"),
        (RULE + 'patterns = [{find = "x"}]\nmessage = "{none}"', "none"),
        (RULE + 'patterns = [{find = "x"}]\nmessage = "{replacement}"', "replacement"),
        (RULE + 'patterns = [{find = "x"}]\nexcept = ["none"]', "none"),
        (RULE + 'patterns = [{find = "x"}]\nexcept = [3]', "except"),
        (RULE + 'patterns = [{find = "x"}]\ncheck = "unpaired_mark"', "check"),
        (RULE + 'patterns = [{find = "x"}]\nexamples = [{worse = "x"}]', "examples"),
        (RULE + 'patterns = [{find = "x"}]\nexamples = [{bad = 3}]', "examples"),
        ('[P001]\nname = "n"\ntitle = "t"\npatterns = [{find = "x"}]', "P001"),
        ('[Z001]\nname = "halfwidth-punctuation"\ntitle = "t"\npatterns = [{find = "x"}]', "halfwidth-punctuation"),
        ('[Z001]\nname = "P001"\ntitle = "t"\npatterns = [{find = "x"}]', "P001"),
        ('[ALL]\nname = "n"\ntitle = "t"\npatterns = [{find = "x"}]', "ALL"),
        ('[masks]\nm = "("', "m"),
        ("masks = 3", "masks"),
        ("[masks]\nm = 3", "m"),
        ("[Z001", "TOML"),
    ],
)
def test_what_is_wrong_with_a_rule_is_named_with_file_rule_and_key(tmp_path: Path, rules: str, named: str) -> None:
    with pytest.raises(BulletinError) as caught:
        workspace(tmp_path, rules).rules(tmp_path / "a.txt")
    told = str(caught.value)
    assert "our.toml" in told
    assert named in told
    assert "\n" not in told
    if "[Z001]\n" in rules:
        assert "Z001" in told


def test_on_the_command_line_a_wrong_rule_is_a_sentence_and_2(tmp_path: Path) -> None:
    office(tmp_path, RULE + "patterns = [{find = '('}]")
    written(tmp_path / "a.txt", FAULTY)
    run = bulletin("lint", "a.txt", cwd=tmp_path)
    assert (run.code, run.stdout, run.err.count("\n")) == (2, b"", 1)
    assert "Traceback" not in run.err


def test_a_missing_rule_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BulletinError, match=r"none\.toml"):
        workspace(tmp_path, "", 'extend-rules = ["none.toml"]').rules(tmp_path / "a.txt")


def test_two_rule_files_may_not_share_a_code(tmp_path: Path) -> None:
    one = RULE + 'patterns = [{find = "x"}]'
    written(tmp_path / "other.toml", one.replace("house-name", "other"))
    written(tmp_path / "our.toml", one)
    config = written(tmp_path / "bulletin.toml", 'extend-rules = ["our.toml", "other.toml"]')
    with pytest.raises(BulletinError, match=r"other\.toml.*Z001"):
        Workspace(config=config).rules(tmp_path / "a.txt")


def test_a_group_that_took_no_part_is_empty_in_the_replacement(tmp_path: Path) -> None:
    rules = RULE + 'fix = "safe"\npatterns = [{ find = \'(?P<old>旧)?«址»(?P<new>新)?\', replace = "{old}{new}" }]'
    held = workspace(tmp_path, rules, select=("Z",))
    assert apply("旧址址", api.fix(api.read_bytes("旧址址".encode(), str(tmp_path / "a.txt")), held).edits) == "旧"


SLOW = RULE + "patterns = [{ find = '(?:[甲乙]|[甲丙]|甲甲)+丁' }]"


def test_a_catastrophic_pattern_ends_and_the_rest_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lint, "_PATIENCE", 0.5)
    text = FAULTY + "　　" + "甲" * 60 + "。\n丁\n"
    held = workspace(tmp_path, SLOW, select=("Z", "P001"))
    started = time.monotonic()
    found = api.lint(api.read_bytes(text.encode(), str(tmp_path / "a.txt")), held).findings
    assert time.monotonic() - started < 20
    assert sorted(finding.code for finding in found) == ["P001", "X002"]
    (crash,) = [finding for finding in found if finding.code == "X002"]
    assert "Z001" in crash.message
    assert "太慢" in crash.message


def test_the_rulebook_itself_is_not_hurried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lint, "_PATIENCE", 1e-9)
    held = workspace(tmp_path, select=("P001",))
    found = api.lint(api.read_bytes(FAULTY.encode(), str(tmp_path / "a.txt")), held).findings
    assert [finding.code for finding in found] == ["P001"]


def crashing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    def crash(*_: object) -> None:
        raise ValueError("坏了")

    monkeypatch.setattr("bulletin_tools.checks.punctuation.unpaired_mark", crash)
    return Workspace(Overrides(select=("P",)), isolated=True) if folder else Workspace()


def test_a_rule_that_crashes_is_a_finding_and_the_rest_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = crashing(tmp_path, monkeypatch)
    found = api.lint(api.read_bytes(FAULTY.encode()), held).findings
    assert sorted(finding.code for finding in found) == ["P001", "X002"]
    (crash,) = [finding for finding in found if finding.code == "X002"]
    assert "P004" in crash.message
    assert "坏了" in crash.message


def test_a_crash_doesn_t_stop_the_mending(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    held = crashing(tmp_path, monkeypatch)
    fixed = api.fix(api.read_bytes(FAULTY.encode()), held)
    assert apply(FAULTY, fixed.edits) == FAULTY.replace("日,", "日，")


def run_with(folder: Path, rules: str, text: str) -> Run:
    office(folder, rules)
    written(folder / "a.txt", text)
    return linted("--select", "Z", "a.txt", cwd=folder)


@pytest.mark.parametrize(
    ("where", "rows"),
    [
        ("headline", [1]),
        ("paragraph", [2]),
        ("source", [3]),
        ("item", [1, 2]),
        ("text", [1, 2, 3]),
        ("lines", [1, 2, 3]),
    ],
)
def test_where_says_where(tmp_path: Path, where: str, rows: list[int]) -> None:
    text = "区教育局召开甲会\n　　近日，区教育局召开甲会，部署工作。\n（区甲局）\n"
    run = run_with(tmp_path, RULE + f'where = "{where}"\npatterns = [{{ find = "«甲»" }}]', text)
    assert [row["location"]["row"] for row in run.rows] == rows
