"""Word files written by hand, so that a test says exactly what stands in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from bulletin_tools import formats
from bulletin_tools.source import Document

WML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
NAMES = f'xmlns:w="{WML}" xmlns:r="{REL}" xmlns:mc="{MC}"'
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def paragraph(*runs: str, properties: str = "") -> str:
    """A w:p of runs, each XML or plain text."""
    inner = "".join(run if run.startswith("<") else text(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def text(words: str, properties: str = "") -> str:
    """A w:r with a w:t."""
    head = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{head}<w:t xml:space="preserve">{words}</w:t></w:r>'


def numbered(words: str, list_id: int, level: int = 0) -> str:
    """A paragraph with an automatic number."""
    mark = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(words, properties=mark)


def level(form: str, shown: str, depth: int = 0, more: str = "") -> str:
    """A w:lvl."""
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{shown}"/></w:lvl>'


def parts(
    body: str,
    *,
    more: Mapping[str, str] | None = None,
    main_type: str = f"{_WORD}.document.main+xml",
    relationships: str = "",
) -> dict[str, str]:
    """The parts of a small package; `more` names further ones as styles, numbering, header1, footer1, footnotes."""
    more = more or {}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{name.rstrip("0123456789")}+xml"/>'
        for name in more
    )
    links = "".join(
        f'<Relationship Id="{name}" Type="{REL}/{name.rstrip("0123456789")}" Target="{name}.xml"/>' for name in more
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    return {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main_type}"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="a" Type="{REL}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{links}{relationships}</Relationships>',
        **{f"word/{name}.xml": _root(name, content) for name, content in more.items()},
    }


def _root(name: str, content: str) -> str:
    tag = {"header": "hdr", "footer": "ftr"}.get(name.rstrip("0123456789"), name)
    return f"<w:{tag} {NAMES}>{content}</w:{tag}>"


def packed(entries: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def docx(body: str, **more: str) -> bytes:
    """A Word file with a body and further parts."""
    return packed(parts(body, more=more))


def read(data: bytes, name: str = "稿件.docx") -> Document:
    """Read a Word file."""
    return formats.from_bytes(data, name)


def shown(body: str, **more: str) -> list[str]:
    """The lines of a Word file with a body."""
    return read(docx(body, **more)).text.split("\n")


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a Word file, unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}
