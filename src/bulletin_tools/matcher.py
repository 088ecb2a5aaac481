"""The places of a pattern in a text, found from its rarest part.

Where the text doesn't hold the plain text that a pattern marks, the pattern isn't even compiled; else the search goes from
mark to mark, and only there the rest is tried. That costs a twentieth of a search that begins with what stands before.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from time import monotonic
from typing import NamedTuple

import regex

from bulletin_tools.patterns import HEAD, compiled, plain_mark
from bulletin_tools.source import Span

_SAMPLE = 20_000  # code points that tell which character of a literal is the rarest
_FEW = 5_000  # places of that character after which the literal itself is looked for


class Place(NamedTuple):
    """Where a pattern fits, and the match it came from."""

    span: Span
    match: "regex.Match[str]"


def places(find: str, text: str, regions: Iterable[Span], patience: float | None = None) -> Iterator[Place]:
    """Every place of a pattern in the given parts of a text, from left to right.

    Errors: TimeoutError where that takes longer than `patience`, in seconds.
    """
    deadline = monotonic() + patience if patience else None
    literal = plain_mark(find)
    at = _first(literal, text)
    for start, end in regions:
        if literal and 0 <= at < start:
            at = text.find(literal, start)
        if at < 0:
            return
        if at < end:
            try:
                yield from _searched(compiled(find), text, Span(start, end), deadline)
            except TimeoutError:
                raise TimeoutError(f"正则表达式太慢，请改得简单些：{find}") from None


def _first(literal: str, text: str) -> int:
    """Where a literal first stands, or -1; looked for by its rarest character, which is far quicker than by the word."""
    if len(text) <= _SAMPLE:
        return text.find(literal)
    rarest = min(literal, key=lambda char: text.count(char, 0, _SAMPLE), default="")
    offset, at = literal.find(rarest), text.find(rarest)
    for _ in range(_FEW):
        if at < 0 or text.startswith(literal, at - offset):
            return at - offset if at >= 0 else at
        at = text.find(rarest, at + 1)
    return text.find(literal, max(0, at - offset))


def _searched(pattern: "regex.Pattern[str]", text: str, region: Span, deadline: float | None) -> Iterator[Place]:
    start, end = region
    headed = HEAD in pattern.groupindex
    for match in pattern.finditer(text, start, end, timeout=_left(deadline)):
        _left(deadline)  # the search's own limit holds for each match anew
        begin = match.start(HEAD) if headed else match.start()
        if begin >= start:
            yield Place(Span(begin, match.end()), match)


def _left(deadline: float | None) -> float | None:
    """Seconds until then."""
    if deadline is None:
        return None
    left = deadline - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class Mask:
    """Stretches of text in which some rules hold their peace: addresses, foreign phrases, quoted words."""

    def __init__(self, find: str, text: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for place in places(find, text, [Span(0, len(text))]):
            self._starts.append(place.span.start)
            self._ends.append(place.span.end)

    def covers(self, span: Span) -> bool:
        """Whether a stretch holds the whole span."""
        index = bisect_right(self._starts, span.start) - 1
        return index >= 0 and span.end <= self._ends[index]


def outside(masks: Sequence[Mask], span: Span) -> bool:
    """Whether no mask covers the span."""
    return not any(mask.covers(span) for mask in masks)
