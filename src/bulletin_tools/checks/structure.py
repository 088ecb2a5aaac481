"""The structure of a bulletin: its items, and what each of them must have."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools.checks.context import before_source, breaks_off, is_issue, news, unmarked_headline
from bulletin_tools.checks.duplicates import duplicate_item
from bulletin_tools.checks.headlines import (
    headline_end_mark,
    headline_quote,
    long_headline,
    missing_lead,
    repeated_lead,
    vague_time,
)
from bulletin_tools.checks.mastheads import (
    footer_punctuation,
    masthead_date,
    masthead_field,
    masthead_letterspacing,
    masthead_number,
    missing_footer,
)
from bulletin_tools.checks.sections import section_style
from bulletin_tools.checks.source_names import inconsistent_source
from bulletin_tools.checks.sources import (
    source_before_point,
    source_position,
    source_separator,
    unknown_source,
)
from bulletin_tools.finding import Severity
from bulletin_tools.lexicon import BRIEF_MARKS, ends_sentence
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.bulletin import Item
    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

__all__ = [
    "duplicate_item",
    "footer_punctuation",
    "headline_end_mark",
    "headline_quote",
    "inconsistent_source",
    "long_headline",
    "masthead_date",
    "masthead_field",
    "masthead_letterspacing",
    "masthead_number",
    "missing_footer",
    "missing_lead",
    "repeated_lead",
    "section_style",
    "source_position",
    "source_separator",
    "unknown_source",
    "vague_time",
]

_CONTINUED = ("又讯", "本报讯", "本刊讯")
_NEAR = 12  # paragraphs on each side of one that are looked at
_SECTION = 8  # code points of a headline; what is shorter may head a section
_SUBJECT = 4  # code points of a headline that name whom it tells of
_LONG = 40  # code points of a paragraph that is surely no heading


def missing_headline(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S010: a full item without a headline; in a text that is no bulletin it may be a part of anything."""
    for bulletin, item in news(draft):
        if item.kind == "full" and not item.headline and item.paragraphs and is_issue(bulletin):
            first = item.paragraphs[0]
            if not first.value.startswith(_CONTINUED) and not unmarked_headline(item):
                yield rule.finding(Span(first.span.start, min(first.span.end, first.span.start + 1)))


def missing_source(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S011: an item that names no source and isn't closed by a signature.

    Only a hint where nothing else in the text names a source: a lone draft, an issue that prints none.
    """
    for bulletin, item in news(draft):
        named = item.sources or item.signed or not item.paragraphs or source_before_point(draft, item)
        if not named and (item.headline or item.kind == "brief" or bulletin.masthead):
            end = item.paragraphs[-1].span.end
            finding = rule.finding(Span(max(item.span.start, end - 1), end))
            sure = any(other.sources for other in bulletin.items)
            yield finding if sure else finding._replace(severity=min(finding.severity, Severity.INFO))


def missing_body(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S026: a headline with nothing below it, or with its source and then the next headline."""
    for bulletin in draft.bulletins:
        for item in bulletin.items if is_issue(bulletin) else ():
            if item.headline and (not item.paragraphs or _is_next_headline(draft, item) or _is_anothers(draft, item)):
                yield rule.finding(item.headline.span)


def paragraph_end(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S022: a body's paragraph that ends without the point of a sentence; before a source, S012 says so."""
    for _, item in news(draft):
        for place, paragraph in enumerate(item.paragraphs):
            if (
                breaks_off(draft, paragraph)
                and _must_close(draft, item, place)
                and not before_source(draft, item, place)
            ):
                end = paragraph.span.end
                old = Span(end - 1, end) if draft.text[end - 1] in "，、；,;" else Span(end, end)
                yield rule.finding(Span(end - 1, end), Edit(old, "。"))


def brief_marker(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S021: a blank behind △, or another mark than the issue's other briefs have."""
    for bulletin in draft.bulletins:
        briefs = [item for item in bulletin.items if item.kind == "brief"]
        usual = Counter(draft.text[item.span.start] for item in briefs).most_common(1)
        for item in briefs:
            start, body = item.span.start, item.paragraphs[0].span.start if item.paragraphs else item.span.end
            mark = draft.text[start]
            edits = [Edit(Span(start + 1, body), "")] if body > start + 1 else []
            if mark != usual[0][0] and usual[0][1] > 1:
                edits.append(Edit(Span(start, start + 1), usual[0][0]))
            if edits:
                yield rule.finding(Span(start, body), *sorted(edits), wanted=usual[0][0] if len(usual) else mark)


def _must_close(draft: Draft, item: Item, place: int) -> bool:
    """Whether the item, or a paragraph of sentences, ends here; parts of a list may end with ；."""
    words = item.paragraphs[place].value
    if place + 1 == len(item.paragraphs):
        closed = place > 0 and item.headline and ends_sentence(draft.text, item.paragraphs[place - 1].span.end)
        return item.source_span is not None or "。" in words or bool(closed and words[-1] in "，、,")
    return _is_paragraph_between(draft, item, place)


def _is_paragraph_between(draft: Draft, item: Item, place: int) -> bool:
    """Whether a paragraph stands among others of its indent, and none of them is a part of a list."""
    around = item.paragraphs[max(0, place - 1) : place + 2]
    lines = [draft.source.paragraph_at(paragraph.span.start) for paragraph in item.paragraphs[place : place + 2]]
    own, following = lines
    if own.indent < 1 or following.indent != own.indent or item.source_span is None:
        return False
    if any(_is_listed(paragraph.value) for paragraph in around):
        return False
    earlier, later = item.paragraphs[max(0, place - _NEAR) : place], item.paragraphs[place + 1 : place + _NEAR]
    closed = all(ends_sentence(draft.text, other.span.end) for other in (*earlier, *later[:-1]))
    return closed and not any(other.value[-1] in "：:" for other in earlier)


def _is_listed(words: str) -> bool:
    """Whether a paragraph is a part of a list."""
    return bool(_list_mark().match(words))


def _is_next_headline(draft: Draft, item: Item) -> bool:
    """Whether the source stands below the headline, and the first paragraph is the headline of an item with its own."""
    if not item.source_span or len(item.paragraphs) < 2 or item.source_span.start > item.paragraphs[0].span.start:
        return False
    first, last = item.paragraphs[0].value, item.paragraphs[-1].value
    return (
        draft.text[item.source_span.start] in "（("
        and len(first) < _LONG
        and first[-1] not in "。；，："
        and last[-1] in "）)"
    )


def _is_anothers(draft: Draft, item: Item) -> bool:
    """Whether the first paragraph is the headline of what follows, which doesn't tell of this one's body: 区水利局……."""
    if not item.headline or len(item.headline.value) < _SECTION or len(item.paragraphs) < 2:
        return False
    line, body = item.paragraphs[0], draft.text[item.paragraphs[1].span.start : item.span.end]
    first, second = item.headline.value[:_SUBJECT], line.value[:_SUBJECT]
    return (
        draft.source.paragraph_at(line.span.start).gap
        and len(line.value) < _LONG
        and line.value[-1] not in "。；，：？！"
        and "。" in body
        and second in body
        and not any(first[at : at + 2] in body for at in range(len(first) - 1) if first[at : at + 2] not in second)
        and first[: len(second)] != second
    )


@cache
def _list_mark() -> re.Pattern[str]:
    return re.compile(
        r"[（(]?[一二三四五六七八九十\d①-⑳]{1,3}(?:[、．.）)]|是|要)|第[一二三四五六七八九十\d]+|其[一二三四五]|[-—·●◆■▲△○□*]|附|图|注"
    )


SEARCHED = {"brief_marker": (f"«»^[{''.join(sorted(BRIEF_MARKS))}]",)}
