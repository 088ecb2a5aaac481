"""What git ignores: `.gitignore` files from the repository's root down, and `.git/info/exclude`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pathspec import GitIgnoreSpec

    Chain = Sequence[tuple[Path, GitIgnoreSpec]]


def ignored(path: Path) -> bool:
    """Whether git ignores a file or a folder that it lies in."""
    place = path.absolute()
    return inside(place.parent)(place.name) or any(inside(up.parent)(f"{up.name}/") for up in place.parents if up.name)


def inside(folder: Path) -> Callable[[str], bool]:
    """Whether git ignores a name in a folder: of a file, or with a slash behind it of a folder."""
    place = folder.absolute()
    tests = [(spec, _way(base, place)) for base, spec in reversed(_chain(place))]

    def ignores(name: str) -> bool:
        told = (spec.check_file(way + name).include for spec, way in tests)
        return next((answer for answer in told if answer is not None), False)  # what lies deeper decides

    return ignores


def _way(base: Path, folder: Path) -> str:
    return "".join(f"{part}/" for part in folder.relative_to(base).parts)


@cache
def _chain(folder: Path) -> Chain:
    """The patterns that hold in a folder, each with the folder that they start from, the deepest last."""
    if (folder / ".git").exists():
        above: Chain = _read(folder, folder / ".git" / "info" / "exclude")
    elif folder == folder.parent:
        above = ()
    else:
        above = _chain(folder.parent)
    return (*above, *_read(folder, folder / ".gitignore"))


def _read(folder: Path, file: Path) -> Chain:
    try:
        lines = file.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return ()
    from pathspec import GitIgnoreSpec

    return ((folder, GitIgnoreSpec.from_lines(lines, backend="simple")),)
