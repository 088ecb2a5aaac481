"""Runs cut at the ends of a stretch of text, so that it can be marked, taken out or commented on its own."""

from copy import deepcopy

from bulletin_tools.formats.word.mapping import Atom, TextParagraph
from bulletin_tools.formats.word.xml import XML_SPACE, Element, local


class Runs:
    """The runs of a paragraph while it is being changed. Offsets are those of its text as it was read."""

    def __init__(self, paragraph: TextParagraph) -> None:
        self.paragraph = paragraph
        self.atoms = list(paragraph.atoms)
        """Kept in step with every cut."""

    def between(self, start: int, end: int) -> list[Element]:
        """The runs that hold exactly the text between two offsets, in order; an automatic number has none."""
        self.cut(start)
        self.cut(end)
        runs = (atom.run for atom in self.atoms if start <= atom.start and atom.end <= end)
        return list(dict.fromkeys(run for run in runs if run is not None))

    def cut(self, offset: int) -> None:
        """Let a run begin at an offset. A character that is a node of its own, or a formula, stays whole."""
        for index, atom in enumerate(self.atoms):
            if atom.start < offset < atom.end and is_text(atom):
                self._cut_text(index, offset - atom.start)
                self._cut_run(index + 1)
                return
            if atom.start == offset and index:
                self._cut_run(index)
                return

    def _cut_text(self, index: int, length: int) -> None:
        """Make two w:t of one."""
        atom = self.atoms[index]
        node = atom.node
        assert node is not None
        rest = deepcopy(node)
        rest.tail = None
        set_text(node, atom.text[:length])
        set_text(rest, atom.text[length:])
        node.addnext(rest)
        middle = atom.start + length
        self.atoms[index] = atom._replace(end=middle, text=atom.text[:length])
        self.atoms.insert(index + 1, atom._replace(start=middle, text=atom.text[length:], node=rest))

    def _cut_run(self, index: int) -> None:
        """Let a run begin at an atom whose predecessor is in the same run."""
        atom = self.atoms[index]
        if atom.run is None or atom.node is None or self.atoms[index - 1].run is not atom.run:
            return
        new = deepcopy(atom.run)
        new[:] = [element for element in new if local(element) == "rPr"]
        new.tail = None
        first = child_around(atom.run, atom.node)
        for element in (first, *first.itersiblings()):
            new.append(element)
        atom.run.addnext(new)
        for later in range(index, len(self.atoms)):
            if self.atoms[later].run is not atom.run:
                break
            self.atoms[later] = self.atoms[later]._replace(run=new)


def is_text(atom: Atom) -> bool:
    """Whether an atom is a w:t in a run, in which single characters can be parted."""
    return atom.run is not None and atom.node is not None and local(atom.node) == "t"


def set_text(node: Element, text: str) -> None:
    """Give a w:t its text, blanks at the edges kept."""
    node.text = text
    if text != text.strip():
        node.set(XML_SPACE, "preserve")


def child_around(run: Element, node: Element) -> Element:
    """The child of a run that is a node, or holds it."""
    while (parent := node.getparent()) is not None and parent is not run:
        node = parent
    return node
