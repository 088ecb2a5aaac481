"""Dates and times: the calendar, GB/T 15835—2011."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools.checks.calendar import Day, Written, exists, issued, names_year, weekday_after, written, year_before
from bulletin_tools.checks.numbering import value
from bulletin_tools.expressions import expression
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

ELSEWHERE = {
    "date_name": "date_names",
    "future_event": "events",
    "han_year": "date_numerals",
    "lunar_weekday": "date_numerals",
    "mixed_date": "date_numerals",
    "plan_quotes": "plan_names",
    "range_sign": "ranges",
    "reversed_range": "reversed_ranges",
    "time_colon": "clock_colons",
    "two_digit_year": "short_years",
}

_WEEKDAYS = "一二三四五六日"
_HAN = "一二三四五六七八九十"
_HAN_DAY = rf"(?<![{_HAN}年历])(?P<month>[{_HAN}]{{1,3}})«月»(?P<day>[{_HAN}]{{2,4}})日"
_LAST = 31
"""Day of a month that a month of thirty days lacks."""
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


_WEEKDAY = "[一二三四五六日天]"
_ROWS = tuple(
    r"(?P<dates>(?:(?:19|20)\d\d年)?(?<![\d.])\d{1,2}月\d{1,2}[日号]?"
    rf"(?:{_MORE}(?:\d{{1,2}}月)?\d{{1,2}}[日号]?){{1,8}})[（(，](?P<all>均|都|皆|全|同)?[为是系]?(?:分别)?[为是]?"
    rf"«{mark}»{rest}(?P<days>{_WEEKDAY}(?:{_MORE}(?:周|星期|礼拜)?{_WEEKDAY})*)[）)，]"
    for mark, rest in (("周", ""), ("星", "期"), ("礼", "拜"))
)
_RELATIVE = (
    "(?<!如)«今年»(?!轻)",
    "(?<![过失])«去年»(?!轻|纪)",
    "(?<![目之以当])«前年»(?![轻均产])",
    "(?<![说证表声])«明年»(?![龄限])",
    "(?<![产以之随然今])«后年»(?![轻均产])",
    "(?<!以)«上年»(?![级龄])",
    "(?<![成资样基])«本年»",
    "(?<!\\d年)«年初»以来",
    "«今»[春夏秋冬]",
    "«去»[秋冬](?!眠)",
    "«本月»",
    "«上月»",
    "«昨日»",
    "«昨天»",
)
"""今年, and not 如今年轻人."""


def impossible_date(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D001: a day or month that the calendar doesn't have, also one of several days of a month."""
    text = draft.text
    for day in written(draft):
        year = day.year or (year_before(draft, day.span.start, 2) if (day.month, day.day) == (2, 29) else None)
        if not exists(year, day.month, day.day):
            edits = [Edit(Span(day.span.end - 3, day.span.end - 1), "30")] if _ends_month(text, day) else []
            yield rule.finding(day.span, *edits, date=text[slice(*day.span)], what="一天")
    for _, match in draft.search(_FURTHER_DAYS):
        year, month, last = int(match["year"] or 0), int(match["month"]), int(match["last"])
        if exists(None, month, 1) and not exists(year, month, last):
            yield rule.finding(Span(match.start("last"), match.end()), date=f"{month}月{last}日", what="一天")
    for find in _MONTHS:
        for span, _ in draft.search(find):
            yield rule.finding(span, date=text[slice(*span)], what="个月")
    for span, match in draft.search(_HAN_DAY):
        month, last = value(match["month"]), value(match["day"])
        if last > _LUNAR_MONTH and not exists(None, month, last):
            yield rule.finding(span, date=text[slice(*span)], what="一天")


def _ends_month(text: str, day: Written) -> bool:
    """Whether a 31st of a month of thirty days is told as the end of a term: 截至6月31日, 6月31日止."""
    written = day.day == _LAST and exists(day.year, day.month, _LAST - 1) and text[slice(*day.span)].endswith("31日")
    until = text[: day.span.start].endswith(("截至", "截止", "截止到", "截止时间为", "日至"))
    return written and (
        until or bool(re.match("(?:24时)?为?止|[为是][^，。；\n]{0,10}最后[一1]天", text[day.span.end :]))
    )


def weekday_mismatch(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D002: a weekday that is not that of its date."""
    issues = issued(draft)
    for day in (*written(draft), *_further_days(draft), *_rows(draft)):
        if day.weekday:
            issue = issues.at(day.span.start)
            years = (
                [day.year] if day.year else [year_before(draft, day.span.start, day.month), issue[0] if issue else None]
            )
            known = [known for year in years if (known := day.day_of(year))]
            if known and day.weekday not in map(_weekday, known):
                date = draft.text[slice(*day.span)]
                yield rule.finding(day.span, date=date, right=_weekday(known[0]), written=f"星期{day.weekday}")


def _rows(draft: Draft) -> Iterator[Written]:
    """Each of several dates whose weekdays are told together: 4月2日、9日（均为周二）, 3月5日、6日（周二、周三）."""
    for find in _ROWS:
        for _, match in draft.search(find):
            dates = [one for one in _date().finditer(draft.text, *match.span("dates")) if one["day"]]
            weekdays = _weekday_names().findall(match["days"])
            ranged = bool(_to().search(match["dates"])) or bool(_to().search(match["days"]))
            if len(weekdays) == 1 and match["all"] and not ranged:
                weekdays *= len(dates)
            if len(weekdays) < 2 or len(weekdays) != len(dates) or (ranged and not _to().search(match["days"])):
                continue
            year = month = None
            for one, weekday in zip(dates, weekdays, strict=True):
                year, month = int(one["year"] or 0) or year, int(one["month"] or 0) or month
                if month:
                    yield Written(Span(*one.span()), year, month, int(one["day"]), weekday.replace("天", "日"))


def _further_days(draft: Draft) -> Iterator[Written]:
    """The last of several days of a month, with its weekday: 3月5日（星期二）至8日（星期五）."""
    for _, match in draft.search(_FURTHER_DAYS):
        year = int(match["year"]) if match["year"] else None
        span = Span(match.start("last"), match.end())
        yield Written(span, year, int(match["month"]), int(match["last"]), weekday_after(draft.text, span.end))


@cache
def _date() -> re.Pattern[str]:
    return expression(r"(?:(?P<year>(?:19|20)\d\d)年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})[日号]?")


@cache
def _weekday_names() -> re.Pattern[str]:
    return expression("(?:周|星期|礼拜)?([一二三四五六日天])")


@cache
def _to() -> re.Pattern[str]:
    return expression("[至到～—-]")


def relative_year(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D019: 今年 or 去年 in a text that names no year."""
    if not names_year(draft.text):
        first = min((span for find in _RELATIVE for span, _ in draft.search(find)), default=None)
        if first:
            yield rule.finding(first, match=draft.text[slice(*first)])


def _weekday(day: Day) -> str:
    from datetime import date

    return _WEEKDAYS[date(*day).weekday()]
