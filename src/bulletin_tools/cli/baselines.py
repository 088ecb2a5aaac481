"""The baseline file as the options of `bulletin lint` use it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bulletin_tools.errors import BulletinError

if TYPE_CHECKING:
    from collections import Counter

    from bulletin_tools.outcome import Outcome


class BaselineFile:
    """What a baseline knows of each manuscript, and what becomes of it; manuscripts are named from its own folder."""

    def __init__(self, path: Path | None, *, writes: bool, prunes: bool) -> None:
        self._path = path
        self._writes = writes
        self._prunes = prunes
        self._marks: dict[str, Counter[str]] = {}
        if (writes or prunes) and not path:
            raise BulletinError("请用--baseline写明基线文件")
        if path and (path.exists() or not writes):
            from bulletin_tools import baseline

            self._marks = baseline.read(path)

    def of(self, name: str) -> Counter[str] | None:
        """What is known of one manuscript."""
        return self._marks.get(self._key(name)) if self._path and not self._writes else None

    def keep(self, outcome: Outcome) -> None:
        """Remember what was found, for writing or pruning; a manuscript that wasn't checked stays as it was."""
        if not outcome.report:
            return
        if self._writes:
            from bulletin_tools import baseline

            report = outcome.report
            self._marks[self._key(outcome.name)] = baseline.marks(report.findings, report.shown)
        elif self._prunes:
            self._marks[self._key(outcome.name)] = outcome.known

    def save(self) -> None:
        """Write the file, if asked to; pruning drops manuscripts that are gone."""
        if not self._path or not (self._writes or self._prunes):
            return
        from bulletin_tools import baseline
        from bulletin_tools.files import write_atomic

        folder = self._path.parent
        marks = {name: held for name, held in self._marks.items() if self._writes or (folder / name).exists()}
        write_atomic(self._path, baseline.dump(marks))
        print(f"基线{self._path}里有{sum(held.total() for held in marks.values())}处。", file=sys.stderr)

    def _key(self, name: str) -> str:
        if not self._path:
            return Path(name).as_posix()
        try:
            inner = os.path.relpath(os.path.realpath(name), os.path.realpath(self._path.parent))
        except ValueError:  # another drive
            return Path(name).as_posix()
        return Path(inner).as_posix()
