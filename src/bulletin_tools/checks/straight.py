"""Straight quotation marks: which stand for Chinese ones, and which way each looks."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from bulletin_tools.expressions import expression
from bulletin_tools.source import every

DOUBLES = frozenset('"＂″')
_MARKS = expression('["＂″“”]')
_INCH = expression(r"\d\s?$")
_HAN = expression("[\u3400-\u9fff〇]")
_WIDE = expression("[\u3400-\u9fff〇，。、；：！？（）《》“”‘’【】〔〕…—]")
_LONGEST = 200  # code points of a quotation in single marks


class Quotation(NamedTuple):
    """Two quotation marks one of which is straight at least; the end of a lone one is -1."""

    start: int
    end: int
    level: int
    """0 for the outer quotation, 1 for one inside it."""


def quotations(text: str, start: int, end: int) -> Iterator[Quotation]:
    """The straight quotations of a paragraph that are Chinese: not inches, apostrophes or a foreign phrase."""
    doubles = [pair for pair in _doubles(text, start, end) if pair[1] < 0 or _is_chinese(text, *pair)]
    for opening, closing in doubles:
        yield Quotation(opening, closing, 0)
    starts = [opening for opening, _ in doubles]
    for opening, closing in _singles(text, start, end):
        around = bisect_right(starts, opening) - 1
        near = max(start, opening - _LONGEST)
        curly = text.rfind("“", near, opening) > text.rfind("”", near, opening)
        yield Quotation(opening, closing, int(curly or (around >= 0 and closing < doubles[around][1])))


def _doubles(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The marks by turns: open, closed, open … A curly mark takes its turn too."""
    opening, inner = -1, 0
    for match in _MARKS.finditer(text, start, end):
        place, mark = match.start(), match[0]
        if opening < 0:
            if mark == "“" or (mark in DOUBLES and not _INCH.search(text, max(start, place - 2), place)):
                opening = place
        elif mark == "“":
            inner += 1
        elif inner:
            inner -= 1
        else:
            if not DOUBLES.isdisjoint((mark, text[opening])):
                yield opening, place
            opening = -1
    if opening >= 0 and text[opening] in DOUBLES:
        yield opening, -1


def _singles(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Pairs around Chinese words."""
    opening = -1
    for place in every(text, "'", start, end):
        before = text[place - 1 : place] if place > start else ""
        if opening >= 0 and place - opening > _LONGEST:
            opening = -1
        if opening >= 0 and _HAN.search(text, opening, place):
            yield opening, place
            opening = -1
        elif not (before.isascii() and before.isalnum()):
            opening = place


def _is_chinese(text: str, opening: int, closing: int) -> bool:
    """Whether a quotation holds Chinese, or is one word between Chinese ones."""
    if _HAN.search(text, opening, closing):
        return True
    around = text[max(0, opening - 1) : opening] + text[closing + 1 : closing + 2]
    return bool(_WIDE.search(around)) and " " not in text[opening:closing]
