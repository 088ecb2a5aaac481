"""The items of an issue: where each starts, what its headline, body and sources are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin_tools.bulletin import Field, Item
from bulletin_tools.lexicon import BRIEF_MARKS, POINTS
from bulletin_tools.parse import dates, footer, headline, looks, masthead, signature, sources
from bulletin_tools.parse.shapes import LONGEST_HEADLINE, Numbered, compact, field, is_headline, number_before, of
from bulletin_tools.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bulletin_tools.parse.sources import Sources
    from bulletin_tools.source import Paragraph, Source

_LONGEST_SECTION = 16


def read(source: Source, index: int, contents: Sequence[Field], indent: int) -> tuple[tuple[Item, ...], int]:
    """The items from a paragraph on, and the index of the paragraph at which the issue's foot or the next issue starts."""
    titles = frozenset(compact(entry.value) for entry in contents)
    reader = _Reader(source, titles, indent, looks.headlines(source, index))
    while index < len(source.paragraphs):
        if reader.ends_before(index):
            break
        reader.take(index)
        index += 1
    reader.close()
    return tuple(reader.items), index


class _Reader:
    """Takes one paragraph after another and keeps the item that is open."""

    def __init__(self, source: Source, titles: frozenset[str], indent: int, heads: frozenset[int]) -> None:
        self.source = source
        self.text = source.text
        self.titles = titles
        self.items: list[Item] = []
        self.body_indent = indent
        self._heads = heads
        """Where paragraphs start that are headlines by their look."""
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
        if self._is_marked(paragraph):
            self._take_headline(index, paragraph)
        elif text[start] == "【" and text[end - 1] == "】" and end - start <= _LONGEST_SECTION:
            self.close()
            self._section = field(text, start + 1, end - 1)
        elif text[start] in BRIEF_MARKS:
            self._take_brief(index, paragraph)
        elif end - start <= 60 and (found := sources.on_line(text, start, end)):
            self._take_sources(index, paragraph, found)
        elif footer.keys(self.source, paragraph) and (self.items or self._body):
            self.close()
        elif not self._open:
            self._start_item(index, paragraph)
        elif not self._body and (self._is_more_headline(index, paragraph) or self._is_subtitle(paragraph)):
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

    def _begin(self, start: int) -> None:
        self._open = True
        self._start = self._end = start

    def _is_marked(self, paragraph: Paragraph | None) -> bool:
        """Whether the format or the look of a paragraph says that it is a headline."""
        return paragraph is not None and (paragraph.role == "headline" or paragraph.start in self._heads)

    def _is_subtitle(self, paragraph: Paragraph) -> bool:
        return self._is_marked(self._head_line) and looks.is_subtitle(self.source, paragraph)

    def _take_headline(self, index: int, paragraph: Paragraph) -> None:
        if self._open and (self._body or not self._goes_on(paragraph)):
            self.close()
        if self._is_section(index, paragraph):
            self.close()
            self._section = field(self.text, paragraph.start, paragraph.end)
            return
        if not self._open:
            self._begin(paragraph.start)
        self._add_head(paragraph)

    def _goes_on(self, paragraph: Paragraph) -> bool:
        """Whether a marked line goes on with the headline that is open."""
        first = self._head_line
        if first is None or not self._is_marked(first):
            return False
        if paragraph.look is None:
            return paragraph.line <= first.line + 1
        return paragraph.line <= first.line + len(self._head) and looks.same(first, paragraph)

    def _is_section(self, index: int, paragraph: Paragraph) -> bool:
        """Whether a short line above a headline that looks otherwise is the head of a section."""
        if paragraph.look is None or self._open or index + 1 >= len(self.source.paragraphs):
            return False
        following = self.source.paragraphs[index + 1]
        alike = sum(
            looks.same(following, other) for other in self.source.paragraphs[index + 1 :] if self._is_marked(other)
        )
        short = paragraph.end - paragraph.start <= _LONGEST_SECTION
        return short and alike > 1 and self._is_marked(following) and not looks.same(paragraph, following)

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
        if is_headline(self.text[start : paragraph.end]) and self._is_long(index + 1):
            self._head.append(field(self.text, start, paragraph.end))
            self._head_line = paragraph
            self._end = paragraph.end
            return
        self._brief = True
        self._take_body(index, paragraph, start)

    def _take_sources(self, index: int, paragraph: Paragraph, found: Sources) -> None:
        if not self._open:
            return
        if self._body and (self._sources or self._names_sources(index + 1)):
            self._add_body(paragraph, paragraph.start, paragraph.end)
            return
        self._end = found.span.end
        if self._body or self._lacks_body(index):
            self.close(found)
        else:
            self._sources = found

    def _lacks_body(self, index: int) -> bool:
        """Whether a source bracket below a headline is followed by the next headline."""
        if index + 1 >= len(self.source.paragraphs):
            return True
        paragraph, following = self.source.paragraphs[index : index + 2]
        return self.text[paragraph.start] in "（(" and following.gap and is_headline(of(self.source, following))

    def _start_item(self, index: int, paragraph: Paragraph) -> None:
        words = of(self.source, paragraph)
        last = index + 1 == len(self.source.paragraphs)
        if (is_headline(words) and (not last or not self.items)) or self._is_stopped_headline(index, words):
            self._begin(paragraph.start)
            self._add_head(paragraph)
            return
        if last and self.items and len(words) < 12:  # what a web page leaves at its foot
            return
        self._begin(paragraph.start)
        start = paragraph.start
        numbered = number_before(self.text, start, paragraph.end)
        split = self._run_in(paragraph)
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

    def _run_in(self, paragraph: Paragraph) -> headline.RunIn | None:
        if by_face := looks.run_in(self.source, paragraph):
            return by_face
        numbered = number_before(self.text, paragraph.start, paragraph.end)
        start = numbered.end if numbered else paragraph.start
        return headline.run_in(
            self.text,
            start,
            paragraph.end,
            self.source.joints(Span(start, min(paragraph.end, start + LONGEST_HEADLINE))),
        )

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
        closing = bool(self._head or self._body or self._brief) and self._breaks_off(index)
        if self.text[end - 1] in "）)":
            found = sources.at_end(self.text, start, end)
            return found or (sources.at_end(self.text, start, end, closing=True) if closing else None)
        return sources.before_points(self.text, start, end) if closing else None

    def _add_body(self, paragraph: Paragraph, start: int, end: int) -> None:
        self._end = paragraph.end
        body = field(self.text, start, end)
        if body.value:
            self._body.append(body)
            self._lines.append(paragraph)

    def _is_more_headline(self, index: int, paragraph: Paragraph) -> bool:
        """Whether a line goes on with the headline above."""
        first = self._head_line
        if first is None or self._is_marked(first) or paragraph.gap or len(self._head) > 2 or self._sources:
            return False
        words = of(self.source, paragraph)
        if not is_headline(words) or index + 1 >= len(self.source.paragraphs) or number_before(words, 0, len(words)):
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
        words = of(self.source, paragraph)
        if not is_headline(words) or index + 1 >= len(self.source.paragraphs):
            return False
        numbered = number_before(self.text, paragraph.start, paragraph.end)
        bare = compact(self.text[numbered.end if numbered else paragraph.start : paragraph.end])
        if bare in self.titles:
            return True
        if dates.is_date(compact(self._body[-1].value)):
            return not dates.is_date(bare) and bare[0] not in "（("
        first = self._head_line
        if first is None or self._is_marked(first):
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
            return self._is_long(index + 1)
        return paragraph.gap and not self._lines[0].gap and self._is_long(index + 1)

    def _breaks_off(self, index: int) -> bool:
        """Whether the text can't go on in the item of a paragraph: a gap, a headline's indent, the end."""
        if index + 1 >= len(self.source.paragraphs):
            return True
        paragraph, following = self.source.paragraphs[index : index + 2]
        if following.gap or following.indent < paragraph.indent - 1 or self.text[following.start] in BRIEF_MARKS:
            return True
        return self._head_line is None and self._run_in(following) is not None

    def _names_sources(self, index: int) -> bool:
        if index >= len(self.source.paragraphs):
            return False
        paragraph = self.source.paragraphs[index]
        return sources.on_line(self.text, paragraph.start, paragraph.end) is not None

    def _is_long(self, index: int) -> bool:
        if index >= len(self.source.paragraphs):
            return False
        paragraph = self.source.paragraphs[index]
        return paragraph.end - paragraph.start >= 20 or self.text[paragraph.end - 1] == "。"
