"""Every rule's examples are its tests."""

from __future__ import annotations

import importlib
import random
from pathlib import Path

import pytest

from bulletin_tools import formats, rulebook
from bulletin_tools.files import read_toml
from bulletin_tools.finding import Finding
from bulletin_tools.fix import fix
from bulletin_tools.functions import function
from bulletin_tools.lint import CRASHED, Report, lint
from bulletin_tools.office import Office
from bulletin_tools.rulebook import Example, Rule
from bulletin_tools.rulecheck import check_table
from bulletin_tools.rulefiles import rule_files, rules_folder
from bulletin_tools.source import apply
from tests.word.printing import printed

BOOK = rulebook.load()
PROGRAM = "X"
RULES = [rule for code, rule in BOOK.rules.items() if not code.startswith(PROGRAM)]
EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]


def named(value: object) -> str:
    if isinstance(value, Rule):
        return value.code
    return (value.bad or value.good)[:20] if isinstance(value, Example) else ""


def office(rules: list[Rule], example: Example) -> Office:
    script = next((rule.script for rule in rules if rule.script), "simplified")
    return Office(BOOK, rules, [names.split() for names in example.departments], script=script)


def linted(text: str, held: Office) -> Report:
    return lint(formats.from_bytes(text.encode(), "draft.txt"), held)


def shown(rule: Rule, example: Example, held: Office) -> Report:
    """An example's report; that of a rule on a Word file's layout is printed first."""
    text = example.bad or example.good
    return lint(printed(text, example.layout, example.restyle), held) if rule.where == "layout" else linted(text, held)


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_a_rule_shows_what_it_reports_and_what_it_leaves_alone(rule: Rule) -> None:
    assert rule.explain.strip()
    assert rule.patterns or rule.check
    assert any(example.bad for example in rule.examples)
    assert sum(bool(example.good) for example in rule.examples) >= 3


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=named)
def test_example(rule: Rule, example: Example) -> None:
    held = office([rule], example)
    if example.good:
        assert shown(rule, example, held).findings == []
        return
    report = shown(rule, example, held)
    assert {finding.code for finding in report.findings} == {rule.code}
    assert shown(rule, example, office([], example)).findings == []
    if rule.fix == "none":
        assert not any(finding.fix for finding in report.findings)
        return
    fixed = fix(report.document, held, bool)
    original = report.document.text
    assert apply(original, fixed.edits) == (example.fixed or original)
    assert bool(fixed.restyles) is (rule.where == "layout")
    assert not fixed.cycle
    assert [finding for finding in fixed.report.findings if finding.fix] == []


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=named)
def test_no_other_rule_on_by_default_crashes_or_calls_a_good_example_an_error(rule: Rule, example: Example) -> None:
    if example.good and rule.default:
        held = office([other for other in RULES if other.default], example)
        assert [found.code for found in shown(rule, example, held).findings if found.code in (CRASHED, rule.code)] == []


@pytest.mark.parametrize("rule", [rule for rule in BOOK.rules.values() if rule.check], ids=named)
def test_every_check_has_its_function(rule: Rule) -> None:
    assert function(rule).__module__.startswith("bulletin_tools.checks.")


def test_every_function_that_takes_a_rule_has_its_rule() -> None:
    used = {(rule.family, rule.check) for rule in RULES}
    for family in {rule.family for rule in RULES if rule.check}:
        module = importlib.import_module(f"bulletin_tools.checks.{family}")
        public = [
            name
            for name, value in vars(module).items()
            if callable(value) and getattr(value, "__module__", "") == module.__name__ and not name.startswith("_")
        ]
        takes_a_rule = [name for name in public if "rule" in getattr(module, name).__annotations__]
        assert {(family, name) for name in (*takes_a_rule, *vars(module).get("ELSEWHERE", {}))} <= used


@pytest.mark.parametrize("path", rule_files(rules_folder()), ids=lambda path: path.stem)
def test_every_table_says_what_a_rule_must_say(path: Path) -> None:
    tables = read_toml(path)
    tables.pop("masks", None)
    for code, table in tables.items():
        check_table(code, {"check": "the program's own", **table}, BOOK.masks)


def test_codes_and_names_are_unlike() -> None:
    names = [rule.name for rule in BOOK.rules.values()]
    assert len(names) == len(set(names))
    assert not set(names) & set(BOOK.rules)


def findings_of(text: str) -> list[Finding]:
    return list(linted(text, Office(BOOK, RULES)).findings)


def test_shuffled_examples_crash_no_rule() -> None:
    shuffler = random.Random(20200818)
    pool = "".join(example.bad or example.good for _, example in EXAMPLES)
    for _ in range(60):
        text = "".join(shuffler.choice(pool) for _ in range(400))
        assert CRASHED not in {finding.code for finding in findings_of("　" + text + "文")}


def test_a_rule_finds_in_traditional_characters_what_its_pattern_says_in_simplified_ones() -> None:
    text = "區教育局召開會議\n　　3月12號，區教育局召開會議。（區教育局）\n"
    found = linted(text, Office(BOOK, [BOOK.rules["D004"]], script="traditional")).findings
    (finding,) = found
    assert text[slice(*finding.span)] == "3月12號"
    assert finding.fix
    assert apply(text, finding.fix.edits) == text.replace("號", "日")
