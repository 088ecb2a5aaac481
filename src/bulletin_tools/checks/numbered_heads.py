"""The numbers at the heads of paragraphs: 一、, （一）, 1., （1）, ① and 第一章; also those that a slip has put out of shape."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from bulletin_tools.checks.numbering import DIGITS, INLINE, NUMERAL, Mark, like, value
from bulletin_tools.checks.words import number_stands
from bulletin_tools.draft import Draft, of_draft
from bulletin_tools.expressions import expression
from bulletin_tools.source import Span

# A sentence that speaks of a chapter or article, which doesn't begin here: 第三章规定了…….
_REFERENCE = "(?!规定[了的]|所[述列称]|[至和、]第|第[一二三四五六七八九十]{1,3}[款项]|中的|之[前后])"
_OF_CHAPTER = "(?<![编篇章节分](?=规定|要求|明确|指出|强调))"
_HEAD = rf"^(?:第(?:{NUMERAL}|\d{{1,3}})(?:[编篇章节条]|部分)|{NUMERAL}[、．.，,：:]|[（(](?:{NUMERAL}|\d{{1,2}})[）)]|\d{{1,2}}[.．、，,：:；]|[{DIGITS}][；。·]|[（(][{DIGITS}\d]|[①-⑳])"
HEADED = (f"«»{_HEAD}",)
"""Without which no paragraph has a number at its head."""
LISTED = (*INLINE, *HEADED)
"""Patterns without one of which a text has no list."""
_OPEN, _CLOSE = "（([［【〔{〈<《", "）)]］】〕}〉>》"
_HEAD_STARTS = frozenset("第）)" + _OPEN + DIGITS + "0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_FAR = 20_000  # code points before a number in which its list may have begun
LEVELS = ("{}编", "第{}章", "第{}节", "第{}条", "{}、", "（{}）", "{}.", "（{}）1", "①")
"""Of numbers at a paragraph's head, from the highest to the lowest."""


_FORMS = {"han": "{}、", "arabic": "{}.", "circle": "①"}
"""Of a number at a paragraph's head, by what it is found as."""


class Stray(NamedTuple):
    """A number in its list that is out of shape: 3，, （三, 二."""

    mark: Mark
    """As if it were in shape."""
    span: Span
    """Of number, brackets, point and blanks."""
    right: str
    """How it should be written."""


@of_draft
def heads(draft: Draft) -> tuple[Mark, ...]:
    """The numbers at the heads of paragraphs, in order."""
    return tuple(sorted([*_shapely(draft), *(stray.mark for stray in stray_heads(draft))], key=_start))


@of_draft
def heads_by_item(draft: Draft) -> dict[int, list[Mark]]:
    """The heads in the bodies of the items."""
    found: dict[int, list[Mark]] = {}
    for mark in heads(draft):
        title = draft.items[mark.item].headline
        if not title or mark.span.start > title.span.start:
            found.setdefault(mark.item, []).append(mark)
    return found


def stood_before(draft: Draft, mark: Mark, number: int) -> bool:
    """Whether another number, written as a head's is, stands anywhere before it."""
    end, points = mark.span.start, "、．.，,：:" if mark.form in ("{}、", "{}.") else ""
    return number_stands(draft.text, like(mark, number), max(0, end - _FAR), end, points=points)


@of_draft
def stray_heads(draft: Draft) -> tuple[Stray, ...]:
    """The numbers at the heads of paragraphs that only their neighbours show to be numbers of a list."""
    shapely = _shapely(draft)
    by_list: dict[tuple[int, str], list[Mark]] = {}
    for mark in shapely:
        by_list.setdefault((mark.item, mark.form), []).append(mark)
    known = {mark.span.start for mark in shapely}
    found = []
    numbered = {mark.item for mark in shapely}
    for match, item, seeded in _candidates(draft, known):
        stray = _stray(match, item, by_list, seeded=seeded) if seeded or item in numbered else None
        if stray:
            numbered.add(item)
            found.append(stray)
            marks = by_list.setdefault((stray.mark.item, stray.mark.form), [])
            insort(marks, stray.mark, key=_start)
    return tuple(found)


def _candidates(draft: Draft, known: set[int]) -> Iterator[tuple["re.Match[str]", int, bool]]:
    """Paragraphs that may begin with a number out of shape, their items, and whether two of them begin a list: 1，2，."""
    text, loose = draft.text, _loose().match
    found = []
    for start, end in _begun(draft):
        match = loose(text, start, end) if start not in known else None
        item = draft.item_at(start) if match else None
        if match and item is not None:
            found.append((match, item))
    firsts = set()
    for (one, item), (other, item_of_other) in pairwise(found):
        if item == item_of_other and (value(one["number"]), value(other["number"])) == (1, 2):
            alike = all(one[part] == other[part] for part in ("open", "close", "point"))
            broken = one["point"] or (one["open"] in tuple("（(") and not one["close"])
            if alike and broken:
                firsts.add(one.start())
    for match, item in found:
        yield match, item, match.start() in firsts


def _stray(
    match: "re.Match[str]", item: int, by_list: dict[tuple[int, str], list[Mark]], *, seeded: bool
) -> Stray | None:
    """A number out of shape, where its neighbours show that it is one."""
    number = value(match["number"])
    han = not match["number"].isdecimal()
    bracketed = bool(match["open"] or match["close"])
    pointed = bool(match["point"]) or match["blank"] != ""
    for form in ("（{}）", "{}、") if han else ("（{}）1", "{}."):
        inner = form[0] == "（"
        if bracketed and not inner:
            continue
        before, after = _neighbours(by_list.get((item, form), []), match.start())
        follows = before is not None and before.number == number - 1
        leads = after is not None and after.number == number + 1
        bare = not bracketed and not pointed
        middle = follows and leads and not (bare and match["measure"])
        end = follows and (after is None or after.number == 1)
        first = leads and before is None and number == 1
        first_figure = first and form == "{}." and not match["measure"]
        begins = (seeded and bracketed == inner) or first_figure
        if begins or middle or ((end or first) and (bracketed if inner else pointed)):
            width = match.end("number") if not bracketed else match.end("close")
            words = match.string[match.start() : width]
            right = f"（{match['number']}）" if inner else match["number"] + form[-1]
            return Stray(Mark(number, Span(match.start(), width), form, item, words), Span(*match.span("all")), right)
    return None


def _neighbours(marks: list[Mark], place: int) -> tuple[Mark | None, Mark | None]:
    """The last of some marks before a place, and the first behind it."""
    index = bisect_left(marks, place, key=_start)
    return marks[index - 1] if index else None, marks[index] if index < len(marks) else None


@of_draft
def _shapely(draft: Draft) -> tuple[Mark, ...]:
    text, head = draft.text, _head().match
    found = []
    for start, end in _begun(draft):
        match = head(text, start, end)
        item = draft.item_at(start) if match else None
        if match and item is not None:
            found.append(_head_mark(match, item))
    return tuple(found)


@of_draft
def _begun(draft: Draft) -> list[tuple[int, int]]:
    """Where the paragraphs that may begin with a number start and end."""
    text = draft.text
    return [(one.start, one.end) for one in draft.source.paragraphs if text[one.start] in _HEAD_STARTS]


def _head_mark(match: "re.Match[str]", item: int) -> Mark:
    kind = match.lastgroup or ""
    number = match["chapter" if kind == "unit" else kind]
    if kind == "unit":
        form = f"第{{}}{match['unit']}"
    elif kind == "bracket":
        form = "（{}）1" if number.isdecimal() else "（{}）"
    else:
        form = _FORMS[kind]
    start, end = match.span(kind) if kind in ("han", "arabic") else match.span()
    return Mark(value(number), Span(start, end), form, item, match.string[start:end])


def _start(mark: Mark) -> int:
    return mark.span.start


@cache
def _head() -> "re.Pattern[str]":
    return expression(
        rf"第(?P<chapter>{NUMERAL}|\d{{1,3}})(?P<unit>[编篇章节条]|部分){_REFERENCE}{_OF_CHAPTER}"
        rf"|(?P<han>{NUMERAL})[、．.，,：:](?!\d|[{DIGITS}]+(?:[类期级等层号楼线班组审产、]|季度))"
        rf"|[（(](?P<bracket>{NUMERAL}|\d{{1,2}})[）)]"
        r"|(?P<arabic>\d{1,2})(?:[.．、](?!\d))"
        r"|(?P<circle>[①-⑳])"
    )


@cache
def _loose() -> "re.Pattern[str]":
    """Whatever may be meant as a number of a list; behind 三个 or 3月 only brackets or a point make it one."""
    return expression(
        rf"(?P<all>(?P<open>[{re.escape(_OPEN)}）)]?)[ \u3000]?(?P<number>[{DIGITS}]{{1,3}}|\d{{1,2}})(?P<close>[ \u3000]?[{re.escape(_CLOSE)}（(]{{1,2}}|)"
        r"(?P<point>[、．.，,：:；;。·]?)(?P<blank>[ \u3000]*))"
        r"(?:(?P<measure>[是要个月日年号时点万亿千百元名位户支级类方步次届批线件条项家天人岁只对季周旬把期%％])|(?=[一-鿿“《]|\d{4}年))"
    )
