"""bulletin.toml as plain data: where it is found, what it may say, what holds without it."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from bulletin_tools.errors import BulletinError
from bulletin_tools.files import read_text, read_toml

FILE_NAMES = ("bulletin.toml", ".bulletin.toml")
FAIL_LEVELS = ("info", "warning", "error")
SCRIPTS = ("simplified", "traditional")
CHOICES: dict[str, tuple[str, ...]] = {
    "lint.fail-level": FAIL_LEVELS,
    "lint.script": SCRIPTS,
    "stats.shared": ("each", "split"),
}
"""Settings that take one of a few words."""


class Masthead(NamedTuple):
    """What the office's every issue bears."""

    name: str = ""
    issuer: str = ""


class Lint(NamedTuple):
    """Which rules hold, and how."""

    select: tuple[str, ...] = ()
    """Empty: the rules that are on by default."""
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fixable: tuple[str, ...] = ("ALL",)
    unfixable: tuple[str, ...] = ()
    severity: Mapping[str, str] = {}
    per_file_ignores: Mapping[str, tuple[str, ...]] = {}
    options: Mapping[str, Mapping[str, Any]] = {}
    """Rule code or name → its options."""
    baseline: str = ""
    fail_level: str = "warning"
    script: str = "simplified"
    """The characters that the manuscripts should be written in: simplified | traditional."""


class Files(NamedTuple):
    """Which files of a folder are manuscripts; patterns as in .gitignore."""

    include: tuple[str, ...] = ("*.txt", "*.text", "*.md", "*.markdown", "*.docx", "*.docm", "*.doc", "*.wps")
    exclude: tuple[str, ...] = ("README*", "CHANGELOG*", "LICENSE*", "requirements*.txt", "CMakeLists.txt")
    respect_gitignore: bool = True
    """Whether what git ignores is no manuscript either."""


class Export(NamedTuple):
    """How the Word file looks."""

    template: str = "gbt9704"
    """A ready template's name, or a file."""


class Foot(NamedTuple):
    """The foot that composed issues bear."""

    report: str = ""
    send: str = ""
    issue: str = ""
    copies: str = ""
    editor: str = ""
    telephone: str = ""


class Compose(NamedTuple):
    """Where composing an issue looks for what came before it."""

    against: str = ""
    """The folder of earlier issues; empty: the one into which the issue is written."""


class Stats(NamedTuple):
    """How many points an item that was used is worth."""

    full: float = 3.0
    brief: float = 1.0
    sections: Mapping[str, float] = {}
    """Section → points of each of its items, full or brief."""
    shared: str = "each"
    """Items of several departments: each gets all the points, or they split them."""


class Review(NamedTuple):
    """Comments and tracked changes in Word files."""

    author: str = "bulletin"
    """Whose they are."""
    comment_time: str = ""
    """When they were made, as 2026-03-27T09:00; empty: now."""


class Settings(NamedTuple):
    """All settings, with their defaults."""

    home: Path = Path()
    """The folder that relative paths and patterns start from."""
    path: Path | None = None
    """The file they were read from."""
    extend_rules: tuple[str, ...] = ()
    departments: str = ""
    terms: tuple[str, ...] = ()
    """The office's own lists of wrong words."""
    bulletin: Masthead = Masthead()
    lint: Lint = Lint()
    files: Files = Files()
    export: Export = Export()
    foot: Foot = Foot()
    compose: Compose = Compose()
    stats: Stats = Stats()
    review: Review = Review()


_TABLES: dict[str, type] = {
    "bulletin": Masthead,
    "lint": Lint,
    "files": Files,
    "export": Export,
    "foot": Foot,
    "compose": Compose,
    "stats": Stats,
    "review": Review,
}


def load(path: Path) -> Settings:
    """Read a config file and those it extends.

    Errors: `BulletinError` that names the file and the key that is unknown or of the wrong kind.
    """
    return _build(_merged(path, ()), path)


def origins(path: Path) -> dict[str, Path]:
    """Setting (`section.key`) → the file that it comes from: a config file or one that it extends."""
    table = _table_of(path)
    parent = table.pop("extend", None)
    found = origins((path.parent / parent).resolve()) if parent else {}
    for key, value in table.items():
        for name in (f"{key}.{inner}" for inner in value) if key in _TABLES else (key,):
            found[name] = path
    return found


def discover(folder: Path) -> Settings:
    """The settings that hold in a folder: of the closest config file there or above it, else the defaults."""
    path = closest(folder)
    return load(path) if path else Settings(home=Path.cwd())


def closest(folder: Path) -> Path | None:
    """The config file that holds in a folder."""
    return _closest(folder.resolve())


@cache
def departments(path: Path) -> tuple[tuple[str, ...], ...]:
    """Known source departments: one a line, its full name and then its short names; # starts a comment."""
    lines = read_text(path).splitlines()
    rows = (
        line.partition("#")[0].replace("，", " ").replace(",", " ").replace("\u3000", " ").split() for line in lines
    )
    return tuple(tuple(row) for row in rows if row)


@cache
def _closest(folder: Path) -> Path | None:
    for name in FILE_NAMES:
        if (folder / name).is_file():
            return folder / name
    project = folder / "pyproject.toml"
    if project.is_file() and _pyproject_table(project):
        return project
    return _closest(folder.parent) if folder != folder.parent else None


def _pyproject_table(path: Path) -> dict[str, Any]:
    tool = read_toml(path).get("tool", {})
    table = tool.get("bulletin", {}) if isinstance(tool, dict) else {}
    return table if isinstance(table, dict) else {}


def _table_of(path: Path) -> dict[str, Any]:
    return _pyproject_table(path) if path.name == "pyproject.toml" else read_toml(path)


def _merged(path: Path, children: tuple[Path, ...]) -> dict[str, Any]:
    """The file's table over that of the file it extends."""
    if path in children:
        raise BulletinError(f"{path}：extend绕成了圈")
    table = _table_of(path)
    parent = table.pop("extend", None)
    if parent is None:
        return table
    if not isinstance(parent, str):
        raise BulletinError(f"{path}：extend应为文件路径")
    above = (path.parent / parent).resolve()
    base = _merged(above, (*children, path))
    _anchor(base, above.parent)
    return _overlaid(base, table)


def _anchor(table: dict[str, Any], folder: Path) -> None:
    """Paths in a parent config start from its own folder, wherever the child lies."""
    if isinstance(table.get("departments"), str):
        table["departments"] = str(folder / table["departments"])
    for key in ("extend-rules", "terms"):
        if isinstance(table.get(key), list):
            table[key] = [str(folder / name) if isinstance(name, str) else name for name in table[key]]
    for section, key in (("lint", "baseline"), ("compose", "against"), ("export", "template")):
        held = table.get(section)
        value = held.get(key) if isinstance(held, dict) else None
        if isinstance(held, dict) and isinstance(value, str) and (section != "export" or (folder / value).is_file()):
            held[key] = str(folder / value)


def _overlaid(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        old = merged.get(key)
        merged[key] = _overlaid(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def _build(table: dict[str, Any], path: Path) -> Settings:
    values: dict[str, Any] = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        if key in _TABLES:
            values[key] = _section(_TABLES[key], value, path, key)
        elif name in ("extend_rules", "departments", "terms") and "_" not in key:
            values[name] = _typed(getattr(Settings(), name), value, path, key)
        else:
            raise BulletinError(f"{path}：不认识的设置{key}")
    return Settings(home=path.parent, path=path, **values)


def _section(kind: Any, table: Any, path: Path, section: str) -> Any:
    if not isinstance(table, dict):
        raise BulletinError(f"{path}：[{section}]应是一张表")
    defaults = kind()
    values = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        if name not in kind._fields or "_" in key:
            raise BulletinError(f"{path}：不认识的设置{section}.{key}")
        default = getattr(defaults, name)
        values[name] = (
            _table(ENTRIES[name], value, path, f"{section}.{key}")
            if name in ENTRIES
            else _typed(default, value, path, f"{section}.{key}")
        )
        choices = CHOICES.get(f"{section}.{key}")
        if choices and value not in choices:
            raise BulletinError(f"{path}：{section}.{key}应为{'、'.join(choices)}之一")
    return kind(**values)


_SPOKEN = {bool: "true或false", str: "文字"}


def _typed(default: Any, value: Any, path: Path, key: str) -> Any:
    """The value, if it is of the default's kind."""
    if isinstance(default, tuple) and isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return tuple(value)
    if isinstance(value, type(default)) and not isinstance(default, tuple):
        return value
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        return value
    wanted = "文字组成的数组" if isinstance(default, tuple) else _SPOKEN.get(type(default), "数字")
    raise BulletinError(f"{path}：{key}应为{wanted}")


ENTRIES: dict[str, Any] = {"severity": "", "per_file_ignores": (), "options": {}, "sections": 0.0}
"""Settings that are tables → an example of their entries."""


def _table(like: Any, value: Any, path: Path, key: str) -> dict[str, Any]:
    """A table whose entries are of a kind."""
    if not isinstance(value, dict):
        raise BulletinError(f"{path}：{key}应为一张表")
    for name, entry in value.items():
        if isinstance(like, dict) and not isinstance(entry, dict):
            raise BulletinError(f"{path}：{key}.{name}应为一张表")
    return {
        name: entry if isinstance(like, dict) else _typed(like, entry, path, f"{key}.{name}")
        for name, entry in value.items()
    }
