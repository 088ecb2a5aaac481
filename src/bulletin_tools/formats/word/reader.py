"""Walks a Word file and gathers its paragraphs as they read with all revisions accepted."""

from collections.abc import Iterator
from typing import NamedTuple

from bulletin_tools.errors import BulletinError
from bulletin_tools.formats.word import symbols
from bulletin_tools.formats.word.fields import Fields
from bulletin_tools.formats.word.mapping import Atom, TextParagraph
from bulletin_tools.formats.word.numbering import Numbering
from bulletin_tools.formats.word.package import Package
from bulletin_tools.formats.word.styles import Properties, Styles
from bulletin_tools.formats.word.xml import REL, XML_SPACE, Element, child, hexadecimal, is_on, local, value, w

NUMBER, SYMBOL, BREAK, CONTROL, FORMULA, RUBY = (
    "自动编号由Word生成",
    "是用符号字体插入的符号",
    "是换行或分页符",
    "在锁定的内容控件里",
    "在公式里",
    "带有拼音",
)
SOFT_BREAK, PAGE_BREAK = "\v", "\f"
_ONE_LINE = str.maketrans("\n\r", "  ")
_WRAPPERS = frozenset("ins moveTo hyperlink smartTag customXml bdo dir".split())
_GONE = frozenset("del moveFrom".split())


class _Place(NamedTuple):
    """Where characters stand."""

    run: Element | None
    paragraph: Element
    lock: str
    format: Properties


class _Story(NamedTuple):
    """A text of its own, to be read."""

    root: Element
    part: str
    kind: str


def paragraphs(package: Package, styles: Styles) -> list[TextParagraph]:
    """All paragraphs of a Word file, in the order of `Document.lines`. Errors: `BulletinError`."""
    numbering = Numbering(package, styles)
    found: list[TextParagraph] = []
    queue = list(_stories(package))
    while queue:
        story = queue.pop(0)
        reader = _Reader(story, styles, numbering)
        reader.blocks(story.root, table=False)
        start = found[-1].end + 1 if found else 0
        for paragraph in reader.found:
            found.append(paragraph._replace(start=start))
            start += len(paragraph.text) + 1
        queue[:0] = [_Story(box, story.part, "textbox") for box in reader.boxes]
    return found


def _stories(package: Package) -> Iterator[_Story]:
    """The body, the notes, and each header and footer once."""
    body = child(package.xml(package.main), "body")
    if body is None:
        return
    yield _Story(body, package.main, "body")
    for kind in ("footnote", "endnote"):
        for name in package.related(package.main, f"{kind}s"):
            for note in package.xml(name).iterfind(w(kind)):
                if value(note, "type") in ("", "normal"):
                    yield _Story(note, name, kind)
    for kind in ("header", "footer"):
        names = (value_of(one) for one in body.iter(w(f"{kind}Reference")))
        for name in dict.fromkeys(package.target(package.main, name) for name in names if name):
            yield _Story(package.xml(name), name, kind)


def value_of(reference: Element) -> str:
    """The id of the part that an element refers to."""
    return reference.get(f"{{{REL}}}id", "")


class _Reader:
    """Reads one story."""

    def __init__(self, story: _Story, styles: Styles, numbering: Numbering) -> None:
        self.found: list[TextParagraph] = []
        self.boxes: list[Element] = []
        self._story = story
        self._styles = styles
        self._numbering = numbering
        self._fields = Fields()
        self._elements: list[Element] = []
        self._atoms: list[Atom] = []
        self._length = 0

    def blocks(self, parent: Element, *, table: bool) -> None:
        """Read what holds paragraphs and tables."""
        for element in parent:
            name = local(element)
            if name == "p":
                self._paragraph(element, table=table)
            elif name == "tbl":
                self._table(element)
            elif name == "sdt":
                content = child(element, "sdtContent")
                if content is not None and not _is_placeholder(element):
                    self.blocks(content, table=table)
            elif name in _WRAPPERS:
                self.blocks(element, table=table)
            elif name == "AlternateContent":
                self.blocks(_chosen(element), table=table)
            elif name == "altChunk":
                raise BulletinError("Word文件里嵌着网页等别的文档，请先用Word打开并另存")

    def _table(self, element: Element) -> None:
        rows = [row for row in _rows(element) if child(row, "trPr", "del") is None]
        several = len(rows) > 1 and max(len(row.findall(w("tc"))) for row in rows) > 1
        for row in rows:
            for cell in _cells(row):
                self.blocks(cell, table=several)

    def _paragraph(self, element: Element, *, table: bool) -> None:
        if not self._elements:
            self._length = 0
        self._elements.append(element)
        self._inline(element, element, "")
        if not _goes_on(element):
            self._close(element, table=table)

    def _close(self, last: Element, *, table: bool) -> None:
        """End the paragraph, whose format is that of its last mark."""
        atoms = self._atoms
        label = self._numbering.label(last)
        if label:
            ahead = len(label)
            number = Atom(0, ahead, label, None, None, NUMBER)
            atoms = [number, *(atom._replace(start=atom.start + ahead, end=atom.end + ahead) for atom in atoms)]
        text = "".join(atom.text for atom in atoms)
        elements, listed = tuple(self._elements), self._numbering.properties(last)
        part, kind = self._story.part, self._story.kind
        self.found.append(TextParagraph(0, text, elements, tuple(atoms), part, kind, table, listed))
        self._elements, self._atoms = [], []

    def _inline(self, parent: Element, paragraph: Element, lock: str) -> None:
        """Read what holds runs."""
        for element in parent:
            name = local(element)
            if name == "r":
                self._run(element, paragraph, lock)
            elif name in _WRAPPERS:
                self._inline(element, paragraph, lock)
            elif name == "sdt":
                content = child(element, "sdtContent")
                if content is not None and not _is_placeholder(element):
                    self._inline(content, paragraph, lock or _control_lock(element))
            elif name == "fldSimple":
                self._inline(element, paragraph, lock or Fields.lock_of(value(element, "instr")))
            elif name == "AlternateContent":
                self._inline(_chosen(element), paragraph, lock)
            elif name in ("oMath", "oMathPara"):
                at = _Place(None, paragraph, FORMULA, {})
                for node in element.iter("{*}t"):
                    self._add(_text_of(node), node, at)

    def _run(self, run: Element, paragraph: Element, lock: str) -> None:
        at = _Place(run, paragraph, lock, self._styles.run(run, paragraph))
        for element in run:
            self._take(element, at)

    def _take(self, element: Element, at: _Place) -> None:
        """Read what stands in a run."""
        name = local(element)
        if name in ("fldChar", "instrText"):
            self._fields.take(element)
        elif name == "AlternateContent":
            for inner in _chosen(element):
                self._take(inner, at)
        elif name in ("drawing", "pict", "object"):
            self._find_boxes(element)
        elif at.format.get("vanish") != "1" and self._fields.visible:
            self._character(name, element, at)

    def _character(self, name: str, element: Element, at: _Place) -> None:
        if name == "t":
            self._add(_text_of(element), element, at)
        elif name in ("tab", "ptab"):
            self._add("\t", element, at)
        elif name in ("br", "cr"):
            paged = value(element, "type") in ("page", "column")
            self._add(PAGE_BREAK if paged else SOFT_BREAK, element, at, BREAK)
        elif name == "noBreakHyphen":
            self._add("-", element, at, SYMBOL)
        elif name == "sym":
            self._add(symbols.shown(hexadecimal(element, "char"), value(element, "font")), element, at, SYMBOL)
        elif name == "ruby":
            for base in element.iterfind(w("rubyBase")):
                self._inline(base, at.paragraph, at.lock or RUBY)

    def _find_boxes(self, element: Element) -> None:
        """Text boxes are texts of their own; alternate content counts once."""
        name = local(element)
        if name == "txbxContent":
            self.boxes.append(element)
            return
        for inner in _chosen(element) if name == "AlternateContent" else element:
            self._find_boxes(inner)

    def _add(self, text: str, node: Element, at: _Place, reason: str = "") -> None:
        if text:
            start, end = self._length, self._length + len(text)
            lock = at.lock or self._fields.lock or reason
            self._atoms.append(Atom(start, end, text, at.run, node, lock, at.format))
            self._length = end


def _goes_on(paragraph: Element) -> bool:
    """Whether a tracked deletion took the mark of a paragraph, so that it runs into the next."""
    mark = child(paragraph, "pPr", "rPr")
    gone = child(mark, "del") is not None or child(mark, "moveFrom") is not None
    following = paragraph.getnext()
    return gone and following is not None and local(following) == "p"


def _text_of(node: Element) -> str:
    """The text of a w:t as Word shows it; the node is brought to that, so that offsets count in it."""
    text = (node.text or "").translate(_ONE_LINE)
    if node.get(XML_SPACE) != "preserve":
        text = text.strip(" ")
    node.text = text
    return text


def _chosen(alternate: Element) -> Element:
    """The first branch of an alternate content: what Word takes; the others say the same for older programs."""
    return next(iter(alternate), alternate)


def _rows(table: Element) -> Iterator[Element]:
    yield from _unwrapped(table, "tr")


def _cells(row: Element) -> Iterator[Element]:
    yield from _unwrapped(row, "tc")


def _unwrapped(parent: Element, name: str) -> Iterator[Element]:
    """Children of a name, also those in content controls and custom XML."""
    for element in parent:
        found = local(element)
        if found == name:
            yield element
        elif found in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _unwrapped(element, name)


def _is_placeholder(control: Element) -> bool:
    """Whether a content control still shows what asks to be replaced."""
    return is_on(child(control, "sdtPr", "showingPlcHdr"))


def _control_lock(control: Element) -> str:
    properties = child(control, "sdtPr")
    locked = value(child(properties, "lock")) in ("contentLocked", "sdtContentLocked")
    chosen = any(child(properties, name) is not None for name in ("dataBinding", "dropDownList", "comboBox", "date"))
    return CONTROL if locked or chosen else ""
