"""The regex package, loaded where something of it is first asked for.

Its parser takes longer to load than all compiled patterns of a short draft to restore, and these need only the part that is
written in C. Used as the package itself is: `from bulletin_tools import regexes as regex`.
"""

import re
import sys
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from regex import MULTILINE, Match, Pattern, compile, error, escape, findall, fullmatch, search, split  # noqa: A004

    __all__ = ["MULTILINE", "Match", "Pattern", "compile", "error", "escape", "findall", "fullmatch", "search", "split"]

_VERSION = re.compile(rb'^__version__ = "([^"]+)"', re.MULTILINE)


def __getattr__(name: str) -> Any:
    import regex

    return getattr(regex, name)


@cache
def engine() -> Any:
    """What compiles a parsed pattern, and searches by it."""
    package = None if "regex" in sys.modules else PathFinder.find_spec("regex")
    found = package and PathFinder.find_spec("regex._regex", package.submodule_search_locations)
    if not found or not found.loader:
        from regex import _regex

        return _regex
    module: Any = found.loader.create_module(found)
    found.loader.exec_module(module)
    return sys.modules.setdefault(found.name, module)  # so that the rest of the package, if it is loaded, takes it


@cache
def version() -> str:
    """The version of the package: what it has parsed is only for its own engine."""
    package = None if "regex" in sys.modules else PathFinder.find_spec("regex")
    for folder in (package and package.submodule_search_locations) or ():
        try:
            found = _VERSION.search(Path(folder, "_main.py").read_bytes())
        except OSError:
            continue
        if found:
            return found[1].decode()
    import regex

    return str(vars(regex)["__version__"])
