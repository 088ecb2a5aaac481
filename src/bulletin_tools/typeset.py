"""How a Word file is set: neutral facts of its pages and paragraphs, all styles and defaults counted in.

Lengths on a page are millimetres, lengths of type points, indents characters of the paragraph's own size.
"""

from collections.abc import Sequence
from typing import NamedTuple

from bulletin_tools.source import Span


class Stretch(NamedTuple):
    """Characters of a paragraph that are set alike."""

    span: Span
    """In `Document.text`."""
    face: str
    """The East Asian face; empty where the file doesn't say."""
    latin: str
    """The face of digits and letters."""
    size: float
    colour: str
    """RRGGBB; empty for automatic, which is black."""
    spacing: float
    """What each character gains, or gives up (negative)."""


class Border(NamedTuple):
    """A line above or below a paragraph."""

    style: str
    weight: float
    colour: str
    """As in `Stretch.colour`."""


class Setting(NamedTuple):
    """How one paragraph is set."""

    alignment: str = "left"
    """left | center | right | both | distribute"""
    indent: float = 0
    """Where its first line begins, the indent of the whole paragraph counted in."""
    left: float = 0
    right: float = 0
    leading: float = 0
    """Points of a line of exact height; 0 for any other."""
    lines: float = 1
    """Line height in lines, where it isn't exact; 0 where it has a least height."""
    before: float = 0
    after: float = 0
    snaps: bool = True
    """Whether its lines stand on the page's grid."""
    above: Border | None = None
    below: Border | None = None
    numbered: bool = False
    """Whether Word writes its number."""
    drawn: bool = False
    """Whether a picture or a shape stands in it."""
    framed: bool = False
    """Whether it stands in a frame or a text box."""
    page: int = 0
    """Index of its `Page`."""
    stretches: Sequence[Stretch] = ()


class Number(NamedTuple):
    """The page number of a section's odd or even pages."""

    pages: str
    """odd | even | first | all"""
    line: int
    """Index of its paragraph in `Document.lines`."""
    form: str
    """Its paragraph's text, {} for the number."""


class Page(NamedTuple):
    """Paper, margins and grid of a section."""

    line: int
    """Index of its first paragraph in `Document.lines`."""
    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    footer: float
    """From the paper's edge to the lower edge of the footer."""
    grid: str
    """none | lines | linesAndChars"""
    pitch: float
    """Points of a line of the grid."""
    widening: float
    """Points that the grid adds to each character."""
    numbers: Sequence[Number] = ()


class Typeset(NamedTuple):
    """All facts of a file."""

    pages: Sequence[Page]
    settings: Sequence[Setting]
    """One for each of `Document.lines`."""
    spoken: bool
    """Whether the file says anything of its type: bare text from a program doesn't."""
