"""Punctuation: GB/T 15834—2011."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bulletin_tools.checks.pairs import (
    CLOSING,
    PARTNER,
    QUOTES,
    Pairing,
    closes_a_list_number,
    is_apostrophe,
    pairings,
)
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule


def unpaired_mark(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """P004: a mark whose partner is missing in its paragraph."""
    for pairing in pairings(draft):
        explained = {place for pair in _turned(draft.text, pairing) for place in pair}
        for place in pairing.loose:
            if place not in explained and not _allowed_alone(draft, place):
                mark = draft.text[place]
                yield rule.finding(Span(place, place + 1), mark=mark, partner=PARTNER[mark])


def quote_direction(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """P003: a quotation mark that looks the wrong way."""
    for pairing in pairings(draft):
        for one, other in _turned(draft.text, pairing):
            place = other if draft.text[one] in CLOSING else one
            wanted = PARTNER[draft.text[place]]
            span = Span(place, place + 1)
            yield rule.finding(span, Edit(span, wanted), wanted="前引号" if wanted in CLOSING else "后引号")


def nested_quotes(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """P005: double quotation marks directly inside double ones."""
    for pairing in pairings(draft):
        for start, end, parent in pairing.pairs:
            if draft.text[start] == "“" == parent:
                edits = Edit(Span(start, start + 1), "‘"), Edit(Span(end, end + 1), "’")
                yield rule.finding(Span(start, end + 1), *edits)


def _turned(text: str, pairing: Pairing) -> list[tuple[int, int]]:
    """Two quotation marks of one shape that stand side by side, both without a partner: one of them looks wrong."""
    found: list[tuple[int, int]] = []
    quotes = [place for place in pairing.loose if text[place] in QUOTES and not is_apostrophe(text, place)]
    for one, other in pairwise(quotes):
        if text[one] == text[other] and not (found and found[-1][1] == one):
            found.append((one, other))
    return found


def _allowed_alone(draft: Draft, place: int) -> bool:
    text = draft.text
    paragraph = draft.source.paragraph_at(place)
    if is_apostrophe(text, place) or closes_a_list_number(text, place, paragraph.start):
        return True
    # A quotation of several paragraphs opens each of them and closes only the last (clause 4.8.3.5).
    return text[place] == "“" and text.startswith("“", paragraph.end + 1)
