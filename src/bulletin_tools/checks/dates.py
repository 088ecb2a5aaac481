"""Dates against the calendar."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import regex

from bulletin_tools.draft import Draft
from bulletin_tools.finding import Finding
from bulletin_tools.rulebook import Rule
from bulletin_tools.source import Span

_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WEEKDAYS = "一二三四五六日"
_DAY = regex.compile(r"月(?P<day>\d{1,2})日(?:[（(，,]?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天]))?")
_HEAD = regex.compile(r"(?<![\d.〔第])(?:(?P<year>\d{4})年)?(?<!\d)(?P<month>\d{1,2})$")
_LONGEST_HEAD = len("第2026年12")


class _Written(NamedTuple):
    """A date in the text; the year may be missing."""

    span: Span
    year: int | None
    month: int
    day: int
    after: str
    """The weekday's character, if one follows."""


def impossible_date(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D001: a day that the calendar doesn't have."""
    for written in _dates(draft.text):
        if not _exists(written.year, written.month, written.day):
            start, end = written.span
            yield rule.finding(written.span, date=draft.text[start:end])


def weekday_mismatch(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D002: a weekday that is not that of its date."""
    starts, years = _issue_years(draft)
    for written in _dates(draft.text):
        if not written.after:
            continue
        index = bisect_right(starts, written.span.start) - 1
        year = written.year or (years[index] if index >= 0 else None)
        if not year or not _exists(year, written.month, written.day):
            continue
        right = _WEEKDAYS[date(year, written.month, written.day).weekday()]
        if right != written.after.translate({ord("天"): "日"}):
            start, end = written.span
            name = draft.text[start:end]
            yield rule.finding(written.span, date=name, right=right, written=f"星期{written.after}")


def _dates(text: str) -> Iterator[_Written]:
    for match in _DAY.finditer(text):
        start = match.start()
        head = _HEAD.search(text[max(0, start - _LONGEST_HEAD) : start])
        if head:
            span = Span(start - len(head[0]), match.end("day") + 1)
            year = int(head["year"]) if head["year"] else None
            yield _Written(span, year, int(head["month"]), int(match["day"]), match["weekday"] or "")


def _exists(year: int | None, month: int, day: int) -> bool:
    if not 1 <= month <= len(_LONGEST) or not 1 <= day <= _LONGEST[month - 1]:
        return False
    leap = not year or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return leap or (month, day) != (2, 29)


def _issue_years(draft: Draft) -> tuple[list[int], list[int]]:
    """Where each issue whose masthead has a date begins, and that date's year."""
    starts, years = [], []
    for bulletin in draft.bulletins:
        if bulletin.masthead and bulletin.masthead.date and bulletin.masthead.date.value[:4].isdigit():
            starts.append(bulletin.masthead.span.start)
            years.append(int(bulletin.masthead.date.value[:4]))
    return starts, years
