"""Dates of mastheads and signatures."""

from __future__ import annotations

import re
from functools import cache

from bulletin_tools.expressions import expression
from bulletin_tools.parse.shapes import compact

_CENTURY, _THIS_CENTURY = 100, 2000
_DIGITS = str.maketrans("〇○ＯOo零一二三四五六七八九０１２３４５６７８９", "000000" + "123456789" + "0123456789")


@cache
def pattern() -> re.Pattern[str]:
    """A date in a text without blanks: 2020年8月18日, 二〇二〇年八月十八日, 2020-08-18."""
    return expression(
        r"(?<![\d０-９])((?:[12１２][\d０-９]{3})|[一二][〇○ＯOo零一二三四五六七八九]{3})年"
        r"([\d０-９]{1,2}|[一二三四五六七八九十]{1,2})月([\d０-９]{1,2}|[一二三四五六七八九十]{1,3})[日号]"
        r"|(?<!\d)([12]\d{3})[-./](\d{1,2})[-./](\d{1,2})(?!\d)"
    )


@cache
def slipped() -> re.Pattern[str]:
    """A date of a masthead in a form that is none: 24年3月12日, 2024年3月12, 2024、3、12, 20240312."""
    return expression(
        r"(?<!\d)(?:([12]\d{3})(?:年|[-./、・·])(\d{1,2})(?:月|[-./、・·])(\d{1,2})(?:[日号]|$)"
        r"|(\d\d)年(\d{1,2})月(\d{1,2})[日号]|(20[0-3]\d)([01]\d)([0-3]\d)$)"
    )


def iso(match: re.Match[str]) -> str:
    """The date as ISO 8601."""
    year, month, day = (_number(part) for part in match.groups() if part)
    return f"{year if year > _CENTURY else year + _THIS_CENTURY:04}-{month:02}-{day:02}"


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
