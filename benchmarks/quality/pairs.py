"""Pairs: a text with one fault, and its clean twin, written from the clauses without a look at the rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

SETS = Path(__file__).parent
FAMILIES = {
    "S": "structure",
    "E": "enumerations",
    "D": "dates",
    "N": "numerals",
    "U": "units",
    "P": "punctuation",
    "W": "whitespace",
    "C": "characters",
    "T": "wording",
    "G": "grammar",
    "V": "privacy",
    "L": "layout",
}
"""The first letter of a rule's code, and what its family is about."""


class Pair(NamedTuple):
    """A fault of one rule, and the same text without it."""

    rule: str
    """The code of the rule that should find it."""
    bad: str
    good: str
    fixable: bool
    """Whether nothing but `good` can be meant."""
    note: str
    where: str = ""
    """The set's folder, its file and the line: pairs/dates.jsonl:3."""

    @property
    def family(self) -> str:
        """The letter of its rule's family."""
        return self.rule[0]


def load(home: Path = SETS) -> dict[str, list[Pair]]:
    """Set → its pairs; every folder that holds .jsonl files is a set.

    Errors: `SystemExit` that names the line which is no pair.
    """
    sets: dict[str, list[Pair]] = {}
    for path in sorted(home.glob("*/*.jsonl")):
        lines = path.read_text("utf-8").split("\n")
        for number, line in enumerate(lines, 1):
            if line.strip():
                where = f"{path.parent.name}/{path.name}:{number}"
                sets.setdefault(path.parent.name, []).append(_pair(line, where))
    return sets


def _pair(line: str, where: str) -> Pair:
    try:
        pair = Pair(**json.loads(line), where=where)
    except (ValueError, TypeError) as error:
        raise SystemExit(f"{where} is no pair: {error}") from None
    if pair.family not in FAMILIES or pair.bad == pair.good:
        raise SystemExit(f"{where} is no pair: family {pair.family!r}, or both texts alike")
    return pair
