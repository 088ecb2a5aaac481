"""Linting and mending many manuscripts, each by the settings of its own folder; one bad file never stops the rest."""

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bulletin_tools import formats, rulebook, settings
from bulletin_tools.errors import BulletinError, reason
from bulletin_tools.files import write_atomic
from bulletin_tools.finding import Finding, Severity
from bulletin_tools.lint import Office, lint
from bulletin_tools.outcome import Outcome
from bulletin_tools.rulebook import SEVERITIES, Rule, Rulebook
from bulletin_tools.selection import fixable, select
from bulletin_tools.settings import Settings
from bulletin_tools.source import Document

if TYPE_CHECKING:
    from bulletin_tools.fix import Fixed


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


class Workspace:
    """Settings and rules by folder, read once."""

    def __init__(
        self, overrides: Overrides = Overrides(), config: Path | None = None, *, isolated: bool = False
    ) -> None:
        self._overrides = overrides
        self._config = config
        self._isolated = isolated
        self._settings: dict[Path, Settings] = {}
        self._rulebooks: dict[tuple[Path, tuple[str, ...]], Rulebook] = {}

    def settings(self, folder: Path) -> Settings:
        """The settings that hold in a folder. Errors: `BulletinError`."""
        if folder not in self._settings:
            self._settings[folder] = _overridden(self._found(folder), self._overrides)
        return self._settings[folder]

    def rulebook(self, folder: Path) -> Rulebook:
        """The program's rules and the office's own."""
        home, extra = self.settings(folder).home, self.settings(folder).extend_rules
        if (home, extra) not in self._rulebooks:
            self._rulebooks[home, extra] = rulebook.load(home / name for name in extra)
        return self._rulebooks[home, extra]

    def rules(self, path: Path) -> list[Rule]:
        """The rules that hold for one file."""
        return select(self.rulebook(path.parent), self.settings(path.parent), path)

    def fixable(self, path: Path) -> frozenset[str]:
        """The codes of the rules whose fixes may be applied to one file."""
        return fixable(self.rulebook(path.parent), self.settings(path.parent))

    def office(self, path: Path) -> Office:
        """All that linting one file needs beside it."""
        held = self.settings(path.parent)
        known = settings.departments(held.home / held.departments) if held.departments else ()
        given = [field for field, value in held.bulletin._asdict().items() if value]
        return Office(self.rulebook(path.parent), self.rules(path), known, given)

    def fail_level(self, folder: Path) -> Severity:
        """The level from which a finding fails."""
        level = self.settings(folder).lint.fail_level
        if level not in SEVERITIES:
            raise BulletinError(f"--fail-level应为{'、'.join(SEVERITIES)}之一，现为“{level}”")
        return SEVERITIES[level]

    def _found(self, folder: Path) -> Settings:
        if self._isolated:
            return settings.Settings(home=Path.cwd())
        return settings.load(self._config) if self._config else settings.discover(folder)


class Mending(NamedTuple):
    """How to fix."""

    unsafe: bool = False
    dry: bool = False
    """Tell what would change, but write nothing."""
    keep: bool = False
    """Leave the file as it is: what becomes of it is written elsewhere."""
    backup: bool = False
    """Keep the file as it was beside it, with .bak behind its name."""


def process(
    path: Path,
    workspace: Workspace,
    *,
    data: bytes | None = None,
    encoding: str | None = None,
    mending: Mending | None = None,
    known: Counter[str] | None = None,
) -> Outcome:
    """Lint one manuscript, and mend it if asked; what can't be read or written is the outcome's error."""
    office = workspace.office(path)
    outcome = Outcome(str(path), office.rulebook, fail_level=workspace.fail_level(path.parent))
    try:
        document = formats.read(path, encoding) if data is None else formats.from_bytes(data, str(path), encoding)
        if mending is None:
            return _known_apart(outcome._replace(report=lint(document, office)), known)
        fixed = _mended(document, office, workspace.fixable(path), mending)
        if not mending.dry and not mending.keep and data is None:
            _save(path, document, fixed, mending)
        return _known_apart(outcome._replace(report=fixed.report, fixed=fixed, original=document), known)
    except BulletinError as error:
        return Outcome(str(path), error=str(error))
    except OSError as error:
        return Outcome(str(path), error=f"无法写入（{reason(error)}）")
    except Exception as error:
        if os.environ.get("BULLETIN_DEBUG"):
            raise
        return Outcome(str(path), error=f"程序内部出错（{type(error).__name__}：{error}），其余稿件照常")


def _mended(document: Document, office: Office, fixable: frozenset[str], mending: Mending) -> "Fixed":
    def may_apply(finding: Finding) -> bool:
        mend = finding.fix
        return mend is not None and finding.code in fixable and (mend.safe or mending.unsafe)

    from bulletin_tools.fix import fix

    return fix(document, office, may_apply)


def _save(path: Path, document: Document, fixed: "Fixed", mending: Mending) -> None:
    if not fixed.edits:
        return
    data = formats.write(document, fixed.edits)
    if path.read_bytes() != document.data:
        raise BulletinError("读入之后文件又被改动过，未写入")
    if mending.backup:
        write_atomic(path.with_name(path.name + ".bak"), document.data, like=path)
    write_atomic(path, data)


def _known_apart(outcome: Outcome, known: Counter[str] | None) -> Outcome:
    if not known or not outcome.report:
        return outcome
    from bulletin_tools import baseline

    new, seen = baseline.unknown(outcome.report.findings, outcome.report.shown, known)
    return outcome._replace(report=outcome.report._replace(findings=new), known=seen)


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
    )
    files = found.files
    if said.include:
        files = files._replace(include=tuple(said.include))
    files = files._replace(exclude=(*files.exclude, *said.exclude))
    return found._replace(lint=rules, files=files)
