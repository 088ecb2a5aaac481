"""The issues before this one: they tell its number, and what has been printed already.

The number is remembered by the issues themselves: the last of them says which comes next.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from bulletin_tools import formats
from bulletin_tools.bulletin import Bulletin
from bulletin_tools.compose.issue import Heads
from bulletin_tools.convert.blocks import start_of
from bulletin_tools.convert.tidy import tidy
from bulletin_tools.errors import BulletinError
from bulletin_tools.parse import parse
from bulletin_tools.source import Span
from bulletin_tools.unwrap import unwrap


class Past(NamedTuple):
    """One earlier issue."""

    path: Path
    bulletin: Bulletin
    text: str
    """Its clean text."""

    @property
    def number(self) -> int:
        return _digits(self.bulletin, "number")

    @property
    def total(self) -> int:
        return _digits(self.bulletin, "total_number")

    @property
    def date(self) -> str:
        """ISO 8601; empty where it bears none."""
        head = self.bulletin.masthead
        return head.date.value if head and head.date else ""

    @property
    def name(self) -> str:
        """What people call it."""
        return f"第{self.number}期（{self.path}）"


def read(paths: Iterable[Path]) -> Iterator[Past]:
    """The issues in files; a file without a numbered masthead is none, one that can't be read neither."""
    for path in paths:
        try:
            document = formats.read(path)
        except BulletinError:
            continue
        if any(_digits(bulletin, "number") for bulletin in parse(unwrap(document))):
            yield from _issues(path, tidy(document).text)


def _issues(path: Path, text: str) -> Iterator[Past]:
    """The issues of a file's clean text, each with its own part of it."""
    source = unwrap(formats.from_text(text))
    bulletins = parse(source)
    starts = [source.origin(Span(start_of(bulletin), start_of(bulletin))).start for bulletin in bulletins]
    for bulletin, start, end in zip(bulletins, starts, [*starts[1:], len(text)], strict=True):
        if _digits(bulletin, "number"):
            yield Past(path, bulletin, text[start:end])


def latest(past: Iterable[Past]) -> Past | None:
    """The last issue, by date and number."""
    return max(past, key=lambda issue: (issue.date, issue.number), default=None)


def next_heads(given: Heads, last: Past | None) -> Heads:
    """The heads of the next issue: as given, else going on from the last one; a year starts with number 1.

    Errors: `BulletinError` where neither tells a number.
    """
    if last is None:
        if not given.number:
            raise BulletinError("不知道是第几期：请用--number给出，或用--against指明往期")
        return given
    new_year = bool(last.date) and given.date[:4] > last.date[:4]
    head = last.bulletin.masthead
    assert head
    total = given.total_number or (str(last.total + 1) if last.total else "")
    if given.number and int(given.number) != last.number + 1 and not given.total_number:
        total = str(last.total + int(given.number) - last.number) if last.total and not new_year else ""
    return given._replace(
        name=given.name or (head.name.value if head.name else ""),
        issuer=given.issuer or (head.issuer.value if head.issuer else ""),
        number=given.number or ("1" if new_year else str(last.number + 1)),
        total_number=total,
    )


def _digits(bulletin: Bulletin, key: str) -> int:
    field = getattr(bulletin.masthead, key) if bulletin.masthead else None
    return int(field.value) if field and field.value.isdecimal() else 0
