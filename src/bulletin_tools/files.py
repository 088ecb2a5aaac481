"""Files: what the program reads beside its code, and how it replaces a user's file."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from bulletin_tools.errors import BulletinError


def rules_folder() -> Path:
    """The rulebook's folder: inside the installed package, else the checkout's."""
    package = Path(__file__).parent
    installed = package / "rules"
    return installed if installed.is_dir() else package.parents[1] / "rules"


def write_atomic(path: Path, data: bytes) -> None:
    """Write a file so that nobody ever sees half of it: a temporary file beside it, then one rename.

    An existing file's permissions stay, and a link stays a link. Errors: `BulletinError` naming the file.
    """
    try:
        _replace(path.resolve(), data)
    except OSError as error:
        raise BulletinError(f"{path}：无法写入（{error.strerror}）") from None


def _replace(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.chmod(_mode(path))
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, or those a new file would get."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
