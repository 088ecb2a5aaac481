"""Where a text has words of a list: leftmost first, and the longest of those that begin at one place.

A word with a rare character is looked for by it, all such words in one pass; the others by two neighbours, in a second one.
Words with a character that the text lacks drop out before that. So the list's length hardly matters.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from bulletin_tools import script
from bulletin_tools.patterns import compiled
from bulletin_tools.source import Span
from bulletin_tools.terms import Term

_SAMPLE = 20_000  # code points, spread over the text, that tell which characters are rare in it
_SHORT = 5_000  # code points up to which the words that a text can have are looked for one by one
_MANY = 500  # words from which a list is worth sorting by first characters
_RARE = 2  # times that a rare character stands in the sample, at most
_CLASS = 80  # characters that one class of the search for neighbours holds

_LATEST: list[Any] = []
"""The long list of words that was asked for last, and the same by first characters."""
Hit = tuple[int, int, Term]
"""Where a word stands, minus its length, and its entry; sorted, the first is the one to take."""
Words = defaultdict[str, list[tuple[int, Term]]]
"""Part of a word → the words with it, and where each has it."""


def places(text: str, terms: Sequence[Term]) -> Iterator[tuple[Span, Term]]:
    """Every place of a listed word where its context makes it wrong; no two overlap."""
    end = 0
    for start, negative, entry in sorted(_candidates(text, terms)):
        if start >= end and _is_wrong(text, start, term := Term(*entry)):
            end = start - negative
            yield Span(start, end), term


def _candidates(text: str, terms: Sequence[Term]) -> Iterator[Hit]:
    """Every place of every word, whatever stands around it."""
    if len(text) <= _SHORT:
        yield from _one_by_one(text, terms)
        return
    counts = Counter(text[:: len(text) // _SAMPLE + 1])
    rare, common = Words(list), Words(list)
    anchors: set[str] = set()
    for term in _possible(text, terms):
        word = term[0]
        rarest = min(word, key=counts.__getitem__)
        if counts[rarest] <= _RARE or len(word) == 1:
            at = max(0, min(word.index(rarest), len(word) - 2))
            anchors.add(rarest)
            rare[word[at : at + 2]].append((at, term))
        else:
            at = min(range(len(word) - 1), key=lambda place: counts[word[place]] * counts[word[place + 1]])
            common[word[at : at + 2]].append((at, term))
    if rare:
        yield from _by_character(text, rare, anchors)
    if common:
        yield from _by_neighbours(text, common, counts.__getitem__)


def _one_by_one(text: str, terms: Sequence[Term]) -> Iterator[Hit]:
    """The words in a short text, which has the characters of few."""
    for term in _possible(text, terms):
        word = term[0]
        at = text.find(word)
        while at >= 0:
            yield at, -len(word), term
            at = text.find(word, at + 1)


def _possible(text: str, terms: Sequence[Term]) -> Sequence[Term]:
    """The words whose characters the text has."""
    chars = script.characters(text)
    held, begun = chars.issuperset, _by_first(terms)
    if not begun:
        return [term for term in terms if held(term[0])]
    return [term for char in chars.intersection(begun) for term in begun[char] if held(term[0])]


def _by_first(terms: Sequence[Term]) -> Mapping[str, Sequence[Term]]:
    """The words of a long list by their first characters, from the second time on that it is asked for, as in a batch."""
    if len(terms) < _MANY:
        return {}
    if not _LATEST or _LATEST[0] is not terms:
        _LATEST[:] = (terms, {})
        return {}
    if not _LATEST[1]:
        found = defaultdict[str, list[Term]](list)
        for term in terms:
            found[term[0][0]].append(term)
        _LATEST[1] = found
    by_first: Mapping[str, Sequence[Term]] = _LATEST[1]
    return by_first


def _by_character(text: str, words: Words, anchors: set[str]) -> Iterator[Hit]:
    """The words whose rare character begins or ends a pair, or stands alone."""
    found = words.get
    for match in re.finditer(_any(anchors), text):
        at = match.start()
        for start, part in ((at, text[at : at + 2]), (at - 1, text[at - 1 : at + 1]), (at, text[at])):
            if listed := found(part):
                yield from _standing(text, start, listed)


def _by_neighbours(text: str, words: Words, weight: Callable[[str], int]) -> Iterator[Hit]:
    """The words with a pair of common characters."""
    found = words.get
    for match in _neighbours(words, weight).finditer(text):
        at = match.start()
        if listed := found(text[at : at + 2]):
            yield from _standing(text, at, listed)


def _neighbours(pairs: Iterable[str], weight: Callable[[str], int]) -> re.Pattern[str]:
    """Any of some pairs, and as few others as a handful of classes allow: those behind the commonest characters apart."""
    before = defaultdict[str, set[str]](set)
    for pair in pairs:
        before[pair[1]].add(pair[0])
    seconds = sorted(before, key=lambda second: max(map(weight, before[second])))
    branches = []
    for number in range(0, len(seconds), _CLASS):
        alike = set(seconds[number : number + _CLASS])
        branches.append(f"{_any(alike)}(?<={_any(set().union(*map(before.__getitem__, alike)))}.)")
    return re.compile(f"{_any(set().union(*before.values()))}(?={'|'.join(branches)})")


def _standing(text: str, at: int, listed: Sequence[tuple[int, Term]]) -> Iterator[Hit]:
    """Those of some words that stand where the part by which they were found does."""
    for offset, term in listed:
        if at >= offset and text.startswith(term[0], at - offset):
            yield at - offset, -len(term[0]), term


def _any(chars: set[str]) -> str:
    """The class of these characters."""
    return f"[{re.escape(''.join(sorted(chars)))}]"


def _is_wrong(text: str, start: int, term: Term) -> bool:
    """Whether the word is wrong where it stands: its context says so, and it isn't part of what should stand there."""
    if term.finds and not any(compiled(find).match(text, start) for find in term.finds):
        return False
    offset = term.right.find(term.word)
    return offset < 0 or not text.startswith(term.right, max(0, start - offset))
