"""Numbers that go on with a list of another kind: 一是…其次，…三是 (GB/T 15834—2011, B.3.8)."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from bulletin_tools.checks.numbering import (
    Mark,
    bracketed,
    chinese,
    circled,
    heads_by_item,
    like,
    narrative,
)
from bulletin_tools.draft import Draft, of_draft
from bulletin_tools.source import Span

_ORDINALS = {"首先": 1, "其次": 2, "再次": 3}
_FINDS = {word: rf"(?:(?<=[。；：！？，\s])|^)«{word}»(?=[，,、要是])" for word in _ORDINALS}
_LONGEST_PART = 2_000  # code points between two numbers of a list
_FAR = 20_000  # code points before a number in which its list may have begun


@of_draft
def mixed(draft: Draft) -> tuple[tuple[Mark, str], ...]:
    """Numbers that go on with a list of another kind, and what they go on with, in order."""
    found = {mark.span: (mark, before) for find in (_late, _between, _heads) for mark, before in find(draft)}
    return tuple(found[span] for span in sorted(found))


def _late(draft: Draft) -> Iterator[tuple[Mark, str]]:
    """二是 or 第二， without a first of its kind, behind another list's first."""
    gaps = [gap.mark for group in narrative(draft) for gap in group.gaps if not gap.before]
    if not gaps:
        return
    by_item: dict[int, list[Mark]] = defaultdict(list)
    for group in (*narrative(draft), *bracketed(draft)):
        for marks in group.lists:
            by_item[marks[0].item] += marks
    for item, marks in heads_by_item(draft).items():
        by_item[item] += marks
    for mark in gaps:
        start = draft.items[mark.item].span.start
        earlier = [other for other in by_item[mark.item] if other.span < mark.span and other.form != mark.form]
        earlier += _words(draft, start, mark.span.start)
        last = max(earlier, key=lambda other: other.span, default=None)
        first = mark.form.format("一")
        if last and last.number == mark.number - 1 and draft.text.find(first, start, mark.span.start) < 0:
            yield mark, last.words


def _between(draft: Draft) -> Iterator[tuple[Mark, str]]:
    """其次， or 2. where the list that is open lacks its second."""
    for group in (*narrative(draft), *bracketed(draft)):
        for marks in group.lists:
            for index, mark in enumerate(marks):
                following = marks[index + 1] if index + 1 < len(marks) else None
                if following and following.number != mark.number + 2:
                    continue
                end = following.span.start if following else draft.source.paragraph_at(mark.span.start).end
                yield from _foreign(draft, mark, min(end, mark.span.end + _LONGEST_PART))


def _foreign(draft: Draft, mark: Mark, end: int) -> Iterator[tuple[Mark, str]]:
    """The next number in other words or figures, where no list of their kind has begun."""
    start = draft.items[mark.item].span.start
    number = mark.number + 1
    for other in _words(draft, mark.span.end, end):
        if other.number == number and not any(
            draft.text.find(word, start, other.span.start) >= 0 for word, rank in _ORDINALS.items() if rank < number
        ):
            yield other, mark.words
            return
    for figure in (
        f"{chinese(number)}、",
        f"（{chinese(number)}）",
        f"{number}.",
        f"{number}、",
        f"（{number}）",
        f"其{chinese(number)}",
        f"第{chinese(number)}",
        circled(number),
    ):
        at = draft.text.find(figure, mark.span.end, end)
        if at >= 0 and draft.text[at - 1] in "。；：" and not draft.text[at + len(figure)].isdigit():
            first = figure.replace(chinese(number), "一").replace(str(number), "1").replace(circled(number), "①")
            if draft.text.find(first, start, at) < 0:
                words = figure.rstrip("、.")
                yield Mark(number, Span(at, at + len(words)), figure, mark.item, words), mark.words
                return


def _heads(draft: Draft) -> Iterator[tuple[Mark, str]]:
    """（二） between the paragraphs 1. and 3., 三、 behind （一） and （二）."""
    for marks in heads_by_item(draft).values():
        for index in range(1, len(marks)):
            before, mark = marks[index - 1 : index + 1]
            following = marks[index + 1] if index + 1 < len(marks) else None
            goes_on = following is not None and (following.form, following.number) == (before.form, mark.number + 1)
            if before.form == mark.form or mark.number != before.number + 1 or before.form[0] == "第" == mark.form[0]:
                continue
            if following and not goes_on:
                continue
            begun = goes_on or _is_begun(marks[:index], before)
            if (
                begun
                and draft.text.rfind(like(mark, mark.number - 1), max(0, mark.span.start - _FAR), mark.span.start) < 0
            ):
                yield mark, before.words


def _is_begun(marks: list[Mark], last: Mark) -> bool:
    """Whether a list of the last one's kind runs from its first up to it, and is of two or more."""
    numbers = [mark.number for mark in marks if mark.form == last.form]
    return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))


def _words(draft: Draft, start: int, end: int) -> list[Mark]:
    """首先，, 其次， and 再次， at the head of a clause, between two places."""
    found = _all_words(draft)
    return found[bisect_left(found, start, key=_start) : bisect_left(found, end, key=_start)]


@of_draft
def _all_words(draft: Draft) -> list[Mark]:
    found = sorted((span, word) for word, find in _FINDS.items() for span, _ in draft.search(find))
    return [Mark(_ORDINALS[word], span, "word", draft.item_at(span.start) or 0, word) for span, word in found]


def _start(mark: Mark) -> int:
    return mark.span.start
