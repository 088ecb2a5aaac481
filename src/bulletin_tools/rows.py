"""The lines of a manuscript that hold text: blanks and markup at their edges, blank lines and page numbers are seen through."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from bulletin_tools.lexicon import BRIEF_MARKS, is_labelled
from bulletin_tools.source import Line, Span, made

WIDEST = 140
"""Columns of the widest line that is hard-wrapped."""
_PAGE_NUMBER = 24  # code points of the longest: 第100页，共100页
_INDENT = "\u3000\u3000"  # starts a paragraph, whatever the margin
_DASHES = "—–―－-"
_PAGE_CHARS = frozenset("第页共，,/ 0123456789")


class Row(NamedTuple):
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


def rows_of(text: str, lines: Iterable[Line], *, wrapped: bool) -> Iterator[Row]:
    """The lines that hold text. In a hard-wrapped file a bare number is one of a page."""
    blanks, paged, apart = 0, False, False
    for index, (first, last, role, _, cuts, starts, flows, _, _, _) in enumerate(lines):
        if role == "opaque":
            apart = True
            continue
        if role == "running":
            paged = True
            continue
        if first == last:
            blanks += 1
            continue
        words = text[first:last]
        behind = words.lstrip()
        start = last - len(behind)
        end = start + len(behind.rstrip())
        if cuts:
            start, end = _without(text, start, end, cuts)
        if start == end:
            blanks += 1
            paged = paged or "\f" in words
            continue
        if end - start <= _PAGE_NUMBER and _is_page_number(text[start:end], wrapped or paged):
            paged = True
            continue
        indent = 0
        if first < start:
            lead = text[first:start]
            indent = _columns(lead)
            if cuts:
                indent -= sum(min(cut.end, start) - cut.start for cut in cuts if cut.start < start)
            paged = paged or "\f" in lead
        yield made(Row, (start, end, indent, index, blanks, paged, apart or starts or role != "text", flows))
        blanks, paged, apart = 0, False, role != "text"


def width_of(text: str, row: Row, margin: int) -> int:
    """Columns of a row, its indent beyond the margin counted; a Chinese character and its marks take two."""
    if row.end - row.start > WIDEST:
        return WIDEST + 1
    words = text[row.start : row.end]
    # In UTF-8 a wide character takes three bytes and one of ASCII one: counting bytes is quicker than asking each for its width.
    return (len(words) + len(words.encode("utf-8", "replace"))) // 2 + max(0, row.indent - margin)


def may_follow(text: str, row: Row, margin: int) -> bool:
    """Whether a row may go on from the one before."""
    return (
        not row.apart
        and not (row.indent >= 4 and text.endswith(_INDENT, 0, row.start))
        and row.indent <= margin + 1
        and text[row.start] not in BRIEF_MARKS
        and not is_labelled(text, row.start, row.end)
    )


def _without(text: str, start: int, end: int, cuts: Sequence[Span]) -> tuple[int, int]:
    """A stretch without the markup at its edges and the blanks beside it."""
    for cut in cuts:
        if cut.start <= start < cut.end:
            start = min(end, cut.end)
            start += len(text[start:end]) - len(text[start:end].lstrip())
    for cut in reversed(cuts):
        if cut.start < end <= cut.end:
            end = start + len(text[start : max(start, cut.start)].rstrip())
    return start, end


@lru_cache(maxsize=256)
def _columns(blanks: str) -> int:
    return len(blanks) + blanks.count("\u3000") + blanks.count("\u2003") + 3 * blanks.count("\t") - blanks.count("\f")


def _is_page_number(word: str, bare_too: bool) -> bool:
    if word[0] in _DASHES and word[-1] in _DASHES:
        return word.strip(_DASHES + " ").isdecimal()
    if not bare_too or word[0] == "0":
        return False
    return (word.isdecimal() and len(word) < 4) or ("页" in word and _PAGE_CHARS.issuperset(word))
