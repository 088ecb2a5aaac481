"""Parts against their whole: 其中9处 of 8, parts and a rest that make another number, shares of more than 100%."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

from bulletin_tools import regexes as regex
from bulletin_tools.checks.amounts import Amount, amounts
from bulletin_tools.draft import Draft
from bulletin_tools.expressions import expression
from bulletin_tools.source import Span

_EXACTLY = 1 + 1e-9  # binary fractions
_LONGEST = 60  # code points before its parts in which a total stands
_MOST = 120  # code points that the parts may take
_AVERAGED = (
    "平均", "人均", "户均", "亩均", "年均", "日均", "月均", "均价", "均产", "每", "最大", "最高", "最低", "最多", "最少", "最长", "最小", "单产", "单价", "单台", "单户",
    "单次", "单日", "单笔", "单个",
)  # fmt: skip
_QUALITIES = ("党员", "岁", "学历", "少数民族", "以上", "残疾", "骨干")
"""What something may be beside something else."""
_RESTS = ("其余", "余下", "剩余", "其他", "其它", "另外")
_ACTIONS = "发现|新增|完成|查处|整改|解决|培训|发放|实现|带动|覆盖|投入|建成|新建|开展|组织|办理|吸引|签订|涉及|惠及|总|达|合计|共|累计|同比|较|比"
"""With which a clause speaks of something else."""
_HALVES = (("男", "女"), ("线上", "线下"), ("不合格", "合格"), ("公办", "民办"), ("城镇", "农村"))
"""Parts that make the whole together."""
_NEAR = 0.85  # of the total: parts that make less have left something out
PARTED = (
    "«其中»",
    "«包括»",
    "«分别为»",
    "«分别是»",
    r"(?<=\d余?[个家名户处件项座条份台][\u4e00-\u9fff]{1,8})«中，»(?=[^，。；：、\n\d]{0,6}\d)",
    r"«，合格»(?=\d)",
    r"«，由»(?=[^，。；：、\n\d]{2,12}\d+[\u4e00-\u9fff]、[^，。；：、\n\d]{2,12}\d+[\u4e00-\u9fff][、，。；])",
)
_PART = r"[^，。；：、\n（）\d]{1,10}\d+(?:\.\d+)?[万亿]?[\u4e00-\u9fff]{1,3}"
BRACKETED = rf"(?<=\d[万亿]?[\u4e00-\u9fff]{{1,8}})«（»(?:其中[，：]?)?{_PART}(?:[、，]{_PART})+）"
SUMMED = r"(?<=[、和]\D{0,10}\d+(?:\.\d+)?[万亿]?[\u4e00-\u9fff]{1,4}，)«[共合总]»计?(?=\d)"
HANDLED = (
    r"(?:发放|发出|下发)[^，。；\d\n]{0,6}(?<!\d)(?P<first>\d+)(?P<unit>份)[^，。；\d\n]{0,4}，(?:共|实际)?«[收回]»[收回]?[^，。；\d\n]{0,6}(?P<second>\d+)份",
    r"(?:发放|发出|收到|收回|回收|下发)[^，。；\d\n]{0,6}(?<!\d)(?P<first>\d+)(?P<unit>份)[^，。；\d\n]{0,4}，(?:其中|共)?«有效»[^，。；\d\n]{0,6}(?P<second>\d+)份",
    r"(?:受理|接到?|收到|登记|接诉|接收)[^，。；\d\n]{0,10}(?<!\d)(?P<first>\d+)(?P<unit>[件起宗个条])[^，。；\d\n]{0,4}，(?:已|均|全部|当场)?«办结»[^，。；\d\n]{0,4}(?P<second>\d+)(?P=unit)",
)
"""What is handled of what has come in."""
CHANGED = (
    r"[由从][^，。；\d\n]{0,8}(?<!\d)(?P<first>\d+(?:\.\d+)?)(?P<one>[^，。；\d\n]{0,8}?)(?P<verb>增加|增长|提高|提升|上升|增|升|下降|降低|减少|降|减|压缩|缩短|扩大)"
    r"«[到至为]»(?P<second>\d+(?:\.\d+)?)(?P<unit>[万亿]?(?:个百分点|平方米|公里|公斤|[%个家名人户次件项处吨元亩天]))，(?:净|共|同比)?"
    r"(?:增加|增长|提高|提升|上升|增|下降|降低|减少|降|减|压缩|缩短|扩大)了?(?P<change>\d+(?:\.\d+)?)(?P<other>[万亿]?(?:个百分点|平方米|公里|公斤|[%个家名人户次件项处吨元亩天]))(?=[，。；、])"
)
_WHOLE = 100
_SHARE = r"(?:占(?:比|比为|到)?|满意(?:率|度|的)?为?)\d+(?:\.\d+)?[%％]"
_SHARES = rf"{_SHARE}(?:[，、][^，。；：、\n\d%％占]{{0,15}}{_SHARE}){{2,}}"
"""Three shares side by side."""
MANY_SHARES = f"«»{_SHARES}"
_ROUNDED = Decimal("0.5")  # what rounding may add to 100%
_REMAINDERS = (*_RESTS, "不", "未", "没有", "较差", "差的", "一般")
"""Words of one share at least where the shares are of one whole; else each may be of another kind (女性占……，党员占……)."""


class Excess(NamedTuple):
    """Parts that make more than their total, or another number where they should be all of it."""

    span: Span
    total: Amount
    parts: list[Amount]
    sure: bool = True
    """Whether the parts are all there are for certain."""


def unlike(text: str, place: int, end: int) -> Excess | None:
    """What is wrong with the parts that a word (其中) between `place` and `end` announces."""
    parts = _parts(text, end)
    total = _total(text, place, parts[0].unit) if parts else None
    if not parts or not total or any(part.loose for part in (total, *parts)) or _averages(text, total, parts):
        return None
    value = sum(part.value for part in parts)
    span = Span(total.span.start, parts[-1].span.end)
    if value > total.value * _EXACTLY:
        return None if _overlap(text, total, parts) else Excess(span, total, parts)
    if len(parts) > 1 and value * _EXACTLY < total.value:
        if _are_all(text, parts):
            return Excess(span, total, parts)
        if value >= total.value * _NEAR and _is_misprint(total, parts) and not _has_more(text, span):
            return Excess(span, total, parts, sure=False)
    return None


def in_brackets(text: str, place: int, end: int) -> Excess | None:
    """What is wrong with the parts in a bracket behind their total: 12座（城区8座、乡镇5座）."""
    parts = amounts(text, place, end)
    total = _total(text, place, parts[0].unit) if parts else None
    if len(parts) < 2 or not total or total.span.end + 8 < place or {part.unit for part in parts} != {total.unit}:
        return None
    value, loose = sum(part.value for part in parts), any(part.loose for part in (total, *parts))
    if loose or value <= total.value * _EXACTLY or _overlap(text, total, parts) or _averages(text, total, parts):
        return None
    return Excess(Span(total.span.start, end), total, parts)


def summed_up(text: str, place: int, end: int) -> Excess | None:
    """Parts whose sum is told behind them as another number: 新建3座、改建5座，共9座."""
    begin = max(0, place - _LONGEST)
    start = max(begin, *(text.rfind(mark, begin, place - 1) + 1 for mark in "，。；：！？\n"))
    parts, told = amounts(text, start, place), amounts(text, end, end + 12)
    total = told[0] if told and told[0].span.start == end else None
    if (
        not total
        or len(parts) < 2
        or {part.unit for part in parts} != {total.unit}
        or text.find("其中", start, place) >= 0
    ):
        return None
    if any(part.loose for part in (total, *parts)) or abs(sum(part.value for part in parts) - total.value) < 1e-6:
        return None
    return Excess(Span(parts[0].span.start, total.span.end), total, parts)


def miscounted(match: "regex.Match[str]") -> bool:
    """Whether a change isn't the difference of the two numbers told: 由60家增加到240家，增加160家."""
    first, second, change = (Decimal(match[name]) for name in ("first", "second", "change"))
    unit, other = match["unit"], match["other"]
    if match["one"] and not match["one"].startswith(unit):
        return False
    alike = unit == other != "%" or (unit, other) == ("%", "个百分点")
    return alike and abs(second - first) != change


def is_more(match: "regex.Match[str]") -> bool:
    """Whether more is handled than has come in: 受理20件，办结23件."""
    return int(match["second"]) > int(match["first"])


def above_whole(draft: Draft) -> Iterator[tuple[Span, Decimal]]:
    """Three shares or more side by side (……占52%，……占33%，其余占25%) that make more than 100%, and how much."""
    text = draft.text
    found = (_shares().finditer(text, *stretch) for stretch in draft.stretches(MANY_SHARES))
    for match in chain.from_iterable(found):
        begin = max(0, match.start() - _LONGEST)
        start = max(begin, *(text.rfind(mark, begin, match.start()) + 1 for mark in "，。；：、\n"))
        words = text[start : match.end()]
        percents = [Decimal(percent) for percent in re.findall(r"([\d.]+)[%％]", match[0])]
        total = sum(percents, Decimal(0))
        if total > _WHOLE + _ROUNDED and max(percents) < _WHOLE and any(word in words for word in _REMAINDERS):
            yield Span(start, match.end()), total


@cache
def _shares() -> "re.Pattern[str]":
    return expression(_SHARES)


def _total(text: str, place: int, unit: str) -> Amount | None:
    """The last number of that unit before its parts, if it is the only one of its clause; at most two clauses before them."""
    begin = max(0, place - _LONGEST)
    while begin < place:
        stop = place - 1 if text[place - 1] in "，（,(。；：:" else place
        start = max(begin, *(text.rfind(mark, begin, stop) + 1 for mark in "，。；：\n"))
        found = [amount for amount in amounts(text, start, stop) if not _is_in_bracket(text, start, amount)]
        of_unit = [amount for amount in found if amount.unit == unit]
        if of_unit:
            return of_unit[0] if len(of_unit) == 1 and (len(found) == 1 or found[-1] is of_unit[0]) else None
        if start <= begin or text[start - 1] != "，" or text.find("其中", start, stop) >= 0:
            return None
        place = start
    return None


def _is_in_bracket(text: str, start: int, amount: Amount) -> bool:
    return text.rfind("（", start, amount.span.start) > text.rfind("）", start, amount.span.start) >= -1 and (
        text.find("）", amount.span.end, amount.span.end + 20) >= 0
    )


def _parts(text: str, start: int) -> list[Amount]:
    """The numbers of one unit behind 其中: of its clause, and of clauses behind it that have one each and no more."""
    end = _clause_end(text, start)
    found = amounts(text, start, end)
    parts = [part for part in found if part.unit == found[0].unit] if found else []
    limit = min(len(text), start + _MOST)
    alone = len(found) == 1
    while parts and end < limit and text[end] == "，":
        goes_on = _one_part().match(text, end + 1) if alone or text.startswith(_RESTS, end + 1) else None
        more = amounts(text, end + 1, goes_on.end()) if goes_on else []
        if len(more) != 1 or more[0].unit != parts[0].unit:
            break
        parts.append(more[0])
        end = _clause_end(text, end + 1)
    return parts


def _overlap(text: str, total: Amount, parts: list[Amount]) -> bool:
    """Whether something may be of two parts (女性25人、党员20人), none of which is too great."""
    words = text[total.span.end : parts[-1].span.end]
    rest = text.startswith(_RESTS, _clause_end(text, parts[-1].span.end) + 1)
    mixed = any(word in words for word in _QUALITIES) or ("女" in words and "男" not in words)
    mixed = mixed and not ("男" in words and "女" in words)
    return mixed and not rest and all(part.value <= total.value * _EXACTLY for part in parts)


def _are_all(text: str, parts: list[Amount]) -> bool:
    """Whether the parts make the whole: the last is the rest, or the two are its halves."""
    labels = [text[one.span.end : other.span.start] for one, other in pairwise(parts)]
    first = text[max(0, parts[0].span.start - 10) : parts[0].span.start]
    if any(word in labels[-1] for word in _RESTS[:4]):
        return True
    return len(parts) == 2 and any(
        (one in first and other in labels[0]) or (other in first and one in labels[0]) for one, other in _HALVES
    )


def _has_more(text: str, span: Span) -> bool:
    """Whether the parts are said to be some of several: 等, 主要."""
    words = text[span.start : _clause_end(text, span.end)]
    return any(word in words for word in ("等", "主要", "重点", "仅", "含"))


def _is_misprint(total: Amount, parts: list[Amount]) -> bool:
    """Whether another digit in one place would make the sum right."""
    missing = total.value - sum(part.value for part in parts)
    return any(_differ_in_one(part.value, part.value + missing) for part in parts)


def _differ_in_one(one: float, other: float) -> bool:
    digits = [f"{value:.2f}" for value in (one, other)]
    return len(digits[0]) == len(digits[1]) and sum(a != b for a, b in zip(*digits, strict=True)) == 1


def _averages(text: str, total: Amount, parts: list[Amount]) -> bool:
    """Whether the numbers are averages or extremes: a part may be greater then."""
    start = max(
        total.span.start - _LONGEST, text.rfind("，", 0, total.span.start), text.rfind("。", 0, total.span.start)
    )
    words = text[start + 1 : total.span.start] + text[total.span.end : parts[-1].span.start] if parts else ""
    return any(word in words for word in _AVERAGED)


def _clause_end(text: str, place: int) -> int:
    match = _end().search(text, place)
    return match.start() if match else len(text)


@cache
def _end() -> re.Pattern[str]:
    return expression("[，。；：\n（）]")


@cache
def _one_part() -> re.Pattern[str]:
    return expression(
        rf"(?!{_ACTIONS})[^，。；：、\n（）\d]{{1,10}}\d+(?:\.\d+)?[万亿]?[\u4e00-\u9fff]{{1,3}}(?=[，。；\n]|正在|已|全部|列入|均)"
    )
