"""JSON: one array of findings; its field names are a promise.

The objects are written by hand: a large manuscript has tens of thousands, and a general encoder writes every name and
place of each anew.
"""

from __future__ import annotations

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

    Place = Callable[[int], str]


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
    text, name = outcome.report.shown, quoted(outcome.name)
    starts = [line.start for line in outcome.report.document.lines] or [0]  # found far quicker in plain numbers

    @cache  # a fix mostly begins and ends with its finding
    def place(offset: int) -> str:
        row = bisect_right(starts, offset) or 1
        return f'{{"row": {row}, "column": {offset - starts[row - 1] + 1}}}'

    for code, title, severity, (start, end), message, fix, item in outcome.findings:
        yield (
            f'{{{_rule(code, title, severity)}, "message": {quoted(message)}, "filename": {name}, '
            f'"location": {place(start)}, "end_location": {place(end)}, "item": {"null" if item is None else item}, '
            f'"excerpt": {quoted(text[start:end])}, "fix": {_fix(fix, place) if fix else "null"}}}'
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


def _fix(fix: Fix, place: Place) -> str:
    edits = ", ".join(
        f'{{"content": {quoted(new)}, "location": {place(start)}, "end_location": {place(end)}}}'
        for (start, end), new in fix.edits
    )
    applicability = "safe" if fix.safe else "unsafe"
    return f'{{"applicability": "{applicability}", "message": {quoted(fix.message)}, "edits": [{edits}]}}'
