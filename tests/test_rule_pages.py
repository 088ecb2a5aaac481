"""The rules' pages: true, current, and written by the command that they name."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from bulletin_tools import rulebook
from bulletin_tools.finding import Severity
from bulletin_tools.reports.rulepages import INDEX, page, pages, visible
from bulletin_tools.rulebook import Rule, rule_of
from bulletin_tools.rulecheck import check_table
from tests.commandline import bulletin

FOLDER = Path(__file__).parent.parent / "docs" / "rules"
RULES = list(rulebook.load().rules.values())
FENCED = re.compile(r"(?ms)^(`{3,})(\w+)\n(.*?)\n\1$")


def house_rule(**table: object) -> Rule:
    return rule_of("Z001", {"name": "house-one", "title": "甲用乙", "patterns": [{"find": "«甲»"}], **table}, "")


def blocks(text: str, language: str = "text") -> list[str]:
    return [body for _, kind, body in FENCED.findall(text) if kind == language]


def test_the_pages_in_docs_are_current() -> None:
    written = {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()}
    due = pages(RULES)
    stale = sorted(name for name in written.keys() | due.keys() if written.get(name) != due.get(name))
    assert not stale, "docs/rules isn't current; run `make docs`"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_tells_all_that_the_rule_says(rule: Rule) -> None:
    text = page(rule)
    shown = blocks(text)
    for example in rule.examples:
        for manuscript in filter(None, (example.bad, example.fixed, example.good)):
            assert visible(manuscript) in shown
    for told in (rule.name, rule.severity.chinese, rulebook.FORCES[rule.force]):
        assert told in text
    assert ("--unsafe-fixes" in text, "--fix`" in text) == (rule.fix == "unsafe", rule.fix == "safe")
    assert ("--extend-select" in text) is not rule.default


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.options], ids=lambda rule: rule.code)
def test_the_options_on_a_page_are_the_defaults_as_a_config_says_them(rule: Rule) -> None:
    (block,) = blocks(page(rule), "toml")
    assert tomllib.loads(block) == {"lint": {"options": {rule.code: rule.options}}}


def test_what_a_page_says_silences_the_rule(tmp_path: Path) -> None:
    rule = rulebook.load().rules["P001"]
    (bad, *_) = (example.bad for example in rule.examples)
    directive = re.search("ignore-file.*?理由", page(rule))
    assert directive
    (tmp_path / "a.txt").write_text(f"%% bulletin: {directive[0]}\n{bad}\n", "utf-8")
    assert bulletin("lint", "--select", "P001", "a.txt", cwd=tmp_path).code == 0
    (tmp_path / "a.txt").write_text(bad, "utf-8")
    assert bulletin("lint", "--select", "P001", "a.txt", cwd=tmp_path).code == 1
    (ignore,) = re.findall("^- 一直不查：.*`(ignore.*)`。$", page(rule), re.MULTILINE)
    (tmp_path / "bulletin.toml").write_text(f"[lint]\n{ignore}\n", "utf-8")
    assert bulletin("lint", "a.txt", cwd=tmp_path).code == 0


def test_the_index_leads_to_every_page() -> None:
    index = pages(RULES)[INDEX]
    assert re.findall(r"\((\w+\.md)\)", index) == [f"{code}.md" for code in re.findall(r"\[(\w+)\]\(", index)]
    assert set(re.findall(r"\((\w+\.md)\)", index)) == pages(RULES).keys() - {INDEX}


def test_marks_in_a_rule_are_no_markup() -> None:
    rule = house_rule(title="甲|乙<b>", basis="第*1*条", explain="用a_b_c。\n- 不是[列举]\n\n1. 也不是\n")
    index, text = pages([rule])[INDEX], page(rule)
    assert r"甲\|乙\<b>" in text
    assert r"用a\_b\_c。\- 不是\[列举\]" in text
    assert r"1\. 也不是" in text
    (row,) = (line for line in index.splitlines() if line.startswith("| [Z001]"))
    assert len(re.findall(r"(?<!\\)\|", row)) == 7


def test_an_example_with_a_fence_stays_inside_its_own() -> None:
    bad = "甲\n```\n# 乙\n```"
    assert blocks(page(house_rule(examples=[{"bad": bad}]))) == [bad]


def test_hidden_characters_are_spelt_out() -> None:
    text = page(house_rule(examples=[{"good": "甲\u200b乙\u00a0丙\t丁\u3000戊 己"}]))
    assert blocks(text) == ["甲<U+200B>乙<U+00A0>丙<U+0009>丁\u3000戊 己"]
    assert "看不见的字符" in text


def test_a_house_rule_has_a_page_too() -> None:
    table = {"name": "house-one", "title": "甲用乙", "severity": "info", "patterns": [{"find": "«甲»"}]}
    check_table("P900", table, {})
    rule = rule_of("P900", table, "")
    assert rule.severity is Severity.INFO
    assert "本单位的规则" in page(rule)


def test_the_command_writes_the_pages(tmp_path: Path) -> None:
    run = bulletin("rule", "--all", "--output-format", "markdown", "-o", "out/rules", cwd=tmp_path)
    assert run.code == 0
    written = {path.name: path.read_bytes() for path in (tmp_path / "out" / "rules").iterdir()}
    assert written == {name: text.encode() for name, text in pages(RULES).items()}


@pytest.mark.parametrize(
    "said",
    [
        ("--all", "-o", "out"),
        ("P001", "--output-format", "markdown", "-o", "out"),
        ("--all", "--output-format", "markdown", "-o", "a.txt"),
    ],
)
def test_pages_that_cannot_be_written_are_refused_in_a_sentence(tmp_path: Path, said: tuple[str, ...]) -> None:
    (tmp_path / "a.txt").write_text("甲", "utf-8")
    run = bulletin("rule", *said, cwd=tmp_path)
    assert (run.code, run.stdout, len(run.err.splitlines())) == (2, b"", 1)
    assert not (tmp_path / "out").exists()
