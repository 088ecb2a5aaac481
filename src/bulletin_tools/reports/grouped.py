"""A heading per manuscript and a line per finding, for people with many files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin_tools.reports.summary import summary

if TYPE_CHECKING:
    from bulletin_tools.outcome import Outcome, Totals
    from bulletin_tools.reports import Paint


class Grouped:
    """The manuscript, and below it `  3:12  P001 “,”应为“，”`."""

    def __init__(self, paint: Paint) -> None:
        self._paint = paint

    def file(self, outcome: Outcome) -> str:
        if outcome.error or not outcome.report:
            return f"{self._paint(outcome.name, 'name')}：\n  X001 {outcome.error}\n\n"
        if not outcome.findings:
            return ""
        document = outcome.report.document
        lines = [f"{self._paint(outcome.name, 'name')}（{len(outcome.findings)}处）：\n"]
        for finding in outcome.findings:
            row, column = document.position(finding.span.start)
            code = self._paint(finding.code, finding.severity.name)
            lines.append(f"  {f'{row}:{column}':>8}  {code} {finding.message}\n")
        return "".join(lines) + "\n"

    def end(self, totals: Totals) -> str:
        return summary(totals) + "\n"
