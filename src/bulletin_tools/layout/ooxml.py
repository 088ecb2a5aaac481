"""WordprocessingML as text: escaping, and elements whose children stand in the order that the schema demands.

Word-class validators refuse a wrong order that LibreOffice and python-docx accept, so whoever writes properties names
them in any order and `properties` sorts them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

_FORBIDDEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
_MARKUP = re.compile('[&<>"]')
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_ORDER = {
    "pPr": """pStyle keepNext keepLines framePr widowControl pBdr shd tabs kinsoku wordWrap overflowPunct autoSpaceDE
        autoSpaceDN snapToGrid spacing ind jc outlineLvl""".split(),
    "rPr": "rStyle rFonts color spacing kern sz szCs lang".split(),
}

Attributes = Mapping[str, str | int]
Child = Attributes | tuple[str, ...] | str | int | bool
"""Attributes; ready elements; the `val` alone; or a switch."""


def escape(text: str) -> str:
    """Text as XML content or attribute value; characters that XML forbids are dropped."""
    if not text.isprintable():  # few runs need the look, which is slow to prepare
        text = re.sub(_FORBIDDEN, "", text)
    return _MARKUP.sub(lambda match: _ESCAPES[match[0]], text)


def element(name: str, attributes: Attributes | None = None, content: str = "") -> str:
    """One element of the w namespace; attributes named without prefix."""
    given = "".join(f' w:{key}="{escape(str(value))}"' for key, value in (attributes or {}).items())
    return f"<w:{name}{given}>{content}</w:{name}>" if content else f"<w:{name}{given}/>"


def properties(name: str, children: Mapping[str, Child]) -> str:
    """PPr or rPr with its children in schema order."""
    ordered = sorted(children, key=_ORDER[name].index)
    return element(name, content="".join(_child(child, children[child]) for child in ordered)) if ordered else ""


def fonts(face: str) -> Attributes:
    """One face in all four slots: otherwise “ ” — … △ would be set in the Latin face."""
    return {"hint": "eastAsia", "ascii": face, "hAnsi": face, "eastAsia": face, "cs": face}


def _child(name: str, value: Child) -> str:
    if isinstance(value, Mapping):
        return element(name, value)
    if isinstance(value, tuple):
        return element(name, content="".join(value))
    if value is True:
        return element(name)
    return element(name, {"val": 0 if value is False else value})
