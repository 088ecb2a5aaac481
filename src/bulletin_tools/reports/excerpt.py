"""A stretch of the manuscript as a person reads it: on one line, with nothing invisible."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bulletin_tools.source import Edit, Span, apply

if TYPE_CHECKING:
    from collections.abc import Sequence

_AROUND = 14  # code points of context on either side
_LONGEST = 60  # code points of the marked text itself
_BREAK = re.compile(r"[ \t\u3000\xa0\f]*(?:\r\n|\r|\n|\v)[ \t\u3000\xa0\f\v\r\n]*")
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")


def shown(text: str) -> str:
    """The text on one line, its invisible characters spelt out."""
    return text if text.isprintable() else visible(_BREAK.sub("", text))


def visible(text: str) -> str:
    """The text with its invisible characters spelt out."""
    return _HIDDEN.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)


def excerpt(text: str, span: Span, within: Span | None = None) -> tuple[str, str, str]:
    """What stands before, in and after a span, `within` a stretch of the text if one is given."""
    start, end = span
    before, after = _context(text, span, within)
    marked = shown(text[start:end])
    if len(marked) > _LONGEST:
        marked = f"{marked[: _LONGEST // 2]}…{marked[-_LONGEST // 2 :]}"
    return shown(text[before:start]), marked, shown(text[end:after])


def mended(text: str, span: Span, edits: Sequence[Edit], within: Span | None = None) -> str:
    """The same stretch with its edits made."""
    spans = [span, *(edit.span for edit in edits)]
    before, after = _context(text, Span(min(spans)[0], max(place.end for place in spans)), within)
    moved = [Edit(Span(start - before, end - before), new) for (start, end), new in edits]
    return shown(apply(text[before:after], moved))


def changed(text: str, edits: Sequence[Edit]) -> list[tuple[str, str]]:
    """What edits make of their surroundings, in order: stretches that are the `same`, `old` or `new`."""
    first, last = min(edit.span for edit in edits), max(edit.span for edit in edits)
    place, after = _context(text, Span(first.start, last.end))
    parts: list[tuple[str, str]] = []
    for (start, end), new in sorted(edits):
        parts += (("same", text[place:start]), ("old", text[start:end]), ("new", new))
        place = end
    parts.append(("same", text[place:after]))
    return [(kind, shown(words)) for kind, words in parts if words]


def _context(text: str, span: Span, within: Span | None = None) -> tuple[int, int]:
    """As much around a span as is worth showing; what it has itself is never cut off."""
    first, last = within or (0, len(text))
    return max(min(first, span.start), span.start - _AROUND), min(max(last, span.end), span.end + _AROUND)
