"""Numerals: GB/T 15835—2011, and whether the numbers of a sentence agree."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools.checks.amounts import Amount, amounts, listed, number_of
from bulletin_tools.matcher import places
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_TO_HALF = {
    wide: wide - 0xFEE0 for wide in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF0E)
}
_WIDE = "[０-９Ａ-Ｚａ-ｚ]+"
_YEARS = range(1900, 2101)
_RANGE = r"(?<![\d.,〔年月第〕])(?P<first>\d+(?:\.\d+)?)\s*«{sign}»\s*(?P<second>\d+(?:\.\d+)?)(?P<unit>{unit})"
_SIGNS = {
    "～": "%|％|万|亿",
    "~": "%|％|万|亿",
    "—": "%|％|万|亿",
    "–": "%|％|万|亿",
    "-": "%|％|万|亿",
    "至": "%|％|亿",
    "到": "%|％",
}
_EXACTLY = 1 + 1e-9  # binary fractions
_LONGEST = 40  # code points before 其中 in which its total stands
_COUNTED = "个家名位项人所种户处条件次座"
_CHINESE = "〇一二三四五六七八九"
_YEAR_DIGITS = frozenset("年〇一二三四五六七八九")
_NEIGHBOURS = frozenset(("一二", "二三", "两三", "三四", "三五", "四五", "五六", "六七", "七八", "八九"))
_NUMERIC = frozenset("第、.0123456789一二三四五六七八九十")


def fullwidth_alnum(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N001: digits and letters as wide as a Chinese character."""
    if draft.rare.isdisjoint(map(chr, _TO_HALF)):
        return
    for match in re.finditer(f"{_WIDE}(?:．[０-９]+)?", draft.text):
        if match[0] in "Ｏ０" and draft.text[match.end() : match.end() + 1] in _YEAR_DIGITS:
            continue  # 二Ｏ二一年 is D010's
        edits = [
            Edit(Span(place, place + 1), char.translate(_TO_HALF)) for place, char in enumerate(match[0], match.start())
        ]
        yield rule.finding(Span(*match.span()), *edits, match=match[0])


def range_unit(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N003: 15～30% for 15%～30%; a first number that is greater leaves nothing out."""
    for sign, unit in _SIGNS.items():
        find = _RANGE.format(sign=sign, unit=unit)
        for span, match in places(find, draft.text, [Span(0, len(draft.text))]):
            first, second = float(match["first"]), float(match["second"])
            if first < second and not (first in _YEARS and match["unit"] in "万亿"):
                end = match.end("first")
                yield rule.finding(
                    span,
                    Edit(Span(end, end), match["unit"]),
                    match=draft.text[span.start : span.end],
                    unit=match["unit"],
                )


def thousands_separator(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N006: a full-width comma between the thousands of one number."""
    for match in _thousands().finditer(draft.text):
        head = re.search(r"(?<![\d，,.])\d{1,3}$", draft.text[max(0, match.start() - 4) : match.start()])
        if head:
            span = Span(match.start() - len(head[0]), match.end())
            commas = [place for place in range(*span) if draft.text[place] == "，"]
            edits = [Edit(Span(place, place + 1), ",") for place in commas]
            yield rule.finding(span, *edits, match=draft.text[span.start : span.end])


def approximate_pause(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N007: 三、四天 for 三四天."""
    for match in _approximate().finditer(draft.text):
        before = draft.text[match.start() - 1 : match.start()]
        pair = before + match["next"]
        if pair in _NEIGHBOURS and draft.text[max(0, match.start() - 2) : match.start() - 1] not in _NUMERIC:
            place = match.start()
            span = Span(place - 1, place + 2)
            yield rule.finding(span, Edit(Span(place, place + 1), ""), match=draft.text[slice(*span)], replacement=pair)


def approximate_arabic(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N008: 3、4天 for 三四天."""
    text = draft.text
    for match in _approximate_arabic().finditer(text):
        place = match.start()
        first, second = text[place - 1 : place], match["next"]
        if first.isdecimal() and int(second) == int(first) + 1 and text[max(0, place - 2) : place - 1] not in _NUMERIC:
            span = Span(place - 1, place + 2)
            words = "一两" if first == "1" else "两三" if first == "2" else _CHINESE[int(first)] + _CHINESE[int(second)]
            yield rule.finding(span, Edit(span, words), match=text[slice(*span)], replacement=words)


def subtotal_mismatch(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N017: a part, or parts side by side, greater than their total."""
    text = draft.text
    place = text.find("其中")
    while place >= 0:
        total = _total(text, place)
        if total:
            parts = [part for part in amounts(text, place, _clause_end(text, place)) if part.unit == total.unit]
            value = sum(part.value for part in parts)
            if parts and value > total.value * _EXACTLY and not any(part.loose for part in (total, *parts)):
                span = Span(total.span.start, parts[-1].span.end)
                yield rule.finding(span, total=total.written, unit=total.unit, part="＋".join(p.written for p in parts))
        place = text.find("其中", place + 2)


def list_count(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N018: more are listed than 等N个 says."""
    find = rf"«等»(?P<count>\d{{1,2}}|[两二三四五六七八九十]{{1,3}})(?P<unit>[{_COUNTED}])"
    for span, match in places(find, draft.text, [Span(0, len(draft.text))]):
        count = number_of(match["count"])
        found = listed(draft.text, span.start, count + 1) if count and count > 1 else None
        if found:
            yield rule.finding(Span(found, span.end), listed=count + 1, count=match["count"], unit=match["unit"])


def number_split(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N021: a number that a hard wrap cuts in two; positions are those of the file."""
    source = draft.source
    for joint in source.joints(Span(0, len(draft.text))):
        if draft.text[joint - 1].isdigit() and draft.text[joint : joint + 1].isdigit():
            yield rule.finding(source.origin(Span(joint - 1, joint + 1)))


@cache
def _thousands() -> re.Pattern[str]:
    return re.compile(r"，\d{3}(?:(?=[万亿]?元|[万亿](?:人|户|亩|吨))|，\d{3}(?![\d，]))")


@cache
def _approximate() -> re.Pattern[str]:
    counted = "[十百千万]|天(?!工)|个(?![月百])|人(?![民次])|名|小时|岁|米|里|倍|次(?!产)"
    return re.compile(f"、(?P<next>[二三四五六七八九])(?={counted})")


@cache
def _approximate_arabic() -> re.Pattern[str]:
    return re.compile(r"、(?P<next>[2-9])(?=天(?!工)|个(?!月)|人(?!民)|名|小时|次)")


def _total(text: str, place: int) -> Amount | None:
    """The last number before 其中, in the clause before it."""
    if place < 1 or text[place - 1] not in "，（,(":
        return None
    begin = max(0, place - _LONGEST)
    start = max(begin, *(text.rfind(mark, begin, place - 1) + 1 for mark in "，。；：\n、（"))
    before = amounts(text, start, place)
    return before[0] if len(before) == 1 else None


def _clause_end(text: str, place: int) -> int:
    match = _end().search(text, place)
    return match.start() if match else len(text)


@cache
def _end() -> re.Pattern[str]:
    return re.compile("[，。；：\n（）]")
