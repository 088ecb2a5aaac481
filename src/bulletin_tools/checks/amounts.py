"""Numbers with their measure words, as the rules of numerals compare them."""

import re
from functools import cache
from typing import NamedTuple

from bulletin_tools.expressions import expression
from bulletin_tools.source import Span

_DIGITS = "零一二三四五六七八九"
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALE = {"": 1, "万": 10**4, "亿": 10**8}
_UNITS = "批次|人次|户次|场次|件次|台次|辆次|平方米|立方米|平方公里|公里|公顷|公斤|千瓦时|千瓦|[个家名人户次件项处条所台辆场份亩吨元间栋座株棵头只箱套册张支块幅起批宗顶对组尾羽米盏口眼根片枚架艘例单笔篇首节副双羽桶袋]"


class Amount(NamedTuple):
    """A number and what it counts."""

    span: Span
    value: float
    unit: str
    written: str
    loose: bool
    """Whether 余, 多 or the like makes it inexact."""


def amounts(text: str, start: int, end: int) -> list[Amount]:
    """The numbers of a stretch that have a measure word."""
    return [
        Amount(
            Span(*match.span()),
            float(match["number"]) * _SCALE[match["scale"]],
            match["unit"],
            match["number"] + match["scale"],
            bool(match["loose"]),
        )
        for match in _amount().finditer(text, start, end)
    ]


def number_of(written: str) -> int:
    """The value of 12, 三, 十二, 两, 一百三十; 0 where it is none."""
    if written.isdecimal():
        return int(written)
    written = written.replace("两", "二")
    if len(written) == 1 and written in _DIGITS:
        return _DIGITS.index(written)
    value, last = 0, 10_000
    match = _numeral().fullmatch(written)
    for digit, scale in re.findall("([一二三四五六七八九]?)([十百千]?)", match[0].replace("零", "")) if match else ():
        if digit or scale:
            factor = _TENS.get(scale, 1)
            if factor >= last:
                return 0
            value, last = value + (_DIGITS.index(digit) if digit else 1) * factor, factor
    return value


@cache
def _numeral() -> re.Pattern[str]:
    return expression(
        "(?:[一二三四五六七八九]千)?(?:零?[一二三四五六七八九]百)?(?:零?[一二三四五六七八九]?十)?(?:零?[一二三四五六七八九])?"
    )


@cache
def _amount() -> re.Pattern[str]:
    return expression(
        r"(?<![\d.第〔年月])(?<!\d[,，])(?P<number>\d+(?:\.\d+)?)(?P<scale>[万亿]?)(?P<loose>[余多]?)"
        rf"(?P<unit>{_UNITS})(?!民|月|别|性|团|头|次(?!日|年|月|要))"
    )
