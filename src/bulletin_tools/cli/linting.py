"""What `bulletin lint` does with its options."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from bulletin_tools import batch, discovery, reports, rulefiles
from bulletin_tools.batch import Mending, Task
from bulletin_tools.cli import console, files
from bulletin_tools.cli.baselines import BaselineFile
from bulletin_tools.cli.progress import tracked
from bulletin_tools.errors import BulletinError
from bulletin_tools.outcome import Outcome, Totals
from bulletin_tools.settings import SCRIPTS
from bulletin_tools.workspace import Workspace

if TYPE_CHECKING:
    from bulletin_tools.cache import Cache
    from bulletin_tools.cli.reviewing import Review, Writer

_STDIN = Path("-")
_CACHE_NAME = "findings.db"


class Request(NamedTuple):
    """The options of `bulletin lint`, under their own names."""

    paths: Sequence[Path]
    workspace: Workspace
    mending: Mending | None = None
    fix_only: bool = False
    show_fixes: bool = False
    baseline: Path | None = None
    write_baseline: bool = False
    prune_baseline: bool = False
    output_format: str = "full"
    output_file: Path | None = None
    overwrite: bool = False
    review: "Review | None" = None
    force_exclude: bool = False
    stdin_filename: str = ""
    encoding: str | None = None
    statistics: bool = False
    show_files: bool = False
    show_settings: bool = False
    exit_zero: bool = False
    exit_non_zero_on_fix: bool = False
    jobs: int = 0
    no_cache: bool = False
    color: str = "auto"
    quiet: bool = False


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
    script = request.workspace.settings(Path()).lint.script
    if script not in SCRIPTS:
        raise BulletinError(f"--script应为{'、'.join(SCRIPTS)}之一，现为“{script}”")
    if request.show_settings:
        return _show_settings(request)
    if request.show_files:
        return _show_files(request)
    if _STDIN in request.paths and len(request.paths) > 1:
        raise BulletinError("-是标准输入，不能与别的稿件一起检查")
    if request.output_format not in reports.FORMATS:
        raise BulletinError(f"不认识的输出格式{request.output_format}，可用{'、'.join(reports.FORMATS)}")
    known = BaselineFile(_baseline(request), writes=request.write_baseline, prunes=request.prune_baseline)
    with _output(request) as write:
        totals = _process(request, known, write)
    return _exit_code(request, totals)


def _process(request: Request, known: BaselineFile, write: Callable[[str], object]) -> Totals:
    for_people = request.output_format in reports.FOR_PEOPLE
    coloured = for_people and not request.output_file and console.colours(request.color, _stream(request))
    paint = console.painted if coloured else console.plain
    reporter = reports.reporter(request.output_format, paint)
    totals = Totals()
    writer = _writer(request)
    try:
        for linted in _outcomes(request, known, writer):
            outcome = writer.write(linted) if writer else linted
            totals.add(outcome)
            known.keep(outcome)
            _report(request, outcome, reporter, paint, write)
    except (BulletinError, KeyboardInterrupt) as error:
        if not for_people or isinstance(error, KeyboardInterrupt):
            write(reporter.end(totals))  # what a machine reads stays whole, and a person sees what was done
        raise
    known.save()
    if request.mending and request.mending.dry:
        return totals
    if request.statistics and for_people:
        from bulletin_tools.reports.summary import statistics

        write(statistics(totals))
    if not for_people or not request.quiet or totals.found or totals.errors:
        write(reporter.end(totals))
    if writer and not request.quiet:
        print(f"已写出{writer.count}个Word文件。", file=sys.stderr)
    return totals


def _report(
    request: Request,
    outcome: Outcome,
    reporter: reports.Reporter,
    paint: Callable[[str, str], str],
    write: Callable[[str], object],
) -> None:
    """Tell of one manuscript."""
    dry = request.mending is not None and request.mending.dry
    if dry or request.fix_only:
        from bulletin_tools.lint import CYCLE

        for finding in outcome.findings:
            if finding.code == CYCLE:
                print(f"{outcome.name}：{finding.message}", file=sys.stderr)
    if dry:
        from bulletin_tools.reports.diff import diff

        write(diff(outcome, paint))
        return
    if request.show_fixes and request.output_format in reports.FOR_PEOPLE:
        from bulletin_tools.reports.diff import applied

        write(applied(outcome))
    if not request.fix_only or outcome.error:
        write(reporter.file(outcome))


def _writer(request: Request) -> "Writer | None":
    """What writes reviewed files, where any are asked for."""
    if not request.review:
        return None
    from bulletin_tools.cli.reviewing import Writer

    return Writer(request.review, request.paths, request.workspace)


def _outcomes(request: Request, known: BaselineFile, writer: "Writer | None") -> Iterator[Outcome]:
    if request.paths == [_STDIN]:
        yield _from_stdin(request, known)
        return
    paths: list[Path] = []
    closed = None
    try:
        paths.extend(path for path in _manuscripts(request) if not (writer and writer.made(path)))
    except BulletinError as error:  # told when what can be read has been checked
        closed = error
    with _cache(request) as cache:
        found = batch.outcomes(paths, _task(request), jobs=request.jobs, cache=cache)
        for outcome in tracked(found, len(paths), "检查"):
            yield batch.without_known(outcome, known.of(outcome.name))
    if closed:
        raise closed


def _task(request: Request) -> Task:
    return Task(request.workspace, request.encoding, request.mending)


@contextmanager
def _cache(request: Request) -> Iterator["Cache | None"]:
    """What earlier runs found; opening it pays only where several manuscripts are to be checked, and none mended."""
    single = len(request.paths) == 1 and not request.paths[0].is_dir()
    if request.no_cache or request.mending or single:
        yield None
        return
    from bulletin_tools.cache import Cache

    cache = Cache(rulefiles.cache_folder() / _CACHE_NAME)
    try:
        yield cache
    finally:
        cache.close()


def _manuscripts(request: Request) -> Iterator[Path]:
    return discovery.manuscripts(request.paths, request.workspace.settings, force_exclude=request.force_exclude)


def _from_stdin(request: Request, known: BaselineFile) -> Outcome:
    """Lint standard input; what --fix makes of it goes to standard output, and the report to standard error."""
    from bulletin_tools import formats

    name = Path(request.stdin_filename or "-")
    data = files.stdin_bytes()
    outcome = batch.without_known(batch.process(name, _task(request), data), known.of(str(name)))
    if request.mending and not request.mending.dry:
        try:
            if outcome.fixed and outcome.original:
                data = formats.write(outcome.original, outcome.fixed.edits, outcome.fixed.restyles)
        except BulletinError as error:
            outcome = Outcome(outcome.name, error=str(error))
        files.write_output(None, data)
    return outcome


@contextmanager
def _output(request: Request) -> Iterator[Callable[[str], object]]:
    """Where the report goes; a file is written whole or not at all."""
    if request.output_file:
        files.check_output(request.output_file, overwrite=request.overwrite)
        parts: list[str] = []
        yield parts.append
        files.write_output(request.output_file, "".join(parts).encode("utf-8", "backslashreplace"))
        return
    if request.output_format in reports.FOR_PEOPLE:
        yield lambda text: _stream(request).write(text)  # found anew each time: a progress bar may stand in its place
    else:
        console.speak_utf8(_stream(request))
        yield _stream(request).write


def _stream(request: Request) -> TextIO:
    """Standard output, unless what --fix makes of standard input goes there."""
    mends = request.mending is not None and not request.mending.dry
    return sys.stderr if mends and request.paths == [_STDIN] else sys.stdout


def _baseline(request: Request) -> Path | None:
    """The baseline that the options or the config name."""
    if request.baseline:
        return request.baseline
    first = Path(request.stdin_filename or "-") if request.paths[0] == _STDIN else request.paths[0]
    settings = request.workspace.settings(first if first.is_dir() else first.parent)
    return settings.home / settings.lint.baseline if settings.lint.baseline else None


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


def _show_files(request: Request) -> int:
    for path in _manuscripts(request):
        if path.exists():
            print(path)
    missing = [path for path in request.paths if not path.exists()]
    for path in missing:
        print(f"{path}：文件不存在", file=sys.stderr)
    return 2 if missing else 0


def _show_settings(request: Request) -> int:
    path = request.paths[0] / "稿件.txt" if request.paths[0].is_dir() else request.paths[0]
    settings = request.workspace.settings(path.parent)
    print(f"配置文件：{settings.path or '无'}")
    for table in (settings.bulletin, settings.lint, settings.files):
        for key, value in table._asdict().items():
            print(f"{key.replace('_', '-')} = {value}")
    print("规则：" + " ".join(rule.code for rule in request.workspace.office(path).holding))
    return 0
