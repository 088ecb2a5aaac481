"""What was measured, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from quality.inject import Result
from quality.pairs import FAMILIES
from quality.score import Tally, Verdict, by_family, tally


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table, its first column to the left and the others to the right."""
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def share(part: int, whole: int) -> str:
    """How many of how many, and the percentage."""
    return f"{part}/{whole} ({100 * part / whole:.1f} %)" if whole else "–"


def of_families(title: str, verdicts: Sequence[Verdict]) -> str:
    """Our own linter, by family."""
    families = by_family(verdicts)
    rows = [_row(f"{letter} {name}", tally(families[letter])) for letter, name in FAMILIES.items() if families[letter]]
    heads = ["family", "pairs", "found", "mended of fixable", "clean twins reported", "with all rules on"]
    text = f"### {title}\n\n" + table(heads, [*rows, _row("**all**", tally(verdicts))]) + "\n"
    unknown = sorted({one.pair.rule for one in verdicts if not one.known})
    return text + (f"\nNot in the rulebook, so not found: {', '.join(unknown)}.\n" if unknown else "")


def of_faults(defaults: Mapping[str, Sequence[Result]], everything: Mapping[str, Sequence[Result]]) -> str:
    """Planted faults, a kind a row: by the rules that are on by default, and by all."""
    rows = [_planted_row(name, defaults[name], own) for name, own in everything.items()]
    all_defaults, all_everything = [list(chain(*results.values())) for results in (defaults, everything)]
    rows.append(_planted_row("**all**", all_defaults, all_everything))
    heads = ["fault", "planted", "found", "found, all rules", "mended of fixable", "with a new finding elsewhere"]
    return table(heads, rows) + "\n"


def _planted_row(name: str, defaults: Sequence[Result], everything: Sequence[Result]) -> list[str]:
    fixable = [one for one in everything if one.planted.fault.fixable]
    return [
        name,
        str(len(everything)),
        share(sum(one.found for one in defaults), len(defaults)),
        share(sum(one.found for one in everything), len(everything)),
        share(sum(one.mended for one in fixable), len(fixable)),
        str(sum(bool(one.alarms) for one in everything)),
    ]


def _row(name: str, counted: Tally) -> list[str]:
    return [
        name,
        str(counted.pairs),
        share(counted.found, counted.pairs),
        share(counted.mended, counted.fixable),
        share(counted.reported, counted.pairs),
        share(counted.reported_all, counted.pairs),
    ]
