"""Numbers with their measure words, and lists before 等, as the rules of numerals compare them."""

import re
from functools import cache
from typing import NamedTuple

from bulletin_tools.parse import sources
from bulletin_tools.source import Span

_DIGITS = "零一二三四五六七八九"
_SCALE = {"": 1, "万": 10**4, "亿": 10**8}
_STOPS = "，。；：！？\n（"
_LONGEST = 60  # code points that are looked through for a list
_SHORT = 4  # code points of a name that can be nothing but one thing


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
    """The value of 12, 三, 十二, 两; 0 where it is none."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.replace("两", "二").rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or not set(tens + ones) <= set(_DIGITS):
        return 0
    return (_DIGITS.index(tens) if tens else 1) * 10 * bool(ten) + (_DIGITS.index(ones) if ones else 0)


def quoted_list(text: str, end: int) -> tuple[int, int]:
    """Where the list of quoted terms or titles before `end` begins, and how many they are."""
    start, count = end, 0
    while start and text[start - 1] in "”》":
        closing = text[start - 1]
        opening = text.rfind("“《"["”》".index(closing)], max(0, start - _LONGEST), start - 1)
        if opening < 0 or closing in text[opening : start - 1]:
            break
        start, count = opening, count + 1
        joint = text[max(0, start - 1) : start]
        if joint in ("、", "和", "及", "与") and text[start - 2 : start - 1] in ("”", "》"):
            start -= 1
    return start, count


def listed(text: str, end: int, least: int) -> int | None:
    """Where the list before `end` begins whose last `least` members are short and alike; None if it has fewer.

    The first of them may have words before it (走访甲、乙、丙); the others must be names and nothing else.
    """
    begin = max(0, end - _LONGEST)
    stop = max(text.rfind(mark, begin, end) for mark in _STOPS) + 1
    clause = text[max(begin, stop) : end]
    if least < 3 or clause.count("、") < least - 1 or any(mark in clause for mark in "“”《》）"):
        return None
    members = clause.split("、")[-least:]
    last = members[-1]
    if any(mark in member for member in members[1:] for mark in "和及与"):
        return None
    if all(sources.is_unit(member) for member in members[1:]) and len(members[1]) > _SHORT:
        return end - len("、".join(members))
    if any(not 0 < len(member) <= max(_SHORT, len(last)) for member in members[1:]):
        return None
    short = all(len(member) < _SHORT for member in members[1:])
    alike = len({len(member) for member in members[1:]}) == 1 or len({member[-1] for member in members}) == 1
    if not (short or alike) or len(members[0]) < 2:
        return None
    return end - len("、".join(members))


@cache
def _amount() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\d.,，第〔年月])(?P<number>\d+(?:\.\d+)?)(?P<scale>[万亿]?)(?P<loose>[余多]?)"
        r"(?P<unit>[个家名人户次件项处条所台辆场份亩吨元间栋座株棵头只箱套册张支块幅起批宗顶对组](?!民|月|别|性|团|头))"
    )
