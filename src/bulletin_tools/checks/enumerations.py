"""Enumerations: GB/T 15834—2011, appendix B.3."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from bulletin_tools.checks.counts import count_mismatch
from bulletin_tools.checks.lone_numbers import ALONE, lone
from bulletin_tools.checks.missing_numbers import bracketed_gaps, head_gaps, headline_gaps, narrative_gaps
from bulletin_tools.checks.mixed_numbers import mixed
from bulletin_tools.checks.number_points import arabic_point, bracket_point, bracket_shape, han_point
from bulletin_tools.checks.numbered_heads import HEADED, LEVELS, LISTED, heads, heads_by_item
from bulletin_tools.checks.numbering import NARRATIVE, Mark, like, narrative
from bulletin_tools.checks.ordinal_words import FINDS, word_gaps
from bulletin_tools.checks.renumbering import counted_on, numbered, written_like
from bulletin_tools.checks.separators import uneven
from bulletin_tools.checks.stray_numbers import stray_numbers
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

__all__ = ["arabic_point", "bracket_point", "bracket_shape", "count_mismatch", "han_point"]

_NO_POINTS = ("，", "：", "、", ",", ":")
_WORDS = ("首先", "其次", "再次", "最后")
_NO_TITLE = frozenset("和至款项规中的第及所内里课点约是以之前后起到为上下")


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
        edit = written_like(draft, before, mark)
        yield rule.finding(mark.span, *((edit,) if edit else ()), before=before.words, found=mark.words)


def enumeration_mark(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E005: a point behind 一是 or 一要 (B.3.7)."""
    for form in ("{}是", "{}要"):
        for start, end in (*(mark.span for mark in _narrative_marks(draft, form)), *_unmarked_firsts(draft, form)):
            if draft.text.startswith(_NO_POINTS, end):
                span, point, words = Span(start, end + 1), Span(end, end + 1), draft.text[start:end]
                yield rule.finding(span, Edit(point, ""), match=words + draft.text[end], replacement=words)


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
    spans = [mark.span for form in ("第{}", "其{}") for mark in _narrative_marks(draft, form)]
    for word in _WORDS:
        start = draft.text.find(word + "、")
        while start >= 0:
            if start == 0 or draft.text[start - 1] in "。；：！？\n\u3000 ":
                spans.append(Span(start, start + len(word)))
            start = draft.text.find(word + "、", start + 1)
    for start, end in spans:
        if draft.text.startswith("、", end):
            words, point = draft.text[start:end], Span(end, end + 1)
            yield rule.finding(Span(start, end + 1), Edit(point, "，"), match=words + "、", replacement=words + "，")
    for start, end in _unpointed(draft):
        words = draft.text[start:end]
        yield rule.finding(Span(start, end), Edit(Span(end, end), "，"), match=words, replacement=words + "，")


def _unpointed(draft: Draft) -> Iterator[Span]:
    """The number that a list lacks, at the head of a clause without its comma: 第一，……；第二选派……；第三，……."""
    for group in narrative(draft):
        for before, mark, *_ in group.gaps if group.lists[0][0].form in ("第{}", "其{}") else ():
            if before and mark.number == before.number + 2:
                words = like(mark, before.number + 1)
                place = draft.text.find(words, before.span.end, mark.span.start)
                if place >= 0 and draft.text[place - 1] in "。；：\n\u3000 ":
                    yield Span(place, place + len(words))


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
    for mark in marks:
        place = Span(mark.span.end, mark.span.end)
        follower = draft.text[place.end : place.end + 1]
        if not "\u4e00" <= follower <= "\u9fff" or (follower in _NO_TITLE and not _says_why(draft.text, place.end)):
            continue
        if mark.form[-1] in "编章" or sum(other.form == mark.form for other in marks[:9]) > 1:
            yield rule.finding(mark.span, Edit(place, blank), found=mark.words)


def _narrative_marks(draft: Draft, form: str) -> Iterator[Mark]:
    for group in narrative(draft):
        if group.lists[0][0].form == form:
            yield from (mark for marks in group.lists for mark in marks)


def _says_why(text: str, place: int) -> bool:
    """Whether an article begins with its purpose: 第一条　为了规范……."""
    return text[place] == "为" and text[place + 1 : place + 2] in tuple("了规加进深贯保促推落切确")


def _rank(mark: Mark) -> int:
    return LEVELS.index(mark.form)


SEARCHED = {
    "enumeration_sequence": (*LISTED, *FINDS.values()),
    "lone_enumeration": (*LISTED, *ALONE),
    "mixed_schemes": LISTED,
    "enumeration_mark": NARRATIVE.values(),
    "ordinal_comma": (*NARRATIVE.values(), *(f"«{word}、»" for word in _WORDS)),
    "level_order": HEADED,
    "uneven_separators": (*LISTED, *FINDS.values()),
    "chapter_space": HEADED,
}
