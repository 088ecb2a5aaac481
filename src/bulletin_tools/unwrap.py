"""Physical text → logical text: hard-wrapped lines become paragraphs, page breaks and idle blank lines vanish."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from bulletin_tools.lexicon import (
    BRIEF_MARKS,
    CLOSERS,
    SENTENCE_END,
    UNIT_ENDS,
    ends_sentence,
    opens_body,
    starts_with_date,
)
from bulletin_tools.rows import Row, may_follow, rows_of, width_of
from bulletin_tools.source import Document, Paragraph, Piece, Source, Span, made
from bulletin_tools.wrapping import SLACK, Wrap, has_edge, wrap_of

_FIRST_LINE = 0.72  # a larger face lets a headline's line end this early
_EARLY = 16  # code points into the next line where a headline may end
_LONGEST_WORD = 4  # code points of a bracket, its marks counted, that is a word within a sentence: 乡、镇（办）
_NUMERALS = frozenset("一二三四五六七八九十")


def unwrap(document: Document) -> Source:
    """Join the physical lines of a document into paragraphs. Opaque lines and markup stay outside."""
    if document.format == "word":
        from bulletin_tools import softbreaks

        return softbreaks.unwrap(document)
    wrap = wrap_of(document)
    lines = document.lines
    pieces: list[Piece] = []
    paragraphs: list[Paragraph] = []
    start = 0
    for group in _grouped(document, wrap):
        begin, stop, indent, index, blanks, _, _, _ = group[0]
        _, _, role, key, cuts, _, _, _, _, _ = lines[index]
        if len(group) == 1 and not cuts:
            pieces.append((begin, stop, "\n"))
            end = start + stop - begin
        else:
            found = _pieces(document, group, wrap)
            pieces += found
            # The last piece ends in the line feed that parts this paragraph from the next.
            end = start + sum(last - first + len(joiner) for first, last, joiner in found) - 1
        gap = blanks > 0 and (wrap is None or wrap.gaps_mean)
        paragraphs.append(made(Paragraph, (start, end, indent, role, key, index, gap, None)))
        start = end + 1
    return Source(document, pieces, paragraphs)


def _grouped(document: Document, wrap: Wrap | None) -> Iterator[Sequence[Row]]:
    """The rows of each paragraph."""
    rows = rows_of(document.text, document.lines, wrapped=wrap is not None)
    return zip(rows) if wrap is None and document.format != "pdf" else _joined(document.text, rows, wrap)


def _joined(text: str, rows: Iterator[Row], wrap: Wrap | None) -> Iterator[list[Row]]:
    """The rows of each paragraph where one may be of several."""
    group: list[Row] = []
    for row in rows:
        if group and not (
            _flows(text, group[-1], row) if row.flows else wrap is not None and _continues(text, wrap, group, row)
        ):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _flows(text: str, row: Row, following: Row) -> bool:
    """Whether a row that goes on by its place on the page goes on by its words too."""
    return text[following.start] not in BRIEF_MARKS and not _ends_item(text, row, following)


def _continues(text: str, wrap: Wrap, group: Sequence[Row], row: Row) -> bool:
    """Whether a row goes on with the paragraph of a group of rows."""
    last = group[-1]
    if not may_follow(text, row, wrap.margin) or (wrap.gaps_mean and row.blanks and not row.paged):
        return False
    if _is_numbered_head(text, last, row):
        return False
    width = width_of(text, last, wrap.margin)
    if width >= wrap.width - SLACK:
        return not _ends_item(text, last, row) and not _is_head(text, row)
    if (
        ends_sentence(text, last.end, last.start)
        or text[last.end - 1] in ")）"
        or width < _FIRST_LINE * wrap.width
        or _is_head(text, row)
    ):
        return False
    return len(group) > 1 or _runs_in(text, last, row)


def _ends_item(text: str, row: Row, following: Row) -> bool:
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


def _is_numbered_head(text: str, row: Row, following: Row) -> bool:
    """Whether 一、 starts a headline: it does below another headline, not inside a text (…如下：一、… or 第一、二产业)."""
    start = following.start
    return (
        text[start] in _NUMERALS
        and "、" in text[start + 1 : start + 3]
        and text[row.end - 1] not in "第、：；，:;,"
        and not ends_sentence(text, row.end, row.start)
    )


def _pauses(text: str, row: Row) -> bool:
    """Whether a row holds a blank that is none of those beside digits: a headline may end there."""
    words = text[row.start : row.end].split()
    return any(
        not left[-1].isdigit() and (not right[0].isdigit() or starts_with_date(right))
        for left, right in pairwise(words)
    )


def _is_head(text: str, row: Row) -> bool:
    return text[row.start] == "【" and text[row.end - 1] == "】"


def _runs_in(text: str, first: Row, second: Row) -> bool:
    """Whether a headline that fills its shorter line ends in one of two rows, the body behind it."""
    head, tail = text[first.start : first.end], text[second.start : min(second.end, second.start + _EARLY)]
    if head[-1] in "年月日" and any(char.isdigit() for char in head[-5:]):
        return False
    if len(tail.split()) > 1:
        return True
    start = head.split()[-1]
    return start != head and (opens_body(start) or start[:2] == head[:2])


def _pieces(document: Document, rows: Sequence[Row], wrap: Wrap | None) -> list[Piece]:
    """The physical text of a paragraph's rows, and what joins it."""
    pieces: list[Piece] = []
    for row, following in zip_longest(rows, rows[1:]):
        joiner = _joiner(document, row, following, wrap) if following else "\n"
        cuts = document.lines[row.line].cuts
        if cuts:
            pieces += _around(row, cuts, joiner)
        else:
            pieces.append((row.start, row.end, joiner))
    return pieces


def _around(row: Row, cuts: Sequence[Span], joiner: str) -> Iterator[Piece]:
    """A row without the markup inside it."""
    start = row.start
    for cut in cuts:
        if start < cut.end and cut.start < row.end:
            if cut.start > start:
                yield start, cut.start, ""
            start = cut.end
    yield min(start, row.end), row.end, joiner


def _joiner(document: Document, row: Row, following: Row, wrap: Wrap | None) -> str:
    """A space between two Latin words, or where a blank was in the text; else nothing."""
    text = document.text
    left, right = text[row.end - 1], text[following.start]
    if left.isascii() and right.isascii() and left.isalpha() and right.isalpha():
        return " "
    if left.isdigit() or right.isdigit() or not (wrap and wrap.edges_mean):
        return ""
    return " " if has_edge(document, row, following, wrap.margin) else ""
