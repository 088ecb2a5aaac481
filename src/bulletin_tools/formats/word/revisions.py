"""Edits as tracked changes: accepted they give the edited text, rejected the text as it was."""

from collections.abc import Sequence
from copy import copy, deepcopy
from itertools import count, groupby

from bulletin_tools.errors import BulletinError
from bulletin_tools.formats.word import Manuscript
from bulletin_tools.formats.word.comments import Stamp
from bulletin_tools.formats.word.edit import by_paragraph, twin
from bulletin_tools.formats.word.mapping import TextParagraph
from bulletin_tools.formats.word.runs import Runs, child_around, set_text
from bulletin_tools.formats.word.xml import Element, child, local, number, parent, w
from bulletin_tools.source import Document, Edit, Span, smallest

_CHANGES = tuple(map(w, "ins del moveFrom moveTo rPrChange pPrChange sectPrChange tblPrChange numberingChange".split()))
_SPLIT = (w("ins"), w("moveTo"))
"""Changes of others in whose middle nothing new of ours may stand."""


def track(document: Document, manuscript: Manuscript, edits: Sequence[Edit], stamp: Stamp) -> None:
    """Mark disjoint edits in the file, then read it again: its text is the edited one.

    Errors: `BulletinError` for an edit at a place that can't be edited.
    """
    pen = _Pen(manuscript, stamp)
    for index, own in by_paragraph(document, edits).items():
        pen.write(manuscript.paragraphs[index], own)
    manuscript.read()


class _Pen:
    """Writes changes, each with an id of its own."""

    def __init__(self, manuscript: Manuscript, stamp: Stamp) -> None:
        self._package = manuscript.package
        self._stamp = stamp
        parts = {paragraph.part for paragraph in manuscript.paragraphs}
        used = (number(one, "id") for part in parts for one in self._package.xml(part).iter(*_CHANGES))
        self._ids = count(max(used, default=0) + 1)
        self._own: set[str] = set()

    def write(self, paragraph: TextParagraph, edits: Sequence[Edit]) -> None:
        """Mark edits of one paragraph."""
        for one in filter(None, (twin(paragraph), paragraph)):
            runs = Runs(one)
            for edit in sorted(edits, reverse=True):
                (start, end), new = edit
                inside = Span(start - paragraph.start, end - paragraph.start)
                self._mark(runs, smallest(Edit(inside, new), paragraph.text[slice(*inside)]))
        self._package.touch(paragraph.part)

    def _mark(self, runs: Runs, edit: Edit) -> None:
        (start, end), new = edit
        gone = [part for run in runs.between(start, end) for part in _parted(runs, run)] if start < end else []
        for run in gone:
            self._delete(run)
        if not new:
            return
        if gone:
            self._put_behind(parent(gone[-1]), self._inserted(gone[0], new))
        else:
            self._insert(runs, start, new)

    def _delete(self, run: Element) -> None:
        """Mark a run deleted, together with the one before it where that is."""
        for node in run.iter(w("t")):
            node.tag = w("delText")
        before = run.getprevious()
        if before is None or before.tag != w("del") or before.get(w("id")) not in self._own:
            before = self._change("del", run)
            run.addprevious(before)
        before.append(run)

    def _insert(self, runs: Runs, place: int, new: str) -> None:
        """Put text behind the run before a place, else before the one behind it, with its format."""
        runs.cut(place)
        free = [atom for atom in runs.atoms if not atom.lock]
        ahead = next((atom.run for atom in free if atom.end == place), None)
        if ahead is not None:
            self._put_behind(ahead, self._inserted(ahead, new))
            return
        behind = next(atom.run for atom in free if atom.start == place)
        assert behind is not None
        self._put_before(behind, self._inserted(behind, new))

    def _inserted(self, model: Element, new: str) -> Element:
        """An insertion in the format of a run."""
        run = _like(model)
        for change in run.findall(f"{w('rPr')}/{w('rPrChange')}"):
            parent(change).remove(change)
        text = run.makeelement(w("t"))
        try:
            set_text(text, new)
        except ValueError:
            raise BulletinError("要写入的文字里有Word文件不能有的字符，未改动") from None
        run.append(text)
        inserted = self._change("ins", model)
        inserted.append(run)
        return inserted

    def _put_behind(self, place: Element, inserted: Element) -> None:
        """Put an insertion behind an element; an insertion of someone else's is split there."""
        above = parent(place)
        if above.tag not in _SPLIT:
            place.addnext(inserted)
            return
        rest = list(place.itersiblings())
        above.addnext(inserted)
        if rest:
            other = copy(above)
            other.set(w("id"), str(next(self._ids)))
            other[:] = rest
            inserted.addnext(other)

    def _put_before(self, place: Element, inserted: Element) -> None:
        before, above = place.getprevious(), parent(place)
        if before is not None:
            self._put_behind(before, inserted)
        elif above.tag in _SPLIT:
            above.addprevious(inserted)
        else:
            place.addprevious(inserted)

    def _change(self, name: str, like: Element) -> Element:
        identifier = next(self._ids)
        self._own.add(str(identifier))
        return self._stamp.on(like.makeelement(w(name)), identifier)


def _parted(runs: Runs, run: Element) -> list[Element]:
    """The runs of a run's text, what else stands in it (a note's mark, a picture) in runs of its own."""
    held = {child_around(run, atom.node) for atom in runs.atoms if atom.run is run and atom.node is not None}
    content = [element for element in run if local(element) != "rPr"]
    found, place = [], run
    for index, (is_text, elements) in enumerate(groupby(content, held.__contains__)):
        if index:
            following = _like(run)
            following.extend(list(elements))
            place.addnext(following)
            place = following
        if is_text:
            found.append(place)
    return found


def _like(run: Element) -> Element:
    """An empty run with the format of another."""
    new = run.makeelement(w("r"))
    properties = child(run, "rPr")
    if properties is not None:
        new.append(deepcopy(properties))
    return new
