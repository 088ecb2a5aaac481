"""Places in the XML of a Word file for stretches of its text."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from bulletin_tools.formats.word.fields import FIELD
from bulletin_tools.formats.word.mapping import Atom, TextParagraph
from bulletin_tools.formats.word.runs import Runs
from bulletin_tools.formats.word.xml import Element, child, local, parent, value, w
from bulletin_tools.source import Span


class Anchors:
    """Puts elements around stretches of text, cutting runs at their ends. Offsets count in `Document.text`."""

    def __init__(self, paragraphs: Sequence[TextParagraph]) -> None:
        self._paragraphs = paragraphs
        self._starts = [paragraph.start for paragraph in paragraphs]
        self._runs: dict[int, Runs] = {}

    def enclose(self, span: Span, opening: Element, closing: Sequence[Element]) -> None:
        """Put elements before and behind exactly the characters of a stretch; what no run holds has its place beside it."""
        self._cut(span.start)
        self._cut(span.end)
        held = list(self._held(span))
        if held:
            beginning(held[0]).addprevious(opening)
            _put_behind(ending(held[-1]), closing)
        else:
            self._put_at(span.start, (opening, *closing))

    def _held(self, span: Span) -> Iterator[Atom]:
        """The atoms of a stretch, cut already, that an element holds."""
        for line in range(self._line(span.start), self._line(span.end) + 1):
            start = self._starts[line]
            for atom in self._of(line).atoms:
                inside = span.start <= start + atom.start and start + atom.end <= span.end
                if inside and _is_held(atom):
                    yield atom

    def _put_at(self, offset: int, elements: Sequence[Element]) -> None:
        line = self._line(offset)
        inside = offset - self._starts[line]
        held = [atom for atom in self._of(line).atoms if _is_held(atom)]
        ahead = next((atom for atom in reversed(held) if atom.end <= inside), None)
        behind = next((atom for atom in held if atom.start >= inside), None)
        if ahead is not None:
            _put_behind(ending(ahead), elements)
        elif behind is not None:
            place = beginning(behind)
            for element in elements:
                place.addprevious(element)
        else:
            put_first(self._paragraphs[line].elements[0], elements)

    def _cut(self, offset: int) -> None:
        line = self._line(offset)
        self._of(line).cut(offset - self._starts[line])

    def _of(self, line: int) -> Runs:
        if line not in self._runs:
            self._runs[line] = Runs(self._paragraphs[line])
        return self._runs[line]

    def _line(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)


def beginning(atom: Atom) -> Element:
    """The element before which something has its place that shall stand before an atom."""
    return _field(atom, "begin", "end") if atom.lock == FIELD else _holder(atom)


def ending(atom: Atom) -> Element:
    """The element behind which something has its place that shall stand behind an atom."""
    return _field(atom, "end", "begin") if atom.lock == FIELD else _holder(atom)


def _is_held(atom: Atom) -> bool:
    """Whether an element of the paragraph holds an atom; none holds an automatic number."""
    return atom.node is not None


def _holder(atom: Atom) -> Element:
    """The element among a paragraph's runs that holds an atom: its run, or that of its ruby, or its formula."""
    if atom.run is None:
        assert atom.node is not None
        return [one for one in atom.node.iterancestors() if local(one).startswith("oMath")][-1]
    ruby = next(atom.run.iterancestors(w("ruby")), None)
    return atom.run if ruby is None else parent(ruby)


def _field(atom: Atom, edge: str, other: str) -> Element:
    """The edge of the field whose result an atom is: in there, Word would make away with what isn't its own."""
    found = _holder(atom)
    for simple in found.iterancestors(w("fldSimple")):
        found = simple
    depth = 0
    for element in found.itersiblings(preceding=edge == "begin"):
        for mark in element.iter(w("fldChar")):
            kind = value(mark, "fldCharType")
            if kind == edge and depth == 0:
                found = element
            depth += (kind == other) - (kind == edge and depth > 0)
    return found


def put_first(paragraph: Element, elements: Iterable[Element]) -> None:
    """Put elements at the start of a paragraph."""
    place = 0 if child(paragraph, "pPr") is None else 1
    for index, element in enumerate(elements, place):
        paragraph.insert(index, element)


def _put_behind(place: Element, elements: Iterable[Element]) -> None:
    for element in elements:
        place.addnext(element)
        place = element
