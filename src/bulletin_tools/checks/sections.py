"""The heads of an issue's sections: 【工作动态】."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from bulletin_tools.checks.context import is_issue
from bulletin_tools.draft import Draft
from bulletin_tools.finding import Finding
from bulletin_tools.parse.shapes import of
from bulletin_tools.parse.sources import is_unit
from bulletin_tools.rulebook import Rule
from bulletin_tools.source import Span

_MARKS = dict(zip("【〖［[〔「『《<＜", "】〗］]〕」』》>＞", strict=True))
_LONGEST_HEAD = 12
_LONGEST_HEADLINE = 45
_LONGEST_BARE = 6  # code points of a section's head that no mark tells


def section_style(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S023: a section's head in other brackets than the rest, in half a pair, or in none."""
    marked = any(mark in draft.text for mark in _MARKS)
    heads = [head for head in _head().finditer(draft.text) if head["mark"] or head["close"]] if marked else []
    for bulletin in draft.bulletins if heads else ():
        if not (is_issue(bulletin) and bulletin.items):
            continue
        start, end = max(0, bulletin.items[0].span.start - _LONGEST_HEAD), bulletin.items[-1].span.end
        own = [head for head in heads if start <= head.start() < end]
        pairs = Counter(head["mark"] for head in own if _is_paired(head))
        if not pairs:
            continue
        usual = pairs.most_common(1)[0][0]
        odd = [Span(*head.span("head")) for head in own if head["mark"] != usual or not _is_paired(head)]
        for span in sorted([*odd, *_bare(draft, Span(start, end))]):
            yield rule.finding(span, usual=usual + _MARKS[usual])


def _is_paired(head: re.Match[str]) -> bool:
    return bool(head["mark"]) and head["close"] == _MARKS[head["mark"]]


def _bare(draft: Draft, part: Span) -> Iterator[Span]:
    """Short lines without marks, between the end of an item and the headline of the next."""
    paragraphs = draft.source.paragraphs
    for before, paragraph, headline, body in zip(
        paragraphs, paragraphs[1:], paragraphs[2:], paragraphs[3:], strict=False
    ):
        if not 1 < paragraph.end - paragraph.start <= _LONGEST_BARE or not part.start <= paragraph.start < part.end:
            continue
        words, title = of(draft.source, paragraph), of(draft.source, headline)
        ends = of(draft.source, before)[-1] in "）)。日"
        begins = len(words) < len(title) <= _LONGEST_HEADLINE and not title[0].isdigit() and title[-1] not in "。，；："
        if (
            ends
            and begins
            and _is_name(words)
            and "。" in of(draft.source, body)
            and headline.indent == paragraph.indent
        ):
            yield Span(paragraph.start, paragraph.end)


def _is_name(words: str) -> bool:
    return all("一" <= char <= "鿿" for char in words) and not is_unit(words)


@cache
def _head() -> re.Pattern[str]:
    opening, closing = re.escape("".join(_MARKS)), re.escape("".join(_MARKS.values()))
    return re.compile(
        rf"^[ \u3000]*(?P<head>(?P<mark>[{opening}]?)[一-鿿 ]{{2,8}}(?P<close>[{closing}]?))[ \u3000]*$", re.MULTILINE
    )
