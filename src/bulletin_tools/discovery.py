"""From the paths that a user names to the manuscripts that they mean."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from bulletin_tools import gitignore
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
            if force_exclude and path.is_file() and _excluded(path, settings_of(path.parent)):
                continue
            real = os.path.realpath(file)
            if real not in seen:
                seen.add(real)
                yield file
    if closed:
        raise BulletinError("；".join(f"{error.filename}：无法读取（{reason(error)}）" for error in closed))


def wanted(path: Path, settings: Settings) -> bool:
    """Whether a file counts as a manuscript."""
    files = settings.files
    return fits(files.include, settings.home, path) and not fits(files.exclude, settings.home, path)


def _excluded(path: Path, settings: Settings) -> bool:
    return not wanted(path, settings) or (settings.files.respect_gitignore and gitignore.ignored(path))


def _walk(folder: Path, settings_of: Callable[[Path], Settings], closed: list[OSError]) -> Iterator[Path]:
    for place, folders, names in os.walk(folder, onerror=closed.append):
        inside = Path(place)
        settings = settings_of(inside)
        ignores = gitignore.chain(inside) if settings.files.respect_gitignore else ()
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not gitignore.ignores(ignores, inside / name, "/")
        )
        for name in sorted(names):
            if name.startswith((".", "~$")):
                continue
            file = inside / name
            if wanted(file, settings) and not gitignore.ignores(ignores, file):
                yield file
