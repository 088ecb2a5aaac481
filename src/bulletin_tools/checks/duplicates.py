"""Items that tell the same news twice."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, KeysView, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain

from bulletin_tools.bulletin import Item
from bulletin_tools.draft import Draft
from bulletin_tools.expressions import expression
from bulletin_tools.finding import Finding
from bulletin_tools.rulebook import Rule
from bulletin_tools.source import Edit, Span

_RARE = 5  # a clause in more items than these is a set phrase
_SHORTEST = 6
_COMMON = 0.35  # of the characters looked at must stand in such clauses of the other item
_OPENING = 300  # code points in which they are looked for
_FIRST = 5  # clauses of an item are enough to find its like by
_FIGURES = 4  # that two reports have in common, and little else, tell of one event in other words
_SAME = 0.75
_CLOSE = 20  # code points in which a body names its day
_TELLING = 3  # digits of a number that few items have in common
_CROWD = 500  # figures of one day, of which some are the same by chance
_RETOLD = 0.4  # of the shorter item's words
_RETOLD_WITH_FIGURES = 0.25  # of them, if several figures are the same
_RETOLD_FIGURES = 2
_MOST = 3  # earlier items that one is compared with


def duplicate_item(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S017: an item that shares most of its text with an earlier one; one that is printed twice can be cut.

    Positions are physical: a cut takes the lines with it.
    """
    items = draft.items
    bodies = list(map(_extent, items))
    found = dict(_retold(draft, bodies)) | dict(_repeated(draft, bodies, rule.options["share"]))
    for index, other in sorted(found.items()):
        item = items[index]
        span = draft.source.origin(item.headline.span if item.headline else _opening(item))
        edits = [_cut(draft, item)] if _words(draft, item) == _words(draft, items[other]) else []
        finding = rule.finding(span, *edits, other=other + 1, title=_title(items[other]))
        yield finding._replace(item=index + 1)


def _words(draft: Draft, item: Item) -> str:
    return "".join(draft.text[slice(*item.span)].split())


def _cut(draft: Draft, item: Item) -> Edit:
    """What takes away an item with its lines, and the blank lines before it."""
    document = draft.source.document
    start, end = draft.source.origin(item.span)
    first = document.position(start).row - 1
    while first and not document.text[document.lines[first - 1].start : document.lines[first - 1].end].strip():
        first -= 1
    last = document.lines[document.position(end - 1).row - 1]
    return Edit(Span(document.lines[first - 1].end if first else 0, last.end), "")


def _repeated(draft: Draft, bodies: Sequence[Span], share: float) -> Iterator[tuple[int, int]]:
    """Items that share most of their text with earlier ones, and those.

    Items are compared only where they share a clause that few others have, so that the work grows with the text.
    """
    items = draft.items
    if len(items) < 2:
        return
    text, split = draft.text, _joint().split
    clauses = [split(text[start : min(end, start + _OPENING)], _FIRST)[:_FIRST] for start, end in bodies]
    shared = _shared(clauses)
    seen: dict[str, list[int]] = {}
    for index, own in enumerate(clauses):
        if shared.isdisjoint(own):
            continue
        rare = dict.fromkeys(filter(shared.__contains__, own))
        known = [clause for clause in rare if clause in seen]
        enough = _COMMON * sum(map(len, own)) if known else 0
        for other in _sharing(known, seen, enough) if known and sum(map(len, known)) >= enough else ():
            if _alike(text, items[other], items[index], share):
                yield index, other
                break
        for clause in rare:
            seen.setdefault(clause, []).append(index)


def _sharing(clauses: Iterable[str], seen: Mapping[str, Sequence[int]], enough: float) -> list[int]:
    """The items that have enough characters of some clauses, those first that have most."""
    common: dict[int, int] = {}
    for clause in clauses:
        for other in seen[clause]:
            common[other] = common.get(other, 0) + len(clause)
    others = [other for other, length in common.items() if length >= enough]
    return sorted(others, key=common.__getitem__, reverse=True)[:_MOST]


def _retold(draft: Draft, bodies: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Short items of one day that share figures and much of their words: one event, sent in by two offices."""
    text, on = draft.text, _on().search
    seen: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for index, (start, end) in enumerate(bodies):
        day = on(text, start, min(end, start + _CLOSE)) if end - start <= _OPENING else None
        if not day or not draft.items[index].sources:
            continue
        figures, known = _numbers(text[day.end() : end]), seen[day[0]]
        others = [known[figure] for figure in figures if figure in known]
        for other, common in Counter(others).most_common(_MOST) if others else ():
            if common == 1 and not _is_telling([figure for figure in figures if known.get(figure) == other], known):
                continue
            least = _RETOLD_WITH_FIGURES if common > 1 else _RETOLD
            if _overlaps(text[slice(*bodies[other])], text[start:end], least):
                yield index, other
                break
        for figure in figures:
            known.setdefault(figure, index)


def _is_telling(figures: Iterable[str], known: Mapping[str, int]) -> bool:
    """Whether one of some figures is hardly the same by chance, as it is among the many of a crowded day."""
    return len(known) < _CROWD and any(len(figure) >= _TELLING for figure in figures)


def _numbers(words: str) -> KeysView[str]:
    """The numbers of things that a text tells, in its order, apart from small ones and days."""
    figures = _figure().findall(words)
    return dict.fromkeys(figure[:-1] for figure in figures if figure[-1] not in "年月日时" and len(figure) > 1).keys()


def _overlaps(one: str, other: str, share: float) -> bool:
    left, right = _shingles(one), _shingles(other)
    if len(left & right) < share * min(len(left), len(right)):
        return False
    return _serial().findall(one) == _serial().findall(other)


def _shared(clauses: list[list[str]]) -> set[str]:
    """The clauses that stand in more than one item, but in few."""
    counts = Counter(chain.from_iterable(clauses))
    return {clause for clause, count in counts.items() if 1 < count <= _RARE and len(clause) >= _SHORTEST}


def _alike(text: str, one: Item, other: Item, share: float) -> bool:
    first, second = _body(text, one), _body(text, other)
    shorter, longer = sorted((len(first), len(second)))
    if shorter < _SAME * share * longer or _serial().findall(first) != _serial().findall(second):
        return False
    if _of_other_places(one, other, first, second):
        return False
    left, right = _shingles(first), _shingles(second)
    common = len(left & right)
    all_of_them = len(left) + len(right) - common
    if common >= share * all_of_them > 0:
        return True
    return common >= _SAME * share * all_of_them > 0 and _same_figures(first, second)


def _of_other_places(one: Item, other: Item, first: str, second: str) -> bool:
    """Whether each of two reports tells of its own sender, not of the other's, and they have hardly a figure in common."""
    names, others = [field.value for field in one.sources], [field.value for field in other.sources]
    own = any(name in first for name in names) and any(name in second for name in others)
    crossed = any(name in second for name in names) or any(name in first for name in others)
    return own and not crossed and len(_numbers(first) & _numbers(second)) < _RETOLD_FIGURES


def _same_figures(one: str, other: str) -> bool:
    left, right = set(_figure().findall(one)), set(_figure().findall(other))
    return len(left & right) >= max(_FIGURES, _SAME * len(left | right))


def _extent(item: Item) -> Span:
    """From where to where an item's body goes."""
    paragraphs = item.paragraphs
    if len(paragraphs) < 2:
        return paragraphs[0].span if paragraphs else item.span
    return Span(paragraphs[0].span.start, paragraphs[-1].span.end)


def _body(text: str, item: Item) -> str:
    return text[slice(*_extent(item))]


@lru_cache(maxsize=512)  # an item is compared with several
def _shingles(words: str) -> frozenset[str]:
    bare = "".join(filter(str.isalnum, words))
    return frozenset([bare[place : place + 3] for place in range(len(bare) - 2)])


def _title(item: Item) -> str:
    words = item.headline.value if item.headline else item.paragraphs[0].value if item.paragraphs else ""
    return words if len(words) <= 20 else words[:20] + "…"


def _opening(item: Item) -> Span:
    return Span(item.span.start, min(item.span.end, item.span.start + 20))


@cache
def _joint() -> re.Pattern[str]:
    return expression("[，。；]")


@cache
def _on() -> re.Pattern[str]:
    return expression(r"\d{1,2}月\d{1,2}日")


@cache
def _figure() -> re.Pattern[str]:
    """A number and what it counts."""
    return expression(r"[0-9][0-9.]*[一-鿿]")


@cache
def _serial() -> re.Pattern[str]:
    """第二期, 第3场: reports of one series that differ in their number are no duplicates."""
    return expression(r"第[一二三四五六七八九十\d]+[期场次批轮届站]")
