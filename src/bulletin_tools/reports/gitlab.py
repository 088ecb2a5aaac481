"""GitLab's code quality report, in the form of Code Climate."""

from __future__ import annotations

import json
from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from bulletin_tools.baseline import fingerprint
from bulletin_tools.finding import Severity
from bulletin_tools.reports.paths import relative

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.outcome import Outcome, Totals
    from bulletin_tools.reports import Paint

_LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


class Gitlab:
    """One array; a fingerprint stays the same while lines move, and no two are alike."""

    def __init__(self, paint: Paint) -> None:
        del paint
        self._begun = False

    def file(self, outcome: Outcome) -> str:
        found = list(_issues(outcome))
        if not found:
            return ""
        opening = ",\n" if self._begun else "[\n"
        self._begun = True
        return opening + ",\n".join(json.dumps(issue, ensure_ascii=False) for issue in found)

    def end(self, totals: Totals) -> str:
        del totals
        return "\n]\n" if self._begun else "[]\n"


def _issues(outcome: Outcome) -> Iterator[dict[str, Any]]:
    path = relative(outcome.name)
    if not outcome.report:
        yield _issue("X001", outcome.error, "major", path, 1, path)
        return
    text, document = outcome.report.shown, outcome.report.document
    seen: Counter[str] = Counter()
    for finding in outcome.findings:
        mark = fingerprint(finding, text)
        seen[mark] += 1
        row = document.position(finding.span.start).row
        own = f"{path}\0{mark}\0{seen[mark]}"
        yield _issue(finding.code, finding.message, _LEVELS[finding.severity], path, row, own)


def _issue(code: str, message: str, severity: str, path: str, row: int, own: str) -> dict[str, Any]:
    return {
        "type": "issue",
        "check_name": code,
        "description": f"{code} {message}",
        "categories": ["Style"],
        "severity": severity,
        "fingerprint": blake2b(own.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest(),
        "location": {"path": path, "lines": {"begin": row}},
    }
