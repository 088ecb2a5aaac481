"""Gives sections, paragraphs and runs of a Word file another format, as tracked changes if asked."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from itertools import count
from typing import Protocol

from bulletin_tools.formats.word import Manuscript
from bulletin_tools.formats.word.mapping import TextParagraph
from bulletin_tools.formats.word.runs import Runs
from bulletin_tools.formats.word.xml import Element, child, local, number, value, w
from bulletin_tools.source import Restyle, Span

_ORDER = {
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
        suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
        snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
        textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""".split(),
    "rPr": """ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss
        imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd
        fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange""".split(),
    "sectPr": """headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType
        pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings
        sectPrChange""".split(),
    "pBdr": "top left bottom right between bar".split(),
}
_UNTRACKED = {
    "pPr": ("rPr", "sectPr", "pPrChange"),
    "rPr": ("ins", "del", "moveFrom", "moveTo", "rPrChange"),
    "sectPr": ("headerReference", "footerReference", "sectPrChange"),
}
"""What the record of the old format does not hold."""
_THEMES = {"ascii": "asciiTheme", "hAnsi": "hAnsiTheme", "eastAsia": "eastAsiaTheme", "cs": "cstheme"}
_CHANGES = (
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "numberingChange",
)


class Stamp(Protocol):
    """Who changes a file, and when."""

    def on(self, element: Element, identifier: int) -> Element:
        """Put author, time and id on a change."""


def restyle(manuscript: Manuscript, restyles: Sequence[Restyle], stamp: Stamp | None = None) -> None:
    """Change formats, then read the file again; places count in its text as it stands. With a stamp, changes are tracked.

    A change that someone else's record of an older format covers keeps that record. Text isn't touched.
    """
    _Restyler(manuscript, stamp).apply(restyles)
    manuscript.read()


def part_identifiers(manuscript: Manuscript) -> None:
    """Give an id of its own to each change of format that was doubled when its run was cut."""
    package = manuscript.package
    parts = list(dict.fromkeys(paragraph.part for paragraph in manuscript.paragraphs))
    changes = [(part, one) for part in parts for one in package.xml(part).iter(*map(w, _CHANGES))]
    fresh = count(max((number(one, "id") for _, one in changes), default=0) + 1)
    seen: set[str] = set()
    for part, one in changes:
        if value(one, "id") in seen and local(one) == "rPrChange":
            one.set(w("id"), str(next(fresh)))
            package.touch(part)
        seen.add(value(one, "id"))


class _Restyler:
    def __init__(self, manuscript: Manuscript, stamp: Stamp | None) -> None:
        self._manuscript = manuscript
        self._stamp = stamp
        self._runs: dict[int, Runs] = {}
        self._ids: Iterator[int] = count(1)
        if stamp:
            parts = {paragraph.part for paragraph in manuscript.paragraphs}
            roots = [manuscript.package.xml(part) for part in parts]
            used = (number(one, "id") for root in roots for one in root.iter(*map(w, _CHANGES)))
            self._ids = count(max(used, default=0) + 1)

    def apply(self, restyles: Sequence[Restyle]) -> None:
        for kind, span, values in restyles:
            if kind == "page":
                self._restyle_page(span, values)
                continue
            for index in self._lines(span):
                paragraph = self._manuscript.paragraphs[index]
                if kind == "paragraph":
                    self._set(_properties(paragraph.elements[-1], "pPr"), values)
                else:
                    for run in self._between(index, paragraph, span):
                        self._set(_properties(run, "rPr"), values)
                self._manuscript.package.touch(paragraph.part)

    def _lines(self, span: Span) -> Iterator[int]:
        for index, paragraph in enumerate(self._manuscript.paragraphs):
            if paragraph.start <= span.start and span.end <= paragraph.end:
                yield index
                return

    def _between(self, index: int, paragraph: TextParagraph, span: Span) -> list[Element]:
        """The runs of a stretch; what was cut before is known."""
        runs = self._runs.setdefault(index, Runs(paragraph))
        return runs.between(span.start - paragraph.start, span.end - paragraph.start)

    def _restyle_page(self, span: Span, values: Iterable[tuple[str, str]]) -> None:
        package = self._manuscript.package
        section = _section_of(self._manuscript, span)
        if section is None:
            body = child(package.xml(package.main), "body")
            assert body is not None
            section = body.makeelement(w("sectPr"))
            body.append(section)
        self._set(section, values)
        package.touch(package.main)

    def _set(self, properties: Element, values: Iterable[tuple[str, str]]) -> None:
        if self._stamp:
            _record(properties, lambda change: self._stamp and self._stamp.on(change, next(self._ids)))
        for name, given in values:
            _put(properties, name, given)


def _section_of(manuscript: Manuscript, span: Span) -> Element | None:
    """The w:sectPr that holds for a place: the first that ends behind it, else the body's own."""
    for paragraph in manuscript.paragraphs:
        if paragraph.kind == "body" and paragraph.end >= span.start:
            found = child(paragraph.elements[-1], "pPr", "sectPr")
            if found is not None:
                return found
    return child(manuscript.package.xml(manuscript.package.main), "body", "sectPr")


def _properties(element: Element, name: str) -> Element:
    """The w:pPr or w:rPr of an element, made where there is none."""
    found = child(element, name)
    if found is None:
        found = element.makeelement(w(name))
        element.insert(0, found)
    return found


def _record(properties: Element, stamped: Callable[[Element], object]) -> None:
    """Keep the format as it was, unless a record of an older one is there."""
    kind = local(properties)
    if child(properties, f"{kind}Change") is not None:
        return
    old = deepcopy(properties)
    old.tail = None
    old.attrib.clear()
    for element in [one for one in old if local(one) in _UNTRACKED[kind]]:
        old.remove(element)
    change = properties.makeelement(w(f"{kind}Change"))
    stamped(change)
    change.append(old)
    properties.append(change)


def _put(properties: Element, name: str, given: str) -> None:
    """Give one property a value, or take it out."""
    *path, last = name.split(".")
    holder = properties
    steps = path or [last]
    for step in steps:
        found = child(holder, step)
        if found is None:
            if not given:
                return
            found = _inserted(holder, step)
        holder = found
    attribute = w(last if path else "val")
    if given:
        holder.set(attribute, given)
        if steps == ["rFonts"] and last in _THEMES:
            holder.attrib.pop(w(_THEMES[last]), "")
    else:
        holder.attrib.pop(attribute, "")
        parent = holder.getparent()
        if not holder.attrib and not len(holder) and parent is not None:
            parent.remove(holder)


def _inserted(holder: Element, name: str) -> Element:
    """A new child at its place in the schema's order."""
    order = _ORDER.get(local(holder), [name])
    rank = order.index(name)
    new = holder.makeelement(w(name))
    for element in holder:
        other = local(element)
        if other in order and order.index(other) > rank:
            element.addprevious(new)
            return new
    holder.append(new)
    return new
