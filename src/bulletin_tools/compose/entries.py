"""What departments sent in, and the items of it that an issue can take."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bulletin_tools import formats, masking
from bulletin_tools.bulletin import Bulletin, Item
from bulletin_tools.convert.tidy import tidy
from bulletin_tools.parse import parse
from bulletin_tools.parse.sources import is_unit
from bulletin_tools.source import Document, Source, Span
from bulletin_tools.unwrap import unwrap

_EXCERPT = 16


class Submission(NamedTuple):
    """One manuscript as it was sent in, and tidied with its items."""

    path: Path
    document: Document
    source: Source
    """Of the tidied text."""
    bulletins: Sequence[Bulletin]

    @property
    def items(self) -> list[Item]:
        return [item for bulletin in self.bulletins for item in bulletin.items]

    @property
    def left_out(self) -> list[str]:
        """The beginnings of the lines that no item has: they don't get into the issue."""
        taken = [span for item in self.items for span in _taken(item)]
        return [
            _excerpt(self.source.text[paragraph.start : paragraph.end])
            for paragraph in self.source.paragraphs
            if not any(span.start < paragraph.end and paragraph.start < span.end for span in taken)
        ]


class Entry(NamedTuple):
    """An item as it goes into the issue."""

    path: Path
    kind: str
    """full | brief"""
    section: str
    headline: str
    paragraphs: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def title(self) -> str:
        """What it is called in messages."""
        return _excerpt(self.headline or (self.paragraphs[0] if self.paragraphs else ""))


def submission(path: Path, encoding: str | None = None) -> Submission:
    """Read and tidy what a department sent in. Errors: `BulletinError` without the file's name."""
    document = formats.read(path, encoding)
    source = unwrap(formats.from_text(tidy(document).text))
    return Submission(path, document, source, parse(source))


def entries(sent: Submission) -> Iterator[Entry]:
    """The items of a manuscript."""
    for item in sent.items:
        yield Entry(
            sent.path,
            item.kind,
            item.section.value if item.section else "",
            item.headline.value if item.headline else "",
            tuple(field.value for field in item.paragraphs),
            departments(item, sent.source.text),
        )


def departments(item: Item, text: str) -> tuple[str, ...]:
    """Who sent an item in: its sources, or where it names none those who signed it."""
    return tuple(field.value for field in item.sources) or _signers(text, item)


def _excerpt(words: str) -> str:
    words = masking.discreet(words)
    return words if len(words) <= _EXCERPT else words[:_EXCERPT] + "…"


def _signers(text: str, item: Item) -> tuple[str, ...]:
    lines = text[slice(*item.signed)].split("\n") if item.signed else []
    return tuple(line.strip() for line in lines if is_unit(line.strip()))


def _taken(item: Item) -> Iterator[Span]:
    """The places of an item that go into the issue."""
    yield from (field.span for field in (item.headline, item.section, *item.paragraphs) if field)
    yield from (span for span in (item.source_span, item.signed) if span)
