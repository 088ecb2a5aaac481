"""A fixed text as pieces of the original and new text, so that many rounds of edits come out as one list."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bulletin_tools.source import Edit, Span


class Kept(NamedTuple):
    """A stretch of the original that the fixed text still has."""

    start: int
    end: int


Piece = Kept | str
"""A stretch of the original, or new text."""


def spliced(pieces: Iterable[Piece], edits: Sequence[Edit]) -> list[Piece]:
    """The pieces after another round of disjoint edits, whose spans count in the text that the pieces make."""
    reader = _Reader(pieces)
    result: list[Piece] = []
    place = 0
    for (start, end), new in edits:
        result += reader.take(start - place)
        reader.take(end - start)
        if new:
            result.append(new)
        place = end
    return result + reader.rest()


class _Reader:
    """Takes pieces from the left, cutting one where need be."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._left = list(pieces)[::-1]

    def take(self, count: int) -> list[Piece]:
        taken: list[Piece] = []
        while count > 0:
            piece = self._left.pop()
            length = _length(piece)
            if length > count:
                self._left.append(_cut(piece, count, length))
                piece = _cut(piece, 0, count)
            taken.append(piece)
            count -= length
        return taken

    def rest(self) -> list[Piece]:
        return self._left[::-1]


def _length(piece: Piece) -> int:
    return piece.end - piece.start if isinstance(piece, Kept) else len(piece)


def _cut(piece: Piece, begin: int, end: int) -> Piece:
    return Kept(piece.start + begin, piece.start + end) if isinstance(piece, Kept) else piece[begin:end]


def edits_of(pieces: Iterable[Piece], original: str) -> list[Edit]:
    """The disjoint edits of the original that give the text that the pieces make."""
    edits: list[Edit] = []
    new, place = "", 0
    for piece in (*pieces, Kept(len(original), len(original))):
        if isinstance(piece, str):
            new += piece
        else:
            if (new or place < piece.start) and new != original[place : piece.start]:
                edits.append(Edit(Span(place, piece.start), new))
            new, place = "", piece.end
    return edits
