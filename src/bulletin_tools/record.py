"""What lint said of a manuscript as plain data: what a cache keeps, and what one process sends to another.

The manuscript itself is decoded only where its text is asked for, and parsed only where its items are.
"""

import marshal
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from bulletin_tools import formats, masking
from bulletin_tools.finding import Finding, Fix, Severity
from bulletin_tools.source import Document, Edit, Restyle, Span

if TYPE_CHECKING:
    from bulletin_tools.bulletin import Bulletin, Item
    from bulletin_tools.lint import Report

_MARSHAL_VERSION = 4
_TEXTS = ("text", "markdown")
"""Formats whose documents are made again more quickly than sent."""
_LEVELS = {int(level): level for level in Severity}


class _Held(NamedTuple):
    """The content of a record."""

    characters: int
    format: str
    encoding: str
    secrets: Sequence[Any]
    findings: Sequence[Any]


class Record:
    """A report that was made at another time or by another process; it answers what a `lint.Report` answers."""

    def __init__(self, name: str, data: bytes, content: bytes | None = None, document: Document | None = None) -> None:
        """`content` is what `packed` made of a report on a manuscript of these bytes."""
        self.name = name
        self.data = data
        if content is not None:
            self.content = content
        self._document = document

    @classmethod
    def of(cls, report: "Report | Record") -> "Record":
        """The record of a report that was just made; it is packed only where it is kept or sent."""
        if isinstance(report, Record):
            return report
        document = report.document
        made = cls(document.name, document.data, document=document)
        made.characters, made.findings, made.secrets = report.characters, report.findings, report.secrets
        made.bulletins = report.bulletins
        return made

    @cached_property
    def content(self) -> bytes:
        """The report as plain data."""
        return packed(self)

    @cached_property
    def _held(self) -> "_Held":
        return _Held(*marshal.loads(self.content))

    @cached_property
    def characters(self) -> int:
        """As in `Report`."""
        return self._held.characters

    @cached_property
    def secrets(self) -> Sequence[Span]:
        """As in `Report`."""
        return [Span(*span) for span in self._held.secrets]

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """As in `Report`. Errors: ValueError, EOFError or TypeError where the content is none."""
        return [
            Finding(code, name, _LEVELS[level], Span(start, end), message, fix and _fix(*fix), item)
            for code, name, level, start, end, message, item, fix in self._held.findings
        ]

    @cached_property
    def document(self) -> Document:
        """The manuscript."""
        return self._document or formats.again(self.data, self.name, self._held.format, self._held.encoding)

    @property
    def shown(self) -> str:
        """As in `Report`."""
        return masking.shown(self.document.text, self.secrets) if self.secrets else self.document.text

    @cached_property
    def bulletins(self) -> Sequence["Bulletin"]:
        """As in `Report`."""
        from bulletin_tools.parse import parse
        from bulletin_tools.unwrap import unwrap

        return parse(unwrap(self.document))

    @property
    def items(self) -> list["Item"]:
        """As in `Report`."""
        return [item for bulletin in self.bulletins for item in bulletin.items]

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        """The way to another process."""
        document = self._document if self._document and self._document.format not in _TEXTS else None
        return Record, (self.name, self.data, self.content, document)


def packed(report: "Report | Record") -> bytes:
    """What a report says, apart from its manuscript."""
    found = [
        (
            finding.code, finding.name, int(finding.severity), *finding.span, finding.message, finding.item,
            finding.fix and _packed_fix(finding.fix),
        )
        for finding in report.findings
    ]  # fmt: skip
    secrets = [tuple(span) for span in report.secrets]
    held = (report.characters, report.document.format, report.document.encoding, secrets, found)
    return marshal.dumps(held, _MARSHAL_VERSION)


def _packed_fix(fix: Fix) -> tuple[object, ...]:
    edits = [(*edit.span, edit.text) for edit in fix.edits]
    restyles = [(restyle.kind, *restyle.span, restyle.values) for restyle in fix.restyles]
    return fix.safe, fix.message, edits, restyles


def _fix(safe: bool, message: str, edits: Sequence[Any], restyles: Sequence[Any]) -> Fix:
    return Fix(
        tuple([Edit(Span(start, end), text) for start, end, text in edits]),
        safe,
        message,
        tuple([Restyle(kind, Span(start, end), values) for kind, start, end, values in restyles]),
    )
