"""Numbers that go on with a list of another kind: 一是…其次，…三是 (GB/T 15834—2011, B.3.8)."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from bulletin_tools.checks.numbered_heads import heads_by_item, stood_before
from bulletin_tools.checks.numbering import Mark, bracketed, chinese, circled, like, narrative
from bulletin_tools.checks.ordinal_words import ORDINALS, SIDE, ordinal_words
from bulletin_tools.draft import Draft, of_draft
from bulletin_tools.source import Span

_LONGEST_PART = 2_000  # code points between two numbers of a list


@of_draft
def mixed(draft: Draft) -> tuple[tuple[Mark, Mark], ...]:
    """Numbers that go on with a list of another kind, and what they go on with, in order."""
    found = {mark.span: (mark, before) for find in (_late, _between, _heads) for mark, before in find(draft)}
    return tuple(found[span] for span in sorted(found))


def _late(draft: Draft) -> Iterator[tuple[Mark, Mark]]:
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
        earlier += ordinal_words(draft, start, mark.span.start)
        earlier += [other for other in _openers(draft) if start <= other.span.start < mark.span.start]
        last = max(earlier, key=lambda other: other.span, default=None)
        first = mark.form.format("一")
        if last and last.number == mark.number - 1 and draft.text.find(first, start, mark.span.start) < 0:
            yield mark, last


@of_draft
def _openers(draft: Draft) -> list[Mark]:
    """首先 without a point, and 一方面: they begin lists only where a 二是 or 第二， follows."""
    finds = {"首先": ("word", "(?![，,、要是])"), SIDE: ("side", "")}
    return [
        Mark(1, span, form, draft.item_at(span.start) or 0, word)
        for word, (form, after) in finds.items()
        for span, _ in draft.search(f"(?<=[。；：，\\s])«{word}»{after}")
    ]


def _between(draft: Draft) -> Iterator[tuple[Mark, Mark]]:
    """其次， or 2. where the list that is open lacks its second."""
    for group in (*narrative(draft), *bracketed(draft)):
        for marks in group.lists:
            yield from _odd(marks)
            for index, mark in enumerate(marks):
                following = marks[index + 1] if index + 1 < len(marks) else None
                if following and following.number != mark.number + 2:
                    continue
                end = following.span.start if following else draft.source.paragraph_at(mark.span.start).end
                yield from _foreign(draft, mark, min(end, mark.span.end + _LONGEST_PART))


def _odd(marks: list[Mark]) -> Iterator[tuple[Mark, Mark]]:
    """A figure alone in a list of Chinese numerals, or the other way round: （一）…（2）…（三）."""
    if len(marks) < 3:
        return
    figures = [any(sign.isdecimal() for sign in mark.words) for mark in marks]
    for kind in (True, False):
        if figures.count(kind) == 1 and figures.index(kind):
            yield marks[figures.index(kind)], marks[figures.index(kind) - 1]


def _foreign(draft: Draft, mark: Mark, end: int) -> Iterator[tuple[Mark, Mark]]:
    """The next number in other words or figures, where no list of their kind has begun."""
    text, start, number = draft.text, draft.items[mark.item].span.start, mark.number + 1
    for other in ordinal_words(draft, mark.span.end, end):
        if other.number == number and not any(
            text.find(word, start, other.span.start) >= 0 for word, rank in ORDINALS.items() if rank < number
        ):
            yield other, mark
            return
    if all(text.find(sign, mark.span.end, end) < 0 for sign in (chinese(number), str(number), circled(number))):
        return
    own = like(mark, number).rstrip(".、")
    for figure in _figures(number):
        at = text.find(figure, mark.span.end, end)
        words = figure.rstrip("、.")
        if at < 0 or words == own:  # the same with another point
            continue
        if text[at - 1] in "。；：\u3000\n" and not text[at + len(figure)].isdigit():
            first = figure.replace(chinese(number), "一").replace(str(number), "1").replace(circled(number), "①")
            if text.find(first, start, at) < 0:
                yield Mark(number, Span(at, at + len(words)), figure, mark.item, words), mark
                return


@lru_cache(100)  # numbers, which are small
def _figures(number: int) -> tuple[str, ...]:
    """A number as it may stand in lists of several kinds."""
    han = chinese(number)
    return (
        f"{han}、",
        f"（{han}）",
        f"{number}.",
        f"{number}、",
        f"（{number}）",
        f"其{han}",
        f"第{han}",
        circled(number),
    )


def _heads(draft: Draft) -> Iterator[tuple[Mark, Mark]]:
    """（二） between the paragraphs 1. and 3., 三、 behind （一） and （二）."""
    told: dict[int, list[Mark]] = defaultdict(list)
    for mark in (mark for group in narrative(draft) for marks in group.lists for mark in marks):
        if draft.source.paragraph_at(mark.span.start).start == mark.span.start:
            told[mark.item].append(mark)
    for item, numbered in heads_by_item(draft).items():
        marks = sorted((*numbered, *told[item]), key=lambda mark: mark.span)
        for index in range(1, len(marks)):
            before, mark = marks[index - 1 : index + 1]
            following = marks[index + 1] if index + 1 < len(marks) else None
            goes_on = following is not None and (following.form, following.number) == (before.form, mark.number + 1)
            if before.form == mark.form or mark.number != before.number + 1 or before.form[0] == "第" == mark.form[0]:
                continue
            if following and not goes_on:
                continue
            begun = goes_on or _is_begun(marks[:index], before)
            if begun and not stood_before(draft, mark, mark.number - 1):
                yield mark, before


def _is_begun(marks: list[Mark], last: Mark) -> bool:
    """Whether a list of the last one's kind runs from its first up to it, and is of two or more."""
    numbers = [mark.number for mark in marks if mark.form == last.form]
    return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))
