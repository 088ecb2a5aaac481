"""Where a text has words of a list: leftmost first, and the longest of those that begin at one place."""

from collections.abc import Iterable, Iterator, Sequence

from bulletin_tools import script
from bulletin_tools.patterns import compiled
from bulletin_tools.scan import Scan
from bulletin_tools.source import Span, every
from bulletin_tools.terms import Term, sought

Hit = tuple[int, int, Term]
"""Where a word stands, minus its length, and its entry; sorted, the first is the one to take."""

_REACH = 500  # code points behind a word that its context may go on for, and the rest of the line


def places(text: str, terms: Iterable[Term], scan: Scan | None = None) -> Iterator[tuple[Span, Term]]:
    """Every place of a listed word where its context makes it wrong; no two overlap."""
    end = 0
    for start, negative, entry in sorted(_wrong(text, terms, scan)):
        if start >= end:
            end = start - negative
            yield Span(start, end), Term(*entry)


def _wrong(text: str, terms: Iterable[Term], scan: Scan | None) -> Iterator[Hit]:
    """Every place of every word where it is wrong: its context says so, and it isn't part of what should stand there."""
    for term in terms:
        word, right, _, _, finds, _ = term
        offset = right.find(word)
        stretches = _stretches(text, word, finds, scan)
        for start in _in_context(text, word, finds, stretches) if finds else _anywhere(text, word, stretches):
            if offset < 0 or not text.startswith(right, max(0, start - offset)):
                yield start, -len(word), term


def _stretches(text: str, word: str, finds: Sequence[str], scan: Scan | None) -> Sequence[Span]:
    """Where alone a word may begin in its contexts: the pass looked for it with them, or by itself."""
    for name in (sought(word, finds), word):
        if scan and (known := scan.spans(name)) is not None:
            return known
    return [Span(0, len(text))] if script.characters(text).issuperset(word) else ()


def _anywhere(text: str, word: str, stretches: Sequence[Span]) -> Iterator[int]:
    """Every place of a word, whatever stands around it."""
    for start, end in stretches:
        yield from every(text, word, start, end + len(word))


def _in_context(text: str, word: str, finds: Sequence[str], stretches: Sequence[Span]) -> Iterator[int]:
    """Every place of a word where a pattern says that it is wrong."""
    for start, end in stretches:
        first = text.find(word, start, end + len(word))
        if first < 0:  # nor is any pattern needed
            continue
        line = text.find("\n", end + _REACH)
        for find in finds:
            for match in compiled(find).finditer(text, first, line if line >= 0 else len(text), overlapped=True):
                if match.start() >= end:
                    break
                yield match.start()
