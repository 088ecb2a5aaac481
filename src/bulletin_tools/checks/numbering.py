"""The numbers of lists: 一是, 第一，, 其一， within a text; 一、, （一）, 1., （1）, ① and 第一章 at a paragraph's head."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from bulletin_tools.draft import Draft, of_draft
from bulletin_tools.source import Span

_DIGITS = "一二三四五六七八九十"
_NUMERAL = f"[{_DIGITS}百零〇]{{1,6}}"
# Only at the head of a sentence or clause, so that 万一是 and 第一产业 are no numbers.
_CLAUSE_HEAD = "(?<![^。；：！？，、,;:!?“”）)—\\s])"
_NUMBER = "(?P<number>十[一二三四五六七八九]?|[一二三四五六七八九])"
_POINT = "(?=[，,：:]|、(?![第其一二三四五六七八九十]))"
NARRATIVE = {
    "{}是": f"{_CLAUSE_HEAD}{_NUMBER}«是»(?![一二三四五六七八九十][，、。；,;])",
    "{}要": f"{_CLAUSE_HEAD}{_NUMBER}«要»(?![是么])",
    "第{}": f"{_CLAUSE_HEAD}«第»{_NUMBER}{_POINT}",
    "其{}": f"{_CLAUSE_HEAD}«其»{_NUMBER}{_POINT}",
    "第{}步": f"{_CLAUSE_HEAD}第{_NUMBER}«步»(?=[，,：:是])",
}
BRACKETED = {
    "（{}）": f"{_CLAUSE_HEAD}[（(](?P<number>[一二三四五六七八九十\\d]{{1,2}})«）»",
    "{}": "«[①-⑳]»",
    "{}.": f"{_CLAUSE_HEAD}(?P<number>\\d{{1,2}})«.»(?=[一-鿿])",
    "{}、": f"{_CLAUSE_HEAD}(?P<number>\\d{{1,2}})«、»(?=[一-鿿])",
    "{}）": f"{_CLAUSE_HEAD}(?P<number>\\d{{1,2}})«）»(?=[一-鿿])",
}
_FIRST_IN_TEXT = {
    "（{}）": ("«（1）»", "«（一）»"),
    "{}": ("«①»",),
    "{}.": ("«：1.»", "«；1.»", "«。1.»"),
    "{}、": ("«：1、»", "«；1、»", "«。1、»"),
    "{}）": ("«：1）»", "«；1）»", "«。1）»"),
}
_HEAD = rf"^(?:第(?:{_NUMERAL}|\d{{1,3}})[编章节条]|{_NUMERAL}[、．.，,：:]|[（(](?:{_NUMERAL}|\d{{1,2}})[）)]|\d{{1,2}}[.．、]|[①-⑳])"
HEADED = (f"«»{_HEAD}",)
"""Without which no paragraph has a number at its head."""
LISTED = (*NARRATIVE.values(), *(first for firsts in _FIRST_IN_TEXT.values() for first in firsts), *HEADED)
"""Patterns without one of which a text has no list."""
_HEAD_STARTS = frozenset("第（(" + _DIGITS + "0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
DEEPEST = 12  # lists inside lists that are looked at, so that the work grows with the text
_RECENT = 20  # numbers of a list, likewise
LEVELS = ("{}编", "第{}章", "第{}节", "第{}条", "{}、", "（{}）", "{}.", "（{}）1", "①")
"""Of numbers at a paragraph's head, from the highest to the lowest."""


class Mark(NamedTuple):
    """One number of a list."""

    number: int
    span: Span
    """Of number and brackets; the point behind them is not in it."""
    form: str
    """How numbers of its kind are written, {} for the number; tells the kinds of heads apart."""
    item: int
    """Index of the item it stands in."""
    words: str
    """As it is written."""


class Gap(NamedTuple):
    """A number that goes on with no open list of its kind."""

    before: Mark | None
    mark: Mark


class Lists(NamedTuple):
    """The lists of one item and kind, and the numbers that don't fit in."""

    lists: list[list[Mark]]
    gaps: list[Gap]


@of_draft
def narrative(draft: Draft) -> tuple[Lists, ...]:
    """The lists 一是…二是, 第一，…第二，, 其一，…其二， of each item."""
    return _grouped(draft, NARRATIVE)


@of_draft
def bracketed(draft: Draft) -> tuple[Lists, ...]:
    """The lists （1）…（2）, ①…② and 1.…2. that stand inside paragraphs."""
    begun = {
        form: find
        for form, find in BRACKETED.items()
        if any(True for first in _FIRST_IN_TEXT[form] for _ in draft.search(first))
    }
    return _grouped(draft, begun)


@of_draft
def heads(draft: Draft) -> tuple[Mark, ...]:
    """The numbers at the heads of paragraphs, in order."""
    text = draft.text
    found = []
    for paragraph in draft.source.paragraphs:
        start = paragraph.start
        if text[start] in _HEAD_STARTS:
            match = _head().match(text, start, paragraph.end)
            item = draft.item_at(start) if match else None
            if match and item is not None:
                found.append(_head_mark(match, item))
    return tuple(found)


@of_draft
def heads_by_item(draft: Draft) -> dict[int, list[Mark]]:
    """The heads in the bodies of the items."""
    found: dict[int, list[Mark]] = {}
    for mark in heads(draft):
        title = draft.items[mark.item].headline
        if not title or mark.span.start > title.span.start:
            found.setdefault(mark.item, []).append(mark)
    return found


def in_order(marks: Iterable[Mark]) -> Lists:
    """The lists that numbers of one kind form.

    A 一 opens a list inside the one that is open; a number that goes on with an outer list closes the inner ones.
    """
    lists: list[list[Mark]] = []
    gaps: list[Gap] = []
    opened: list[list[Mark]] = []
    for mark in marks:
        if mark.number > 1:
            outer = predecessor([numbers[-1] for numbers in opened[-DEEPEST:]], mark)
            if outer is not None:
                del opened[len(opened[:-DEEPEST]) + outer + 1 :]
        if mark.number == 1 or not opened:
            lists.append([mark])
            opened.append(lists[-1])
            if mark.number > 1:
                gaps.append(Gap(None, mark))
            continue
        last = gaps[-1] if gaps and gaps[-1].mark is opened[-1][-1] else None
        if opened[-1][-1].number != mark.number - 1 and not _is_late(opened[-1], mark) and not stands_for(last, mark):
            gaps.append(Gap(opened[-1][-1], mark))
        opened[-1].append(mark)
    return Lists(lists, gaps)


def stands_for(gap: Gap | None, mark: Mark) -> bool:
    """Whether a number goes on as if the wrong one before it were right: 一是, 三是, 三是."""
    if not gap:
        return False
    return mark.number == (gap.before.number + 2 if gap.before else gap.mark.number)


def predecessor(opened: list[Mark], mark: Mark) -> int | None:
    """Index of the innermost of the open lists that a number goes on with."""
    for index in range(len(opened) - 1, -1, -1):
        if opened[index].form == mark.form and opened[index].number == mark.number - 1:
            return index
    return None


def chinese(number: int) -> str:
    """1–999 as 一 … 九百九十九."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    head = _DIGITS[hundreds - 1] + "百" if hundreds else ""
    if tens:
        head += "十" if tens == 1 and not hundreds else _DIGITS[tens - 1] + "十"
    elif hundreds and ones:
        head += "零"
    return head + (_DIGITS[ones - 1] if ones else "")


def circled(number: int) -> str:
    """1–20 as ① … ⑳, what is more as digits."""
    return chr(ord("①") + number - 1) if number <= 20 else str(number)


def value(written: str) -> int:
    """What 12, 十二, 一百零二 or ⑫ says; 0 for what says nothing."""
    if written.isdecimal():
        return int(written)
    if len(written) == 1 and "①" <= written <= "⑳":
        return ord(written) - ord("①") + 1
    hundreds, hundred, rest = written.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    total = 100 * _digit(hundreds, 1) if hundred else 0
    return total + (10 * _digit(tens, 1) if ten else 0) + _digit(ones, 0)


def like(mark: Mark, number: int) -> str:
    """Another number, written as this one is."""
    if mark.words[-1:].isnumeric() and "①" <= mark.words[-1] <= "⑳":
        return circled(number)
    old = re.search(rf"\d+|[{_DIGITS}百零〇]+", mark.words)
    new = str(number) if old and old[0].isdecimal() else chinese(number)
    return mark.words.replace(old[0], new, 1) if old else new


def _is_late(marks: list[Mark], mark: Mark) -> bool:
    """Whether a number stands behind one that came too early, which is the one to blame."""
    numbers = {other.number for other in marks[-_RECENT:]}
    return mark.number not in numbers and mark.number - 1 in numbers


def _digit(written: str, empty: int) -> int:
    return _DIGITS.index(written[-1]) + 1 if written and written[-1] in _DIGITS else empty


def _grouped(draft: Draft, forms: dict[str, str]) -> tuple[Lists, ...]:
    found = []
    for form, find in forms.items():
        by_item: dict[int, list[Mark]] = {}
        for place in draft.search(find):
            item = draft.item_at(place.span.start)
            if item is not None:
                words = draft.text[place.span.start : place.span.end]
                number = value(place.match["number"] if "number" in place.match.re.groupindex else words)
                by_item.setdefault(item, []).append(Mark(number, place.span, form, item, words))
        found += [in_order(marks) for marks in by_item.values()]
    return tuple(found)


def _head_mark(match: "re.Match[str]", item: int) -> Mark:
    number = match["chapter"] or match["han"] or match["bracket"] or match["arabic"] or match["circle"]
    if match["unit"]:
        form = f"第{{}}{match['unit']}"
    elif match["bracket"]:
        form = "（{}）1" if number.isdecimal() else "（{}）"
    else:
        form = "{}、" if match["han"] else "{}." if match["arabic"] else "①"
    end = match.end("han") if match["han"] else match.end("arabic") if match["arabic"] else match.end()
    return Mark(value(number), Span(match.start(), end), form, item, match.string[match.start() : end])


@cache
def _head() -> "re.Pattern[str]":
    return re.compile(
        rf"第(?P<chapter>{_NUMERAL}|\d{{1,3}})(?P<unit>[编章节条])"
        rf"|(?P<han>{_NUMERAL})[、．.，,：:](?!\d)"
        rf"|[（(](?P<bracket>{_NUMERAL}|\d{{1,2}})[）)]"
        r"|(?P<arabic>\d{1,2})(?:[.．、](?!\d))"
        r"|(?P<circle>[①-⑳])"
    )
