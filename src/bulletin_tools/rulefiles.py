"""Where the rulebook's files are, and how they become data quickly.

The rulebook is TOML, which takes tens of milliseconds to parse. So a wheel carries an index of it, and a checkout keeps
one in the user's cache folder, named by the content of the files: an edited rule is seen at once, two processes can't
spoil each other's index, and a read-only disk only costs time.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from bulletin_tools import __version__
from bulletin_tools.files import mapped, read_toml, write_atomic

_MARSHAL_VERSION = 4  # read by every Python from 3.4 on
INDEX_NAME = "rulebook.bin"
_FORM = "2-"  # of the index, which an older one in the cache hasn't
TERMS_NAME = "terms.toml"
"""Lies beside the rules, but is no file of rules: a list of words, with a store of its own."""

Data = dict[str, dict[str, Any]]
"""File stem (punctuation, masks …) → its tables."""
_Index = tuple[Data, Mapping[str, Any]]
"""The tables, and what other stores keep beside them, by their names."""


def rules_folder() -> Path:
    """The rulebook's folder: beside the package in an installed wheel, at the top of a checkout."""
    package = Path(__file__).parent
    installed = package / "rules"
    checkout = package.parent.parent / "rules"
    return installed if installed.is_dir() else checkout


def shipped() -> Data:
    """The whole rulebook that comes with the program; nobody changes it."""
    return _own()[0]


def beside(name: str) -> Any:
    """What a wheel's index has beside the rulebook for the store of that name; None for nothing."""
    return _own()[1].get(name)


@cache
def _own() -> _Index:
    return _index(rules_folder())


def compiled(folder: Path) -> Data:
    """The TOML files of a folder of the program's, by their index."""
    return _index(folder)[0]


def _index(folder: Path) -> _Index:
    data = kept(folder, INDEX_NAME, lambda: build_index(folder), _FORM)
    try:
        return _load(data)
    except (ValueError, EOFError, TypeError):
        return _load(build_index(folder))


def build_index(folder: Path, beside: Mapping[str, Any] = {}) -> bytes:
    """The index of a folder of rule files, for a wheel or the cache.

    Examples are most of it, and read where somebody asks for them (`examples_of`): a start is quicker without. What other
    stores keep `beside` the rulebook has most of its words in common with it: they are read once for all.
    """
    data = {path.stem: read_toml(path) for path in rule_files(folder)}
    for table in (table for tables in data.values() for table in tables.values()):
        if isinstance(table, dict) and "examples" in table:
            table["examples"] = marshal.dumps(table["examples"], _MARSHAL_VERSION)
    return marshal.dumps(_sharing((data, dict(beside)), {}), _MARSHAL_VERSION)


def _sharing(value: Any, seen: dict[str, str]) -> Any:
    """Plain data in which equal strings are one object, which marshal writes once."""
    if isinstance(value, str):
        return seen.setdefault(value, value)
    if isinstance(value, dict):
        return {_sharing(key, seen): _sharing(inner, seen) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return type(value)([_sharing(inner, seen) for inner in value])
    return value


def examples_of(table: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The examples of a rule's table, as its file has them."""
    kept = table.get("examples", ())
    examples: Sequence[Mapping[str, Any]] = marshal.loads(kept) if isinstance(kept, bytes) else kept
    return examples


def example_texts(*kinds: str) -> list[str]:
    """The texts of the program's examples: good | bad | fixed."""
    rules = [table for family in shipped().values() for table in family.values()]
    examples = [example for table in rules for example in examples_of(table)]
    return [example[kind] for example in examples for kind in kinds if kind in example]


def kept(folder: Path, name: str, build: Callable[[], bytes], version: str = "") -> bytes | memoryview:
    """What is made of a folder of TOML files: as the wheel has it, else from the cache, else made anew and cached."""
    try:
        return mapped(folder / name)
    except (OSError, ValueError):
        pass
    place = cache_folder() / f"{_state(folder)}-{version}{name}"
    try:
        return place.read_bytes()
    except OSError:
        data = build()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(place, data)
    except OSError:
        pass  # a read-only disk: the next start makes it again
    return data


def rule_files(folder: Path) -> list[Path]:
    """The files of tables in a folder of the program's."""
    return [path for path in _files(folder) if path.name != TERMS_NAME]


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _load(index: bytes | memoryview) -> _Index:
    """Errors: ValueError, EOFError or TypeError where the bytes are no index."""
    data, beside = marshal.loads(index)
    if not isinstance(data, dict) or not isinstance(beside, dict):
        raise TypeError
    return data, beside


def cache_folder() -> Path:
    """Where the program keeps what only saves time."""
    if folder := os.environ.get("BULLETIN_CACHE_DIR"):
        return Path(folder)
    import platformdirs

    return Path(platformdirs.user_cache_dir("bulletin-tools", appauthor=False))


@cache
def state() -> str:
    """What the program and its rulebook are, for what is kept of their work; a checkout changes with every edit."""
    package = Path(__file__).parent
    if (package / "rules").is_dir():
        return f"{__version__}-{(package / 'rules' / INDEX_NAME).stat().st_size}"
    return f"{__version__}-{max(_changed(package), _changed(rules_folder()))}"


def _changed(folder: Path | str) -> int:
    """When a file in a folder was last changed, in nanoseconds."""
    with os.scandir(folder) as found:
        entries = [entry for entry in found if entry.name != "__pycache__"]
    return max((_changed(entry.path) if entry.is_dir() else entry.stat().st_mtime_ns for entry in entries), default=0)


@cache
def _state(folder: Path) -> str:
    """What the folder's files hold, by which program and by which Python they are read, as part of a file name.

    The modules of the program are part of it, because what is made of the files depends on them as well.
    """
    import zlib

    package = Path(__file__).parent
    modules = sorted((*package.glob("*.py"), *(package / "checks").glob("*.py")))
    content = b"".join(path.name.encode() + path.read_bytes() for path in (*_files(folder), *modules))
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return f"{python}-{len(content):x}-{zlib.crc32(content):08x}{zlib.adler32(content):08x}"
