"""Dates of mastheads and signatures."""

from __future__ import annotations

from functools import cache

import regex

from bulletin_tools.parse.shapes import compact

_DIGITS = str.maketrans("〇○ＯOo零一二三四五六七八九０１２３４５６７８９", "000000" + "123456789" + "0123456789")


@cache
def pattern() -> regex.Pattern[str]:
    """A date in a text without blanks: 2020年8月18日, 二〇二〇年八月十八日, 2020-08-18."""
    return regex.compile(
        r"(?<![\d０-９])((?:[12１２][\d０-９]{3})|[一二][〇○ＯOo零一二三四五六七八九]{3})年"
        r"([\d０-９]{1,2}|[一二三四五六七八九十]{1,2})月([\d０-９]{1,2}|[一二三四五六七八九十]{1,3})[日号]"
        r"|(?<!\d)([12]\d{3})[-./](\d{1,2})[-./](\d{1,2})(?!\d)"
    )


def iso(match: regex.Match[str]) -> str:
    """The date as ISO 8601."""
    year, month, day = (part for part in match.groups() if part)
    return f"{_number(year):04}-{_number(month):02}-{_number(day):02}"


def is_date(text: str) -> bool:
    """Whether a text without blanks at its edges is a date and nothing else, blanks inside it apart."""
    if not text or not (text[-1] in "日号" or text[-1].isdecimal()):
        return False
    bare = compact(text)
    return 8 <= len(bare) <= 13 and pattern().fullmatch(bare) is not None  # 2020-8-1, 二〇二〇年十二月三十一日


def _number(digits: str) -> int:
    if digits.isdecimal():
        return int(digits)
    tens, ten, ones = digits.rpartition("十")
    if not ten:
        return int(digits.translate(_DIGITS))
    return int((tens or "一").translate(_DIGITS)) * 10 + (int(ones.translate(_DIGITS)) if ones else 0)
