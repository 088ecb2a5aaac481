"""Numerals: GB/T 15835—2011, and whether the numbers of a sentence agree."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from bulletin_tools.checks.amounts import listed, number_of, quoted_list
from bulletin_tools.checks.figures import (
    DECIMALS,
    MISPLACED,
    THOUSANDS,
    by_ten_thousands,
    commas_for_points,
    misgrouped,
    plain,
)
from bulletin_tools.checks.joining import is_wrapped, joined
from bulletin_tools.checks.subtotals import SHARES, above_whole, too_great
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_TO_HALF = {
    wide: wide - 0xFEE0 for wide in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF0E)
}
_WIDE = "«[０-９Ａ-Ｚａ-ｚ]»[０-９Ａ-Ｚａ-ｚ]*(?:[．.][０-９]+|＆[０-９Ａ-Ｚａ-ｚ]+)*"
_YEARS = range(1900, 2101)
_RANGE = r"(?<![\d.,〔年月第〕])(?P<first>\d+(?:\.\d+)?)\s*«{sign}»\s*(?P<second>\d+(?:\.\d+)?)(?P<unit>{unit})"
_SIGNS = {
    "～": "%|％|万元?|亿元?",
    "~": "%|％|万元?|亿元?",
    "—": "%|％|万元?|亿元?",
    "–": "%|％|万元?|亿元?",
    "-": "%|％|万元?|亿元?",
    "－": "%|％|万元?|亿元?",
    "至": "%|％|亿元?",
    "到": "%|％",
}
_RANGES = tuple(_RANGE.format(sign=sign, unit=unit) for sign, unit in _SIGNS.items())
_LONGEST = 40  # code points before a change in which the shares stand
_COUNTED = "类个家名位项人所种户处条件次座门部款堂节镇村幅"
_COUNTED_LIST = r"«等»(?P<count>\d{1,2}|[两二三四五六七八九十]{1,3})(?P<unit>[\u4e00-\u9fff])"
_CHINESE = "〇一二三四五六七八九"
_YEAR_DIGITS = frozenset("年〇一二三四五六七八九")
_NEIGHBOURS = frozenset(("一二", "二三", "两三", "三四", "三五", "四五", "五六", "六七", "七八", "八九"))
_NUMERIC = frozenset("第、.0123456789一二三四五六七八九")
_RANKED = frozenset("获列居得为夺排在前")
"""What stands before a place in a ranking: 分获二、三名."""
_THINGS = (
    "个|名|人(?!民)|元|家|户|次|件|项|条|棵|株|亩|头|只|份|场|辆|台|张|套|册|本|箱|袋|间|座|栋|处|组|所|里(?!克)|斤|吨|平方|"
    "公斤|公里|公顷|立方米|(?<!千)米|万(?!万)|亿"
)
_SCALES = {"十": 10, "百": 100, "千": 1000}
_UNITS = {"": 1, "千": 1000, "万": 10**4, "亿": 10**8}
_MIXED = rf"(?<![\d.])(?P<wan>\d+[千万亿])?(?P<number>\d+(?:\.\d+)?)«{{scale}}»(?P<more>[多余几来]?)(?={_THINGS})"
_WAN_AND = r"(?<![\d.])(?P<wan>\d+)«万»(?P<thousands>[一二两三四五六七八九])千(?![\d多余几一二三四五六七八九]|瓦|克|米)"
_MIXED_BY = {_MIXED.format(scale=scale): factor for scale, factor in _SCALES.items()}
_CHANGED = "提高|上升|增长|增加|下降|降低|减少|回落|提升|下滑|收窄"
_SHARED = (
    r"(?:[由从][^，。；\n%％]{0,16}?(?<!\d)(?P<first>\d+(?:\.\d+)?)[%％][^，。；\n\d]{0,8}[到至为]"
    r"|(?<![效功频速])(?:率|占比|比重|份额|比例)[^，。；\n\d]{0,6})(?P<second>\d+(?:\.\d+)?)$"
)
_GROWN = ("增长", "增加", "减少")  # what a rate is said to do in proportion
_COMPARED = ("比", "较", "同", "环", "又", "再")
"""What stands before the change of the rate just told, and not of something else."""
_LARGE = (
    r"(?<![\d.,，])(?!10000元)(?P<number>[1-9]\d{0,8})«0000»(?=元|人(?!民)|亩|平方米|株|吨|户|件|册|棵|斤|公斤|千瓦时)"
)
_LARGE_GROUPED = (
    r"(?<![\d.,，])[1-9]\d{0,2}(?:,\d{3})*(?<=,\d\d0)«,000»(?=元|人(?!民)|亩|平方米|株|吨|户|件|册|棵|斤|公斤|千瓦时)"
)
_THOUSANDS = r"(?<![\d，,.])\d{1,3}«，»\d{3}(?:(?=[万亿]?元|[万亿](?:人|户|亩|吨))|，\d{3}(?![\d，]))"
_CHANGE = rf"«»%，(?P<with>(?:[^，。；\n\d%]|\d{{4}}年|\d{{1,2}}月){{0,10}}?)(?P<verb>{_CHANGED})了?(?P<change>\d+(?:\.\d+)?)[%％]"
_ROUGHLY = (
    "十(?!年代|[一二三四五六七八九届期])|[百千万](?!分|年代)|天(?!工)|个(?!百|月[份初末])|人(?![民次大])|名|位(?!数)|小时|分钟|秒|岁|米|里|倍|"
    "次(?!产)|年(?![级制生期度代])|家|户|趟|遍|回(?![线路])|亩|公里|公斤|公顷|斤|吨|元|块|度(?![烧冻])|顿|桌|辆|件|份|句|步|条(?![规款例线路生措意])|口|篇|首|盏|匹|锅|台|尺|寸|杯|碗|瓶|箱|袋|头|只|棵|株|张|平方|厘米"
)
_ROUGH = f"(?<=[一二两三四五六七八])«、»(?P<next>[二三四五六七八九])(?={_ROUGHLY})"
_ROUGHLY_ARABIC = "天(?!工)|个(?!月份)|人(?![民大])|名|小时|分钟|次|趟|遍|回(?!路)|岁|家|户|倍|[百千万][个名人户家元台辆件亩株棵吨斤头只张份套箱袋盏册公平]|年(?![级制生期度初末底代])|层(?=住户|楼)|里(?=[路远地，。；、])|公里|米|块|条|件|斤|公斤|亩|吨|口(?=人)|[箱袋桶桌顿盏棵株头只篇首任]"
_ROUGH_ARABIC = f"(?<=[1-8])«、»(?P<next>[2-9])(?={_ROUGHLY_ARABIC})"
_SPLIT_CHARS = frozenset("0123456789.,")
_SPLIT = re.compile(r"\d[.,]?$")
_CENTURY = re.compile("19|20")
_SPLIT_ON = re.compile(r"(?:\d+(?:[.,]\d+)?|\.\d+)(?:[%％]|[\u4e00-\u9fff])|[%％]")


def fullwidth_alnum(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N001: digits and letters as wide as a Chinese character."""
    if draft.rare.isdisjoint(map(chr, _TO_HALF)):
        return
    for _, match in draft.search(_WIDE):
        if match[0] in "Ｏ０" and draft.text[match.end() : match.end() + 1] in _YEAR_DIGITS:
            continue  # 二Ｏ二一年 is D010's
        edits = [
            Edit(Span(place, place + 1), char.translate(_TO_HALF))
            for place, char in enumerate(match[0], match.start())
            if ord(char) in _TO_HALF
        ]
        yield rule.finding(Span(*match.span()), *edits, match=match[0])


def range_unit(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N003: 15～30% for 15%～30%; a first number that is greater leaves nothing out."""
    for find in _RANGES:
        for span, match in draft.search(find):
            first, second = float(match["first"]), float(match["second"])
            if first < second and not (first in _YEARS and match["unit"][0] in "万亿"):
                end = match.end("first")
                yield rule.finding(
                    span,
                    Edit(Span(end, end), match["unit"]),
                    match=draft.text[span.start : span.end],
                    unit=match["unit"],
                )


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
                many and (text[end : end + 1] in ("万", "亿") or value * 1000 < _UNITS[unit])
            )
            new = plain(Decimal(many or 0) + value / _UNITS[unit]) + unit
            if unit == "千":
                new = plain(Decimal(new[:-1]) * 1000)
            number = Span(span.start, end if end > span.end else end - len(more))
            yield rule.finding(span, *([] if rough else [Edit(number, new)]), match=text[slice(*span)])


def _half_chinese(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """4万五千 for 4.5万."""
    for span, match in draft.search(_WAN_AND):
        value = Decimal(match["wan"]) + Decimal(_CHINESE.index(match["thousands"])) / 10
        yield rule.finding(span, Edit(span, plain(value) + "万"), match=draft.text[slice(*span)])


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
    for span, edit in misgrouped(draft):
        yield rule.finding(span, edit, match=draft.text[slice(*span)])


def large_number(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N024: 36000000元 for 3600万元."""
    for span, _ in (*draft.search(_LARGE), *draft.search(_LARGE_GROUPED)):
        new = by_ten_thousands(draft.text[slice(*span)].replace(",", ""))
        yield rule.finding(span, Edit(span, new), match=draft.text[slice(*span)], replacement=new)


def percentage_point(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N015: 由5.4%降到5.1%，下降0.3% for 0.3个百分点: the difference of two shares, or the change of one."""
    text = draft.text
    for _, match in draft.search(_CHANGE):
        shares = re.search(_SHARED, text[max(0, match.start() - _LONGEST) : match.start()])
        if not shares:
            continue
        if shares["first"]:
            told = abs(Decimal(shares["second"]) - Decimal(shares["first"])) == Decimal(match["change"])
        else:
            told = match["verb"] not in _GROWN and (not match["with"] or match["with"].startswith(_COMPARED))
        if told:
            span = Span(match.start("change"), match.end())
            yield rule.finding(span, match=text[slice(*span)])


def approximate_pause(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N007: 三、四天 for 三四天, 十七、八岁 for 十七八岁."""
    for (place, _), match in draft.search(_ROUGH):
        pair = draft.text[place - 1 : place] + match["next"]
        ranked = draft.text[match.end()] in "名位" and draft.text[place - 2 : place - 1] in _RANKED
        if pair in _NEIGHBOURS and _is_rough(draft.text, place - 1) and not ranked:
            span = Span(place - 1, place + 2)
            yield rule.finding(span, Edit(Span(place, place + 1), ""), match=draft.text[slice(*span)], replacement=pair)


def _is_rough(text: str, place: int) -> bool:
    """Whether a digit begins a rough number, and is no part of an order or a list."""
    before = text[max(0, place - 3) : place]
    if before.endswith("十"):
        before = before[:-1].rstrip("二三四五六七八九")
        return not before.endswith(("第", "、", "百", "千", "零", "月"))
    return not before or before[-1] not in _NUMERIC


def approximate_arabic(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N008: 3、4天 for 三四天."""
    text = draft.text
    for (place, _), match in draft.search(_ROUGH_ARABIC):
        first, second = text[place - 1 : place], match["next"]
        if first.isdecimal() and int(second) == int(first) + 1 and text[max(0, place - 2) : place - 1] not in _NUMERIC:
            span = Span(place - 1, place + 2)
            words = "一两" if first == "1" else "两三" if first == "2" else _CHINESE[int(first)] + _CHINESE[int(second)]
            yield rule.finding(span, Edit(span, words), match=text[slice(*span)], replacement=words)


def subtotal_mismatch(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N017: a part, or parts side by side, greater than their total; shares of one whole above 100%."""
    for span, total, parts in too_great(draft.text):
        yield rule.finding(span, total=total.written, unit=total.unit, part="＋".join(p.written for p in parts))
    for span, percent in above_whole(draft.text):
        yield rule.finding(span, message=f"各部分加起来是{percent}%，超过了100%，请核对")


def list_count(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N018: more are listed than 等N个 says."""
    text = draft.text
    for span, match in draft.search(_COUNTED_LIST):
        count = number_of(match["count"])
        if count < 2:
            continue
        start, quoted = quoted_list(text, span.start)
        if quoted > count:
            yield rule.finding(Span(start, span.end), listed=quoted, count=match["count"], unit=match["unit"])
            continue
        found = listed(text, span.start, count + 1) if match["unit"] in _COUNTED else None
        if found:
            yield rule.finding(Span(found, span.end), listed=count + 1, count=match["count"], unit=match["unit"])


def number_split(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N021: a number that a line break cuts in two; positions are those of the file. Only a lone break is mended."""
    source = draft.source
    document, text = source.document, draft.text
    if is_wrapped(draft):
        for joint in source.joints(Span(0, len(text))):
            if _SPLIT.search(text[max(0, joint - 2) : joint]) and _SPLIT_ON.match(text, joint):
                yield rule.finding(source.origin(Span(joint - 1, joint + 1)))
        return
    for index, (one, other) in enumerate(pairwise(document.lines), 1):
        if document.text[one.end - 1 : one.end] not in _SPLIT_CHARS:
            continue
        line = document.text[one.start : one.end]
        prose = "，" in line or "、" in line or _CENTURY.fullmatch(line.strip())
        if _SPLIT.search(line[-2:]) and prose and _SPLIT_ON.match(document.text, other.start, other.end):
            yield rule.finding(Span(one.end - 1, other.start + 1), *joined(draft, index))


SEARCHED = {
    "fullwidth_alnum": (_WIDE,),
    "mixed_number": (*_MIXED_BY, _WAN_AND),
    "range_unit": _RANGES,
    "decimal_comma": DECIMALS,
    "thousands_separator": (_THOUSANDS, MISPLACED, THOUSANDS),
    "approximate_pause": (_ROUGH,),
    "approximate_arabic": (_ROUGH_ARABIC,),
    "percentage_point": (_CHANGE,),
    "subtotal_mismatch": ("«，其中»", "«（其中»", "«,其中»", "«(其中»", f"«»{SHARES}"),
    "list_count": (_COUNTED_LIST,),
    "large_number": (_LARGE, _LARGE_GROUPED),
}
