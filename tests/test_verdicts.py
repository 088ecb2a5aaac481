"""The verdicts on every finding of level error or warning in published texts, by two readers."""

import csv
from pathlib import Path

import pytest

from bulletin_tools import rulebook

FOLDER = Path(__file__).parent / "verdicts"
CHARACTERS = 97_179  # of the texts that were read, blanks apart
ALLOWED = 2  # wrong findings per 10,000 characters
RULES = rulebook.load().rules


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.tsv")), ids=lambda path: path.stem)
def test_verdicts_are_well_formed_and_few_are_wrong(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert rows
    for row in rows:
        assert row["rule"] in RULES
        assert row["verdict"] in ("right", "wrong")
        assert row["text"]
        assert row["reason"]
    wrong = sum(int(row.get("count") or 1) for row in rows if row["verdict"] == "wrong")
    assert wrong <= ALLOWED * CHARACTERS / 10_000
