"""Standard input, and where output goes."""

from __future__ import annotations

import sys
from pathlib import Path

from bulletin_tools.errors import BulletinError


def stdin_bytes() -> bytes:
    """All of standard input."""
    return sys.stdin.buffer.read()


def refuse_overwriting(path: Path, *, overwrite: bool) -> None:
    """Errors: `BulletinError` where an output file is there already and may not be replaced."""
    if path.exists() and not overwrite:
        raise BulletinError(f"{path}：已经存在，要覆盖请加--overwrite")
