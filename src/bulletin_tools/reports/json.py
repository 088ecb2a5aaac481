"""JSON: one array of findings; its field names are a promise."""

from __future__ import annotations

import json
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from bulletin_tools.source import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bulletin_tools.finding import Finding
    from bulletin_tools.outcome import Outcome, Totals
    from bulletin_tools.reports import Paint

    Place = Callable[[int], dict[str, int]]


class Json:
    """The array, a manuscript a line."""

    def __init__(self, paint: Paint) -> None:
        del paint  # a machine sees no colours
        self._begun = False

    def file(self, outcome: Outcome) -> str:
        found = list(rows(outcome))
        if not found:
            return ""
        opening = ",\n" if self._begun else "[\n"
        self._begun = True
        return opening + json.dumps(found, ensure_ascii=False)[1:-1]

    def end(self, totals: Totals) -> str:
        del totals
        return "\n]\n" if self._begun else "[]\n"


def rows(outcome: Outcome) -> Iterator[dict[str, Any]]:
    """Each finding of a manuscript as data."""
    if outcome.report:
        text = outcome.report.shown
        place = cache(partial(_place, Rows(outcome.report.document)))  # a fix mostly begins and ends with its finding
        for finding in outcome.findings:
            yield _row(finding, outcome.name, place, text)
    else:
        start = {"row": 1, "column": 1}
        yield {
            "code": "X001", "name": "unreadable-file", "severity": "error", "message": outcome.error,
            "filename": outcome.name, "location": start, "end_location": start, "item": None, "excerpt": "", "fix": None,
        }  # fmt: skip


def _row(finding: Finding, name: str, place: Place, text: str) -> dict[str, Any]:
    start, end = finding.span
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.name.lower(),
        "message": finding.message,
        "filename": name,
        "location": place(start),
        "end_location": place(end),
        "item": finding.item,
        "excerpt": text[start:end],
        "fix": _fix(finding, place),
    }


def _fix(finding: Finding, place: Place) -> dict[str, Any] | None:
    fix = finding.fix
    if not fix:
        return None
    edits = [{"content": new, "location": place(start), "end_location": place(end)} for (start, end), new in fix.edits]
    return {"applicability": "safe" if fix.safe else "unsafe", "message": fix.message, "edits": edits}


def _place(rows: Rows, offset: int) -> dict[str, int]:
    row, column = rows.position(offset)
    return {"row": row, "column": column}
