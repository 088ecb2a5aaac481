"""From the paths that a user names to the manuscripts that they mean."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from bulletin_tools.errors import BulletinError, reason
from bulletin_tools.selection import fits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bulletin_tools.settings import Settings


def manuscripts(
    paths: Iterable[Path], settings_of: Callable[[Path], Settings], *, force_exclude: bool = False
) -> Iterator[Path]:
    """Every file that is named, and those of a named folder that include and exclude let through; each once.

    A path that doesn't exist is passed on, for reading it to complain. Errors: `BulletinError`, after all files, for a
    folder that can't be read.
    """
    seen: set[str] = set()
    closed: list[OSError] = []
    for path in paths:
        for file in _walk(path, settings_of, closed) if path.is_dir() else [path]:
            if force_exclude and path.is_file() and not wanted(file, settings_of(file.parent)):
                continue
            real = os.path.realpath(file)
            if real not in seen:
                seen.add(real)
                yield file
    if closed:
        raise BulletinError("；".join(f"{error.filename}：无法读取（{reason(error)}）" for error in closed))


def wanted(path: Path, settings: Settings) -> bool:
    """Whether a file counts as a manuscript."""
    include, exclude = settings.files
    return any(fits(glob, settings.home, path) for glob in include) and not any(
        fits(glob, settings.home, path) for glob in exclude
    )


def _walk(folder: Path, settings_of: Callable[[Path], Settings], closed: list[OSError]) -> Iterator[Path]:
    for place, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        settings = settings_of(Path(place))
        for name in sorted(names):
            file = Path(place, name)
            if not name.startswith((".", "~$")) and wanted(file, settings):
                yield file
