"""What a line can be recognised by, whatever part of the bulletin it stands in."""

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from bulletin_tools.bulletin import Field
from bulletin_tools.expressions import expression
from bulletin_tools.lexicon import BRIEF_MARKS, is_labelled
from bulletin_tools.source import Paragraph, Source, Span, made

LONGEST_HEADLINE = 80
LONGEST_SECTION = 16
_LONG = 40  # code points of a paragraph that is surely no headline
_NUMERALS = "〇一二三四五六七八九十"
_NUMBER_STARTS = frozenset("0123456789（([①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳" + _NUMERALS)
_NO_HEADLINE_END = frozenset("。；，：、;,:…")


class Numbered(NamedTuple):
    """The number before a headline."""

    style: str
    """What the number looks like, its digits apart."""
    value: int
    end: int
    """Where the numbered text starts."""


def compact(text: str) -> str:
    """The text without its blanks."""
    return "".join(text.split())


def field(text: str, start: int, end: int) -> Field:
    """What stands between two places, blanks at its edges apart."""
    value = text[start:end].strip()
    if len(value) < end - start:
        start = end - len(text[start:end].lstrip())
        end = start + len(value)
    return made(Field, (value, made(Span, (start, end))))


def of(source: Source, paragraph: Paragraph) -> str:
    """The text of a paragraph."""
    return source.text[paragraph.start : paragraph.end]


def number_before(text: str, start: int, end: int) -> Numbered | None:
    """The number at the start of a line: 一、 （一） 1. 1． ① and the like."""
    if start >= end or text[start] not in _NUMBER_STARTS:
        return None
    match = _number().match(text, start, end)
    if not match:
        return None
    digits = match[1] or match[2] or match[3] or match[4]
    return Numbered(match[0].strip().replace(digits, "#"), _value(digits), match.end())


def is_headline(text: str) -> bool:
    """Whether a line can be a headline: short, and no sentence."""
    return (
        3 < len(text) <= LONGEST_HEADLINE  # 简讯、要闻 are section heads
        and (
            text[-1] not in _NO_HEADLINE_END or (text.endswith("……") and text.count("…") == 2)
        )  # dot leaders are longer
        and "。" not in text
        and "；" not in text
    )


def body_indent(source: Source) -> int:
    """The indent of most long paragraphs, briefs and the lines of a foot apart."""
    text = source.text
    counts = Counter(
        [
            indent
            for start, end, indent, _, _, _, _, _ in source.paragraphs
            if (end - start >= _LONG or text.find("。", start, end) >= 0)
            and text[start] not in BRIEF_MARKS
            and not is_labelled(text, start)
        ]
    )
    return max(counts, key=lambda indent: (counts[indent], indent), default=0)


@cache
def _number() -> re.Pattern[str]:
    return expression(
        rf"(?:([{_NUMERALS}]{{1,3}})[、．.]|[（(]([{_NUMERALS}]{{1,3}}|\d{{1,2}})[）)]|(\d{{1,2}})(?:．|[.、](?!\d(?!\d{{3}}\D))|[)）])|([①-⑳]))\s*"
    )


def _value(digits: str) -> int:
    if digits.isdecimal():
        return int(digits)
    if "①" <= digits <= "⑳":
        return ord(digits) - ord("①") + 1
    tens, ten, ones = digits.rpartition("十")
    return (max(1, _NUMERALS.find(tens[-1:] or "一")) * 10 if ten else 0) + max(0, _NUMERALS.find(ones[-1:] or "〇"))
