"""The items of an issue: where each starts, what its headline, body and sources are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin_tools.bulletin import Field, Item
from bulletin_tools.lexicon import BRIEF_MARKS, POINTS
from bulletin_tools.parse import dates, footer, lines, looks, masthead, signature, sources
from bulletin_tools.parse.shapes import (
    LONGEST_SECTION,
    Numbered,
    compact,
    field,
    is_headline,
    number_before,
    of,
)
from bulletin_tools.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bulletin_tools.parse.sources import Sources
    from bulletin_tools.source import Paragraph, Source


_LONGEST_NAME = 6  # code points of a section's name that no mark tells


def read(source: Source, index: int, contents: Sequence[Field], indent: int) -> tuple[tuple[Item, ...], int]:
    """The items from a paragraph on, and the index of the paragraph at which the issue's foot or the next issue starts."""
    titles = frozenset(compact(entry.value) for entry in contents)
    reader = _Reader(source, titles, indent, looks.Heads(source, index))
    while index < len(source.paragraphs):
        if reader.ends_before(index):
            break
        reader.take(index)
        index += 1
    reader.close()
    return tuple(reader.items), index


class _Reader:
    """Takes one paragraph after another and keeps the item that is open."""

    def __init__(self, source: Source, titles: frozenset[str], indent: int, heads: looks.Heads) -> None:
        self.source = source
        self.text = source.text
        self.titles = titles
        self.items: list[Item] = []
        self.body_indent = indent
        self._heads = heads
        self._section: Field | None = None
        self._reset()

    def _reset(self) -> None:
        self._open = False
        self._brief = False
        self._start = 0
        self._end = 0
        self._head: list[Field] = []
        self._head_line: Paragraph | None = None
        self._number: Numbered | None = None
        self._body: list[Field] = []
        self._lines: list[Paragraph] = []
        self._sources: Sources | None = None

    def ends_before(self, index: int) -> bool:
        """Whether the issue's items end before a paragraph: its foot or the next masthead stands there."""
        paragraph = self.source.paragraphs[index]
        found = footer.keys(self.source, paragraph)
        if not self.items and not self._open:
            return footer.is_strong(found) and index > 0
        if found and (footer.is_strong(found) or footer.closes_text(self.source, index)):
            return True
        if paragraph.role == "front":
            return True
        if paragraph.end - paragraph.start > 120 or not masthead.may_start(of(self.source, paragraph)):
            return False
        head, end = masthead.read(self.source, index)
        if head is None or end >= len(self.source.paragraphs):
            return False
        return head.number is not None or not self._open

    def take(self, index: int) -> None:
        """Put a paragraph where it belongs."""
        paragraph = self.source.paragraphs[index]
        start, end = paragraph.start, paragraph.end
        text = self.text
        if self._heads.has(paragraph):
            self._take_headline(index, paragraph)
        elif text[start] == "【" and text[end - 1] == "】" and end - start <= LONGEST_SECTION:
            self.close()
            self._section = field(text, start + 1, end - 1)
        elif self._heads_briefs(index):
            self.close()
            self._section = field(text, start, end)
        elif text[start] in BRIEF_MARKS:
            self._take_brief(index, paragraph)
        elif end - start <= 60 and (found := sources.on_line(text, start, end)):
            self._take_sources(index, paragraph, found)
        elif footer.keys(self.source, paragraph) and (self.items or self._body):
            self.close()
        elif not self._open:
            self._start_item(index, paragraph)
        elif not self._body and (
            self._is_more_headline(index, paragraph) or self._heads.are_followed(self._head_line, paragraph)
        ):
            self._head.append(field(text, start, end))
        elif self._body and self._starts_next(index, paragraph):
            self.close()
            self._start_item(index, paragraph)
        else:
            self._take_body(index, paragraph, start)

    def close(self, found: Sources | None = None) -> None:
        """End the open item."""
        if not self._open:
            return
        named = self._sources or found
        if found:
            self._end = found.span.end
        signed = None if named else signature.find(self._body)
        if signed:
            self._body = [part for part in self._body if part.span.end <= signed.start]
        title = (
            Field("".join(part.value for part in self._head), Span(self._head[0].span.start, self._head[-1].span.end))
            if self._head
            else None
        )
        self.items.append(
            Item(
                "brief" if self._brief else "full",
                Span(self._start, self._end),
                self._section,
                title,
                tuple(self._body),
                named.fields if named else (),
                named.span if named else None,
                signed,
            )
        )
        self._reset()

    def _heads_briefs(self, index: int) -> bool:
        """Whether a paragraph is the bare name of a section above its first brief: 简讯."""
        words = of(self.source, self.source.paragraphs[index])
        if not 1 < len(words) <= _LONGEST_NAME or index + 1 == len(self.source.paragraphs):
            return False
        return self.text[self.source.paragraphs[index + 1].start] in BRIEF_MARKS and all(
            "一" <= c <= "鿿" for c in words
        )

    def _begin(self, start: int) -> None:
        self._open = True
        self._start = self._end = start

    def _take_headline(self, index: int, paragraph: Paragraph) -> None:
        if self._open and (self._body or not self._heads.go_on(self._head_line, len(self._head), paragraph)):
            self.close()
        if not self._open and self._heads.name_section(index):
            self.close()
            self._section = field(self.text, paragraph.start, paragraph.end)
            return
        if not self._open:
            self._begin(paragraph.start)
        self._add_head(paragraph)

    def _add_head(self, paragraph: Paragraph) -> None:
        start = paragraph.start
        if not self._head:
            self._number = number_before(self.text, start, paragraph.end)
            self._head_line = paragraph
            if self._number:
                start = self._number.end
        self._head.append(field(self.text, start, paragraph.end))
        self._end = paragraph.end

    def _take_brief(self, index: int, paragraph: Paragraph) -> None:
        self.close()
        self._begin(paragraph.start)
        start = paragraph.start + 1
        while start < paragraph.end and self.text[start].isspace():
            start += 1
        if start == paragraph.end:
            self._reset()
            return
        if is_headline(self.text[start : paragraph.end]) and lines.is_long(self.source, index + 1):
            self._head.append(field(self.text, start, paragraph.end))
            self._head_line = paragraph
            self._end = paragraph.end
            return
        self._brief = True
        self._take_body(index, paragraph, start)

    def _take_sources(self, index: int, paragraph: Paragraph, found: Sources) -> None:
        if not self._open:
            return
        if self._body and (self._sources or lines.names_sources(self.source, index + 1)):
            self._add_body(paragraph, paragraph.start, paragraph.end)
            return
        self._end = found.span.end
        if self._body or lines.lacks_body(self.source, index):
            self.close(found)
        else:
            self._sources = found

    def _start_item(self, index: int, paragraph: Paragraph) -> None:
        words = of(self.source, paragraph)
        last = index + 1 == len(self.source.paragraphs)
        if (lines.may_head(self.source, paragraph) and (not last or not self.items)) or self._is_stopped_headline(
            index, words
        ):
            self._begin(paragraph.start)
            self._add_head(paragraph)
            return
        if last and self.items and len(words) < 12:  # what a web page leaves at its foot
            return
        self._begin(paragraph.start)
        start = paragraph.start
        numbered = number_before(self.text, start, paragraph.end)
        split = lines.run_in(self.source, paragraph)
        if split:
            self._head.append(field(self.text, numbered.end if numbered else start, split.end))
            self._number = numbered
            start = split.body
        self._take_body(index, paragraph, start)

    def _is_stopped_headline(self, index: int, words: str) -> bool:
        """Whether a line set out of the body's indent is a headline in spite of the point mark at its end."""
        bare = words.rstrip(POINTS)
        if not len(bare) < len(words) <= 40 or not is_headline(bare) or index + 1 >= len(self.source.paragraphs):
            return False
        paragraph, following = self.source.paragraphs[index : index + 2]
        return self.body_indent > paragraph.indent + 1 and "。" in of(self.source, following)

    def _take_body(self, index: int, paragraph: Paragraph, start: int) -> None:
        end = paragraph.end
        found = None if self._sources else self._sources_at_end(index, paragraph, start)
        if found:
            end = found.span.start
        self._add_body(paragraph, start, end)
        if found and self._body:
            self.close(found)

    def _sources_at_end(self, index: int, paragraph: Paragraph, start: int) -> Sources | None:
        end = paragraph.end
        if self.text[end - 1] not in "）)":
            found = sources.before_points(self.text, start, end)
            return found if found and self._closes(index) else None
        found = sources.at_end(self.text, start, end)
        if not found and (found := sources.at_end(self.text, start, end, closing=True)):
            return found if self._closes(index) else None
        return found

    def _closes(self, index: int) -> bool:
        """Whether the open item must end with a paragraph."""
        return bool(self._head or self._body or self._brief) and self._breaks_off(index)

    def _add_body(self, paragraph: Paragraph, start: int, end: int) -> None:
        self._end = paragraph.end
        body = field(self.text, start, end)
        if body.value:
            self._body.append(body)
            self._lines.append(paragraph)

    def _is_more_headline(self, index: int, paragraph: Paragraph) -> bool:
        """Whether a line goes on with the headline above."""
        first = self._head_line
        if first is None or self._heads.has(first) or paragraph.gap or len(self._head) > 2 or self._sources:
            return False
        words = of(self.source, paragraph)
        if (
            not lines.may_head(self.source, paragraph)
            or index + 1 >= len(self.source.paragraphs)
            or number_before(words, 0, len(words))
        ):
            return False
        if (
            self.body_indent
            and abs(paragraph.indent - self.body_indent) <= 1
            and abs(first.indent - paragraph.indent) > 1
        ):
            return False
        if compact(words) == compact(self._head[0].value) or (words[-1] == "号" and "〔" in words):
            return False
        return len(words) <= 30 and "，" not in words

    def _starts_next(self, index: int, paragraph: Paragraph) -> bool:
        """Whether a line in the body of an item without sources yet is the headline of the next."""
        if not lines.may_head(self.source, paragraph) or index + 1 >= len(self.source.paragraphs):
            return False
        numbered = number_before(self.text, paragraph.start, paragraph.end)
        bare = compact(self.text[numbered.end if numbered else paragraph.start : paragraph.end])
        if bare in self.titles:
            return True
        if dates.is_date(bare):
            return False
        if dates.is_date(compact(self._body[-1].value)):
            return bare[0] not in "（("
        first = self._head_line
        if first is None or self._heads.has(first):
            return False
        if abs(paragraph.indent - first.indent) > 1:
            return False
        apart = self.body_indent > first.indent + 1
        if numbered or self._number:
            return bool(
                numbered
                and self._number
                and (numbered.style, numbered.value) == (self._number.style, self._number.value + 1)
                and (apart or paragraph.gap)
            )
        if apart:
            return lines.is_long(self.source, index + 1)
        return paragraph.gap and not self._lines[0].gap and lines.is_long(self.source, index + 1)

    def _breaks_off(self, index: int) -> bool:
        """Whether the text can't go on in the item of a paragraph: a gap, a headline's indent, the end."""
        if index + 1 >= len(self.source.paragraphs):
            return True
        paragraph, following = self.source.paragraphs[index : index + 2]
        if following.gap or following.indent < paragraph.indent - 1 or self.text[following.start] in BRIEF_MARKS:
            return True
        return self._head_line is None and lines.run_in(self.source, following) is not None
