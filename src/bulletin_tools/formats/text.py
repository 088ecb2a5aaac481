"""Plain text: one line after another, and lines that speak to the program."""

from __future__ import annotations

import re

from bulletin_tools.source import Directive, Line

_LINE_END = re.compile(r"\r\n|\r|\n")
_DIRECTIVE = re.compile(r"\s*%%\s*bulletin\s*[:：](.*)")


def lines(text: str) -> tuple[list[Line], list[Directive]]:
    """The lines of a text file. They end at CR LF, LF or CR, never at U+2028, VT or FF."""
    found: list[Line] = []
    directives: list[Directive] = []
    speaks = "%%" in text
    for start, end in line_spans(text):
        directive = _DIRECTIVE.match(text, start, end) if speaks else None
        if directive:
            directives.append(Directive(len(found), directive[1].strip()))
        found.append(Line(start, end, "opaque" if directive else "text"))
    return found, directives


def line_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of every line, without its line end; nothing after the last line end."""
    spans = []
    start = 0
    for match in _LINE_END.finditer(text):
        spans.append((start, match.start()))
        start = match.end()
    return [*spans, (start, len(text))] if start < len(text) else spans
