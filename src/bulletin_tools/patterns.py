r"""A rule's pattern as a regular expression.

In a pattern the rarest part is marked: `\d{1,2}月\d{1,2}«号»`. What the mark holds is plain text, or a class «[…]». The
expression has its mark first; what stands before it is looked at afterwards, and held by a group of its own.

Compiling an expression takes a quarter of a millisecond, restoring a compiled one a twentieth of that. So the rulebook's
are kept compiled beside its index, and a start is no slower for the number of rules.
"""

import copyreg
import importlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import ModuleType
from typing import Any

from bulletin_tools import blobs, rulefiles
from bulletin_tools import regexes as regex
from bulletin_tools.blobs import Blobs
from bulletin_tools.errors import BulletinError
from bulletin_tools.files import mapped

HEAD = "_head"
"""The group that holds what stands before the mark."""
RARE = "rare characters"
"""Stands among the patterns of SEARCHED for a function that finds nothing in a text of ordinary characters (`Draft.rare`)."""
DIGIT = "0"
"""Stands among the signs of a text for any decimal digit."""
STORE_NAME = "patterns.bin"
CONTEXTS_NAME = "contexts.bin"
_PLAIN = "plain "
"""Stands before an expression that is no pattern of a rule, among the names of what is kept."""


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
    """Whether a pattern can be compiled, with one mark outside of its brackets. Errors: `BulletinError` that says why not."""
    try:
        compiled(find)
    except regex.error as error:
        raise BulletinError(f"正则表达式有误：{find}（{error}）") from None
    before, _, after = split(find)
    try:
        regex.compile(before)
    except regex.error:
        raise BulletinError(f"标记«»要放在括号之外：{find}") from None
    if "«" in after:
        raise BulletinError(f"标记«»只能有一处：{find}")


def groups(find: str) -> list[str]:
    """The names of a pattern's groups."""
    return [name for name in compiled(find).groupindex if name != HEAD]


@cache
def compiled(find: str) -> "regex.Pattern[str]":
    """The expression of a pattern. Errors: `regex.error`."""
    return _restored(find) or _compile(find)


def plain(expression: str) -> "regex.Pattern[str]":
    """The same as `regex.compile`, for a value of a module or for a cached function that takes nothing: they are kept."""
    return _restored(_PLAIN + expression) or regex.compile(expression)


def build_store(finds: Iterable[str], plain: "Iterable[regex.Pattern[str]]" = ()) -> bytes:
    """Patterns and plain expressions compiled, for a wheel or the cache; only this version of regex can use them."""
    usual = regex.compile("").flags
    made = {find: _compile(find) for find in finds}
    made |= {_PLAIN + each.pattern: each for each in plain if each.flags == usual}
    reduce = copyreg.dispatch_table[regex.Pattern]
    return blobs.packed({name: reduce(each)[1] for name, each in made.items()}, regex.version())


def shipped_finds() -> list[str]:
    """Every pattern of the program's own rulebook."""
    masks = [find for tables in rulefiles.shipped().values() for find in tables.get("masks", {}).values()]
    return [*masks, *(find for table in _shipped_rules() for find in _finds(table))]


def scanned_finds() -> list[str]:
    """Those that one pass over a text looks for: of rules that speak of the logical text, in simplified characters."""
    rules = [table for table in _shipped_rules() if table.get("script") != "traditional"]
    finds = [find for table in rules if table.get("where") not in ("lines", "layout") for find in _finds(table)]
    searched = {name: found for module in _modules_of_checks() for name, found in _searched(module).items()}
    made = [
        find for table in rules for find in finds_of(searched.get(table.get("check", "")), table.get("options", {}))
    ]
    return list(dict.fromkeys([*finds, *(find for find in made if find != RARE), *searched_finds()]))


def finds_of(searched: Any, options: Mapping[str, Any]) -> Iterable[str]:
    """The patterns without one of which a rule's function finds nothing, as SEARCHED in its module says; none: unknown."""
    found: Iterable[str] = searched(options) if callable(searched) else searched or ()
    return found


def _searched(module: ModuleType) -> Mapping[str, Any]:
    found: Mapping[str, Any] = vars(module).get("SEARCHED", {})
    return found


def searched_finds() -> list[str]:
    """Those that the functions of rules search by, which their modules name."""
    values = (value for module in _modules_of_checks() for value in vars(module).values())
    return list(dict.fromkeys(find for value in values for find in _marked(value)))


def _modules_of_checks() -> list[ModuleType]:
    import pkgutil

    checks = importlib.import_module("bulletin_tools.checks")  # by name, as for a rule: nothing here depends on one
    return [importlib.import_module(f"{checks.__name__}.{each.name}") for each in pkgutil.iter_modules(checks.__path__)]


def _marked(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if "«" in value and "»" in value:
            yield value
    elif isinstance(value, dict | tuple | list):
        for inner in (*value, *value.values()) if isinstance(value, dict) else value:
            yield from _marked(inner)


def _shipped_rules() -> Iterator[Mapping[str, Any]]:
    for tables in rulefiles.shipped().values():
        yield from (table for code, table in tables.items() if code != "masks")


def _finds(table: Mapping[str, Any]) -> Iterator[str]:
    return (pattern["find"] for pattern in table.get("patterns", ()))


def _compile(find: str) -> "regex.Pattern[str]":
    before, mark, after = split(find)
    first = mark if mark.startswith("[") else regex.escape(mark)
    head = f"(?<=(?P<{HEAD}>{before}){first})" if before else ""
    return regex.compile(f"{first}{head}(?:{after})", regex.MULTILINE)


def _restored(name: str) -> "regex.Pattern[str] | None":
    """What is kept under a name."""
    kept = _store().part(name) or _contexts().part(name)
    found: regex.Pattern[str] | None = regex.engine().compile(*kept) if kept else None
    return found


@cache
def _store() -> Blobs:
    folder, head = rulefiles.rules_folder(), rulefiles.beside(STORE_NAME)
    data = rulefiles.kept(folder, STORE_NAME, lambda: build_store(shipped_finds()), regex.version())
    return _usable(data, head)


@cache
def _contexts() -> Blobs:
    """A wheel's for listed words, which few drafts need."""
    try:
        return _usable(mapped(rulefiles.rules_folder() / CONTEXTS_NAME))
    except (OSError, ValueError):
        return blobs.EMPTY


def _usable(data: bytes | memoryview, head: Any = None) -> Blobs:
    try:
        store = blobs.unpacked(data, head)
    except (ValueError, EOFError, TypeError):
        return blobs.EMPTY
    return store if store.note == regex.version() else blobs.EMPTY
