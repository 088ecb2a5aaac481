"""Markdown: front matter is the masthead, `#` heads are headlines, lists and emphasis are text, code and tables are left alone."""

from __future__ import annotations

import re

from bulletin_tools.formats.text import line_spans
from bulletin_tools.source import Directive, Line, Span

_FENCE = re.compile(r"[ \t>]*(?:[-*+][ \t]+)?(`{3,}+(?!.*`)|~{3,}+)")
_FENCE_END = re.compile(r"[ \t>]*(`{3,}+|~{3,}+)[ \t]*$")
_HEAD = re.compile(r" {0,3}#{1,6}(?:[ \t]+|$)")
_HEAD_CLOSE = re.compile(r"[ \t]+#+[ \t]*$")
_BULLET = re.compile(r"[ \t]*[-*+][ \t]+(?=\S)")
_QUOTE = re.compile(r" {0,3}(?:>[ \t]?)+")
_TABLE = re.compile(r"[ \t]*\|")
_TABLE_HEAD_END = re.compile(
    r"[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$"
)  # of a table without pipes at its edges
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|=+)$")
_COMMENT_START = re.compile(r"[ \t]*<!--(?!.*-->)")
_COMMENT = re.compile(r"[ \t]*<!--(.*?)-->[ \t]*$")
_DIRECTIVE = re.compile(r"\s*(?:%%\s*)?bulletin\s*[:：](.*)")
_PLAIN_DIRECTIVE = re.compile(r"\s*%%\s*bulletin\s*[:：](.*)")
_MARKUP = re.compile(
    r"(?P<tick>`+)(?P<code>.+?)(?<!`)(?P=tick)(?!`)"
    r"|!?\[(?=[^\]]*\]\()|\]\([^)\s]*(?:\s+\"[^\"]*\")?\)"  # the two halves of a link
    r"|\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|~~"  # emphasis
    r"|<!--.*?-->|</?[A-Za-z][^<>]*>"
    r"|(?P<escape>\\)[!-/:-@\[-`{-~]"
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
    blocks = _Blocks()
    for start, end in spans[len(found) :]:
        line = text[start:end]
        if _TABLE_HEAD_END.match(line) and found and "|" in text[found[-1].start : found[-1].end]:
            found[-1] = Line(found[-1].start, found[-1].end, "opaque")
            blocks.table = True
        if blocks.hold(line):
            found.append(Line(start, end, "opaque"))
            continue
        directive = _directive(line)
        if directive is not None:
            directives.append(Directive(len(found), directive.strip()))
        found.append(Line(start, end, "opaque") if directive is not None else _line(text, start, end))
    return found, directives


class _Blocks:
    """What goes on over several lines and is left alone: fenced code, comments, tables."""

    def __init__(self) -> None:
        self.table = False
        self._fence = ""
        self._comment = False

    def hold(self, line: str) -> bool:
        """Whether the next line belongs to one."""
        if self._fence:
            closing = _FENCE_END.match(line)
            self._fence = "" if closing and closing[1].startswith(self._fence) else self._fence
            return True
        if self._comment:
            self._comment = "-->" not in line
            return True
        self.table = self.table and "|" in line
        opening = _FENCE.match(line)
        self._fence = opening[1] if opening else ""
        self._comment = bool(_COMMENT_START.match(line))
        return bool(self.table or self._fence or self._comment)


def _directive(line: str) -> str | None:
    """What a line says to the program: in a comment, or as in plain text."""
    comment = _COMMENT.match(line)
    match = _DIRECTIVE.match(comment[1]) if comment else _PLAIN_DIRECTIVE.match(line)
    return match[1] if match else None


def _line(text: str, start: int, end: int) -> Line:
    if any(pattern.match(text, start, end) for pattern in (_TABLE, _RULE, _COMMENT)):
        return Line(start, end, "opaque")
    head = _HEAD.match(text, start, end)
    if head:
        close = _HEAD_CLOSE.search(text, head.end(), end)
        edges = [head.span(), close.span()] if close else [head.span()]
        cuts, code = _markup(text, edges, start, end)
        return Line(start, end, "headline", cuts=cuts, starts=True, code=code)
    quote = _QUOTE.match(text, start, end)
    bullet = _BULLET.match(text, quote.end() if quote else start, end)
    edges = [match.span() for match in (quote, bullet) if match]
    cuts, code = _markup(text, edges, start, end)
    return Line(start, end, cuts=cuts, starts=bool(bullet), code=code)


def _markup(text: str, edges: list[tuple[int, int]], start: int, end: int) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The marks at the line's edges and those of emphasis, links and code in between; and the code itself."""
    spans, code = list(edges), []
    for match in _MARKUP.finditer(text, start, end):
        if match["code"]:
            first, last = match.span("code")
            code.append(Span(first, last))
            spans += [(match.start(), first), (last, match.end())]
        else:
            spans.append(match.span("escape" if match["escape"] else 0))
    kept: list[Span] = []
    for span in sorted(spans):
        if span[0] < span[1] and (not kept or span[0] >= kept[-1].end):
            kept.append(Span(*span))
    return tuple(kept), tuple(code)


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
