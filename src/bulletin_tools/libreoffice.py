"""LibreOffice as a program of its own: found, started with a private profile, ended with all that it started."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bulletin_tools.errors import BulletinError

_PROGRAMS = ("soffice", "libreoffice")
_PLACES = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
)
HOW_TO_INSTALL = "apt install libreoffice-writer（其他系统见libreoffice.org）"
_START, _EACH = 120, 20  # seconds that LibreOffice may take


def program() -> str | None:
    """The LibreOffice program, if it is installed."""
    found = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    return found or next((str(place) for place in _PLACES if place.is_file()), None)


def convert(files: Sequence[Path], target: str, folder: Path, environment: Mapping[str, str] | None = None) -> None:
    """Convert files to a format that LibreOffice names, into a folder, which holds its profile too.

    Errors: `BulletinError`, also where LibreOffice is missing; a file that it can't convert is just not there.
    """
    name = program()
    if name is None:
        raise BulletinError(f"没有找到LibreOffice，请先安装：{HOW_TO_INSTALL}")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [name, profile, "--headless", "--convert-to", target, "--outdir", str(folder), *map(str, files)]
    run(command, environment or os.environ, _START + _EACH * len(files))


def run(command: Sequence[str], environment: Mapping[str, str], timeout: float) -> None:
    """Run a program to its end. Errors: `BulletinError` where it fails or takes longer than so many seconds."""
    name = Path(command[0]).name
    try:
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
        )
    except OSError as error:
        raise BulletinError(f"{name}无法运行（{error.strerror}）") from None
    try:
        _, said = process.communicate(timeout=timeout)
    except BaseException as error:
        _end(process)
        if isinstance(error, subprocess.TimeoutExpired):
            raise BulletinError(f"{name}运行了{timeout:.0f}秒还没有完成，已停止") from None
        raise
    if process.returncode:
        raise BulletinError(f"{name}出错：{said.decode('utf-8', 'replace').strip()[:200]}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and what it started: soffice is a script that waits for the real one."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
