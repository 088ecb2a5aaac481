"""The dates written in a text, and the date of the issue they stand in."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from bulletin_tools.draft import Draft, of_draft
from bulletin_tools.source import Span

_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LONGEST_HEAD = len("第2026年12")
_DAY = (
    r"«月»(?P<day>\d{1,2})(?:日|号(?![楼线院台文令公告车店机井桥门馆厅]))"
    r"(?:[上下]午)?(?:[ \u3000]?[（(，,]?本?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天]))?"
)


Day = tuple[int, int, int]
"""Year, month, day; so that a start without weekdays needs no datetime."""


class Written(NamedTuple):
    """A date in the text; the year may be missing."""

    span: Span
    year: int | None
    month: int
    day: int
    weekday: str
    """The weekday's character, if one follows, or stands before a bracket with the date."""

    def day_of(self, year: int | None) -> Day | None:
        """Year, month and day, the year its own, else the given one; None where there is no such day."""
        known = self.year or year
        return (known, self.month, self.day) if known and exists(known, self.month, self.day) else None


class Issued(NamedTuple):
    """Where each issue whose masthead has a date begins, and the dates."""

    starts: list[int]
    dates: list[Day]

    def at(self, place: int) -> Day | None:
        """The date of the issue in which a place lies."""
        index = bisect_right(self.starts, place) - 1
        return self.dates[index] if index >= 0 else None


@of_draft
def written(draft: Draft) -> tuple[Written, ...]:
    """Every 月日 in the text, with the year before it and the weekday behind it."""
    return tuple(_written(draft))


def issued(draft: Draft) -> Issued:
    """The dates of the issues."""
    found = Issued([], [])
    for bulletin in draft.bulletins:
        if bulletin.masthead and bulletin.masthead.date:
            year, _, rest = bulletin.masthead.date.value.partition("-")
            month, _, day = rest.partition("-")
            if not (year.isdecimal() and month.isdecimal() and day.isdecimal()):
                continue
            found.starts.append(bulletin.masthead.span.start)
            found.dates.append((int(year), int(month), int(day)))
    return found


def exists(year: int | None, month: int, day: int) -> bool:
    """Whether the calendar has the day; a February without a year may have 29."""
    if not 1 <= month <= len(_LONGEST) or not 1 <= day <= _LONGEST[month - 1]:
        return False
    leap = not year or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return leap or (month, day) != (2, 29)


def names_year(text: str) -> bool:
    """Whether a text names a year in full, in digits or in Chinese ones."""
    return _full_year().search(text) is not None


def _written(draft: Draft) -> Iterator[Written]:
    text = draft.text
    for (start, _), match in draft.search(_DAY):
        head = _head().search(text[max(0, start - _LONGEST_HEAD) : start])
        if head:
            span = Span(start - len(head[0]), match.end("day") + 1)
            year = int(head["year"]) if head["year"] else None
            weekday = match["weekday"] or _weekday_before(text, span.start)
            yield Written(span, year, int(head["month"]), int(match["day"]), weekday)


def _weekday_before(text: str, place: int) -> str:
    """The weekday that a bracket with a date explains: 周三（3月2日）."""
    before = text[max(0, place - 4) : place]
    known = before[-1:] in ("（", "(") and before[:-2].endswith(("星期", "周", "礼拜"))
    return before[-2] if known and before[-2] in "一二三四五六日天" else ""


@cache
def _full_year() -> re.Pattern[str]:
    return re.compile(r"(?<!\d)(?:19|20)\d\d年|二〇[〇一二三][〇一二三四五六七八九]年")


@cache
def _head() -> re.Pattern[str]:
    return re.compile(r"(?<![\d.〔第])(?:(?P<year>\d{4})年)?(?<!\d)(?P<month>\d{1,2})$")
