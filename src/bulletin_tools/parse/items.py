"""The items of an issue: where each starts, what its headline, body and sources are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin_tools.lexicon import BRIEF_MARKS, POINTS
from bulletin_tools.parse import dates, footer, lines, looks, masthead, sources
from bulletin_tools.parse.opened import Opened
from bulletin_tools.parse.shapes import (
    LONGEST_HEADLINE,
    LONGEST_SECTION,
    compact,
    field,
    is_headline,
    number_before,
    of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bulletin_tools.bulletin import Field, Item
    from bulletin_tools.parse.sources import Sources
    from bulletin_tools.source import Paragraph, Source

_TELLING = footer.FIRSTS | BRIEF_MARKS | lines.BULLETS | sources.FIRSTS | frozenset("【")
"""What a line may begin with that is told by its beginning: a brief, sources, a section, the foot."""
_EDITORIAL = ("编者按", "【编者按", "［编者按", "[编者按", "按：", "按语：")
"""What introduces the items of an issue, and is none."""
_BEFORE_POINT = frozenset("）)" + POINTS)
"""What stands before the last of the points behind a source bracket."""
_NEAR = 8  # paragraphs in which a body's last one is looked for


def read(source: Source, index: int, contents: Sequence[Field], indent: int) -> tuple[tuple[Item, ...], int]:
    """The items from a paragraph on, and the index of the paragraph at which the issue's foot or the next issue starts."""
    titles = frozenset(compact(entry.value) for entry in contents)
    reader = _Reader(source, titles, indent, looks.Heads(source, index))
    paragraphs = source.paragraphs
    while index < len(paragraphs) and reader.takes(index, paragraphs[index]):
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
        self._item = Opened(self.text)

    def takes(self, index: int, paragraph: Paragraph) -> bool:
        """Put a paragraph where it belongs, unless the issue's items end before it."""
        start, end, _, role, _, _, _, look = paragraph
        if (
            self.text[start] in _TELLING
            or role != "text"
            or look
            or (end - start <= LONGEST_SECTION and lines.is_marked(self.source, index + 1))
        ):
            foot = self._foot(index, paragraph)
            if self._ends_before(index, paragraph, foot):
                return False
            self._take(index, paragraph, is_foot=bool(foot))
        elif end - start <= masthead.LONGEST_LINE and self._starts_issue(index, self.text[start:end]):
            return False
        else:
            self._take_words(index, paragraph)
        return True

    def _foot(self, index: int, paragraph: Paragraph) -> Sequence[tuple[str, Field]]:
        """The fields of a line of the foot."""
        foot = footer.keys(self.source, paragraph) or footer.slipped(self.source, index)
        return () if foot and self._is_in_body(index) else foot

    def _ends_before(self, index: int, paragraph: Paragraph, found: Sequence[tuple[str, Field]]) -> bool:
        """Whether a foot or the next masthead stands here."""
        if not self.items and not self._item.begun:
            return footer.is_strong(found) and index > 0
        if found and (footer.is_strong(found) or footer.closes_text(self.source, index)):
            return True
        words = of(self.source, paragraph)
        return paragraph.role == "front" or (len(words) <= masthead.LONGEST_LINE and self._starts_issue(index, words))

    def _starts_issue(self, index: int, words: str) -> bool:
        """Whether the next masthead stands at a short line."""
        if not masthead.may_start(words) or not (self.items or self._item.begun):
            return False
        head, end = masthead.read(self.source, index)
        if head is None or end >= len(self.source.paragraphs):
            return False
        return head.number is not None or not self._item.begun

    def _is_in_body(self, index: int) -> bool:
        """Whether a line that begins like a foot's is one of the body's, as a source behind it shows: 报：发现异常，……"""
        if not self._item.body or self._item.sources:
            return False
        paragraph, text = self.source.paragraphs[index], self.text
        for other in self.source.paragraphs[index : index + _NEAR] if paragraph.indent else ():
            if other.indent != paragraph.indent:
                return False
            if sources.at_end(text, other.start, other.end):
                return True
        return False

    def _take(self, index: int, paragraph: Paragraph, *, is_foot: bool) -> None:
        """Take a paragraph that its look, its role or its beginning may tell."""
        start, end = paragraph.start, paragraph.end
        text, item = self.text, self._item
        if self._heads.has(paragraph):
            self._take_headline(index, paragraph)
        elif section := lines.section(self.source, index):
            self.close()
            self._section = section
        elif self._is_brief(index):
            self._take_brief(index, paragraph)
        elif end - start <= 60 and (found := sources.on_line(text, start, end)):
            self._take_sources(index, paragraph, found)
        elif is_foot and (self.items or item.body):
            self.close()
        else:
            self._take_words(index, paragraph)

    def _take_words(self, index: int, paragraph: Paragraph) -> None:
        """Take a paragraph that only its words and its place tell."""
        item, short = self._item, paragraph.end - paragraph.start <= LONGEST_HEADLINE
        if not item.begun:
            self._start_item(index, paragraph)
        elif not item.body and (
            (short and self._is_more_headline(index, paragraph))
            or (paragraph.look and self._heads.are_followed(item.head_line, paragraph))
        ):
            item.head.append(field(self.text, paragraph.start, paragraph.end))
        elif item.body and short and self._starts_next(index, paragraph):
            self.close()
            self._start_item(index, paragraph)
        else:
            self._take_body(index, paragraph, paragraph.start)

    def close(self, found: Sources | None = None) -> None:
        """End the open item."""
        if self._item.begun:
            self.items.append(self._item.made(self._section, found))
            self._item = Opened(self.text)

    def _is_brief(self, index: int) -> bool:
        """Whether a paragraph begins with the mark of a brief, or with another bullet among briefs."""
        start = self.source.paragraphs[index].start
        if self.text[start] in BRIEF_MARKS:
            return True
        among = not self._item.begun and self.items and self.items[-1].kind == "brief"
        return self.text[start] in lines.BULLETS and bool(among or lines.is_marked(self.source, index + 1))

    def _take_headline(self, index: int, paragraph: Paragraph) -> None:
        item = self._item
        if item.body or not self._heads.go_on(item.head_line, len(item.head), paragraph):
            self.close()
        if not self._item.begun:
            if self._heads.name_section(index):
                self._section = field(self.text, paragraph.start, paragraph.end)
                return
            self._item.begin(paragraph.start)
        self._item.add_head(paragraph)

    def _take_brief(self, index: int, paragraph: Paragraph) -> None:
        self.close()
        start = paragraph.start + 1
        while start < paragraph.end and (self.text[start].isspace() or self.text[start] in lines.BEHIND_MARK):
            start += 1
        if start == paragraph.end:
            return
        item = self._item
        item.begin(paragraph.start)
        if (
            is_headline(self.text[start : paragraph.end])
            and lines.is_long(self.source, index + 1)
            and not lines.is_marked(self.source, index + 1)
            and not sources.at_end(self.text, start, paragraph.end, closing=True)
        ):
            item.head.append(field(self.text, start, paragraph.end))
            item.head_line = paragraph
            item.end = paragraph.end
            return
        item.brief = True
        self._take_body(index, paragraph, start)

    def _take_sources(self, index: int, paragraph: Paragraph, found: Sources) -> None:
        item = self._item
        if not item.begun:
            return
        if item.body and (item.sources or lines.names_sources(self.source, index + 1)):
            item.add_body(paragraph, paragraph.start, paragraph.end)
            return
        item.end = found.span.end
        if item.body or lines.lacks_body(self.source, index):
            self.close(found)
        else:
            item.sources = found

    def _start_item(self, index: int, paragraph: Paragraph) -> None:
        item, words = self._item, of(self.source, paragraph)
        last = index + 1 == len(self.source.paragraphs)
        if words.startswith(_EDITORIAL):
            return
        if bodiless := lines.sources_of_headline(self.source, index, self.body_indent):
            item.begin(paragraph.start)
            item.head.append(field(self.text, paragraph.start, bodiless.span.start))
            self.close(bodiless)
            return
        may_head = lines.may_head(self.source, paragraph) and (not last or not self.items)
        if may_head or lines.is_stopped_headline(self.source, index, self.body_indent):
            item.begin(paragraph.start)
            item.add_head(paragraph)
            return
        if last and self.items and len(words) < 12:  # what a web page leaves at its foot
            return
        item.begin(paragraph.start)
        start = paragraph.start
        numbered = number_before(self.text, start, paragraph.end)
        split = lines.run_in(self.source, paragraph)
        if split:
            item.head.append(field(self.text, numbered.end if numbered else start, split.end))
            item.number = numbered
            start = split.body
        self._take_body(index, paragraph, start)

    def _take_body(self, index: int, paragraph: Paragraph, start: int) -> None:
        item, end = self._item, paragraph.end
        found = None
        if not item.sources and (sources.may_close(self.text[end - 1]) or self.text[end - 2] in _BEFORE_POINT):
            found = self._sources_at_end(index, paragraph, start)
        if found:
            end = found.span.start
        item.add_body(paragraph, start, end)
        if found and item.body:
            self.close(found)

    def _sources_at_end(self, index: int, paragraph: Paragraph, start: int) -> Sources | None:
        end = paragraph.end
        if not sources.may_close(self.text[end - 1]):
            found = sources.before_points(self.text, start, end)
            return found if found and self._closes(index) else None
        found = sources.at_end(self.text, start, end)
        if not found and (found := sources.at_end(self.text, start, end, closing=True)):
            return found if self._closes(index) else None
        return found

    def _closes(self, index: int) -> bool:
        """Whether the open item must end with a paragraph."""
        item = self._item
        return bool(item.head or item.body or item.brief) and self._breaks_off(index)

    def _is_more_headline(self, index: int, paragraph: Paragraph) -> bool:
        """Whether a line goes on with the headline above."""
        item = self._item
        first = item.head_line
        if first is None or self._heads.has(first) or paragraph.gap or len(item.head) > 2 or item.sources:
            return False
        if not lines.may_head(self.source, paragraph) or index + 1 >= len(self.source.paragraphs):
            return False
        words = of(self.source, paragraph)
        if number_before(words, 0, len(words)):
            return False
        if (
            self.body_indent
            and abs(paragraph.indent - self.body_indent) <= 1
            and abs(first.indent - paragraph.indent) > 1
        ):
            return False
        if compact(words) == compact(item.head[0].value) or (words[-1] == "号" and "〔" in words):
            return False
        return len(words) <= 30 and "，" not in words

    def _starts_next(self, index: int, paragraph: Paragraph) -> bool:
        """Whether a line in the body of an item without sources yet is the headline of the next."""
        item = self._item
        first = item.head_line
        alike = first is not None and not self._heads.has(first) and abs(paragraph.indent - first.indent) <= 1
        dated = dates.is_date(item.body[-1].value)
        if not (alike or dated or self.titles) or not lines.may_head(self.source, paragraph):
            return False
        if index + 1 >= len(self.source.paragraphs):
            return False
        numbered = number_before(self.text, paragraph.start, paragraph.end)
        bare = compact(self.text[numbered.end if numbered else paragraph.start : paragraph.end])
        if bare in self.titles:
            return True
        if dates.is_date(bare):
            return False
        if dated:
            return bare[:1] not in "（("
        if first is None or not alike:
            return False
        apart = self.body_indent > first.indent + 1
        if numbered or item.number:
            return bool(
                numbered
                and item.number
                and (numbered.style, numbered.value) == (item.number.style, item.number.value + 1)
                and (apart or paragraph.gap)
            )
        if apart:
            return lines.is_long(self.source, index + 1)
        return paragraph.gap and not item.lines[0].gap and lines.is_long(self.source, index + 1)

    def _breaks_off(self, index: int) -> bool:
        """Whether the text can't go on in the item of a paragraph: a gap, a headline's indent, the end."""
        if index + 1 >= len(self.source.paragraphs):
            return True
        paragraph, following = self.source.paragraphs[index : index + 2]
        if following.gap or following.indent < paragraph.indent - 1 or self.text[following.start] in BRIEF_MARKS:
            return True
        return self._item.head_line is None and lines.run_in(self.source, following) is not None
