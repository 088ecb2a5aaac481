"""Headlines told by how they look in a Word file: centred, larger or in another face than the body, or marked as heads."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools.expressions import expression
from bulletin_tools.parse.headline import RunIn
from bulletin_tools.parse.shapes import LONGEST_HEADLINE, LONGEST_SECTION, is_headline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bulletin_tools.source import Look, Paragraph, Source

_LARGER = 1.5  # points by which a headline is larger than the body
_MOST = 0.5  # share of the text that can be headlines
_SUBTITLE = "——"
_SURE = 10.0  # of what `headline` weighs


class Heads:
    """The paragraphs that are headlines by their look or by their format's word."""

    def __init__(self, source: Source, index: int) -> None:
        """Those from a paragraph on."""
        self._source = source
        self._starts = _headlines(source, index)

    def has(self, paragraph: Paragraph | None) -> bool:
        """Whether a paragraph is one."""
        return paragraph is not None and (paragraph.role == "headline" or paragraph.start in self._starts)

    def go_on(self, first: Paragraph | None, count: int, paragraph: Paragraph) -> bool:
        """Whether a headline is another line of the one that starts above it and has so many lines."""
        if first is None or not self.has(first):
            return False
        if first.look is None:
            return paragraph.line <= first.line + 1
        return paragraph.line <= first.line + count and _same(first, paragraph)

    def are_followed(self, first: Paragraph | None, paragraph: Paragraph) -> bool:
        """Whether a paragraph is the subtitle of a headline: centred, behind a dash."""
        centred = paragraph.look is not None and paragraph.look.alignment == "center"
        return centred and self.has(first) and self._source.text.startswith(_SUBTITLE, paragraph.start)

    def name_section(self, index: int) -> bool:
        """Whether a short headline above several that look otherwise is the head of a section."""
        paragraph, *rest = self._source.paragraphs[index:]
        if paragraph.look is None or paragraph.end - paragraph.start > LONGEST_SECTION or not rest:
            return False
        alike = sum(_same(rest[0], other) for other in rest if self.has(other))
        return alike > 1 and self.has(rest[0]) and not _same(paragraph, rest[0])


def _headlines(source: Source, index: int) -> frozenset[int]:
    """Where the paragraphs start that are headlines by their look, from a paragraph on; none where looks say nothing."""
    if source.document.format != "word":
        return frozenset()
    paragraphs = [one for one in source.paragraphs[index:] if one.look and not one.look.table]
    body = _body(paragraphs)
    if body is None:
        return frozenset()
    heads = [(one, one.look) for one in paragraphs if one.look and _may_be(source, one)]
    centred = [(one, look) for one, look in heads if look.alignment == "center" != body.alignment]
    marked = [(one, look) for one, look in heads if _is_title(look)]
    if found := [one for one, look in centred if _stands_out(look, body)]:
        chosen = found
    else:
        top = min((look.level for _, look in marked), default=0)
        chosen = [one for one, look in marked if look.level == top]
        chosen = chosen or [one for one, look in heads if look.size >= body.size + _LARGER]
        if chosen and chosen[0] is not paragraphs[0]:  # they are heads inside an item
            return frozenset()
    few = _length(chosen) <= _MOST * _length(paragraphs)
    return frozenset(one.start for one in chosen) if few else frozenset()


def run_in(source: Source, paragraph: Paragraph) -> RunIn | None:
    """Where a headline ends that another face and a blank set off from the body behind it."""
    text, end = source.text, paragraph.start
    left = paragraph.look.lead if paragraph.look else 0
    while left and end < paragraph.end:
        left -= not text[end].isspace()
        end += 1
    body = end
    while body < paragraph.end and text[body].isspace():
        body += 1
    set_off = end < body < paragraph.end and is_headline(text[paragraph.start : end])
    return RunIn(end, body, _SURE) if set_off else None


def _is_title(look: Look) -> bool:
    """Whether a style or an outline level says that a paragraph is a head."""
    return look.level > 0 or look.style in ("Title", "标题", "大标题", "文章标题")


def _same(one: Paragraph, other: Paragraph) -> bool:
    """Whether two paragraphs look as lines of one headline do."""
    return bool(one.look and other.look) and _type(one.look) == _type(other.look)


def _type(look: Look | None) -> tuple[object, ...]:
    return (look.alignment, look.face, look.size, look.bold) if look else ()


def _length(paragraphs: Sequence[Paragraph]) -> int:
    return sum(one.end - one.start for one in paragraphs)


def _body(paragraphs: Sequence[Paragraph]) -> Look | None:
    """The look of most characters."""
    counts: Counter[tuple[object, ...]] = Counter()
    looks: dict[tuple[object, ...], Look] = {}
    for one in paragraphs:
        if one.look:
            counts[_type(one.look)] += one.end - one.start
            looks.setdefault(_type(one.look), one.look)
    return looks[counts.most_common(1)[0][0]] if counts else None


def _may_be(source: Source, paragraph: Paragraph) -> bool:
    """Whether the words of a paragraph can be those of a headline; its look allows for more than text alone does."""
    text = source.text[paragraph.start : paragraph.end]
    return (
        3 < len(text) <= LONGEST_HEADLINE
        and text[-1] not in "，、；：,;:"
        and "。" not in text[:-1]
        and text[0] not in "【（("
        and not text.startswith(_SUBTITLE)
        and not _caption().match(text)
    )


def _stands_out(look: Look, body: Look) -> bool:
    """Whether a centred paragraph is more than a centred line of the body: a caption, a date."""
    return look.size >= body.size + _LARGER or (
        look.size >= body.size and (look.face != body.face or look.bold > body.bold or _is_title(look))
    )


@cache
def _caption() -> re.Pattern[str]:
    return expression(
        r"[表图]\s*[\d一二三四五六七八九十]|第[\d一二三四五六七八九十百]+[章节条编部]|附[件表录图：:]|[\d\s年月日—-]+$|.*\d月\s*\d{1,2}\s*日$"
    )
