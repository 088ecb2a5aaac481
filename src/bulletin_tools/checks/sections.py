"""The heads of an issue's sections: 【工作动态】."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from bulletin_tools.checks.context import is_issue
from bulletin_tools.draft import Draft
from bulletin_tools.finding import Finding
from bulletin_tools.parse.shapes import of
from bulletin_tools.parse.sources import is_unit
from bulletin_tools.rulebook import Rule
from bulletin_tools.source import Edit, Span

_MARKS = dict(zip("【〖［[〔「『《<＜", "】〗］]〕」』》>＞", strict=True))
_OPENING, _CLOSING = re.escape("".join(_MARKS)), re.escape("".join(_MARKS.values()))
_WORDS = "[一-鿿 ]{2,8}"
_HEADS = (
    rf"«»^[ \u3000]*+(?P<head>(?P<mark>[{_OPENING}]){_WORDS}(?P<close>[{_CLOSING}]?)|{_WORDS}(?P<close>[{_CLOSING}]))"
    r"[ \u3000]*$"
)
"""The short lines that begin or end with a bracket."""
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
    heads = [_Head(match["mark"] or "", match["close"], Span(*match.span("head"))) for _, match in draft.search(_HEADS)]
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
                words = _name(draft.text[slice(*span)])
                new = f"{usual}{words}{_MARKS[usual]}"
                yield rule.finding(span, Edit(span, new), usual=usual + _MARKS[usual])


def _start(head: _Head) -> int:
    return head.span.start


def _bare(draft: Draft, part: Span) -> Iterator[Span]:
    """Short lines without marks, between the end of an item and the headline of the next."""
    paragraphs = draft.source.paragraphs
    for before, paragraph, headline, body in zip(
        paragraphs, paragraphs[1:], paragraphs[2:], paragraphs[3:], strict=False
    ):
        if not 1 < paragraph.end - paragraph.start <= _LONGEST_BARE + 2 or not part.start <= paragraph.start < part.end:
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


def _name(head: str) -> str:
    """A section's name without brackets, ◆ or 一、."""
    words = head.strip("".join((*_MARKS, *_MARKS.values())) + "◆●■★☆▲◇○□ \u3000")
    number, point, rest = words.partition("、")
    return rest if point and number.strip("（）一二三四五六七八九十") == "" else words


def _is_name(words: str) -> bool:
    name = _name(words)
    if words[0] in _MARKS or words[-1] in _MARKS.values():
        return False
    return 1 < len(name) <= _LONGEST_BARE and all("一" <= char <= "鿿" for char in name) and not is_unit(name)


SEARCHED = {
    "section_style": (_HEADS,),
}
