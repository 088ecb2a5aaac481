"""Units of measurement: GB 3100—3102."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING

from bulletin_tools.checks.figures import plain
from bulletin_tools.expressions import expression
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_SAME = (
    ("公里", "km"), ("千米", "km"), ("公斤", "kg"), ("千克", "kg"), ("厘米", "cm"), ("毫米", "mm"), ("千瓦", "kW"), ("千伏", "kV"),
    ("兆瓦", "MW"), ("千瓦时", "kW·h"), ("平方米", "m²"), ("平方米", "㎡"), ("立方米", "m³"), ("公顷", "hm²"), ("毫升", "mL"), ("毫克", "mg"),
    ("平方公里", "km²"), ("米", "m"), ("吨", "t"), ("升", "L"), ("摄氏度", "℃"),
    ("毫升", "ml"), ("公里/小时", "km/h"), ("微克/立方米", "μg/m³"), ("毫克/立方米", "mg/m³"), ("毫克/升", "mg/L"), ("立方米/秒", "m³/s"),
)  # fmt: skip
_COUNTS = "十百千万亿"
_COUNTED = frozenset("0123456789" + _COUNTS)
_LONGEST = 16  # code points of a number
_Written = tuple[str, list[Span]]
_SCREEN = 6  # code points behind 英寸 that tell of a screen or a wheel

_LEGAL = {
    "公分": "厘米", "英寸": "厘米", "英尺": "米", "英里": "公里", "华里": "公里", "市里": "公里", "市尺": "米", "市寸": "厘米",
    "市斤": "公斤", "市两": "克", "马力": "千瓦", "公升": "升", "加仑": "升", "平方": "平方米", "立方": "立方米",
    "磅": "公斤", "市亩": "亩", "公尺": "米", "公寸": "分米", "公吨": "吨", "盎司": "克", "平米": "平方米", "英亩": "亩", "方": "立方米",
    "斤": "公斤", "里": "公里", "度": "千瓦时", "毫巴": "百帕", "公厘": "毫米", "海哩": "海里", "平方公尺": "平方米", "立方公尺": "立方米",
    "公斤力": "牛", "大卡": "千焦", "卡路里": "焦", "大气压": "帕", "匹马力": "千瓦", "巴": "帕", "平": "平方米",
}  # fmt: skip
_EQUAL = frozenset(
    (
        "市亩",
        "公分",
        "公升",
        "公尺",
        "公寸",
        "公吨",
        "平方",
        "立方",
        "平米",
        "方",
        "度",
        "毫巴",
        "公厘",
        "海哩",
        "平方公尺",
        "立方公尺",
        "平",
    )
)
"""Whose number stays as it is under the legal name."""
_FACTORS = {
    "华里": Decimal("0.5"),
    "市里": Decimal("0.5"),
    "市斤": Decimal("0.5"),
    "斤": Decimal("0.5"),
    "里": Decimal("0.5"),
    "市两": Decimal(50),
}
"""By which a number is multiplied to be exactly as much in the legal unit."""
_SCREENS = expression("(?:液晶|彩|显示|触摸|触控|智能|高清|一体|电视|屏|等离子|晶圆|单晶|硅|轮|自行车|管)")
_CASES = {
    "km": "km", "kg": "kg", "kw": "kW", "kv": "kV", "mm": "mm", "cm": "cm", "dm": "dm", "ml": "mL", "kwh": "kWh", "mwh": "MWh", "gwh": "GWh", "kwp": "kWp", "mwp": "MWp",
    "kva": "kVA", "mva": "MVA", "mw": "MW", "gw": "GW", "mg": "mg", "kn": "kN", "ma": "mA", "pa": "Pa", "ghz": "GHz", "mpa": "MPa", "kpa": "kPa", "hz": "Hz", "khz": "kHz", "mhz": "MHz", "db": "dB", "kj": "kJ", "v": "V", "km²": "km²", "cm²": "cm²", "mm²": "mm²", "hm²": "hm²", "m²": "m²", "m³": "m³", "cm³": "cm³",
}  # fmt: skip
_AMOUNT = rf"[\d{_COUNTS}][余多]?\s{{0,3}}"
_WORDED = rf"(?:{_AMOUNT}|[一二两三四五六七八九几])"
_NOT_ALONE = "米|公里|里|分米|厘米|毫米|千米|百米|根|英|校|寸|尺|公尺|力"
"""What makes another word of a unit's name."""
_ILLEGAL = (
    *(
        rf"(?<={_AMOUNT if unit in ('平方', '立方', '磅') else _WORDED})«{unit}»(?!{'[秤礴房单]' if unit == '磅' else _NOT_ALONE})"
        for unit in _LEGAL
        if len(unit) > 1 or unit == "磅"
    ),
    r"(?<=[压力][^，。；\n]{0,6}\d)«巴»(?=[，。；、）以])",
    r"(?<=\d{2}[百千万]?[余多]?)«平»(?=[，。；、）])",
    r"(?<=\d[百千万]?[余多]?)«斤»(?![斤两重])",
    r"(?<=\d[余多]?)«里»(?=[，。；、）]|路|山路|水路|远|长(?!街))",
    r"(?<=\d{2}[余多]?|\d[百千万][余多]?)«方»(?=[，。；、）的]|土|石|砂|沙|混凝土|淤泥|垃圾|木材|渣|水泥)",
    r"(?<=电[^，。；\n度]{0,14}\d[百千万亿]?[余多]?)«度»(?=[，。；、）]|以[上下])",
    r"(?<=\d[百千万亿]?[余多]?)«度»(?=电(?!价))",
)
_VOLUMES = expression("[土石砂沙泥渣水木蓄挖填库]|方量|浇筑|混凝土|垃圾")
"""What 方 measures where it is a cubic metre; else it may be a square one."""
_CASE = (
    r"(?<=\d[\d,.]*\s?[万亿]?)«[vKkMmCcHhDdGgPp]»[A-Za-z]{0,2}(?:·[A-Za-z]|[²³])?(?:/[HhLls])?"
    r"(?:(?![A-Za-z\d/.+²³-]|处)|(?=/[\u4e00-\u9fff]))"
)
_POWERS = tuple(rf"(?<=[\d\skcdhmN万亿/每余多（])«{metre}»\^?[23](?![A-Za-z\d]|型|卡|系列|芯)" for metre in "mM")
_SYMBOL = r"(?<=[\d万亿每]\s?)«[kchmMtL℃㎡]»(?:W·h|m²|m³|m|g|W|V|L|l|²|³)?(?![A-Za-z²³/·]|(?<=[Mm])\d)"
_RATES = tuple(
    rf"(?<=[\d万亿]\s?){top}«/»{bottom}(?![A-Za-z²³])"
    for top, bottom in (("km", "h"), ("μg", "m³"), ("mg", "(?:L|m³)"), ("m³", "s"))
)
_RIGHT = frozenset((*_CASES.values(), "ml", "V"))


def illegal_unit(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """U001: units that are no legal ones, and 平方 without 米."""
    for _, match in sorted((place for find in _ILLEGAL for place in draft.search(find)), key=itemgetter(0)):
        before = draft.text[max(0, match.start() - 3) : match.start()].rstrip().rstrip("余多")
        counted = before[-1:].isdecimal() or match[0][1:] != "方" or before[-2:-1].isdecimal()
        custom = match[0] == "英寸" and _SCREENS.search(draft.text, match.end(), match.end() + _SCREEN)
        if counted and not custom:
            span = Span(*match.span())
            yield rule.finding(span, *_converted(draft.text, span), match=match[0], legal=_LEGAL[match[0]])


def _converted(text: str, span: Span) -> list[Edit]:
    """What makes the same amount of it in the legal unit, where that is exact."""
    unit = text[slice(*span)]
    name = Edit(span, _LEGAL[unit])
    if unit in _EQUAL:
        around = text[max(0, span.start - _LONGEST) : span.end + 2]
        return [name] if unit != "方" or _VOLUMES.search(around) else []
    number = _plain_number().search(text, max(0, span.start - _LONGEST), span.start)
    if unit not in _FACTORS or not number:
        return []
    value = plain(Decimal(number["number"]) * _FACTORS[unit])
    return [Edit(Span(*number.span("number")), value), name]


def unit_case(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """U002: KM for km."""
    for _, match in draft.search(_CASE):
        unit, slash, rate = match[0].partition("/")
        right = _CASES.get(unit.replace("·", "").lower(), "")
        right = f"{right[:-1]}·{right[-1]}" if right and "·" in unit else right
        right = right and right + slash + (rate.lower() if rate in "Hhs" else rate)
        if (
            right
            and match[0] not in (right, *_RIGHT)
            and _measured().search(draft.text, max(0, match.start() - _LONGEST), match.start())
        ):
            span = Span(*match.span())
            yield rule.finding(span, Edit(span, right), match=match[0], replacement=right)


def lost_superscript(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """U003: m2 for m²."""
    for _, match in (place for find in _POWERS for place in draft.search(find)):
        before = draft.text[max(0, match.start() - _LONGEST) : match.start()]
        head = _powered().search(before)
        if head:
            written = head["rate"] or head["unit"] or head["alone"] or ""
            span = Span(match.start() - len(written), match.end())
            unit = written.replace("ug/", "μg/")
            right = f"{unit}m{'²' if match[0][-1] == '2' else '³'}"
            yield rule.finding(span, Edit(span, right), match=draft.text[slice(*span)], replacement=right)


@cache
def _plain_number() -> re.Pattern[str]:
    return expression(r"(?<![\d.,、～~—至到-])(?P<number>\d+(?:\.\d+)?)\s?[万亿]?[余多]?$")


@cache
def _measured() -> re.Pattern[str]:
    return expression(r"(?<![A-Za-z\d.+-])\d[\d,.]*\s?[万亿]?$")


@cache
def _powered() -> re.Pattern[str]:
    return expression(
        r"(?<![A-Za-z\d.-])\d[\d,.]*\s?[万亿]?[余多]?\s?(?P<unit>[kcdhm]?N?(?:[mμµuk]?g/N?)?)$"
        r"|(?<=[^A-Za-z])(?P<rate>(?:(?:[mμµuk]?g|k?[WNJ]|[元人株吨台户万度只头辆])/|每)[kcdhmN]?)$"
        r"|（(?P<alone>[kchm]?)$"
    )


def unit_mixed(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """U004: a unit in characters here and as a symbol there, in one item; or each more than once in the file."""
    symbols: dict[str, list[Span]] = {}
    for span, _ in (place for find in (_SYMBOL, *_RATES) for place in draft.search(find)):
        symbols.setdefault(draft.text[slice(*span)], []).append(Span(*span))
    for word, symbol in _SAME:
        if symbol in symbols:
            yield from _mixed(draft, rule, (word, _counted(word, draft.text)), (symbol, symbols[symbol]))


def _mixed(draft: Draft, rule: Rule, word: _Written, symbol: _Written) -> Iterator[Finding]:
    """The fewer of the two, which are to be written as the more; the symbols where they are as many."""
    shared = {draft.item_at(span.start) for span in word[1]} & {draft.item_at(span.start) for span in symbol[1]}
    if shared:
        word, symbol = (
            (name, [span for span in spans if draft.item_at(span.start) in shared]) for name, spans in (word, symbol)
        )
    elif not word[1] or not symbol[1]:
        return
    (few, fewer), (many, more) = (symbol, word) if len(symbol[1]) <= len(word[1]) else (word, symbol)
    for span in fewer:
        yield rule.finding(span, Edit(span, many), few=few, many=many, few_count=len(fewer), many_count=len(more))


def _counted(unit: str, text: str) -> list[Span]:
    """Where a unit stands behind a number."""
    ends = {
        "千瓦": "(?!时)",
        "公里": "(?!/)",
        "立方米": "(?!/)",
        "毫克": "(?!/)",
        "米": "(?!粒|袋|线)",
        "升": "(?![级至到高])",
    }.get(unit, "")
    return [Span(*match.span()) for match in re.finditer(rf"{unit}(?<=[\d万亿每]{unit}){ends}", text)]


SEARCHED = {
    "unit_mixed": (_SYMBOL, *_RATES),
    "illegal_unit": _ILLEGAL,
    "unit_case": (_CASE,),
    "lost_superscript": _POWERS,
}
