"""Old Word and WPS files, RTF and web pages, read through LibreOffice where it is installed."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bulletin_tools import libreoffice
from bulletin_tools.errors import BulletinError

_KINDS = {".doc": "旧版Word或WPS（.doc、.wps）", ".rtf": "RTF", ".html": "网页"}
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_LOCKED_STREAM = "EncryptedPackage".encode("utf-16-le")


def converted(data: bytes, suffix: str) -> bytes:
    """The same manuscript as a new Word file. Errors: `BulletinError`, also without LibreOffice."""
    kind = _KINDS[suffix]
    if suffix == ".doc":
        _check(data)
    if libreoffice.program() is None:
        raise BulletinError(f"内容是{kind}文件，要装有LibreOffice才能读，也可先另存为.docx")
    with tempfile.TemporaryDirectory(prefix="bulletin-") as name:
        folder = Path(name)
        source = folder / f"old{suffix}"
        source.write_bytes(data)
        (folder / "new").mkdir()
        libreoffice.convert([source], "docx:MS Word 2007 XML", folder / "new")
        target = folder / "new" / "old.docx"
        if not target.is_file():
            raise BulletinError(f"内容是{kind}文件，但LibreOffice打不开它，可能已损坏")
        return target.read_bytes()


def _check(data: bytes) -> None:
    """Errors: `BulletinError` for an OLE file that is no manuscript."""
    if _LOCKED_STREAM in data:
        raise BulletinError("Word文件有密码，请先去掉密码")
    if _WORD_STREAM not in data:
        raise BulletinError("内容是旧版Office文件，但不是Word或WPS文字（.doc、.wps）")
