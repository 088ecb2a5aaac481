"""Per cent and percentage points: the difference of two shares is told in points (N015)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools.expressions import expression
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_MOVED = "提高|上升|增长|增加|下降|降低|减少|回落|提升|下滑|收窄|扩大|加快|放缓|攀升|上涨|上调|下调|下浮|上浮|压降|缩小"
_ABOVE = "高于|低于|快于|慢于|高出|低出|好于|优于|领先"
_CHANGE = (
    rf"(?P<verb>{_MOVED}|(?:{_ABOVE})[^，。；：、\n\d%％]{{2,12}}?|(?:比|较)[^，。；：、\n\d%％]{{2,12}}?[高低快慢](?:出|了)?|[高低]出?)"
    r"(?:了|近|约)?(?P<change>\d+(?:\.\d+)?)«%»(?!以[上下内])"
)
_GROWN = ("增长", "增加", "减少")  # what a rate is said to do in proportion
_RATE = (
    r"(?:(?<![效功频速汇心息产倍])率|(?<!百分)比重|占比|份额|(?<!百分)比例|满意度|增速|增幅|降幅|涨幅|(?<=[覆盖])覆盖面)"
    r"(?![为达是约超]{0,2}\d)"
)
_SUBJECT = rf"{_RATE}(?:\d{{4}}年|\d{{1,2}}月份?|[^，。；：\n\d%％和与及])" + "{0,14}$"
_VALUE = (
    r"(?:(?<![效功频速汇心息产倍])率|占比|比重|份额|比例|满意度)(?:[由从][^，。；\n\d%％]{0,8}\d+(?:\.\d+)?%)?[^，。；\n\d%％]{0,8}\d+(?:\.\d+)?%，"
    r"(?P<with>(?:\d{4}年|\d{1,2}月份?|[^，。；\n\d%％]){0,12})$"
)
_COMPARED = ("比", "较", "同", "环", "又", "再", "分别", "净")
"""What stands before the change of the rate just told, and not of something else."""
_GROWTH = r"(?:增长|下降|增速|增幅|率|比重|占比|满意度|比例)(?:[^，。；\n\d]{0,10}\d+(?:\.\d+)?%){1,2}，(?:分别)?$"
_LEVELS = (
    "平均",
    "均值",
    "全市",
    "全省",
    "全国",
    "全区",
    "全县",
    "上年",
    "去年",
    "同期",
    "年初",
    "目标",
    "同行",
    "同类",
    "上月",
    "上季",
    "往年",
    "计划",
    "预期",
    "前一年",
    "全镇",
    "全乡",
    "周边",
)
_SHARE = r"(?<![\d.])(?P<{}>\d+(?:\.\d+)?)[%％]"
_BEFORE = 60  # code points before a change in which its shares stand


def percentage_point(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N015: 由5.4%降到5.1%，下降0.3% for 0.3个百分点: the difference of two shares, or the change of one."""
    text = draft.text
    for _, match in draft.search(_CHANGE):
        verb, change = match["verb"], match["change"]
        start = match.start("verb")
        before = _sentence(text, start)
        after = text[match.end() : match.end() + _BEFORE]
        if _is_difference(before, after, Decimal(change)) or _is_of_rate(before, verb) or _is_above(before, verb):
            span = Span(match.start("change"), match.end())
            sign = Span(span.end - 1, span.end)
            yield rule.finding(span, Edit(sign, "个百分点"), match=text[slice(*span)])


def _sentence(text: str, end: int) -> str:
    """What stands before a place in its sentence, as far as it counts."""
    begin = max(0, end - _BEFORE)
    return text[max(begin, *(text.rfind(mark, begin, end) + 1 for mark in "。；！？\n")) : end]


def _is_difference(before: str, after: str, change: Decimal) -> bool:
    """Whether the two shares told before or behind a change are as far apart."""
    found = (_two_shares().search(before), _two_shares_behind().match(after))
    return any(match and abs(Decimal(match["first"]) - Decimal(match["second"])) == change > 0 for match in found)


def _is_of_rate(before: str, verb: str) -> bool:
    """Whether what changes is a rate: 失业率比年初下降0.3%, 满意率为98%，比上年提高3%."""
    if (before.endswith("降幅") and verb == "下降") or not verb.startswith(tuple(_MOVED.split("|"))):
        return False
    value = _value().search(before)
    told = value is not None and (not value["with"] or value["with"].startswith(_COMPARED))
    if verb in _GROWN:
        return value is not None and verb != "增长" and value["with"].startswith(("比", "较"))
    return told or _subject().search(before) is not None


def _is_above(before: str, verb: str) -> bool:
    """Whether a rate or a growth is told to be above another: 增长8.2%，高于全市2.1%."""
    above = verb.startswith((*_ABOVE.split("|"), "比", "较")) and any(word in verb for word in _LEVELS)
    return above and bool(_growth().search(before) or _subject().search(before))


@cache
def _two_shares() -> re.Pattern[str]:
    """由5.4%降到5.1%， and 5.1%，比上年的5.4%."""
    return expression(
        rf"{_SHARE.format('first')}[^%％。；]{{0,20}}[到至为比较由从升降][^%％。；\d]{{0,4}}(?:\d{{4}}年?[^%％。；\d]{{0,6}}|[^%％。；\d]{{0,10}})"
        rf"{_SHARE.format('second')}[^%％\d]{{0,14}}$"
    )


@cache
def _two_shares_behind() -> re.Pattern[str]:
    return expression(
        rf"，(?:由|从)[^，。；\n\d%]{{0,12}}{_SHARE.format('first')}[^，。；\n\d%]{{0,10}}[到至为][^，。；\n\d%]{{0,4}}{_SHARE.format('second')}"
    )


@cache
def _subject() -> re.Pattern[str]:
    return expression(_SUBJECT)


@cache
def _value() -> re.Pattern[str]:
    return expression(_VALUE)


@cache
def _growth() -> re.Pattern[str]:
    return expression(_GROWTH)


SEARCHED = {"percentage_point": (_CHANGE,)}
