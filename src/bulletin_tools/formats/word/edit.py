"""Edits of a Word file's text, written into its runs."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate

from bulletin_tools.errors import BulletinError
from bulletin_tools.formats.word import Manuscript
from bulletin_tools.formats.word.mapping import Atom, TextParagraph
from bulletin_tools.formats.word.runs import is_text, set_text
from bulletin_tools.formats.word.xml import Element, local, w
from bulletin_tools.source import Document, Edit, Line, Span, apply, smallest

_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def written(document: Document, manuscript: Manuscript, edits: Sequence[Edit]) -> bytes:
    """The file with disjoint edits. Errors: `BulletinError` for one at a place that can't be edited."""
    for index, own in by_paragraph(document, edits).items():
        paragraph = manuscript.paragraphs[index]
        for one in filter(None, (twin(paragraph), paragraph)):
            for edit in sorted(own, reverse=True):
                _edit(one, edit)
        manuscript.package.touch(paragraph.part)
    return manuscript.package.save()


def by_paragraph(document: Document, edits: Sequence[Edit]) -> dict[int, list[Edit]]:
    """The edits of each paragraph, by its index. Errors: `BulletinError` for one at a place that can't be edited."""
    found: defaultdict[int, list[Edit]] = defaultdict(list)
    for edit in edits:
        reason = document.obstacle(edit)
        row = document.position(edit.span.start).row
        if reason:
            raise BulletinError(f"第{row}段不能改写：{reason}")
        found[row - 1].append(edit)
    return found


def _edit(paragraph: TextParagraph, edit: Edit) -> None:
    """Make one edit; those behind it in the paragraph are made already."""
    (start, end), new = smallest(edit, paragraph.text[slice(*_within(paragraph, edit.span))])
    start, end = _within(paragraph, Span(start, end))
    if start == end:
        _insert(paragraph, start, new)
        return
    aligned = len(new) == end - start
    for atom in paragraph.atoms:
        first, last = max(start, atom.start), min(end, atom.end)
        if first < last:
            part = new[first - start : last - start] if aligned else new
            _put(atom, first - atom.start, last - atom.start, part)
            new = new if aligned else ""


def _within(paragraph: TextParagraph, span: Span) -> Span:
    return Span(span.start - paragraph.start, span.end - paragraph.start)


def _insert(paragraph: TextParagraph, place: int, new: str) -> None:
    """Put text into the run before a place, else into the one behind it."""
    free = [atom for atom in paragraph.atoms if not atom.lock]
    before = next((atom for atom in free if atom.start < place <= atom.end), None)
    if before:
        _put(before, place - before.start, place - before.start, new)
        return
    behind = next(atom for atom in free if atom.start == place)
    _put(behind, 0, 0, new)


def _put(atom: Atom, first: int, last: int, new: str) -> None:
    """Put text in the place of characters of one node."""
    node = atom.node
    assert node is not None
    assert atom.run is not None
    try:
        if is_text(atom):
            old = node.text or ""
            set_text(node, old[:first] + new + old[last:])
        elif new:
            _add_text(node, new, behind=first > 0)
    except ValueError:
        raise BulletinError("要写入的文字里有Word文件不能有的字符，未改动") from None
    if last > first and not (is_text(atom) and node.text):
        _remove(atom.run, node)


def _add_text(node: Element, new: str, *, behind: bool) -> None:
    """Put text beside a character that is a node of its own."""
    text = node.makeelement(w("t"))
    set_text(text, new)
    if behind:
        node.addnext(text)
    else:
        node.addprevious(text)


def _remove(run: Element, node: Element) -> None:
    """Take out a node, and its run where nothing else is in it."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
    holder = run.getparent()
    if holder is not None and all(local(element) == "rPr" for element in run):
        holder.remove(run)


def twin(paragraph: TextParagraph) -> TextParagraph | None:
    """What older programs read in the place of a paragraph in a text box; None where they read something else."""
    boxes = list(paragraph.elements[0].iterancestors(w("txbxContent"), _ALTERNATE))[:2]
    if [local(one) for one in boxes] != ["txbxContent", "AlternateContent"]:
        return None
    box, alternate = boxes
    others = [one for branch in list(alternate)[1:] for one in branch.iter(w("txbxContent"))]
    if len(others) != 1 or _outline(box) != _outline(others[0]):
        return None
    twins = dict(zip(box.iter(), others[0].iter(), strict=True))
    atoms = (
        atom._replace(run=twins[atom.run], node=twins[atom.node])
        for atom in paragraph.atoms
        if atom.run is not None and atom.node is not None
    )
    return paragraph._replace(elements=tuple(twins[one] for one in paragraph.elements), atoms=tuple(atoms))


def _outline(box: Element) -> list[tuple[object, str | None]]:
    """The elements and texts of a text box, formats and ids apart."""
    return [(one.tag, one.text if local(one) == "t" else None) for one in box.iter()]


def moved(document: Document, edits: Sequence[Edit]) -> Document:
    """The document as it stands after disjoint edits, none of which meets an obstacle."""
    shift = _Shift(edits)
    lines = [_moved(line, shift) for line in document.lines]
    return document._replace(text=apply(document.text, edits), lines=lines)


class _Shift:
    """Where places of a text are after edits."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        ordered = sorted(edits)
        self._starts = [edit.span.start for edit in ordered]
        self._ends = [edit.span.end for edit in ordered]
        growth = (len(edit.text) - (edit.span.end - edit.span.start) for edit in ordered)
        self._grown = list(accumulate(growth, initial=0))

    def start(self, place: int) -> int:
        """Of the start of something: what is inserted there comes into it."""
        return place + self._grown[bisect_left(self._starts, place)]

    def end(self, place: int) -> int:
        """Of the end of something: likewise."""
        return place + self._grown[bisect_right(self._ends, place)]


def _moved(line: Line, shift: _Shift) -> Line:
    # Nothing is inserted into a lock: at its edges it moves as text beside it does.
    locks = tuple(lock._replace(start=shift.end(lock.start), end=shift.start(lock.end)) for lock in line.locks)
    return line._replace(start=shift.start(line.start), end=shift.end(line.end), locks=locks)
