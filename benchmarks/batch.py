"""How fast many files are, beside AutoCorrect in one run: python benchmarks/batch.py [--rounds N] [--exports N]

A thousand files of 2.5 KB from the command line, without and with what an earlier run found; then a folder of bulletins
exported, its rate and memory.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from export import MANUSCRIPT
from manuscripts import manuscript
from measure import Contender, side_by_side, table

_HERE = Path(__file__).parent
_FILES, _BYTES, _FAULTS = 1000, 2_500, 20


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=9)
    options.add_argument("--exports", type=int, default=10_000)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["BULLETIN_CACHE_DIR"] = str(folder / "cache")
        lint_thousand(folder / "files", given.rounds)
        export_many(folder, given.exports)


def lint_thousand(folder: Path, rounds: int) -> None:
    """Without a cache, with a warm one, and AutoCorrect."""
    folder.mkdir()
    for number, text in enumerate(texts(_FILES)):
        (folder / f"{number:04}.txt").write_text(text, "utf-8")
    command = [_bulletin(), "lint", "--isolated", "--output-format", "json", "."]
    contenders = [
        Contender("bulletin, cold", [*command, "--no-cache"], b'"code"'),
        Contender("bulletin, warm", command, b'"code"'),
    ]
    other = _HERE / "node_modules" / ".bin" / "autocorrect"
    if other.exists():
        contenders.append(Contender("AutoCorrect", [str(other), "--lint", "--format", "json", "."], b'"old"'))
    subprocess.run(command, cwd=folder, capture_output=True, check=False)  # warms the cache
    print(table(f"{_FILES} files of {_BYTES / 1000} KB", side_by_side(contenders, rounds, str(folder)), "AutoCorrect"))


def export_many(folder: Path, count: int) -> None:
    """A folder of two-page bulletins."""
    for number in range(count):
        path = folder / "in" / f"{number:05}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(MANUSCRIPT.replace("第4期", f"第{number + 1}期"), "utf-8")
    begun = time.perf_counter()
    subprocess.run([_bulletin(), "export", "in", "-o", "out"], cwd=folder, check=True, capture_output=True)
    seconds = time.perf_counter() - begun
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    made = len(list((folder / "out").glob("*.docx")))
    print(
        f"{made} exports: {made / seconds:.0f} a second on {len(os.sched_getaffinity(0))} cores, {most:.0f} MB at most"
    )


def texts(count: int) -> list[str]:
    """Manuscripts of about the same size, each with its own items."""
    head, _, rest = manuscript(count * _BYTES * 2, _FAULTS).partition("\n\n")
    items = iter(rest.split("\n\n"))
    found = []
    for _ in range(count):
        text = head
        while len(text.encode()) < _BYTES - 300:
            text += "\n\n" + next(items)
        found.append(text + "\n")
    return found


def _bulletin() -> str:
    return str(shutil.which("bulletin", path=str(Path(sys.executable).parent)))


if __name__ == "__main__":
    main()
