"""What the reader of items asks of single lines and of those that follow, whatever it has read so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin_tools.lexicon import BRIEF_MARKS, POINTS
from bulletin_tools.parse import headline, looks, sources
from bulletin_tools.parse.shapes import LONGEST_HEADLINE, LONGEST_SECTION, field, is_headline, number_before, of
from bulletin_tools.source import Span

if TYPE_CHECKING:
    from bulletin_tools.bulletin import Field
    from bulletin_tools.source import Paragraph, Source

BULLETS = frozenset("·•*＊")
"""What stands before a brief by mistake; elsewhere it is the mark of a list."""
BEHIND_MARK = BRIEF_MARKS | frozenset(POINTS + "·—")
"""What a brief's mark is sometimes followed by, though nothing belongs there."""
_LONGEST_STOPPED = 40  # code points of a headline with a point mark at its end
_LONGEST_NAME = 6  # code points of a section's name that no mark tells


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


def sources_of_headline(source: Source, index: int, body_indent: int) -> sources.Sources | None:
    """The source bracket behind a headline whose body is lost: the next headline stands below it."""
    if index + 2 >= len(source.paragraphs) or not sources.may_close(source.text[source.paragraphs[index].end - 1]):
        return None
    paragraph, following = source.paragraphs[index : index + 2]
    alike = following.indent == paragraph.indent < body_indent - 1
    if not alike or not may_head(source, paragraph) or not may_head(source, following):
        return None
    found = sources.at_end(source.text, paragraph.start, paragraph.end, closing=True)
    return found if found and is_headline(source.text[paragraph.start : found.span.start]) else None


def is_stopped_headline(source: Source, index: int, body_indent: int) -> bool:
    """Whether a line set out of the body's indent is a headline in spite of the point mark at its end."""
    if index + 1 >= len(source.paragraphs):
        return False
    paragraph, following, *rest = source.paragraphs[index : index + 3]
    words = of(source, paragraph)
    bare = words.rstrip(POINTS)
    if not len(bare) < len(words) <= _LONGEST_STOPPED or not is_headline(bare):
        return False
    if words[-1] in "，," and following.indent == paragraph.indent and may_head(source, following):
        following = rest[0] if rest else following  # its second line ends the headline
    return body_indent > paragraph.indent + 1 and "。" in of(source, following)


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


def is_marked(source: Source, index: int) -> bool:
    """Whether a line begins with the mark of a brief; false behind the last line."""
    return index < len(source.paragraphs) and source.text[source.paragraphs[index].start] in BRIEF_MARKS


def section(source: Source, index: int) -> Field | None:
    """The name of a section that a line holds: in 【】, or bare above the first brief; a point mark behind it is a slip."""
    text, (start, end) = source.text, source.paragraphs[index][:2]
    if end - start > LONGEST_SECTION:
        return None
    while end > start and text[end - 1] in POINTS:
        end -= 1
    if end > start and text[start] == "【" and text[end - 1] == "】":
        return field(text, start + 1, end - 1)
    bare = 1 < end - start <= _LONGEST_NAME and all("一" <= char <= "鿿" for char in text[start:end])
    return field(text, start, end) if bare and is_marked(source, index + 1) else None
