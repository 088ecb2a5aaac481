"""Reads an exported Word file back, to see that nothing was lost: as the program does, and by style names."""

from __future__ import annotations

import io
import zipfile
from typing import Any, NamedTuple

from lxml import etree

from bulletin_tools import api
from bulletin_tools.bulletin import Bulletin
from bulletin_tools.source import Span
from tests.layout import layout_samples as samples

_W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


class Run(NamedTuple):
    style: str
    text: str


class Paragraph(NamedTuple):
    style: str
    runs: list[Run]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def paragraphs(data: bytes) -> list[Paragraph]:
    """The paragraphs of a document, styles by the names that Word shows."""
    names = {
        _value(style, "@w:styleId"): _value(style, "w:name/@w:val")
        for style in _all(part(data, "word/styles.xml"), "w:style")
    }
    return [
        Paragraph(
            names[_value(paragraph, "w:pPr/w:pStyle/@w:val")], [_run(run, names) for run in _all(paragraph, "w:r")]
        )
        for paragraph in _all(part(data, "word/document.xml"), "//w:p")
    ]


def _run(run: Any, names: dict[str, str]) -> Run:
    style = _value(run, "w:rPr/w:rStyle/@w:val")
    texts = ("\t" if child.tag.endswith("}tab") else child.text or "" for child in _all(run, "w:t|w:tab"))
    return Run(names[style] if style else "", "".join(texts))


def _all(element: Any, path: str) -> list[Any]:
    found: list[Any] = element.xpath(path, namespaces=_W)
    return found


def _value(element: Any, path: str) -> str:
    return "".join(_all(element, path))


def read(data: bytes) -> Bulletin:
    """The bulletin that the program reads in a document, without its places; its 落款 is not told."""
    (bulletin,) = api.parse(api.read_bytes(data, "成品.docx"))
    items = tuple(item._replace(signed=None) for item in bulletin.items)
    placeless: Bulletin = _placeless(bulletin._replace(items=items))
    return placeless


def _placeless(part: Any) -> Any:
    if isinstance(part, Span):
        return samples.NOWHERE
    if hasattr(part, "_fields"):
        return type(part)(*map(_placeless, part))
    return tuple(map(_placeless, part)) if isinstance(part, tuple) else part
