"""PDF files with a text layer: their glyphs as physical lines, indented and parted as on the page. They are only read.

Only this module imports pypdfium2: of the libraries that know the character maps of Chinese faces it is the quickest, is
kept current with Chromium's own, and has wheels for every system without further dependencies.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from bulletin_tools.errors import BulletinError
from bulletin_tools.formats import text as plain
from bulletin_tools.source import Directive, Document, Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_FULL_SPACE = "\u3000"
_WIDE = "“”‘’—…·"
_HANGING = "，。、；：！？）》”’"
_SAME_ROW = 0.4  # of the size: baselines that are nearer belong to one row
_WORD_GAP, _LETTER_GAP = 0.6, 0.2  # of the size: gaps that part words; those of Latin text are narrower
_PARTED = 1.5  # of the usual distance: rows that are farther apart have a blank line between them
_CENTRED = 1.0  # of the size: how unlike the margins of a centred row may be
_LEAST_INDENT = 1.5  # of the size
_INDENTED = 0.5  # of the size: rows that start farther in start a paragraph
_FREE = 0.6  # of the size: room that a full row may leave beside that for the next word
_ENOUGH = 6  # long rows that tell a page's own edges
_PAGE = re.compile(r"[\s—–―－-]*\d{1,4}[\s—–―－-]*|第\s*\d+\s*页.{0,8}")
_WORD = re.compile(r"[“‘（《〈【]*(?:[!-~]+[%％]?|.)[，。、；：！？）》〉】”’]*")  # what no line break parts
_LONG = 10  # glyphs of a row that tells where the text's edges are
_REPEATED = 3  # pages that bear the same head
_PASSWORD = 4  # pdfium's code of the error


class _Glyph(NamedTuple):
    char: str
    x: float
    end: float
    y: float
    """Of the baseline, in points from the foot of the page."""
    size: float


class _Fact(NamedTuple):
    """What the page tells of a line."""

    role: str = "text"
    flows: bool = False


class _Row(NamedTuple):
    glyphs: tuple[_Glyph, ...]
    page: int

    @property
    def x(self) -> float:
        return self.glyphs[0].x

    @property
    def end(self) -> float:
        return self.glyphs[-1].end

    @property
    def y(self) -> float:
        return self.glyphs[0].y

    @property
    def size(self) -> float:
        return max(glyph.size for glyph in self.glyphs)


def read(data: bytes, name: str) -> Document:
    """The text of a PDF file; a form feed starts each page but the first. Errors: `BulletinError`."""
    rows = [row for page, glyphs in enumerate(_pages(data)) for row in _rows(glyphs, page)]
    if not rows:
        raise BulletinError("PDF里没有文字，像是扫描件，请先做文字识别（OCR）")
    laid = list(_lines(rows))
    text = "\n".join(words for words, _ in laid)
    found, directives = plain.lines(text)
    marked = [
        line._replace(starts=not fact.flows, role=fact.role, flows=fact.flows) if line.role == "text" else line
        for line, (_, fact) in zip(found, laid, strict=False)
    ]
    return Document(name, "pdf", data, "utf-8", text, marked, directives)


def lines(text: str) -> tuple[list[Line], list[Directive]]:
    """The lines of a text that was read from a PDF file."""
    return plain.lines(text)


def _pages(data: bytes) -> Iterator[list[_Glyph]]:
    try:
        import pypdfium2
    except ImportError:
        raise BulletinError("读PDF文件要另装一个库：pip install bulletin-tools[pdf]") from None
    try:
        document = pypdfium2.PdfDocument(data)
        for number in range(len(document)):
            page = document[number]
            yield list(_glyphs(page.get_textpage(), pypdfium2.raw))
            page.close()
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower()
        raise BulletinError("PDF有密码，请先解开" if locked else "不是完好的PDF文件") from None


def _glyphs(page: Any, raw: Any) -> Iterator[_Glyph]:
    """The glyphs of a page that are really there; pdfium makes up blanks and line ends of its own."""
    left, right, low, high = (ctypes.c_double() for _ in range(4))
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page, index)
        if raw.FPDFText_IsGenerated(page, index) == 1 or code in (0, 0xFFFE) or chr(code).isspace():
            continue
        raw.FPDFText_GetCharBox(page, index, left, right, low, high)
        raw.FPDFText_GetCharOrigin(page, index, x, y)
        size = raw.FPDFText_GetFontSize(page, index) or high.value - low.value
        width = size if code > 0x2E7F or chr(code) in _WIDE else size / 2
        start = x.value
        yield _Glyph(chr(code), start, max(start + width * 0.9, right.value), y.value, size)


def _rows(glyphs: Iterable[_Glyph], page: int) -> Iterator[_Row]:
    """The rows of a page from top to bottom, each from left to right."""
    row: list[_Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.y):
        if row and row[0].y - glyph.y > _SAME_ROW * max(row[0].size, glyph.size):
            yield _Row(tuple(sorted(row, key=lambda held: held.x)), page)
            row = []
        row.append(glyph)
    if row:
        yield _Row(tuple(sorted(row, key=lambda held: held.x)), page)


def _running(rows: Sequence[_Row]) -> set[_Row]:
    """The rows at the head or foot of pages that several bear, left and right pages perhaps different ones."""
    edges = [rows[0], rows[-1]]
    for row, below in pairwise(rows):
        if row.page != below.page:
            edges += (row, below)
    said = {row: "".join(char for char in _words(row) if char.isalpha()) for row in edges}
    counts = Counter(said.values())
    return {row for row, words in said.items() if words and counts[words] >= _REPEATED}


def _lines(rows: Sequence[_Row]) -> Iterator[tuple[str, _Fact]]:
    """The lines of text with what the page tells of each; a blank line where rows are farther apart than usual."""
    running = _running(rows)
    edges = _edges(rows)
    distances = [above.y - row.y for above, row in pairwise(rows) if above.page == row.page]
    usual = median(distances) if distances else 0
    body: _Row | None = None  # the last row that is no furniture of the page
    for above, row in pairwise([None, *rows]):
        assert row is not None
        turned = above is not None and above.page != row.page
        parted = above is not None and not turned and above.y - row.y > _PARTED * usual
        if parted:
            yield "", _Fact()
        words = _words(row)
        role = "running" if row in running else "text"
        flows = role == "text" and body is not None and not parted and _flows(body, row, edges)
        left, right = edges[row.page]
        indent = 0 if _is_centred(row, left, right) else max(0, round((row.x - left) / row.size))
        yield "\f" * turned + _FULL_SPACE * indent + words, _Fact(role, flows)
        if role == "text" and not _PAGE.fullmatch(words):
            body = row


def _flows(above: _Row, row: _Row, edges: Mapping[int, tuple[float, float]]) -> bool:
    """Whether a row goes on from the one above: that one is full, and this one isn't indented."""
    left, _ = edges[row.page]
    if row.x - left > _INDENTED * row.size or abs(row.size - above.size) > 1 or _is_centred(above, *edges[above.page]):
        return False
    first = _WORD.match("".join(glyph.char for glyph in row.glyphs))
    needed = row.glyphs[max(1, first.end()) - 1].end - row.x if first else row.size  # there was no room for it above
    return edges[above.page][1] - above.end < needed + _FREE * row.size


def _edges(rows: Sequence[_Row]) -> dict[int, tuple[float, float]]:
    """The left and right edge of the text on each page; a page with few rows has those of the whole file."""
    long = [row for row in rows if len(row.glyphs) >= _LONG] or list(rows)
    by_page: dict[int, list[_Row]] = {}
    for row in long:
        by_page.setdefault(row.page, []).append(row)
    whole = _edge(long)
    return {
        page: _edge(own) if len(own := by_page.get(page, [])) >= _ENOUGH else whole
        for page in {row.page for row in rows}
    }


def _edge(rows: Sequence[_Row]) -> tuple[float, float]:
    """The left and right edge of rows; a mark at the end may hang over."""
    ends = (row.glyphs[-2].end if row.glyphs[-1].char in _HANGING and len(row.glyphs) > 1 else row.end for row in rows)
    return min(row.x for row in rows), max(ends)


def _is_centred(row: _Row, left: float, right: float) -> bool:
    before, after, size = row.x - left, right - row.end, row.size
    indented = abs(before - 2 * size) < _INDENTED * size  # as a paragraph is
    return not indented and min(before, after) > _LEAST_INDENT * size and abs(before - after) < _CENTRED * size


def _words(row: _Row) -> str:
    """The text of a row; a gap as wide as a character is a blank."""
    parts = [row.glyphs[0].char]
    for glyph, following in pairwise(row.glyphs):
        gap, size = following.x - glyph.end, max(glyph.size, following.size)
        latin = glyph.char.isascii() and following.char.isascii() and glyph.char.isalpha() and following.char.isalpha()
        if gap >= size:
            parts.append(_FULL_SPACE * round(gap / size))
        elif gap > (_LETTER_GAP if latin else _WORD_GAP) * size:
            parts.append(" ")
        parts.append(following.char)
    return "".join(parts)
