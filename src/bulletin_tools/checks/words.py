"""Where plain words and numbers stand in a text."""

from collections.abc import Iterator

from bulletin_tools.draft import Draft
from bulletin_tools.source import Span

_DIGITS = frozenset("一二三四五六七八九十")


def starts_of(draft: Draft, words: str) -> Iterator[int]:
    """Where words begin, from left to right; looked for only where the pass over the text has told that they may stand.

    A rule that asks for them names them in its SEARCHED, as «words».
    """
    find, text = f"«{words}»", draft.text
    if draft.lacks(find):
        return
    stretches = draft.stretches(find)
    for start, end in (Span(0, len(text)),) if stretches is None else stretches:
        last = end + len(words) - 1
        at = text.find(words, start, last)
        while at >= 0:
            yield at
            at = text.find(words, at + 1, last)


def number_stands(text: str, number: str, start: int, end: int, *, points: str = "", unlike: str = "") -> bool:
    """Whether a number stands between two places, not as the end of a longer one, and with one of some points behind it.

    `unlike` is what else mustn't stand before it.
    """
    at = text.find(number, start, end)
    while at >= 0:
        before, after = text[at - 1] if at else "\n", at + len(number)
        whole = before not in _DIGITS and not before.isdecimal() and before not in unlike
        if whole and (not points or (after < end and text[after] in points)):
            return True
        at = text.find(number, at + 1, end)
    return False
