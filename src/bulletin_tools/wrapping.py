"""Whether a manuscript is hard-wrapped, and how."""

from collections import Counter
from itertools import islice
from typing import NamedTuple

from bulletin_tools.lexicon import ends_sentence
from bulletin_tools.rows import WIDEST, Row, may_follow, rows_of, width_of
from bulletin_tools.source import Document

SLACK = 4
"""Columns by which a full line may fall short or hang over: a pair of marks, a number."""
_SAMPLE = 4000  # lines that tell how a file is laid out
_NARROWEST = 24  # columns
_NARROW = 43  # columns: lines as short as headlines must be many to be taken for wrapped text
_HANGING = 2  # columns by which a mark may hang over; in a proportional face more lines do
_MOST_HANGING = 0.1
_LEAST_FULL = 0.4  # share of full lines in a hard-wrapped file
_LEAST_CUT = 0.5  # share of full lines that end inside a sentence
_MOST_OVERLONG = 0.05
_MOST_GAPS = 0.6  # with more blank lines than this between wrapped lines, they mean nothing
_MOST_EDGES = 0.2  # with blanks at more wraps than this, they are the program's that made the file


class Wrap(NamedTuple):
    """How a hard-wrapped file is laid out."""

    width: int
    """Columns of a full line."""
    margin: int
    """Blank columns before most lines."""
    gaps_mean: bool
    """Whether blank lines part paragraphs."""
    edges_mean: bool
    """Whether a blank at a wrap was in the text: it is seldom there."""


def wrap_of(document: Document) -> Wrap | None:
    """How the file is hard-wrapped, or None where its lines are paragraphs."""
    if _is_plainly_not(document):
        return None
    text = document.text
    found = list(rows_of(text, islice(document.lines, _SAMPLE), wrapped=True))
    widths = [width_of(text, row, 0) for row in found]
    if sum(wide > WIDEST for wide in widths) > _MOST_OVERLONG * len(found):
        return None
    counts = Counter(wide for wide in widths if _NARROWEST <= wide <= WIDEST)
    if not counts:
        return None
    usual = max(counts, key=lambda wide: (sum(counts[near] for near in range(wide - 3, wide + 2)), counts[wide], wide))
    full = [index for index, wide in enumerate(widths) if abs(wide - usual) <= SLACK]
    margin = Counter(found[index].indent for index in full).most_common(1)[0][0]
    usual -= margin
    cut = [
        index
        for index in full
        if index + 1 < len(found)
        and not ends_sentence(text, found[index].end, found[index].start)
        and may_follow(text, found[index + 1], margin)
        and not _is_listed(text, found[index + 1])
    ]
    if len(cut) < (2 if usual > _NARROW else 6) or len(cut) < _LEAST_CUT * len(full):
        return None
    if len(full) < _LEAST_FULL * len(found) or sum(
        wide > usual + margin + _HANGING for wide in widths
    ) > _MOST_HANGING * len(full):
        return None
    gaps = sum(found[index + 1].blanks > 0 for index in cut)
    edged = sum(has_edge(document, found[index], found[index + 1], margin) for index in cut)
    return Wrap(usual, margin, gaps <= _MOST_GAPS * len(cut), edged <= _MOST_EDGES * len(cut))


def has_edge(document: Document, row: Row, following: Row, margin: int) -> bool:
    """Whether one blank stands at the wrap between two rows; the one that a page break leaves doesn't count."""
    return document.lines[row.line].end == row.end + 1 or (following.blanks > 0 and following.indent == margin + 1)


def _is_plainly_not(document: Document) -> bool:
    """Whether so many lines are longer than any wrapped one that none needs a closer look."""
    sample = document.lines[:_SAMPLE]
    overlong = sum(
        end - start > WIDEST and role == "text" and not cuts and len(document.text[start:end].strip()) > WIDEST
        for start, end, role, _, cuts, _, _, _, _, _ in sample
    )
    return overlong > _MOST_OVERLONG * len(sample)


def _is_listed(text: str, row: Row) -> bool:
    """Whether a row starts with a number as the lines of a list do."""
    return text[row.start] in "0123456789一二三四五六七八九十（(①" and any(
        char in "、.．)）" for char in text[row.start + 1 : min(row.end, row.start + 4)]
    )
