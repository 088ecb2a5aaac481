"""首先，, 其次，, 再次， and 最后， as the numbers of a list."""

from bisect import bisect_left
from collections.abc import Iterator

from bulletin_tools.checks.numbering import Gap, Mark
from bulletin_tools.draft import Draft, of_draft

ORDINALS = {"首先": 1, "其次": 2, "再次": 3, "最后": 99}
SIDE = "一方面"
LAST = ORDINALS["最后"]
FINDS = {word: rf"(?:(?<=[。；：！？，“\s])|^)«{word}»(?=[，,、要是])" for word in ORDINALS}


def ordinal_words(draft: Draft, start: int, end: int) -> list[Mark]:
    """Those at the head of a clause between two places."""
    starts = _starts(draft)
    return all_words(draft)[bisect_left(starts, start) : bisect_left(starts, end)] if starts else []


@of_draft
def all_words(draft: Draft) -> list[Mark]:
    """Those at the head of a clause, in order."""
    found = sorted((span, word) for word, find in FINDS.items() for span, _ in draft.search(find))
    return [Mark(ORDINALS[word], span, "word", draft.item_at(span.start) or 0, word) for span, word in found]


def worded(number: int) -> str:
    """其次 for 2, 再次 for 3; nothing for what has no word."""
    return next((word for word, rank in ORDINALS.items() if rank == number), "")


def word_gaps(draft: Draft) -> Iterator[Gap]:
    """首先 twice, 其次 twice, 再次 before 其次, 最后 before either, in one paragraph that says 首先."""
    last: Mark | None = None
    for mark in all_words(draft):
        if last and draft.source.paragraph_at(mark.span.start) != draft.source.paragraph_at(last.span.start):
            last = None
        if last and _breaks(draft, last, mark):
            yield Gap(last, mark, (mark,))
        last = mark if last or mark.number == 1 else None


def _breaks(draft: Draft, last: Mark, mark: Mark) -> bool:
    between = draft.text[last.span.end : mark.span.start]
    if mark.number == 1:  # what a colon opens is inside the first part
        return last.number == 1 and not set("：:“") & set(between)
    if last.number == 1 and mark.number == 3:
        return not any(word in between for word in ("第二", "二是", "然后", "接着"))
    return mark.number <= last.number


@of_draft
def _starts(draft: Draft) -> list[int]:
    return [mark.span.start for mark in all_words(draft)]
