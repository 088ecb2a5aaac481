"""Lists of one: 一是 with no 二是, a single （一）, 一方面 with no other."""

import re
from collections.abc import Iterator
from functools import cache

from bulletin_tools.checks.context import is_whole
from bulletin_tools.checks.mixed_numbers import mixed
from bulletin_tools.checks.numbered_heads import heads_by_item
from bulletin_tools.checks.numbering import Mark, bracketed, like, narrative
from bulletin_tools.checks.words import number_stands, starts_of
from bulletin_tools.draft import Draft
from bulletin_tools.expressions import expression
from bulletin_tools.source import Span

_FAR = 2_000  # code points behind an item in which its list may go on
_WITHIN = "(?<=[一-鿿”）])(?<![一二三四五六七八九十之唯第统任单同周期初万高合归不如划专逐百千说若定知歌行])«一是»(?![一二三四五六七八九十])"
ALONE = (_WITHIN, "«一方面»")
"""What stands without a list."""
_HALF = str.maketrans("（）", "()")
_GO_ON = (
    "又要",
    "也要",
    "还要",
    "更要",
    "同时",
    "二是",
    "其二",
    "第二，",
    "其次",
    "另一",
    "再者",
    "另外",
    "此外",
    "下一步",
    "随后",
    "接下来",
    "然后",
)
_ALONE = ("第{}", "其{}", "{}要", "第{}步", "措施{}", "举措{}", "做法{}")
"""Numbers that stand for a list without a 是."""


def lone(draft: Draft) -> Iterator[tuple[Span, str, str]]:
    """Place of a lone number, how it is written, and what should follow it."""
    of_two_kinds = {mark.item for mark, _ in mixed(draft)}
    yield from (
        found
        for find in (_alone, _within, _heads, _inline)
        for found in find(draft)
        if draft.item_at(found[0].start) not in of_two_kinds
    )
    yield from _sides(draft)


def _alone(draft: Draft) -> Iterator[tuple[Span, str, str]]:
    """一是 or 第一， at the head of a clause; 首先 is a word of a story as well."""
    for group in narrative(draft):
        for only, following in _single(draft, group.lists):
            words = draft.text[only.span.start - 1 : only.span.start]
            heads = only.form == "{}是" or (only.form in _ALONE and words in ("。", "：", "；", "，"))
            if only.number == 1 and heads and _is_last(draft, only, following):
                yield only.span, only.words, like(only, 2)


def _single(draft: Draft, lists: list[list[Mark]]) -> Iterator[tuple[Mark, int]]:
    """The lists of one that no later number goes on with, and where the next list begins."""
    for index, marks in enumerate(lists):
        if len(marks) > 1:
            continue
        only, following = marks[0], lists[index + 1] if index + 1 < len(lists) else None
        end = following[0].span.start if following else draft.items[only.item].span.end
        if not following or (draft.text.find("\n", only.span.start, end) >= 0 and not _goes_on(following)):
            yield only, end


def _goes_on(marks: list[Mark]) -> bool:
    """Whether a list may hold, behind its own numbers, those of the list around it."""
    return [mark.number for mark in marks] != list(range(1, len(marks) + 1)) or len(marks) < 2


def _is_last(draft: Draft, only: Mark, end: int) -> bool:
    if not is_whole(draft.items[only.item]):
        return False
    after = () if only.form == "{}是" else _GO_ON
    return not any(draft.text.find(word, only.span.end, end) >= 0 for word in after)


def _within(draft: Draft) -> Iterator[tuple[Span, str, str]]:
    """一是 behind its subject: 区教育局一是……."""
    spans: dict[int | None, list[Span]] = {}
    for span, _ in draft.search(_WITHIN):
        spans.setdefault(draft.item_at(span.start), []).append(span)
    listed = {group.lists[0][0].item for group in narrative(draft) if group.lists[0][0].form == "{}是"}
    for index, found in spans.items():
        if index is not None and index not in listed and len(found) == 1 and is_whole(draft.items[index]):
            words = draft.text[slice(*draft.items[index].span)]
            if words.count("一是") == 1 and not any(word in words for word in _GO_ON):
                yield found[0], "一是", "二是"


def _heads(draft: Draft) -> Iterator[tuple[Span, str, str]]:
    """A single numbered paragraph in an item of news."""
    numbered = heads_by_item(draft)
    if not numbered:
        return
    inner = {
        marks[0].item
        for group in bracketed(draft)
        for marks in group.lists
        if len(marks) > 1 and draft.text.find("\n", marks[0].span.start, marks[1].span.start) < 0
    }
    for index, marks in numbered.items():
        item = draft.items[index]
        if not (item.sources and item.headline) or index in inner:
            continue
        for place, only in enumerate(marks):
            if only.number != 1 or only.form[0] == "第":
                continue
            if place and (marks[place - 1].form, marks[place - 1].number) == (only.form, 1):  # E001
                continue
            later = next((at for at in range(place + 1, len(marks)) if marks[at].form == only.form), None)
            parted = later is None or (marks[later].number == 1 and later > place + 1)
            end = item.span.end + _FAR if later is None else marks[later].span.start
            if parted and not _is_followed(draft, only, end):
                yield only.span, only.words, like(only, 2)


def _inline(draft: Draft) -> Iterator[tuple[Span, str, str]]:
    """（1） or ① behind a colon, with no second."""
    for group in bracketed(draft):
        only = group.lists[0][0]
        alone = len(group.lists) == len(group.lists[0]) == 1 and only.number == 1
        item = draft.items[only.item]
        points = "：。，；" if only.form in ("{}.", "（{}）", "{}）") else "：。"
        begins = alone and draft.text[only.span.start - 1] in points and is_whole(item)
        if begins and not _is_followed(draft, only, item.span.end):
            yield only.span, only.words, like(only, 2)


def _is_followed(draft: Draft, only: Mark, end: int) -> bool:
    """Whether the second number stands anywhere behind the first, in whatever brackets."""
    second = like(only, 2)
    if second in ("2", "二"):  # a bare number stands in any text
        return number_stands(draft.text, second, only.span.end, end, points=".．、，,：:）)")
    forms = {second, second.translate(_HALF), second.replace("（", "("), second.replace("）", ")"), second.strip("（")}
    return any(draft.text.find(form, only.span.end, end) >= 0 for form in forms)


def _sides(draft: Draft) -> Iterator[tuple[Span, str, str]]:
    for index in dict.fromkeys(map(draft.item_at, starts_of(draft, "一方面"))):
        if index is None:
            continue
        item = draft.items[index]
        words = draft.text[item.span.start : item.span.end]
        sides = [match.start() for match in _side().finditer(words)]
        if len(sides) == 1 and len(_any_side().findall(words)) == 1 and not _other_side().search(words, sides[0] + 3):
            start = item.span.start + sides[0]
            yield Span(start, start + 3), "一方面", "另一方面"


@cache
def _side() -> re.Pattern[str]:
    return expression(
        r"(?<![这那某每另哪何])一方面(?=[，,要是]|(?<=[，。；局委办部院厅处科站所队会校镇乡司府区县市村道心]一方面)[\u4e00-\u9fff]{2})"
    )


@cache
def _any_side() -> re.Pattern[str]:
    return expression("(?<![这那某每哪何])一方面")


@cache
def _other_side() -> re.Pattern[str]:
    return expression(r"另一|一方面|另外|同时|其次|此外|再者|又一")
