"""Bytes ↔ physical text. Reading keeps what writing needs to put edits back without touching another byte."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from bulletin_tools.errors import BulletinError, reason
from bulletin_tools.formats import encoding as encodings
from bulletin_tools.source import Document, Edit, Restyle, apply

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bulletin_tools.typeset import Typeset

_TEXT = {"": "text", ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown"}
_WORD = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".wps", ".wpt", ".rtf")
SUFFIXES = (*(suffix for suffix in _TEXT if suffix), *_WORD, ".pdf")
"""What a manuscript's file name may end with."""
_PACKAGE = (b"PK\x03\x04", b"PK\x05\x06")
_OLD = ((b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc"), (b"{\\rtf", ".rtf"))
_HTML = (b"<html", b"<!doctype html", b"<?xml")
_PDF = b"%PDF-"
_BLANKS = "".join(chr(code) for code in range(0x20)) + " \x7f\x85\xa0\u2028\u2029\u200b\u200c\u200d\u2060\u3000\ufeff"


def read(path: Path, encoding: str | None = None) -> Document:
    """Read a manuscript. Errors: `BulletinError` without the file's name, which the caller knows."""
    return from_bytes(read_bytes(path), str(path), encoding)


def read_bytes(path: Path | str) -> bytes:
    """A manuscript's bytes. Errors: `BulletinError` as above."""
    try:
        with open(path, "rb", buffering=0) as file:
            return file.read()
    except FileNotFoundError:
        raise BulletinError("文件不存在") from None
    except OSError as error:
        raise BulletinError(f"无法读取（{reason(error)}）") from None


def from_bytes(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Make a document of bytes. Word files are told by their content, whatever the name says; text by its suffix."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES and suffix:
        raise BulletinError(f"不支持{suffix}文件，稿件应为{'、'.join(SUFFIXES)}")
    if data.startswith(_PDF):
        from bulletin_tools.formats import pdf

        return pdf.read(data, name)
    if data.startswith(_PACKAGE):
        from bulletin_tools.formats import word

        return word.read(data, name)
    old = _old_kind(data, named_word=suffix in _WORD)
    if old:
        from bulletin_tools.formats import legacy, word

        return word.read(legacy.converted(data, old), name, data)
    try:
        decoded = encodings.decode(data, encoding)
    except BulletinError:
        if suffix not in _WORD:
            raise
        raise BulletinError("内容既不是Word文件也不是文本，可能已损坏") from None
    if decoded.text.isspace() or not decoded.text.strip(_BLANKS):
        raise BulletinError("文件里没有文字")
    return _document(name, _TEXT.get(suffix, "text"), data, decoded.encoding, decoded.text)


def from_text(text: str, name: str = "稿件.txt") -> Document:
    """Make a document of text that is no file yet; the name's suffix tells the format."""
    suffix = PurePath(name).suffix.lower()
    return _document(name, _TEXT[suffix], text.encode("utf-8", "surrogatepass"), "utf-8", text)


def again(data: bytes, name: str, kind: str, codec: str) -> Document:
    """The document that bytes made before, whose format and encoding are known."""
    if kind not in _TEXT.values():
        return from_bytes(data, name)
    return _document(name, kind, data, codec, data[encodings.bom_length(data) :].decode(codec))


def typeset(document: Document) -> Typeset | None:
    """How a Word file is set; None for any other."""
    if document.format != "word":
        return None
    from bulletin_tools.formats import word

    return word.typeset(document)


def restyled(document: Document, restyles: Sequence[Restyle]) -> Document:
    """A Word manuscript, which is no old one, as it stands with other formats, to be read again."""
    from bulletin_tools.formats import word

    return word.read(word.restyled(document.data, restyles), document.name)


def edited(document: Document, edits: Sequence[Edit]) -> Document:
    """The same manuscript as it stands after disjoint edits; between two rounds of fixes nothing is written."""
    if document.format == "word":
        from bulletin_tools.formats.word import edit

        return edit.moved(document, edits)
    text = apply(document.text, edits)
    return _document(document.name, document.format, document.data, document.encoding, text)


def write(document: Document, edits: Sequence[Edit], restyles: Sequence[Restyle] = ()) -> bytes:
    """The file's bytes with disjoint edits of the physical text; every byte outside of them stays as it was.

    Changes of format come after the edits: their places count in the edited text.

    Errors: `BulletinError` where the encoding has no place for a character, or can't give the original bytes back, or a
    place in a Word file can't be edited.
    """
    if document.format == "pdf":
        raise BulletinError("PDF文件只能读，不能改，请先用bulletin convert转成文本")
    if document.format == "word":
        from bulletin_tools.formats import word

        data = word.write(document, edits)
        return word.restyled(data, restyles) if restyles else data
    codec, body, data = document.encoding, document.text, document.data
    start = encodings.bom_length(data)
    if data[start:] != _encode(body, codec):
        raise BulletinError(f"按{codec.upper()}解码后不能原样写回，未改动")
    parts = [data[:start]]
    place = 0
    for edit in sorted(edits):
        kept = len(body[place : edit.span.start].encode(codec))
        parts.append(data[start : start + kept])
        parts.append(_encode(edit.text, codec))
        start += kept + len(body[edit.span.start : edit.span.end].encode(codec))
        place = edit.span.end
    parts.append(data[start:])
    written = b"".join(parts)
    if not _reads_as(written[encodings.bom_length(data) :], codec, apply(body, edits)):
        raise BulletinError(f"按{codec.upper()}改写后读不回来，未改动")
    return written


def bom(document: Document) -> bytes:
    """The byte order mark that a file starts with; mostly none."""
    return document.data[: encodings.bom_length(document.data)]


def place(document: Document, offset: int) -> str:
    """Where a physical offset is, for people: 第3行, of a Word file 第3段, of a PDF file 第2页第3行."""
    row = document.position(offset).row
    if document.format != "pdf":
        return f"第{row}{'段' if document.format == 'word' else '行'}"
    above = document.text[: document.lines[row - 1].start + 1]
    page = above.count("\f") + 1
    return f"第{page}页第{above[above.rfind(chr(12)) + 1 :].count(chr(10)) + 1}行"


def _document(name: str, kind: str, data: bytes, codec: str, body: str) -> Document:
    lines, directives = _reader(kind).lines(body)
    return Document(name, kind, data, codec, body, lines, directives)


@cache
def _reader(kind: str) -> Any:
    return importlib.import_module(f"bulletin_tools.formats.{kind}")


def _old_kind(data: bytes, *, named_word: bool) -> str:
    """The suffix of the old format that bytes are in; web pages are often named as Word files. Empty for text."""
    if named_word and data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_HTML):
        return ".html"
    return next((suffix for signature, suffix in _OLD if data.startswith(signature)), "")


def _reads_as(data: bytes, codec: str, text: str) -> bool:
    """Whether bytes are a text; some codecs shift their meaning in mid-file, so that pieces of them don't fit together."""
    try:
        return data.decode(codec) == text
    except UnicodeError:
        return False


def _encode(new: str, codec: str) -> bytes:
    try:
        return new.encode(codec)
    except UnicodeEncodeError as error:
        raise BulletinError(f"{codec.upper()}里没有“{new[error.start]}”这个字，未改动") from None
