"""The heads of an issue's sections: 【工作动态】."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import NamedTuple

from bulletin_tools.checks.context import is_issue
from bulletin_tools.draft import Draft
from bulletin_tools.expressions import expression
from bulletin_tools.finding import Finding
from bulletin_tools.lexicon import BRIEF_MARKS
from bulletin_tools.parse.shapes import of
from bulletin_tools.parse.sources import is_unit
from bulletin_tools.rulebook import Rule
from bulletin_tools.source import Edit, Paragraph, Span

_MARKS = dict(zip("【〖［[〔「『《<＜", "】〗］]〕」』》>＞", strict=True))
_OPENING, _CLOSING = re.escape("".join(_MARKS)), re.escape("".join(_MARKS.values()))
_WORDS = r"[ \u3000]*[一-鿿][一-鿿 \u3000]{0,14}[一-鿿][ \u3000]*"
_HEADS = (
    rf"«»^[ \u3000]*+(?P<head>(?P<left>[{_OPENING}]+){_WORDS}(?P<right>[{_CLOSING}）)]*)[：:。]?"
    rf"|{_WORDS}(?P<right>[{_CLOSING}]+)[：:。]?)[ \u3000]*$"
)
"""The short lines that begin or end with a bracket."""
_NUMBER = r"[（(]?[一二三四五六七八九十]{1,3}(?:[、．.]|[）)][、．.]?)"
_OTHER_MARKS = "“”\"'‘’—－-※{}（）()·" + "".join(BRIEF_MARKS)
_LONGEST_NAME = 8
_LONGEST_BARE = 6  # code points of a section's head that no bracket tells
_LONGEST_HEADLINE = 45


class _Head(NamedTuple):
    span: Span
    left: str
    """The brackets or other marks before its name; a number is none."""
    right: str
    name: str

    @property
    def paired(self) -> bool:
        return self.left in _MARKS and self.right == _MARKS[self.left]


def section_style(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S023: a section's head in other brackets than the rest, in half a pair, in none, or with blanks and marks beside."""
    bracketed = [_head(draft, Span(*match.span("head"))) for _, match in draft.search(_HEADS)]
    bracketed = [head for head in bracketed if len(head.name) <= _LONGEST_NAME]
    for part in _issues(draft) if bracketed else ():
        own = bracketed[slice(*(bisect_left(bracketed, place, key=_start) for place in part))]
        heads = sorted({head.span: head for head in chain(own, _unbracketed(draft, part))}.values())
        left, right = _usual(heads)
        for head in heads if own else ():
            new = f"{left}{head.name}{right}"
            if draft.text[slice(*head.span)] != new:
                yield rule.finding(head.span, Edit(head.span, new), usual=left + right or "不加括号的形式")


def _usual(heads: list[_Head]) -> tuple[str, str]:
    """What most heads have before and behind their names; brackets where as many have them as not."""
    counts = Counter((head.left, head.right) for head in heads if head.paired or not head.right)
    return max(counts, key=lambda marks: (counts[marks], bool(marks[1])), default=("【", "】"))


def _issues(draft: Draft) -> Iterator[Span]:
    """Each issue from the end of its masthead, or of what stands before it, to that of its items."""
    end = 0
    for bulletin in draft.bulletins:
        if bulletin.items:
            start = bulletin.masthead.span.end if bulletin.masthead else end
            end = bulletin.items[-1].span.end
            if is_issue(bulletin):
                yield Span(start, end)


def _start(part: _Head | Paragraph) -> int:
    return part.span.start if isinstance(part, _Head) else part.start


def _head(draft: Draft, span: Span) -> _Head:
    """A head's marks and name, apart from a number before it and a point behind it."""
    words = draft.text[slice(*span)]
    match = _parts().fullmatch(words)
    left, name, right = match.groups() if match else ("", words, "")
    return _Head(span, left.strip(), right, "".join(name.split()))


def _unbracketed(draft: Draft, part: Span) -> Iterator[_Head]:
    """Short lines without brackets, between the end of an item and the headline of the next."""
    every = draft.source.paragraphs
    first = max(0, bisect_left(every, part.start, key=_start) - 1)
    paragraphs = every[first : bisect_left(every, part.end, key=_start)]
    befores: list[Paragraph | None] = [None, *paragraphs]
    for before, paragraph, headline, *body in zip(
        befores, paragraphs, paragraphs[1:], [*paragraphs[2:], paragraphs[-1]], strict=False
    ):
        if not 1 < paragraph.end - paragraph.start <= _LONGEST_BARE + 6 or paragraph.start < part.start:
            continue
        head = _head(draft, Span(paragraph.start, paragraph.end))
        ends = before is None or before.end <= part.start or of(draft.source, before)[-1] in "）)。日"
        if ends and _is_name(head) and _begins(draft, head, headline, body[0]):
            yield head


def _begins(draft: Draft, head: _Head, headline: Paragraph, body: Paragraph) -> bool:
    """Whether an item's headline stands below a section's head, its body below that, or a brief."""
    title, own = of(draft.source, headline), draft.source.paragraph_at(head.span.start)
    if title[0] in BRIEF_MARKS:
        return "。" in title
    return (
        len(head.name) < len(title) <= _LONGEST_HEADLINE
        and not title[0].isdigit()
        and title[-1] not in "。，；："
        and "。" in of(draft.source, body)
        and headline.indent == own.indent
    )


def _is_name(head: _Head) -> bool:
    name = head.name
    if not set(head.left + head.right).isdisjoint((*_MARKS, *_MARKS.values())):
        return False
    return 1 < len(name) <= _LONGEST_BARE and all("一" <= char <= "鿿" for char in name) and not is_unit(name)


@cache
def _parts() -> re.Pattern[str]:
    marks = re.escape("".join((*_MARKS, *_MARKS.values())) + _OTHER_MARKS)
    return expression(rf"(?:{_NUMBER})?\s*([{marks}]*)\s*(.*?)\s*([{marks}]*)[：:。]?")


SEARCHED = {
    "section_style": (_HEADS,),
}
