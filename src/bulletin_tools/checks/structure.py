"""The structure of a bulletin: its items, and what each of them must have."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from bulletin_tools.checks.context import is_issue, news, unmarked_headline
from bulletin_tools.checks.sources import source_before_point
from bulletin_tools.finding import Severity
from bulletin_tools.lexicon import BRIEF_MARKS
from bulletin_tools.patterns import compiled
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.bulletin import Item
    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

ELSEWHERE = {
    "duplicate_item": "duplicates",
    "footer_punctuation": "mastheads",
    "headline_end_mark": "headlines",
    "headline_quote": "quotations",
    "inconsistent_source": "source_styles",
    "long_headline": "headlines",
    "masthead_date": "mastheads",
    "masthead_field": "mastheads",
    "masthead_letterspacing": "mastheads",
    "masthead_number": "mastheads",
    "missing_footer": "mastheads",
    "missing_lead": "headlines",
    "paragraph_end": "paragraph_ends",
    "repeated_lead": "headlines",
    "section_style": "sections",
    "source_position": "sources",
    "source_separator": "sources",
    "unknown_source": "sources",
    "vague_time": "headlines",
}

_CHAPTER = "第[一二三四五六七八九十百]+[章节编]"
_CONTINUED = ("又讯", "本报讯", "本刊讯")
_CUSTOMARY = "△"
"""The mark that most offices put before a brief."""
_SECTION = 8  # code points of a headline; what is shorter may head a section
_SUBJECT = 4  # code points of a headline that name whom it tells of
_NAMED = 3  # of them that a body repeats: 石桥镇
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
    unended = _before_chapters(draft)
    for bulletin, item in news(draft):
        if id(item) in unended:
            continue
        named = item.sources or item.signed or not item.paragraphs or source_before_point(draft, item)
        if not named and (item.headline or item.kind == "brief" or bulletin.masthead):
            end = item.paragraphs[-1].span.end
            finding = rule.finding(Span(max(item.span.start, end - 1), end))
            sure = any(other.sources for other in bulletin.items)
            yield finding if sure else finding._replace(severity=min(finding.severity, Severity.INFO))


def _before_chapters(draft: Draft) -> set[int]:
    """The items (by identity) that go on under the heading of a chapter: 第一章　总则."""
    return {
        id(item)
        for item, following in pairwise(draft.items)
        if following.headline
        and following.headline.value.startswith("第")
        and compiled(_CHAPTER).match(following.headline.value)
    }


def missing_body(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S026: a headline with nothing below it, or with its source and then the next headline."""
    for bulletin in draft.bulletins:
        for item in bulletin.items if is_issue(bulletin) else ():
            if item.headline and (
                not item.paragraphs
                or (len(item.paragraphs) > 1 and (_is_next_headline(item) or _is_anothers(draft, item)))
                or _is_two_headlines(draft, item)
            ):
                yield rule.finding(item.headline.span)


def brief_marker(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S021: a blank or another mark behind △, or another mark than the issue's other briefs have."""
    for bulletin in draft.bulletins:
        briefs = [item for item in bulletin.items if item.kind == "brief"]
        wanted = _usual_mark([draft.text[item.span.start] for item in briefs])
        for item in briefs:
            start, body = item.span.start, item.paragraphs[0].span.start if item.paragraphs else item.span.end
            edits = [Edit(Span(start + 1, body), "")] if body > start + 1 else []
            if draft.text[start] != wanted:
                edits.append(Edit(Span(start, start + 1), wanted))
            if edits:
                yield rule.finding(Span(start, body), *sorted(edits), wanted=wanted)


def _usual_mark(marks: list[str]) -> str:
    """The mark of most briefs; △ where several are as frequent."""
    counts = Counter(marks)
    return max(counts, key=lambda mark: (counts[mark], mark == _CUSTOMARY), default=_CUSTOMARY)


def _is_next_headline(item: Item) -> bool:
    """Whether the source stands below the headline, and the first paragraph is the headline of an item with its own."""
    if not item.source_span or item.source_span.start > item.paragraphs[0].span.start:
        return False
    first, last = item.paragraphs[0].value, item.paragraphs[-1].value
    return len(first) < _LONG and first[-1] not in "。；，：" and last[-1] in "）)"


def _is_anothers(draft: Draft, item: Item) -> bool:
    """Whether the first paragraph is the headline of what follows, which doesn't tell of this one's body: 区水利局……."""
    if not item.headline or len(item.headline.value) < _SECTION:
        return False
    line = item.paragraphs[0]
    return (
        len(line.value) < _LONG
        and line.value[-1] not in "。；，：？！"
        and draft.source.paragraph_at(line.span.start).gap
        and _tells_of_second(item.headline.value, line.value, draft.text[item.paragraphs[1].span.start : item.span.end])
    )


def _is_two_headlines(draft: Draft, item: Item) -> bool:
    """Whether the lines of a headline begin with two subjects, of which the body tells of the second alone."""
    if not item.headline or not item.paragraphs or draft.text.find("\n", *item.headline.span) < 0:
        return False
    first, _, second = draft.text[slice(*item.headline.span)].partition("\n")
    second = second.strip()
    long = min(len(first), len(second)) >= _SECTION and "\n" not in second and second[0] not in "—-（("
    return long and _tells_of_second(first, second, draft.text[item.paragraphs[0].span.start : item.span.end])


def _tells_of_second(first: str, second: str, body: str) -> bool:
    """Whether a body takes up the subject of the second of two headlines, and nothing of the first's."""
    one, other = first[:_SUBJECT], second[:_SUBJECT]
    pairs = [one[at : at + 2] for at in range(len(one) - 1)]
    return (
        "。" in body
        and other[:_NAMED] in body
        and one != other
        and not any(pair in body for pair in pairs if pair not in other)
    )


SEARCHED = {"brief_marker": (f"«»^[{''.join(sorted(BRIEF_MARKS))}]",)}
