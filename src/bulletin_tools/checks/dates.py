"""Dates and times: the calendar, GB/T 15835—2011."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin_tools.checks.calendar import Day, Written, exists, issued, names_year, written
from bulletin_tools.checks.date_numerals import han_year, lunar_weekday, mixed_date
from bulletin_tools.checks.events import future_event
from bulletin_tools.checks.numbering import value
from bulletin_tools.checks.ranges import day_ranges, range_sign, reversed_range
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

__all__ = ["future_event", "han_year", "lunar_weekday", "mixed_date", "range_sign", "reversed_range"]

_WEEKDAYS = "一二三四五六日"
_HAN = "一二三四五六七八九十"
_HAN_DAY = (
    rf"(?<![\d{_HAN}〇])(?P<year>(?:二〇|一九)[〇一二三四五六七八九]{{2}})«年»"
    rf"(?P<month>[{_HAN}]{{1,2}})月(?P<day>[{_HAN}]{{1,3}})日"
)
_MONTH = r"(?<!\d)(?:19|20)\d\d«年»(?:0|1[3-9]|[2-9]\d)月(?!\d|[龄大子])"
_ISO = r"(?<![\w./-])(?P<year>(?:19|20)\d\d)«-»(?P<month>\d\d)-(?P<day>[0-3]\d)(?![\w./-])"
_YEAR_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")
_SHORT_YEAR = (
    r"(?<![\d〔\[（第.．—～~-]|(?<!截)至|[到满近余前后约过历经了作龄共计长达]|工作|同比)[’']?(?P<year>[0-4]\d|[89]\d)«年»"
    r"(?=(?:1[0-2]|[1-9])月(?![龄内来间余多])|(?:[至到~～-]|—{1,2})(?:19|20)\d\d年|全年|同期|(?<=(?<!\d)0\d年)|(?<=[自从]\d\d年)(?:以来|起)"
    r"|(?<=(?:^|[。；，：（]|[在自从于比是])\d\d年|截[至止]\d\d年)"
    r"(?:[初末底](?![蕴细子色本期线座数量])|年[初末底]|[上下]半年|第?[一二三四]季度|度(?![过假日])|[春夏秋冬]季|春节|国庆|中秋|暑[期假]|寒假))"
)
_CUT_YEAR = r"[’‘'＇](?P<year>[0-4]\d|[89]\d)«年»"
_BUILT_YEAR = r"(?<![\d〔\[（(第.．—～~-]|[到满近余前后约过历经了作龄共计长达用时需花])(?P<year>0\d|[89]\d)«年»(?=建成|建立|成立|投用|投产|修建|始建|开工|竣工|出生|毕业|入党|入伍|参军|参加工作|启用|建校|创办|创建|开通|改制)"
_SHORT_END = r"(?<=(?<!\d)(?:19|20)\d\d年?(?:[至到~～、-]|—{1,2}))(?P<year>\d\d)«年»(?![级代])"


def impossible_date(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D001: a day or month that the calendar doesn't have, also at the end of a range."""
    for day in written(draft):
        if not exists(day.year, day.month, day.day):
            yield rule.finding(day.span, date=_words(draft, day), what="一天")
    for days in day_ranges(draft):
        if exists(days.year, days.month, days.first) and not exists(days.year, days.month, days.second):
            yield rule.finding(days.end, date=f"{days.month}月{days.second}日", what="一天")
    for span, match in draft.search(_ISO):
        year, month = int(match["year"]), int(match["month"])
        if exists(year, month, 1) and not exists(year, month, int(match["day"])):
            yield rule.finding(span, date=draft.text[span.start : span.end], what="一天")
    for span, _ in draft.search(_MONTH):
        yield rule.finding(span, date=draft.text[span.start : span.end], what="个月")
    if "二〇" in draft.text or "一九" in draft.text:
        for span, match in draft.search(_HAN_DAY):
            year = int(match["year"].translate(_YEAR_DIGITS))
            if not exists(year, value(match["month"]), value(match["day"])):
                yield rule.finding(span, date=draft.text[span.start : span.end], what="一天")


def weekday_mismatch(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D002: a weekday that is not that of its date."""
    issues = issued(draft)
    for day in written(draft):
        if day.weekday:
            issue = issues.at(day.span.start)
            known = day.day_of(issue[0] if issue else None)
            right = _weekday(known) if known else ""
            if right and right != day.weekday.replace("天", "日"):
                yield rule.finding(day.span, date=_words(draft, day), right=right, written=f"星期{day.weekday}")


def two_digit_year(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D003: a year cut to two digits (5.1.4)."""
    for find in (_SHORT_YEAR, _CUT_YEAR, _BUILT_YEAR, _SHORT_END):
        for span, match in draft.search(find):
            century = "20" if match["year"] < "50" else "19"
            edit = Edit(Span(span.start, match.start("year")), century)
            new = f"{century}{match['year']}年"
            yield rule.finding(span, edit, match=draft.text[span.start : span.end], replacement=new)


def relative_year(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D019: 今年 or 去年 in a text that names no year."""
    if names_year(draft.text):
        return
    for word in ("今年", "去年", "前年", "明年", "上年", "本月", "上月", "昨日", "昨天"):
        start = draft.text.find(word)
        if start >= 0:
            yield rule.finding(Span(start, start + len(word)), match=word)
            return


def _words(draft: Draft, day: Written) -> str:
    return draft.text[day.span.start : day.span.end]


def _weekday(day: Day) -> str:
    from datetime import date

    return _WEEKDAYS[date(*day).weekday()]


SEARCHED = {
    "two_digit_year": (_SHORT_YEAR, _CUT_YEAR, _BUILT_YEAR, _SHORT_END),
}
