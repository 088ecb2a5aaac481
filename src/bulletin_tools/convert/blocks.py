"""A manuscript as blocks, each a line of the clean one: what it is, its words, and where they came from."""

from bisect import bisect_left, bisect_right
from collections.abc import Generator, Iterator, Mapping, Sequence
from typing import NamedTuple

from bulletin_tools.bulletin import Bulletin, Item
from bulletin_tools.parse import contents
from bulletin_tools.source import Paragraph, Source, Span


class Block(NamedTuple):
    """One line of a clean manuscript."""

    kind: str
    """masthead | contents | entry | section | headline | body | brief | more (of a brief) | source | signed | foot |
    other (what the model has no place for) | opaque (left alone)"""
    span: Span
    """In the logical text; of an opaque one in the physical text."""
    text: str
    issue: int
    """Index of its issue."""
    opens: bool = False
    """Whether an item, the foot or an issue starts here."""


def blocks(source: Source, bulletins: Sequence[Bulletin]) -> Iterator[Block]:
    """The blocks of a manuscript, in order; every paragraph and every opaque line is in one of them."""
    opaque = [line for line in source.document.lines if line.role == "opaque" and line.end > line.start]
    parts = [_Parts(source, bulletin) for bulletin in bulletins]
    issue, place, ahead = 0, 0, 0
    while place < len(source.paragraphs):
        paragraph = source.paragraphs[place]
        start = source.origin(Span(paragraph.start, paragraph.end)).start
        while ahead < len(opaque) and opaque[ahead].start < start:
            yield _opaque(source, opaque[ahead].start, opaque[ahead].end, issue)
            ahead += 1
        while issue + 1 < len(parts) and paragraph.start >= parts[issue + 1].start:
            issue += 1
        place += yield from parts[issue].read(place, issue)
    for line in opaque[ahead:]:
        yield _opaque(source, line.start, line.end, issue)


def _opaque(source: Source, start: int, end: int, issue: int) -> Block:
    return Block("opaque", Span(start, end), source.document.text[start:end], issue)


class _Parts:
    """One issue: which of its parts a paragraph is."""

    def __init__(self, source: Source, bulletin: Bulletin) -> None:
        self.source = source
        self.bulletin = bulletin
        self.start = start_of(bulletin)
        self._entries = {source.paragraph_at(entry.span.start).start for entry in bulletin.contents}
        self._items: Mapping[int, Item] = {
            paragraph.start: item for item in bulletin.items for paragraph in _within(source, item.span)
        }

    def read(self, place: int, issue: int) -> Generator[Block, None, int]:
        """The blocks of a paragraph, or of several that are one; returns how many paragraphs they were."""
        paragraph = self.source.paragraphs[place]
        head, foot = self.bulletin.masthead, self.bulletin.footer
        span = Span(paragraph.start, paragraph.end)
        text = self.source.text[span.start : span.end]
        item = self._items.get(paragraph.start)
        if head and _holds(head.span, span):
            yield Block("masthead", span, text, issue, span.start == head.span.start)
        elif foot and _holds(foot.span, span):
            yield Block("foot", span, text, issue, span.start == foot.span.start)
        elif span.start in self._entries:
            yield Block("entry", span, text, issue)
        elif item:
            return (yield from self._of_item(item, place, issue))
        elif contents.is_head(self.source, paragraph):
            yield Block("contents", span, text, issue)
        elif text[0] == "【" and text[-1] == "】":
            yield Block("section", span, text, issue)
        else:
            yield Block("other", span, text, issue)
        return 1

    def _of_item(self, item: Item, place: int, issue: int) -> Generator[Block, None, int]:
        paragraph = self.source.paragraphs[place]
        start, end = paragraph.start, paragraph.end
        opens = start <= item.span.start
        if item.headline and start <= item.headline.span.start < end:
            lines = [line for line in _within(self.source, item.headline.span) if line.start >= start]
            stop = item.headline.span.end
            words = [self.source.text[line.start : min(line.end, stop)].strip() for line in lines]
            yield Block("headline", Span(start, stop), "".join(words), issue, opens)
            rest = self.source.text[stop : lines[-1].end].strip()
            if rest:
                yield Block("body", Span(lines[-1].end - len(rest), lines[-1].end), rest, issue)
            return len(lines)
        kind = "more" if item.kind == "brief" else "body"
        if opens and item.kind == "brief":
            kind = "brief"
        elif item.source_span and item.source_span.start <= start:
            kind = "source"
        elif item.signed and _holds(item.signed, Span(start, end)):
            kind = "signed"
        yield Block(kind, Span(start, end), self.source.text[start:end], issue, opens)
        return 1


def start_of(bulletin: Bulletin) -> int:
    """Where an issue starts in the logical text."""
    starts = [part.span.start for part in (bulletin.masthead, *bulletin.items[:1], bulletin.footer) if part]
    starts += [entry.span.start for entry in bulletin.contents[:1]]
    return min(starts, default=0)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _within(source: Source, span: Span) -> Sequence[Paragraph]:
    """The paragraphs that a span touches."""
    first = bisect_right(source.paragraphs, span.start, key=_place) - 1
    last = bisect_left(source.paragraphs, span.end, key=_place)
    return source.paragraphs[max(0, first) : max(last, first + 1)]


def _place(paragraph: Paragraph) -> int:
    return paragraph.start
