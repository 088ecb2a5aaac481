"""The item that is being read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin_tools.bulletin import Field, Item
from bulletin_tools.parse import signature
from bulletin_tools.parse.shapes import Numbered, field, number_before
from bulletin_tools.source import Span

if TYPE_CHECKING:
    from bulletin_tools.parse.sources import Sources
    from bulletin_tools.source import Paragraph


class Opened:
    """What has been read of an item so far; nothing before it is begun."""

    begun = False
    brief = False
    start = 0
    end = 0
    head_line: Paragraph | None = None
    number: Numbered | None = None
    sources: Sources | None = None

    def __init__(self, text: str) -> None:
        self._text = text
        self.head: list[Field] = []
        self.body: list[Field] = []
        self.lines: list[Paragraph] = []
        """The paragraphs of the body."""

    def begin(self, start: int) -> None:
        """Let it start at a place."""
        self.begun = True
        self.start = self.end = start

    def add_head(self, paragraph: Paragraph) -> None:
        """Take a paragraph as a line of its headline."""
        start = paragraph.start
        if not self.head:
            self.number = number_before(self._text, start, paragraph.end)
            self.head_line = paragraph
            if self.number:
                start = self.number.end
        self.head.append(field(self._text, start, paragraph.end))
        self.end = paragraph.end

    def add_body(self, paragraph: Paragraph, start: int, end: int) -> None:
        """Take what stands between two places of a paragraph as a paragraph of its body."""
        self.end = paragraph.end
        body = field(self._text, start, end)
        if body.value:
            self.body.append(body)
            self.lines.append(paragraph)

    def made(self, section: Field | None, found: Sources | None) -> Item:
        """The whole item, with the sources that close it."""
        named = self.sources or found
        if found:
            self.end = found.span.end
        signed = None if named else signature.find(self.body)
        if signed:
            self.body = [part for part in self.body if part.span.end <= signed.start]
        return Item(
            "brief" if self.brief else "full",
            Span(self.start, self.end),
            section,
            _joined(self.head),
            tuple(self.body),
            named.fields if named else (),
            named.span if named else None,
            signed,
        )


def _joined(head: list[Field]) -> Field | None:
    """The lines of a headline as one."""
    if len(head) < 2:
        return head[0] if head else None
    return Field("".join(part.value for part in head), Span(head[0].span.start, head[-1].span.end))
