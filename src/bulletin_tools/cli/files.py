"""Standard input, and where output goes."""

from __future__ import annotations

import sys
from pathlib import Path

from bulletin_tools.errors import BulletinError, reason
from bulletin_tools.files import refuse_overwriting


def stdin_bytes() -> bytes:
    """All of standard input."""
    if sys.stdin is None:
        raise BulletinError("没有标准输入")
    return sys.stdin.buffer.read()


def check_output(path: Path, *, overwrite: bool) -> None:
    """Errors: `BulletinError` where an output file can't be put, or may not be replaced."""
    refuse_overwriting(path, overwrite=overwrite)
    if path.is_dir() or not path.parent.is_dir():
        raise BulletinError(f"{path}：{'是文件夹' if path.is_dir() else '所在的文件夹不存在'}")


def write_output(path: Path | None, data: bytes) -> None:
    """Put a result into a file, whole or not at all; None is standard output. Errors: `BulletinError`."""
    from bulletin_tools.files import write_atomic

    if path is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    try:
        write_atomic(path, data)
    except OSError as error:
        raise BulletinError(f"{path}：无法写入（{reason(error)}）") from None
