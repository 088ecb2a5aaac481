"""What `bulletin export` does with its options."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bulletin_tools import discovery, exports
from bulletin_tools.cli.files import stdin_bytes
from bulletin_tools.cli.progress import tracked
from bulletin_tools.errors import BulletinError
from bulletin_tools.exports import MANIFEST_NAME, Job, Manifest, Order, Result
from bulletin_tools.layout.export import Exported, refuse_one_number
from bulletin_tools.workspace import Workspace

_STDIN = Path("-")
_WORD = ".docx"


class Request(NamedTuple):
    """The options of `bulletin export`."""

    paths: Sequence[Path]
    output: Path | None
    order: Order
    pdf: bool = False
    preview: bool = False
    jobs: int = 0
    manifest: Path | None = None


class _Tally:
    """What became of the manuscripts."""

    def __init__(self) -> None:
        self.files: list[Exported] = []
        self.by_status = dict.fromkeys((exports.DONE, exports.KEPT, exports.FAULTY, exports.FAILED), 0)

    def add(self, result: Result) -> None:
        self.by_status[result.status] += 1
        if result.status == exports.DONE:
            self.files += result.files

    @property
    def exit_code(self) -> int:
        return 2 if self.by_status[exports.FAILED] else 1 if self.by_status[exports.FAULTY] else 0

    def __str__(self) -> str:
        told = f"已导出{len(self.files)}个文件"
        if kept := self.by_status[exports.KEPT]:
            told += f"，{kept}份稿件上次已经导出"
        if faulty := self.by_status[exports.FAULTY]:
            told += f"，{faulty}份稿件有错误没有导出（改正后再导出，或加--force）"
        failed = self.by_status[exports.FAILED]
        return told + (f"，{failed}份稿件没有导出成" if failed else "") + "。"


def run(request: Request) -> int:
    """Export all that is asked for, tell what became of it, and give the exit code."""
    jobs = list(_jobs(request))
    _check(jobs, request)
    manifest = _manifest(request)
    tally = _Tally()
    order = request.order._replace(recorded=manifest is not None)
    found = exports.results(jobs, order, processes=request.jobs, known=manifest)
    try:
        for result in tracked(found, len(jobs), "导出"):
            tally.add(result)
            if manifest:
                manifest.add(result)
            _tell(result)
    except KeyboardInterrupt:
        hint = "，加--resume可接着导出" if manifest else ""
        print(f"{tally}\n中断前处理了{sum(tally.by_status.values())}份，共{len(jobs)}份{hint}。", file=sys.stderr)
        raise
    if request.pdf and tally.files:
        _proof(tally.files, request)
    print(tally, file=sys.stderr)
    return tally.exit_code


def _jobs(request: Request) -> Iterator[Job]:
    """Each manuscript with its Word file: beside it, or where -o says; folders keep their shape under -o."""
    output = request.output
    single = len(request.paths) == 1 and not request.paths[0].is_dir()
    if request.paths == [_STDIN] and (output is None or output.is_dir()):
        raise BulletinError("从标准输入导出时，请用-o给出Word文件")
    if single and output and not output.is_dir():
        path = request.paths[0]
        yield Job(path, output, stdin_bytes() if path == _STDIN else None)
        return
    if output and output.suffix.lower() == _WORD:
        raise BulletinError("导出多份稿件时，-o应是文件夹")
    for manuscript, place in discovery.placed(request.paths, lambda path: _sources(path, request.order.workspace)):
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
    refuse_one_number(request.order.given, len(jobs))
    for manuscript, target, _ in jobs:
        if target.suffix.lower() != _WORD:
            raise BulletinError(f"{target}：Word文件的名称应以{_WORD}结尾")
        if target.resolve() == manuscript.resolve():
            raise BulletinError(f"{manuscript}：导出会盖掉稿件本身，请用-o给出别的文件名或文件夹")
    discovery.refuse_collisions((job.manuscript, job.target) for job in jobs)


def _manifest(request: Request) -> Manifest | None:
    """The manifest that is asked for, or that a folder of Word files gets."""
    path = request.manifest
    if path is None and request.output and any(path.is_dir() for path in request.paths):
        path = request.output / MANIFEST_NAME
    if path is None:
        if request.order.resume:
            raise BulletinError("--resume要有上次的记录：请用-o给出上次的文件夹，或用--manifest给出记录")
        return None
    manifest = Manifest(path)
    if not request.order.resume:
        manifest.begin()
    return manifest


def _tell(result: Result) -> None:
    sys.stderr.write(result.told)
    for written in result.files:
        if written.rare:
            rare = "、".join(written.rare)
            print(f"{written.path}：模板的字体里没有{rare}，已改用替换字体，请核对。", file=sys.stderr)


def _proof(done: Sequence[Exported], request: Request) -> None:
    """PDF proofs beside the Word files, and pictures of their pages."""
    from bulletin_tools.layout import fonts, proof

    pairs = [(written.path, written.path.with_suffix(".pdf")) for written in done]
    proof.to_pdf(pairs)
    for _, pdf in pairs:
        if request.preview:
            proof.preview(pdf)
    template = exports.look(request.order, request.paths[0])  # any one of them, for what proofs say of faces
    for face, by in fonts.substitutions(template, rare=any(written.rare for written in done)):
        print(f"校样里{face}用{by}代替。" if by else f"没有{face}，也没有可代替它的字体。", file=sys.stderr)
