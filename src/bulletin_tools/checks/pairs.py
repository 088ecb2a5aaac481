"""Marks that come in pairs, as a tree, paragraph by paragraph."""

import codecs
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from bulletin_tools.draft import Draft, of_draft
from bulletin_tools.expressions import expression

CLOSING = {
    "“": "”",
    "‘": "’",
    "（": "）",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "〔": "〕",
    "〖": "〗",
    "［": "］",
    "「": "」",
    "『": "』",
}
OPENING = {closing: opening for opening, closing in CLOSING.items()}
PARTNER = {**CLOSING, **OPENING}
QUOTES = frozenset("“”‘’")
# A bracket of half width may close one of full width: P001 speaks of it, and none is missing.
_WIDE = {"(": "（", ")": "）"}
_MARK = "[()“”‘’〈-】〔-〗（）［］]"  # a class of few ranges is searched for faster than one of many characters
_CODES = codecs.charmap_build("".join(("\0\n", *_WIDE, *CLOSING, *OPENING)))
"""A byte for each mark and the line feed."""
_PLAIN = [opening + closing for opening, closing in CLOSING.items()] + ["()", "（)", "(）"]
_LIST_NUMBER = r"(?:^|[：；。，、\s])(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[A-Za-z])$"
_FARTHEST = 3  # paragraphs between two marks that still belong together


class Pair(NamedTuple):
    """Two marks that belong together; positions are code points of the logical text."""

    start: int
    end: int
    """Of the closing mark."""
    parent: int
    """Where the pair around it opens, or -1."""


class Pairing(NamedTuple):
    """The marks of one paragraph."""

    paragraph: int
    """Index of the paragraph."""
    pairs: tuple[Pair, ...]
    loose: tuple[int, ...]
    """Full-width marks without a partner."""
    straight: bool
    """Whether the paragraph has straight quotation marks, of which P002 speaks first."""


@of_draft
def pairings(draft: Draft) -> tuple[Pairing, ...]:
    """The marks of every paragraph that has any but plain pairs without a mark inside."""
    marks = _coded(draft.text)
    for pair in _plain_pairs():
        marks = marks.replace(pair, b"")
    found = []
    mark = _mark()
    for index, left in enumerate(marks.split(_coded("\n"))):
        if left:
            paragraph = draft.source.texts[index]
            start, end = paragraph.start, paragraph.end
            places = list(map(re.Match.start, mark.finditer(draft.text, start, end)))
            found.append(_pairing(draft.text, index, places, draft.text.find('"', start, end) >= 0))
    return tuple(found)


@cache
def _mark() -> re.Pattern[str]:
    return expression(_MARK)


def unpaired(draft: Draft) -> Iterator[Pairing]:
    """Those of the paragraphs that have a mark without a partner."""
    return (pairing for pairing in pairings(draft) if pairing.loose)


@cache
def _plain_pairs() -> list[bytes]:
    return list(map(_coded, _PLAIN))


def _coded(text: str) -> bytes:
    """The marks and line feeds of a text alone. An encoding picks them out in a third of the time that a search takes."""
    return codecs.charmap_encode(text, "ignore", _CODES)[0].replace(b"\0", b"")


def _pairing(text: str, paragraph: int, marks: list[int], straight: bool) -> Pairing:
    """Closing marks take the nearest open mark of their kind; what it leaves open inside is loose."""
    pairs: list[Pair] = []
    loose: list[int] = []
    open_marks: list[tuple[int, str]] = []
    waiting: defaultdict[str, int] = defaultdict(int)
    for place in marks:
        kind = _WIDE.get(text[place], text[place])
        opening = OPENING.get(kind)
        if opening is None:
            open_marks.append((place, kind))
            waiting[kind] += 1
        elif waiting[opening]:
            start, other = open_marks.pop()
            waiting[other] -= 1
            while other != opening:
                loose.append(start)
                start, other = open_marks.pop()
                waiting[other] -= 1
            pairs.append(Pair(start, place, open_marks[-1][0] if open_marks else -1))
        else:
            loose.append(place)
    loose += [place for place, _ in open_marks]
    paired = {pair.start for pair in pairs}
    return Pairing(
        paragraph,
        tuple(sorted(pair if pair.parent in paired else pair._replace(parent=-1) for pair in pairs)),
        tuple(sorted(place for place in loose if text[place] in PARTNER)),
        straight,
    )


def nested(draft: Draft, opening: str, *, far: bool = False) -> Iterator[Pair]:
    """Pairs directly inside a pair of the same shape; of three in each other, the middle one.

    With `far`, marks of other shapes may stand between the two.
    """
    for pairing in pairings(draft):
        changed: set[int] = set()
        parents = {pair.start: pair.parent for pair in pairing.pairs}
        for pair in pairing.pairs:
            parent = pair.parent
            while far and parent >= 0 and _shape(draft.text[parent]) != opening:
                parent = parents[parent]
            same = parent >= 0 and _shape(draft.text[pair.start]) == _shape(draft.text[parent]) == opening
            if same and parent not in changed:
                changed.add(pair.start)
                yield pair


def _shape(mark: str) -> str:
    return _WIDE.get(mark, mark)


@of_draft
def bridged(draft: Draft) -> set[int]:
    """Loose marks whose partner stands a few paragraphs on: a headline of two lines, a bracket of several paragraphs."""
    found: set[int] = set()
    waiting: list[tuple[int, int]] = []
    for pairing in pairings(draft):
        waiting = [(index, place) for index, place in waiting if pairing.paragraph - index <= _FARTHEST]
        for place in pairing.loose:
            partner = PARTNER[draft.text[place]]
            if partner in CLOSING:
                open_place = next((one for _, one in reversed(waiting) if draft.text[one] == partner), None)
                if open_place is not None:
                    found |= {open_place, place}
                    waiting = [(index, one) for index, one in waiting if one != open_place]
        waiting += [(pairing.paragraph, place) for place in pairing.loose if draft.text[place] in CLOSING][-_FARTHEST:]
    return found


def is_apostrophe(text: str, place: int) -> bool:
    """’ between Latin letters or after one, either mark before a year of two digits (’97)."""
    if text[place] in "‘’" and text[place + 1 : place + 3].isdigit():
        return True
    return text[place] == "’" and place > 0 and text[place - 1].isascii() and text[place - 1].isalnum()


def closes_a_list_number(text: str, place: int, start: int) -> bool:
    """“1）” or “一）” at the head of a sentence or paragraph."""
    return text[place] == "）" and bool(re.search(_LIST_NUMBER, text[max(start, place - 5) : place]))
