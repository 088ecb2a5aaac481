"""Where things stand on the pages of a proof, in mm from the top left corner of the paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pdfplumber

_MM = 25.4 / 72
_SCALE = 8  # pixels a mm, for what must be read from ink


class Line(NamedTuple):
    """Glyphs on one base line."""

    text: str
    left: float
    right: float
    baseline: float


class Bar(NamedTuple):
    """A rule, or a band of ink."""

    left: float
    right: float
    top: float
    bottom: float


class Page(NamedTuple):
    """A page's lines of text, its page number, and its black rules from top to bottom."""

    lines: list[Line]
    number: Line
    bars: list[Bar]


def pages(path: Path) -> list[Page]:
    """All pages of a PDF."""
    with pdfplumber.open(path) as pdf:
        return [_page(page) for page in pdf.pages]


def red(path: Path, place: int = 0) -> list[Bar]:
    """Bands of red ink on a page: the name, the rule."""
    hue, saturation, _ = _image(path, place).convert("HSV").split()
    strong = saturation.point(lambda value: 255 if value > 128 else 0)
    reddish = hue.point(lambda value: 255 if value < 10 or value > 245 else 0)
    from PIL import ImageChops

    return list(_bands(ImageChops.multiply(strong, reddish), 0))


def dash(path: Path, place: int) -> float:
    """Height of the dash before a page's number."""
    number = pages(path)[place].number
    top = round((number.baseline - 5) * _SCALE)
    image = _image(path, place).convert("L")
    dark = image.crop((0, top, round((number.left + 2) * _SCALE), image.height)).point(
        lambda value: 255 * (value < 200)
    )
    band = next(_bands(dark, top))
    return (band.top + band.bottom) / 2


def _image(path: Path, place: int) -> Any:
    with pdfplumber.open(path) as pdf:
        return pdf.pages[place].to_image(resolution=25.4 * _SCALE).original.convert("RGB")


def _bands(mask: Any, top: int) -> Iterator[Bar]:
    """Stretches of rows that hold ink."""
    rows = [*mask.getprojection()[1], 0]
    start = None
    for row, inked in enumerate(rows):
        if inked and start is None:
            start = row
        elif not inked and start is not None:
            left, _, right, _ = mask.crop((0, start, mask.width, row)).getbbox()
            yield Bar(left / _SCALE, right / _SCALE, (top + start) / _SCALE, (top + row) / _SCALE)
            start = None


def _page(page: Any) -> Page:
    *lines, number = _lines(page)
    edges = ("x0", "x1", "top", "bottom")
    bars = {Bar(*(round(rectangle[edge] * _MM, 2) for edge in edges)) for rectangle in page.rects}
    return Page(lines, number, sorted(bars, key=lambda bar: bar.top))


def _lines(page: Any) -> list[Line]:
    rows: dict[int, list[Any]] = {}
    for glyph in page.chars:
        if glyph["text"].strip():
            rows.setdefault(round(glyph["matrix"][5]), []).append(glyph)
    found = []
    for height, glyphs in sorted(rows.items(), reverse=True):
        glyphs.sort(key=lambda glyph: glyph["x0"])
        text = "".join(glyph["text"] for glyph in glyphs)
        found.append(Line(text, glyphs[0]["x0"] * _MM, glyphs[-1]["x1"] * _MM, (float(page.height) - height) * _MM))
    return found
