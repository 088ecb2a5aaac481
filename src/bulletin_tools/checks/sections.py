"""The heads of an issue's sections: 【工作动态】."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

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


class _Head(NamedTuple):
    mark: str
    close: str
    span: Span

    @property
    def paired(self) -> bool:
        return bool(self.mark) and self.close == _MARKS[self.mark]


def section_style(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S023: a section's head in other brackets than the rest, in half a pair, or in none."""
    heads = _heads(draft.text) if any(mark in draft.text for mark in _MARKS) else []
    for bulletin in draft.bulletins if heads else ():
        if not (is_issue(bulletin) and bulletin.items):
            continue
        part = Span(max(0, bulletin.items[0].span.start - _LONGEST_HEAD), bulletin.items[-1].span.end)
        own = heads[bisect_left(heads, part.start, key=_start) : bisect_left(heads, part.end, key=_start)]
        pairs = Counter(head.mark for head in own if head.paired)
        if pairs:
            usual = pairs.most_common(1)[0][0]
            odd = [head.span for head in own if head.mark != usual or not head.paired]
            for span in sorted([*odd, *_bare(draft, part)]):
                yield rule.finding(span, usual=usual + _MARKS[usual])


def _heads(text: str) -> list[_Head]:
    """The short lines that begin or end with a bracket."""
    found = _head().finditer("\n" + text)  # a search for line feeds is far quicker than one for beginnings of lines
    return [
        _Head(match["mark"], match["close"], Span(match.start("head") - 1, match.end("head") - 1))
        for match in found
        if match["mark"] or match["close"]
    ]


def _start(head: _Head) -> int:
    return head.span.start


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
        rf"\n[ \u3000]*(?P<head>(?P<mark>[{opening}]?)[一-鿿 ]{{2,8}}(?P<close>[{closing}]?))[ \u3000]*(?=\n|\Z)"
    )
