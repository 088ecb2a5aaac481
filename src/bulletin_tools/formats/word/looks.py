"""How paragraphs look: neutral facts by which the parser tells headlines from text."""

from collections import Counter

from bulletin_tools.formats.word.mapping import Atom, TextParagraph
from bulletin_tools.formats.word.styles import Properties, Styles
from bulletin_tools.source import Look

ALIGNMENTS = {"start": "left", "end": "right", "thaiDistribute": "distribute", "numTab": "left"}
_USUAL_SIZE = "20"  # half points, where a file says nothing


def look(paragraph: TextParagraph, styles: Styles) -> Look:
    """The facts of a paragraph."""
    last = paragraph.elements[-1]
    whole = styles.paragraph(last, paragraph.listed)
    face, size, bold = _type(paragraph)
    return Look(
        paragraph.kind,
        styles.name(styles.style_of(last)),
        _level(whole),
        ALIGNMENTS.get(whole.get("jc", "left"), whole.get("jc", "left")),
        face,
        size,
        bold,
        _indent(whole, size),
        whole.get("pageBreakBefore", "0") not in ("0", "false"),
        paragraph.table,
        _lead(paragraph, face, bold=bold),
    )


def _type(paragraph: TextParagraph) -> tuple[str, float, bool]:
    """Face, size and weight of most characters."""
    counts: Counter[tuple[str, str, bool]] = Counter()
    for atom in paragraph.atoms:
        if atom.run is not None and not atom.text.isspace():
            counts[_face(atom), atom.format.get("sz", _USUAL_SIZE), _is_bold(atom)] += atom.end - atom.start
    if not counts:
        return "", 0, False
    face, size, bold = counts.most_common(1)[0][0]
    return face, points(size), bold


def _lead(paragraph: TextParagraph, face: str, *, bold: bool) -> int:
    """How long the paragraph looks otherwise than most of it; digits and letters may have a face of their own."""
    length = 0
    for atom in paragraph.atoms:
        told = atom.run is not None and not atom.text.isascii()
        if told and (_face(atom), _is_bold(atom)) == (face, bold):
            return length
        length += len("".join(atom.text.split()))
    return 0


def _face(atom: Atom) -> str:
    return atom.format.get("rFonts.eastAsia", "")


def _is_bold(atom: Atom) -> bool:
    return atom.format.get("b") == "1"


def points(length: str, parts: int = 2) -> float:
    """A length in points, of which the file writes so many parts unless it names the unit; 0 where it is none."""
    try:
        return float(length.removesuffix("pt")) / (1 if length.endswith("pt") else parts)
    except ValueError:
        return 0


def _level(whole: Properties) -> int:
    """Outline level; Word counts from 0 and takes 9 for body text."""
    level = whole.get("outlineLvl", "9")
    return int(level) + 1 if level.isdecimal() and int(level) < 9 else 0


def _indent(whole: Properties, size: float) -> float:
    """Characters of the first line's indent, beside that of the whole paragraph."""
    return measure(whole, "firstLine", size) - measure(whole, "hanging", size) + measure(whole, "left", size)


def measure(whole: Properties, name: str, size: float) -> float:
    """An indent of paragraph properties in characters of a size: hundredths of one win over twips."""
    for named in (name, {"left": "start", "right": "end"}.get(name, name)):
        chars = whole.get(f"ind.{named}Chars", "0")
        if chars.lstrip("-").isdecimal() and int(chars):
            return int(chars) / 100
        twips = whole.get(f"ind.{named}", "0")
        if twips.lstrip("-").isdecimal() and int(twips):
            return int(twips) / 20 / (size or 16)
    return 0
