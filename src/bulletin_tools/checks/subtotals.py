"""Parts against their whole: 其中9处 of 8, and shares that make more than 100%."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from bulletin_tools.checks.amounts import Amount, amounts
from bulletin_tools.source import Span

_EXACTLY = 1 + 1e-9  # binary fractions
_LONGEST = 40  # code points before 其中 in which its total stands
_AVERAGED = ("平均", "人均", "均", "每", "最", "单")
_QUALITIES = ("党员", "岁", "学历", "少数民族")
"""What a person may be beside something else."""
_WHOLE = 100
_SHARE = r"占(?:比|比为|到)?\d+(?:\.\d+)?[%％]"
SHARES = rf"{_SHARE}(?:[，、][^，。；：、\n\d%％占]{{1,15}}{_SHARE}){{2,}}"
"""Three shares side by side."""
_ROUNDED = Decimal("0.5")  # what rounding may add to 100%
_REMAINDERS = ("其余", "其他", "其它", "剩余", "不", "未", "没有", "较差", "差的", "一般")
"""Words of one share at least where the shares are of one whole; else each may be of another kind (女性占……，党员占……)."""


class Excess(NamedTuple):
    """Parts that make more than their total."""

    span: Span
    total: Amount
    parts: list[Amount]


def too_great(text: str) -> Iterator[Excess]:
    """Totals before 其中 with a part, or parts side by side, that are greater."""
    place = text.find("其中")
    while place >= 0:
        total = _total(text, place)
        if total:
            parts = [part for part in amounts(text, place, _clause_end(text, place)) if part.unit == total.unit]
            value = sum(part.value for part in parts)
            exact = not any(part.loose for part in (total, *parts)) and not _averages(text, total, parts)
            if parts and value > total.value * _EXACTLY and exact and not _overlap(text, total, parts):
                yield Excess(Span(total.span.start, parts[-1].span.end), total, parts)
        place = text.find("其中", place + 2)


def above_whole(text: str) -> Iterator[tuple[Span, Decimal]]:
    """Three shares or more side by side (……占52%，……占33%，其余占25%) that make more than 100%, and how much."""
    for match in _shares().finditer(text):
        begin = max(0, match.start() - _LONGEST)
        start = max(begin, *(text.rfind(mark, begin, match.start()) + 1 for mark in "，。；：、\n"))
        words = text[start : match.end()]
        percents = [Decimal(percent) for percent in re.findall(r"([\d.]+)[%％]", match[0])]
        total = sum(percents, Decimal(0))
        if total > _WHOLE + _ROUNDED and max(percents) < _WHOLE and any(word in words for word in _REMAINDERS):
            yield Span(start, match.end()), total


@cache
def _shares() -> "re.Pattern[str]":
    return re.compile(SHARES)


def _total(text: str, place: int) -> Amount | None:
    """The last number before 其中, in the clause before it."""
    if place < 1 or text[place - 1] not in "，（,(":
        return None
    begin = max(0, place - _LONGEST)
    start = max(begin, *(text.rfind(mark, begin, place - 1) + 1 for mark in "，。；：\n、（"))
    before = amounts(text, start, place)
    return before[0] if len(before) == 1 else None


def _overlap(text: str, total: Amount, parts: list[Amount]) -> bool:
    """Whether something may be of two parts (女性25人、党员20人), none of which is too great."""
    words = text[total.span.end : parts[-1].span.end]
    rest = text.startswith(_REMAINDERS[:4], _clause_end(text, parts[-1].span.end) + 1)
    mixed = any(word in words for word in _QUALITIES) or ("女" in words and "男" not in words)
    return mixed and not rest and all(part.value <= total.value * _EXACTLY for part in parts)


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
    return re.compile("[，。；：\n（）]")
