"""Enumerations: GB/T 15834—2011, appendix B.3."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools.checks.lone_numbers import ALONE, lone
from bulletin_tools.checks.missing_numbers import bracketed_gaps, head_gaps, headline_gaps, narrative_gaps
from bulletin_tools.checks.mixed_numbers import mixed
from bulletin_tools.checks.number_levels import upside_down
from bulletin_tools.checks.numbered_heads import HEADED, LISTED, heads
from bulletin_tools.checks.numbering import NARRATIVE, Mark, like, narrative
from bulletin_tools.checks.ordinal_words import FINDS, word_gaps
from bulletin_tools.checks.renumbering import counted_on, numbered, restyled
from bulletin_tools.checks.separators import uneven
from bulletin_tools.checks.stray_numbers import stray_numbers
from bulletin_tools.checks.words import starts_of
from bulletin_tools.draft import of_draft
from bulletin_tools.expressions import expression
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

ELSEWHERE = {
    "arabic_point": "number_points",
    "bracket_point": "number_points",
    "bracket_shape": "number_points",
    "count_mismatch": "counts",
    "han_point": "number_points",
}

_NO_POINTS = "，：、,:；;．.—"
_LONGEST_PART = 2_000  # code points behind a number in which the next one is looked for
_WORDS = ("首先", "其次", "再次", "最后")
_WORD_POINTS = "、.．："
_ODD_POINTS = tuple(" \u3000；;")
"""What stands where the comma of 第二， should."""
_NO_LIST = (
    "产季方人批届次轮期名个年天周位种类阶步书支小中实附项条款章节号版代医十一二三四五六七八九"  # behind 第三: 第三产业
)


def enumeration_sequence(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E001: a number that is missing, double or out of order (B.3.8)."""
    other_kind = sorted(
        [
            *(mark.span.start for mark, _ in mixed(draft)),
            *(span.start for span in _unpointed(draft)),
            *(stray.span.start for stray in stray_numbers(draft)),
        ]
    )
    for find in (narrative_gaps, bracketed_gaps, headline_gaps, head_gaps, word_gaps):
        for gap in find(draft):
            before, mark = gap.before, gap.mark
            # What stands for the number that is missed, or for this one, is of another kind: E004.
            first = before.span.end if before else mark.span.start
            if bisect_left(other_kind, first) == bisect_right(other_kind, mark.span.start):
                yield rule.finding(
                    mark.span,
                    *counted_on(draft, gap),
                    before=before.words if before else "开头",
                    expected=numbered(mark, before.number + 1 if before else 1),
                    found=mark.words,
                )


def lone_enumeration(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E002: a list of one: 一是 with no 二是 in the whole item, a single （一）, 一方面 with no other."""
    for span, found, expected in lone(draft):
        yield rule.finding(span, found=found, expected=expected)


def mixed_schemes(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E004: a list that begins with 一是 and goes on with 第二， or 其二， (B.3.8)."""
    for mark, before in mixed(draft):
        yield rule.finding(mark.span, *restyled(draft, before, mark), before=before.words, found=mark.words)


def enumeration_mark(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E005: a point behind 一是 or 一要 (B.3.7)."""
    for form in ("{}是", "{}要"):
        for start, end in (*(mark.span for mark in _narrative_marks(draft, form)), *_unmarked_firsts(draft, form)):
            words, after = draft.text[start:end], draft.text[end : end + 2]
            points = len(after) - len(after.lstrip(_NO_POINTS))
            if points:
                edit = Edit(Span(end, end + points), "")
                yield rule.finding(Span(start, end + points), edit, match=words + after[:points], replacement=words)


def _unmarked_firsts(draft: Draft, form: str) -> Iterator[Span]:
    """一是 behind its subject, before a list that begins with 二是: 区教育局一是，……；二是……."""
    first = form.format("一")
    for group in narrative(draft):
        mark = group.lists[0][0]
        if mark.form == form and mark.number == 2:
            start = draft.text.rfind(first, draft.items[mark.item].span.start, mark.span.start)
            if start >= 0:
                yield Span(start, start + len(first))


def ordinal_comma(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E006: 、 behind 第一, 其一 or 首先 (B.3.1)."""
    spans = [mark.span for marks in _ordinal_lists(draft) for mark in marks if _lacks_comma(draft, mark, marks)]
    for word in _WORDS:
        spans += [span for point in _WORD_POINTS for span in _pointed_words(draft, word, point)]
    for start, end in spans:
        words, point = draft.text[start:end], draft.text[end]
        edit = Edit(Span(end, end + 1), "，")
        yield rule.finding(Span(start, end + 1), edit, match=words + point, replacement=words + "，")
    for start, end in _unpointed(draft):
        words, odd = draft.text[start:end], draft.text[end] in _ODD_POINTS
        edit = Edit(Span(end, end + odd), "，")
        yield rule.finding(Span(start, end), edit, match=draft.text[start : end + odd], replacement=words + "，")


def _pointed_words(draft: Draft, word: str, point: str) -> Iterator[Span]:
    """首先 at a clause's head with a point behind it; with a colon, only where its paragraph goes on with 其次，."""
    for start in starts_of(draft, word + point):
        begins = start == 0 or draft.text[start - 1] in "。；：！？，“\n\u3000 "
        rest = draft.text[start : draft.source.paragraph_at(start).end] if begins and point == "：" else ""
        if begins and (point != "：" or any(f"{other}，" in rest for other in _WORDS)):
            yield Span(start, start + len(word))


def _ordinal_lists(draft: Draft) -> Iterator[list[Mark]]:
    for group in narrative(draft):
        if group.lists[0][0].form[0] in "第其":
            yield from group.lists


def _lacks_comma(draft: Draft, mark: Mark, marks: list[Mark]) -> bool:
    """Whether another point stands behind a number; a colon may head titles, but among commas it is a slip."""
    point = draft.text[mark.span.end]
    return point in "、.．" or (point == "：" and any(draft.text[other.span.end] == "，" for other in marks))


@of_draft
def _unpointed(draft: Draft) -> tuple[Span, ...]:
    return tuple(_without_comma(draft))


def _without_comma(draft: Draft) -> Iterator[Span]:
    """The number that a list lacks, at the head of a clause without its comma: 第一，……；第二选派……；第三，……."""
    for group in narrative(draft):
        if group.lists[0][0].form not in ("第{}", "其{}"):
            continue
        gaps = [
            (gap.before, gap.mark.span.start)
            for gap in group.gaps
            if gap.before and gap.mark.number == gap.before.number + 2
        ]
        for gap in group.gaps:
            if not gap.before and gap.mark.number == 2:
                yield from _bare_first(draft, gap.mark)
        for before, end in gaps:
            yield from _bare(draft, before, end, "。；：\n\u3000 ", "")
        for marks in group.lists:
            end = min(draft.source.paragraph_at(marks[-1].span.start).end, marks[-1].span.end + _LONGEST_PART)
            if len(marks) > 1:
                yield from _bare(draft, marks[-1], end, "；\u3000", _NO_LIST)


def _bare(draft: Draft, before: Mark, end: int, heads: str, unlike: str) -> Iterator[Span]:
    """The next number of a list up to a place, without its comma; `unlike` is what mustn't follow it."""
    words = like(before, before.number + 1)
    place = draft.text.find(words, before.span.end, end)
    if place >= 0 and draft.text[place - 1] in heads:
        follower = draft.text[place + len(words)]
        if follower in _ODD_POINTS and not unlike:
            follower = draft.text[place + len(words) + 1]
        if "一" <= follower <= "鿿" and follower not in unlike:
            yield Span(place, place + len(words))


def _bare_first(draft: Draft, second: Mark) -> Iterator[Span]:
    """The first number of a list that goes on with its second, without its comma: 第一查堤防；第二，……."""
    start = max(draft.source.paragraph_at(second.span.start).start, second.span.start - _LONGEST_PART)
    words = like(second, 1)
    place = draft.text.rfind(words, start, second.span.start)
    if place >= 0 and (place == start or draft.text[place - 1] in "。；：\u3000 "):
        follower = draft.text[place + len(words)]
        if "一" <= follower <= "鿿" and follower not in _NO_LIST:
            yield Span(place, place + len(words))


def level_order(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E010: 一、 as a part of （一） (B.3.8)."""
    for inner, outer in upside_down(draft):
        yield rule.finding(inner.span, inner=like(inner, 1), outer=like(outer, 1))


def uneven_separators(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E012: parts of a list that end now with ； and now with 。 or ，, or with ； though 。 stands inside them (A.5)."""
    for span, edits in uneven(draft):
        yield rule.finding(span, *edits)


def chapter_space(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E013: no blank behind 第一章 (B.3.6); of 第一节 and 第一条 at least two must stand in the text."""
    marks = [mark for mark in heads(draft) if mark.form[0] == "第"]
    blanks = Counter(
        draft.text[mark.span.end] for mark in marks if draft.text[mark.span.end : mark.span.end + 1].isspace()
    )
    blank = blanks.most_common(1)[0][0] if blanks else " "
    forms = Counter(mark.form for mark in marks)
    for mark in marks:
        point = draft.text[mark.span.end : mark.span.end + 1]
        # A colon is some offices' own style, as long as it stands everywhere.
        pointed = point in tuple("、，．.") or (point in tuple("：:") and blanks)
        place = Span(mark.span.end, mark.span.end + bool(pointed))
        title = _title().match(draft.text, place.end)
        single = mark.form[-1] in "编章" and not pointed
        if title and (single or forms[mark.form] > 1) and not (mark.form[-1] in "条节" and title["counted"]):
            yield rule.finding(mark.span, Edit(place, blank), found=mark.words)


@cache
def _title() -> re.Pattern[str]:
    """What a chapter or article begins with; a sentence that speaks of it, or counts lines and lessons, is none."""
    return expression(
        "(?!规定|所(?!有|得)|中(?!期|心|小|央|国|介|间)|内(?!容|控|部)|约(?!束|定)|以[上下前后内外]|前(?!期|置)|后(?!续|勤|期)|起(?!草)"
        "|到(?!位)|为(?![了规加进深贯保促推落切确维防满便提做引弘强完建])|上(?!门|报|级)|下(?!放|达)|款|项(?!目)|及(?!时)|[和至第里点是的之])"
        "(?P<counted>课|车厢|公交|高速|地铁|铁路|公路|河|路|街|线|生产线|渠|沟|船|短信|建议|意见|措施|新闻|消息|评论|留言|经验|管|隧道|通道|航|产业链|流水线|红线|底线)?"
        "[一-鿿“《]"
    )


def _narrative_marks(draft: Draft, form: str) -> Iterator[Mark]:
    for group in narrative(draft):
        if group.lists[0][0].form == form:
            yield from (mark for marks in group.lists for mark in marks)


SEARCHED = {
    "enumeration_sequence": (*LISTED, *FINDS.values()),
    "lone_enumeration": (*LISTED, *ALONE),
    "mixed_schemes": LISTED,
    "enumeration_mark": NARRATIVE.values(),
    "ordinal_comma": (*NARRATIVE.values(), *(f"«{word}{point}»" for word in _WORDS for point in _WORD_POINTS)),
    "level_order": LISTED,
    "uneven_separators": (*LISTED, *FINDS.values()),
    "chapter_space": HEADED,
}
