"""Mending what the rules found: rounds of edits that don't touch, until nothing changes."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING, NamedTuple

from bulletin_tools import formats
from bulletin_tools.lint import lint
from bulletin_tools.source import Edit, Span, apply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bulletin_tools.finding import Finding
    from bulletin_tools.lint import Office, Report
    from bulletin_tools.source import Document

MOST_ROUNDS = 10


class Fixed(NamedTuple):
    """What fixing did to a manuscript."""

    edits: Sequence[Edit]
    """All rounds as one disjoint list against the original physical text."""
    report: Report
    """What is left; its positions are those of the fixed text."""
    applied: Sequence[Finding]
    """The findings that were mended."""
    cycle: Sequence[str] = ()
    """Codes of rules whose fixes undo each other; the text is as it was before they began."""


def fix(document: Document, office: Office, may_apply: Callable[[Finding], bool]) -> Fixed:
    """Apply the fixes of the findings that `may_apply` allows, and lint what comes out."""
    report = lint(document, office)
    pieces: list[Piece] = [Kept(0, len(document.text))]
    applied: list[Finding] = []
    rounds: list[_Round] = []
    for _ in range(MOST_ROUNDS):
        chosen = _choose(report.findings, may_apply)
        if not chosen:
            break
        rounds.append(_Round(pieces, report, len(applied)))
        edits = sorted(edit for finding in chosen if finding.fix for edit in finding.fix.edits)
        pieces = spliced(pieces, edits)
        applied += chosen
        text = apply(report.document.text, edits)
        earlier = next((done for done in rounds if done.report.document.text == text), None)
        if earlier:
            cycle = sorted({finding.code for finding in applied[earlier.applied :]})
            before = edits_of(earlier.pieces, document.text)
            return Fixed(before, earlier.report, applied[: earlier.applied], cycle)
        report = lint(formats.with_text(document, text), office)
    return Fixed(edits_of(pieces, document.text), report, applied)


class _Round(NamedTuple):
    """How things stood before a round of fixes."""

    pieces: list[Piece]
    report: Report
    applied: int


def _choose(findings: Sequence[Finding], may_apply: Callable[[Finding], bool]) -> list[Finding]:
    """Findings whose edits don't touch each other; the first in the text has the right of way."""
    taken: list[Span] = []
    chosen: list[Finding] = []
    for finding in sorted(findings, key=_first_edit):
        if finding.fix and may_apply(finding):
            spans = sorted(edit.span for edit in finding.fix.edits)
            if spans and not _touch(spans, taken):
                chosen.append(finding)
                for span in spans:
                    insort(taken, span)
    return chosen


def _first_edit(finding: Finding) -> tuple[int, int]:
    spans = [edit.span for edit in finding.fix.edits] if finding.fix else []
    return min(spans, default=finding.span)


def _touch(spans: Sequence[Span], taken: Sequence[Span]) -> bool:
    for span in spans:
        after = bisect_left(taken, span)
        if after < len(taken) and taken[after].start <= span.end:
            return True
        if after and taken[after - 1].end >= span.start:
            return True
    return False


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
