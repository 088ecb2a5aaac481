"""Linting and mending many manuscripts, each by the settings of its own folder; one bad file never stops the rest."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bulletin_tools import formats
from bulletin_tools.errors import BulletinError, reason
from bulletin_tools.files import write_atomic
from bulletin_tools.finding import Finding
from bulletin_tools.lint import Office, Report, lint
from bulletin_tools.outcome import Outcome
from bulletin_tools.source import Document
from bulletin_tools.workspace import Workspace

if TYPE_CHECKING:
    from bulletin_tools.cache import Cache
    from bulletin_tools.fix import Fixed


class Mending(NamedTuple):
    """How to fix."""

    unsafe: bool = False
    dry: bool = False
    """Tell what would change, but write nothing."""
    keep: bool = False
    """Leave the file as it is: what becomes of it is written elsewhere."""
    backup: bool = False
    """Keep the file as it was beside it, with .bak behind its name."""


class Task(NamedTuple):
    """What is to be done with every manuscript of a batch."""

    workspace: Workspace
    encoding: str | None = None
    mending: Mending | None = None


def outcomes(paths: Iterable[Path], task: Task, *, jobs: int = 0, cache: "Cache | None" = None) -> Iterator[Outcome]:
    """What becomes of each manuscript, in their order.

    `jobs` is the number of processes, 1 for none, 0 for as many as pay. What the cache knows isn't looked at again,
    unless it is to be mended.
    """
    from bulletin_tools import workers

    memory = _Memory(task, cache if task.mending is None else None)
    found = workers.each(partial(_sent, task), paths, known=memory.known, lost=_lost, count=jobs)
    for outcome in found:
        memory.keep(outcome)
        yield (
            outcome if outcome.error else outcome._replace(rulebook=task.workspace.rulebook(Path(outcome.name).parent))
        )


def process(path: Path, task: Task, data: bytes | None = None) -> Outcome:
    """Lint one manuscript, and mend it if asked; what can't be read or written is the outcome's error."""
    workspace, mending = task.workspace, task.mending
    office = workspace.office(path)
    outcome = Outcome(str(path), office.rulebook, fail_level=workspace.fail_level(path.parent))
    try:
        read = formats.read if data is None else partial(_given, data)
        document = read(path, task.encoding)
        if mending is None:
            return outcome._replace(report=lint(document, office))
        fixed = _mended(document, office, workspace.fixable(path), mending)
        if not mending.dry and not mending.keep and data is None:
            _save(path, document, fixed, mending)
        return outcome._replace(report=fixed.report, fixed=fixed, original=document)
    except BulletinError as error:
        return Outcome(str(path), error=str(error))
    except OSError as error:
        return Outcome(str(path), error=f"无法写入（{reason(error)}）")
    except Exception as error:
        if os.environ.get("BULLETIN_DEBUG"):
            raise
        return Outcome(str(path), error=f"程序内部出错（{type(error).__name__}：{error}），其余稿件照常")


def without_known(outcome: Outcome, known: Counter[str] | None) -> Outcome:
    """The outcome without the findings that a baseline knows."""
    if not known or not outcome.report:
        return outcome
    from bulletin_tools import baseline

    new, seen = baseline.unknown(outcome.report.findings, outcome.report.shown, known)
    return outcome._replace(report=outcome.report._replace(findings=new), known=seen)


class _Memory:
    """What the cache knows of a batch."""

    def __init__(self, task: Task, cache: "Cache | None") -> None:
        self._task = task
        self._cache = cache
        self._keys: dict[tuple[int, str], bytes] = {}
        self._hits: set[str] = set()

    def known(self, path: Path) -> Outcome | None:
        """The outcome of a manuscript that was linted before."""
        if not self._cache:
            return None
        workspace = self._task.workspace
        try:
            data = path.read_bytes()
            kept = self._cache.get(self._mark(path, data), data)
            if kept is None:
                return None
            document = formats.from_bytes(data, str(path), self._task.encoding)
            report = kept.report(document, workspace.rulebook(path.parent))
        except (BulletinError, OSError):
            return None
        self._hits.add(str(path))
        return Outcome(str(path), report=report, fail_level=workspace.fail_level(path.parent))

    def keep(self, outcome: Outcome) -> None:
        """Let the cache know what became of a manuscript."""
        if self._cache and outcome.report and outcome.name not in self._hits:
            data = outcome.report.document.data
            self._cache.put(self._mark(Path(outcome.name), data), data, outcome.report)

    def _mark(self, path: Path, data: bytes) -> bytes:
        from bulletin_tools import cache

        office = self._task.workspace.office(path)
        held = (id(office), path.suffix)
        if held not in self._keys:
            self._keys[held] = cache.key(office, path.suffix, self._task.encoding or "")
        return cache.mark(data, self._keys[held])


def _sent(task: Task, path: Path) -> Outcome:
    """The outcome as it goes from one process to another: without what the other has already, or can make quickly."""
    outcome = process(path, task)
    light = outcome.report and _light(outcome.report)
    fixed = outcome.fixed and outcome.fixed._replace(report=_light(outcome.fixed.report))
    return outcome._replace(rulebook=None, report=light, fixed=fixed)


def _light(report: Report) -> Report:
    return report._replace(parsed=None)


def _lost(path: Path) -> Outcome:
    return Outcome(str(path), error="处理这份稿件的进程意外终止（内存不足或被强行结束），其余稿件照常")


def _given(data: bytes, path: Path, encoding: str | None) -> Document:
    return formats.from_bytes(data, str(path), encoding)


def _mended(document: Document, office: Office, fixable: frozenset[str], mending: Mending) -> "Fixed":
    def may_apply(finding: Finding) -> bool:
        mend = finding.fix
        return mend is not None and finding.code in fixable and (mend.safe or mending.unsafe)

    from bulletin_tools.fix import fix

    return fix(document, office, may_apply)


def _save(path: Path, document: Document, fixed: "Fixed", mending: Mending) -> None:
    if not fixed.edits and not fixed.restyles:
        return
    data = formats.write(document, fixed.edits, fixed.restyles)
    if path.read_bytes() != document.data:
        raise BulletinError("读入之后文件又被改动过，未写入")
    if mending.backup:
        write_atomic(path.with_name(path.name + ".bak"), document.data, like=path)
    write_atomic(path, data)
