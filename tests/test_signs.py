"""What a text's signs tell changes no finding: it only spares searches."""

from __future__ import annotations

import itertools
import marshal
from pathlib import Path

import pytest

from bulletin_tools import draft, formats, functions, office, patterns, rulebook, rulefiles, signs
from bulletin_tools.finding import Finding
from bulletin_tools.lint import lint
from bulletin_tools.needs import needs
from tests.manuscripts import EXAMPLES

BOOK = rulebook.load()


@pytest.mark.parametrize(
    ("find", "needed"),
    [
        ("防范", ["防范"]),
        ("甲«乙丙»丁?", ["甲乙", "乙丙"]),
        ("«»甲|乙丙", ["乙丙/甲"]),
        (r"(?<=第\d{1,2})«[期号]»(?!楼)", ["0号/0期", "第0"]),
        ("(?:甲+|[乙丙]{2,3})丁*(?=戊)", ["丁戊/丙戊/乙戊/甲戊", "丙/乙/甲"]),
        ("(?:^|[。；])«甲»[乙丙]?丁", ["\n甲/。甲/；甲", "丙丁/乙丁/甲丁"]),
        (r"1[3-9]«时»|2[0-4]时", ["00", "0时"]),
        (r"[^甲]\p{Han}\s乙{0,3}", []),
        (r"甲\.$", ["甲."]),
        (r"(?<!甲)乙(?!丙)丁(?:戊|)", ["乙丁"]),
        ("甲(?>乙)", []),
        (r"\x41乙", []),
    ],
)
def test_needs_of_a_pattern(find: str, needed: list[str]) -> None:
    assert {"/".join(sorted(need)) for need in needs(find, lambda _need: 0)} == {*needed}


def test_a_text_that_holds_a_pattern_has_its_signs() -> None:
    texts = EXAMPLES[::9]
    told = [signs.told(text) for text in texts]
    assert min(len(each.known) for each in told) > 1000
    for text, each in zip(texts, told, strict=True):
        asleep = each.known - each.held - {patterns.RARE}
        assert not [find for find in asleep if patterns.compiled(find).search(text)]


def test_short_texts_give_the_same_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    def found(text: str) -> list[Finding]:
        every = office.Office(BOOK, list(BOOK.rules.values()))
        return list(lint(formats.from_bytes(text.encode("utf-8", "surrogatepass"), "draft.txt"), every).findings)

    monkeypatch.setattr(draft, "scanned", lambda texts: [None] * len(texts))
    texts = ["\n".join(several) for several in itertools.zip_longest(*[iter(EXAMPLES)] * 12, fillvalue="")]
    by_signs = [found(text) for text in texts]
    monkeypatch.setattr(signs, "told", lambda _text: signs.Told())
    assert by_signs == [found(text) for text in texts]


def test_a_wheel_knows_of_functions_what_their_modules_say(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = [rule for rule in BOOK.rules.values() if rule.check]
    plain = [(functions.function(rule), set(functions.searched(rule))) for rule in rules]
    kept = signs.tables(functions.shipped(rules))[2]
    monkeypatch.setattr(signs, "functions", lambda: kept)
    monkeypatch.setattr(functions, "_place", functions._place.__wrapped__)
    assert plain == [(functions.function(rule), set(functions.searched(rule))) for rule in rules]
    by_options = next(rule for rule in rules if kept[f"{rule.family}.{rule.check}"][2] and "offices" in rule.options)
    other = by_options._replace(options=rulebook.Options({**by_options.options, "offices": [["甲局", "乙局"]]}))
    assert [*functions.searched(other)] == ["甲局"]


@pytest.mark.parametrize("spoilt", [b"garbage", marshal.dumps(3), marshal.dumps(({}, {}))])
def test_a_store_that_can_t_be_used_tells_nothing(
    spoilt: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(rulefiles, "rules_folder", lambda: tmp_path)
    (tmp_path / signs.STORE_NAME).write_bytes(spoilt)
    monkeypatch.setattr(signs, "_store", signs._store.__wrapped__)
    monkeypatch.setattr(signs, "_known", signs._known.__wrapped__)
    assert signs.told("甲乙").held == frozenset()
    assert not signs.functions()
