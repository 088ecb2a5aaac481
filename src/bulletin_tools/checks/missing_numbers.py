"""Numbers that break their list: missing, double or out of order."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

from bulletin_tools.checks.context import is_whole
from bulletin_tools.checks.numbering import (
    DEEPEST,
    Gap,
    Mark,
    bracketed,
    heads,
    heads_by_item,
    in_order,
    like,
    narrative,
    predecessor,
    stands_for,
)
from bulletin_tools.draft import Draft

_FAR = 20_000  # code points before an item in which its list may have begun


def narrative_gaps(draft: Draft) -> Iterator[Gap]:
    """一是, 第一， and 其一， out of order; 一是 behind a word (要求学员们一是) is taken as the beginning."""
    for group in narrative(draft):
        for gap in group.gaps:
            if not gap.before and gap.mark.form == "{}要":
                continue
            whole = is_whole(draft.items[gap.mark.item])
            if (gap.before or whole) and not _begun(draft, gap.mark, gap.mark.form.format("一"), gap.before):
                yield gap


def bracketed_gaps(draft: Draft) -> Iterator[Gap]:
    """（1） and ① inside paragraphs, where brackets may hold any number: only a list that has begun can be broken."""
    for group in bracketed(draft):
        for gap in group.gaps:
            if (
                gap.before
                and gap.mark.number in (gap.before.number, gap.before.number + 2)
                and "\n" not in draft.text[gap.before.span.start : gap.mark.span.start]
            ):
                yield gap


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
        opened: list[Mark] = []
        last: dict[str, Mark] = {}
        broken: dict[str, Gap | None] = {}
        for mark in marks:
            before = last.get(mark.form)
            opened = opened[-DEEPEST:]
            index = predecessor(opened, mark)
            gap = Gap(before, mark) if before and mark.number not in (1, before.number + 1) else None
            if index is not None:
                del opened[index:]
                gap = None
            if gap and before and not _inside(draft, before, mark) and not stands_for(broken.get(mark.form), mark):
                yield gap
            broken[mark.form] = gap
            opened.append(mark)
            last[mark.form] = mark


def _late_beginnings(draft: Draft, marks: list[Mark]) -> Iterator[Gap]:
    """（二） as the first of its kind in an item, with （一） behind it or nowhere."""
    firsts: dict[str, Mark] = {}
    for mark in marks:
        firsts.setdefault(mark.form, mark)
    for mark in firsts.values():
        start = draft.items[mark.item].span.start
        late = mark.number == 2 and mark.form[0] != "第" and is_whole(draft.items[mark.item])
        if late and draft.text.rfind(like(mark, 1), max(0, start - _FAR), mark.span.start) < 0:
            yield Gap(None, mark)


def _inside(draft: Draft, before: Mark, mark: Mark) -> bool:
    """Whether the number that is missed stands inside a paragraph, as where a heading runs on into its first part."""
    missed = like(mark, mark.number - 1)
    between = draft.text[before.span.end : mark.span.start]
    return any(missed + point in between for point in ("、", ".", "．", "）", ")")) or (
        "）" in missed and missed in between
    )


def _begun(draft: Draft, mark: Mark, first: str, before: Mark | None = None) -> bool:
    start = before.span.end if before else draft.items[mark.item].span.start
    return mark.number == 2 and draft.text.find(first, start, mark.span.start) >= 0
