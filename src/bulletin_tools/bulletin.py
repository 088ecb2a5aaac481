"""The model of a bulletin issue. Every field is a value and the span of the logical text that it was read from."""

from typing import Literal, NamedTuple

from bulletin_tools.source import Span


class Field(NamedTuple):
    """A value (indents and letter-spacing closed, dates as ISO 8601) and where it stands."""

    value: str
    span: Span


class Masthead(NamedTuple):
    """The head of an issue: what is printed in red, and the line below it."""

    span: Span
    """From the first to the last paragraph that belongs to it."""
    name: Field | None = None
    number: Field | None = None
    """Digits of 第N期, as written."""
    total_number: Field | None = None
    issuer: Field | None = None
    date: Field | None = None
    classification: Field | None = None
    copy_number: Field | None = None


class Item(NamedTuple):
    """One piece of news in an issue."""

    kind: Literal["full", "brief"]
    span: Span
    """From its headline (or brief mark) to the end of its source."""
    section: Field | None
    """The head 【…】 under which it stands, brackets apart."""
    headline: Field | None
    paragraphs: tuple[Field, ...]
    """The body, source bracket apart."""
    sources: tuple[Field, ...]
    """Each source department; a bracket of persons' names only is one source, as printed."""
    source_span: Span | None
    """The bracket or the line that names the sources, brackets and label included."""
    signed: Span | None = None
    """落款: the department and date that close a single item."""


class Footer(NamedTuple):
    """The foot of an issue; the fields are what follows their labels."""

    span: Span
    report: Field | None = None
    """报"""
    send: Field | None = None
    """送"""
    issue: Field | None = None
    """发"""
    copies: Field | None = None
    """Digits of 共印N份."""
    editor: Field | None = None
    telephone: Field | None = None


class Bulletin(NamedTuple):
    """One issue, or a draft without a masthead."""

    masthead: Masthead | None
    contents: tuple[Field, ...]
    """The headlines that the table of contents lists."""
    items: tuple[Item, ...]
    footer: Footer | None
