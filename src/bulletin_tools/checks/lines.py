"""The edges of lines, and lines that are no paragraphs."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools.checks.joining import (
    broken_lines,
    broken_sources,
    cut_lines,
    each_apart,
    joined,
    spaced_lines,
    unwrapped,
)
from bulletin_tools.draft import of_draft
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule
    from bulletin_tools.source import Document

_FEW = 2
_MOST_REWRAPPED = 2000  # lines; a longer file is no draft
_MOST_STRAY = 0.3  # share of paragraphs; with more, the blank before them is the layout
_BLANKS = " \t\u3000"
_ALL_BLANKS = _BLANKS + "\u00a0\u2002\u2003\u2009\u202f"
INDENT = "\u3000\u3000"
_MEANT = ("\t", "\u3000")
"""Indents that are no slip of the keys but too little, where nothing else tells how the manuscript indents."""
_LAYOUT = 4  # spaces that are an indent themselves


def edge_whitespace(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """W008: blanks at the end of a line, stray ones at its beginning; not where lines are joined with a blank."""
    lines = draft.source.document.lines
    text = draft.source.document.text
    firsts = {paragraph.line for paragraph in draft.source.texts}
    strays: list[Edit] = []
    tabbed = draft.source.document.format == "word"  # tabs put a line of the masthead in its place
    begun = True
    for index in range(len(lines) - 1, -1, -1):
        start, end = lines[index].start, lines[index].end
        line = text[start:end]
        bare = line.rstrip(_ALL_BLANKS)
        if lines[index].role == "opaque":
            continue
        if bare != line and begun and bare:
            span = Span(start + len(bare), end)
            yield rule.finding(span, Edit(span, ""), edge="行尾")
        stray = _stray(draft, index, bare) if bare[:1] in _ALL_BLANKS and bare and index in firsts else None
        if stray and not (tabbed and "\t" in line[: stray.span.end]):
            strays.append(Edit(Span(start + stray.span.start, start + stray.span.end), stray.text))
        if bare.strip():
            begun = index in firsts
    if len(strays) <= max(_FEW, _MOST_STRAY * len(firsts)):
        for edit in strays:
            yield rule.finding(edit.span, edit, edge="行首")
    if not tabbed:
        yield from _inner_tabs(draft, rule)


def _stray(draft: Draft, index: int, line: str) -> Edit | None:
    """What makes the blanks before a line, the first of a paragraph, what they should be."""
    blanks = line[: len(line) - len(line.lstrip(_ALL_BLANKS))]
    if blanks == INDENT or (len(blanks) >= _LAYOUT and not blanks[:_LAYOUT].strip(" \u00a0")):
        return None
    body, headed = index in _bodies(draft), index in _headlines(draft)
    usual = body and _is_indented(draft)
    if blanks.endswith(INDENT) and blanks[:-2].strip(" \t") == "":
        return Edit(Span(0, len(blanks) - 2), "")
    if blanks.startswith(INDENT):
        return (
            Edit(Span(2, len(blanks)), "") if blanks[2:].strip(" \t\u00a0") == "" or usual or len(blanks) == 3 else None
        )
    if "\t" not in blanks[1:] and (usual or (body and blanks in _MEANT)):
        return Edit(Span(0, len(blanks)), INDENT)
    return Edit(Span(0, 1), "") if len(blanks) == 1 and (blanks != "\u3000" or headed) else None


@of_draft
def _bodies(draft: Draft) -> frozenset[int]:
    """The lines with which paragraphs of items with a headline begin."""
    items = [item for item in draft.items if item.headline]
    return frozenset(draft.source.paragraph_at(part.span.start).line for item in items for part in item.paragraphs)


@of_draft
def _headlines(draft: Draft) -> frozenset[int]:
    """The lines of headlines."""
    return frozenset(draft.source.paragraph_at(item.headline.span.start).line for item in draft.items if item.headline)


@of_draft
def _is_indented(draft: Draft) -> bool:
    """Whether the manuscript indents its paragraphs by two full-width blanks, as far as it does."""
    document = draft.source.document
    starts = [document.lines[index].start for index in _bodies(draft)]
    begin = [document.text[start : start + 3] for start in starts]
    return any(words.startswith(INDENT) and words[2:].strip(_BLANKS) for words in begin)


def odd_indents(draft: Draft) -> Iterator[Span]:
    """Where em and en spaces indent a paragraph below a headline; a web page's no-break spaces are its layout."""
    document = draft.source.document
    for index in sorted(_bodies(draft)) if _wide().search(document.text) else ():
        line = document.lines[index]
        match = _wide().match(document.text, line.start, line.end)
        if match and line.role != "opaque":
            yield Span(*match.span())


def _inner_tabs(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """A lone tab within a sentence; several in a line set columns."""
    document = draft.source.document
    for line in document.lines if "\t" in draft.text else ():
        words = document.text[line.start : line.end]
        if words.strip(_BLANKS).count("\t") == 1 and "，" in words and "。" in words and line.role != "opaque":
            for match in _tab().finditer(words):
                span = Span(line.start + match.start(), line.start + match.end())
                yield rule.finding(span, Edit(span, ""), edge="句中")


def hard_wrapped(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """W009: a text whose paragraphs are broken into lines; told once."""
    source = draft.source
    lines = source.document.lines
    for paragraph, following in zip(source.paragraphs, [*source.paragraphs[1:], None], strict=True):
        below = paragraph.line + 1
        if following and (following.line == below or (following.line == below + 1 and _is_blank(draft, below))):
            continue
        joints = source.joints(Span(paragraph.start, paragraph.end))
        if joints and source.position(joints[-1]).row > below:
            spaced = _is_blank(draft, below)
            what = "逐行隔了空行" if spaced else "一段分成了几行"
            edits = unwrapped(draft, spaced=spaced) if _is_short(source.document) else ()
            yield rule.finding(Span(lines[below - 1].start, lines[below - 1].end), *edits, what=what)
            return
    breaks = list(spaced_lines(draft)) if _is_short(source.document) else []
    if breaks:
        start = source.document.text.rfind("\n", 0, breaks[0].start) + 1
        yield rule.finding(Span(start, breaks[0].start), *(Edit(span, "") for span in breaks), what="逐行隔了空行")
        return
    broken = (
        sorted({*broken_lines(draft), *broken_sources(draft), *cut_lines(draft)}) if _is_short(source.document) else []
    )
    if broken:
        above = lines[broken[0] - 1]
        joins = [edit for line in broken for edit in joined(draft, line)]
        yield rule.finding(Span(above.start, above.end), *joins, what="一句话断成了几行")
        return
    blanks = list(each_apart(draft)) if _is_short(source.document) else []
    if blanks:
        yield rule.finding(blanks[0], *(Edit(span, "") for span in blanks), what="逐行隔了空行")


def _is_short(document: Document) -> bool:
    return document.format == "text" and len(document.lines) <= _MOST_REWRAPPED


def _is_blank(draft: Draft, line: int) -> bool:
    document = draft.source.document
    return not document.text[document.lines[line].start : document.lines[line].end].strip()


@cache
def _wide() -> re.Pattern[str]:
    return re.compile("[\u2000-\u2003]{2,}")


@cache
def _tab() -> re.Pattern[str]:
    return re.compile("(?<=[\u3400-\u9fff\\d，、；：”》）])\t(?=[\u3400-\u9fff\\d“《（，。、；])")
