"""SARIF 2.1.0, for code scanning services and editors."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from bulletin_tools import __version__
from bulletin_tools.baseline import fingerprint
from bulletin_tools.finding import Severity
from bulletin_tools.reports.paths import uri

if TYPE_CHECKING:
    from bulletin_tools.finding import Finding
    from bulletin_tools.outcome import Outcome, Totals
    from bulletin_tools.reports import Paint
    from bulletin_tools.rulebook import Rule
    from bulletin_tools.source import Document, Span

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_OPENING = (
    '{"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [{'
    '"columnKind": "unicodeCodePoints", "results": [\n'
)


class Sarif:
    """One run; its results come a manuscript at a time, the rules that they name at the end."""

    def __init__(self, paint: Paint) -> None:
        del paint
        self._begun = False
        self._rules: dict[str, Rule] = {}
        self._unread: list[dict[str, Any]] = []

    def file(self, outcome: Outcome) -> str:
        if not outcome.report:
            place = {"physicalLocation": {"artifactLocation": {"uri": uri(outcome.name)}}}
            self._unread.append({"level": "error", "message": {"text": outcome.error}, "locations": [place]})
        found = self._results(outcome)
        if not found:
            return ""
        opening = ",\n" if self._begun else _OPENING
        self._begun = True
        return opening + ",\n".join(json.dumps(result, ensure_ascii=False) for result in found)

    def end(self, totals: Totals) -> str:
        driver = {
            "name": "bulletin-tools",
            "semanticVersion": __version__,
            "rules": [_rule(rule) for rule in self._rules.values()],
        }
        invocation: dict[str, Any] = {"executionSuccessful": not totals.errors}
        if self._unread:
            invocation["toolExecutionNotifications"] = self._unread
        rest = {"tool": {"driver": driver}, "invocations": [invocation]}
        return ("" if self._begun else _OPENING) + "\n], " + json.dumps(rest, ensure_ascii=False)[1:-1] + "}]}\n"

    def _results(self, outcome: Outcome) -> list[dict[str, Any]]:
        if not outcome.report or not outcome.rulebook:
            return []
        text, place = outcome.report.shown, uri(outcome.name)
        seen: Counter[str] = Counter()
        found = []
        for finding in outcome.findings:
            self._rules[finding.code] = outcome.rulebook.rules[finding.code]
            mark = fingerprint(finding, text)
            seen[mark] += 1
            result = _result(finding, outcome.report.document, text, place)
            result["partialFingerprints"] = {"bulletinTools/v1": f"{mark}:{seen[mark]}"}
            found.append(result)
        return found


def _result(finding: Finding, document: Document, text: str, place: str) -> dict[str, Any]:
    region = _region(document, finding.span) | {"snippet": {"text": text[slice(*finding.span)]}}
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": place}, "region": region}}],
    }
    if finding.fix and finding.fix.edits:
        edits = [
            {"deletedRegion": _region(document, edit.span), "insertedContent": {"text": edit.text}}
            for edit in finding.fix.edits
        ]
        changes = [{"artifactLocation": {"uri": place}, "replacements": edits}]
        result["fixes"] = [{"description": {"text": finding.fix.message}, "artifactChanges": changes}]
    return result


def _region(document: Document, span: Span) -> dict[str, int]:
    start, end = document.position(span.start), document.position(span.end)
    return {"startLine": start.row, "startColumn": start.column, "endLine": end.row, "endColumn": end.column}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.explain.strip() or rule.title},
        "help": {"text": f"{rule.explain.strip()}\n{rule.grounds}".strip()},
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.default},
    }
