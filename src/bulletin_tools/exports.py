"""Exporting many manuscripts, each by the settings of its own folder; one bad file never stops the rest.

A manifest, a line of JSON per manuscript, says what became of each, so that an interrupted export can be resumed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bulletin_tools import formats, rulefiles
from bulletin_tools.errors import BulletinError, reason
from bulletin_tools.files import read_text, refuse_overwriting
from bulletin_tools.finding import Severity
from bulletin_tools.layout import template as layouts
from bulletin_tools.layout.export import Exported, Heads, export, targets
from bulletin_tools.layout.template import Template
from bulletin_tools.lint import Report, lint
from bulletin_tools.outcome import Outcome
from bulletin_tools.source import Document
from bulletin_tools.unwrap import unwrap
from bulletin_tools.workspace import Workspace

if TYPE_CHECKING:
    from concurrent.futures import Executor

MANIFEST_NAME = "bulletin-export.jsonl"
DONE, KEPT, FAULTY, FAILED = "done", "kept", "faulty", "failed"
"""Written; as an earlier run wrote it; not exported for its faults of level error; not exported for another reason."""


class Order(NamedTuple):
    """How manuscripts are to be exported."""

    workspace: Workspace
    template: str = ""
    given: Heads = Heads()
    contents: bool = False
    force: bool = False
    overwrite: bool = False
    resume: bool = False
    proofs: Sequence[str] = ()
    """What is made beside the Word file later: `.pdf`, and `-1.png` for pictures of its pages."""
    encoding: str | None = None
    recorded: bool = False
    """Whether a manifest is kept, for which each result is marked."""


class Job(NamedTuple):
    """A manuscript and the Word file to make of it."""

    manuscript: Path
    target: Path
    data: bytes | None = None
    """What standard input gave."""


class Result(NamedTuple):
    """What became of a manuscript."""

    manuscript: Path
    status: str
    files: Sequence[Exported] = ()
    told: str = ""
    """Its faults, or why it could not be exported."""
    mark: str = ""
    """Stands for the manuscript's content and how it was exported."""


def results(
    jobs: Iterable[Job],
    order: Order,
    *,
    processes: int = 0,
    known: "Manifest | None" = None,
    start: "Callable[[int], Executor] | None" = None,
) -> Iterator[Result]:
    """Export each manuscript, in their order; those that a manifest has as done are kept. `start` as in `batch`."""
    from bulletin_tools import workers

    remembered = known.kept if known and order.resume else _nothing
    yield from workers.each(
        partial(exported, order),
        jobs,
        known=partial(remembered, order),
        lost=_lost,
        again=partial(exported, order._replace(resume=True)),
        count=processes,
        start=start or workers.processes,
    )


def exported(order: Order, job: Job) -> Result:
    """Export one manuscript, unless it has faults of level error."""
    mark = ""
    try:
        data = _read(job)
        mark = _mark(order, job, data) if order.recorded else ""
        document = formats.from_bytes(data, str(job.manuscript), order.encoding)
        report = _checked(order, job, document)
        if report.findings and not order.force:
            return Result(job.manuscript, FAULTY, told=_faults(job, report, order), mark=mark)
        files = _export(order, job, report)
        return Result(job.manuscript, DONE, files, _faults(job, report, order), mark)
    except BulletinError as error:
        return Result(job.manuscript, FAILED, told=f"{job.manuscript}：{error}\n", mark=mark)


def look(order: Order, manuscript: Path) -> Template:
    """The template that the options or the config of a manuscript's folder name. Errors: `BulletinError`."""
    settings = order.workspace.settings(manuscript.parent)
    if order.template:
        return _look(order.template, None, order.contents)
    return _look(settings.export.template, settings.home, order.contents)


class Manifest:
    """What became of each manuscript, a line each, written as it happens."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = _entries(path) if path.exists() else {}

    def kept(self, order: Order, job: Job) -> Result | None:
        """The result of an earlier run, where manuscript, options and Word files are still the same."""
        entry = self._known.get(str(job.manuscript))
        if not entry or entry.get("status") != DONE:
            return None
        try:
            mark = _mark(order, job, _read(job))
        except BulletinError:
            return None
        files = [Path(name) for name in entry["files"]]
        if entry["mark"] != mark or not all(path.exists() for path in files):
            return None
        return Result(job.manuscript, KEPT, [Exported(path, ()) for path in files], mark=mark)

    def add(self, result: Result) -> None:
        """Write what became of a manuscript. Errors: `BulletinError`."""
        import json

        if result.status == KEPT:
            return
        entry = {
            "manuscript": str(result.manuscript),
            "status": result.status,
            "files": [str(written.path) for written in result.files],
            "mark": result.mark,
        }
        if result.told:
            entry["told"] = result.told.strip()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with open(self._path, "a", encoding="utf-8") as file:
                file.write(json.dumps(entry, ensure_ascii=False) + "\n")
        except OSError as error:
            raise BulletinError(f"{self._path}：无法写入（{reason(error)}）") from None

    def begin(self) -> None:
        """Forget what an earlier run wrote."""
        self._path.unlink(missing_ok=True)
        self._known = {}


def _entries(path: Path) -> dict[str, dict[str, Any]]:
    """The last line for each manuscript; a line that was cut off is none."""
    import json

    found = {}
    for line in read_text(path).splitlines():
        try:
            entry = json.loads(line)
            found[entry["manuscript"]] = entry
        except (ValueError, KeyError, TypeError):
            continue
    return found


def _nothing(order: Order, job: Job) -> Result | None:
    del order, job
    return None


def _lost(job: Job) -> Result:
    told = f"{job.manuscript}：处理这份稿件的进程意外终止（内存不足或被强行结束），其余稿件照常\n"
    return Result(job.manuscript, FAILED, told=told)


def _read(job: Job) -> bytes:
    return formats.read_bytes(job.manuscript) if job.data is None else job.data


def _mark(order: Order, job: Job, data: bytes) -> str:
    from hashlib import blake2b

    template = look(order, job.manuscript)
    settings = order.workspace.settings(job.manuscript.parent)
    parts = (rulefiles.state(), template, order.given, settings.bulletin, order.encoding, str(job.target))
    return blake2b(data, key=blake2b(repr(parts).encode(), digest_size=32).digest(), digest_size=16).hexdigest()


def _checked(order: Order, job: Job, document: Document) -> Report:
    """The faults of level error."""
    office = order.workspace.office(job.manuscript)
    given = [field for field, value in order.given._asdict().items() if value]
    grave = [rule for rule in office.rules if rule.severity == Severity.ERROR]
    return lint(document, office.only(grave, given))


def _faults(job: Job, report: Report, order: Order) -> str:
    if not report.findings:
        return ""
    from bulletin_tools.reports.concise import Concise

    outcome = Outcome(str(job.manuscript), order.workspace.rulebook(job.manuscript.parent), report)
    return Concise(lambda text, _: text).file(outcome)


def _export(order: Order, job: Job, report: Report) -> list[Exported]:
    settings = order.workspace.settings(job.manuscript.parent)
    office = order.workspace.office(job.manuscript)
    bulletins = report.bulletins
    for path in targets(job.target, len(bulletins)):
        for proof in order.proofs:
            refuse_overwriting(path.with_name(path.stem + proof), overwrite=order.overwrite)
    signed = any(item.signed for bulletin in bulletins for item in bulletin.items)
    return export(
        bulletins,
        unwrap(report.document).text if signed else "",
        job.target,
        look(order, job.manuscript),
        given=order.given,
        usual=Heads(name=settings.bulletin.name, issuer=settings.bulletin.issuer),
        words=frozenset(name for names in office.departments for name in names),
        overwrite=order.overwrite,
        keep_same=order.resume,
    )


@cache
def _look(template: str, home: Path | None, contents: bool) -> Template:
    held = layouts.load(template, home) if home else layouts.load(template)
    return held._replace(contents=held.contents._replace(show="always")) if contents else held
