"""The program's own small files, and writing so that a reader, or a crash, sees the old file or the new one whole."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

from bulletin_tools.errors import BulletinError, reason


def read_text(path: Path) -> str:
    """A file of settings or lists. Errors: `BulletinError` that names it."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BulletinError(f"{path}：无法读取（{reason(error)}）") from None
    except UnicodeDecodeError as error:
        raise BulletinError(f"{path}：不是UTF-8文本（第{error.start + 1}个字节）") from None


def mapped(path: Path) -> memoryview:
    """The content of a file that nobody will write into, of which only what is looked at is read.

    Errors: OSError; ValueError where the file is empty.
    """
    from mmap import ACCESS_READ, mmap

    with open(path, "rb") as file:
        return memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file. Errors: `BulletinError` that names it and the line."""
    import tomllib

    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise BulletinError(f"{path}：TOML格式有误（{error}）") from None


def refuse_overwriting(path: Path, *, overwrite: bool) -> None:
    """Errors: `BulletinError` where an output file is there already and may not be replaced."""
    if path.exists() and not overwrite:
        raise BulletinError(f"{path}：已经存在，要覆盖请加--overwrite")


def write_atomic(path: Path, data: bytes, like: Path | None = None) -> None:
    """Put `data` in the place of the file, keeping its mode (or that of `like`); a link keeps pointing at it.

    Errors: OSError.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".bulletin-{os.urandom(6).hex()}")
    model = like or target
    try:
        with open(temporary, "xb", opener=_private if model.exists() else None) as file:
            file.write(data)
            if model.exists():  # what is replaced must not be lost with the power
                file.flush()
                os.fsync(file.fileno())
        if model.exists():
            temporary.chmod(stat.S_IMODE(model.stat().st_mode))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _private(path: str, flags: int) -> int:
    """Open a file that nobody else can read until it has the mode of the one that it replaces."""
    return os.open(path, flags, 0o600)
