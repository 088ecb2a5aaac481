"""Expressions of `re` that a wheel keeps compiled.

To compile one with a class of Chinese characters takes from a fifth of a millisecond to two, and a short draft needs fifty.
So a wheel keeps what `re` hands its engine. Only the engine it was made for takes it; elsewhere, as in a checkout, an
expression is compiled as usual.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from bulletin_tools import blobs
from bulletin_tools.blobs import Blobs
from bulletin_tools.files import mapped

STORE_NAME = "expressions.bin"
_engine: Any = import_module("_sre")
_ENGINE = f"{_engine.MAGIC} {_engine.CODESIZE} {sys.byteorder}"


def expression(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The same as `re.compile`, for a value of a module or for a cached function that takes nothing: they are kept."""
    kept = _store().part(_name(pattern, flags))
    made: re.Pattern[str] = _engine.compile(pattern, *kept) if kept else re.compile(pattern, flags)
    return made


def build_store(expressions: Iterable[Any]) -> bytes:
    """Those of re compiled, for a wheel."""
    texts = [each for each in expressions if isinstance(each, re.Pattern) and isinstance(each.pattern, str)]
    return blobs.packed({_name(each.pattern, int(each.flags & ~re.UNICODE)): _parts(each) for each in texts}, _ENGINE)


def expressions() -> Iterator[Any]:
    """All, of re and of regex, that modules of the program have as a value, or make in a function that takes nothing."""
    import pkgutil

    package = import_module("bulletin_tools")
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if found.name.endswith("__main__"):
            continue
        try:
            module = import_module(found.name)
        except ImportError:  # where a wheel is built, few other packages are installed
            continue
        for value in vars(module).values():
            if type(value).__name__ == "Pattern":
                yield value
            elif _makes_one(value):
                yield value()


def _makes_one(value: Any) -> bool:
    function = getattr(value, "__wrapped__", None)
    return (
        function is not None
        and not function.__code__.co_argcount
        and str(function.__annotations__.get("return")).endswith(("re.Pattern[str]", "regex.Pattern[str]"))
    )


def _parts(made: re.Pattern[str]) -> Any:
    """What the engine takes beside the pattern itself: flags, code, number of groups, and their names both ways."""
    parser, compiler = import_module("re._parser"), import_module("re._compiler")
    parsed = parser.parse(made.pattern, made.flags)
    names = dict(made.groupindex)
    by_number = {number: name for name, number in names.items()}
    code = compiler._code(parsed, made.flags)  # noqa: SLF001 - there is no other way to it
    return made.flags, [*map(int, code)], made.groups, names, tuple(by_number.get(n) for n in range(made.groups + 1))


def _name(pattern: str, flags: int) -> str:
    return f"{int(flags)} {pattern}"


@cache
def _store() -> Blobs:
    try:
        store = blobs.unpacked(mapped(Path(__file__).parent / "rules" / STORE_NAME))
    except (OSError, ValueError, EOFError, TypeError):
        return blobs.EMPTY
    return store if store.note == _ENGINE else blobs.EMPTY
