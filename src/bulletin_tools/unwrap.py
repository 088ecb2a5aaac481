"""Physical text → logical text: hard-wrapped lines become paragraphs, page breaks and idle blank lines vanish."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from bulletin_tools.lexicon import BRIEF_MARKS, CLOSERS, LABELS, SENTENCE_END, UNIT_ENDS, opens_body, starts_with_date
from bulletin_tools.source import Document, Line, Paragraph, Piece, Source, Span

_PAGE_NUMBER = 24  # code points of the longest: 第100页，共100页
_SAMPLE = 4000  # lines that tell how a file is laid out
_NARROWEST, _WIDEST = 24, 140  # columns of a hard-wrapped line
_NARROW = 43  # columns: lines as short as headlines must be many to be taken for wrapped text
_HANGING = 2  # columns by which a mark may hang over; in a proportional face more lines do
_MOST_HANGING = 0.1
_SLACK = 4  # columns by which a full line may fall short or hang over: a pair of marks, a number
_LEAST_FULL = 0.4  # share of full lines in a hard-wrapped file
_LEAST_CUT = 0.5  # share of full lines that end inside a sentence
_MOST_OVERLONG = 0.05
_MOST_GAPS = 0.6  # with more blank lines than this between wrapped lines, they mean nothing
_MOST_EDGES = 0.2  # with blanks at more wraps than this, they are the program's that made the file
_FIRST_LINE = 0.72  # a larger face lets a headline's line end this early
_EARLY = 16  # code points into the next line where a headline may end
_LONGEST_WORD = 4  # code points of a bracket, its marks counted, that is a word within a sentence: 乡、镇（办）
_NUMERALS = frozenset("一二三四五六七八九十")
_INDENT = "\u3000\u3000"  # starts a paragraph, whatever the margin
_DASHES = "—–―－-"
_PAGE_CHARS = frozenset("第页共，,/ 0123456789")


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
    flows: bool
    """Whether it surely does."""


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
    if document.format == "word":
        from bulletin_tools import softbreaks

        return softbreaks.unwrap(document)
    wrap = _wrap(document)
    pieces: list[Piece] = []
    paragraphs: list[Paragraph] = []
    offset = 0
    for rows in _grouped(document, wrap):
        start = offset
        for piece in _pieces(document, rows, wrap):
            pieces.append(piece)
            offset += piece.end - piece.start + len(piece.joiner)
        first = rows[0]
        line = document.lines[first.line]
        gap = first.blanks > 0 and (wrap is None or wrap.gaps_mean)
        # The last piece ends in the line feed that parts this paragraph from the next.
        paragraphs.append(Paragraph(start, offset - 1, first.indent, line.role, line.key, first.line, gap))
    if pieces:
        pieces[-1] = pieces[-1]._replace(joiner="")
    return Source(document, pieces, paragraphs)


def _rows(text: str, lines: Iterable[Line], wrapped: bool) -> Iterator[_Row]:
    """The lines that hold text; page numbers are seen through."""
    blanks, paged, apart = 0, False, False
    for index, (first, last, role, _, cuts, starts, flows, *_) in enumerate(lines):
        if role == "opaque":
            apart = True
            continue
        if role == "running":
            paged = True
            continue
        start, end = _trimmed(text, first, last, cuts)
        if start == end:
            blanks += 1
            paged = paged or "\f" in text[first:last]
            continue
        if end - start <= _PAGE_NUMBER and _is_page_number(text[start:end], wrapped or paged):
            paged = True
            continue
        lead = text[first:start]
        indent = (
            _columns(lead) - sum(min(cut.end, start) - cut.start for cut in cuts if cut.start < start) if lead else 0
        )
        marked = starts or role != "text"
        yield _Row(start, end, indent, index, blanks, paged or "\f" in lead, apart or marked, flows)
        blanks, paged, apart = 0, False, role != "text"


def _trimmed(text: str, start: int, end: int, cuts: Sequence[Span]) -> tuple[int, int]:
    """The line without blanks and markup at its edges."""
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
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


def _is_page_number(word: str, bare_too: bool) -> bool:
    if word[0] in _DASHES and word[-1] in _DASHES:
        return word.strip(_DASHES + " ").isdecimal()
    if not bare_too or word[0] == "0":
        return False
    return (word.isdecimal() and len(word) < 4) or ("页" in word and _PAGE_CHARS.issuperset(word))


def _wrap(document: Document) -> _Wrap | None:
    """How the file is hard-wrapped, or None where its lines are paragraphs."""
    text = document.text
    rows = list(_rows(text, islice(document.lines, _SAMPLE), wrapped=True))
    widths = [_width(text, row, 0) for row in rows]
    if sum(width > _WIDEST for width in widths) > _MOST_OVERLONG * len(rows):
        return None
    counts = Counter(width for width in widths if _NARROWEST <= width <= _WIDEST)
    if not counts:
        return None
    width = max(counts, key=lambda wide: (sum(counts[near] for near in range(wide - 3, wide + 2)), counts[wide], wide))
    full = [index for index, wide in enumerate(widths) if abs(wide - width) <= _SLACK]
    margin = Counter(rows[index].indent for index in full).most_common(1)[0][0]
    width -= margin
    cut = [
        index
        for index in full
        if index + 1 < len(rows)
        and not _ends(text, rows[index])
        and _may_follow(text, rows[index + 1], margin)
        and not _is_listed(text, rows[index + 1])
    ]
    if len(cut) < (2 if width > _NARROW else 6) or len(cut) < _LEAST_CUT * len(full):
        return None
    if len(full) < _LEAST_FULL * len(rows) or sum(
        wide > width + margin + _HANGING for wide in widths
    ) > _MOST_HANGING * len(full):
        return None
    gaps = sum(rows[index + 1].blanks > 0 for index in cut)
    edged = sum(_has_edge(document, rows[index], rows[index + 1], margin) for index in cut)
    return _Wrap(width, margin, gaps <= _MOST_GAPS * len(cut), edged <= _MOST_EDGES * len(cut))


def _width(text: str, row: _Row, margin: int) -> int:
    """Columns of a row, its indent beyond the margin counted; a Chinese character and its marks take two."""
    if row.end - row.start > _WIDEST:
        return _WIDEST + 1
    words = text[row.start : row.end]
    # In UTF-8 a wide character takes three bytes and one of ASCII one: counting bytes is quicker than asking each for its width.
    return (len(words) + len(words.encode("utf-8", "replace"))) // 2 + max(0, row.indent - margin)


def _ends(text: str, row: _Row) -> bool:
    """Whether a sentence ends at the end of the row."""
    end = row.end
    while end > row.start and text[end - 1] in CLOSERS:
        end -= 1
    return end > row.start and text[end - 1] in SENTENCE_END


def _may_follow(text: str, row: _Row, margin: int) -> bool:
    """Whether a row may go on from the one before."""
    return (
        not row.apart
        and not (row.indent >= 4 and text.endswith(_INDENT, 0, row.start))
        and row.indent <= margin + 1
        and text[row.start] not in BRIEF_MARKS
        and not text.startswith(LABELS, row.start, row.end)
    )


def _is_listed(text: str, row: _Row) -> bool:
    """Whether a row starts with a number as the lines of a list do."""
    return text[row.start] in "0123456789一二三四五六七八九十（(①" and any(
        char in "、.．)）" for char in text[row.start + 1 : min(row.end, row.start + 4)]
    )


def _grouped(document: Document, wrap: _Wrap | None) -> Iterator[list[_Row]]:
    """The rows of each paragraph."""
    rows = _rows(document.text, document.lines, wrap is not None)
    if wrap is None and document.format != "pdf":
        for row in rows:
            yield [row]
        return
    group: list[_Row] = []
    for row in rows:
        if group and not (
            _flows(document.text, group[-1], row)
            if row.flows
            else wrap is not None and _continues(document.text, wrap, group, row)
        ):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _flows(text: str, row: _Row, following: _Row) -> bool:
    """Whether a row that goes on by its place on the page goes on by its words too."""
    return text[following.start] not in BRIEF_MARKS and not _ends_item(text, row, following)


def _continues(text: str, wrap: _Wrap, group: Sequence[_Row], row: _Row) -> bool:
    """Whether a row goes on with the paragraph of a group of rows."""
    last = group[-1]
    if not _may_follow(text, row, wrap.margin) or (wrap.gaps_mean and row.blanks and not row.paged):
        return False
    if _is_numbered_head(text, last, row):
        return False
    width = _width(text, last, wrap.margin)
    if width >= wrap.width - _SLACK:
        return not _ends_item(text, last, row) and not _is_head(text, row)
    if _ends(text, last) or text[last.end - 1] in ")）" or width < _FIRST_LINE * wrap.width or _is_head(text, row):
        return False
    return len(group) > 1 or _runs_in(text, last, row)


def _ends_item(text: str, row: _Row, following: _Row) -> bool:
    """Whether a full row ends with a source bracket."""
    if text[row.end - 1] not in "）)":
        return False
    opening = max(text.rfind("（", row.start, row.end), text.rfind("(", row.start, row.end))
    if opening < 0 or "。" in text[opening : row.end]:
        return False
    before = text[row.start : opening].rstrip()
    if not before or before[-1] in SENTENCE_END or before[-1] in CLOSERS or before[-1] == ".":
        return True
    return row.end - opening > _LONGEST_WORD and text[row.end - 2] in UNIT_ENDS and _pauses(text, following)


def _is_numbered_head(text: str, row: _Row, following: _Row) -> bool:
    """Whether 一、 starts a headline: it does below another headline, not inside a text (…如下：一、… or 第一、二产业)."""
    start = following.start
    return (
        text[start] in _NUMERALS
        and "、" in text[start + 1 : start + 3]
        and text[row.end - 1] not in "第、：；，:;,"
        and not _ends(text, row)
    )


def _pauses(text: str, row: _Row) -> bool:
    """Whether a row holds a blank that is none of those beside digits: a headline may end there."""
    words = text[row.start : row.end].split()
    return any(
        not left[-1].isdigit() and (not right[0].isdigit() or starts_with_date(right))
        for left, right in pairwise(words)
    )


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
    if len(rows) == 1 and not document.lines[rows[0].line].cuts:
        yield Piece(rows[0].start, rows[0].end, "\n")
        return
    for row, following in pairwise([*rows, None]):
        assert row is not None
        joiner = _joiner(document, row, following, wrap) if following else "\n"
        cuts = document.lines[row.line].cuts
        if cuts:
            yield from _around(row, cuts, joiner)
        else:
            yield Piece(row.start, row.end, joiner)


def _around(row: _Row, cuts: Sequence[Span], joiner: str) -> Iterator[Piece]:
    """A row without the markup inside it."""
    start = row.start
    for cut in cuts:
        if start < cut.end and cut.start < row.end:
            if cut.start > start:
                yield Piece(start, cut.start, "")
            start = cut.end
    yield Piece(min(start, row.end), row.end, joiner)


def _joiner(document: Document, row: _Row, following: _Row, wrap: _Wrap | None) -> str:
    """A space between two Latin words, or where a blank was in the text; else nothing."""
    text = document.text
    left, right = text[row.end - 1], text[following.start]
    if left.isascii() and right.isascii() and left.isalpha() and right.isalpha():
        return " "
    if left.isdigit() or right.isdigit() or not (wrap and wrap.edges_mean):
        return ""
    return " " if _has_edge(document, row, following, wrap.margin) else ""
