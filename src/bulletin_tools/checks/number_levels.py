"""Levels of numbers upside down: 一、 as a part of （一） (GB/T 15834, B.3.8)."""

from collections.abc import Iterator
from itertools import pairwise

from bulletin_tools.checks.numbered_heads import LEVELS, heads_by_item
from bulletin_tools.checks.numbering import Mark, bracketed
from bulletin_tools.draft import Draft

_LEVEL_OF = {"{}.": "{}.", "{}、": "{}.", "一、": "{}、", "{}": "①"}


def upside_down(draft: Draft) -> Iterator[tuple[Mark, Mark]]:
    """Inner numbers and the outer ones, of lower level, that they are a part of.

    Numbers that run on through the parts of a text (一、1.二、2.) are no fault.
    """
    inline = _inline(draft)
    for item, heads in heads_by_item(draft).items():
        starts = {mark.span.start for mark in heads}
        inside = [mark for mark in inline.get(item, ()) if mark.span.start not in starts]
        marks = sorted((mark for mark in (*heads, *inside) if mark.form[0] != "第"), key=lambda mark: mark.span)
        yield from _of_item(draft, marks, in_news=bool(draft.items[item].sources))


def _of_item(draft: Draft, marks: list[Mark], *, in_news: bool) -> Iterator[tuple[Mark, Mark]]:
    opened: list[tuple[Mark, Mark]] = []
    for mark in marks:
        index = next((at for at, (_, last) in enumerate(opened) if last.form == mark.form), None)
        if index is None:
            opened.append((mark, mark))
            continue
        first, last = opened[index]
        if mark.number == last.number + 1:
            inner = (inner for inner, _ in opened[index + 1 :] if inner.number == 1 and _rank(inner) < _rank(mark))
            if wrong := next(inner, None):
                yield wrong, mark
        opened[index:] = [(first, mark)]
    # An outer number alone, with a list right below it; annexes of other texts begin so as well.
    for (_, outer), (inner_first, inner_last) in pairwise(opened if in_news else ()):
        between = draft.text[outer.span.end : inner_first.span.start]
        headed = outer.number == 1 or ("。" not in between and between.count("\n") == 1)
        below = marks.index(inner_first) == marks.index(outer) + 1 and inner_first.number == 1 and headed
        if below and inner_last.number > 1 and _rank(inner_first) < _rank(outer):
            yield inner_first, outer


def _inline(draft: Draft) -> dict[int, list[Mark]]:
    """The numbers of whole lists inside paragraphs, by item, their forms named as those of heads."""
    found: dict[int, list[Mark]] = {}
    for group in bracketed(draft):
        for marks in group.lists:
            whole = len(marks) > 1 and [mark.number for mark in marks] == list(range(1, len(marks) + 1))
            if whole and "\n" not in draft.text[marks[0].span.start : marks[-1].span.end] and _form(marks[0]):
                found.setdefault(marks[0].item, []).extend(mark._replace(form=_form(mark)) for mark in marks)
    return found


def _form(mark: Mark) -> str:
    if mark.form == "（{}）":
        return "（{}）1" if any(sign.isdecimal() for sign in mark.words) else "（{}）"
    return _LEVEL_OF.get(mark.form, "")


def _rank(mark: Mark) -> int:
    return LEVELS.index(mark.form)
