"""Accepts and rejects tracked changes by the letter of the format, with none of the program's own code."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from tests.word.packages import WML, packed, unpacked

W = f"{{{WML}}}"


def settled(data: bytes, *, accept: bool, author: str) -> bytes:
    """A Word file with an author's changes accepted or rejected."""
    entries: dict[str, str | bytes] = dict(unpacked(data))
    for name, part in unpacked(data).items():
        if name.startswith("word/") and name.endswith(".xml"):
            root = etree.fromstring(part)
            kept, gone = ("ins", "del") if accept else ("del", "ins")
            for change in [one for one in root.iter(f"{W}{gone}", f"{W}{kept}") if one.get(f"{W}author") == author]:
                _settle(change, stays=change.tag == f"{W}{kept}")
            entries[name] = etree.tostring(root)
    return packed(entries)


def _settle(change: etree._Element, *, stays: bool) -> None:
    above = change.getparent()
    assert above is not None
    if stays:
        for text in change.iter(f"{W}delText"):
            text.tag = f"{W}t"
        for element in list(change):
            change.addprevious(element)
    above.remove(change)


def parts_of(data: bytes) -> list[str]:
    """The names of a Word file's parts, in their order."""
    return zipfile.ZipFile(io.BytesIO(data)).namelist()


def characters(data: bytes, part: str = "word/document.xml") -> list[tuple[str, bytes, tuple[str, ...]]]:
    """Every character that stands, with its format and what it stands in."""
    found = []
    for text in etree.fromstring(unpacked(data)[part]).iter(f"{W}t"):
        run = text.getparent()
        assert run is not None
        format_ = run.find(f"{W}rPr")
        look = b"" if format_ is None else etree.tostring(format_, with_tail=False)
        around = tuple(etree.QName(one).localname for one in run.iterancestors())
        found += [(char, look, around) for char in text.text or ""]
    return found
