r"""A rule's pattern as a regular expression.

In a pattern the rarest part is marked: `\d{1,2}月\d{1,2}«号»`. What the mark holds is plain text, or a class «[…]». The
expression has its mark first; what stands before it is looked at afterwards, and held by a group of its own.

Compiling an expression takes a quarter of a millisecond, restoring a compiled one a twentieth of that. So the rulebook's
are kept compiled beside its index, and a start is no slower for the number of rules.
"""

import copyreg
import marshal
from collections.abc import Iterable
from functools import cache
from typing import Any

import regex

from bulletin_tools import rulefiles
from bulletin_tools.errors import BulletinError

HEAD = "_head"
"""The group that holds what stands before the mark."""
STORE_NAME = "patterns.bin"


def split(find: str) -> tuple[str, str, str]:
    """A pattern's parts before, in and after the mark «…»; without a mark it is all after."""
    before, opening, rest = find.partition("«")
    mark, closing, after = rest.partition("»")
    return (before, mark, after) if opening and closing else ("", "", find)


@cache
def plain_mark(find: str) -> str:
    """The plain text that a pattern's mark holds; empty for a class, or without a mark."""
    mark = split(find)[1]
    return "" if mark.startswith("[") else mark


def check(find: str) -> None:
    """Whether a pattern can be compiled. Errors: `BulletinError` that says why not."""
    try:
        compiled(find)
    except regex.error as error:
        raise BulletinError(f"正则表达式有误：{find}（{error}）") from None


def groups(find: str) -> list[str]:
    """The names of a pattern's groups."""
    return [name for name in compiled(find).groupindex if name != HEAD]


@cache
def compiled(find: str) -> "regex.Pattern[str]":
    """The expression of a pattern. Errors: `regex.error`."""
    parts = _store().get(find)
    return _restored(parts) if parts else _compile(find)


def build_store(finds: Iterable[str]) -> bytes:
    """The patterns compiled, for a wheel or the cache; only this version of regex can use them."""
    reduce = copyreg.dispatch_table[regex.Pattern]
    return marshal.dumps((regex.__version__, {find: reduce(_compile(find))[1] for find in finds}))


def shipped_finds() -> list[str]:
    """Every pattern of the program's own rulebook."""
    finds: list[str] = []
    for tables in rulefiles.shipped().values():
        finds += tables.get("masks", {}).values()
        finds += (
            pattern["find"]
            for code, table in tables.items()
            if code != "masks"
            for pattern in table.get("patterns", ())
        )
    return finds


def _compile(find: str) -> "regex.Pattern[str]":
    before, mark, after = split(find)
    first = mark if mark.startswith("[") else regex.escape(mark)
    head = f"(?<=(?P<{HEAD}>{before}){first})" if before else ""
    return regex.compile(f"{first}{head}(?:{after})", regex.MULTILINE)


@cache
def _store() -> dict[str, Any]:
    data = rulefiles.kept(rulefiles.rules_folder(), STORE_NAME, lambda: build_store(shipped_finds()), regex.__version__)
    try:
        version, patterns = marshal.loads(data)
    except (ValueError, EOFError, TypeError):
        return {}
    return patterns if version == regex.__version__ and isinstance(patterns, dict) else {}


def _restored(parts: Any) -> "regex.Pattern[str]":
    """What copyreg, for pickle and copy, makes of a pattern's parts."""
    reduce: Any = copyreg.dispatch_table[regex.Pattern]
    pattern: regex.Pattern[str] = reduce(regex.compile(""))[0](*parts)
    return pattern
