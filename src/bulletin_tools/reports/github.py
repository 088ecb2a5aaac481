"""Annotations of GitHub Actions: workflow commands on standard output.

GitHub shows ten of each step, so the gravest come first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin_tools.finding import Severity
from bulletin_tools.reports.excerpt import shown
from bulletin_tools.reports.paths import relative

if TYPE_CHECKING:
    from bulletin_tools.finding import Finding
    from bulletin_tools.outcome import Outcome, Totals
    from bulletin_tools.reports import Paint
    from bulletin_tools.source import Document

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


class Github:
    """`::error file=…,line=…,col=…,endLine=…,endColumn=…,title=…::message`."""

    def __init__(self, paint: Paint) -> None:
        del paint
        self._lines: list[tuple[int, str]] = []

    def file(self, outcome: Outcome) -> str:
        path = relative(outcome.name)
        if outcome.report:
            document = outcome.report.document
            self._lines += ((-finding.severity, _command(finding, path, document)) for finding in outcome.findings)
        else:
            where = f"file={_property(path)},title=X001"
            self._lines.append((-Severity.ERROR, f"::error {where}::{_data(outcome.error)}\n"))
        return ""

    def end(self, totals: Totals) -> str:
        del totals
        return "".join(line for _, line in sorted(self._lines, key=lambda line: line[0]))


def _command(finding: Finding, path: str, document: Document) -> str:
    start = document.position(finding.span.start)
    end = document.position(finding.span.end)
    where = {"file": path, "line": start.row, "endLine": end.row}
    if start.row == end.row:  # columns are read only of a place on one line
        where |= {"col": start.column, "endColumn": end.column}
    where["title"] = f"{finding.code} {finding.name}"
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in where.items())
    return f"::{_LEVELS[finding.severity]} {properties}::{_data(shown(finding.message))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
