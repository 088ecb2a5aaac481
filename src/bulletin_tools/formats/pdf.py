"""PDF files with a text layer: their glyphs as physical lines, indented and parted as on the page. They are only read.

Only this module imports pypdfium2: of the libraries that know the character maps of Chinese faces it is the quickest, is
kept current with Chromium's own, and has wheels for every system without further dependencies.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from bulletin_tools.errors import BulletinError
from bulletin_tools.formats import text as plain
from bulletin_tools.source import Directive, Document, Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_FULL_SPACE = "\u3000"
_WIDE = "“”‘’—…·"
_SAME_ROW = 0.4  # of the size: baselines that are nearer belong to one row
_WORD_GAP, _LETTER_GAP = 0.6, 0.2  # of the size: gaps that part words; those of Latin text are narrower
_PARTED = 1.5  # of the usual distance: rows that are farther apart have a blank line between them
_CENTRED = 1.0  # of the size: how unlike the margins of a centred row may be
_LEAST_INDENT = 1.5  # of the size
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
    running = _running(rows)
    words: list[str] = []
    facts: list[tuple[bool, str]] = []
    for line, starts, row in _lines(rows):
        words.append(line)
        facts.append((starts, "running" if row in running else "text"))
    text = "\n".join(words)
    found, directives = plain.lines(text)
    marked = [
        line._replace(starts=starts, role=role) if line.role == "text" else line
        for line, (starts, role) in zip(found, facts, strict=False)
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


def _lines(rows: Sequence[_Row]) -> Iterator[tuple[str, bool, _Row | None]]:
    """The lines of text, whether each surely starts a paragraph, and its row; a blank line has none."""
    left, right = _edges(rows)
    distances = [above.y - row.y for above, row in pairwise(rows) if above.page == row.page]
    usual = median(distances) if distances else 0
    for above, row in pairwise([None, *rows]):
        assert row is not None
        turned = above is not None and above.page != row.page
        if above and not turned and above.y - row.y > _PARTED * usual:
            yield "", False, None
        centred = _is_centred(row, left, right)
        indent = 0 if centred else max(0, round((row.x - left) / row.size))
        yield "\f" * turned + _FULL_SPACE * indent + _words(row), centred, row


def _edges(rows: Sequence[_Row]) -> tuple[float, float]:
    """The left and right edge of the text."""
    long = [row for row in rows if len(row.glyphs) >= _LONG] or rows
    return min(row.x for row in long), max(row.end for row in long)


def _is_centred(row: _Row, left: float, right: float) -> bool:
    before, after = row.x - left, right - row.end
    return before > _LEAST_INDENT * row.size and abs(before - after) < _CENTRED * row.size


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
