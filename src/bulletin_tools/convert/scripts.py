"""A whole manuscript from simplified to traditional characters or back, quotation marks included."""

from functools import partial
from itertools import compress, count
from operator import ne

from bulletin_tools import script
from bulletin_tools.source import Document, Edit, Span
from bulletin_tools.unwrap import unwrap

WAYS = (*script.TRADITIONAL_FORMS, "t2s")
"""To traditional characters, to simplified ones."""


def rewritten(text: str, way: str) -> str:
    """The text in the other characters; its length stays. Words are looked up within a line."""
    if way == "t2s":
        return script.requoted(_standard(script.aligned(text, script.from_traditional)), script.CURLY)
    return script.requoted(script.aligned(text, partial(script.traditional, form=way)), script.CORNER)


def edits(document: Document, way: str) -> list[Edit]:
    """What to change in a manuscript; words are whole in spite of wraps, and its layout stays as it is."""
    source = unwrap(document)
    new = rewritten(source.text, way)
    found = source.original_edits(
        Edit(Span(place, place + 1), new[place]) for place in compress(count(), map(ne, source.text, new))
    )
    for line in document.lines:
        if line.role == "opaque" and document.text[line.start : line.end].lstrip().startswith("|"):
            found += _line_edits(document.text[line.start : line.end], line.start, way)
    return found


def _line_edits(row: str, start: int, way: str) -> list[Edit]:
    """Those of a table's row, which is no part of the logical text."""
    pairs = enumerate(zip(row, rewritten(row, way), strict=True), start)
    return [Edit(Span(place, place + 1), new) for place, (old, new) in pairs if old != new]


def _standard(text: str) -> str:
    """Variants and Japanese forms, which are no traditional characters, become standard ones too."""
    forms = {ord(char): script.standard_form(char) for char in script.rare(text) if script.is_han(char)}
    return text.translate(forms).replace("‧", "·")
