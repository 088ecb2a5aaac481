"""Side by side: the same pairs, the same measure, every tool.

Found: the tool reports or changes something at the very place where the two texts differ. Mended: with all its fixes the
bad text becomes exactly the good one. Of the good texts: where it reports anything, where checking fails (for us a
finding of level warning or above, for the others any), and what its fixes change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quality.pairs import FAMILIES, Pair
from quality.places import Answer, changes, meets
from quality.tables import share, table


class Result(NamedTuple):
    """What a tool made of one pair."""

    found: bool
    mended: bool
    reported: bool
    failed: bool
    changed: bool
    """The last three: the clean twin."""


def judged(pair: Pair, bad: Answer, good: Answer) -> Result:
    """Whether a tool found and mended the fault, and left the clean twin alone."""
    return Result(
        meets(bad.places, changes(pair.bad, pair.good)),
        bad.fixed == pair.good,
        bool(good.places) or good.fixed != pair.good,
        good.fails,
        good.fixed != pair.good,
    )


def compared(pairs: Sequence[Pair], told: Mapping[str, Sequence[Answer]]) -> dict[str, list[Result]]:
    """Tool → its result for each pair; `told` answers bad, good, bad, good …"""
    return {
        tool: [judged(pair, *two) for pair, *two in zip(pairs, answers[::2], answers[1::2], strict=True)]
        for tool, answers in told.items()
    }


def texts(pairs: Sequence[Pair]) -> list[str]:
    """The texts that every tool is asked about: bad, good, bad, good …"""
    return [text for pair in pairs for text in (pair.bad, pair.good)]


def of_all(pairs: Sequence[Pair], results: Mapping[str, Sequence[Result]]) -> str:
    """Each tool over all pairs: what the README shows."""
    fixable = [pair.fixable for pair in pairs]
    rows = [
        [
            tool,
            share(sum(one.found for one in own), len(own)),
            share(sum(one.mended for one, can in zip(own, fixable, strict=True) if can), sum(fixable)),
            *(share(count, len(own)) for count in map(sum, zip(*(one[2:] for one in own), strict=True))),
        ]
        for tool, own in results.items()
    ]
    heads = ["", "found", "mended of fixable", "clean twins reported", "clean twins failed", "clean twins changed"]
    return table(heads, rows) + "\n"


def of_tools(pairs: Sequence[Pair], results: Mapping[str, Sequence[Result]]) -> str:
    """Found and mended by family."""
    rows = [
        _row(f"{letter} {name}", pairs, results, letter)
        for letter, name in FAMILIES.items()
        if any(pair.family == letter for pair in pairs)
    ]
    return table(["found · mended", "pairs · fixable", *results], [*rows, _row("**all**", pairs, results)]) + "\n"


def _row(
    head: str, pairs: Sequence[Pair], results: Mapping[str, Sequence[Result]], letter: str | None = None
) -> list[str]:
    own = [number for number, pair in enumerate(pairs) if letter in (None, pair.family)]
    fixable = [number for number in own if pairs[number].fixable]
    cells = [
        f"{sum(told[number].found for number in own)} · {sum(told[number].mended for number in fixable)}"
        for told in results.values()
    ]
    return [head, f"{len(own)} · {len(fixable)}", *cells]
