"""Where plain words and numbers stand in a text."""

from collections.abc import Iterator
from functools import cache

from bulletin_tools.draft import Draft
from bulletin_tools.source import every

_DIGITS = frozenset("一二三四五六七八九十")


@cache
def word_set(*lists: str) -> frozenset[str]:
    """The words of some lists, in which blanks part them."""
    return frozenset(" ".join(lists).split())


def starts_of(draft: Draft, words: str) -> Iterator[int]:
    """Where words begin, from left to right; looked for only where the pass over the text has told that they may stand.

    A rule that asks for them names them in its SEARCHED, as «words».
    """
    find, text = f"«{words}»", draft.text
    if draft.lacks(find):
        return
    for start, end in draft.stretches(find):
        yield from every(text, words, start, end + len(words) - 1)


def number_stands(text: str, number: str, start: int, end: int, *, points: str = "", unlike: str = "") -> bool:
    """Whether a number stands between two places, not as the end of a longer one, and with one of some points behind it.

    `unlike` is what else mustn't stand before it.
    """
    for at in every(text, number, start, end):
        before, after = text[at - 1] if at else "\n", at + len(number)
        whole = before not in _DIGITS and not before.isdecimal() and before not in unlike
        if whole and (not points or (after < end and text[after] in points)):
            return True
    return False
