"""The edges of lines, and lines that are no paragraphs."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from bulletin_tools.checks.edges import beginning, ending, having
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
from bulletin_tools.expressions import expression
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
_WIDE = "[\u2000-\u2003][\u2000-\u2003]"
_LAYOUT = 4  # spaces that are an indent themselves


def edge_whitespace(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """W008: blanks at the end of a line, stray ones at its beginning; not where lines are joined with a blank."""
    document = draft.source.document
    for index in ending(draft, _ALL_BLANKS):
        start, end, role = document.lines[index][:3]
        bare = document.text[start:end].rstrip(_ALL_BLANKS)
        if bare and role != "opaque" and _ends_paragraph(draft, index):
            span = Span(start + len(bare), end)
            yield rule.finding(span, Edit(span, ""), edge="行尾")
    strays = list(_strays(draft))
    if len(strays) <= _FEW or len(strays) <= _MOST_STRAY * len(_firsts(draft)):
        for edit in strays:
            yield rule.finding(edit.span, edit, edge="行首")
    if document.format != "word":
        yield from _inner_tabs(draft, rule)


def _ends_paragraph(draft: Draft, index: int) -> bool:
    """Whether the next line with text, if any, begins a paragraph."""
    document = draft.source.document
    for below in range(index + 1, len(document.lines)):
        start, end, role = document.lines[below][:3]
        if role != "opaque" and document.text[start:end].strip():
            return below in _firsts(draft)
    return True


@of_draft
def _firsts(draft: Draft) -> frozenset[int]:
    """The lines with which paragraphs begin."""
    return frozenset(paragraph.line for paragraph in draft.source.texts)


def _strays(draft: Draft) -> Iterator[Edit]:
    """What makes the blanks before paragraphs what they should be."""
    document = draft.source.document
    tabbed = document.format == "word"  # tabs put a line of the masthead in its place
    indexes = list(beginning(draft, f"(?!{INDENT}[^{_ALL_BLANKS}])[{_ALL_BLANKS}]"))
    firsts = _firsts(draft) if indexes else ()
    for index in indexes:
        start, end, role, *_ = document.lines[index]
        line = document.text[start:end]
        bare = line.rstrip(_ALL_BLANKS)
        if bare and role != "opaque" and index in firsts:
            blanks = bare[: len(bare) - len(bare.lstrip(_ALL_BLANKS))]
            edit = _stray(draft, index, blanks) if not _is_layout(blanks) else None
            if edit and not (tabbed and "\t" in line[: edit.span.end]):
                yield Edit(Span(start + edit.span.start, start + edit.span.end), edit.text)


@lru_cache(maxsize=256)  # most lines begin with one of a few
def _is_layout(blanks: str) -> bool:
    """Whether blanks before a line are an indent that nothing is wrong with, or one of a layout's own."""
    return blanks == INDENT or (len(blanks) >= _LAYOUT and not blanks[:_LAYOUT].strip(" \u00a0"))


def _stray(draft: Draft, index: int, blanks: str) -> Edit | None:
    """What makes the blanks before a line, the first of a paragraph, what they should be."""
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
    for index in beginning(draft, _WIDE):
        line = document.lines[index]
        match = re.compile(_WIDE + "+").match(document.text, line.start, line.end)
        if match and line.role != "opaque" and index in _bodies(draft):
            yield Span(*match.span())


def _inner_tabs(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """A lone tab within a sentence; several in a line set columns."""
    document = draft.source.document
    for line in map(document.lines.__getitem__, having(draft, "\t") if "\t" in draft.text else ()):
        words = document.text[line.start : line.end]
        if words.strip(_BLANKS).count("\t") == 1 and "，" in words and "。" in words and line.role != "opaque":
            for match in _tab().finditer(words):
                span = Span(line.start + match.start(), line.start + match.end())
                yield rule.finding(span, Edit(span, ""), edge="句中")


def hard_wrapped(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """W009: a text whose paragraphs are broken into lines; told once."""
    source = draft.source
    lines = source.document.lines
    paragraphs = source.paragraphs if source.is_wrapped else ()
    for paragraph, following in zip(paragraphs, [*paragraphs[1:], None], strict=False):
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
def _tab() -> re.Pattern[str]:
    return expression("(?<=[\u3400-\u9fff\\d，、；：”》）])\t(?=[\u3400-\u9fff\\d“《（，。、；])")
