"""Physical text → logical text: hard-wrapped lines become paragraphs, page breaks and idle blank lines vanish."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from bulletin_tools.lexicon import BRIEF_MARKS, CLOSERS, SENTENCE_END, UNIT_ENDS, opens_body
from bulletin_tools.source import Paragraph, Piece, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bulletin_tools.source import Document, Line, Span

_SAMPLE = 4000  # lines that tell how a file is laid out
_NARROWEST, _WIDEST = 24, 140  # columns of a hard-wrapped line
_SLACK = 4  # columns by which a full line may fall short or hang over: a pair of marks, a number
_LEAST_FULL = 0.4  # share of full lines in a hard-wrapped file
_LEAST_CUT = 0.5  # share of full lines that end inside a sentence
_MOST_OVERLONG = 0.05
_MOST_GAPS = 0.6  # with more blank lines than this between wrapped lines, they mean nothing
_MOST_EDGES = 0.2  # with blanks at more wraps than this, they are the program's that made the file
_HEAD_ROWS = 3  # rows in which a headline that runs into the body may end
_FIRST_LINE = 0.72  # a larger face lets a headline's line end this early
_EARLY = 16  # code points into the next line where a headline may end
_PAGE_NUMBER = re.compile(r"[—–―－-]+ *\d{1,4} *[—–―－-]+|第? *\d{1,3} *页?(?:[,，/ ]*共 *\d{1,3} *页)?")
_BRACKET = re.compile(r"[（(][^（）()。]{2,40}[）)]$")


class _Row(NamedTuple):
    """A line with text on it, blanks at its edges apart."""

    start: int
    end: int
    indent: int
    line: int
    blanks: int
    """Blank lines before it."""
    paged: bool
    """Whether a page ends before it."""
    apart: bool
    """Whether it can't go on from the line before."""


class _Wrap(NamedTuple):
    """How a hard-wrapped file is laid out."""

    width: int
    """Columns of a full line."""
    margin: int
    """Blank columns before most lines."""
    gaps_mean: bool
    """Whether blank lines part paragraphs."""
    edges_mean: bool
    """Whether a blank at a wrap was in the text: it is seldom there."""


def unwrap(document: Document) -> Source:
    """Join the physical lines of a document into paragraphs. Opaque lines and markup stay outside."""
    wrap = _wrap(document)
    pieces: list[Piece] = []
    paragraphs: list[Paragraph] = []
    offset = 0
    for rows in _grouped(document, wrap):
        start = offset
        if paragraphs:
            pieces[-1] = pieces[-1]._replace(joiner="\n")
            start = offset = offset + 1
        for piece in _pieces(document, rows, wrap):
            pieces.append(piece)
            offset += piece.end - piece.start + len(piece.joiner)
        first = rows[0]
        line = document.lines[first.line]
        gap = first.blanks > 0 and (wrap is None or wrap.gaps_mean)
        paragraphs.append(Paragraph(start, offset, first.indent, line.role, line.key, first.line, gap))
    return Source(document, pieces, paragraphs)


def _rows(text: str, lines: Iterable[Line], wrapped: bool) -> Iterator[_Row]:
    """The lines that hold text; page numbers are seen through."""
    blanks, paged, apart = 0, False, False
    for index, (first, last, role, _, cuts, starts) in enumerate(lines):
        if role == "opaque":
            apart = True
            continue
        start, end = _trimmed(text, first, last, cuts)
        if start == end:
            blanks += 1
            paged = paged or "\f" in text[first:last]
            continue
        if _is_page_number(text, start, end, wrapped or paged):
            paged = True
            continue
        lead = text[first:start]
        indent = (
            _columns(lead) - sum(min(cut.end, start) - cut.start for cut in cuts if cut.start < start) if lead else 0
        )
        marked = starts or role != "text"
        yield _Row(start, end, indent, index, blanks, paged or "\f" in lead, apart or marked)
        blanks, paged, apart = 0, False, role != "text"


def _trimmed(text: str, start: int, end: int, cuts: Sequence[Span]) -> tuple[int, int]:
    """The line without blanks and markup at its edges."""
    line = text[start:end]
    end = start + len(line.rstrip())
    start = min(end, start + len(line) - len(line.lstrip()))
    if not cuts:
        return start, end
    for cut in cuts:
        if cut.start <= start < cut.end:
            start = min(end, cut.end)
            start += len(text[start:end]) - len(text[start:end].lstrip())
    for cut in reversed(cuts):
        if cut.start < end <= cut.end:
            end = start + len(text[start : max(start, cut.start)].rstrip())
    return start, end


def _columns(blanks: str) -> int:
    return len(blanks) + blanks.count("\u3000") + blanks.count("\u2003") + 3 * blanks.count("\t") - blanks.count("\f")


def _is_page_number(text: str, start: int, end: int, bare_too: bool) -> bool:
    if end - start > 24 or not (match := _PAGE_NUMBER.fullmatch(text, start, end)):  # noqa: PLR2004 - 第100页，共100页
        return False
    return match[0][0] in "—–―－-" or (bare_too and match[0][0] != "0")


def _wrap(document: Document) -> _Wrap | None:
    """How the file is hard-wrapped, or None where its lines are paragraphs."""
    text = document.text
    rows = list(_rows(text, islice(document.lines, _SAMPLE), wrapped=True))
    widths = [_width(text, row) for row in rows]
    if sum(width > _WIDEST for width in widths) > _MOST_OVERLONG * len(rows):
        return None
    counts = Counter(width for width in widths if _NARROWEST <= width <= _WIDEST)
    if not counts:
        return None
    width = max(counts, key=lambda wide: (sum(counts[near] for near in range(wide - 2, wide + 3)), counts[wide], wide))
    full = [index for index, wide in enumerate(widths) if abs(wide - width) <= _SLACK]
    margin = Counter(rows[index].indent for index in full).most_common(1)[0][0]
    cut = [
        index
        for index in full
        if index + 1 < len(rows) and not _ends(text, rows[index]) and _may_follow(text, rows[index + 1], margin)
    ]
    overlong = sum(wide > width + _SLACK for wide in widths)
    if len(cut) < 2 or len(cut) < _LEAST_CUT * len(full) or len(full) < _LEAST_FULL * len(rows):  # noqa: PLR2004
        return None
    if overlong > max(1, _MOST_OVERLONG * len(rows)):
        return None
    gaps = sum(rows[index + 1].blanks > 0 for index in cut)
    edged = sum(_has_edge(document, rows[index], rows[index + 1], margin) for index in cut)
    return _Wrap(width, margin, gaps <= _MOST_GAPS * len(cut), edged <= _MOST_EDGES * len(cut))


def _width(text: str, row: _Row) -> int:
    """Columns of a row; a Chinese character and its marks take two."""
    if row.end - row.start > _WIDEST:
        return _WIDEST + 1
    return len(text[row.start : row.end].encode("gbk", "replace"))


def _ends(text: str, row: _Row) -> bool:
    """Whether a sentence ends at the end of the row."""
    end = row.end
    while end > row.start and text[end - 1] in CLOSERS:
        end -= 1
    return end > row.start and text[end - 1] in SENTENCE_END


def _may_follow(text: str, row: _Row, margin: int) -> bool:
    """Whether a row may go on from the one before."""
    return not row.apart and row.indent <= margin + 1 and text[row.start] not in BRIEF_MARKS


def _grouped(document: Document, wrap: _Wrap | None) -> Iterator[list[_Row]]:
    """The rows of each paragraph."""
    rows = _rows(document.text, document.lines, wrap is not None)
    if wrap is None:
        for row in rows:
            yield [row]
        return
    group: list[_Row] = []
    for row in rows:
        if group and not _continues(document.text, wrap, group, row):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _continues(text: str, wrap: _Wrap, group: Sequence[_Row], row: _Row) -> bool:
    """Whether a row goes on with the paragraph of a group of rows."""
    last = group[-1]
    if not _may_follow(text, row, wrap.margin) or (wrap.gaps_mean and row.blanks and not row.paged):
        return False
    width = _width(text, last)
    if width >= wrap.width - _SLACK:
        return not _ends_item(text, last, row) and not _is_head(text, row)
    if _ends(text, last) or text[last.end - 1] in ")）" or width < _FIRST_LINE * wrap.width or _is_head(text, row):
        return False
    return len(group) > 1 or _runs_in(text, last, row)


def _ends_item(text: str, row: _Row, following: _Row) -> bool:
    """Whether a full row ends with a source bracket."""
    if text[row.end - 1] not in "）)":
        return False
    match = _BRACKET.search(text, row.start, row.end)
    if match is None:
        return False
    before = text[row.start : match.start()].rstrip()
    if before and (before[-1] in SENTENCE_END or before[-1] in CLOSERS or before[-1] == "."):
        return True
    return text[row.end - 2] in UNIT_ENDS and len(text[following.start : following.end].split()) > 1


def _is_head(text: str, row: _Row) -> bool:
    return text[row.start] == "【" and text[row.end - 1] == "】"


def _runs_in(text: str, first: _Row, second: _Row) -> bool:
    """Whether a headline that fills its shorter line ends in one of two rows, the body behind it."""
    head, tail = text[first.start : first.end], text[second.start : min(second.end, second.start + _EARLY)]
    if head[-1] in "年月日" and any(char.isdigit() for char in head[-5:]):
        return False
    if len(tail.split()) > 1:
        return True
    start = head.split()[-1]
    return start != head and (opens_body(start) or start[:2] == head[:2])


def _has_edge(document: Document, row: _Row, following: _Row, margin: int) -> bool:
    """Whether one blank stands at the wrap between two rows; the one that a page break leaves doesn't count."""
    return document.lines[row.line].end == row.end + 1 or (following.blanks > 0 and following.indent == margin + 1)


def _pieces(document: Document, rows: Sequence[_Row], wrap: _Wrap | None) -> Iterator[Piece]:
    """The physical text of a paragraph's rows, and what joins it."""
    text = document.text
    for index, row in enumerate(rows):
        joiner = _joiner(text, row, rows[index + 1]) if index + 1 < len(rows) else ""
        if (
            wrap
            and index + 1 < len(rows)
            and index < _HEAD_ROWS
            and wrap.edges_mean
            and _has_edge(document, row, rows[index + 1], wrap.margin)
        ):
            joiner = " "
        start, end = row.start, row.end
        for cut in document.lines[row.line].cuts:
            if cut.end > start and cut.start < end:
                if cut.start > start:
                    yield Piece(start, cut.start, "")
                start = max(start, cut.end)
        if start < end or joiner:
            yield Piece(min(start, end), end, joiner)


def _joiner(text: str, row: _Row, following: _Row) -> str:
    """A space between two Latin words; else nothing."""
    left, right = text[row.end - 1], text[following.start]
    return " " if left.isascii() and right.isascii() and left.isalpha() and right.isalpha() else ""
