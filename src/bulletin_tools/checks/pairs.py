"""Marks that come in pairs, paragraph by paragraph."""

import re
from functools import lru_cache
from typing import NamedTuple

from bulletin_tools.draft import Draft

CLOSING = {
    "“": "”",
    "‘": "’",
    "（": "）",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "〔": "〕",
    "［": "］",
    "「": "」",
    "『": "』",
}
OPENING = {closing: opening for opening, closing in CLOSING.items()}
PARTNER = {**CLOSING, **OPENING}
QUOTES = frozenset("“”‘’")
_MARKS = "".join(PARTNER)
_MARK = re.compile(f"[{_MARKS}]")
_LIST_NUMBER = r"(?:^|[：；。，、\s])(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[A-Za-z])$"


class Pair(NamedTuple):
    """Two marks that belong together; positions are code points of the logical text."""

    start: int
    end: int
    """Of the closing mark."""
    parent: str
    """The opening mark of the pair around it, or nothing."""


class Pairing(NamedTuple):
    """The marks of one paragraph."""

    pairs: tuple[Pair, ...]
    loose: tuple[int, ...]
    """Marks without a partner."""


@lru_cache(maxsize=2)
def pairings(draft: Draft) -> tuple[Pairing, ...]:
    """The marks of every paragraph that has any but plain pairs without a mark inside."""
    left = _without_plain_pairs(draft.text)
    if not _MARK.search(left):
        return ()
    found = []
    for paragraph, rest in zip(draft.source.paragraphs, left.split("\n"), strict=True):
        if _MARK.search(rest):
            marks = _MARK.finditer(draft.text, paragraph.start, paragraph.end)
            found.append(_pairing(draft.text, [match.start() for match in marks]))
    return tuple(found)


def _without_plain_pairs(text: str) -> str:
    for opening, closing in CLOSING.items():
        if opening in text:
            text = re.sub(f"{opening}[^{_MARKS}\n]*{closing}", "", text)
    return text


def _pairing(text: str, marks: list[int]) -> Pairing:
    """Closing marks take the nearest open mark of their kind; what it leaves open inside is loose."""
    pairs: list[Pair] = []
    loose: list[int] = []
    open_marks: list[int] = []
    for place in marks:
        mark = text[place]
        if mark in CLOSING:
            open_marks.append(place)
            continue
        index = _nearest(text, open_marks, OPENING[mark])
        if index is None:
            loose.append(place)
        else:
            loose += open_marks[index + 1 :]
            pairs.append(Pair(open_marks[index], place, text[open_marks[index - 1]] if index else ""))
            del open_marks[index:]
    return Pairing(tuple(pairs), tuple(sorted(loose + open_marks)))


def _nearest(text: str, open_marks: list[int], opening: str) -> int | None:
    for index in range(len(open_marks) - 1, -1, -1):
        if text[open_marks[index]] == opening:
            return index
    return None


def is_apostrophe(text: str, place: int) -> bool:
    """’ between Latin letters or after one."""
    return text[place] == "’" and place > 0 and text[place - 1].isascii() and text[place - 1].isalnum()


def closes_a_list_number(text: str, place: int, start: int) -> bool:
    """“1）” or “一）” at the head of a sentence or paragraph."""
    return text[place] == "）" and bool(re.search(_LIST_NUMBER, text[max(start, place - 5) : place]))
