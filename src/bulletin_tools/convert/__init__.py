"""Untidy manuscripts become clean ones, simplified ones traditional, and the reverse; nothing is lost on the way."""

from collections.abc import Sequence
from typing import NamedTuple

from bulletin_tools import formats
from bulletin_tools.convert import scripts
from bulletin_tools.convert.doubts import Note
from bulletin_tools.convert.tidy import tidy
from bulletin_tools.source import Document, apply

FORMS = {".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown"}
"""Suffix → what a manuscript is written as."""


class Converted(NamedTuple):
    """A manuscript as it should be written."""

    text: str
    data: bytes
    encoding: str
    """That of the data: the manuscript's own if it has all the characters, else UTF-8."""
    missing: str = ""
    """A character that the manuscript's own encoding lacks."""
    changes: Sequence[Note] = ()
    doubts: Sequence[Note] = ()
    rewritten: int = 0
    """How many characters and marks were put into the other script."""


def convert(document: Document, form: str = "text", way: str = "", *, mark: bool = False) -> Converted:
    """Convert a manuscript: tidied, and into the other characters if a way is given.

    Where only the characters are to change, and in Markdown that stays Markdown, the layout is kept as it is; `mark` asks
    for a tidied text.
    """
    if form == document.format and (form == "markdown" or (way and not mark)):
        edits = scripts.edits(document, way) if way else []
        return _kept(document, apply(document.text, edits))._replace(rewritten=len(edits))
    clean = tidy(document, form, mark=mark)
    text = scripts.rewritten(clean.text, way) if way else clean.text
    changed = sum(old != new for old, new in zip(clean.text, text, strict=True))
    done = _kept(document, _with_line_ends(text, document))
    return done._replace(changes=clean.changes, doubts=clean.doubts, rewritten=changed)


def _kept(document: Document, text: str) -> Converted:
    """The text in the manuscript's own encoding, BOM included, or else in UTF-8."""
    if document.format not in FORMS.values():
        return Converted(text, text.encode(), "utf-8")
    try:
        return Converted(text, formats.bom(document) + text.encode(document.encoding), document.encoding)
    except UnicodeEncodeError as error:
        return Converted(text, text.encode("utf-8"), "utf-8", text[error.start])


def _with_line_ends(text: str, document: Document) -> str:
    return text.replace("\n", "\r\n") if "\r\n" in document.text else text


__all__ = ["FORMS", "Converted", "convert"]
