"""A line per finding, for people in a hurry and for editors that jump to places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin_tools.reports.summary import summary

if TYPE_CHECKING:
    from bulletin_tools.outcome import Outcome, Totals
    from bulletin_tools.reports import Paint


class Concise:
    """`draft.txt:3:12: P001 “,”应为“，”`."""

    def __init__(self, paint: Paint) -> None:
        self._paint = paint

    def file(self, outcome: Outcome) -> str:
        if outcome.error or not outcome.report:
            return f"{outcome.name}: X001 {outcome.error}\n"
        document = outcome.report.document
        lines = []
        for finding in outcome.findings:
            row, column = document.position(finding.span.start)
            code = self._paint(finding.code, finding.severity.name)
            lines.append(f"{outcome.name}:{row}:{column}: {code} {finding.message}\n")
        return "".join(lines)

    def end(self, totals: Totals) -> str:
        return summary(totals) + "\n"
