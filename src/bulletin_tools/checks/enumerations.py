"""Enumerations: GB/T 15834—2011, appendix B.3."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from bulletin_tools.checks.context import is_whole
from bulletin_tools.checks.counts import count_mismatch
from bulletin_tools.checks.missing_numbers import bracketed_gaps, head_gaps, headline_gaps, mixed, narrative_gaps
from bulletin_tools.checks.number_points import arabic_point, bracket_point, bracket_shape, han_point
from bulletin_tools.checks.numbering import LEVELS, Mark, heads, heads_by_item, like, narrative
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

__all__ = ["arabic_point", "bracket_point", "bracket_shape", "count_mismatch", "han_point"]

_NO_TITLE = frozenset("和至款项规中的第及所内里课点约是以之前后起到为上下")


def enumeration_sequence(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E001: a number that is missing, double or out of order (B.3.8)."""
    other_kind = {mark.span for mark, _ in mixed(draft)}
    for find in (narrative_gaps, bracketed_gaps, headline_gaps, head_gaps):
        for before, mark in find(draft):
            if mark.span not in other_kind:
                yield rule.finding(
                    mark.span,
                    before=before.words if before else "开头",
                    expected=like(mark, before.number + 1 if before else 1),
                    found=mark.words,
                )


def lone_enumeration(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E002: 一是 with no 二是 in the whole item, 一方面 with no other."""
    for group in narrative(draft):
        only = group.lists[0]
        item = draft.items[only[0].item]
        alone = len(group.lists) == len(only) == 1 and only[0].number == 1 and only[0].form == "{}是"
        if alone and is_whole(item):
            yield rule.finding(only[0].span, found="一是", expected="二是")
    if "一方面" in draft.text:
        yield from _lone_sides(draft, rule)


def mixed_schemes(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E004: a list that begins with 一是 and goes on with 第二， or 其二， (B.3.8)."""
    for mark, before in mixed(draft):
        yield rule.finding(mark.span, before=before, found=mark.words)


def enumeration_mark(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E005: a point behind 一是 (B.3.7)."""
    for mark in _narrative_marks(draft, "{}是"):
        end = mark.span.end
        if draft.text.startswith(("，", "：", "、", ",", ":"), end):
            span, point = Span(mark.span.start, end + 1), Span(end, end + 1)
            yield rule.finding(span, Edit(point, ""), match=mark.words + draft.text[end], replacement=mark.words)


def ordinal_comma(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E006: 、 behind 第一, 其一 or 首先 (B.3.1)."""
    spans = [mark.span for form in ("第{}", "其{}") for mark in _narrative_marks(draft, form)]
    for word in ("首先", "其次", "再次"):
        start = draft.text.find(word + "、")
        while start >= 0:
            if start == 0 or draft.text[start - 1] in "。；：！？\n\u3000 ":
                spans.append(Span(start, start + len(word)))
            start = draft.text.find(word + "、", start + 1)
    for start, end in spans:
        if draft.text.startswith("、", end):
            words, point = draft.text[start:end], Span(end, end + 1)
            yield rule.finding(Span(start, end + 1), Edit(point, "，"), match=words + "、", replacement=words + "，")


def level_order(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E010: 一、 as a part of （一） (B.3.8); numbers that run on through the parts of a text (一、1.二、2.) are no fault."""
    for marks in heads_by_item(draft).values():
        opened: list[tuple[Mark, Mark]] = []
        for mark in marks:
            if mark.form[0] == "第":
                continue
            index = next((at for at, (_, last) in enumerate(opened) if last.form == mark.form), None)
            if index is None:
                opened.append((mark, mark))
                continue
            first, last = opened[index]
            if mark.number == last.number + 1:
                inner = (inner for inner, _ in opened[index + 1 :] if inner.number == 1 and _rank(inner) < _rank(mark))
                if wrong := next(inner, None):
                    yield rule.finding(wrong.span, inner=like(wrong, 1), outer=like(mark, 1))
            opened[index:] = [(first, mark)]


def uneven_separators(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E012: parts of a list that end now with ； and now with 。, or with ； though 。 stands inside them (A.5)."""
    for group in narrative(draft):
        for marks in group.lists:
            if len(marks) < 3 or "\n" in draft.text[marks[0].span.start : marks[-1].span.start]:
                continue
            parts = [draft.text[one.span.end : other.span.start].rstrip() for one, other in pairwise(marks)]
            kinds = {part[-1:] for part in parts} & set("；。")
            if len(kinds) > 1 or ("；" in kinds and any("。" in part for part in parts)):
                yield rule.finding(Span(marks[0].span.start, marks[-1].span.end))


def chapter_space(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E013: no blank behind 第一章 (B.3.6); of 第一节 and 第一条 at least two must stand in the text."""
    marks = [mark for mark in heads(draft) if mark.form[0] == "第"]
    for mark in marks:
        place = Span(mark.span.end, mark.span.end)
        follower = draft.text[place.end : place.end + 1]
        if not "\u4e00" <= follower <= "\u9fff" or follower in _NO_TITLE:
            continue
        if mark.form[-1] in "编章" or sum(other.form == mark.form for other in marks[:9]) > 1:
            yield rule.finding(mark.span, Edit(place, "\u3000"), found=mark.words)


def _narrative_marks(draft: Draft, form: str) -> Iterator[Mark]:
    for group in narrative(draft):
        if group.lists[0][0].form == form:
            yield from (mark for marks in group.lists for mark in marks)


def _lone_sides(draft: Draft, rule: Rule) -> Iterator[Finding]:
    for item in draft.items:
        words = draft.text[item.span.start : item.span.end]
        sides = [match.start() for match in _side().finditer(words)] if "一方面" in words else []
        if len(sides) == 1 and not _other_side().search(words, sides[0] + 3):
            start = item.span.start + sides[0]
            yield rule.finding(Span(start, start + 3), found="一方面", expected="另一方面")


@cache
def _side() -> re.Pattern[str]:
    return re.compile(r"(?<![这那某每另哪何])一方面(?=[，,要是])")


@cache
def _other_side() -> re.Pattern[str]:
    return re.compile(r"另一|一方面|另外|同时|其次|此外|再者|又一")


def _rank(mark: Mark) -> int:
    return LEVELS.index(mark.form)
