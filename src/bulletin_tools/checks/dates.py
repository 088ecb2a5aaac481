"""Dates and times: the calendar, GB/T 15835—2011."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin_tools.checks.calendar import Day, Written, exists, issued, names_year, weekday_after, written, year_before
from bulletin_tools.checks.date_names import date_name
from bulletin_tools.checks.date_numerals import han_year, lunar_weekday, mixed_date
from bulletin_tools.checks.events import future_event
from bulletin_tools.checks.numbering import value
from bulletin_tools.checks.ranges import range_sign
from bulletin_tools.checks.reversed_ranges import reversed_range
from bulletin_tools.checks.short_years import two_digit_year
from bulletin_tools.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

__all__ = [
    "date_name",
    "future_event",
    "han_year",
    "lunar_weekday",
    "mixed_date",
    "range_sign",
    "reversed_range",
    "two_digit_year",
]

_WEEKDAYS = "一二三四五六日"
_HAN = "一二三四五六七八九十"
_HAN_DAY = rf"(?<![{_HAN}年历])(?P<month>[{_HAN}]{{1,3}})«月»(?P<day>[{_HAN}]{{2,4}})日"
_LUNAR_MONTH = 30  # days that a lunar month may have, so that 二月三十日 is no date of ours
_MONTHS = (
    r"(?<!\d)(?:19|20)\d\d«年»(?:(?:1[0-2]|[1-9])月?(?:[至到～-]|—{1,2}))?(?:0|1[3-9]|[2-9]\d)月(?!\d|[龄大子])",
    r"(?<![\d.至到—～~-])(?:1[3-9]|[2-9]\d)«月»(?:[初底末]|[上中下]旬)",
)
_MORE = r"(?:[、和及与或至到～~-]|—{1,2})"
_FURTHER_DAYS = (
    r"(?:(?P<year>(?:19|20)\d\d)年)?(?<![\d.])(?P<month>1[0-2]|[1-9])«月»(?P<first>\d{1,2})[日号]?(?:[（(][^（）()\n]{1,8}[）)])?"
    rf"(?P<more>(?:{_MORE}\d{{1,2}}[日号]?(?:[（(][^（）()\n]{{1,8}}[）)])?)*{_MORE}(?P<last>\d{{1,2}})[日号])(?!楼|线|院)"
)


def impossible_date(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D001: a day or month that the calendar doesn't have, also one of several days of a month."""
    text = draft.text
    for day in written(draft):
        year = day.year or (year_before(draft, day.span.start, 2) if (day.month, day.day) == (2, 29) else None)
        if not exists(year, day.month, day.day):
            yield rule.finding(day.span, date=text[slice(*day.span)], what="一天")
    for _, match in draft.search(_FURTHER_DAYS):
        year, month, last = int(match["year"] or 0), int(match["month"]), int(match["last"])
        if exists(year, month, int(match["first"])) and not exists(year, month, last):
            yield rule.finding(Span(match.start("last"), match.end()), date=f"{month}月{last}日", what="一天")
    for find in _MONTHS:
        for span, _ in draft.search(find):
            yield rule.finding(span, date=text[slice(*span)], what="个月")
    for span, match in draft.search(_HAN_DAY):
        month, last = value(match["month"]), value(match["day"])
        if last > _LUNAR_MONTH and not exists(None, month, last):
            yield rule.finding(span, date=text[slice(*span)], what="一天")


def weekday_mismatch(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D002: a weekday that is not that of its date."""
    issues = issued(draft)
    for day in (*written(draft), *_further_days(draft)):
        if day.weekday:
            issue = issues.at(day.span.start)
            years = (
                [day.year] if day.year else [year_before(draft, day.span.start, day.month), issue[0] if issue else None]
            )
            known = [known for year in years if (known := day.day_of(year))]
            if known and day.weekday not in map(_weekday, known):
                date = draft.text[slice(*day.span)]
                yield rule.finding(day.span, date=date, right=_weekday(known[0]), written=f"星期{day.weekday}")


def _further_days(draft: Draft) -> Iterator[Written]:
    """The last of several days of a month, with its weekday: 3月5日（星期二）至8日（星期五）."""
    for _, match in draft.search(_FURTHER_DAYS):
        year = int(match["year"]) if match["year"] else None
        span = Span(match.start("last"), match.end())
        yield Written(span, year, int(match["month"]), int(match["last"]), weekday_after(draft.text, span.end))


def relative_year(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D019: 今年 or 去年 in a text that names no year."""
    if names_year(draft.text):
        return
    for word in (
        "今年",
        "去年",
        "前年",
        "明年",
        "后年",
        "上年",
        "本年度",
        "今春",
        "今夏",
        "今秋",
        "今冬",
        "去冬",
        "去秋",
        "本月",
        "上月",
        "昨日",
        "昨天",
    ):
        start = draft.text.find(word)
        if start >= 0:
            yield rule.finding(Span(start, start + len(word)), match=word)
            return


def _weekday(day: Day) -> str:
    from datetime import date

    return _WEEKDAYS[date(*day).weekday()]
