"""What `bulletin lint --annotate` and `--track-changes` do: each Word file goes, reviewed, to its place under -o."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from bulletin_tools.cli import files
from bulletin_tools.errors import BulletinError, reason
from bulletin_tools.files import write_atomic
from bulletin_tools.formats.word.comments import Stamp
from bulletin_tools.outcome import Outcome
from bulletin_tools.reports.review import Wanted, reviewed
from bulletin_tools.workspace import Workspace

_STDIN = Path("-")
_DOCX = ".docx"
_KEPT = (_DOCX, ".docm", ".dotx", ".dotm")
"""Suffixes of files that stay what they are; older ones become .docx."""
_LONGEST = 255  # characters that Word allows an author's name


class Review(NamedTuple):
    """The options that concern reviewed files."""

    wanted: Wanted
    output: Path
    author: str = ""
    time: str = ""
    overwrite: bool = False


def review(
    *, annotate: bool, track: bool, fix: bool, dry: bool, output: Path | None, author: str, time: str, overwrite: bool
) -> Review | None:
    """The options, where they ask for reviewed files. Errors: `BulletinError` where they contradict each other."""
    if not annotate and not track:
        if author or time:
            raise BulletinError("--author和--comment-time要与--annotate或--track-changes同用")
        return None
    if output is None:
        raise BulletinError("加批注或修订的稿件另存为新文件，请用-o给出文件或文件夹")
    if dry:
        raise BulletinError("--diff不写文件，不能与--annotate、--track-changes同用")
    if fix and not track:
        raise BulletinError("--fix与--annotate同用时，请加--track-changes，使改动看得见")
    return Review(Wanted(annotate, track), output, author, time, overwrite)


class Writer:
    """Writes reviewed files."""

    def __init__(self, review: Review, paths: Sequence[Path], workspace: Workspace) -> None:
        """Errors: `BulletinError` for an output that doesn't suit the manuscripts."""
        self._review = review
        self._paths = paths
        self._workspace = workspace
        self._now = datetime.now()  # noqa: DTZ005 - Word files bear the writer's own time
        self._sources: dict[Path, str] = {}
        output = review.output
        self._single = len(paths) == 1 and not paths[0].is_dir() and not output.is_dir()
        if _STDIN in paths:
            raise BulletinError("标准输入的稿件不能加批注和修订，请给出文件")
        if self._single:
            _check_suffix(output, paths[0])
            files.check_output(output, overwrite=review.overwrite)
        elif output.suffix.lower() in _KEPT or output.is_file():
            raise BulletinError("给多份稿件加批注或修订时，-o应是文件夹")

    @property
    def count(self) -> int:
        """How many files were written."""
        return len(self._sources)

    def made(self, path: Path) -> bool:
        """Whether a file in a folder of manuscripts is there because it was written before."""
        output = self._review.output
        return output not in self._paths and output in path.parents

    def write(self, outcome: Outcome) -> Outcome:
        """Write what became of a manuscript; what hinders that is the outcome's error."""
        if outcome.error:
            return outcome
        path = Path(outcome.name)
        try:
            data = reviewed(outcome, self._review.wanted, self._stamp(path))
            target = self._target(path)
            self._check(target)
            write_atomic(target, data)
        except BulletinError as error:
            return Outcome(outcome.name, error=str(error))
        except OSError as error:
            return Outcome(outcome.name, error=f"无法写入（{reason(error)}）")
        self._sources[target] = outcome.name
        return outcome

    def _target(self, path: Path) -> Path:
        output = self._review.output
        if self._single:
            return output
        folder = next((one for one in self._paths if one.is_dir() and path.is_relative_to(one)), path.parent)
        return (output / path.relative_to(folder)).with_suffix(_suffix(path))

    def _check(self, target: Path) -> None:
        """Errors: `BulletinError` where a file can't go."""
        if target in self._sources:
            raise BulletinError(f"与{self._sources[target]}会写进同一个文件{target}")
        target.parent.mkdir(parents=True, exist_ok=True)
        files.check_output(target, overwrite=self._review.overwrite)

    def _stamp(self, path: Path) -> Stamp:
        """Who speaks in a file, and when. Errors: `BulletinError`."""
        settings = self._workspace.settings(path.parent).review
        author = (self._review.author or settings.author).strip()
        if not author or len(author) > _LONGEST or not author.isprintable():
            raise BulletinError(f"批注的作者应有1至{_LONGEST}个字，不能有控制字符")
        said = self._review.time or settings.comment_time
        try:
            time = datetime.fromisoformat(said) if said else self._now
        except ValueError:
            raise BulletinError(f"批注的时间应写作2026-03-27T09:00，现为“{said}”") from None
        return Stamp(author, f"{time.replace(tzinfo=None).isoformat(timespec='seconds')}Z")


def _suffix(path: Path) -> str:
    suffix = path.suffix.lower()
    return suffix if suffix in _KEPT else _DOCX


def _check_suffix(output: Path, manuscript: Path) -> None:
    wanted = _suffix(manuscript)
    if output.suffix.lower() != wanted:
        raise BulletinError(f"{output}：Word文件的名称应以{wanted}结尾")
