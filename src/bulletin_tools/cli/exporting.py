"""What `bulletin export` does with its options, manuscript by manuscript; one bad file never stops the rest."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bulletin_tools import discovery, formats
from bulletin_tools.batch import Workspace
from bulletin_tools.cli.files import check_output, stdin_bytes
from bulletin_tools.errors import BulletinError
from bulletin_tools.finding import Severity
from bulletin_tools.layout import template as layouts
from bulletin_tools.layout.export import Exported, Heads, export, targets
from bulletin_tools.layout.template import Template
from bulletin_tools.lint import Report, lint
from bulletin_tools.outcome import Outcome
from bulletin_tools.reports.concise import Concise
from bulletin_tools.unwrap import unwrap

_STDIN = Path("-")
_WORD = ".docx"


class Request(NamedTuple):
    """The options of `bulletin export`."""

    paths: Sequence[Path]
    output: Path | None
    template: str
    given: Heads
    contents: bool
    force: bool
    overwrite: bool
    pdf: bool
    preview: bool
    encoding: str | None
    config: Path | None


class Job(NamedTuple):
    """A manuscript and the Word file to make of it."""

    manuscript: Path
    target: Path


class _FaultyError(Exception):
    """A manuscript has faults of level error."""


class _Tally:
    """What became of the manuscripts."""

    def __init__(self) -> None:
        self.done: list[Exported] = []
        self.faulty = 0
        self.failed = 0

    @property
    def exit_code(self) -> int:
        return 2 if self.failed else 1 if self.faulty else 0

    def __str__(self) -> str:
        told = f"已导出{len(self.done)}个文件"
        if self.faulty:
            told += f"，{self.faulty}份稿件有错误没有导出（改正后再导出，或加--force）"
        return told + (f"，{self.failed}份稿件没有导出成" if self.failed else "") + "。"


def run(request: Request) -> int:
    """Export all that is asked for, tell what became of it, and give the exit code."""
    workspace = Workspace(config=request.config)
    looks = _Looks(request, workspace)
    jobs = list(_jobs(request, workspace))
    _check(jobs, request)
    tally = _Tally()
    for job in _with_progress(jobs):
        try:
            for written in _export(job, request, workspace, looks):
                tally.done.append(written)
                _warn(written)
        except _FaultyError:
            tally.faulty += 1
        except BulletinError as error:
            tally.failed += 1
            print(f"{job.manuscript}：{error}", file=sys.stderr)
    if request.pdf and tally.done:
        _proof(tally.done, request, looks)
    print(tally, file=sys.stderr)
    return tally.exit_code


def _jobs(request: Request, workspace: Workspace) -> Iterator[Job]:
    """Each manuscript with its Word file: beside it, or where -o says; folders keep their shape under -o."""
    output = request.output
    single = len(request.paths) == 1 and not request.paths[0].is_dir()
    if request.paths == [_STDIN] and (output is None or output.is_dir()):
        raise BulletinError("从标准输入导出时，请用-o给出Word文件")
    if single and output and not output.is_dir():
        yield Job(request.paths[0], output)
        return
    if output and output.suffix.lower() == _WORD:
        raise BulletinError("导出多份稿件时，-o应是文件夹")
    for path in request.paths:
        for manuscript in _sources(path, workspace):
            place = manuscript.relative_to(path) if path.is_dir() else Path(manuscript.name)
            yield Job(manuscript, (output / place if output else manuscript).with_suffix(_WORD))


def _sources(path: Path, workspace: Workspace) -> list[Path]:
    """The manuscripts that a path means; in a folder, not the Word files that others were exported to."""
    found = list(discovery.manuscripts([path], workspace.settings))
    others = {one.with_suffix(_WORD) for one in found if one.suffix.lower() != _WORD}
    return [one for one in found if not (path.is_dir() and one in others)]


def _check(jobs: Sequence[Job], request: Request) -> None:
    """Refuse what could only go wrong: no manuscript, one number for many, two that go to one file."""
    if not jobs:
        raise BulletinError("没有找到稿件")
    if len(jobs) > 1 and request.given.number:
        raise BulletinError(f"有{len(jobs)}份稿件，不能都用--number给出的期号")
    sources: dict[Path, Path] = {}
    for manuscript, target in jobs:
        if target.suffix.lower() != _WORD:
            raise BulletinError(f"{target}：Word文件的名称应以{_WORD}结尾")
        if target.resolve() == manuscript.resolve():
            raise BulletinError(f"{manuscript}：导出会盖掉稿件本身，请用-o给出别的文件名或文件夹")
        other = sources.setdefault(target, manuscript)
        if other != manuscript:
            raise BulletinError(f"{manuscript}和{other}会导出到同一个文件{target}")


class _Looks:
    """The templates that manuscripts are printed by, read once."""

    def __init__(self, request: Request, workspace: Workspace) -> None:
        self._request = request
        self._workspace = workspace
        self._known: dict[Template, Template] = {}

    def of(self, manuscript: Path) -> Template:
        """The template that the options or the config of a manuscript's folder name. Errors: `BulletinError`."""
        settings = self._workspace.settings(manuscript.parent)
        if self._request.template:
            look = layouts.load(self._request.template)
        else:
            look = layouts.load(settings.export.template, settings.home)
        if not self._request.contents:
            return look
        if look not in self._known:
            self._known[look] = look._replace(contents=look.contents._replace(show="always"))
        return self._known[look]

    def all(self) -> Template:
        """Any one of them, for what proofs say of faces."""
        return self.of(self._request.paths[0])


def _export(job: Job, request: Request, workspace: Workspace, looks: _Looks) -> list[Exported]:
    """Export one manuscript, unless it has faults of level error. Errors: `BulletinError`."""
    manuscript = job.manuscript
    if manuscript == _STDIN:
        document = formats.from_bytes(stdin_bytes(), "-", request.encoding)
    else:
        document = formats.read(manuscript, request.encoding)
    settings = workspace.settings(manuscript.parent)
    office = workspace.office(manuscript)
    given = [field for field, value in request.given._asdict().items() if value]
    grave = [rule for rule in office.rules if rule.severity == Severity.ERROR]
    report = lint(document, office._replace(rules=grave, given=[*office.given, *given]))
    _refuse_faults(manuscript, report, request, workspace)
    for path in targets(job.target, len(report.bulletins)):
        for proof in _proofs(path, request):
            check_output(proof, overwrite=request.overwrite)
    signed = any(item.signed for bulletin in report.bulletins for item in bulletin.items)
    return export(
        report.bulletins,
        unwrap(document).text if signed else "",
        job.target,
        looks.of(manuscript),
        given=request.given,
        usual=Heads(name=settings.bulletin.name, issuer=settings.bulletin.issuer),
        words=frozenset(name for names in office.departments for name in names),
        overwrite=request.overwrite,
    )


def _refuse_faults(manuscript: Path, report: Report, request: Request, workspace: Workspace) -> None:
    if not report.findings:
        return
    outcome = Outcome(str(manuscript), workspace.rulebook(manuscript.parent), report)
    sys.stderr.write(Concise(lambda text, _: text).file(outcome))
    if not request.force:
        raise _FaultyError


def _proofs(path: Path, request: Request) -> Iterator[Path]:
    """The files beside a Word file that proofs go to, as far as they are known before."""
    if request.pdf:
        yield path.with_suffix(".pdf")
    if request.preview:
        yield path.with_name(f"{path.stem}-1.png")


def _warn(written: Exported) -> None:
    if written.rare:
        print(f"{written.path}：模板的字体里没有{'、'.join(written.rare)}，已改用替换字体，请核对。", file=sys.stderr)


def _proof(done: Sequence[Exported], request: Request, looks: _Looks) -> None:
    """PDF proofs beside the Word files, and pictures of their pages."""
    from bulletin_tools.layout import fonts, proof

    pairs = [(written.path, written.path.with_suffix(".pdf")) for written in done]
    proof.to_pdf(pairs)
    for _, pdf in pairs:
        if request.preview:
            proof.preview(pdf)
    for face, by in fonts.substitutions(looks.all(), rare=any(written.rare for written in done)):
        print(f"校样里{face}用{by}代替。" if by else f"没有{face}，也没有可代替它的字体。", file=sys.stderr)


def _with_progress(jobs: Sequence[Job]) -> Iterator[Job]:
    if len(jobs) == 1 or not sys.stderr.isatty():
        yield from jobs
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(jobs, description="导出", console=Console(stderr=True), transient=True)
