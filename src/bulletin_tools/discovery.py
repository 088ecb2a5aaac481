"""From the paths that a user names to the manuscripts that they mean."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from bulletin_tools import gitignore
from bulletin_tools.errors import BulletinError, reason
from bulletin_tools.globs import below, fits, test

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
        for file, real in _walk(path, settings_of, closed) if path.is_dir() else [(path, os.path.realpath(path))]:
            if force_exclude and path.is_file() and _excluded(path, settings_of(path.parent)):
                continue
            if real not in seen:
                seen.add(real)
                yield file
    if closed:
        raise BulletinError("；".join(f"{error.filename}：无法读取（{reason(error)}）" for error in closed))


def placed(paths: Iterable[Path], manuscripts_of: Callable[[Path], Iterable[Path]]) -> Iterator[tuple[Path, Path]]:
    """Each manuscript that paths mean, and where it goes under an output folder: a folder that is named keeps its shape."""
    for path in paths:
        for manuscript in manuscripts_of(path):
            yield manuscript, manuscript.relative_to(path) if path.is_dir() else Path(manuscript.name)


def refuse_collisions(targets: Iterable[tuple[Path, Path]]) -> None:
    """Errors: `BulletinError` where two manuscripts go to the same file."""
    sources: dict[Path, Path] = {}
    for manuscript, target in targets:
        other = sources.setdefault(target, manuscript)
        if other != manuscript:
            raise BulletinError(f"{manuscript}和{other}会写到同一个文件{target}")


def wanted(path: Path, settings: Settings) -> bool:
    """Whether a file counts as a manuscript."""
    files = settings.files
    return fits(files.include, settings.home, path) and not fits(files.exclude, settings.home, path)


def _excluded(path: Path, settings: Settings) -> bool:
    return not wanted(path, settings) or (settings.files.respect_gitignore and gitignore.ignored(path))


def _walk(folder: Path, settings_of: Callable[[Path], Settings], closed: list[OSError]) -> Iterator[tuple[Path, str]]:
    """The manuscripts in a folder and in those below it, each with what its path really is."""
    for place, folders, names in os.walk(folder, onerror=closed.append):
        inside, real = Path(place), os.path.realpath(place)
        settings = settings_of(inside)
        files, way = settings.files, below(inside, settings.home)
        include, exclude = test(files.include), test(files.exclude)
        ignores = gitignore.inside(inside) if files.respect_gitignore else _nothing
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not ignores(f"{name}/"))
        for name in sorted(names):
            if name.startswith((".", "~$")) or not include(way + name) or exclude(way + name) or ignores(name):
                continue
            file = inside / name
            yield file, os.path.realpath(file) if os.path.islink(file) else os.path.join(real, name)


def _nothing(name: str) -> bool:
    del name
    return False
