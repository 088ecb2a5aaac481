"""What was measured, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
    text = f"## {title}\n\n" + table(heads, [*rows, _row("**all**", tally(verdicts))]) + "\n"
    unknown = sorted({one.pair.rule for one in verdicts if not one.known})
    return text + (f"\nNot in the rulebook, so not found: {', '.join(unknown)}.\n" if unknown else "")


def _row(name: str, counted: Tally) -> list[str]:
    return [
        name,
        str(counted.pairs),
        share(counted.found, counted.pairs),
        share(counted.mended, counted.fixable),
        share(counted.reported, counted.pairs),
        share(counted.reported_all, counted.pairs),
    ]
