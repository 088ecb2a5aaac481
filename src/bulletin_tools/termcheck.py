"""What is wrong with an office's list of words: by itself, beside the program's, and on manuscripts known to be clean."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bulletin_tools import terms, termsearch
from bulletin_tools.source import Document, Position
from bulletin_tools.terms import Term
from bulletin_tools.unwrap import unwrap

_AROUND = 10  # code points of an excerpt on either side


class Remark(NamedTuple):
    """Something about one entry."""

    term: Term
    words: str


class Misfire(NamedTuple):
    """A place where an entry would report a clean manuscript."""

    term: Term
    name: str
    position: Position
    excerpt: str
    """The place in 〖〗 with what stands around it."""


def remarks(own: Sequence[Term]) -> Iterator[Remark]:
    """What is wrong with entries by themselves, among each other, and beside the program's."""
    shipped = {entry[0]: Term(*entry) for entry in terms.shipped()}
    by_word = {term.word: term for term in own}
    for term in own:
        if len(term.word) == 1 and not term.finds:
            yield Remark(term, "只有一个字，又没有写context，会到处误报")
        if term.word in term.right:
            yield Remark(term, f"正确写法“{term.right}”里含有词条本身，请用context写明在什么地方才算错")
        known = shipped.get(term.word)
        if known and known.right == term.right:
            yield Remark(term, f"程序的词表里已经有了（[{known.kind}]），可以删去")
        elif known:
            yield Remark(term, f"程序的词表里写作“{known.right}”，与这里的“{term.right}”矛盾，以这里的为准")
        yield from _chained(term, {**shipped, **by_word})
    for term, right in _undone(own, shipped.values()):
        yield Remark(term, f"会把程序词表里的正确写法“{right}”当作错的")


def _chained(term: Term, known: dict[str, Term]) -> Iterator[Remark]:
    """Whether what should stand there is itself reported."""
    for span, other in termsearch.places(term.right, [entry for word, entry in known.items() if word in term.right]):
        if other.word != term.word:
            back = "，两条互相改来改去" if other.right == term.word and span.end == len(term.right) else ""
            yield Remark(term, f"正确写法“{term.right}”又会被“{other.word}＝{other.right}”改动{back}")


def _undone(own: Sequence[Term], shipped: Iterable[Term]) -> Iterator[tuple[Term, str]]:
    rights = {entry.right for entry in shipped} - {term.right for term in own}
    found: set[str] = set()
    for line in sorted(rights - {term.word for term in own}):
        for _, term in termsearch.places(line, own):
            if term.word not in found:
                found.add(term.word)
                yield term, line
    for term in own:
        if term.word in rights and term.word not in found:
            yield term, term.word


def misfires(own: Sequence[Term], document: Document) -> Iterator[Misfire]:
    """Every place where an entry reports a manuscript."""
    source = unwrap(document)
    for span, term in termsearch.places(source.text, own):
        start, end = span
        before, after = source.text[max(0, start - _AROUND) : start], source.text[end : end + _AROUND]
        excerpt = f"{before}〖{source.text[start:end]}〗{after}".replace("\n", "")
        yield Misfire(term, document.name, document.position(source.origin(span).start), excerpt.strip("\u3000 "))
