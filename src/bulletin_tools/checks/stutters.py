"""Single characters that stand twice by a slip of the hand: 有关关部门, 推推进, 200万元元."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from bulletin_tools.rulefiles import compiled, rules_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

_LISTED = frozenset("的了是在和与为以被将")
"""Those for which the rule has patterns."""


_AFTER = frozenset("的了和与等由向对在将已并把被为以从及或其全各0123456789")
_BEFORE = frozenset(
    "的了和与等由向对在将已并把被为以从及或要应可能均都里县市区镇乡村局办委院所站队组者们后前上时又再也来各"
)
"""What stands behind a word, and before one."""
_DOES = frozenset("集开举召组启推建完加强实落积全投新扎持聚创打抓深着多提优")
"""With what a verb begins that follows the name of a region."""
_OFFICES = frozenset("局委厅")


class _Words(NamedTuple):
    """What tells a slip from two words that meet: 落实实事."""

    words: frozenset[str]
    known: frozenset[str]
    """These and others, that stand beside them."""
    single: frozenset[str]
    regions: frozenset[str]
    units: frozenset[str]
    after: Mapping[str, str]
    before: Mapping[str, str]


def is_stutter(text: str, start: int) -> bool:
    """Whether of a character that stands twice only one belongs to a word."""
    char, before, after = text[start], text[start - 1 : start], text[start + 2 : start + 3]
    if char == after != before and char in _words().regions:
        return True  # 泉河市市市场监管局
    if char in _LISTED or char in (before, after) or _is_doubled(text, start):
        return False
    return _is_slip(text, start, char, _words())


def _is_slip(text: str, start: int, char: str, words: _Words) -> bool:
    """Whether the first ends a word and the second begins none, or the other way round."""
    before, after = text[start - 1 : start], text[start + 2 : start + 3]
    begins = after == "（" or after in words.after.get(char, "")
    ends = before in words.before.get(char, "")
    if char in words.units and (before.isdecimal() or before in ("万", "亿")):
        return not begins
    if char in _OFFICES and before.isalpha() and (after in ("）", "、", "，", "。") or after in _DOES):
        return True  # 区水利局局
    if char in words.regions:
        named = before.isalpha() and after in _DOES  # 青石镇镇开展
        return not begins and (named or not before.isalnum())
    if char in words.single:
        return not begins and not ends
    follows = after in _AFTER or not after.isalnum() or text[start + 2 : start + 4] in words.known
    if not begins and before + char in words.words and follows:
        return True
    leads = before in _BEFORE or not before.isalnum() or text[start - 2 : start] in words.known
    return not ends and char + after in words.words and leads


def _is_doubled(text: str, start: int) -> bool:
    """Whether the character before or after stands twice as well: 扎扎实实."""
    return (text[start - 2 : start - 1] == text[start - 1 : start] and text[start - 1 : start].isalpha()) or text[
        start + 2 : start + 3
    ] == text[start + 3 : start + 4] != ""


@cache
def _words() -> _Words:
    table = compiled(rules_folder() / "words")["stutters"]
    single, regions, units = (frozenset(table[name]) for name in ("single", "regions", "units"))
    words = frozenset(table["words"].split())
    return _Words(words, words.union(table["others"].split()), single, regions, units, table["after"], table["before"])
