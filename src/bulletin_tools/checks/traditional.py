"""Traditional manuscripts: what has slipped in from simplified ones.

The other rules read such a manuscript as if it were simplified (`lint`); these read what is written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bulletin_tools import script
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule


def simplified_char(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C014: simplified characters, each with what stands for it in its line."""
    text = draft.text
    also = rule.options["also"]
    odd = "".join(char for char in sorted(set(text)) if script.is_simplified(char) or char in also)
    for match in re.finditer(f"[{odd}]+", text) if odd else ():
        start, end = match.span()
        line = Span(text.rfind("\n", 0, start) + 1, text.find("\n", end) % (len(text) + 1))
        forms = _traditional(text[slice(*line)])
        new = "".join(forms[place - line.start] for place in range(start, end))
        edits = [Edit(Span(place, place + 1), forms[place - line.start]) for place in range(start, end)]
        yield rule.finding(Span(start, end), *edits, match=match[0], replacement=new)


def curly_quotes(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C015: the quotation marks of simplified text."""
    text = draft.text
    new = script.requoted(text, script.CORNER)
    for match in re.finditer("[“”‘’]", text):
        place = match.start()
        if new[place] != match[0]:
            span = Span(place, place + 1)
            yield rule.finding(span, Edit(span, new[place]), match=match[0], replacement=new[place])


def _traditional(line: str) -> str:
    """A mixed line in traditional characters: words are known in simplified ones only."""
    return script.aligned(script.aligned(line, script.simplified), script.traditional)
