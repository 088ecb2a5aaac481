"""Where a headline that runs into the body ends: at a blank, but not every blank is one.

A headline has pauses of its own, and text that comes out of a PDF has stray blanks beside digits. So every blank in reach
is weighed, and the one after which a body most likely starts is taken.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from bulletin_tools.expressions import expression
from bulletin_tools.lexicon import UNIT_ENDS, opens_body, starts_with_date, starts_with_time
from bulletin_tools.parse.shapes import LONGEST_HEADLINE

_SHORTEST = 5
_TAIL = 40  # code points of the body that are looked at
_PAIRS = tuple(zip("“《（(【‘「『〈«", "”》）)】’」』〉»", strict=True))
_LEAST = 1.0


class RunIn(NamedTuple):
    """A headline's end and its body's start."""

    end: int
    body: int
    score: float


def run_in(text: str, start: int, end: int, joints: Iterable[int] = ()) -> RunIn | None:
    """Where the headline ends and the body starts, in a paragraph that holds both; None where it holds none.

    `joints` are places at which a wrapped line ended, so that a blank may have been lost there.
    """
    limit = min(end, start + LONGEST_HEADLINE)
    lost = [place for place in joints if start + _SHORTEST <= place < limit]
    places = [match.span() for match in _blank().finditer(text, start + _SHORTEST, limit)]
    dated = [(place, place) for place in lost if starts_with_time(text[place : place + _TAIL])]
    best = _best(text, start, end, sorted(places + dated))
    if best and best.score >= _LEAST:
        return best
    best = _best(text, start, end, [(place, place) for place in lost])
    return best if best and best.score >= _LEAST else None


def _best(text: str, start: int, end: int, places: Iterable[tuple[int, int]]) -> RunIn | None:
    best: RunIn | None = None
    opened = 4.0 if starts_with_time(text[start : start + _TAIL]) else 0.0
    for place, body in places:
        head, tail = text[start:place], text[body : min(end, body + _TAIL)]
        if not tail or not _can_end(head):
            continue
        score = _score(head, tail) - opened - (2 if place == body else 0)
        if best is None or score >= best.score:
            best = RunIn(place, body, score)
        if place < body and opens_body(tail) and not _is_stray(head, tail):
            opened = 4.0
    return best


def _can_end(head: str) -> bool:
    """Whether a headline may end here: long enough, no sentence behind it, all its marks closed."""
    if "。" in head or "；" in head:
        return False
    return all(head.count(opening) <= head.count(closing) for opening, closing in _PAIRS)


def _is_stray(head: str, tail: str) -> bool:
    """Whether a blank stands beside a digit as those of a PDF do."""
    return head[-1].isdigit() or (
        tail[0].isdigit() and (not starts_with_date(tail) or head[-1] in "年月日至和与自从于在到—-~－")
    )


def _score(head: str, tail: str) -> float:
    score = -3.0
    if not _is_stray(head, tail):
        score = 5.0 if opens_body(tail) else 2.0
    score += _taken_up(head, tail)
    bare = _quoted().sub("", head)
    if "，" in bare or "," in bare:
        score -= _commas(bare)
    if _telling().search(bare, 4):
        score -= 3
    if _paused().match(tail):
        score -= 1
    return score - _oddness(len(head))


def _taken_up(head: str, tail: str) -> float:
    """How much of the headline the body takes up again at once, or whether it starts with a department."""
    if tail.startswith(head[: max(8, len(head) - 2)]):
        return 8
    shared = next((size for size in (8, 6, 5, 4, 3, 2) if len(tail) >= size and tail[:size] in head), 0)
    unit = not UNIT_ENDS.isdisjoint(tail[2:12])
    return shared * 0.6 + (1 if unit else 0)


def _commas(head: str) -> float:
    """How much the commas in a headline speak against it; two short halves are usual."""
    first, *rest = head.replace(",", "，").split("，")
    return 3.0 * len(rest) - (2 if rest and len(first) <= 8 else 0)


def _oddness(length: int) -> float:
    """How unlikely a headline of so many code points is."""
    if length < 8:
        return 3 if length < 6 else 1.5
    return 0 if length <= 42 else (length - 42) / 8


@cache
def _blank() -> re.Pattern[str]:
    return expression(r"\s+")


@cache
def _telling() -> re.Pattern[str]:
    """Words of a body."""
    return expression("近日|日前|以下简称|记者从|今年以来|本[报网]讯")


@cache
def _paused() -> re.Pattern[str]:
    """A pause in the first clause: the headline may go on to there."""
    return expression(r"[^\s，。：；、,:]+\s+[^\s\d，。：；、,:]")


@cache
def _quoted() -> re.Pattern[str]:
    return expression(r"“[^”]*”|《[^》]*》|（[^）]*）")
