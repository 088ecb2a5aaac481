"""Our own linter over the pairs: what it finds, what it mends, and which clean twins it reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from bulletin_tools import api, rulebook
from bulletin_tools.finding import Finding, Severity
from bulletin_tools.fix import fix
from bulletin_tools.lint import lint
from bulletin_tools.office import Office
from bulletin_tools.source import Document
from quality.pairs import Pair

NAME = "稿件.txt"


class Verdict(NamedTuple):
    """What became of one pair."""

    pair: Pair
    known: bool
    """Whether the rulebook has its rule."""
    bad: Sequence[str]
    """The codes reported in the bad text, all rules on."""
    fixed: str
    """The bad text after the fixes of its rule, unsafe ones too."""
    good: Sequence[str]
    """The codes of level warning and above reported in the good text by the rules on by default."""
    good_all: Sequence[str]
    """The same with all rules on."""

    @property
    def found(self) -> bool:
        """Whether its rule reports the bad text."""
        return self.pair.rule in self.bad

    @property
    def mended(self) -> bool:
        """Whether the fixes of its rule make exactly the clean twin."""
        return self.fixed == self.pair.good


class Tally(NamedTuple):
    """Verdicts counted."""

    pairs: int = 0
    unknown: int = 0
    found: int = 0
    fixable: int = 0
    mended: int = 0
    """Of the fixable ones."""
    reported: int = 0
    """Clean twins with a finding of level warning or above, default rules."""
    reported_all: int = 0
    """The same with all rules on."""


def judge(pair: Pair) -> Verdict:
    """Lint both texts of a pair and mend the bad one."""
    bad, good = document(pair.bad), document(pair.good)
    rule = _book().find(pair.rule)
    return Verdict(
        pair,
        rule is not None,
        [finding.code for finding in lint(bad, office(everything=True)).findings],
        _mended(bad, Office(_book(), [rule])) if rule else pair.bad,
        grave(lint(good, office()).findings),
        grave(lint(good, office(everything=True)).findings),
    )


def tally(verdicts: Iterable[Verdict]) -> Tally:
    """Count verdicts; a pair whose rule doesn't exist counts as not found and not mended."""
    total = Tally()
    for one in verdicts:
        total = Tally(
            total.pairs + 1,
            total.unknown + (not one.known),
            total.found + one.found,
            total.fixable + one.pair.fixable,
            total.mended + (one.pair.fixable and one.mended),
            total.reported + bool(one.good),
            total.reported_all + bool(one.good_all),
        )
    return total


def by_family(verdicts: Iterable[Verdict]) -> dict[str, list[Verdict]]:
    """Family letter → its verdicts."""
    families: dict[str, list[Verdict]] = defaultdict(list)
    for one in verdicts:
        families[one.pair.family].append(one)
    return families


def misses(verdicts: Iterable[Verdict]) -> list[str]:
    """A line for each thing that went wrong, with the place of the pair and what was said instead."""
    lines = []
    for one in verdicts:
        pair, told = one.pair, " ".join(sorted(set(one.bad))) or "nothing"
        head = f"{pair.where} {pair.rule}"
        if not one.known:
            lines.append(f"{head} no such rule: {pair.note}")
        elif not one.found:
            lines.append(f"{head} not found, but {told}: {pair.note}")
        elif pair.fixable and not one.mended:
            lines.append(f"{head} not mended: {pair.note}\n{_difference(one.fixed, pair.good)}")
        if one.good_all:
            when = "by default" if one.good else "with all rules on"
            lines.append(f"{head} clean twin reported {when}: {' '.join(one.good_all)}")
    return lines


def document(text: str) -> Document:
    """A text as the linter reads it."""
    return api.read_bytes(text.encode(), NAME)


def grave(findings: Iterable[Finding]) -> list[str]:
    """The codes of the findings that fail a run."""
    return [finding.code for finding in findings if finding.severity >= Severity.WARNING]


@cache
def office(*, everything: bool = False) -> Office:
    """The rules that are on by default, or all of them."""
    return Office(_book(), [rule for rule in _book().rules.values() if everything or rule.default])


@cache
def _book() -> rulebook.Rulebook:
    return rulebook.load()


def _mended(manuscript: Document, held: Office) -> str:
    return api.write(manuscript, fix(manuscript, held, bool).edits).decode()


def _difference(is_now: str, should_be: str) -> str:
    pairs = zip_longest(is_now.split("\n"), should_be.split("\n"), fillvalue="")
    return "\n".join(f"    is     {left}\n    should {right}" for left, right in pairs if left != right)
