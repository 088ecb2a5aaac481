"""What `bulletin convert` does with its options, manuscript by manuscript; one bad file never stops the rest."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bulletin_tools import discovery, formats
from bulletin_tools.cli.files import check_output, stdin_bytes, write_output
from bulletin_tools.convert import FORMS, Converted, convert, scripts
from bulletin_tools.convert.doubts import KINDS
from bulletin_tools.errors import BulletinError
from bulletin_tools.settings import Settings
from bulletin_tools.source import Document
from bulletin_tools.workspace import Overrides, Workspace

if TYPE_CHECKING:
    from bulletin_tools.layout.export import Heads

_STDIN = Path("-")
_WORD = ".docx"
_SUFFIXES = {"txt": ".txt", "md": ".md", "docx": _WORD}
_DOUBTS = 20  # doubts that are told
_SHOWN = 8  # places of a kind that are named


class Request(NamedTuple):
    """The options of `bulletin convert`."""

    paths: Sequence[Path]
    output: Path | None
    to: str
    form: str
    mark: bool
    overwrite: bool
    template: str
    given: "Heads | None"
    """Fields of the Word file's masthead."""
    encoding: str | None
    stdin_filename: str
    config: Path | None
    quiet: bool


class _Job(NamedTuple):
    manuscript: Path
    target: Path | None
    """None: standard output."""
    suffix: str
    """What it is written as."""


def run(request: Request) -> int:
    """Convert all that is asked for, tell what was done, and give the exit code."""
    _check(request)
    every = tuple(f"*{suffix}" for suffix in formats.SUFFIXES)
    workspace = Workspace(Overrides(include=every), config=request.config)
    jobs = list(_jobs(request, workspace))
    if not jobs:
        raise BulletinError("没有找到稿件")
    discovery.refuse_collisions((job.manuscript, job.target) for job in jobs if job.target)
    if request.given:
        _check_given(jobs, request.given)
    failed = 0
    for job in jobs:
        try:
            _convert(job, request, workspace)
        except BulletinError as error:
            failed += 1
            print(f"{job.manuscript}：{error}", file=sys.stderr)
    if len(jobs) > 1:
        lost = f"，{failed}份没有成" if failed else ""
        print(f"已整理{len(jobs) - failed}份稿件{lost}。", file=sys.stderr)
    return 2 if failed else 0


def _check(request: Request) -> None:
    if request.to and request.to not in scripts.WAYS:
        raise BulletinError(f"--to应为{'、'.join(scripts.WAYS)}之一，现为“{request.to}”")
    if request.form and request.form not in _SUFFIXES:
        raise BulletinError(f"--format应为{'、'.join(_SUFFIXES)}之一，现为“{request.form}”")
    if _STDIN in request.paths and len(request.paths) > 1:
        raise BulletinError("-是标准输入，不能与别的稿件一起整理")


def _jobs(request: Request, workspace: Workspace) -> Iterator[_Job]:
    """Each manuscript with where it goes; folders keep their shape under -o."""
    output, first = request.output, request.paths[0]
    if len(request.paths) == 1 and not first.is_dir() and not (output and output.is_dir()):
        suffix = _suffix(request, Path(request.stdin_filename or "-") if first == _STDIN else first, output)
        if output is None and suffix == _WORD:
            raise BulletinError("写成Word文件时，请用-o给出文件")
        yield _Job(first, output, suffix)
        return
    if output is None or output.suffix.lower() in (*FORMS, _WORD):
        raise BulletinError("整理多份稿件时，请用-o给出文件夹")
    for manuscript, place in discovery.placed(request.paths, lambda path: _sources(path, output, workspace)):
        suffix = _suffix(request, manuscript, None)
        yield _Job(manuscript, (output / place).with_suffix(suffix), suffix)


def _sources(path: Path, output: Path, workspace: Workspace) -> Iterator[Path]:
    """The manuscripts that a path means, but not what an earlier run wrote."""
    top = output.resolve()
    found = discovery.manuscripts([path], workspace.settings)
    return (manuscript for manuscript in found if top not in manuscript.resolve().parents)


def _suffix(request: Request, manuscript: Path, output: Path | None) -> str:
    """What a manuscript is written as: by --format, by the output's name, else as it was, or as text."""
    if request.form:
        return _SUFFIXES[request.form]
    if output:
        suffix = output.suffix.lower()
        if suffix not in (*FORMS, _WORD):
            raise BulletinError(f"{output}：名称应以{'、'.join((*FORMS, _WORD))}之一结尾，或用--format指明")
        return suffix
    return manuscript.suffix if manuscript.suffix.lower() in FORMS else ".txt"


def _check_given(jobs: Sequence[_Job], given: "Heads") -> None:
    """Fields of a masthead are for Word files, and a number is for one of them."""
    from bulletin_tools.layout.export import refuse_one_number

    if any(job.suffix != _WORD for job in jobs):
        raise BulletinError("--name、--number、--issuer、--date只用于写成Word文件（-o 文件.docx或--format docx）")
    refuse_one_number(given, len(jobs))


def _convert(job: _Job, request: Request, workspace: Workspace) -> None:
    if job.target:
        job.target.parent.mkdir(parents=True, exist_ok=True)
        check_output(job.target, overwrite=request.overwrite)
    if job.manuscript == _STDIN:
        document = formats.from_bytes(stdin_bytes(), request.stdin_filename or "-", request.encoding)
    else:
        document = formats.read(job.manuscript, request.encoding)
    done = convert(document, FORMS.get(job.suffix.lower(), "text"), request.to, mark=request.mark)
    if job.suffix == _WORD and job.target:
        settings = workspace.settings(job.manuscript.parent)
        to_word(done.text, job.target, settings, request.template, request.given, overwrite=request.overwrite)
    else:
        write_output(job.target, done.data)
    if done.missing:
        print(f"{job.manuscript}：{document.encoding.upper()}里没有“{done.missing}”，已改用UTF-8。", file=sys.stderr)
    if not request.quiet:
        _tell(job, document, done)


def to_word(
    text: str,
    target: Path,
    settings: Settings,
    template: str = "",
    given: "Heads | None" = None,
    *,
    overwrite: bool,
) -> None:
    """Print a clean text as `bulletin export` would. Errors: `BulletinError`."""
    from bulletin_tools.layout import template as layouts
    from bulletin_tools.layout.export import Heads, export
    from bulletin_tools.parse import parse
    from bulletin_tools.unwrap import unwrap

    look = layouts.load(template) if template else layouts.load(settings.export.template, settings.home)
    source = unwrap(formats.from_text(text))
    usual = Heads(name=settings.bulletin.name, issuer=settings.bulletin.issuer)
    try:
        export(parse(source), source.text, target, look, given=given or Heads(), usual=usual, overwrite=overwrite)
    except BulletinError as error:
        raise BulletinError(f"不能写成Word文件：{error}；补齐后再写，或先写成.txt，再用bulletin export导出") from None


def _tell(job: _Job, document: Document, done: Converted) -> None:
    """What was changed, by kind, and what should be looked at."""
    places: dict[str, list[int]] = {kind: [] for kind in KINDS}
    for change in done.changes:
        places[change.kind].append(change.place)
    told = [f"{kind}{len(at)}处（{_rows(document, at)}）" for kind, at in places.items() if at]
    if done.rewritten:
        told.append(f"简繁转换{done.rewritten}字")
    target = f"→{job.target}" if job.target else ""
    print(f"{job.manuscript}{target}：{'，'.join(told) or '没有要改的'}。", file=sys.stderr)
    for doubt in done.doubts[:_DOUBTS]:
        print(f"  {formats.place(document, doubt.place)}请核对：{doubt.kind}", file=sys.stderr)
    if len(done.doubts) > _DOUBTS:
        print(f"  另有{len(done.doubts) - _DOUBTS}处要核对，加--mark可在稿件里逐处标出", file=sys.stderr)


def _rows(document: Document, places: Sequence[int]) -> str:
    """Where, each row once; a row with several says how many."""
    rows = Counter(formats.place(document, place) for place in places)
    shown = [row + (f"{count}处" if count > 1 else "") for row, count in rows.items()]
    return "、".join(shown[:_SHOWN]) + ("等" if len(shown) > _SHOWN else "")
