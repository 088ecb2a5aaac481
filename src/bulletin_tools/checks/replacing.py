"""Stretches of a text, runs of odd characters among them, and what is put in their place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bulletin_tools.checks.spotting import places
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule


def replaced(draft: Draft, rule: Rule, span: Span, new: str) -> Finding:
    """A finding that puts something else for a whole stretch of the text."""
    return rule.finding(span, Edit(span, new), match=draft.text[slice(*span)], replacement=new)


def runs(text: str, chars: Iterable[str], joiners: str = "") -> Iterator[Span]:
    """Where runs of some characters stand, joiners among them; a text without them isn't looked through."""
    wanted = "".join(map(re.escape, sorted(chars)))
    find = f"[{wanted}][{wanted}{joiners}]*"
    return (Span(*match.span()) for match in re.finditer(find, text)) if wanted else iter(())


def _fitting(text: str, chars: Iterable[str], find: str) -> Iterator[Span]:
    """Where an expression fits that begins with one of some seldom characters, which alone are soon found."""
    fits, end = re.compile(find).match, 0
    for place in places(text, chars):
        match = fits(text, place) if place >= end else None
        if match:
            end = match.end()
            yield Span(place, end)


def changed(draft: Draft, rule: Rule, table: Mapping[str, str], find: str = "") -> Iterator[Finding]:
    """A finding for each run of characters that the table has others for; `find` begins with one of them."""
    text, chars = draft.text, draft.rare & table.keys()
    for span in _fitting(text, chars, find) if find else runs(text, chars):
        match = text[span.start : span.end]
        new = "".join(table[char] for char in match)
        edits = [Edit(Span(place, place + 1), table[char]) for place, char in enumerate(match, span.start)]
        yield rule.finding(span, *edits, match=match, replacement=new, number=f"{ord(match[0]):04X}")
