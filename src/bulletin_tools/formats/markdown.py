"""Markdown: front matter is the masthead, `#` heads are headlines, lists and emphasis are text, code and tables are left alone."""

from __future__ import annotations

import re

from bulletin_tools.formats.text import line_spans
from bulletin_tools.source import Directive, Line, Span

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_HEAD = re.compile(r" {0,3}#{1,6}(?:[ \t]+|$)")
_HEAD_CLOSE = re.compile(r"[ \t]+#+[ \t]*$")
_BULLET = re.compile(r"[ \t]*[-*+][ \t]+(?=\S)")
_QUOTE = re.compile(r" {0,3}(?:>[ \t]?)+")
_TABLE = re.compile(r"[ \t]*\|")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|=+)$")
_COMMENT = re.compile(r"[ \t]*<!--(.*?)-->[ \t]*$")
_DIRECTIVE = re.compile(r"\s*bulletin:(.*)")
_MARKUP = re.compile(
    r"`+[^`]*`+"  # code
    r"|!?\[(?=[^\]]*\]\()|\]\([^)\s]*(?:\s+\"[^\"]*\")?\)"  # the two halves of a link
    r"|\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|~~"  # emphasis
    r"|<!--.*?-->|</?[A-Za-z][^<>]*>"
    r"|\\(?=[!-/:-@\[-`{-~])"
)
_FRONT = re.compile(r"([\w-]+|[\u4e00-\u9fff]+)[ \t]*[:：][ \t]*(.*?)[ \t]*$")
_FRONT_KEYS = {
    "name": "name", "刊名": "name", "简报名称": "name", "名称": "name",
    "number": "number", "期号": "number",
    "total_number": "total_number", "total-number": "total_number", "总期号": "total_number",
    "issuer": "issuer", "编发单位": "issuer", "编印单位": "issuer", "主办": "issuer",
    "date": "date", "日期": "date", "印发日期": "date",
    "classification": "classification", "密级": "classification",
    "copy_number": "copy_number", "copy-number": "copy_number", "份号": "copy_number",
}  # fmt: skip


def lines(text: str) -> tuple[list[Line], list[Directive]]:
    """The lines of a Markdown file, its markup cut out, and its directives `<!-- bulletin: … -->`."""
    spans = line_spans(text)
    found = _front_matter(text, spans)
    directives: list[Directive] = []
    fence = ""
    for start, end in spans[len(found) :]:
        opening = _FENCE.match(text, start, end)
        if fence:
            closes = opening is not None and opening[1].startswith(fence)
            found.append(Line(start, end, "opaque"))
            fence = "" if closes else fence
        elif opening:
            found.append(Line(start, end, "opaque"))
            fence = opening[1]
        else:
            comment = _COMMENT.match(text, start, end)
            directive = _DIRECTIVE.match(comment[1]) if comment else None
            if directive:
                directives.append(Directive(len(found), directive[1].strip()))
            found.append(_line(text, start, end))
    return found, directives


def _line(text: str, start: int, end: int) -> Line:
    if any(pattern.match(text, start, end) for pattern in (_TABLE, _RULE, _COMMENT)):
        return Line(start, end, "opaque")
    head = _HEAD.match(text, start, end)
    if head:
        close = _HEAD_CLOSE.search(text, head.end(), end)
        edges = [head.span(), close.span()] if close else [head.span()]
        return Line(start, end, "headline", cuts=_cuts(text, edges, start, end), starts=True)
    quote = _QUOTE.match(text, start, end)
    bullet = _BULLET.match(text, quote.end() if quote else start, end)
    edges = [match.span() for match in (quote, bullet) if match]
    return Line(start, end, cuts=_cuts(text, edges, start, end), starts=bool(bullet))


def _cuts(text: str, edges: list[tuple[int, int]], start: int, end: int) -> tuple[Span, ...]:
    """The marks at the line's edges, and those of emphasis, links and code in between."""
    spans = sorted([*edges, *(match.span() for match in _MARKUP.finditer(text, start, end))])
    kept: list[Span] = []
    for span in spans:
        if span[0] < span[1] and (not kept or span[0] >= kept[-1].end):
            kept.append(Span(*span))
    return tuple(kept)


def _front_matter(text: str, spans: list[tuple[int, int]]) -> list[Line]:
    if not spans or text[slice(*spans[0])].rstrip() != "---":
        return []
    found = [Line(*spans[0], "opaque")]
    for start, end in spans[1:]:
        if text[start:end].rstrip() in ("---", "..."):
            return [*found, Line(start, end, "opaque")]
        field = _FRONT.match(text, start, end)
        key = _FRONT_KEYS.get(field[1].lower()) if field else None
        if field and key and field[2]:
            found.append(_front_line(text, start, end, field.span(2), key))
        else:
            found.append(Line(start, end, "opaque"))
    return []


def _front_line(text: str, start: int, end: int, value: tuple[int, int], key: str) -> Line:
    first, last = value
    if last - first > 1 and text[first] == text[last - 1] and text[first] in "\"'":
        first, last = first + 1, last - 1
    return Line(start, end, "front", key, (Span(start, first), Span(last, end)), starts=True)
