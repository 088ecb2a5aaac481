"""Reads how a Word file is set: the facts of `typeset`."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from bulletin_tools.formats.word import Manuscript
from bulletin_tools.formats.word.fields import FIELD
from bulletin_tools.formats.word.looks import ALIGNMENTS, measure, points
from bulletin_tools.formats.word.mapping import Atom, TextParagraph
from bulletin_tools.formats.word.package import Package
from bulletin_tools.formats.word.reader import NUMBER, value_of
from bulletin_tools.formats.word.styles import Properties
from bulletin_tools.formats.word.xml import Element, child, is_on, number, value, w
from bulletin_tools.source import Line, Span
from bulletin_tools.typeset import Border, Number, Page, Setting, Stretch, Typeset

_TWIPS_PER_MM = 1440 / 25.4
_LETTER = 12240, 15840  # what Word takes where a section doesn't say
_INCH = 1440
_UNITS = {"mm": _TWIPS_PER_MM, "cm": _TWIPS_PER_MM * 10, "in": 1440, "pt": 20, "pc": 240, "pi": 240}
_USUAL_SIZE = "20"  # half points
_OFF = ("0", "false", "off")
_KINDS = {"default": "odd", "even": "even", "first": "first"}
_DRAWINGS = tuple(map(w, ("drawing", "pict", "object")))
_UNSEEN = ("nil", "none")


def typeset(manuscript: Manuscript, lines: Sequence[Line]) -> Typeset:
    """The facts of an open Word file, whose text may have been edited since: `lines` says where its paragraphs are."""
    sections = list(_sections(manuscript))
    pages = list(_pages(manuscript, sections))
    settings, page = [], 0
    for index, paragraph in enumerate(manuscript.paragraphs):
        while page + 1 < len(sections) and paragraph.kind == "body" and index >= sections[page + 1][0]:
            page += 1
        settings.append(_setting(paragraph, lines[index], manuscript, page))
    spoken = any(_says_type(atom) for paragraph in manuscript.paragraphs for atom in paragraph.atoms)
    return Typeset(pages, settings, spoken)


def _says_type(atom: Atom) -> bool:
    return "sz" in atom.format or "rFonts.eastAsia" in atom.format


def _sections(manuscript: Manuscript) -> Iterator[tuple[int, Element | None]]:
    """The first line of each section, and its w:sectPr."""
    first = 0
    for index, paragraph in enumerate(manuscript.paragraphs):
        if paragraph.kind != "body":
            continue
        ended = child(paragraph.elements[-1], "pPr", "sectPr")
        if ended is not None:
            yield first, ended
            first = index + 1
    last = child(manuscript.package.xml(manuscript.package.main), "body", "sectPr")
    body = sum(paragraph.kind == "body" for paragraph in manuscript.paragraphs)
    if first == 0 or first < body:
        yield first, last


def _pages(manuscript: Manuscript, sections: Sequence[tuple[int, Element | None]]) -> Iterator[Page]:
    package = manuscript.package
    both = _has_even_pages(package)
    footers: dict[str, str] = {}
    for first, section in sections:
        for reference in () if section is None else section.iterfind(w("footerReference")):
            footers[value(reference, "type", "default")] = package.target(package.main, value_of(reference))
        shown = {"default": "odd" if both else "all"}
        if both:
            shown["even"] = "even"
        if section is not None and is_on(child(section, "titlePg")):
            shown["first"] = "first"
        numbers = [
            found
            for kind, pages in shown.items()
            if kind in footers
            for found in _numbers(manuscript, footers[kind], pages)
        ]
        yield _page(first, section, numbers)


def _page(first: int, section: Element | None, numbers: Sequence[Number]) -> Page:
    size, margins, grid = (child(section, name) for name in ("pgSz", "pgMar", "docGrid"))

    def margin(name: str) -> float:
        return abs(_twips(margins, name, _INCH)) / _TWIPS_PER_MM

    kind = value(grid, "type", "none")
    return Page(
        first,
        _twips(size, "w", _LETTER[0]) / _TWIPS_PER_MM,
        _twips(size, "h", _LETTER[1]) / _TWIPS_PER_MM,
        margin("top"),
        margin("bottom"),
        margin("left") + _twips(margins, "gutter", 0) / _TWIPS_PER_MM,
        margin("right"),
        _twips(margins, "footer", _INCH // 2) / _TWIPS_PER_MM,
        {"default": "none", "snapToChars": "linesAndChars"}.get(kind, kind),
        _twips(grid, "linePitch", 0) / 20,
        number(grid, "charSpace") / 4096,
        numbers,
    )


def _twips(element: Element | None, name: str, default: float) -> float:
    """A length, which strict files may write with its unit."""
    said = value(element, name)
    try:
        return float(said.rstrip("abcdefghijklmnopqrstuvwxyz")) * _UNITS.get(said.lstrip("-.0123456789"), 1)
    except ValueError:
        return default


def _has_even_pages(package: Package) -> bool:
    names = package.related(package.main, "settings")
    return bool(names) and is_on(child(package.xml(names[0]), "evenAndOddHeaders"))


def _numbers(manuscript: Manuscript, part: str, pages: str) -> Iterator[Number]:
    """The page numbers in a footer."""
    for index, paragraph in enumerate(manuscript.paragraphs):
        if paragraph.part == part and any("PAGE" in code.split() for code in _codes(paragraph)):
            parts = groupby(paragraph.atoms, lambda atom: atom.lock == FIELD)
            form = "".join("{}" if is_field else "".join(atom.text for atom in atoms) for is_field, atoms in parts)
            yield Number(pages, index, form)


def _codes(paragraph: TextParagraph) -> Iterator[str]:
    """The codes of a paragraph's fields."""
    for element in paragraph.elements:
        for field in element.iter(w("fldSimple")):
            yield value(field, "instr").upper()
        yield "".join(code.text or "" for code in element.iter(w("instrText"))).upper()


def _setting(paragraph: TextParagraph, line: Line, manuscript: Manuscript, page: int) -> Setting:
    whole = manuscript.styles.paragraph(paragraph.elements[-1], paragraph.listed)
    stretches = tuple(_stretches(paragraph, line))
    size = stretches[0].size if stretches else 0
    exact = whole.get("spacing.lineRule") == "exact"
    height = points(whole.get("spacing.line", "0"), 20)
    left = measure(whole, "left", size)
    return Setting(
        alignment=ALIGNMENTS.get(whole.get("jc", "left"), whole.get("jc", "left")),
        indent=measure(whole, "firstLine", size) - measure(whole, "hanging", size) + left,
        left=left,
        right=measure(whole, "right", size),
        leading=height if exact else 0,
        lines=0 if exact or whole.get("spacing.lineRule") == "atLeast" else height / 12 or 1,
        before=points(whole.get("spacing.before", "0"), 20),
        after=points(whole.get("spacing.after", "0"), 20),
        snaps=whole.get("snapToGrid", "1") not in _OFF,
        above=_border(whole, "top"),
        below=_border(whole, "bottom"),
        numbered=any(atom.lock == NUMBER for atom in paragraph.atoms),
        drawn=any(True for element in paragraph.elements for _ in element.iter(*_DRAWINGS)),
        framed=paragraph.kind == "textbox" or any(name.startswith("framePr") for name in whole),
        page=page,
        stretches=stretches,
    )


def _border(whole: Properties, edge: str) -> Border | None:
    style = whole.get(f"pBdr.{edge}", "none")
    if style in _UNSEEN:
        return None
    return Border(style, points(whole.get(f"pBdr.{edge}.sz", "0"), 8), _colour(whole.get(f"pBdr.{edge}.color", "")))


def _stretches(paragraph: TextParagraph, line: Line) -> Iterator[Stretch]:
    found: Stretch | None = None
    for atom in paragraph.atoms:
        if atom.run is None or not atom.text.strip():
            continue
        here = _stretch(atom, line)
        if found and found[1:] == here[1:]:
            found = found._replace(span=Span(found.span.start, here.span.end))
            continue
        if found:
            yield found
        found = here
    if found:
        yield found


def _stretch(atom: Atom, line: Line) -> Stretch:
    said = atom.format
    return Stretch(
        Span(min(line.start + atom.start, line.end), min(line.start + atom.end, line.end)),
        said.get("rFonts.eastAsia", ""),
        said.get("rFonts.ascii", ""),
        points(said.get("sz", _USUAL_SIZE), 2),
        _colour(said.get("color", "")),
        points(said.get("spacing", "0"), 20),
    )


def _colour(said: str) -> str:
    return "" if said.lower() in ("", "auto") else said.upper()
