"""The text that rules see, and where each of its characters came from.

A format delivers a `Document`: the decoded file and its physical lines. `unwrap` joins the lines into a `Source`: the
logical text, one paragraph a line, with a segment for every piece of a physical line. All positions inside the program
are code points; rows and columns exist only at its edges.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain
from operator import add, attrgetter, sub
from typing import Any, NamedTuple

made = tuple.__new__
"""`made(Span, (start, end))` is `Span(start, end)` in half the time, for what is made of every line of a manuscript."""


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


class Edit(NamedTuple):
    """Put `text` in the place of `span`; an empty span inserts, an empty text deletes."""

    span: Span
    text: str


class Restyle(NamedTuple):
    """Give a place of a Word file another format; files of other kinds have none."""

    kind: str
    """page (the section in which the place lies) | paragraph | run"""
    span: Span
    """Physical."""
    values: tuple[tuple[str, str], ...]
    """Properties as the file names them, `ind.firstLine`, `rFonts.eastAsia`, `sz` → value; empty: as if it weren't said."""


def apply(text: str, edits: Iterable[Edit]) -> str:
    """A text with disjoint edits."""
    parts: list[str] = []
    place = 0
    for span, new in sorted(edits):
        parts += (text[place : span.start], new)
        place = span.end
    return "".join((*parts, text[place:]))


def smallest(edit: Edit, old: str) -> Edit:
    """The same edit of the text `old` without the characters that it would leave as they are at both ends."""
    (start, end), new = edit
    while old and new and old[-1] == new[-1]:
        old, new, end = old[:-1], new[:-1], end - 1
    while old and new and old[0] == new[0]:
        old, new, start = old[1:], new[1:], start + 1
    return Edit(Span(start, end), new)


class Position(NamedTuple):
    """A place in the original file: 1-based row and column, in code points."""

    row: int
    column: int


class Directive(NamedTuple):
    """A line that speaks to the program and is no text: `%% bulletin: ignore[P001] 理由`."""

    line: int
    """Index of its line in `Document.lines`."""
    body: str
    """What follows `bulletin:`."""


PARTS = {"body": "正文", "textbox": "文本框", "footnote": "脚注", "endnote": "尾注", "header": "页眉", "footer": "页脚"}


class Look(NamedTuple):
    """How a paragraph of a Word file looks, all styles and defaults counted in."""

    part: str = "body"
    """body | textbox | footnote | endnote | header | footer"""
    style: str = ""
    """The name of its style as Word shows it."""
    level: int = 0
    """Outline level from 1; 0 for body text."""
    alignment: str = "left"
    """left | center | right | both | distribute"""
    face: str = ""
    """The East Asian face of most of its characters."""
    size: float = 0
    """Points of most of its characters."""
    bold: bool = False
    """Whether most of its characters are."""
    indent: float = 0
    """Characters by which its first line is set in."""
    page_break: bool = False
    """Whether a page begins before it."""
    table: bool = False
    """Whether it stands in a table of several rows and columns."""
    lead: int = 0
    """Characters, blanks apart, at its beginning that are set in another face or weight than most of it."""


class Lock(NamedTuple):
    """A stretch of a line that can't be edited, and why."""

    start: int
    end: int
    reason: str


class Line(NamedTuple):
    """One physical line of a text file, or one paragraph of a Word file, with neutral facts about it."""

    start: int
    end: int
    """Where it starts and ends in `Document.text`, without its line end."""
    role: str = "text"
    """text | headline (marked as one by the format) | front (a masthead field of the front matter) | aside (a text of its
    own, such as a footnote: checked, but no part of the bulletin) | opaque (left alone: code, tables, directives, markup)
    | running (the head or foot that every page bears)"""
    key: str = ""
    """For front: the masthead field."""
    cuts: tuple[Span, ...] = ()
    """Markup inside the line that is no text, in order."""
    starts: bool = False
    """Whether the format knows that a new paragraph starts here (a list item, a Word paragraph)."""
    flows: bool = False
    """Whether the format knows that it goes on from the line with text before it."""
    code: tuple[Span, ...] = ()
    """Stretches that are text, but not the author's: rules leave them alone."""
    look: Look | None = None
    """For a paragraph of a Word file."""
    locks: tuple[Lock, ...] = ()
    """Stretches that can't be edited, in order."""


class Document(NamedTuple):
    """A manuscript as its format delivers it: physical text and facts about its lines."""

    name: str
    """How the user named it; shown in findings."""
    format: str
    """text | markdown | word"""
    data: bytes
    encoding: str
    text: str
    """The whole decoded file, BOM apart, line ends as they are."""
    lines: Sequence[Line]
    directives: Sequence[Directive] = ()
    converted: bytes = b""
    """For an old Word file, the new one that it was read through."""

    def obstacle(self, edit: Edit) -> str:
        """Why an edit can't be written; empty where it can. Only Word files have places that can't be edited."""
        if self.format != "word":
            return ""
        (start, end), new = edit
        line = self.lines[self.position(start).row - 1]
        if end > line.end or "\n" in new:
            return "段落不能拆开或合并"
        lock = next((lock for lock in line.locks if lock.start < end and start < lock.end), None)
        if lock is None and start == end:
            # New text goes into the run before its place, else into the one behind it.
            before = next((lock for lock in line.locks if lock.end == start), None)
            behind = next((lock for lock in line.locks if lock.start == start), None)
            if (before or start == line.start) and (behind or start == line.end):
                return (before or behind or Lock(0, 0, "段落里没有文字")).reason
        return lock.reason if lock else ""

    def position(self, offset: int) -> Position:
        """Row and column of a physical offset."""
        row = max(0, bisect_left(self.lines, _beginning(offset + 1)) - 1)
        return Position(row + 1, offset - self.lines[row].start + 1) if self.lines else Position(1, 1)

    def place(self, offset: int) -> str:
        """A physical offset for people: row and column, or the paragraph of a Word file, counted in its own text."""
        row, column = self.position(offset)
        look = self.lines[row - 1].look if row <= len(self.lines) else None
        if look is None:
            return f"{row}:{column}"
        number = sum(line.look is not None and line.look.part == look.part for line in self.lines[:row])
        return f"{PARTS[look.part] if look.part != 'body' else ''}第{number}段第{column}字"


class Paragraph(NamedTuple):
    """One line of the logical text, with what parsing needs to know of its physical form."""

    start: int
    end: int
    """Where it stands in `Source.text`, without the line feed."""
    indent: int
    """Blank columns before its first line; a full-width space counts as two."""
    role: str
    """As in `Line.role`: text | headline | front | aside."""
    key: str
    line: int
    """Index of its first line in `Document.lines`."""
    gap: bool
    """Whether blank lines that mean something stand before it."""
    look: Look | None = None
    """As in `Line.look`."""


Piece = tuple[int, int, str]
"""Start and end of a stretch of physical text that goes into the logical text, and what joins it to the next one."""


class Source:
    """The logical text, its paragraphs, and the way back to the original file."""

    def __init__(self, document: Document, pieces: Iterable[Piece], paragraphs: Sequence[Paragraph]) -> None:
        self.document = document
        self.texts = paragraphs
        """Every paragraph."""
        self.paragraphs = paragraphs
        """Those of the bulletin: asides are texts of their own."""
        if document.format == "word":
            self.paragraphs = [paragraph for paragraph in paragraphs if paragraph.role != "aside"]
        # A large manuscript has many: the loops over them are those of C.
        starts, ends, joiners = tuple(zip(*pieces, strict=True)) or ((), (), ())
        lengths = list(map(sub, ends, starts))
        self._logical: array[int] = array("q", accumulate(map(add, lengths, map(len, joiners)), initial=0))
        self._logical.pop()  # nothing follows the last piece
        self._physical: array[int] = array("q", starts)
        self._length: array[int] = array("q", lengths)
        self._last = 0, 0, 0
        """Start and end of the piece that was asked for last, and its shift: what is asked for next mostly lies there."""
        text = document.text
        words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        behind = (*joiners[:-1], "") if joiners else ()
        self.text = "".join(chain.from_iterable(zip(words, behind, strict=True)))

    def read_as(self, text: str) -> "Source":
        """The same source with another logical text of the same length."""
        other = Source.__new__(Source)
        other.__dict__.update(self.__dict__, text=text)
        return other

    def origin(self, span: Span) -> Span:
        """Where a logical span stands in the physical text."""
        start, end = span
        shift = self._shift(start, end)
        if shift is not None:
            return made(Span, (start + shift, end + shift))
        place = self._place(start)
        return Span(place, self._place(end - 1) + 1 if end > start else place)

    def position(self, offset: int) -> Position:
        """Row and column, in the original file, of a logical offset."""
        return self.document.position(self._place(offset))

    def original_edits(self, edits: Iterable[Edit]) -> list[Edit]:
        """The same edits against the physical text; one that crosses a wrap falls apart, so that the wrap stays."""
        text = self.document.text
        found: list[Edit] = []
        for edit in edits:
            (start, end), new = edit
            shift = self._shift(start, end)
            if shift is None:
                found += [part for part in self._split(edit) if text[part.span.start : part.span.end] != part.text]
            elif text[start + shift : end + shift] != new:
                found.append(made(Edit, (made(Span, (start + shift, end + shift)), new)))
        return found

    def paragraph_at(self, offset: int) -> Paragraph:
        """The paragraph in which a logical offset lies."""
        return self.texts[max(0, bisect_right(self._starts, offset) - 1)]

    @cached_property
    def _starts(self) -> list[int]:
        """Where the paragraphs start: among plain numbers a place is found many times as fast as among paragraphs."""
        return [paragraph[0] for paragraph in self.texts]

    def paragraph_below(self, line: int) -> Paragraph | None:
        """The first paragraph that starts below a physical line."""
        index = bisect_right(self.texts, line, key=attrgetter("line"))
        return self.texts[index] if index < len(self.texts) else None

    @property
    def is_wrapped(self) -> bool:
        """Whether any paragraph has more than one piece of physical text."""
        return len(self._logical) > len(self.texts)

    def joints(self, span: Span) -> list[int]:
        """The places inside a logical span at which a piece of physical text starts."""
        first = bisect_right(self._logical, span.start)
        return list(self._logical[first : bisect_left(self._logical, span.end)])

    def _shift(self, start: int, end: int) -> int | None:
        """By how much a logical stretch is moved in the physical text; None where more than one piece holds it."""
        begin, stop, shift = self._last
        if not begin <= start < stop:
            index = bisect_right(self._logical, start) - 1
            if index < 0:
                return None
            begin = self._logical[index]
            stop, shift = begin + self._length[index], self._physical[index] - begin
            self._last = begin, stop, shift
        return shift if end <= stop else None

    def _place(self, offset: int) -> int:
        if not self._logical:
            return 0
        index = bisect_right(self._logical, offset) - 1
        return self._physical[index] + min(offset - self._logical[index], self._length[index])

    def _split(self, edit: Edit) -> list[Edit]:
        (start, end), text = edit
        if start == end:
            place = self._place(start)
            return [Edit(Span(place, place), text)]
        parts: list[Edit] = []
        index = bisect_right(self._logical, start) - 1
        while index < len(self._logical) and self._logical[index] < end:
            begin = max(0, start - self._logical[index])
            stop = min(end - self._logical[index], self._length[index])
            if begin < stop:
                base = self._physical[index]
                parts.append(Edit(Span(base + begin, base + stop), "" if parts else text))
            index += 1
        return parts


def _beginning(offset: int) -> Any:
    """What is less than every line or paragraph that starts at the offset or behind it: they are tuples too."""
    return (offset,)


def every(text: str, words: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Every place of plain text between two places, from left to right; those that overlap are told as well."""
    at = text.find(words, start, end)
    while at >= 0:
        yield at
        at = text.find(words, at + 1, end)
