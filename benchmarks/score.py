"""How good `bulletin lint` is: planted faults with clean twins, faults put into clean text, other tools beside it.

npm install --prefix benchmarks
python benchmarks/score.py [--full] [--set NAME] [--family LETTERS] [--misses] [--planted FAULT]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from quality import pairs, score, tables

_RESULTS = Path(__file__).parent / "quality" / "results.md"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--full", action="store_true", help=f"everything, printed and written to {_RESULTS.name}")
    options.add_argument("--set", help="only the pairs of this folder of benchmarks/quality")
    options.add_argument("--family", default="", help="only these families, by their letters")
    options.add_argument("--misses", action="store_true", help="list what wasn't found, mended or left alone")
    options.add_argument("--planted", metavar="FAULT", help="list what became of faults put into clean text, by name")
    given = options.parse_args()
    sets = pairs.load()
    if given.planted is not None:
        planted(sets, given.planted)
        return
    if given.full:
        write(sets)
        return
    for name, own in sets.items():
        if given.set in (None, name):
            chosen = [pair for pair in own if not given.family or pair.family in given.family]
            verdicts = [score.judge(pair) for pair in chosen]
            print(tables.of_families(f"Set: {name}", verdicts))
            if given.misses:
                print("\n".join(score.misses(verdicts)))


def planted(sets: dict[str, list[pairs.Pair]], name: str) -> None:
    """What wasn't found or mended of the faults whose name holds `name`."""
    from quality import faults, inject, report

    chosen = [fault for fault in faults.FAULTS if name in fault.name]
    texts = inject.clean_texts([pair for own in sets.values() for pair in own])
    for source, text in texts.items():
        for one in inject.plant(source, text, report.PLACES, chosen):
            for line in inject.missed([inject.judge(one, everything=True)]):
                print(line)


def write(sets: dict[str, list[pairs.Pair]]) -> None:
    """Measure everything, print it and keep it."""
    from quality import report

    text = report.full(sets)
    _RESULTS.write_text(text, "utf-8", newline="\n")
    print(text)


if __name__ == "__main__":
    main()
