"""Marks that may not stand at the edge of a line (GB/T 15834, 5.1.1–5.1.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin_tools.checks.edges import beginning, ending
from bulletin_tools.checks.joining import joined
from bulletin_tools.checks.pairs import CLOSING
from bulletin_tools.lexicon import ends_sentence
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_NO_START = frozenset("，。、；：！？）》】”’,;")
_STRAY = frozenset("，。；：,;")
_LONGEST_HEADLINE = 40  # code points


def mark_at_line_edge(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """P026: a line of the file that starts with a closing mark or ends with an opening one (clauses 5.1.1–5.1.3).

    Only a lone break is mended; the wraps of a hard-wrapped file stay.
    """
    document = draft.source.document
    text, lines = document.text, document.lines
    for index in beginning(draft, rf"[^\S\n]*[{''.join(sorted(_NO_START))}]"):
        start, end = lines[index].start, lines[index].end
        first = end - len(text[start:end].lstrip())
        if lines[index].role == "opaque" or (text[first] == "、" and _begins_anew(draft, index)):
            continue
        stray = text[first] in _STRAY and _begins_anew(draft, index)
        edits = [Edit(Span(first, first + 1), "")] if stray else joined(draft, index)
        yield rule.finding(Span(first, first + 1), *edits, mark=text[first], edge="行首")
    for index in ending(draft, "".join(CLOSING)):
        end = lines[index].end
        if lines[index].role != "opaque":
            yield rule.finding(Span(end - 1, end), *joined(draft, index + 1), mark=text[end - 1], edge="行末")


def _begins_anew(draft: Draft, index: int) -> bool:
    """Whether the line before one ends a sentence, or is a headline: then a mark is too many (a 顿号 is P013's)."""
    document = draft.source.document
    if index == 0:
        return False
    before, line = document.lines[index - 1], document.lines[index]
    heads = document.text.startswith("\u3000", line.start) and not document.text.startswith("\u3000", before.start)
    return ends_sentence(document.text, before.end) or (heads and before.end - before.start < _LONGEST_HEADLINE)
