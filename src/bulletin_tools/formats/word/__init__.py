"""Word files: a package of parts → `Document`, and edits of its text → a package of which only the edited parts change."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from bulletin_tools.errors import BulletinError
from bulletin_tools.formats.text import directive_in
from bulletin_tools.formats.word import looks, reader
from bulletin_tools.formats.word.fields import FIELD
from bulletin_tools.formats.word.mapping import TextParagraph
from bulletin_tools.formats.word.package import Package
from bulletin_tools.formats.word.styles import Styles
from bulletin_tools.source import Directive, Document, Edit, Line, Lock, Restyle

if TYPE_CHECKING:
    from bulletin_tools.typeset import Typeset


class Manuscript:
    """An open Word file: its package, styles and paragraphs, for whoever changes it.

    Paragraph N is line N of the `Document`, and their offsets count in `Document.text`. Change elements of the
    paragraphs (`runs` has the tools), say `package.touch(paragraph.part)`, and `package.save()` gives the bytes.
    """

    def __init__(self, data: bytes) -> None:
        """Errors: `BulletinError` in one sentence for what is no Word file, broken or hostile."""
        self.package = Package(data)
        self.styles = Styles(self.package)
        self.read()

    def read(self) -> None:
        """Read the paragraphs again after changes."""
        self.paragraphs = reader.paragraphs(self.package, self.styles)


def opened(document: Document) -> Manuscript:
    """The Word file of a document, open to be changed."""
    return Manuscript(document.converted or document.data)


@lru_cache(maxsize=1)
def _unchanged(data: bytes) -> Manuscript:
    """The Word file that was read last, which nobody may change: its text and its facts are asked for one after another."""
    return Manuscript(data)


def typeset(document: Document) -> "Typeset":
    """How the file is set."""
    from bulletin_tools.formats.word import typesetting

    return typesetting.typeset(_unchanged(document.converted or document.data), document.lines)


def restyled(data: bytes, restyles: Sequence[Restyle]) -> bytes:
    """A Word file with changed formats; places count in its text as it is read."""
    from bulletin_tools.formats.word.restyle import restyle

    manuscript = Manuscript(data)
    restyle(manuscript, restyles)
    return manuscript.package.save()


def read(data: bytes, name: str, original: bytes = b"") -> Document:
    """Read a Word file; `original` is the old one that it was converted from. Errors: `BulletinError`."""
    manuscript = _unchanged(data)
    text = "\n".join(paragraph.text for paragraph in manuscript.paragraphs)
    if not text.strip():
        raise BulletinError("文件里没有文字")
    lines, directives = [], []
    for index, paragraph in enumerate(manuscript.paragraphs):
        said = directive_in(paragraph.text)
        if said is not None:
            directives.append(Directive(index, said))
        lines.append(_line(paragraph, manuscript.styles, "opaque" if said is not None else _role(paragraph)))
    return Document(name, "word", original or data, "", text, lines, directives, converted=data if original else b"")


def write(document: Document, edits: Sequence[Edit]) -> bytes:
    """The file with edits in its runs, their formats kept; parts without an edit keep their bytes.

    Errors: `BulletinError` for an edit at a place that can't be edited, or an old file that was converted.
    """
    from bulletin_tools.formats.word import edit

    if document.converted:
        raise BulletinError("旧版Word或WPS文件不能直接改写，请先另存为.docx")
    return edit.written(document, opened(document), edits) if edits else document.data


def _line(paragraph: TextParagraph, styles: Styles, role: str) -> Line:
    start = paragraph.start
    return Line(
        start,
        paragraph.end,
        role,
        starts=True,
        look=looks.look(paragraph, styles),
        locks=tuple(_locks(paragraph)),
    )


def _locks(paragraph: TextParagraph) -> Iterator[Lock]:
    start = paragraph.start
    for atom in paragraph.atoms:
        if atom.lock:
            yield Lock(start + atom.start, start + atom.end, atom.lock)


def _role(paragraph: TextParagraph) -> str:
    """What a line is to the bulletin; a page number is nothing to anybody."""
    if paragraph.kind == "body":
        return "text"
    if paragraph.kind in ("header", "footer"):
        typed = "".join(atom.text for atom in paragraph.atoms if atom.lock != FIELD)
        if not any(char.isalnum() and char not in "第页共" for char in typed):
            return "opaque"
    return "aside"


__all__ = ["Manuscript", "opened", "read", "restyled", "typeset", "write"]
