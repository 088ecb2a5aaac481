"""Whether a start grows with the number of rules: the program beside itself with its rulebook doubled, in one run.

python benchmarks/doubled.py [--rounds N]
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from manuscripts import manuscript
from measure import Contender, side_by_side, table

_PROJECT = Path(__file__).parent.parent
_CODE = re.compile(r"^(\[+)([A-Z]\d{3})(?=[\].])", re.MULTILINE)
_NAME = re.compile(r'^name = "', re.MULTILINE)
_RULE = re.compile(r"^\[[A-Z]\d{3}(?:-2)?\]", re.MULTILINE)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=31)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "small.txt").write_text(manuscript(2_600, 80), "utf-8")
        usual, twice = (_installed(folder / name, times) for name, times in (("usual", 1), ("twice", 2)))
        contenders = [_contender(f"{_count(home)} rules", home) for home in (usual, twice)]
        runs = side_by_side(contenders, given.rounds, name)
        print(table("Cold start: a file of 2.6 KB", runs, contenders[0].name))


def _installed(home: Path, times: int) -> Path:
    """The program from a wheel of its own, with every rule as many times."""
    for name in ("src", "rules"):
        shutil.copytree(_PROJECT / name, home / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        shutil.copy(_PROJECT / name, home)
    if times > 1:
        for path in _families(home):
            text = path.read_text("utf-8")
            again = _NAME.sub('name = "again-', _CODE.sub(r"\g<1>\g<2>-2", text))
            path.write_text(text + "\n" + again, "utf-8")
    install = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--target",
        str(home / "site"),
        str(home),
    ]
    subprocess.run(install, check=True)
    return home


def _contender(name: str, home: Path) -> Contender:
    program = f"import sys; sys.path.insert(0, {str(home / 'site')!r}); from bulletin_tools.cli import main; main()"
    command = [sys.executable, "-c", program, "lint", "--isolated", "small.txt"]
    return Contender(name, command, b"P001")


def _count(home: Path) -> int:
    return sum(len(_RULE.findall(path.read_text("utf-8"))) for path in _families(home))


def _families(home: Path) -> list[Path]:
    """The files that hold rules, those of the program's own findings and the lists of words apart."""
    return [path for path in (home / "rules").glob("*.toml") if path.stem not in ("masks", "program", "terms")]


if __name__ == "__main__":
    main()
