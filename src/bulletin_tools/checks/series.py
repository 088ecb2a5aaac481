"""Quoted terms and titles that stand side by side: “…”、“…”“…” and 《…》、《…》."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bulletin_tools.draft import Draft
from bulletin_tools.source import Span, every

_LONGEST = 60  # code points of a term
_KINDS = (("“", "”"), ("《", "》"), ("‘", "’"), ("〈", "〉"), ("【", "】"))


class Series(NamedTuple):
    """A list of quoted terms."""

    span: Span
    commas: tuple[int, ...]
    """Where a 顿号 stands between two of them."""
    bare: tuple[int, ...]
    """Where two touch."""


def out_of_style(draft: Draft, style: str) -> Iterator[tuple[Span, Sequence[int]]]:
    """The lists that differ from the house's style, each with the places where it does."""
    if style != "consistent":
        yield from ((one.span, one.commas) for one in _all(draft, with_bare=False))
        return
    for lists in _by_issue(draft).values():
        commas, bare = sum(len(one.commas) for one in lists), sum(len(one.bare) for one in lists)
        if commas and bare:
            odd = [(one.span, one.commas if commas <= bare else one.bare) for one in lists]
            yield from ((span, places) for span, places in odd if places)


def _by_issue(draft: Draft) -> dict[int, list[Series]]:
    starts = [bulletin.items[0].span.start for bulletin in draft.bulletins if bulletin.items]
    lists: dict[int, list[Series]] = defaultdict(list)
    for one in _all(draft, with_bare=True):
        lists[bisect_right(starts, one.span.start)].append(one)
    return lists


def _all(draft: Draft, *, with_bare: bool) -> Iterator[Series]:
    text = draft.text
    for opening, closing in _KINDS:
        if draft.lacks(f"«{closing}、{opening}»") and not with_bare:
            continue
        group: list[tuple[int, int]] = []
        for joint in _joints(text, opening, closing, with_bare=with_bare):
            if group and not _is_term(text, group[-1][1], joint[0], opening + closing):
                yield from _series(text, group, opening, closing)
                group = []
            group.append(joint)
        if group:
            yield from _series(text, group, opening, closing)


def _joints(text: str, opening: str, closing: str, *, with_bare: bool) -> list[tuple[int, int]]:
    """The closing mark of a term and the opening mark of the next one."""
    found: list[tuple[int, int]] = []
    for joint in (closing + "、" + opening, closing + opening) if with_bare else (closing + "、" + opening,):
        found += ((place, place + len(joint) - 1) for place in every(text, joint))
    return sorted(found)


def _is_term(text: str, start: int, end: int, marks: str) -> bool:
    """Whether one term opens and closes at these places."""
    inside = text[start + 1 : end] if end - start <= _LONGEST else marks
    return not any(mark in inside for mark in marks)


def _series(text: str, group: list[tuple[int, int]], opening: str, closing: str) -> Iterator[Series]:
    """The list that these joints make, unless other words stand in it too: then its 顿号 have their use."""
    start = text.rfind(opening, max(0, group[0][0] - _LONGEST), group[0][0])
    end = text.find(closing, group[-1][1], group[-1][1] + _LONGEST)
    among = (
        text[start - 1 : start] == "、" and text[start - 2 : start - 1] not in "）)"
    )  # behind 《…》（…）、 the rest is a list
    if start < 0 or end < 0 or among or text[end + 1 : end + 2] in ("、", "（"):
        return
    commas = tuple(left + 1 for left, right in group if right - left > 1)
    bare = tuple(right for left, right in group if right - left == 1)
    yield Series(Span(start, end + 1), commas, bare)
