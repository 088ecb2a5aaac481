"""What git ignores: `.gitignore` files from the repository's root down, and `.git/info/exclude`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pathspec import GitIgnoreSpec

    Chain = Sequence[tuple[Path, GitIgnoreSpec]]


def ignored(path: Path) -> bool:
    """Whether git ignores a file or a folder that it lies in."""
    place = path.absolute()
    return ignores(chain(place.parent), place) or any(ignores(chain(up.parent), up, "/") for up in place.parents)


def ignores(patterns: Chain, path: Path, end: str = "") -> bool:
    """Whether patterns mean a file, or a folder where `end` is a slash; what lies deeper decides."""
    for base, spec in reversed(patterns):
        told = spec.check_file(path.absolute().relative_to(base).as_posix() + end).include
        if told is not None:
            return told
    return False


@cache
def chain(folder: Path) -> Chain:
    """The patterns that hold in a folder, each with the folder that they start from, the deepest last."""
    folder = folder.absolute()
    if (folder / ".git").exists():
        above: Chain = _read(folder, folder / ".git" / "info" / "exclude")
    elif folder == folder.parent:
        above = ()
    else:
        above = chain(folder.parent)
    return (*above, *_read(folder, folder / ".gitignore"))


def _read(folder: Path, file: Path) -> Chain:
    try:
        lines = file.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return ()
    from pathspec import GitIgnoreSpec

    return ((folder, GitIgnoreSpec.from_lines(lines)),)
