"""Counts side by side, written in one way: 三个村、5个社区 (GB/T 15835—2011, 4.3.3)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools.checks.amounts import number_of
from bulletin_tools.expressions import expression
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_UNITS = "期个家名户人项次件处起条场种台辆所座间栋支块亩份张只头株棵套册本箱袋盏根口眼艘架门节篇幅床顶把双桶瓶盒片枚位岁天吨元"
_NUMERAL = "两三四五六七八九十"
_CHINESE = (
    rf"[{_NUMERAL}二一](?<![第初“数几上近年{_NUMERAL}一二百千万亿零\d].)(?<![一二三四五六七八]、.)(?P<rest>[一二三四五六七八九十百千零]{{0,6}})"
    rf"(?P<unit>[{_UNITS}])(?![月性别民])(?<!期(?=工程|项目|建设))(?<!人(?=小组|间|座|行|制))"
)
"""Nearly every text has such: the standard library finds them faster."""
_LABEL = r"[^，。；：、！？\n\d“”（）()和及与]{0,10}"
_JOINT = "[、，和及与]"
_NUMBER = rf"(?<![\d.,第])(?P<number>\d{{1,6}})(?P<unit>[{_UNITS}])(?![月性别民])"
_NO_NOUNS = frozenset("同每统唯逐任某另任之万单不为是、，。；：（\n")
_ENDS = frozenset("，。；、")
_SPANS = frozenset("天年岁元期届节")
"""Measure words of time and money, which go with figures and Chinese numerals alike."""
_DIGITS = "零一二三四五六七八九"
_GENERAL = _SPANS | frozenset("个项种条")
"""Measure words of what is often told by its own number (三项制度), besides those."""
_MANY = 3  # counts in figures that make a Chinese one the odd one of its sentence
_CLOSE = 5  # code points of what is counted where the measure words differ
_CLAUSES = 8  # code points between the counts of two clauses
_NEAR = 30  # code points to the next count
_QUOTED = 16  # code points before a number in which a slogan that holds it begins


def numeral_style_mixed(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N022: a count in Chinese numerals beside one in Arabic numerals."""
    text, fixed = draft.text, tuple(rule.options["fixed"])
    for match in _chinese().finditer(text):
        span = Span(*match.span())
        if not _any_figure().search(text, max(0, span.start - _NEAR), span.end + _NEAR):
            continue
        written = text[span.start : match.start("unit")]
        value, unit = number_of(written), match["unit"]
        if (
            value < 1
            or written == "二"
            or (value == 1 and not _is_behind(text, span))
            or text.startswith(fixed, span.start)
            or _is_quoted(text, span.start)
        ):
            continue
        beside = _beside(text, span, unit)
        odd = _odd_figure(text, span, unit) if beside else None
        if odd:
            new = _in_chinese(int(text[slice(*odd)]))
            yield rule.finding(odd, Edit(odd, new), first=text[slice(*span)], second=text[odd.start : odd.end] + unit)
            continue
        beside = beside or (_odd_count(text, span, unit) if value > 1 else None)
        if beside and (value > 1 or text[beside.end - 1] == unit):
            number = Span(span.start, match.start("unit"))
            yield rule.finding(span, Edit(number, str(value)), first=text[slice(*span)], second=text[slice(*beside)])


def _is_behind(text: str, span: Span) -> bool:
    """Whether a count stands behind its noun (冷库一座、), where 一 is no article as in 一座冷库."""
    return text[span.end : span.end + 1] in ("、", "，", "。", "；") and text[span.start - 1] not in _NO_NOUNS


def _beside(text: str, span: Span, unit: str) -> Span | None:
    """The count in Arabic numerals before or behind a count: of the same measure word, or joined closely to it by 、."""
    before = _before().search(text, max(0, span.start - _NEAR), span.start)
    ended = text[span.end : span.end + 1] in _ENDS and unit not in _SPANS
    if before and (_are_alike(before, unit) or (ended and _end_clauses(before))):
        return Span(before.start("number"), before.end("unit"))
    after = _after().match(text, span.end, span.end + _NEAR)
    if after and (
        _are_alike(after, unit) or (ended and _end_clauses(after) and text[after.end() : after.end() + 1] in _ENDS)
    ):
        return Span(after.start("number"), after.end("unit"))
    return None


def _are_alike(match: re.Match[str], unit: str) -> bool:
    close = len(match["label"]) <= _CLOSE and len(match["other"]) <= _CLOSE
    alike = match["unit"] == unit
    if match["joint"] == "，":  # another clause, which must be as short
        return alike and len(match["label"]) + len(match["other"]) <= _CLAUSES
    return alike or (match["joint"] == "、" and close)


def _end_clauses(match: re.Match[str]) -> bool:
    """Whether two counts stand at the ends of clauses side by side: 下发通知书9份，约谈经理五人，"""
    return match["joint"] == "，" and not match["label"] and match["unit"] not in _SPANS


def _odd_figure(text: str, span: Span, unit: str) -> Span | None:
    """The one number in figures of a sentence whose other counts of that measure word are Chinese: 三场、五场、4场."""
    start = max(text.rfind(mark, 0, span.start) for mark in "。；\n") + 1
    end = min((place for mark in "。；\n" if (place := text.find(mark, span.end)) >= 0), default=len(text))
    words = re.findall(
        rf"(?<![第初“数几{_NUMERAL}一二\d])[{_NUMERAL}二一][一二三四五六七八九十]{{0,2}}{unit}", text[start:end]
    )
    figures = list(re.compile(rf"(?<![\d.,第])\d{{1,2}}(?={unit})").finditer(text, start, end))
    return Span(*figures[0].span()) if len(words) > 1 and len(figures) == 1 and int(figures[0][0]) else None


def _odd_count(text: str, span: Span, unit: str) -> Span | None:
    """The count in figures that ends the clause before the only Chinese one of a sentence: 查出问题11个，约谈四家企业。"""
    start = max(text.rfind(mark, 0, span.start) for mark in "。；：\n") + 1
    figures = list(_figure().finditer(text, start, span.start))
    behind = _noun_at_end().match(text, span.end)
    if unit in _GENERAL or len(figures) < _MANY or not behind or _counted_in_chinese().search(text, start, span.start):
        return None
    last = figures[-1]
    verb = text[last.end() : span.start]
    return Span(last.start("number"), last.end()) if len(verb) == 3 and verb[0] == "，" else None


def _in_chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return "零一两三四五六七八九"[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def _is_quoted(text: str, place: int) -> bool:
    """Whether a number stands in a slogan: “一核两翼三个中心”."""
    begin = max(0, place - _QUOTED)
    return text.rfind("“", begin, place) > text.rfind("”", begin, place)


@cache
def _chinese() -> re.Pattern[str]:
    return expression(_CHINESE)


@cache
def _any_figure() -> re.Pattern[str]:
    return expression(r"\d")


@cache
def _figure() -> re.Pattern[str]:
    return expression(_NUMBER)


@cache
def _noun_at_end() -> re.Pattern[str]:
    return expression(r"[\u4e00-\u9fff]{2,8}[，。；]")


@cache
def _counted_in_chinese() -> re.Pattern[str]:
    return expression(rf"[{_NUMERAL}一][{_UNITS}]")


@cache
def _before() -> re.Pattern[str]:
    return expression(rf"{_NUMBER}(?P<label>{_LABEL})(?P<joint>{_JOINT})(?P<other>{_LABEL})$")


@cache
def _after() -> re.Pattern[str]:
    return expression(rf"(?P<label>{_LABEL})(?P<joint>{_JOINT})(?P<other>{_LABEL}?){_NUMBER}")
