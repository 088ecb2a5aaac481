"""The settings and rules that hold where a manuscript lies, read once for each folder."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bulletin_tools import settings
from bulletin_tools.errors import BulletinError
from bulletin_tools.finding import Severity
from bulletin_tools.settings import FAIL_LEVELS, Settings

if TYPE_CHECKING:
    from bulletin_tools.lint import Office
    from bulletin_tools.rulebook import Rule, Rulebook


class Overrides(NamedTuple):
    """What the command line says over the config; None leaves the config's word."""

    select: Sequence[str] | None = None
    extend_select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    per_file_ignores: Sequence[tuple[str, str]] = ()
    fixable: Sequence[str] | None = None
    unfixable: Sequence[str] = ()
    include: Sequence[str] = ()
    exclude: Sequence[str] = ()
    fail_level: str | None = None
    script: str | None = None
    respect_gitignore: bool = True


class Workspace:
    """Settings and rules by folder, read once."""

    def __init__(
        self, overrides: Overrides = Overrides(), config: Path | None = None, *, isolated: bool = False
    ) -> None:
        self._overrides = overrides
        self._config = config
        self._isolated = isolated
        self._settings: dict[Path, Settings] = {}
        self._files: dict[Path | None, Settings] = {}
        self._fixable: dict[int, frozenset[str]] = {}
        self._rulebooks: dict[tuple[Path, tuple[str, ...]], Rulebook] = {}
        self._offices: dict[tuple[int, tuple[str, ...]], Office] = {}

    def __reduce__(self) -> tuple[object, tuple[Overrides, Path | None, bool]]:
        """What another process needs to have the same; it reads the files once, however often it is told."""
        return _shared, (self._overrides, self._config, self._isolated)

    def settings(self, folder: Path) -> Settings:
        """The settings that hold in a folder; the same object for folders by the same file. Errors: `BulletinError`."""
        if folder not in self._settings:
            self._settings[folder] = self._of_file(self._file(folder))
        return self._settings[folder]

    def rulebook(self, folder: Path) -> "Rulebook":
        """The program's rules and the office's own."""
        from bulletin_tools import rulebook

        home, extra = self.settings(folder).home, self.settings(folder).extend_rules
        if (home, extra) not in self._rulebooks:
            self._rulebooks[home, extra] = rulebook.load(home / name for name in extra)
        return self._rulebooks[home, extra]

    def rules(self, path: Path) -> "list[Rule]":
        """The rules that hold for one file."""
        from bulletin_tools.selection import select

        return select(self.rulebook(path.parent), self.settings(path.parent), path)

    def fixable(self, path: Path) -> frozenset[str]:
        """The codes of the rules whose fixes may be applied to one file."""
        from bulletin_tools.selection import fixable

        held = self.settings(path.parent)
        if id(held) not in self._fixable:
            self._fixable[id(held)] = fixable(self.rulebook(path.parent), held)
        return self._fixable[id(held)]

    def departments(self, folder: Path) -> Sequence[Sequence[str]]:
        """The departments that the office knows."""
        held = self.settings(folder)
        return settings.departments(held.home / held.departments) if held.departments else ()

    def ignored(self, path: Path) -> tuple[str, ...]:
        """The selectors that `per-file-ignores` has for one file."""
        return _ignored(self.settings(path.parent), path)

    def office(self, path: Path) -> "Office":
        """All that linting one file needs beside it; the same object for files by the same rules."""
        held = self.settings(path.parent)
        ignored = _ignored(held, path)
        if (id(held), ignored) not in self._offices:
            self._offices[id(held), ignored] = self._office(path, held)
        return self._offices[id(held), ignored]

    def _office(self, path: Path, held: Settings) -> "Office":
        from bulletin_tools import terms
        from bulletin_tools.lint import Office

        known = self.departments(path.parent)
        given = [field for field, value in held.bulletin._asdict().items() if value]
        own = terms.own(tuple(held.home / name for name in held.terms)) if held.terms else ()
        template = (held.export.template, held.home)
        return Office(self.rulebook(path.parent), self.rules(path), known, given, own, held.lint.script, template)

    def fail_level(self, folder: Path) -> Severity:
        """The level from which a finding fails."""
        level = self.settings(folder).lint.fail_level
        if level not in FAIL_LEVELS:
            raise BulletinError(f"--fail-level应为{'、'.join(FAIL_LEVELS)}之一，现为“{level}”")
        return Severity[level.upper()]

    def _file(self, folder: Path) -> Path | None:
        return None if self._isolated else self._config or settings.closest(folder)

    def _of_file(self, path: Path | None) -> Settings:
        if path not in self._files:
            found = settings.load(path) if path else Settings(home=Path.cwd())
            self._files[path] = _overridden(found, self._overrides)
        return self._files[path]


def _overridden(found: Settings, said: Overrides) -> Settings:
    held = found.lint
    ignores = dict(held.per_file_ignores)
    for glob, selector in said.per_file_ignores:
        ignores[glob] = (*ignores.get(glob, ()), selector)
    rules = held._replace(
        select=held.select if said.select is None else tuple(said.select),
        extend_select=(*held.extend_select, *said.extend_select),
        ignore=(*held.ignore, *said.ignore),
        fixable=held.fixable if said.fixable is None else tuple(said.fixable),
        unfixable=(*held.unfixable, *said.unfixable),
        per_file_ignores=ignores,
        fail_level=said.fail_level or held.fail_level,
        script=said.script or held.script,
    )
    files = found.files
    if said.include:
        files = files._replace(include=tuple(said.include))
    files = files._replace(
        exclude=(*files.exclude, *said.exclude),
        respect_gitignore=files.respect_gitignore and said.respect_gitignore,
    )
    return found._replace(lint=rules, files=files)


def _ignored(held: Settings, path: Path) -> tuple[str, ...]:
    if not held.lint.per_file_ignores:
        return ()
    from bulletin_tools.selection import ignored_here

    return tuple(ignored_here(held, path))


@cache
def _shared(overrides: Overrides, config: Path | None, isolated: bool) -> Workspace:
    return Workspace(overrides, config, isolated=isolated)
