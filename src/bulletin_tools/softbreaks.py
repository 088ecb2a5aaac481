"""The paragraphs of a Word file → logical text: each is one, unless a line break in it parts two."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bulletin_tools.lexicon import ends_sentence
from bulletin_tools.source import Document, Line, Paragraph, Piece, Source, Span

_BREAK = re.compile("[\v\f]")
_SET_IN = 2  # columns of blanks behind a break that begin a paragraph


def unwrap(document: Document) -> Source:
    """Every paragraph a line; breaks inside a headline or a sentence vanish, others part paragraphs."""
    pieces: list[Piece] = []
    paragraphs: list[Paragraph] = []
    offset, gap = 0, False
    for index, line in enumerate(document.lines):
        if line.role == "opaque":
            continue
        rows = list(_rows(document.text, line))
        gap = gap or (not rows and line.role != "aside")
        for group in _grouped(document.text, rows):
            start = offset
            found = list(_pieces(document.text, group))
            pieces += found
            offset += sum(end - begin + len(joiner) for begin, end, joiner in found)
            indent = _indent(document.text, line, group[0])
            paragraphs.append(Paragraph(start, offset - 1, indent, line.role, line.key, index, gap, line.look))
            gap = False
    return Source(document, pieces, paragraphs)


def _rows(text: str, line: Line) -> Iterator[Span]:
    """The stretches of a paragraph between its breaks, blanks at their edges apart."""
    edges = [line.start, *(match.end() for match in _BREAK.finditer(text, line.start, line.end)), line.end]
    for start, end in pairwise(edges):
        while end > start and text[end - 1].isspace():
            end -= 1  # noqa: PLW2901
        while start < end and text[start].isspace():
            start += 1  # noqa: PLW2901
        if start < end:
            yield Span(start, end)


def _grouped(text: str, rows: Sequence[Span]) -> Iterator[list[Span]]:
    group: list[Span] = []
    for row in rows:
        if group and _parts(text, group[-1], row):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _parts(text: str, row: Span, following: Span) -> bool:
    """Whether a break between two rows begins a paragraph."""
    between = text[row.end : following.start]
    if between.count("\v") > 1 or "\f" in between or _columns(re.split(_BREAK, between)[-1]) >= _SET_IN:
        return True
    return ends_sentence(text, row.end, row.start)


def _pieces(text: str, rows: Sequence[Span]) -> Iterator[Piece]:
    for row, following in pairwise([*rows, None]):
        assert row is not None
        yield row.start, row.end, _joiner(text, row, following) if following else "\n"


def _joiner(text: str, row: Span, following: Span) -> str:
    """A space between two Latin words; else nothing."""
    left, right = text[row.end - 1], text[following.start]
    return " " if (left + right).isascii() and left.isalpha() and right.isalpha() else ""


def _indent(text: str, line: Line, row: Span) -> int:
    """Columns before a row: typed blanks, and for the first row what its format sets in."""
    start = max(line.start, text.rfind("\v", line.start, row.start) + 1, text.rfind("\f", line.start, row.start) + 1)
    typed = _columns(text[start : row.start])
    return typed + round(2 * line.look.indent) if line.look and start == line.start else typed


def _columns(blanks: str) -> int:
    return len(blanks) + blanks.count("\u3000") + blanks.count("\u2003") + 3 * blanks.count("\t")
