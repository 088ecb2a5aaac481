"""Enumerations: GB/T 15834—2011, appendix B.3."""

from collections.abc import Iterator
from typing import NamedTuple

from bulletin_tools.draft import Draft
from bulletin_tools.finding import Finding
from bulletin_tools.matcher import places
from bulletin_tools.rulebook import Rule
from bulletin_tools.source import Span

_DIGITS = "一二三四五六七八九十"
# Only at the head of a sentence or clause, so that 万一是 and 第一产业 are no numbers.
_HEAD = "(?<![^。；：！？，、,;:!?”）)\\s])"
_NUMBER = "(?P<number>十[一二三四五六七八九]?|[一二三四五六七八九])"
_SCHEMES = (
    ("{}是", f"{_HEAD}{_NUMBER}«是»(?![一二三四五六七八九十][，、。；,;])"),
    ("第{}，", f"{_HEAD}«第»{_NUMBER}(?=[，,])"),
    ("其{}，", f"{_HEAD}«其»{_NUMBER}(?=[，,])"),
)


class _Mark(NamedTuple):
    """One number of an enumeration."""

    number: int
    span: Span


def enumeration_sequence(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E001: a number of 一是…二是…三是… that is missing, double or out of order."""
    for marks, form in _runs(draft):
        for before, mark in _breaks(marks):
            yield rule.finding(
                mark.span,
                before=form.format(chinese(before)) if before else "开头",
                expected=form.format(chinese(before + 1)),
                found=form.format(chinese(mark.number)),
            )


def lone_enumeration(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E002: 一是 with no 二是 in the whole item."""
    for marks, form in _runs(draft):
        if [mark.number for mark in marks] == [1] and form.endswith("是"):
            yield rule.finding(marks[0].span, found=form.format("一"), expected=form.format("二"))


def chinese(number: int) -> str:
    """1–99 as 一 … 九十九."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else _DIGITS[tens - 1] + "十"
    return head + (_DIGITS[ones - 1] if ones else "")


def _runs(draft: Draft) -> Iterator[tuple[list[_Mark], str]]:
    """The numbers of each scheme, item by item."""
    for form, find in _SCHEMES:
        by_item: dict[int, list[_Mark]] = {}
        for place in places(find, draft.text, [Span(0, len(draft.text))]):
            item = draft.item_at(place.span.start)
            if item is not None:
                by_item.setdefault(item, []).append(_Mark(_value(place.match["number"]), place.span))
        for marks in by_item.values():
            yield marks, form


def _value(written: str) -> int:
    if written == "十":
        return 10
    return _DIGITS.index(written[-1]) + 1 + (10 if len(written) > 1 else 0)


def _breaks(marks: list[_Mark]) -> Iterator[tuple[int, _Mark]]:
    """Each mark that continues no open enumeration, with the number that it should have followed.

    A 一 opens an enumeration inside the one that is open; a number that continues an outer one closes the inner ones.
    """
    open_at: list[int] = []
    for mark in marks:
        if mark.number == 1:
            open_at.append(1)
            continue
        while open_at and open_at[-1] != mark.number - 1 and mark.number - 1 in open_at:
            open_at.pop()
        if not open_at or open_at[-1] != mark.number - 1:
            yield (open_at[-1] if open_at else 0), mark
        if open_at:
            open_at[-1] = mark.number
        else:
            open_at.append(mark.number)
