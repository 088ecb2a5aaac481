"""The places of a pattern in a text, found from its rarest part.

Where the text doesn't hold the plain text that a pattern marks, the pattern isn't even compiled; else the search goes from
mark to mark, and only there the rest is tried. That costs a twentieth of a search that begins with what stands before. Of a
large text only those stretches are searched in which one pass for all patterns has found that the pattern may stand.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from time import monotonic
from typing import NamedTuple

from bulletin_tools import regexes as regex
from bulletin_tools.patterns import HEAD, compiled, plain_mark, split
from bulletin_tools.source import Span

_REACH = 500  # code points behind a stretch that a match which begins in it may go on for, and the rest of the line
_LARGE = 100_000  # code points from which a search by a second expression pays what making that takes


class Place(NamedTuple):
    """Where a pattern fits, and the match it came from."""

    span: Span
    match: "regex.Match[str]"


def places(
    find: str,
    text: str,
    regions: Sequence[Span],
    *,
    stretches: Iterable[Span] | None = None,
    patience: float | None = None,
) -> Iterator[Place]:
    """Every place of a pattern in the given parts of a text, from left to right.

    `stretches` are the parts of the text in which alone it may stand, in order, where that is known.
    Errors: TimeoutError where that takes longer than `patience`, in seconds.
    """
    if stretches is None:
        at = text.find(plain_mark(find))
        stretches = [Span(at, len(text))] if at >= 0 else ()
    if not stretches:
        return iter(())
    if not patience:
        first = _of_mark(split(find)[1]) if len(text) >= _LARGE else None
        return _found(compiled(find), text, regions, stretches, first)
    return _found_in_time(find, text, regions, stretches, monotonic() + patience)


def _found_in_time(
    find: str, text: str, regions: Sequence[Span], stretches: Iterable[Span], deadline: float
) -> Iterator[Place]:
    """The same up to a deadline."""
    try:
        yield from _found(compiled(find), text, regions, stretches, None, deadline)
    except TimeoutError:
        raise TimeoutError(f"正则表达式太慢，请改得简单些：{find}") from None


def _found(
    pattern: "regex.Pattern[str]",
    text: str,
    regions: Sequence[Span],
    stretches: Iterable[Span],
    first: "re.Pattern[str] | None",
    deadline: float | None = None,
) -> Iterator[Place]:
    """The places in regions whose mark begins in a stretch; `first` is for what it begins with, where that is found sooner."""
    headed = HEAD in pattern.groupindex
    for begin, stop in stretches:
        for index in range(bisect_right(regions, begin, key=_end) if len(regions) > 1 else 0, len(regions)):
            start, end = regions[index]
            if start >= stop:
                break
            reach = text.find("\n", min(stop + _REACH, end), end)
            limit = reach if reach >= 0 else end
            area = max(begin, start), limit
            for match in (
                _fitting(pattern, first, text, *area)
                if first
                else pattern.finditer(text, *area, timeout=_left(deadline))
            ):
                _left(deadline)  # the search's own limit holds for each match anew
                at = match.start()
                if at >= stop:
                    break
                place = match.start(HEAD) if headed else at
                if place >= start:
                    yield Place(Span(place, match.end()), match)


def _fitting(
    pattern: "regex.Pattern[str]", first: "re.Pattern[str]", text: str, start: int, stop: int
) -> "Iterator[regex.Match[str]]":
    """The matches of a pattern, tried only where what it begins with stands."""
    for begun in first.finditer(text, start, stop):
        match = pattern.match(text, begun.start(), stop) if begun.start() >= start else None
        if match:
            start = match.end()
            yield match


@lru_cache(maxsize=256)
def _of_mark(mark: str) -> "re.Pattern[str] | None":
    """The class that marks a pattern as an expression of re, which looks for it six times as fast; None where it can't."""
    if not mark.startswith("[") or "[" in mark[1:] or "\\" in mark:
        return None
    return re.compile(mark)


def _end(span: Span) -> int:
    return span.end


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
    return all(not mask.covers(span) for mask in masks)
