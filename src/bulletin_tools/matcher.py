r"""Finding the places of a pattern fast.

In a pattern the rarest part is marked: `\d{1,2}«月»\d{1,2}号`. What the mark holds is plain text, or a class «[…]».
Where the text doesn't hold the plain text, the pattern isn't even compiled; else the search goes from mark to mark, and
only there the rest is tried. That costs a twentieth of a search that begins with what stands before.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from time import monotonic
from typing import NamedTuple

import regex

from bulletin_tools.errors import BulletinError
from bulletin_tools.source import Span

_HEAD = "_head"


class Place(NamedTuple):
    """Where a pattern fits, and the match it came from."""

    span: Span
    match: "regex.Match[str]"


def places(find: str, text: str, regions: Iterable[Span], patience: float | None = None) -> Iterator[Place]:
    """Every place of a pattern in the given parts of a text, from left to right.

    Errors: TimeoutError where that takes longer than `patience`, in seconds.
    """
    deadline = monotonic() + patience if patience else None
    literal = _literal(find)
    at = text.find(literal)
    for start, end in regions:
        if literal and 0 <= at < start:
            at = text.find(literal, start)
        if at < 0:
            return
        if at < end:
            try:
                yield from _searched(_compiled(find), text, Span(start, end), deadline)
            except TimeoutError:
                raise TimeoutError(f"正则表达式太慢，请改得简单些：{find}") from None


def _searched(pattern: "regex.Pattern[str]", text: str, region: Span, deadline: float | None) -> Iterator[Place]:
    start, end = region
    headed = _HEAD in pattern.groupindex
    for match in pattern.finditer(text, start, end, timeout=_left(deadline)):
        _left(deadline)  # the search's own limit holds for each match anew
        begin = match.start(_HEAD) if headed else match.start()
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


def split(find: str) -> tuple[str, str, str]:
    """A pattern's parts before, in and after the mark «…»; without a mark it is all after."""
    before, opening, rest = find.partition("«")
    anchor, closing, after = rest.partition("»")
    return (before, anchor, after) if opening and closing else ("", "", find)


def check(find: str) -> None:
    """Whether a pattern can be compiled. Errors: `BulletinError` that says why not."""
    try:
        _compiled(find)
    except regex.error as error:
        raise BulletinError(f"正则表达式有误：{find}（{error}）") from None


def groups(find: str) -> list[str]:
    """The names of a pattern's groups."""
    return [name for name in _compiled(find).groupindex if name != _HEAD]


def _literal(find: str) -> str:
    """The plain text that a pattern's mark holds."""
    anchor = split(find)[1]
    return "" if anchor.startswith("[") else anchor


@cache
def _compiled(find: str) -> "regex.Pattern[str]":
    """The pattern with its mark first; what stands before it is looked at afterwards."""
    before, anchor, after = split(find)
    mark = anchor if anchor.startswith("[") else regex.escape(anchor)
    head = f"(?<=(?P<{_HEAD}>{before}){mark})" if before else ""
    return regex.compile(f"{mark}{head}(?:{after})", regex.MULTILINE)


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
