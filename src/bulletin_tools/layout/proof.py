"""Proofs: a DOCX as PDF through LibreOffice, and pictures of its pages.

LibreOffice runs with a profile of its own, so that a running one is left alone, and with a fontconfig file that puts
stand-ins in the place of official faces that are not installed.
"""

from __future__ import annotations

import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from bulletin_tools import libreoffice
from bulletin_tools.errors import BulletinError
from bulletin_tools.files import write_atomic
from bulletin_tools.layout.fonts import configuration

INSTALL = {
    "libreoffice": libreoffice.HOW_TO_INSTALL,
    "pdftoppm": "apt install poppler-utils（macOS：brew install poppler）",
    "fonts": "apt install fonts-noto-cjk fonts-arphic-ukai texlive-lang-chinese",
}
"""How to get what proofs need."""
_BATCH = 50
_PATIENCE = 120  # seconds that pdftoppm may take


def to_pdf(documents: Sequence[tuple[Path, Path]]) -> None:
    """Convert Word files, each to the PDF named with it. Errors: `BulletinError`, also without LibreOffice."""
    libreoffice.required()
    with tempfile.TemporaryDirectory(prefix="bulletin-") as name:
        folder = Path(name)
        environment = {**os.environ, "FONTCONFIG_FILE": str(configuration(folder))}
        for start in range(0, len(documents), _BATCH):
            _convert(folder, environment, documents[start : start + _BATCH])


def preview(pdf: Path, resolution: int = 100) -> list[Path]:
    """Write a PNG of each page beside a PDF. Errors: `BulletinError`, also where pdftoppm is missing."""
    program = shutil.which("pdftoppm")
    if program is None:
        raise BulletinError(f"没有找到pdftoppm，请先安装：{INSTALL['pdftoppm']}")
    with tempfile.TemporaryDirectory(prefix="bulletin-") as folder:
        libreoffice.run(
            [program, "-r", str(resolution), "-png", str(pdf), f"{folder}/page"], dict(os.environ), _PATIENCE
        )
        pages = sorted(Path(folder).iterdir())
        targets = [pdf.with_name(f"{pdf.stem}-{number}.png") for number in range(1, len(pages) + 1)]
        for page, target in zip(pages, targets, strict=True):
            write_atomic(target, page.read_bytes())
    return targets


def _convert(folder: Path, environment: Mapping[str, str], documents: Sequence[tuple[Path, Path]]) -> None:
    names = [folder / f"{number}.docx" for number in range(len(documents))]
    for (document, _), name in zip(documents, names, strict=True):
        name.write_bytes(_for_libreoffice(document.read_bytes()))
    libreoffice.convert(names, "pdf", folder, environment)
    for (_, target), name in zip(documents, names, strict=True):
        pdf = name.with_suffix(".pdf")
        if not pdf.is_file():
            raise BulletinError(f"{target}：LibreOffice没有转出PDF")
        write_atomic(target, pdf.read_bytes())


def _for_libreoffice(data: bytes) -> bytes:
    """LibreOffice reads overflowPunct the wrong way round, and then loses the mark that hangs in the margin."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/styles.xml":
                part = part.replace(b'<w:overflowPunct w:val="0"/>', b"<w:overflowPunct/>")
            target.writestr(name, part)
    return buffer.getvalue()
