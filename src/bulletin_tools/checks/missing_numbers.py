"""Numbers that break their list: missing, double or out of order."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from bulletin_tools.checks.context import is_whole
from bulletin_tools.checks.numbered_heads import heads, heads_by_item, stood_before
from bulletin_tools.checks.numbering import (
    DEEPEST,
    GATED,
    LOOSE,
    Gap,
    Mark,
    bracketed,
    gap_at,
    in_order,
    like,
    narrative,
    predecessor,
    stands_for,
)
from bulletin_tools.checks.words import number_stands
from bulletin_tools.draft import Draft
from bulletin_tools.source import Span

_LONGEST_PART = 2_000  # code points before a number in which the one before it is looked for


def narrative_gaps(draft: Draft) -> Iterator[Gap]:
    """一是, 第一， and 其一， out of order; 一是 behind a word (要求学员们一是) is taken as the beginning."""
    for group in narrative(draft):
        loose = group.lists[0][0].form in LOOSE
        twice = [] if loose else list(_begun_twice(draft, group.lists))
        yield from twice
        seconds = {gap.mark.span for gap in twice}
        for gap in group.gaps:
            if loose and (not gap.before or gap.before.number < 2):
                continue
            if not gap.before and gap.mark.form in GATED:
                continue
            if not gap.before and gap.mark.form in ("{}要", "{}抓", "{}查", "{}来", "{}则"):
                continue
            if gap.before and gap.before.span in seconds:
                continue
            whole = is_whole(draft.items[gap.mark.item]) and not _is_dashed(draft, gap.mark)
            if (gap.before or whole) and not _begun(draft, gap.mark, gap.mark.form.format("一"), gap.before):
                first = _unmarked_first(draft, gap.mark, "一是") if not gap.before and gap.mark.form == "{}是" else None
                yield gap._replace(before=first) if first else gap


def bracketed_gaps(draft: Draft) -> Iterator[Gap]:
    """（1） and ① inside paragraphs, where brackets may hold any number: only a list that has begun can be broken."""
    for group in bracketed(draft):
        twice = list(_begun_twice(draft, group.lists))
        yield from twice
        seconds = {gap.mark.span for gap in twice}
        for gap in group.gaps:
            if gap.before and gap.before.span in seconds:
                continue
            if gap.before and (
                gap.mark.number in (gap.before.number, gap.before.number + 2, gap.before.number + 3)
                and "\n" not in draft.text[gap.before.span.start : gap.mark.span.start]
            ):
                yield gap
            if not gap.before and _opens_late(draft, gap):
                yield gap
            first = (
                _unmarked_first(draft, gap.mark, like(gap.mark, 1)) if not gap.before and gap.mark.number == 3 else None
            )
            if first and "\n" not in draft.text[first.span.start : gap.mark.span.start]:
                yield gap._replace(before=first)


def _begun_twice(draft: Draft, lists: list[list[Mark]]) -> Iterator[Gap]:
    """A second 一是 in the place of 二是: behind a list of one, which nothing goes on with."""
    for one, other in pairwise(lists):
        between = draft.text[one[0].span.end : other[0].span.start]
        ends = between.rstrip()[-1:] in ("；", "。", "，")
        # A list that a colon opens is inside the other's first part.
        twofold = one[0].form not in ("{}则", "{}来")  # 一则以喜，一则以忧
        if (
            len(one) == 1
            and one[0].number == other[0].number == 1
            and twofold
            and ends
            and not set("：:\n“") & set(between)
        ):
            yield gap_at(one[0], other, 0)


def _unmarked_first(draft: Draft, mark: Mark, words: str) -> Mark | None:
    """一是 behind its subject, before the first number that stands at the head of a clause: 下一步一是……；三是……."""
    start = max(draft.items[mark.item].span.start, mark.span.start - _LONGEST_PART)
    start = draft.text.rfind(words, start, mark.span.start)
    return Mark(1, Span(start, start + len(words)), mark.form, mark.item, words) if start >= 0 else None


def _opens_late(draft: Draft, gap: Gap) -> bool:
    """Whether a list behind a colon begins with its second number: 任务：（2）……；（3）……."""
    follows = len(gap.run) > 1 and "\n" not in draft.text[gap.mark.span.start : gap.run[1].span.start]
    return gap.mark.number == 2 and follows and draft.text[gap.mark.span.start - 1] == "："


def headline_gaps(draft: Draft) -> Iterator[Gap]:
    """The numbers of an issue's items."""
    inner = {mark.span.start for marks in heads_by_item(draft).values() for mark in marks}
    starts = [bulletin.items[0].span.start for bulletin in draft.bulletins if bulletin.items]
    by_form: dict[tuple[int, str], list[Mark]] = defaultdict(list)
    for mark in heads(draft):
        if mark.span.start not in inner:
            by_form[bisect_right(starts, mark.span.start), mark.form].append(mark)
    for marks in by_form.values():
        for gap in in_order(marks).gaps:
            if gap.before and not _inside(draft, gap.before, gap.mark):
                yield gap


def head_gaps(draft: Draft) -> Iterator[Gap]:
    """Numbers at the heads of paragraphs: each goes on with an open list, or with the last of its kind, or begins one."""
    for marks in heads_by_item(draft).values():
        yield from _late_beginnings(draft, marks)
        yield from _first_twice(draft, marks)
        opened: list[Mark] = []
        last: dict[str, Mark] = {}
        broken: dict[str, Gap | None] = {}
        for place, mark in enumerate(marks):
            before = last.get(mark.form)
            opened = opened[-DEEPEST:]
            index = predecessor(opened, mark)
            gap = gap_at(before, marks, place) if before and mark.number not in (1, before.number + 1) else None
            if gap and _begins_late(draft, marks, place):
                gap = gap._replace(before=None)
            if index is not None:
                del opened[index:]
                gap = None
            if gap and before and not _inside(draft, before, mark) and not stands_for(broken.get(mark.form), mark):
                yield gap
            broken[mark.form] = gap
            opened.append(mark)
            last[mark.form] = mark


def _begins_late(draft: Draft, marks: list[Mark], place: int) -> bool:
    """Whether （二） begins a list under the next heading, whose （一） is nowhere."""
    before, mark = marks[place - 1 : place + 1]
    late = mark.number == 2 and before.form != mark.form
    return late and not _holds(draft.text[before.span.end : mark.span.start], like(mark, 1))


def _late_beginnings(draft: Draft, marks: list[Mark]) -> Iterator[Gap]:
    """（二） as the first of its kind in an item, with （一） behind it or nowhere."""
    firsts: dict[str, int] = {}
    for index, mark in enumerate(marks):
        firsts.setdefault(mark.form, index)
    for index in firsts.values():
        mark = marks[index]
        late = mark.number == 2 and mark.form[0] != "第" and is_whole(draft.items[mark.item])
        if late and not stood_before(draft, mark, 1) and not _is_dashed(draft, mark):
            yield gap_at(None, marks, index)


def _is_dashed(draft: Draft, mark: Mark) -> bool:
    """Whether a dash stands for the 一 that is missed, which C008 says: —是……；二是……."""
    tail = re.escape(mark.form.partition("}")[2])
    start = max(draft.items[mark.item].span.start, mark.span.start - _LONGEST_PART)
    before = draft.text[start : mark.span.start]
    return re.search(f"(?:^|[。；：，\\s])[—―－─–ー-]{tail}", before) is not None


def _first_twice(draft: Draft, marks: list[Mark]) -> Iterator[Gap]:
    """（一） behind a （一） of the same level, in news or in the next paragraph."""
    for index, (before, mark) in enumerate(pairwise(marks), 1):
        if before.form == mark.form and before.number == mark.number == 1:
            between = draft.text[before.span.start : mark.span.start].rstrip()
            next_one = "\n" not in between and between[-1:] not in ("：", ":")
            if is_whole(draft.items[mark.item]) and (next_one or draft.items[mark.item].sources):
                yield gap_at(before, marks, index)


def _inside(draft: Draft, before: Mark, mark: Mark) -> bool:
    """Whether the number that is missed stands inside a paragraph, as where a heading runs on into its first part."""
    return _holds(draft.text[before.span.end : mark.span.start], like(mark, mark.number - 1))


def _holds(text: str, number: str) -> bool:
    """Whether a text has a number, with the point or bracket that makes it one."""
    if number[-1] in "）)":
        return number in text
    return number_stands(text, number, 0, len(text), points="、.．）)", unlike="（(")


def _begun(draft: Draft, mark: Mark, first: str, before: Mark | None = None) -> bool:
    start = before.span.end if before else draft.items[mark.item].span.start
    return mark.number == 2 and draft.text.find(first, start, mark.span.start) >= 0
