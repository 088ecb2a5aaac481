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
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    *(("Inet/Settings", f"ooInet{kind}ProxyName", "127.0.0.1") for kind in ("HTTP", "HTTPS", "FTP")),
    *(("Inet/Settings", f"ooInet{kind}ProxyPort", "9") for kind in ("HTTP", "HTTPS", "FTP")),
)
_START, _EACH = 120, 20  # seconds that LibreOffice may take


def program() -> str | None:
    """The LibreOffice program, if it is installed."""
    found = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    return found or next((str(place) for place in _PLACES if place.is_file()), None)


def required() -> str:
    """The LibreOffice program. Errors: `BulletinError` with the way to get it."""
    found = program()
    if found is None:
        raise BulletinError(f"没有找到LibreOffice，请先安装：{HOW_TO_INSTALL}")
    return found


def convert(files: Sequence[Path], target: str, folder: Path, environment: Mapping[str, str] | None = None) -> None:
    """Convert files to a format that LibreOffice names, into a folder, which holds its profile too.

    Errors: `BulletinError`, also where LibreOffice is missing; a file that it can't convert is just not there.
    """
    name = required()
    profile = folder / "profile"
    _forbid_the_network(profile)
    home = f"-env:UserInstallation={profile.as_uri()}"
    command = [name, home, "--headless", "--convert-to", target, "--outdir", str(folder), *map(str, files)]
    run(command, environment or os.environ, _START + _EACH * len(files))


def _forbid_the_network(profile: Path) -> None:
    """Settings of a new profile: no macros, and pictures elsewhere are asked of a proxy that isn't there."""
    settings = profile / "user" / "registrymodifications.xcu"
    if settings.exists():
        return
    settings.parent.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    head = '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    settings.write_text(f'<?xml version="1.0" encoding="UTF-8"?>{head}{items}</oor:items>', encoding="utf-8")


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
