"""Enumerations: GB/T 15834—2011, appendix B.3."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bulletin_tools.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.bulletin import Item
    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_DIGITS = "一二三四五六七八九十"
_NUMBER = "十[一二三四五六七八九]?|[一二三四五六七八九]"
# Only at the head of a sentence or clause, so that 万一是 and 第一产业 are no numbers.
_HEAD = r"(?:^|(?<=[。；：！？，、,;:!?”）)\n\u3000 ]))"
_SCHEMES = (
    (re.compile(rf"{_HEAD}({_NUMBER})是(?![一二三四五六七八九十][，、。；,;])", re.MULTILINE), "{}是", "是"),
    (re.compile(rf"{_HEAD}第({_NUMBER})(?=[，,])", re.MULTILINE), "第{}，", "第"),
    (re.compile(rf"{_HEAD}其({_NUMBER})(?=[，,])", re.MULTILINE), "其{}，", "其"),
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
    """The numbers of each scheme in each item."""
    for item in draft.items:
        for pattern, form, sign in _SCHEMES:
            marks = _marks(draft.text, item, pattern, sign)
            if marks:
                yield marks, form


def _marks(text: str, item: Item, pattern: re.Pattern[str], sign: str) -> list[_Mark]:
    marks: list[_Mark] = []
    for paragraph in item.paragraphs:
        start, end = paragraph.span
        if text.find(sign, start, end) >= 0:
            found = pattern.finditer(text, start, end)
            marks += [_Mark(_value(match[1]), Span(*match.span())) for match in found]
    return marks


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
