"""The table of contents: 本期要目 and the headlines below it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools.expressions import expression
from bulletin_tools.lexicon import BRIEF_MARKS
from bulletin_tools.parse.shapes import LONGEST_HEADLINE, compact, field, number_before, of

if TYPE_CHECKING:
    from bulletin_tools.bulletin import Field
    from bulletin_tools.source import Paragraph, Source

_HEADS = frozenset(
    (
        "本期要目",
        "本期导读",
        "本期目录",
        "目录",
        "要目",
        "导读",
        "内容导读",
        "内容提要",
        "本期内容",
        "本期提要",
        "目次",
        "要目导读",
        "本期看点",
    )
)
_MOST = 200


def read(source: Source, index: int) -> tuple[tuple[Field, ...], int]:
    """The entries of the contents that start at a paragraph, and the index of the paragraph behind them."""
    paragraphs = source.paragraphs
    if index >= len(paragraphs) or not is_head(source, paragraphs[index]):
        return (), index
    entries: list[Field] = []
    seen: set[str] = set()
    place, sections = index + 1, 0
    while place < len(paragraphs) and len(entries) < _MOST:
        paragraph = paragraphs[place]
        if paragraph.end - paragraph.start > LONGEST_HEADLINE + 20 or source.text[paragraph.end - 1] in "。；":
            if entries and compact(of(source, paragraph)).startswith(compact(entries[0].value)):
                return tuple(entries), place - sections  # a headline that runs into its body
            # The last entry was the first headline already.
            return tuple(entries[:-1]), max(index + 1, place - 1)
        entry = _entry(source, paragraph)
        key = compact(entry.value)
        if key in seen or (entries and paragraph.gap and not paragraphs[index + 1].gap) or paragraph.role == "headline":
            return tuple(entries), place - sections
        if entry.value.startswith("【") and entry.value.endswith("】"):
            sections += 1
        else:
            entries.append(entry)
            sections = 0
        seen.add(key)
        place += 1
    return tuple(entries), place


def is_head(source: Source, paragraph: Paragraph) -> bool:
    """Whether a line says 本期要目 or the like."""
    return paragraph.end - paragraph.start < 16 and compact(of(source, paragraph)).strip("【】：:—-") in _HEADS


def _entry(source: Source, paragraph: Paragraph) -> Field:
    """The headline of an entry, without its mark, number and page."""
    text, start, end = source.text, paragraph.start, paragraph.end
    if text[start] in BRIEF_MARKS or text[start] == "·":
        start += 1
        while start < end and text[start].isspace():
            start += 1
    if numbered := number_before(text, start, end):
        start = numbered.end
    page = _page().search(text, start, end)
    return field(text, start, page.start() if page and page.start() > start else end)


@cache
def _page() -> re.Pattern[str]:
    return expression(r"(?:\s*[…·.．]{2,}\s*|\s{2,}|\t)[（(]?\d{1,3}[）)]?$")
