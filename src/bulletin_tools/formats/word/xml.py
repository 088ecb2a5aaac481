"""XML of a Word file, read with limits and in one set of names, whichever of the two the file speaks."""

import re
from functools import cache
from typing import TypeAlias

from lxml import etree

from bulletin_tools.errors import BulletinError

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml's type has no public name

MOST_MARKUP = 1_500_000
"""Tags and attributes of a part: each takes some hundred bytes of memory."""
LARGEST_XML = 32 << 20  # bytes
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")
_PLAIN = (b"utf-8", b"us-ascii", b"ascii", b"utf8")
_OFFICE = b"http://schemas.openxmlformats.org/"
_STRICT = b"http://purl.oclc.org/ooxml/"
_NAMES = (
    (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    (b"officeDocument/math", b"officeDocument/2006/math"),
    (b"drawingml/main", b"drawingml/2006/main"),
    (b"drawingml/wordprocessingDrawing", b"drawingml/2006/wordprocessingDrawing"),
)
WML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@cache
def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return f"{{{WML}}}{name}"


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of WordprocessingML with a name, or the first child of that, and so on."""
    for name in path:
        if element is None:
            return None
        element = next(element.iterchildren(w(name)), None)
    return element


def parent(element: Element) -> Element:
    """What holds an element that isn't a root."""
    found = element.getparent()
    assert found is not None
    return found


def value(element: Element | None, name: str = "val", default: str = "") -> str:
    """An attribute of WordprocessingML; the default where it or the element is missing."""
    return default if element is None else element.get(w(name), default)


def is_on(element: Element | None) -> bool:
    """Whether a switch is there and not turned off."""
    return element is not None and element.get(w("val"), "1") not in ("0", "false", "off", "none")


def number(element: Element | None, name: str = "val", default: int = 0) -> int:
    """An attribute as a whole number."""
    try:
        return int(value(element, name))
    except ValueError:
        return default


def hexadecimal(element: Element, name: str) -> int:
    """An attribute as a hexadecimal number; 0 where it is none."""
    try:
        return int(value(element, name), 16)
    except ValueError:
        return 0


def is_strict(data: bytes) -> bool:
    """Whether a part speaks the names of strict OOXML."""
    return _STRICT in data


def as_text(element: Element) -> bytes:
    """An element as it is written: equal elements are equal bytes."""
    data: bytes = etree.tostring(element, with_tail=False)
    return data


def parsed(data: bytes, name: str) -> Element:
    """The root of a part, strict names made the usual ones. Errors: `BulletinError`, before a large tree is made."""
    data = _as_utf8(data, name)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise BulletinError(f"Word文件的{name}里有DTD声明，不予打开")
    if len(data) > LARGEST_XML or data.count(b"<") + data.count(b'="') + data.count(b"='") > MOST_MARKUP:
        raise BulletinError(f"Word文件的{name}过大，不予打开")
    for strict, usual in _NAMES if is_strict(data) else ():
        data = data.replace(_STRICT + strict, _OFFICE + usual)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_pis=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise BulletinError(f"Word文件的{name}嵌套太深，不予打开") from None
        raise BulletinError(f"Word文件已损坏：{name}的XML有误（第{error.lineno}行）") from None


def serialised(root: Element, *, strict: bool) -> bytes:
    """The bytes of a part."""
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    for name, usual in _NAMES if strict else ():
        data = data.replace(_OFFICE + usual, _STRICT + name)
    return data


def _as_utf8(data: bytes, name: str) -> bytes:
    """XML in UTF-8, without a declaration that says otherwise; OPC allows UTF-16 beside it and nothing else."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError:
            raise BulletinError(f"Word文件已损坏：{name}的编码有误") from None
        return re.sub(r"^\s*<\?xml.*?\?>", "", text, count=1, flags=re.DOTALL).encode()
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf"))
    if (declared and declared[1].lower() not in _PLAIN) or b"\x00" in data[:4]:
        raise BulletinError(f"Word文件已损坏：{name}的编码不是UTF-8")
    return data
