"""A manuscript's lines as HTML, each place of a finding a link to what is said of it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bulletin_tools.reports.excerpt import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bulletin_tools.finding import Finding
    from bulletin_tools.source import Document

_CARET = "‸"
"""Stands where something is missing."""

Numbered = tuple[int, "Finding"]


def lines(document: Document, found: Sequence[Finding], text: str, first: int) -> Iterator[str]:
    """Every line; findings are numbered from `first` on. `text` is what may be shown of the manuscript."""
    findings = list(enumerate(found, first))  # in the order of their places
    begun = 0
    here: list[Numbered] = []
    for row, line in enumerate(document.lines, 1):
        here = [each for each in here if each[1].span.end > line.start]
        while begun < len(findings) and findings[begun][1].span.start <= line.end:
            here.append(findings[begun])
            begun += 1
        words = "".join(_stretches(text, line.start, line.end, here))
        yield f'<div class="line"><b>{row}</b><span>{words or "&nbsp;"}</span></div>\n'


def _stretches(text: str, start: int, end: int, here: Sequence[Numbered]) -> Iterator[str]:
    """The line in stretches that the same findings cover."""
    cuts = {start, end}
    for _, finding in here:
        cuts.update(place for place in finding.span if start < place < end)
    ordered = sorted(cuts)
    for left, right in zip(ordered, [*ordered[1:], end], strict=True):
        empty = [each for each in here if each[1].span == (left, left)]
        if empty:
            yield _link(_CARET, empty)
        if left < right:
            over = [each for each in here if each[1].span.start < right and each[1].span.end > left]
            words = escape(visible(text[left:right]))
            yield _link(words, over) if over else words


def _link(words: str, over: Sequence[Numbered]) -> str:
    level = max(finding.severity for _, finding in over)
    ids = " ".join(f"f{number}" for number, _ in over)
    said = escape("；".join(f"{finding.code} {visible(finding.message)}" for _, finding in over))
    return f'<a class="mark {level.name}" href="#f{over[0][0]}" data-f="{ids}" title="{said}">{words}</a>'
