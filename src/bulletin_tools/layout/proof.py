"""Proofs: a DOCX as PDF through LibreOffice, and pictures of its pages.

LibreOffice runs with a profile of its own, so that a running one is left alone, and with a fontconfig file that puts
stand-ins in the place of official faces that are not installed.
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from bulletin_tools.errors import BulletinError
from bulletin_tools.files import write_atomic
from bulletin_tools.layout.fonts import configuration

_PROGRAMS = ("soffice", "libreoffice")
_PLACES = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
)
INSTALL = {
    "libreoffice": "apt install libreoffice-writer（其他系统见libreoffice.org）",
    "pdftoppm": "apt install poppler-utils（macOS：brew install poppler）",
    "fonts": "apt install fonts-noto-cjk fonts-arphic-ukai texlive-lang-chinese",
}
"""How to get what proofs need."""
_BATCH = 50
_START, _EACH = 120, 20  # seconds that LibreOffice may take


def libreoffice() -> str | None:
    """The LibreOffice program, if it is installed."""
    found = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    return found or next((str(place) for place in _PLACES if place.is_file()), None)


def to_pdf(documents: Sequence[tuple[Path, Path]]) -> None:
    """Convert Word files, each to the PDF named with it. Errors: `BulletinError`, also without LibreOffice."""
    program = libreoffice()
    if program is None:
        raise BulletinError(f"没有找到LibreOffice，请先安装：{INSTALL['libreoffice']}")
    with tempfile.TemporaryDirectory(prefix="bulletin-") as name:
        folder = Path(name)
        environment = {**os.environ, "FONTCONFIG_FILE": str(configuration(folder))}
        for start in range(0, len(documents), _BATCH):
            _convert(program, folder, environment, documents[start : start + _BATCH])


def preview(pdf: Path, resolution: int = 100) -> list[Path]:
    """Write a PNG of each page beside a PDF. Errors: `BulletinError`, also where pdftoppm is missing."""
    program = shutil.which("pdftoppm")
    if program is None:
        raise BulletinError(f"没有找到pdftoppm，请先安装：{INSTALL['pdftoppm']}")
    with tempfile.TemporaryDirectory(prefix="bulletin-") as folder:
        _run([program, "-r", str(resolution), "-png", str(pdf), f"{folder}/page"], dict(os.environ), _START)
        pages = sorted(Path(folder).iterdir())
        targets = [pdf.with_name(f"{pdf.stem}-{number}.png") for number in range(1, len(pages) + 1)]
        for page, target in zip(pages, targets, strict=True):
            write_atomic(target, page.read_bytes())
    return targets


def _convert(
    program: str, folder: Path, environment: Mapping[str, str], documents: Sequence[tuple[Path, Path]]
) -> None:
    names = [folder / f"{number}.docx" for number in range(len(documents))]
    for (document, _), name in zip(documents, names, strict=True):
        name.write_bytes(_for_libreoffice(document.read_bytes()))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, names)]
    _run(command, environment, _START + _EACH * len(names))
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


def _run(command: Sequence[str], environment: Mapping[str, str], timeout: float) -> None:
    program = Path(command[0]).name
    try:
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
        )
    except OSError as error:
        raise BulletinError(f"{program}无法运行（{error.strerror}）") from None
    try:
        _, said = process.communicate(timeout=timeout)
    except BaseException as error:
        _end(process)
        if isinstance(error, subprocess.TimeoutExpired):
            raise BulletinError(f"{program}运行了{timeout:.0f}秒还没有完成，已停止") from None
        raise
    if process.returncode:
        raise BulletinError(f"{program}出错：{said.decode('utf-8', 'replace').strip()[:200]}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and what it started: soffice is a script that waits for the real one."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
