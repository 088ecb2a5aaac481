"""Ranges of dates and numbers: GB/T 15834—2011, 4.13.3."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bulletin_tools.checks.calendar import written
from bulletin_tools.matcher import outside, places
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_JOINTS = ("-", "－", "–", "—", "——", "~", "～", "至", "到")
_JOINT = f"(?:{'|'.join(_JOINTS)})"
_NUMBER = r"\d+(?:\.\d+)?"
_UNITS = "年|月|日|时|点|%|％|万|亿|元|人|个|家|米|毫米|厘米|千米|公里|公斤|千克|岁|天|小时|户|名|次|℃|分钟|分|吨|亩|件|项|条|倍|周|期|辆"
_NO_UNITS = "人民|年版|年级|年度?第|元旦|分局|分之|分会|次元|点钟名|个旧|家庭"
_SIGNS = ("-", "－", "–", "~", "―")
_HYPHENED = (
    rf"(?<![A-Za-z\d.\-/〔#№’])(?P<first>(?:\d{{1,2}}月)?{_NUMBER})(?P<unit>{_UNITS})?\s?«{{}}»"
    rf"\s?(?P<second>{_NUMBER})(?!{_NO_UNITS})(?P<other>{_UNITS})"
)
_DATES = frozenset("年月日时点")
_YEARS = rf"(?<!\d)(?P<first>(?:19|20)\d\d)年?{_JOINT}(?P<second>(?:19|20)\d\d)«年»(?!级|版)"
_MONTHS = rf"(?<!\d)(?P<first>\d{{1,2}})月?份?{_JOINT}(?P<second>\d{{1,2}})«月»(?![\d龄])"
_DAYS = rf"(?<=月)(?P<first>\d{{1,2}})日?{_JOINT}(?P<second>\d{{1,2}})«日»"
_AUTUMN = 9  # a range that begins in autumn may end in the next year


def range_sign(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D007: a hyphen or a half-width tilde between the ends of a range (4.13.3.2, 4.13.3.3)."""
    text, whole = draft.text, [Span(0, len(draft.text))]
    for sign in _SIGNS:
        if sign not in text:
            continue
        for span, match in places(_HYPHENED.replace("{}", sign), text, whole):
            place = text.index(sign, match.end("unit") if match["unit"] else match.end("first"))
            if outside(draft.masks(rule.excepts), span):
                wanted = "—" if match["other"] in _DATES else "～"
                edit = Edit(Span(place, place + len(sign)), wanted)
                yield rule.finding(span, edit, match=text[span.start : span.end], sign=sign, wanted=wanted)


def reversed_range(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D008: a range of years, months or days that ends before it begins."""
    text, whole = draft.text, [Span(0, len(draft.text))]
    for find, latest in ((_YEARS, 2100), (_MONTHS, _AUTUMN - 1), (_DAYS, 31)):
        for span, match in places(find, text, whole):
            if int(match["second"]) < int(match["first"]) <= latest:
                yield rule.finding(span, match=text[span.start : span.end])
    for one, other in pairwise(written(draft)):
        if other.span.start - one.span.end <= 2 and text[one.span.end : other.span.start] in _JOINTS:
            same_year = other.year is None and one.month < _AUTUMN
            years = ((one.year, other.year) if one.year and other.year else (0, 0)) if other.year or same_year else None
            if years and (years[1], other.month, other.day) < (years[0], one.month, one.day):
                span = Span(one.span.start, other.span.end)
                yield rule.finding(span, match=text[span.start : span.end])
