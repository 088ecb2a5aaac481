"""Word files as the program prints them, with a template's values or single formats changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bulletin_tools import formats
from bulletin_tools.formats.word import restyled
from bulletin_tools.layout import template as layouts
from bulletin_tools.layout.template import Template
from bulletin_tools.layout.writer import write
from bulletin_tools.parse import parse
from bulletin_tools.source import Document, Restyle, Span
from bulletin_tools.unwrap import unwrap

_OF_PARAGRAPH = ("ind", "jc", "pBdr", "spacing")


def varied(template: Template, layout: Mapping[str, Mapping[str, Any]]) -> Template:
    """A template with some values changed."""
    tables = {name: getattr(template, name)._replace(**values) for name, values in layout.items()}
    return template._replace(**tables)


def printed(
    text: str,
    layout: Mapping[str, Mapping[str, Any]] | None = None,
    restyle: Mapping[str, Mapping[str, str]] | None = None,
    template: str = layouts.BASE,
) -> Document:
    """A manuscript, printed and read again."""
    source = unwrap(formats.from_bytes(text.encode(), "稿件.txt"))
    (bulletin,) = parse(source)
    data = write(bulletin, varied(layouts.load(template), layout or {}), source.text).data
    document = formats.from_bytes(data, "稿件.docx")
    restyles = [_restyle(document, words, values) for words, values in (restyle or {}).items()]
    return formats.from_bytes(restyled(data, restyles), "稿件.docx")


def _restyle(document: Document, words: str, values: Mapping[str, str]) -> Restyle:
    start = document.text.index(words)
    kind = "paragraph" if next(iter(values)).split(".")[0] in _OF_PARAGRAPH else "run"
    return Restyle(kind, Span(start, start + len(words)), tuple(values.items()))
