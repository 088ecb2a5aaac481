"""The dates written in a text, and the date of the issue they stand in."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from bulletin_tools.checks.numbering import value
from bulletin_tools.draft import Draft, of_draft
from bulletin_tools.expressions import expression
from bulletin_tools.source import Span

_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LONGEST_HEAD = len("第2026年12")
_DAY = r"«月»(?P<day>\d{1,2})(?:日|号(?![楼线院台文令公告车店机井桥门馆厅]))"
SEPARATED = tuple(
    rf"(?<![A-Za-z\d./〔-])(?<!(?:编号|文号|案号|批号|批次|合同号?|版本号?|单号)[为是：:]?)(?P<year>(?:19|20)\d\d)«{mark}»"
    rf"(?P<month>\d{{1,2}}){re.escape(mark)}(?P<day>\d{{1,2}})(?![A-Za-z\d./-]|版|号)"
    for mark in "-./"
)
HAN_DAY = (
    r"(?P<year>(?:二[〇○零]|一[八九])[〇○零一二三四五六七八九]{2})年(?P<month>[一二三四五六七八九十]{1,3})«月»"
    r"(?P<day>[一二三四五六七八九十]{1,3})日"
)
_YEAR_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_WEEK = ("星期", "周", "礼拜")
_LONGEST_NOTE = 30  # code points behind a date in which its weekday may follow


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
    """Every date in the text, with its year and weekday where they are given."""
    found = [*_in_digits(draft), *_separated(draft), *_in_chinese(draft)]
    return tuple(sorted(found, key=lambda day: day.span))


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


def year_before(draft: Draft, place: int, month: int) -> int | None:
    """The year of a date without one that tells on from an earlier month in its paragraph."""
    head = draft.text[draft.source.paragraph_at(place).start : place]
    known = list(_year_and_month().finditer(head))
    if not known or int(known[-1]["month"]) > month or _other_year().search(head, known[-1].end()):
        return None
    return int(known[-1]["year"])


def weekday_after(text: str, place: int) -> str:
    """The weekday that is told right behind a date: 3月2日（星期二）, 3月2日上午（周二）."""
    if not _week().search(text, place, place + _LONGEST_NOTE):
        return ""
    match = _weekday().match(text, place, place + _LONGEST_NOTE)
    return match["weekday"].translate(str.maketrans("1234567天", "一二三四五六日日")) if match else ""


def _in_digits(draft: Draft) -> Iterator[Written]:
    """2021年3月2日, 3月2日."""
    text = draft.text
    for (start, _), match in draft.search(_DAY):
        head = _head().search(text[max(0, start - _LONGEST_HEAD) : start])
        if head:
            span = Span(start - len(head[0]), match.end("day") + 1)
            year = int(head["year"]) if head["year"] else None
            yield Written(span, year, int(head["month"]), int(match["day"]), _weekday_beside(text, span))


def _separated(draft: Draft) -> Iterator[Written]:
    """2021-03-02, 2021.3.2, 2021/3/2; where there is such a month, as it may be another kind of number."""
    for find in SEPARATED:
        for span, match in draft.search(find):
            year, month, day = (int(match[key]) for key in ("year", "month", "day"))
            if exists(year, month, 1):
                yield Written(span, year, month, day, _weekday_beside(draft.text, span))


def _in_chinese(draft: Draft) -> Iterator[Written]:
    """二〇二一年三月二日."""
    for span, match in draft.search(HAN_DAY):
        year = int(match["year"].translate(_YEAR_DIGITS))
        yield Written(span, year, value(match["month"]), value(match["day"]), _weekday_beside(draft.text, span))


def _weekday_beside(text: str, span: Span) -> str:
    return weekday_after(text, span.end) or _weekday_before(text, span.start)


def _weekday_before(text: str, place: int) -> str:
    """The weekday that a bracket with a date explains, or that a date follows: 周三（3月2日）, 星期三，3月2日."""
    before = text[max(0, place - 4) : place]
    known = before[-1:] in ("（", "(", "，") and before[:-2].endswith(_WEEK)
    return before[-2].replace("天", "日") if known and before[-2] in "一二三四五六日天" else ""


@cache
def _full_year() -> re.Pattern[str]:
    return expression(r"(?<!\d)(?:19|20)\d\d年|二〇[〇一二三][〇一二三四五六七八九]年")


@cache
def _head() -> re.Pattern[str]:
    return expression(r"(?<![\d.〔第])(?:(?P<year>\d{4})年)?(?<!\d)(?P<month>\d{1,2})$")


@cache
def _year_and_month() -> re.Pattern[str]:
    return expression(r"(?<!\d)(?P<year>(?:19|20)\d\d)年(?P<month>\d{1,2})月")


@cache
def _other_year() -> re.Pattern[str]:
    return expression(r"[今去前明次翌当同上]年|年后|每年")


@cache
def _week() -> re.Pattern[str]:
    return expression("|".join(_WEEK))


@cache
def _weekday() -> re.Pattern[str]:
    return expression(
        r"(?:[上中下]午|凌晨|清晨|早上?|晚上?|傍晚|夜间|当[天晚日]|\d{1,2}时(?:\d{1,2}分)?|\d{1,2}[:：]\d\d)*"
        r"[ \u3000]?(?:[（(](?:农历[一-鿿]{2,6}、|农?历?[一-鿿]{2,6}[，,])?[上下]?|[，,]|[是为]|正[值逢是]|适逢|恰[逢是为]|这个)?本?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天1-7])"
        r"(?!\d|[、和及与至到—～](?:星期|周|礼拜)|、?[一二三四五六日]|[一-鿿](?:等|同志|书记|主任))"
    )
