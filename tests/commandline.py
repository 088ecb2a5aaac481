"""Runs the real command line, as a user's shell does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bulletin_tools import rulefiles, scan

CLEAN = "区教育局召开会议\n　　近日，区教育局召开会议，部署工作。（区教育局）\n"
FAULTY = "区教育局召开会议\n　　近日,区教育局召开会议，部署工作。（区教育局）\n"
"""CLEAN with one fault, P001 at row 2, column 5."""


def own_cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Use a cache folder of one's own, in which is what takes long to make and says nothing of manuscripts."""
    scan._loaded()
    folder.mkdir(exist_ok=True)
    for path in rulefiles.cache_folder().glob(f"*{scan.STORE_NAME}"):
        shutil.copy(path, folder)
    monkeypatch.setenv("BULLETIN_CACHE_DIR", str(folder))
    return folder


class Run(NamedTuple):
    """What a run of the program came to."""

    code: int
    stdout: bytes
    stderr: bytes

    @property
    def out(self) -> str:
        return self.stdout.decode()

    @property
    def err(self) -> str:
        return self.stderr.decode()

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Standard output as the JSON array of findings."""
        rows: list[dict[str, Any]] = json.loads(self.stdout)
        return rows

    @property
    def codes(self) -> list[str]:
        return [row["code"] for row in self.rows]


def bulletin(*args: str | Path, cwd: Path, stdin: bytes = b"", env: dict[str, str] | None = None) -> Run:
    """Run `python -m bulletin_tools` in a folder."""
    done = subprocess.run(
        [sys.executable, "-m", "bulletin_tools", *map(str, args)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env={**os.environ, "PYTHONUTF8": "1", **(env or {})},
        timeout=60,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)


def linted(*args: str | Path, cwd: Path, stdin: bytes = b"") -> Run:
    """Run `bulletin lint --output-format json`."""
    return bulletin("lint", "--output-format", "json", *args, cwd=cwd, stdin=stdin)


def written(path: Path, text: str | bytes = CLEAN) -> Path:
    """A file with a text, its folders made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path
