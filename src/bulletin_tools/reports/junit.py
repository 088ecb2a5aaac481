"""JUnit's XML: a suite per manuscript, a failed case per finding that fails."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from bulletin_tools.reports.excerpt import shown
from bulletin_tools.reports.paths import relative

if TYPE_CHECKING:
    from bulletin_tools.finding import Finding
    from bulletin_tools.outcome import Outcome, Totals
    from bulletin_tools.reports import Paint

_OPENING = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="bulletin-tools">\n'


class Junit:
    """A manuscript without findings is one case that passed; what is below the level that fails is told as output."""

    def __init__(self, paint: Paint) -> None:
        del paint
        self._begun = False

    def file(self, outcome: Outcome) -> str:
        name = relative(outcome.name)
        failing = [finding for finding in outcome.findings if finding.severity >= outcome.fail_level]
        cases = [_case(finding, outcome, name) for finding in failing]
        if outcome.error:
            cases = [_named(name, "X001", f"<error type='X001' message={_quoted(outcome.error)}/>")]
        lesser = [finding for finding in outcome.findings if finding.severity < outcome.fail_level]
        counts = f"tests='{max(1, len(cases))}' failures='{len(failing)}' errors='{int(bool(outcome.error))}'"
        opening = "" if self._begun else _OPENING
        self._begun = True
        return (
            f"{opening}<testsuite name={_quoted(name)} {counts}>\n"
            + "".join(cases or [_named(name, "bulletin", "")])
            + (f"<system-out>{escape(_lines(lesser, outcome))}</system-out>\n" if lesser else "")
            + "</testsuite>\n"
        )

    def end(self, totals: Totals) -> str:
        del totals
        return ("" if self._begun else _OPENING) + "</testsuites>\n"


def _case(finding: Finding, outcome: Outcome, name: str) -> str:
    message, words = _quoted(finding.message), escape(_lines([finding], outcome))
    row = outcome.report.document.position(finding.span.start).row if outcome.report else 1
    failure = f"<failure type={_quoted(finding.code)} message={message}>{words}</failure>"
    return _named(name, f"{finding.code} {row}", failure)


def _lines(findings: list[Finding], outcome: Outcome) -> str:
    assert outcome.report
    document, path = outcome.report.document, relative(outcome.name)
    lines = []
    for finding in findings:
        row, column = document.position(finding.span.start)
        lines.append(f"{path}:{row}:{column}: {finding.code} {finding.message}")
    return shown("\0".join(lines)).replace("<U+0000>", "\n")


def _named(name: str, case: str, content: str) -> str:
    return f"<testcase classname={_quoted(name)} name={_quoted(case)}>{content}</testcase>\n"


def _quoted(text: str) -> str:
    return quoteattr(shown(text))
