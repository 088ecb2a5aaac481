"""The text of a Word file, every character with the run and the text node that hold it.

`read` walks body, text boxes, notes, headers and footers once. Its paragraphs stand in the order in which their texts
are joined by line feeds to `Document.text`, so paragraph N is line N of the document. Offsets inside a paragraph count
from its own start.
"""

from collections.abc import Mapping
from typing import NamedTuple

from bulletin_tools.formats.word.xml import Element


class Atom(NamedTuple):
    """A stretch of a paragraph's text that one node holds."""

    start: int
    end: int
    text: str
    run: Element | None
    """Its w:r; None for what Word makes itself and no run holds: an automatic number."""
    node: Element | None
    """w:t, or what stands for a character: w:tab, w:br, w:sym. In a w:t, the atom is the whole text of the node."""
    lock: str = ""
    """Why it can't be edited; empty where it can."""
    format: Mapping[str, str] = {}
    """The effective properties of its run, named as in `styles`."""


class TextParagraph(NamedTuple):
    """A paragraph as its text reads with all revisions accepted."""

    start: int
    """Where it starts in `Document.text`."""
    text: str
    elements: tuple[Element, ...]
    """Its w:p; several where a tracked deletion took the marks between them."""
    atoms: tuple[Atom, ...]
    part: str
    """The name of the part that it stands in."""
    kind: str
    """body | textbox | footnote | endnote | header | footer"""
    table: bool = False
    """Whether it stands in a table of several rows and columns."""
    listed: Element | None = None
    """The w:pPr of its list, which `Styles.paragraph` lays over that of its style."""

    @property
    def end(self) -> int:
        """Where it ends in `Document.text`."""
        return self.start + len(self.text)
