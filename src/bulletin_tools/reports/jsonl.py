"""JSON Lines: a finding a line, in the form of the JSON report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin_tools.reports.json import objects

if TYPE_CHECKING:
    from bulletin_tools.outcome import Outcome, Totals
    from bulletin_tools.reports import Paint


class Jsonl:
    """Each line is whole as soon as its manuscript has been looked at."""

    def __init__(self, paint: Paint) -> None:
        del paint

    def file(self, outcome: Outcome) -> str:
        return "".join(f"{found}\n" for found in objects(outcome))

    def end(self, totals: Totals) -> str:
        del totals
        return ""
