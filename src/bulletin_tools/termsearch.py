"""Where a text has words of a list: leftmost first, and the longest of those that begin at one place.

Each word is looked for by the rarest of its characters with one of its neighbours, all words in two passes; words with a
character that the text lacks drop out before that. So the list's length hardly matters.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bulletin_tools.patterns import compiled
from bulletin_tools.source import Span
from bulletin_tools.terms import Term

_SAMPLE = 20_000  # code points, spread over the text, that tell which character of a word is the rarest

Hit = tuple[int, int, Term]
"""Where a word stands, minus its length, and its entry; sorted, the first is the one to take."""
Pairs = Mapping[str, Sequence[tuple[int, Term]]]
"""Two neighbours (or a word of one character) → the words to look for where they stand, and their offset in each."""


def places(text: str, terms: Sequence[Term]) -> Iterator[tuple[Span, Term]]:
    """Every place of a listed word where its context makes it wrong; no two overlap."""
    end = 0
    for start, negative, entry in sorted(_candidates(text, terms)):
        if start >= end and _is_wrong(text, start, term := Term(*entry)):
            end = start - negative
            yield Span(start, end), term


def _candidates(text: str, terms: Sequence[Term]) -> Iterator[Hit]:
    """Every place of every word, whatever stands around it."""
    rare_first, rare_second, single = _pairs(text, terms)
    if rare_first:
        yield from _found(text, rare_first, f"{_any(rare_first, 0)}(?={_any(rare_first, 1)})", 0, 2)
    if rare_second:
        yield from _found(text, rare_second, f"(?<={_any(rare_second, 0)}){_any(rare_second, 1)}", 1, 2)
    if single:
        yield from _found(text, single, _any(single, 0), 0, 1)


def _found(text: str, pairs: Pairs, expression: str, before: int, width: int) -> Iterator[Hit]:
    words_at, starts_with = pairs.get, text.startswith
    for match in re.finditer(expression, text):
        at = match.start() - before
        words = words_at(text[at : at + width])
        if words:
            for offset, term in words:
                if at >= offset and starts_with(term[0], at - offset):
                    yield at - offset, -len(term[0]), term


def _pairs(text: str, terms: Sequence[Term]) -> tuple[Pairs, Pairs, Pairs]:
    """The words that the text may hold, by the pair with their rarest character first, second, or alone."""
    held = frozenset(text).issuperset if len(text) <= _SAMPLE else None  # the set of a long text costs more than it saves
    counts = Counter(text[:: len(text) // _SAMPLE + 1])
    found: tuple[defaultdict[str, list[tuple[int, Term]]], ...] = tuple(defaultdict(list) for _ in range(3))
    for term in terms:
        word = term[0]
        if held and not held(word):
            continue
        rarest = word.index(min(word, key=counts.__getitem__))
        if len(word) == 1:
            found[2][word].append((0, term))
        elif rarest + 1 < len(word):
            found[0][word[rarest : rarest + 2]].append((rarest, term))
        else:
            found[1][word[rarest - 1 :]].append((rarest - 1, term))
    return found[0], found[1], found[2]


def _any(pairs: Pairs, index: int) -> str:
    """The class of the first or the second characters."""
    return f"[{re.escape(''.join({pair[index] for pair in pairs}))}]"


def _is_wrong(text: str, start: int, term: Term) -> bool:
    """Whether the word is wrong where it stands: its context says so, and it isn't part of what should stand there."""
    if term.finds and not any(compiled(find).match(text, start) for find in term.finds):
        return False
    offset = term.right.find(term.word)
    return offset < 0 or not text.startswith(term.right, max(0, start - offset))
