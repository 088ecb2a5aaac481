"""What the reader of items asks of single lines and of those that follow, whatever it has read so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin_tools.parse import headline, looks, sources
from bulletin_tools.parse.shapes import LONGEST_HEADLINE, is_headline, number_before, of
from bulletin_tools.source import Span

if TYPE_CHECKING:
    from bulletin_tools.source import Paragraph, Source


def may_head(source: Source, paragraph: Paragraph) -> bool:
    """Whether a line can be a headline by its words; no cell of a table is one."""
    return (
        paragraph.end - paragraph.start <= LONGEST_HEADLINE
        and is_headline(of(source, paragraph))
        and not (paragraph.look and paragraph.look.table)
    )


def run_in(source: Source, paragraph: Paragraph) -> headline.RunIn | None:
    """Where a headline ends that runs into its body: by its face, else by its words."""
    if by_face := looks.run_in(source, paragraph):
        return by_face
    numbered = number_before(source.text, paragraph.start, paragraph.end)
    start = numbered.end if numbered else paragraph.start
    return headline.run_in(
        source.text,
        start,
        paragraph.end,
        source.joints(Span(start, min(paragraph.end, start + LONGEST_HEADLINE))),
    )


def lacks_body(source: Source, index: int) -> bool:
    """Whether a source bracket below a headline is followed by the next headline."""
    if index + 1 >= len(source.paragraphs):
        return True
    paragraph, following = source.paragraphs[index : index + 2]
    return source.text[paragraph.start] in "（(" and following.gap and is_headline(of(source, following))


def names_sources(source: Source, index: int) -> bool:
    """Whether a line names the sources of an item; false behind the last line."""
    if index >= len(source.paragraphs):
        return False
    paragraph = source.paragraphs[index]
    return sources.on_line(source.text, paragraph.start, paragraph.end) is not None


def is_long(source: Source, index: int) -> bool:
    """Whether a line is as long as a body, or ends a sentence; false behind the last line."""
    if index >= len(source.paragraphs):
        return False
    paragraph = source.paragraphs[index]
    return paragraph.end - paragraph.start >= 20 or source.text[paragraph.end - 1] == "。"
