"""Where a text has words of a list: leftmost first, and the longest of those that begin at one place.

A word is looked for by the rarest of its characters, all of them in one pass; words with a character that the text lacks
drop out before that. So the list's length hardly matters.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bulletin_tools.patterns import compiled
from bulletin_tools.source import Span
from bulletin_tools.terms import Term

_SAMPLE = 20_000  # code points, spread over the text, that tell which character of a word is the rarest

Hit = tuple[int, int, Term]
"""Where a word stands, minus its length, and its entry; sorted, the first is the one to take."""


def places(text: str, terms: Sequence[Term]) -> Iterator[tuple[Span, Term]]:
    """Every place of a listed word where its context makes it wrong; no two overlap."""
    end = 0
    for start, negative, entry in sorted(_candidates(text, terms)):
        if start >= end and _is_wrong(text, start, term := Term(*entry)):
            end = start - negative
            yield Span(start, end), term


def _candidates(text: str, terms: Sequence[Term]) -> Iterator[Hit]:
    """Every place of every word, whatever stands around it."""
    anchors = _anchors(text, terms)
    if not anchors:
        return
    starts_with, of_char = text.startswith, anchors.__getitem__
    for match in re.finditer(f"[{re.escape(''.join(anchors))}]", text):
        at = match.start()
        for offset, word, term in of_char(match[0]):
            if at >= offset and starts_with(word, at - offset):
                yield at - offset, -len(word), term


def _anchors(text: str, terms: Sequence[Term]) -> dict[str, list[tuple[int, str, Term]]]:
    """Character → the words to look for where it stands, and where they have it."""
    held = frozenset(text).issuperset
    counts = Counter(text[:: len(text) // _SAMPLE + 1])
    anchors: dict[str, list[tuple[int, str, Term]]] = {}
    for term in terms:
        word = term[0]
        if held(word):
            rarest = min(word, key=counts.__getitem__)
            anchors.setdefault(rarest, []).append((word.index(rarest), word, term))
    return anchors


def _is_wrong(text: str, start: int, term: Term) -> bool:
    """Whether the word is wrong where it stands: its context says so, and it isn't part of what should stand there."""
    if term.finds and not any(compiled(find).match(text, start) for find in term.finds):
        return False
    offset = term.right.find(term.word)
    return offset < 0 or not text.startswith(term.right, max(0, start - offset))
