"""Where a text has words of a list: leftmost first, and the longest of those that begin at one place."""

from collections.abc import Iterable, Iterator, Sequence

from bulletin_tools import script
from bulletin_tools.patterns import compiled
from bulletin_tools.scan import Scan
from bulletin_tools.source import Span
from bulletin_tools.terms import Term

Hit = tuple[int, int, Term]
"""Where a word stands, minus its length, and its entry; sorted, the first is the one to take."""


def places(text: str, terms: Iterable[Term], scan: Scan | None = None) -> Iterator[tuple[Span, Term]]:
    """Every place of a listed word where its context makes it wrong; no two overlap."""
    end = 0
    for start, negative, entry in sorted(_candidates(text, terms, scan)):
        if start >= end and _is_wrong(text, start, term := Term(*entry)):
            end = start - negative
            yield Span(start, end), term


def _candidates(text: str, terms: Iterable[Term], scan: Scan | None) -> Iterator[Hit]:
    """Every place of every word, whatever stands around it."""
    for term in terms:
        word = term[0]
        for start, end in _stretches(text, word, scan):
            at = text.find(word, start, end)
            while at >= 0:
                yield at, -len(word), term
                at = text.find(word, at + 1, end)


def _stretches(text: str, word: str, scan: Scan | None) -> Sequence[Span]:
    """Where alone a word may stand."""
    known = scan.spans(word) if scan else None
    if known is not None:
        return [Span(start, end + len(word)) for start, end in known]
    return [Span(0, len(text))] if script.characters(text).issuperset(word) else ()


def _is_wrong(text: str, start: int, term: Term) -> bool:
    """Whether the word is wrong where it stands: its context says so, and it isn't part of what should stand there."""
    if term.finds and not any(compiled(find).match(text, start) for find in term.finds):
        return False
    offset = term.right.find(term.word)
    return offset < 0 or not text.startswith(term.right, max(0, start - offset))
