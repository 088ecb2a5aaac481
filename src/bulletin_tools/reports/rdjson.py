"""Reviewdog's diagnostics: columns count UTF-8 bytes from 1, ends are exclusive."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bulletin_tools.reports.paths import relative
from bulletin_tools.source import Edit, Span, apply

if TYPE_CHECKING:
    from bulletin_tools.finding import Finding, Fix
    from bulletin_tools.outcome import Outcome, Totals
    from bulletin_tools.reports import Paint
    from bulletin_tools.source import Document


class Rdjson:
    """One object whose diagnostics come a manuscript at a time."""

    def __init__(self, paint: Paint) -> None:
        del paint
        self._begun = False

    def file(self, outcome: Outcome) -> str:
        path = relative(outcome.name)
        if outcome.report:
            document, text = outcome.report.document, outcome.report.shown
            found = [_diagnostic(finding, path, document, text) for finding in outcome.findings]
        else:
            place = {"path": path}
            found = [{"message": outcome.error, "location": place, "severity": "ERROR", "code": {"value": "X001"}}]
        if not found:
            return ""
        opening = ",\n" if self._begun else _OPENING
        self._begun = True
        return opening + ",\n".join(json.dumps(each, ensure_ascii=False) for each in found)

    def end(self, totals: Totals) -> str:
        del totals
        return ("" if self._begun else _OPENING) + "\n]}\n"


_OPENING = '{"source": {"name": "bulletin-tools"}, "diagnostics": [\n'


def _diagnostic(finding: Finding, path: str, document: Document, shown: str) -> dict[str, Any]:
    data: dict[str, Any] = {
        "message": finding.message,
        "location": {"path": path, "range": _range(document, finding.span)},
        "severity": finding.severity.name,
        "code": {"value": finding.code},
    }
    if finding.fix and finding.fix.edits:
        suggestion = _suggestion(finding.fix, document, shown)
        data |= {"suggestions": [suggestion]} if suggestion else {}
    return data


def _suggestion(fix: Fix, document: Document, shown: str) -> dict[str, Any] | None:
    """All edits of a fix as one, since reviewdog takes suggestions one by one; none where it would tell a secret."""
    start = min(edit.span.start for edit in fix.edits)
    end = max(edit.span.end for edit in fix.edits)
    if document.text[start:end] != shown[start:end]:
        return None
    moved = [Edit(Span(edit.span.start - start, edit.span.end - start), edit.text) for edit in fix.edits]
    return {"range": _range(document, Span(start, end)), "text": apply(document.text[start:end], moved)}


def _range(document: Document, span: Span) -> dict[str, Any]:
    return {"start": _place(document, span.start), "end": _place(document, span.end)}


def _place(document: Document, offset: int) -> dict[str, int]:
    row, column = document.position(offset)
    before = document.text[offset - column + 1 : offset]
    return {"line": row, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
