"""What the rules on layout judge: a manuscript's parts by their lines, how they are set, and the office's template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from bulletin_tools.draft import of_draft
from bulletin_tools.finding import Severity
from bulletin_tools.layout import template as layouts
from bulletin_tools.layout.levels import Heading, heading_of
from bulletin_tools.source import Line, Look, Restyle, Span

if TYPE_CHECKING:
    from bulletin_tools.bulletin import Bulletin
    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.layout.template import Template
    from bulletin_tools.rulebook import Rule
    from bulletin_tools.typeset import Setting, Typeset

_NOTES = ("编者按", "按语", "【编者按", "［编者按")
_ENDS = "。！？；：…”）;:"
_SHORT = 25  # characters: shorter ones without a mark at their end are labels, captions, lines of a form
_ADDRESSEE = 60  # characters of the longest


class Row(NamedTuple):
    """A paragraph of an item."""

    line: int
    """Index in `Document.lines`."""
    span: Span
    text: str
    lead: str
    """Blanks before its text."""
    look: Look
    setting: Setting
    heading: Heading | None
    """The heading that it begins with."""

    @property
    def is_heading(self) -> bool:
        """Whether it is all heading, not a sentence of a list."""
        return self.heading is not None and self.heading.end == len(self.text) and self.text[-1] not in _ENDS

    @property
    def is_prose(self) -> bool:
        """Whether it is a paragraph of sentences, and not a label, an addressee, a line of a form or an item of a list."""
        if self.heading and self.heading.end * 2 > len(self.text):
            return False  # the face of its heading, which may be any, is that of most of it
        addressee = self.text.endswith(("：", ":")) and len(self.text) < _ADDRESSEE
        return not addressee and (len(self.text) >= _SHORT or self.text.endswith(tuple(_ENDS)))


class Printed:
    """A Word manuscript beside its template."""

    def __init__(self, draft: Draft, typeset: Typeset) -> None:
        self._draft = draft
        self._source = draft.source
        self.document = draft.source.document
        self.typeset = typeset
        name, folder = draft.template
        self.template: Template = layouts.load(name or layouts.BASE, folder)

    @property
    def bulletins(self) -> Iterable[Bulletin]:
        """The issues, or drafts."""
        return self._draft.bulletins

    @cached_property
    def is_issue(self) -> bool:
        """Whether it is to be printed as it is: it has the head of an issue."""
        heads = [bulletin.masthead for bulletin in self._draft.bulletins]
        return any(head and (head.number or head.total_number or head.name) for head in heads)

    @cached_property
    def headlines(self) -> list[Row]:
        """The headlines that stand on lines of their own."""
        spans = [item.headline.span for item in self._draft.items if item.headline and item.paragraphs]
        rows = [row for span in spans for row in self.rows(span) if self._end(row.line) <= span.end]
        return [row for row in rows if not row.look.table]

    @cached_property
    def body(self) -> list[Row]:
        """The paragraphs of the items, headings inside them and headlines run in counted in."""
        heads = {row.line for row in self.headlines}
        spans = [paragraph.span for item in self._draft.items for paragraph in item.paragraphs]
        rows = {row.line: row for span in spans for row in self.rows(span)}
        return [
            row
            for row in rows.values()
            if row.line not in heads
            and row.look.part == "body"
            and not (row.look.table or row.setting.framed)
            and row.look.alignment not in ("center", "right")
            and not row.text.startswith(_NOTES)
        ]

    @cached_property
    def prose(self) -> list[Row]:
        """The paragraphs of the body that are sentences, most of them no headline run in."""
        spans = [item.headline.span for item in self._draft.items if item.headline]
        headed = {self._source.paragraph_at(start).line: end - start for start, end in spans}
        return [row for row in self.body if row.is_prose and headed.get(row.line, 0) * 2 < len(row.text)]

    def rows(self, span: Span) -> Iterator[Row]:
        """The paragraphs that a stretch of the logical text touches."""
        first = self._source.paragraph_at(span.start).line
        last = self._source.paragraph_at(max(span.start, span.end - 1)).line
        for index in range(first, last + 1):
            line = self.document.lines[index]
            if line.look is not None and line.role != "opaque":
                yield self._row(index, line, line.look)

    def _row(self, index: int, line: Line, look: Look) -> Row:
        whole = self.document.text[line.start : line.end]
        text = whole.strip()
        lead = whole[: len(whole) - len(whole.lstrip())]
        heading = heading_of(text, self.template.levels.longest)
        return Row(index, Span(line.start, line.end), text, lead, look, self.typeset.settings[index], heading)

    def _end(self, line: int) -> int:
        """Where the logical text of a line ends."""
        return max(one.end for one in self._source.texts if one.line == line)

    def span_of(self, line: int) -> Span:
        """Where a line stands."""
        start, end = self.document.lines[line][:2]
        return Span(start, end)

    def told(self, rule: Rule, place: Span, restyles: Iterable[Restyle] = (), **values: str) -> Finding:
        """What a rule says of a place. A draft is printed anew: what its layout lacks is a hint."""
        finding = rule.restyling(place, () if self.document.converted else restyles, **values)
        return finding if self.is_issue else finding._replace(severity=min(finding.severity, Severity.INFO))


@of_draft
def printed(draft: Draft) -> Printed | None:
    """The manuscript beside its template; None for one whose file says nothing of its type."""
    typeset = draft.typeset
    return Printed(draft, typeset) if typeset and typeset.spoken else None


def times(count: int, unit: str = "段") -> str:
    """（共3段）; nothing for a single one."""
    return f"（共{count}{unit}）" if count > 1 else ""
