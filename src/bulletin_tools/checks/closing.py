"""Which blanks of a sentence are to be closed, by what stands beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bulletin_tools.checks.gaps import EXOTIC
from bulletin_tools.checks.pauses import may_pause
from bulletin_tools.checks.splits import splits_headline
from bulletin_tools.expressions import expression

if TYPE_CHECKING:
    from bulletin_tools.checks.gaps import Gap
    from bulletin_tools.draft import Draft

_BEFORE_MARK = frozenset("，。、；：！？）》】〕”’…—")
_AFTER_MARK = frozenset("，。、；：！？（《【〔“‘…—")
_IN_HEADLINE = frozenset("，、；：")
"""Marks beside which a headline has no blank either."""
_MARKS = _BEFORE_MARK | _AFTER_MARK
_OPENING = frozenset("（《“‘【〔")
_MEASURED = frozenset("近约达超过共计至为增减降用设建投第")
"""What stands before a number in a headline, where a pause may stand before one too."""
_UNITS = frozenset("年月日时分个名人次家户万亿元项件场条期处所间套台辆吨亩米座起届批轮级岁天周倍里公千%％")
"""What stands behind one."""
_SIGNS = frozenset("%％℃‰°")
_LIST_NUMBER = r"\d{1,2}[.．、)）](?!\d)"
_NUMERAL = expression(r"(?:^|[。；：\s])[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]$")
_LAID_OUT = expression(f"[^ {EXOTIC}]")


def closes(draft: Draft, gap: Gap) -> bool:
    """Whether a gap is to be closed, if it were of spaces."""
    text = draft.text
    if _LAID_OUT.search(gap.blank):
        return False
    if gap.headline and splits_headline(draft, gap):
        return True
    by_mark = stands_by_mark(text, gap._replace(blank=" "))
    return by_mark or stands_by_digit(text, gap) or stands_by_letter(text, gap) or stands_between_words(text, gap)


def is_plain(gap: Gap) -> bool:
    """Whether a gap is of a few spaces."""
    return gap.blank.strip(" ") == "" and not gap.wide


def stands_between_words(text: str, gap: Gap) -> bool:
    """Whether a gap parts two Chinese characters of a sentence."""
    within = gap.prose and not gap.headline and _is_han(gap.left) and _is_han(gap.right)
    return within and not may_pause(text, gap.span)


def stands_by_digit(text: str, gap: Gap) -> bool:
    """Whether a gap parts a number from words, a mark or its unit."""
    (start, end), before, after = gap.span, gap.left, gap.right
    if gap.headline or not gap.prose:
        near = (_is_digit(before) and after in _UNITS) or (before in _MEASURED and _is_digit(after))
        return near or (gap.headline and _is_isolated(text, gap, r"\d[\d.,]*"))
    if _is_digit(after):
        caption = before in "图表" and not re.match(r"\d+[幅张份个项套册本]", text[end : end + 6])
        if caption or re.match(_LIST_NUMBER, text[end : end + 4]):
            return False
        return (_is_han(before) or before in _MARKS or before in "+¥￥") and not _is_telephone(text[end : end + 12])
    if before in _SIGNS and _is_han(after):
        return True
    follows = _is_han(after) or after in _SIGNS or after in _OPENING or after == "+"
    return _is_digit(before) and follows and not _is_caption(text[max(0, start - 6) : start])


def stands_by_letter(text: str, gap: Gap) -> bool:
    """Whether a gap parts foreign letters, or the plus of 互联网+, from Chinese characters."""
    if gap.headline:
        return _is_isolated(text, gap, r"[A-Za-z][A-Za-z\d+-]*")
    sides = (gap.left, gap.right)
    beside = any(map(_is_han, sides)) and any(_is_letter(side) or side == "+" for side in sides)
    return beside and gap.prose


def stands_by_mark(text: str, gap: Gap) -> bool:
    """Whether a gap stands by a full-width mark that has its own blank."""
    if gap.left + gap.right in ("（）", "()"):  # to be filled in
        return False
    if "\t" in gap.blank or gap.blank.strip(" \u3000") or not (gap.prose or gap.headline):
        return False
    if gap.headline:
        return gap.right in _IN_HEADLINE or gap.left in _IN_HEADLINE or gap.right in "）》”" or gap.left in "（《“"
    if gap.right in _BEFORE_MARK:
        return True
    if gap.left in "”》）" and _is_han(gap.right):
        return not _NUMERAL.search(text[gap.region.start : gap.span.start])
    if _is_digit(gap.right):
        return gap.left == "〕" or (gap.left in _AFTER_MARK and stands_by_digit(text, gap))
    return gap.left in _AFTER_MARK or (_is_han(gap.left) and gap.right in _OPENING)


def _is_isolated(text: str, gap: Gap, word: str) -> bool:
    """Whether a gap of a headline is one of two around a number or foreign word: blanks on both sides are no pause."""
    start, end = gap.region
    around = re.compile(rf"(?<=[\u3400-\u9fff])( +){word}( +)(?=[\u3400-\u9fff])")
    return any(gap.span.start in (match.start(1), match.start(2)) for match in around.finditer(text, start, end))


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or char == "〇"


def _is_digit(char: str) -> bool:
    return char.isascii() and char.isdigit()


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _is_telephone(words: str) -> bool:
    return bool(re.match(r"(?:1[3-9]\d{9}|\d{3,4}-?\d{7,8}|\d{7,8})(?!\d|[万亿元人])", words + " "))


def _is_caption(words: str) -> bool:
    return bool(re.search(r"[图表] ?\d+$", words))
