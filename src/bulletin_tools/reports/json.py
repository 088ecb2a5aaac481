"""JSON: one array of findings; its field names are a promise.

The objects are written by hand: a large manuscript has tens of thousands, and a general encoder writes every name and
place of each anew.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

try:  # the rest of json takes longer to load than a short report to make
    from _json import encode_basestring as quoted
except ImportError:  # another Python
    from json.encoder import encode_basestring as quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bulletin_tools.finding import Fix, Severity
    from bulletin_tools.outcome import Outcome, Totals
    from bulletin_tools.reports import Paint
    from bulletin_tools.source import Span


class Json:
    """The array, a manuscript a line."""

    def __init__(self, paint: Paint) -> None:
        del paint  # a machine sees no colours
        self._begun = False

    def file(self, outcome: Outcome) -> str:
        found = list(objects(outcome))
        if not found:
            return ""
        found[0] = (",\n" if self._begun else "[\n") + found[0]
        self._begun = True
        return ", ".join(found)

    def end(self, totals: Totals) -> str:
        del totals
        return "\n]\n" if self._begun else "[]\n"


def objects(outcome: Outcome) -> Iterator[str]:
    """Each finding of a manuscript as a JSON object."""
    if not outcome.report:
        yield _unreadable(outcome)
        return
    if not outcome.findings:
        return  # nor is the manuscript read again
    text, name = outcome.report.shown, quoted(outcome.name)
    lines = outcome.report.document.lines
    starts = [line[0] for line in lines] or [0]  # found far quicker in plain numbers
    starts.append(sys.maxsize)
    row, begin, below = 0, 0, 0

    def located(span: Span) -> str:
        nonlocal row, begin, below
        start, end = span
        if not begin <= start < below:  # a fix mostly stands in the line of its finding
            row = bisect_right(starts, start) or 1
            begin, below = starts[row - 1], starts[row]
        last = row if end < below else bisect_right(starts, end)
        return (
            f'"location": {{"row": {row}, "column": {start - begin + 1}}}, '
            f'"end_location": {{"row": {last}, "column": {end - starts[last - 1] + 1}}}'
        )

    for code, title, severity, span, message, fix, item in outcome.findings:
        place = located(span)
        yield (
            f'{{{_rule(code, title, severity)}, "message": {quoted(message)}, "filename": {name}, '
            f'{place}, "item": {"null" if item is None else item}, '
            f'"excerpt": {quoted(text[span[0] : span[1]])}, "fix": {_fix(fix, span, place, located) if fix else "null"}}}'
        )


def _unreadable(outcome: Outcome) -> str:
    import json

    start = {"row": 1, "column": 1}
    row = {
        "code": "X001", "name": "unreadable-file", "severity": "error", "message": outcome.error,
        "filename": outcome.name, "location": start, "end_location": start, "item": None, "excerpt": "", "fix": None,
    }  # fmt: skip
    return json.dumps(row, ensure_ascii=False)


@cache
def _rule(code: str, name: str, severity: Severity) -> str:
    return f'"code": {quoted(code)}, "name": {quoted(name)}, "severity": {quoted(severity.name.lower())}'


def _fix(fix: Fix, span: Span, place: str, located: Callable[[Span], str]) -> str:
    """A fix of a finding at a span, whose place is written already: mostly it is that of the fix too."""
    changes, safe, message, _ = fix
    edits = ", ".join(
        [f'{{"content": {quoted(new)}, {place if where == span else located(where)}}}' for where, new in changes]
    )
    return f'{{{_offer(safe, message)}, "edits": [{edits}]}}'


@cache
def _offer(safe: bool, message: str) -> str:
    """How safe a fix is, and what it does: the same for all of a rule."""
    return f'"applicability": "{"safe" if safe else "unsafe"}", "message": {quoted(message)}'
