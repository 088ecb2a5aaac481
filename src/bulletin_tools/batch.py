"""Linting and mending many manuscripts, each by the settings of its own folder; one bad file never stops the rest."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bulletin_tools import formats
from bulletin_tools.errors import BulletinError, reason
from bulletin_tools.outcome import Outcome
from bulletin_tools.record import Record
from bulletin_tools.workspace import Workspace

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from bulletin_tools.cache import Cache
    from bulletin_tools.finding import Finding, Severity
    from bulletin_tools.fix import Fixed
    from bulletin_tools.office import Office
    from bulletin_tools.source import Document

_LEAST = 0.0005  # seconds that any manuscript takes
_MOST_TOGETHER = 1_000_000  # bytes of manuscripts that are kept in memory at once


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


def outcomes(
    paths: Iterable[Path],
    task: Task,
    *,
    jobs: int = 0,
    cache: "Cache | None" = None,
    start: "Callable[[int], Executor] | None" = None,
) -> Iterator[Outcome]:
    """What becomes of each manuscript, in their order.

    `jobs` is the number of processes, 1 for none, 0 for as many as pay; `start` makes another executor for so many than
    one of this machine's processes, such as a cluster's. What the cache knows isn't looked at again, unless it is to
    be mended.
    """
    from bulletin_tools import workers

    memory = _Memory(task, None if task.mending else cache)
    names = map(str, paths)  # sent to a process in a fraction of a path's time
    found = workers.each(
        partial(_sent, task),
        names,
        known=memory.known,
        lost=_lost,
        together=partial(_sent_together, task),
        count=jobs,
        start=start or _processes,
        least=_LEAST,
    )
    for outcome in found:
        memory.keep(outcome)
        yield outcome if outcome.book else memory.folder(outcome.name).completed(outcome)


def _processes(count: int) -> "Executor":
    """Processes that needn't each load what all have in common."""
    from bulletin_tools import scan, script, workers

    scan.expect()
    script.expect()
    return workers.processes(count)


def process(path: Path, task: Task, data: bytes | None = None) -> Outcome:
    """Lint one manuscript, and mend it if asked; what can't be read or written is the outcome's error."""
    return _Folder(path.parent, task).completed(_processed(path, task, data))


def _processed(path: Path, task: Task, data: bytes | None = None) -> Outcome:
    from bulletin_tools.lint import lint

    workspace, mending = task.workspace, task.mending
    office = workspace.office(path)
    outcome = Outcome(str(path))
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
    return outcome._replace(left=new, known=seen)


class _Memory:
    """What is known of a batch before its work is begun: by the cache of manuscripts, and of each folder."""

    def __init__(self, task: Task, cache: "Cache | None") -> None:
        self._task = task
        self._cache = cache
        self._folders: dict[str, _Folder] = {}
        self._hits: set[str] = set()

    def known(self, name: str) -> Outcome | None:
        """The outcome of a manuscript that was linted before."""
        if not self._cache:
            return None
        folder = self.folder(name)
        try:
            data = formats.read_bytes(name)
            content = self._cache.get(folder.basis(name), data)
            if content is None:
                return None
            record = Record(name, data, content)
            record.findings  # noqa: B018 - what can't be read is looked at anew
            outcome = folder.completed(Outcome(name, report=record))
        except (BulletinError, OSError, ValueError, EOFError, TypeError, KeyError):
            return None
        self._hits.add(name)
        return outcome

    def keep(self, outcome: Outcome) -> None:
        """Let the cache know what became of a manuscript."""
        if self._cache and isinstance(outcome.report, Record) and outcome.name not in self._hits:
            basis = self.folder(outcome.name).basis(outcome.name)
            self._cache.put(basis, outcome.report.data, outcome.report.content)

    def folder(self, name: str) -> "_Folder":
        """What is the same for a manuscript and those beside it."""
        place = os.path.dirname(name)
        if place not in self._folders:
            self._folders[place] = _Folder(Path(place), self._task)
        return self._folders[place]


class _Folder:
    """What is the same for the manuscripts of a folder."""

    def __init__(self, folder: Path, task: Task) -> None:
        self._workspace = task.workspace
        self._encoding = task.encoding or ""
        self._bases: dict[tuple[str, ...], bytes] = {}
        self._folder = folder
        self.book = partial(task.workspace.rulebook, folder)
        """Reads the rules."""

    def completed(self, outcome: Outcome) -> Outcome:
        """The outcome of a manuscript with what is the same for all."""
        return outcome._replace(book=self.book, fail_level=self.fail_level)

    @cached_property
    def fail_level(self) -> "Severity":
        """As in `Outcome`."""
        return self._workspace.fail_level(self._folder)

    def basis(self, name: str) -> bytes:
        """What the report on a manuscript rests on beside its content, for the cache."""
        ignored = self._workspace.ignored(Path(name)) if self._varies else ()
        kind = (os.path.splitext(name)[1], self._encoding, *ignored)
        if kind not in self._bases:
            from bulletin_tools import cache

            self._bases[kind] = cache.basis(self._workspace, Path(name), *kind)
        return self._bases[kind]

    @cached_property
    def _varies(self) -> bool:
        return bool(self._workspace.settings(self._folder).lint.per_file_ignores)


def _sent(task: Task, name: str) -> Outcome:
    """The outcome as it goes from one process to another: without what the other has already, or can make quickly."""
    outcome = _processed(Path(name), task)
    if not outcome.report:
        return outcome
    if not outcome.fixed:
        return outcome._replace(report=Record.of(outcome.report))
    light = outcome.fixed.report._replace(parsed=None)
    shows = task.mending and (task.mending.dry or task.mending.keep)  # what becomes of the file, beside what it was
    fixed = outcome.fixed._replace(report=light)
    return outcome._replace(report=light, fixed=fixed, original=outcome.original if shows else None)


def _sent_together(task: Task, names: list[str]) -> list[Outcome]:
    """The same of several; where they are all in order, of few characters and by the same rules, in one go."""
    from bulletin_tools.lint import lint_together

    try:
        paths = list(map(Path, names))
        [office] = set(map(task.workspace.office, paths))
        if not task.mending and sum(map(os.path.getsize, names)) <= _MOST_TOGETHER:
            reports = lint_together([formats.read(path, task.encoding) for path in paths], office)
            return [Outcome(name, report=Record.of(report)) for name, report in zip(names, reports, strict=True)]
    except Exception:  # noqa: BLE001, S110 - one by one, it shows which of them is out of order
        pass
    return [_sent(task, name) for name in names]


def _lost(name: str) -> Outcome:
    return Outcome(name, error="处理这份稿件的进程意外终止（内存不足或被强行结束），其余稿件照常")


def _given(data: bytes, path: Path, encoding: str | None) -> "Document":
    return formats.from_bytes(data, str(path), encoding)


def _mended(document: "Document", office: "Office", fixable: frozenset[str], mending: Mending) -> "Fixed":
    def may_apply(finding: "Finding") -> bool:
        mend = finding.fix
        return mend is not None and finding.code in fixable and (mend.safe or mending.unsafe)

    from bulletin_tools.fix import fix

    return fix(document, office, may_apply)


def _save(path: Path, document: "Document", fixed: "Fixed", mending: Mending) -> None:
    from bulletin_tools.files import write_atomic

    if not fixed.edits and not fixed.restyles:
        return
    data = formats.write(document, fixed.edits, fixed.restyles)
    if path.read_bytes() != document.data:
        raise BulletinError("读入之后文件又被改动过，未写入")
    if mending.backup:
        write_atomic(path.with_name(path.name + ".bak"), document.data, like=path)
    write_atomic(path, data)
