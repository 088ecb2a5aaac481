"""What fixing changed, or would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin_tools.masking import shown

if TYPE_CHECKING:
    from bulletin_tools.outcome import Outcome
    from bulletin_tools.reports import Paint


def diff(outcome: Outcome, paint: Paint) -> str:
    """A unified diff of what fixing does to a manuscript."""
    if outcome.error:
        return f"{outcome.name}：{outcome.error}\n"
    if not outcome.fixed or not outcome.original:
        return ""
    restyled = [finding for finding in outcome.fixed.applied if finding.fix and finding.fix.restyles]
    formats = "".join(f"{outcome.name}：改版式，{finding.message}\n" for finding in restyled)
    return _of_text(outcome, paint) + formats if outcome.fixed.edits else formats


def _of_text(outcome: Outcome, paint: Paint) -> str:
    assert outcome.fixed
    assert outcome.original
    from difflib import unified_diff

    old = shown(outcome.original.text, outcome.fixed.secrets)
    new = outcome.fixed.report.shown
    lines = unified_diff(_lines(old), _lines(new), outcome.name, outcome.name, n=1, lineterm="")
    return "".join(f"{_painted(line, paint)}\n" for line in lines)


def applied(outcome: Outcome) -> str:
    """A line for each rule whose findings were mended."""
    if not outcome.fixed or not outcome.rulebook or not outcome.fixed.applied:
        return ""
    counts: dict[str, int] = {}
    for finding in outcome.fixed.applied:
        counts[finding.code] = counts.get(finding.code, 0) + 1
    rules = outcome.rulebook.rules
    rows = [f"  {code} {rules[code].title}：{count}处\n" for code, count in sorted(counts.items())]
    return f"{outcome.name}改正了{len(outcome.fixed.applied)}处：\n{''.join(rows)}"


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _painted(line: str, paint: Paint) -> str:
    style = {"+": "added", "-": "removed", "@": "head"}.get(line[:1], "")
    return paint(line, style) if style else line
