"""What a command takes, declared once: read here where the call is in order, and by typer for everything else.

Half of the time that a short draft takes would be the import of typer, so a well-formed call does without it; help,
completion and whatever is wrong with a call are typer's.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple


class Parameter(NamedTuple):
    """An argument (no flags) or an option of a command, as its default value in the command's signature."""

    default: Any
    flags: tuple[str, ...]
    metavar: str
    help: str


def argument(default: Any, *, metavar: str, help: str) -> Any:  # noqa: A002 (typer's word)
    """An argument; the default `...` makes it required."""
    return Parameter(default, (), metavar, help)


def option(default: Any, *flags: str, metavar: str = "", help: str) -> Any:  # noqa: A002 (typer's word)
    """An option with the names by which it is called."""
    return Parameter(default, flags, metavar, help)


NAME = option("", "--name", metavar="名称", help="Word文件报头的名称，如××信息")
NUMBER = option("", "--number", metavar="期号", help="Word文件报头的期号，第几期")
ISSUER = option("", "--issuer", metavar="单位", help="Word文件报头的编发单位")
DATE = option("", "--date", metavar="日期", help="Word文件报头的印发日期，如2025-03-27")
"""The masthead's fields, for every command that prints manuscripts."""


def declared(command: Callable[..., int]) -> dict[str, Parameter]:
    """A command's parameters by name."""
    names = command.__code__.co_varnames
    return dict(zip(names, command.__defaults__ or (), strict=False))


def read(command: Callable[..., int], words: Sequence[str]) -> dict[str, Any] | None:
    """What a call gives each parameter, or None where typer has to look at it."""
    parameters = declared(command)
    types = command.__annotations__
    flags = {flag: name for name, parameter in parameters.items() for flag in parameter.flags}
    values = {name: parameter.default for name, parameter in parameters.items()}
    arguments: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "-" or not word.startswith("-"):
            arguments.append(word)
            continue
        flag, equals, value = word.partition("=")
        name = flags.get(flag)
        if name is None or (equals and (types[name] is bool or not flag.startswith("--"))):
            return None
        if types[name] is bool:
            values[name] = True
            continue
        if not equals:
            value = next(rest, "-")
        if value.startswith("-") and not equals:
            return None
        if not _set(values, name, types[name], value):
            return None
    takers = [name for name, parameter in parameters.items() if not parameter.flags]
    return values if _place(values, takers, types, arguments) else None


def count(value: str) -> int:
    """The number of processes of `--jobs`; 0 where it isn't given. Errors: `BulletinError`."""
    from bulletin_tools.errors import BulletinError

    if value and not (value.isdecimal() and 0 < int(value) < 1000):
        raise BulletinError(f"--jobs应为正整数，现为“{value}”")
    return int(value or 0)


def _place(values: dict[str, Any], takers: list[str], types: dict[str, Any], words: list[str]) -> bool:
    """Give the words that belong to no option to the arguments; whether all of both are content."""
    for name in takers:
        several = _is_list(types[name])
        taken, words = (words, []) if several else (words[:1], words[1:])
        if not all(_set(values, name, types[name], word) for word in taken):
            return False
    return not words and all(values[name] is not ... for name in takers)


def _set(values: dict[str, Any], name: str, kind: Any, word: str) -> bool:
    """Give a parameter its value; False for a kind that only typer reads."""
    value: Any
    if kind in (str, str | None, list[str], list[str] | None):
        value = word
    elif kind in (Path, Path | None, list[Path], list[Path] | None):
        value = Path(word)
    else:
        return False
    if not _is_list(kind):
        values[name] = value
    elif isinstance(values[name], list):
        values[name].append(value)
    else:
        values[name] = [value]
    return True


def _is_list(kind: Any) -> bool:
    return kind in (list[str], list[str] | None, list[Path], list[Path] | None)
