"""How good `bulletin lint` is on planted faults, by family.

python benchmarks/score.py [--misses] [--set NAME] [--family LETTERS]
"""

from __future__ import annotations

import argparse

from quality import pairs, score, tables


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--misses", action="store_true", help="list what wasn't found, mended or left alone")
    options.add_argument("--set", help="only the pairs of this folder of benchmarks/quality")
    options.add_argument("--family", default="", help="only these families, by their letters")
    given = options.parse_args()
    for name, own in pairs.load().items():
        if given.set in (None, name):
            chosen = [pair for pair in own if not given.family or pair.family in given.family]
            verdicts = [score.judge(pair) for pair in chosen]
            print(tables.of_families(f"Pairs: {name}", verdicts))
            if given.misses:
                print("\n".join(score.misses(verdicts)))


if __name__ == "__main__":
    main()
