"""Patterns as in .gitignore, laid over paths."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Test = Callable[[str], object]

_NAME = expression(r"(?!.*\*\*)[\w.+@~*?-]+")
"""Patterns that mean a file or folder of such a name wherever it lies, as most do."""


def fits(globs: Sequence[str], home: Path, path: Path) -> bool:
    """Whether one of several patterns means a path below `home`."""
    return bool(test(tuple(globs))(below(path.parent, home) + path.name))


@cache
def test(globs: tuple[str, ...]) -> Test:
    """What is true of the relative paths, with `/`, that one of several patterns means."""
    if all(map(_NAME.fullmatch, globs)):
        names = "|".join(re.escape(glob).replace(r"\*", "[^/]*").replace(r"\?", "[^/]") for glob in globs)
        return re.compile(f"(?:.+/)?(?:{names})(?:/.*)?", re.DOTALL).fullmatch if globs else _nothing
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(globs, backend="simple").match_file


@cache
def below(folder: Path, home: Path) -> str:
    """The way from `home` to a folder, with `/` behind each part; empty for a folder elsewhere."""
    place, top = folder.resolve(), home.resolve()
    return "".join(f"{part}/" for part in place.relative_to(top).parts) if place.is_relative_to(top) else ""


def _nothing(path: str) -> None:
    del path
