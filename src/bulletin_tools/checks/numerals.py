"""Numerals: GB/T 15835—2011, and whether the numbers of a sentence agree."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from bulletin_tools.checks.amounts import number_of
from bulletin_tools.checks.figures import (
    BARE_COMMA,
    DECIMALS,
    MISPLACED,
    PAIRED,
    THOUSANDS,
    by_ten_thousands,
    commas_for_points,
    misgrouped,
    plain,
)
from bulletin_tools.checks.remainders import REMAINDERS, uneven
from bulletin_tools.checks.replacing import replaced
from bulletin_tools.checks.roughly import ROUND, rounded
from bulletin_tools.checks.subtotals import (
    BRACKETED,
    CHANGED,
    HANDLED,
    MANY_SHARES,
    PARTED,
    SUMMED,
    Excess,
    above_whole,
    in_brackets,
    is_more,
    miscounted,
    summed_up,
    unlike,
)
from bulletin_tools.expressions import expression
from bulletin_tools.finding import Severity
from bulletin_tools.patterns import RARE
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

ELSEWHERE = {
    "approximate_arabic": "roughly",
    "approximate_pause": "roughly",
    "list_count": "listing",
    "number_split": "split_numbers",
    "numeral_style_mixed": "parallel",
    "percentage_point": "percents",
}

_TO_HALF = {
    wide: wide - 0xFEE0 for wide in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF0E)
}
_WIDE = "[０-９Ａ-Ｚａ-ｚ]+(?:[．.][０-９]+|＆[０-９Ａ-Ｚａ-ｚ]+)*"
_YEARS = range(1900, 2101)
_RANGE = r"(?<![\d.,〔年月第〕])(?P<first>\d+(?:\.\d+)?)\s*«{sign}»\s*(?P<second>\d+(?:\.\d+)?)(?P<unit>{unit})"
_SIGNS = {
    "～": "%|％|‰|万元?|亿元?",
    "~": "%|％|‰|万元?|亿元?",
    "—": "%|％|‰|万元?|亿元?",
    "–": "%|％|‰|万元?|亿元?",
    "-": "%|％|‰|万元?|亿元?",
    "－": "%|％|‰|万元?|亿元?",
    "至": "%|％|‰|万元|亿元?",
    "到": "%|％|‰",
}
_RANGES = tuple(_RANGE.format(sign=sign, unit=unit) for sign, unit in _SIGNS.items())
_CHINESE = "〇一二三四五六七八九"
_YEAR_DIGITS = frozenset("年〇一二三四五六七八九")
_THINGS = (
    "个|名|人(?!民)|元|家|户|次|件|项|条|棵|株|亩|头|只|份|场|辆|台|张|套|册|本|箱|袋|间|座|栋|处|组|所|里(?!克)|斤(?!顶)|吨|平方|"
    "公斤|公里|公顷|立方米|(?<!千)米|万(?!万)|亿|岁|位|盏|尾|羽|匹|艘|架|根|块|片|枚|颗|床|把|副|双|桶|盆|瓶|盒|卷|篇|封|期|课时|学时|支|幅|种|天(?!工)|"
    "千瓦|度(?![假量数过日])|方(?![面法案式向针便])|扇|门(?!诊|大)|口(?!径)|眼|孔|字|笔|单(?!位)|宗|例|人次|群众|村民|党员|农户|学生|志愿者|余名|多名"
)
_SCALES = {"十": 10, "百": 100, "千": 1000}
_UNITS = {"": 1, "千": 1000, "万": 10**4, "亿": 10**8}
_MIXED = rf"(?<![\d.第])(?<![一二两三四五六七八九十百千][万亿])(?P<wan>\d+[千万亿])?(?P<number>\d+(?:\.\d+)?)«{{scale}}»(?P<more>[多余几来]?)(?={_THINGS}|(?<=[多余])[\u4e00-\u9fff])"
_WAN_AND = r"(?<![\d.一二三四五六七八九十百千])(?P<wan>\d+(?=万[一二两三四五六七八九])|[一二两三四五六七八九](?=万\d))«万»(?P<thousands>[一二两三四五六七八九1-9])千(?![\d多余几一二三四五六七八九]|瓦|克|米)"
_WORDS_AND = {
    rf"(?<![第{_CHINESE}两])(?P<words>[一二两三四五六七八九])«{scale}»(?P<number>\d{{1,{digits}}})(?={_THINGS})": factor
    for digits, (scale, factor) in enumerate(_SCALES.items(), 1)
}
"""三百60户, 二十5个."""
_FIGURES_AND = {
    rf"(?<![\d.第{_CHINESE}])(?P<words>[1-9])«{scale}»(?P<number>[1-9]\d{{{digits - 1}}})(?={_THINGS})": factor
    for digits, (scale, factor) in enumerate(_SCALES.items(), 1)
}
"""1百20吨."""
_MIXED_BY = {_MIXED.format(scale=scale): factor for scale, factor in _SCALES.items()}
_BULKY = (
    "[余多]?(?:元|美元|欧元|港元|人(?!民)|亩|平方米|立方米|平方公里|公里|米|株|吨|户|件|册|棵|斤|公斤|千克|千瓦时|千瓦|次|名|个|份|张|只|头|羽|尾|台|套|条|"
    "本|枚|盒|箱|袋|粒|盆|字|公顷|升|盏|部|支|瓶|片|块|篇|辆|㎡|m²|m³|kW·?h|kg)"
)
_LARGE = rf"(?<![\d.,，A-Za-z])(?!10000元)[1-9]\d{{0,8}}«0000»(?={_BULKY})"
_LARGE_THOUSANDS = rf"(?<![\d.,，A-Za-z])[1-9]\d{{2,7}}[1-9]«000»(?={_BULKY})"
_LARGE_GROUPED = rf"(?<![\d.,，])[1-9]\d{{0,2}}(?:,\d{{3}})*(?<=,\d\d0)«,000»(?={_BULKY})"
_LARGE_WAN = r"(?<![\d.,，A-Za-z～~—至-])(?P<wan>[1-9]\d{1,4}000)«万»(?=[余多]?(?:元|美元|吨|立方米|千瓦时))"
"""150000万元 for 15亿元."""
_THOUSANDS = (
    r"(?<![\d，,.])\d{1,3}«，»\d{3}(?:(?=[万亿]?元|[万亿](?:人|户|亩|吨|立方|平方|株|册|公里|千瓦))|，\d{3}(?![\d，]))"
)


def fullwidth_alnum(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N001: digits and letters as wide as a Chinese character."""
    if draft.rare.isdisjoint(map(chr, _TO_HALF)):
        return
    for match in _wide().finditer(draft.text):
        if match[0] in "Ｏ０" and draft.text[match.end() : match.end() + 1] in _YEAR_DIGITS:
            continue  # 二Ｏ二一年 is D010's
        edits = [
            Edit(Span(place, place + 1), half)
            for place, (char, half) in enumerate(
                zip(match[0], match[0].translate(_TO_HALF), strict=True), match.start()
            )
            if half != char
        ]
        yield rule.finding(Span(*match.span()), *edits, match=match[0])


def range_unit(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N003: 15～30% for 15%～30%; a first number that is greater leaves nothing out."""
    for find in _RANGES:
        for span, match in draft.search(find):
            first, second = float(match["first"]), float(match["second"])
            if first < second and not (first in _YEARS and match["unit"][0] in "万亿"):
                end = match.end("first")
                finding = rule.finding(
                    span,
                    Edit(Span(end, end), match["unit"]),
                    match=draft.text[span.start : span.end],
                    unit=match["unit"],
                )
                spoken = "至" in match[0] and match["unit"] == "万元"
                yield finding._replace(severity=Severity.INFO) if spoken else finding


def mixed_number(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N002: 6千多人 for 6000多人, 2万3千 for 2.3万."""
    text = draft.text
    yield from _half_chinese(draft, rule)
    for find, factor in _MIXED_BY.items():
        for span, match in draft.search(find):
            value, more, end = Decimal(match["number"]) * factor, match["more"], span.end
            many, unit = (match["wan"] or "")[:-1], (match["wan"] or "")[-1:]
            if unit == "亿" and text.startswith("万", end):
                value, end = value * 10**4, end + 1
            rough = more in ("几", "来") or (
                many and ((unit != "千" and text[end : end + 1] in ("万", "亿")) or value * 1000 < _UNITS[unit])
            )
            new = plain(Decimal(many or 0) + value / _UNITS[unit]) + unit
            if unit == "千":
                new = plain(Decimal(new[:-1]) * 1000)
            number = Span(span.start, end if end > span.end else end - len(more))
            yield rule.finding(span, *([] if rough else [Edit(number, new)]), match=text[slice(*span)])


def _half_chinese(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """4万五千 for 4.5万, 二百30 for 230, 几10 for 几十."""
    for find, factor in (*_WORDS_AND.items(), *_FIGURES_AND.items()):
        for span, match in draft.search(find):
            whole = number_of(match["words"]) * factor + int(match["number"])
            yield rule.finding(span, Edit(span, str(whole)), match=draft.text[slice(*span)])
    for span, match in draft.search(_WAN_AND):
        value = number_of(match["wan"]) + Decimal(number_of(match["thousands"])) / 10
        yield rule.finding(span, Edit(span, plain(value) + "万"), match=draft.text[slice(*span)])
    for span, words in rounded(draft):
        yield rule.finding(span, Edit(span, words), match=draft.text[span.start - 1 : span.end])


def decimal_comma(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N005: a comma or a 顿号 for the decimal point."""
    for span in commas_for_points(draft):
        mark = next(place for place in range(*span) if not draft.text[place].isdigit())
        written = draft.text[slice(*span)]
        new = written.replace(draft.text[mark], ".")
        yield rule.finding(span, Edit(Span(mark, mark + 1), "."), match=written, replacement=new)


def thousands_separator(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N006: thousands marked by a full-width comma, in the wrong place, or not where others are."""
    for span, _ in draft.search(_THOUSANDS):
        commas = [place for place in range(*span) if draft.text[place] == "，"]
        edits = [Edit(Span(place, place + 1), ",") for place in commas]
        yield rule.finding(span, *edits, match=draft.text[span.start : span.end])
    for span, edit in dict.fromkeys(misgrouped(draft)):
        yield rule.finding(span, edit, match=draft.text[slice(*span)])


def large_number(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N024: 36000000元 for 3600万元."""
    for span, match in draft.search(_LARGE_WAN):
        new = f"{plain(Decimal(match['wan']) / 10**4)}亿"
        yield rule.finding(span, Edit(span, new), match=match[0], replacement=new)
    for span, _ in (*draft.search(_LARGE), *draft.search(_LARGE_THOUSANDS), *draft.search(_LARGE_GROUPED)):
        new = by_ten_thousands(draft.text[slice(*span)].replace(",", ""))
        yield replaced(draft, rule, span, new)


def subtotal_mismatch(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N017: parts greater than their total, or that make another number where they are all of it; changes miscounted."""
    text = draft.text
    excesses = sorted(_excesses(draft), key=attrgetter("span"))
    told = {excess.span for excess in excesses}
    for excess in excesses:
        values = {"total": excess.total.written, "unit": excess.total.unit}
        finding = rule.finding(excess.span, part="＋".join(part.written for part in excess.parts), **values)
        yield finding if excess.sure else finding._replace(severity=Severity.INFO)
    for span, match in draft.search(CHANGED):
        if miscounted(match):
            yield rule.finding(span, message=f"“{text[slice(*span)]}”的差算得不对，请核对")
    for find in HANDLED:
        for span, match in draft.search(find):
            if is_more(match):
                message = f"“{text[slice(*span)]}”，后一个数比前一个大，请核对"
                yield rule.finding(span, message=message)._replace(severity=Severity.INFO)
    for span in uneven(draft):
        if span not in told:
            yield rule.finding(span, message=f"“{text[slice(*span)]}”的各部分与总数对不上，请核对")
    for span, percent in above_whole(draft):
        yield rule.finding(span, message=f"各部分加起来是{percent}%，超过了100%，请核对")


def _excesses(draft: Draft) -> Iterator[Excess]:
    finds = (*((find, unlike) for find in PARTED), (BRACKETED, in_brackets), (SUMMED, summed_up))
    for find, compare in finds:
        for _, match in draft.search(find):
            end = match.end() + (draft.text[match.end() : match.end() + 1] in ("，", "：", ":"))
            found = compare(draft.text, match.start(), end)
            if found:
                yield found


SEARCHED = {
    "fullwidth_alnum": (RARE,),
    "mixed_number": (*_MIXED_BY, _WAN_AND, *_WORDS_AND, *_FIGURES_AND, ROUND),
    "range_unit": _RANGES,
    "decimal_comma": DECIMALS,
    "thousands_separator": (_THOUSANDS, BARE_COMMA, MISPLACED, PAIRED, THOUSANDS),
    "subtotal_mismatch": (*PARTED, BRACKETED, SUMMED, CHANGED, *HANDLED, *REMAINDERS, MANY_SHARES),
    "large_number": (_LARGE_WAN, _LARGE, _LARGE_THOUSANDS, _LARGE_GROUPED),
}


@cache
def _wide() -> re.Pattern[str]:
    """By the standard library, which finds a class in half the time that regex takes."""
    return expression(_WIDE)
