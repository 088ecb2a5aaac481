"""How fast `bulletin lint` is beside the other linters, in one run: cold start, a large file, growth, each rule's cost.

npm install --prefix benchmarks
python benchmarks/speed.py [--rounds N] [--large MEGABYTES] [--rules]
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

from manuscripts import manuscript
from measure import Contender, side_by_side, table

_HERE = Path(__file__).parent
_FAULTS = 20  # per 10,000 characters
_EMPTY = """
import typer
app = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
@app.command()
def main(path: str) -> None:
    pass
app()
"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--large", type=int, default=10, help="size of the large file in MB")
    options.add_argument("--rules", action="store_true", help="print what each rule costs, and nothing else")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if given.rules:
            cost_of_rules(manuscript(given.large * 1_000_000, _FAULTS))
            return
        cold_start(Path(folder), given.rounds)
        large_file(Path(folder), given.large, max(3, given.rounds // 3))
        growth(Path(folder), max(3, given.rounds // 5))


def cold_start(folder: Path, rounds: int) -> None:
    """A file of 2.6 KB."""
    path = _written(folder / "small.txt", manuscript(2_600, 4 * _FAULTS))
    empty = folder / "empty.py"
    empty.write_text(_EMPTY)
    typer = Contender("an empty typer program", [sys.executable, str(empty), path.name])
    plain = Contender("bulletin lint FILE", [_bulletin(path)[0], "lint", path.name], b"P001")
    runs = side_by_side([plain, *_linters(path), typer], rounds, str(folder))
    print(table("Cold start: a file of 2.6 KB", runs, plain.name))


def large_file(folder: Path, megabytes: int, rounds: int) -> None:
    """One masthead, unwrapped items, 20 faults per 10,000 characters; each on one core. zhlint would take minutes."""
    path = _written(folder / "large.txt", manuscript(megabytes * 1_000_000, _FAULTS))
    runs = side_by_side([one for one in _linters(path) if one.name != "zhlint"], rounds, str(folder), cpu=0)
    print(table(f"A file of {megabytes} MB on one core", runs, "bulletin, as JSON"))


def growth(folder: Path, rounds: int) -> None:
    """Twice the size, and ten times the findings: time stays in proportion."""
    files = {
        f"{size} MB, {faults} faults per 10,000 characters": (size, faults)
        for size, faults in ((2, _FAULTS), (4, _FAULTS), (8, _FAULTS), (4, 10 * _FAULTS))
    }
    contenders = []
    for number, (name, (size, faults)) in enumerate(files.items()):
        path = _written(folder / f"growth{number}.txt", manuscript(size * 1_000_000, faults))
        contenders.append(Contender(name, _bulletin(path), b'"code"'))
    print(table("Growth", side_by_side(contenders, rounds, str(folder), cpu=0), next(iter(files))))


def cost_of_rules(text: str) -> None:
    """Milliseconds of each rule, and what comes before them."""
    from bulletin_tools import formats, rulebook
    from bulletin_tools.draft import Draft
    from bulletin_tools.lint import _run
    from bulletin_tools.parse import parse
    from bulletin_tools.unwrap import unwrap

    book = rulebook.load()
    data = text.encode()
    rows = []
    start = time.perf_counter()
    document = formats.from_bytes(data, "large.txt")
    rows.append((time.perf_counter() - start, "read", ""))
    start = time.perf_counter()
    source = unwrap(document)
    rows.append((time.perf_counter() - start, "unwrap", ""))
    start = time.perf_counter()
    bulletins = parse(source)
    rows.append((time.perf_counter() - start, "parse", ""))
    draft = Draft(source, bulletins, book.masks)
    for rule in (rule for rule in book.rules.values() if rule.script != "traditional"):
        start = time.perf_counter()
        found = len(next(_run(rule, [draft], book)))
        rows.append((time.perf_counter() - start, f"{rule.code} {rule.name}", str(found)))
    for seconds, name, count in sorted(rows, reverse=True):
        print(f"{seconds * 1000:9.1f} ms  {name:34} {count}")
    print(f"{sum(row[0] for row in rows) * 1000:9.1f} ms  in all, {len(data) / 1e6:.1f} MB")


def _linters(path: Path) -> list[Contender]:
    modules = _HERE / "node_modules" / ".bin"
    found = [Contender("bulletin, as JSON", _bulletin(path), b'"code"')]
    for name, command, finds in (
        ("AutoCorrect", [str(modules / "autocorrect"), "--lint", "--format", "json", path.name], b'"old"'),
        ("zhlint", [str(modules / "zhlint"), path.name], path.name.encode()),
    ):
        if shutil.which(command[0]):
            found.append(Contender(name, command, finds))
        else:
            print(f"{name} isn't here: npm install --prefix benchmarks", file=sys.stderr)
    return found


def _bulletin(path: Path) -> list[str]:
    return [str(Path(sys.executable).with_name("bulletin")), "lint", "--isolated", "--output-format", "json", path.name]


def _written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


if __name__ == "__main__":
    main()
