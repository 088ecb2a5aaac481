"""Words that are written wrongly: the program's own list and an office's, which has the same form.

    [typo]                     # the name of the rule that reports them
    "布署" = "部署"
    "防犯" = { right = "防范", context = '(?<!预)«»(?!罪)', level = "warning", note = "预防犯罪" }

A list of a thousand words takes too long to parse at every start, so the program's own is kept compiled.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from bulletin_tools import blobs, patterns, rulefiles
from bulletin_tools.blobs import Blobs
from bulletin_tools.errors import BulletinError
from bulletin_tools.files import read_toml

KINDS = ("typo", "variant-form", "ocr-confusable", "fixed-title", "misuse", "redundancy")
"""The rules that report listed words, by name."""
LEVELS = ("info", "warning", "error")
STORE_NAME = "listed.bin"
_KEYS = {"right", "context", "level", "note"}


class Term(NamedTuple):
    """A word that is wrong, or wrong in some places."""

    word: str
    right: str
    """What should stand there; empty where only a person can tell."""
    kind: str
    level: str
    """The most that a finding may weigh; empty: as its rule says."""
    finds: tuple[str, ...]
    """Patterns that say where the word is wrong; none: everywhere."""
    note: str


@cache
def own(paths: tuple[Path, ...]) -> Sequence[Term]:
    """An office's own words; of two files' entries for one word the later counts.

    Errors: `BulletinError` that names file, word and key.
    """
    return [*{term.word: term for path in paths for term in read(path)}.values()]


def sought(word: str, contexts: Sequence[str]) -> str:
    """The name by which the pass over a text looks for a listed word: itself, with what must stand around it."""
    return "\n".join((word, *contexts))


def merged(own: Sequence[Term], held: frozenset[str] | None, signs: frozenset[str] | None) -> Sequence[Term]:
    """The program's words under an office's own, which replace the program's of the same wording.

    Of the program's only those that a text may hold: where that isn't known, those that begin with signs of it.
    """
    if held is None:
        starts = _store().places.keys() if signs is None else _store().places.keys() & signs
        listed = [term for start in starts for term in _beginning(start)]
    else:
        starts = {name.partition("\n")[0][:2] for name in held} & _store().places.keys()
        listed = [term for start in starts for term in _beginning(start) if sought(term[0], term[4]) in held]
    if not own:
        return listed
    words = {term.word for term in own}
    return [*(term for term in listed if term[0] not in words), *own]


def read(path: Path) -> list[Term]:
    """The words of one file. Errors: `BulletinError` that names file, word and key."""
    try:
        return [*_terms(read_toml(path))]
    except _EntryError as fault:
        raise BulletinError(f"{path}：{fault}") from None


def build_store(folder: Path) -> bytes:
    """The program's list compiled, for a wheel or the cache: by first two characters, of which a draft has few."""
    words: dict[str, list[tuple[Any, ...]]] = {}
    for term in read(folder / rulefiles.TERMS_NAME):
        words.setdefault(term.word[:2], []).append(tuple(term))
    return blobs.packed(words)


@cache
def shipped() -> Sequence[Term]:
    """The program's words, as plain tuples, which load a good deal faster: `Term(*entry)` where one is needed."""
    return [term for start in _store().places for term in _beginning(start)]


@cache
def _beginning(start: str) -> Sequence[Term]:
    """Those that begin with some characters."""
    terms: list[Term] = _store().part(start)
    return terms


@cache
def _store() -> Blobs:
    folder = rulefiles.rules_folder()
    try:
        return blobs.unpacked(rulefiles.kept(folder, STORE_NAME, lambda: build_store(folder)))
    except (ValueError, EOFError, TypeError):
        return blobs.unpacked(build_store(folder))


class _EntryError(Exception):
    """What is wrong with an entry."""


def _terms(tables: Mapping[str, Any]) -> Iterable[Term]:
    seen: dict[str, str] = {}
    for kind, table in tables.items():
        if kind not in KINDS:
            raise _EntryError(f"不认识的类别[{kind}]，可用{'、'.join(KINDS)}")
        if not isinstance(table, dict):
            raise _EntryError(f"[{kind}]应是一张表")
        for word, entry in table.items():
            if word in seen:
                raise _EntryError(f"词条“{word}”在[{seen[word]}]里已经有了，[{kind}]里不能再有")
            seen[word] = kind
            yield _term(word, kind, {"right": entry} if isinstance(entry, str) else entry)


def _term(word: str, kind: str, entry: Any) -> Term:
    place = f"[{kind}]的词条“{word}”"
    if not isinstance(entry, dict):
        raise _EntryError(f"{place}应为正确的写法，或一张写明right的表")
    if not word.strip() or "\n" in word:
        raise _EntryError(f"{place}不能为空，也不能换行")
    for key, value in entry.items():
        if key not in _KEYS:
            raise _EntryError(f"{place}有不认识的键{key}，可用{'、'.join(sorted(_KEYS))}")
        if not isinstance(value, str) and not (key == "context" and _is_texts(value)):
            raise _EntryError(f"{place}的{key}应为文字{'，或文字组成的数组' if key == 'context' else ''}")
    level, right = entry.get("level", ""), entry.get("right", "")
    if level and level not in LEVELS:
        raise _EntryError(f"{place}的level应为{'、'.join(LEVELS)}之一，现为“{level}”")
    if right == word:
        raise _EntryError(f"{place}的right与词条相同")
    contexts = entry.get("context", ())
    finds = tuple(_find(word, each, place) for each in ([contexts] if isinstance(contexts, str) else contexts))
    return Term(word, right, kind, level, finds, entry.get("note", ""))


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _find(word: str, context: str, place: str) -> str:
    """The context with the word in its mark."""
    if context.count("«»") != 1:
        raise _EntryError(f"{place}的context应有一处«»，表示词条所在的位置")
    find = context.replace("«»", f"«{word}»")
    try:
        patterns.check(find)
    except BulletinError as error:
        raise _EntryError(f"{place}的context有误：{error}") from None
    return find
