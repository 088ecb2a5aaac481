"""Logical text → the model of its issues. It reads what is there, and never refuses a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin_tools.bulletin import Bulletin
from bulletin_tools.parse import contents, footer, items, masthead
from bulletin_tools.parse.shapes import body_indent

if TYPE_CHECKING:
    from bulletin_tools.source import Source


def parse(source: Source) -> list[Bulletin]:
    """The issues in a text, in order; a draft without a masthead is one issue of one item."""
    found: list[Bulletin] = []
    indent = body_indent(source)
    index = 0
    while index < len(source.paragraphs):
        head, index = masthead.read(source, index)
        entries, index = contents.read(source, index)
        news, index = items.read(source, index, entries, indent)
        foot, index = footer.read(source, index)
        found.append(Bulletin(head, entries, news, foot))
    return found


__all__ = ["parse"]
