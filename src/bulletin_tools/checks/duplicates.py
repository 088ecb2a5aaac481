"""Items that tell the same news twice."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import chain

from bulletin_tools.bulletin import Item
from bulletin_tools.draft import Draft
from bulletin_tools.finding import Finding
from bulletin_tools.rulebook import Rule
from bulletin_tools.source import Span

_RARE = 5  # a clause in more items than these is a set phrase
_SHORTEST = 6
_COMMON = 0.35  # of the characters looked at must stand in such clauses of the other item
_OPENING = 300  # code points in which they are looked for
_FIRST = 5  # clauses of an item are enough to find its like by
_FIGURES = 4  # that two reports have in common, and little else, tell of one event in other words
_SAME = 0.75
_CLOSE = 20  # code points in which a body names its day
_TELLING = 3  # code points of a figure and its measure word that few items have in common
_RETOLD = 0.4  # of the shorter item's words
_MOST = 3  # earlier items that one is compared with


def duplicate_item(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S017: an item that shares most of its text with an earlier one.

    Items are compared only where they share a clause that few others have, so that the work grows with the text.
    """
    items = draft.items
    if len(items) < 2:
        return
    yield from _retold(draft, rule)
    clauses = [_clauses(draft.text, item) for item in items]
    shared = _shared(clauses)
    if not shared:
        return
    seen: dict[str, list[int]] = {}
    for index, own in enumerate(clauses):
        item, rare = items[index], shared.intersection(own)
        enough = _COMMON * sum(map(len, own)) if rare else 0
        common: Counter[int] = Counter()
        if sum(map(len, rare)) >= enough > 0:
            for clause in rare:
                for other in seen.get(clause, ()):
                    common[other] += len(clause)
        for other, length in common.most_common(_MOST) if common else ():
            if length >= enough and _alike(draft.text, items[other], item, rule.options["share"]):
                span = item.headline.span if item.headline else _opening(item)
                yield rule.finding(span, other=other + 1, title=_title(items[other]))
                break
        for clause in rare:
            seen.setdefault(clause, []).append(index)


def _retold(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """Short items of one day that share a telling figure and much of their words: one event, sent in by two offices."""
    seen: dict[tuple[str, str], int] = {}
    for index, item in enumerate(draft.items):
        start, end = _extent(item)
        day = _on().search(draft.text, start, min(end, start + _CLOSE)) if end - start <= _OPENING else None
        if not day or not item.sources:
            continue
        figures = _figure().findall(draft.text, day.end(), end)
        keys = [(day[0], figure) for figure in figures if figure[:-1].isdigit() and len(figure) > _TELLING]
        other = next((seen[key] for key in keys if key in seen), None)
        if (
            other is not None
            and _overlaps(_body(draft.text, draft.items[other]), draft.text[start:end])
            and not _alike(draft.text, draft.items[other], item, rule.options["share"])
        ):
            span = item.headline.span if item.headline else _opening(item)
            yield rule.finding(span, other=other + 1, title=_title(draft.items[other]))
        for key in keys:
            seen.setdefault(key, index)


def _overlaps(one: str, other: str) -> bool:
    left, right = _shingles(one), _shingles(other)
    return len(left & right) >= _RETOLD * min(len(left), len(right)) and _serial().findall(one) == _serial().findall(
        other
    )


def _clauses(text: str, item: Item) -> list[str]:
    start, end = _extent(item)
    return _joint().split(text[start : min(end, start + _OPENING)], _FIRST)[:_FIRST]


def _shared(clauses: list[list[str]]) -> set[str]:
    """The clauses that stand in more than one item, but in few."""
    counts = Counter(chain.from_iterable(clauses))
    return {clause for clause, count in counts.items() if 1 < count <= _RARE and len(clause) >= _SHORTEST}


def _alike(text: str, one: Item, other: Item, share: float) -> bool:
    first, second = _body(text, one), _body(text, other)
    shorter, longer = sorted((len(first), len(second)))
    if shorter < _SAME * share * longer or _serial().findall(first) != _serial().findall(second):
        return False
    left, right = _shingles(first), _shingles(second)
    common, all_of_them = len(left & right), len(left | right)
    if common >= share * all_of_them > 0:
        return True
    return common >= _SAME * share * all_of_them > 0 and _same_figures(first, second)


def _same_figures(one: str, other: str) -> bool:
    left, right = set(_figure().findall(one)), set(_figure().findall(other))
    return len(left & right) >= max(_FIGURES, _SAME * len(left | right))


def _extent(item: Item) -> Span:
    """From where to where an item's body goes."""
    if not item.paragraphs:
        return item.span
    return Span(item.paragraphs[0].span.start, item.paragraphs[-1].span.end)


def _body(text: str, item: Item) -> str:
    return text[slice(*_extent(item))]


def _shingles(words: str) -> set[str]:
    bare = _marks().sub("", words)
    return {bare[place : place + 3] for place in range(len(bare) - 2)}


def _title(item: Item) -> str:
    words = item.headline.value if item.headline else item.paragraphs[0].value if item.paragraphs else ""
    return words if len(words) <= 20 else words[:20] + "…"


def _opening(item: Item) -> Span:
    return Span(item.span.start, min(item.span.end, item.span.start + 20))


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(r"[\W_]+")


@cache
def _joint() -> re.Pattern[str]:
    return re.compile("[，。；]")


@cache
def _on() -> re.Pattern[str]:
    return re.compile(r"\d{1,2}月\d{1,2}日")


@cache
def _figure() -> re.Pattern[str]:
    """A number and what it counts."""
    return re.compile(r"\d[\d.]*[一-鿿]")


@cache
def _serial() -> re.Pattern[str]:
    """第二期, 第3场: reports of one series that differ in their number are no duplicates."""
    return re.compile(r"第[一二三四五六七八九十\d]+[期场次批轮届站]")
