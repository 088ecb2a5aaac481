"""What `bulletin lint` does with its options."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from bulletin_tools import batch, discovery, reports
from bulletin_tools.batch import Mending, Workspace
from bulletin_tools.cli import console, files
from bulletin_tools.errors import BulletinError
from bulletin_tools.outcome import Outcome, Totals


class Request(NamedTuple):
    """The options of `bulletin lint`, under their own names."""

    paths: Sequence[Path]
    workspace: Workspace
    mending: Mending | None
    fix_only: bool
    show_fixes: bool
    baseline: Path | None
    write_baseline: bool
    prune_baseline: bool
    output_format: str
    output_file: Path | None
    overwrite: bool
    force_exclude: bool
    stdin_filename: str
    encoding: str | None
    statistics: bool
    show_files: bool
    show_settings: bool
    exit_zero: bool
    exit_non_zero_on_fix: bool
    color: str
    quiet: bool


def listed(values: Sequence[str] | None) -> tuple[str, ...]:
    """Options that were given several times, or several values in one, separated by commas."""
    return tuple(name.strip() for value in values or () for name in value.replace("，", ",").split(",") if name.strip())


def pairs(values: Sequence[str] | None) -> tuple[tuple[str, str], ...]:
    """`pattern:rule` pairs. Errors: `BulletinError` for one without a colon."""
    found = []
    for value in listed(values):
        glob, colon, selector = value.rpartition(":")
        if not colon:
            raise BulletinError(f"--per-file-ignores应写作“模式:规则”，现为“{value}”")
        found.append((glob, selector))
    return tuple(found)


def run(request: Request) -> int:
    """Lint and mend as asked; the exit code."""
    if request.color not in ("auto", "always", "never"):
        raise BulletinError(f"--color应为auto、always、never之一，现为“{request.color}”")
    if request.show_settings:
        return _show_settings(request)
    if request.show_files:
        for path in _manuscripts(request):
            print(path)
        return 0
    with _output(request) as write:
        totals = _process(request, write)
    return _exit_code(request, totals)


def _process(request: Request, write: Callable[[str], object]) -> Totals:
    for_people = request.output_format in reports.FOR_PEOPLE
    coloured = for_people and not request.output_file and console.colours(request.color, sys.stdout)
    paint = console.painted if coloured else console.plain
    reporter = reports.reporter(request.output_format, paint)
    known = _Baseline(request)
    totals = Totals()
    for outcome in _outcomes(request, known):
        totals.add(outcome)
        known.keep(outcome)
        if request.mending and request.mending.dry:
            from bulletin_tools.reports.diff import diff

            write(diff(outcome, paint))
            continue
        if request.show_fixes and for_people:
            from bulletin_tools.reports.diff import applied

            write(applied(outcome))
        if not request.fix_only or outcome.error:
            write(reporter.file(outcome))
    known.save()
    if request.mending and request.mending.dry:
        return totals
    if request.statistics and for_people:
        from bulletin_tools.reports.summary import statistics

        write(statistics(totals))
    if not for_people or not request.quiet or totals.found or totals.errors:
        write(reporter.end(totals))
    return totals


def _outcomes(request: Request, known: "_Baseline") -> Iterator[Outcome]:
    if request.paths == [Path("-")]:
        yield _from_stdin(request, known)
        return
    for path in _manuscripts(request):
        yield batch.process(
            path, request.workspace, encoding=request.encoding, mending=request.mending, known=known.of(str(path))
        )


def _manuscripts(request: Request) -> Iterator[Path]:
    return discovery.manuscripts(request.paths, request.workspace.settings, force_exclude=request.force_exclude)


def _from_stdin(request: Request, known: "_Baseline") -> Outcome:
    """Lint standard input; what --fix makes of it goes to standard output, and the report to standard error."""
    from bulletin_tools import formats

    name = Path(request.stdin_filename or "-")
    data = files.stdin_bytes()
    outcome = batch.process(
        name,
        request.workspace,
        data=data,
        encoding=request.encoding,
        mending=request.mending,
        known=known.of(str(name)),
    )
    if request.mending and not request.mending.dry:
        if outcome.fixed and outcome.original:
            data = formats.write(outcome.original, outcome.fixed.edits)
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
    return outcome


class _Baseline:
    """The baseline file as the options use it."""

    def __init__(self, request: Request) -> None:
        self._writes = request.write_baseline
        self._prunes = request.prune_baseline
        folder = request.paths[0] if request.paths[0].is_dir() else request.paths[0].parent
        settings = request.workspace.settings(folder)
        configured = settings.home / settings.lint.baseline if settings.lint.baseline else None
        self._path = request.baseline or configured
        self._known: dict[str, Counter[str]] = {}
        self._found: dict[str, Counter[str]] = {}
        if (self._writes or self._prunes) and not self._path:
            raise BulletinError("请用--baseline写明基线文件")
        if self._path and not self._writes:
            from bulletin_tools import baseline

            self._known = baseline.read(self._path)

    def of(self, name: str) -> Counter[str] | None:
        """What is known of one manuscript."""
        return self._known.get(Path(name).as_posix())

    def keep(self, outcome: Outcome) -> None:
        """Remember what was found, for writing or pruning."""
        name = Path(outcome.name).as_posix()
        if self._writes and outcome.report:
            from collections import Counter

            from bulletin_tools import baseline

            text = outcome.report.shown
            self._found[name] = Counter(baseline.fingerprint(finding, text) for finding in outcome.findings)
        elif self._prunes:
            self._known[name] = outcome.known

    def save(self) -> None:
        """Write the file, if asked to."""
        if self._path and (self._writes or self._prunes):
            from bulletin_tools import baseline
            from bulletin_tools.files import write_atomic

            write_atomic(self._path, baseline.dump(self._found if self._writes else self._known))
            count = sum(marks.total() for marks in (self._found if self._writes else self._known).values())
            print(f"基线{self._path}里有{count}处。", file=sys.stderr)


@contextmanager
def _output(request: Request) -> Iterator[Callable[[str], object]]:
    """Where the report goes; a file is written whole or not at all."""
    if request.output_file:
        files.refuse_overwriting(request.output_file, overwrite=request.overwrite)
        parts: list[str] = []
        yield parts.append
        from bulletin_tools.files import write_atomic

        write_atomic(request.output_file, "".join(parts).encode())
        return
    if request.output_format not in reports.FOR_PEOPLE:
        console.speak_utf8()
    to_stderr = request.paths == [Path("-")] and request.mending and not request.mending.dry
    stream = sys.stderr if to_stderr else sys.stdout
    yield stream.write


def _exit_code(request: Request, totals: Totals) -> int:
    if totals.errors:
        return 2
    if request.exit_zero:
        return 0
    mended = totals.changed and (request.exit_non_zero_on_fix or (request.mending and request.mending.dry))
    if mended:
        return 1
    if request.fix_only or (request.mending and request.mending.dry) or request.write_baseline:
        return 0
    return 1 if totals.fails else 0


def _show_settings(request: Request) -> int:
    path = request.paths[0] / "稿件.txt" if request.paths[0].is_dir() else request.paths[0]
    settings = request.workspace.settings(path.parent)
    print(f"配置文件：{settings.path or '无'}")
    for table in (settings.bulletin, settings.lint, settings.files):
        for key, value in table._asdict().items():
            print(f"{key.replace('_', '-')} = {value}")
    print("规则：" + " ".join(rule.code for rule in request.workspace.rules(path)))
    return 0
