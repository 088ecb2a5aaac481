"""Plain text: one line after another, and lines that speak to the program."""

from __future__ import annotations

from itertools import chain

from bulletin_tools.expressions import expression
from bulletin_tools.source import Directive, Line, made

_PLAIN = Line(0, 0)[2:]  # what is the same for every line
_LINE_END = expression(r"\r\n|\r|\n")
_DIRECTIVE = expression(r"\s*%%\s*bulletin\s*[:：](.*)")


def lines(text: str) -> tuple[list[Line], list[Directive]]:
    """The lines of a text file. They end at CR LF, LF or CR, never at U+2028, VT or FF."""
    spans = line_spans(text)
    if "bulletin" not in text:  # more quickly told than %%, since its end is so far from its beginning
        return [made(Line, span + _PLAIN) for span in spans], []
    found: list[Line] = []
    directives: list[Directive] = []
    for start, end in spans:
        directive = _DIRECTIVE.match(text, start, end)
        if directive:
            directives.append(Directive(len(found), directive[1].strip()))
        found.append(Line(start, end, "opaque" if directive else "text"))
    return found, directives


def directive_in(line: str) -> str | None:
    """What a line says to the program; None where it says nothing."""
    directive = _DIRECTIVE.match(line) if "%%" in line else None
    return directive[1].strip() if directive else None


def line_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of every line, without its line end; nothing after the last line end."""
    if "\r" in text:
        edges = [0, *chain.from_iterable(match.span() for match in _LINE_END.finditer(text)), len(text)]
        spans = list(zip(edges[::2], edges[1::2], strict=True))
        return spans[:-1] if spans[-1][0] == len(text) else spans
    spans, start = [], 0
    while (end := text.find("\n", start)) >= 0:
        spans.append((start, end))
        start = end + 1
    if start < len(text):
        spans.append((start, len(text)))
    return spans
