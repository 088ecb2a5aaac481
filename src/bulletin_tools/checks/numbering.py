"""The numbers of lists within a text: 一是, 第一，, 其一， and （1）, ①, 1.; how numbers form lists."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from bulletin_tools.checks.words import starts_of
from bulletin_tools.draft import Draft, of_draft
from bulletin_tools.matcher import Place
from bulletin_tools.source import Span

DIGITS = "一二三四五六七八九十"
NUMERAL = f"[{DIGITS}百零〇]{{1,6}}"
# Only at the head of a sentence or clause, so that 万一是 and 第一产业 are no numbers.
_CLAUSE_HEAD = "(?<![^。；：！？，、,;:!?“”）)—即\\s])"
_NUMBER = "(?P<number>十[一二三四五六七八九]?|[一二三四五六七八九])"
_POINT = "(?=[，,：:．.是]|、(?![第其一二三四五六七八九十]|\\d{1,2}(?!\\d)))"
_STEP_POINT = "(?=[，,：:、是])"
NARRATIVE = {
    "{}是": f"{_CLAUSE_HEAD}{_NUMBER}«是»(?![一二三四五六七八九十][，、。；,;])",
    "{}要": f"{_CLAUSE_HEAD}{_NUMBER}«要»(?![是么])",
    "{}来": f"{_CLAUSE_HEAD}{_NUMBER}«来»(?![自源到往临年])",
    "{}则": f"{_CLAUSE_HEAD}{_NUMBER}«则»",
    "第{}": f"{_CLAUSE_HEAD}«第»(?P<number>十[一二三四五六七八九]?|[一二三四五六七八九]|\\d{{1,2}}){_POINT}",
    "其{}": f"{_CLAUSE_HEAD}«其»{_NUMBER}{_POINT}",
    "第{}步": f"{_CLAUSE_HEAD}第{_NUMBER}«步»{_STEP_POINT}",
    "第{}阶段": f"{_CLAUSE_HEAD}第{_NUMBER}«阶段»{_STEP_POINT}",
    "第{}点": f"{_CLAUSE_HEAD}第{_NUMBER}«点»{_STEP_POINT}",
    "第{}招": f"{_CLAUSE_HEAD}第{_NUMBER}«招»{_STEP_POINT}",
    **{f"{{}}{verb}": f"{_CLAUSE_HEAD}{_NUMBER}«{verb}»(?=[一-鿿])" for verb in "抓查"},
    **{
        f"{what}{{}}": f"{_CLAUSE_HEAD}«{what}»{_NUMBER}(?=[：:，、])"
        for what in ("措施", "举措", "任务", "步骤", "做法", "亮点")
    },
}
GATED = {
    **{
        f"{{}}{verb}": (f"二{verb}", f"{_CLAUSE_HEAD}{_NUMBER}«{verb}»(?=[一-鿿])")
        for verb in "看治送访问建改清练护保管"
    },
    **{
        f"{what}{{}}": (f"{what}一", f"{_CLAUSE_HEAD}«{what}»{_NUMBER}(?=[：:，、])")
        for what in ("经验", "问题", "建议", "启示", "体会", "变化", "案例", "原因", "难点", "特点", "环节", "镜头")
    },
    **{f"第{{}}{unit}": (f"二{unit}，", f"(?<=[。；：])第{_NUMBER}«{unit}»(?=[，：](?!第))") for unit in "条项件类"},
}
"""Rarer ones: what is looked up first in the text, and the pattern."""
LOOSE = frozenset(form for form in GATED if form[0] == "{")
"""Verbs, of which two with 一 stand side by side as well: 一看就会，一看就懂."""
BRACKETED = {
    "（{}）": tuple(f"{_CLAUSE_HEAD}[（(](?P<number>[一二三四五六七八九十\\d]{{1,2}})«{mark}»" for mark in "）)"),
    "{}": ("«[①-⑳]»(?!号)",),
    "{}.": (f"{_CLAUSE_HEAD}(?P<number>\\d{{1,2}})«.»(?=[一-鿿])",),
    "{}、": (f"{_CLAUSE_HEAD}(?P<number>\\d{{1,2}})«、»(?=[一-鿿])",),
    "{}）": tuple(f"{_CLAUSE_HEAD}(?P<number>\\d{{1,2}})«{mark}»(?=[一-鿿])" for mark in "）)"),
    "一、": (f"(?<=[。；：，“\\s]){_NUMBER}«、»(?=[一-鿿“《\\d])(?![{DIGITS}两])",),
}
_FIRST_IN_TEXT = {
    "（{}）": (
        "（1）",
        "（一）",
        "：(1)",
        "：(一)",
        *(f"{mark}（{second}）" for mark in "：；。" for second in "2二"),
    ),
    "{}": ("①", "：②"),
    "{}.": ("：1.", "，1.", "；1.", "。1.", "：2.", "；2."),
    "{}、": ("：1、", "；1、", "。1、", "：2、"),
    "{}）": ("：1）", "；1）", "。1）", "：1)"),
    "一、": ("：一、", "；一、", "。一、", "：二、", "；二、"),
}
INLINE = (
    *NARRATIVE.values(),
    *(f"«{words}»" for words, _ in GATED.values()),
    *(f"«{first}»" for firsts in _FIRST_IN_TEXT.values() for first in firsts),
)
"""Patterns without one of which no list stands inside a paragraph."""
DEEPEST = 12  # lists inside lists that are looked at, so that the work grows with the text
_RECENT = 20  # numbers of a list, likewise
_LONGEST_RUN = 60  # numbers behind a gap, likewise
_KEPT = 1024  # numbers and how they are written: each is asked for again and again


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
    run: tuple[Mark, ...] = ()
    """The number and those that go on with it: what is renumbered together."""
    next: Mark | None = None
    """What follows them."""


class Lists(NamedTuple):
    """The lists of one item and kind, and the numbers that don't fit in."""

    lists: list[list[Mark]]
    gaps: list[Gap]


@of_draft
def narrative(draft: Draft) -> tuple[Lists, ...]:
    """The lists 一是…二是, 第一，…第二，, 其一，…其二， of each item."""
    begun = {form: find for form, (words, find) in GATED.items() if any(True for _ in starts_of(draft, words))}
    return _grouped(draft, {form: (find,) for form, find in (NARRATIVE | begun).items()})


@of_draft
def bracketed(draft: Draft) -> tuple[Lists, ...]:
    """The lists （1）…（2）, ①…② and 1.…2. that stand inside paragraphs."""
    begun = {
        form: finds
        for form, finds in BRACKETED.items()
        if any(True for first in _FIRST_IN_TEXT[form] for _ in starts_of(draft, first))
    }
    return _grouped(draft, begun)


def in_order(marks: Iterable[Mark]) -> Lists:
    """The lists that numbers of one kind form.

    A 一 opens a list inside the one that is open; a number that goes on with an outer list closes the inner ones.
    """
    lists: list[list[Mark]] = []
    gaps: list[Gap] = []
    opened: list[list[Mark]] = []
    marks = list(marks)
    for index, mark in enumerate(marks):
        if mark.number > 1:
            outer = predecessor([numbers[-1] for numbers in opened[-DEEPEST:]], mark)
            if outer is not None:
                del opened[len(opened[:-DEEPEST]) + outer + 1 :]
        if mark.number == 1 or not opened:
            lists.append([mark])
            opened.append(lists[-1])
            if mark.number > 1:
                gaps.append(gap_at(None, marks, index))
            continue
        last = gaps[-1] if gaps and gaps[-1].mark is opened[-1][-1] else None
        if opened[-1][-1].number != mark.number - 1 and not _is_late(opened[-1], mark) and not stands_for(last, mark):
            gaps.append(gap_at(opened[-1][-1], marks, index))
        opened[-1].append(mark)
    return Lists(lists, gaps)


def gap_at(before: Mark | None, marks: Sequence[Mark], index: int) -> Gap:
    """The gap before a number, with the numbers of its kind that go on with it."""
    alike = [mark for mark in marks[index : index + _LONGEST_RUN] if mark.form == marks[index].form]
    end = 1
    while end < len(alike) and alike[end].number == alike[end - 1].number + 1:
        end += 1
    return Gap(before, marks[index], tuple(alike[:end]), alike[end] if end < len(alike) else None)


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


@lru_cache(_KEPT)
def chinese(number: int) -> str:
    """1–999 as 一 … 九百九十九."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    head = DIGITS[hundreds - 1] + "百" if hundreds else ""
    if tens:
        head += "十" if tens == 1 and not hundreds else DIGITS[tens - 1] + "十"
    elif hundreds and ones:
        head += "零"
    return head + (DIGITS[ones - 1] if ones else "")


def circled(number: int) -> str:
    """1–20 as ① … ⑳, what is more as digits."""
    return chr(ord("①") + number - 1) if number <= 20 else str(number)


@lru_cache(_KEPT)
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
    return _like(mark.words, number)


@lru_cache(_KEPT)
def _like(words: str, number: int) -> str:
    if words[-1:].isnumeric() and "①" <= words[-1] <= "⑳":
        return circled(number)
    old = re.search(rf"\d+|[{DIGITS}百零〇]+", words)
    new = str(number) if old and old[0].isdecimal() else chinese(number)
    return words.replace(old[0], new, 1) if old else new


def _is_late(marks: list[Mark], mark: Mark) -> bool:
    """Whether a number stands behind one that came too early, which is the one to blame."""
    numbers = {other.number for other in marks[-_RECENT:]}
    return mark.number not in numbers and mark.number - 1 in numbers


def _digit(written: str, empty: int) -> int:
    return DIGITS.index(written[-1]) + 1 if written and written[-1] in DIGITS else empty


def _grouped(draft: Draft, forms: dict[str, tuple[str, ...]]) -> tuple[Lists, ...]:
    found = []
    for form, finds in forms.items():
        by_item: dict[int, list[Mark]] = {}
        for span, match in sorted((place for find in finds for place in draft.search(find)), key=_span):
            item = draft.item_at(span.start)
            if item is not None:
                words = draft.text[slice(*span)]
                number = value(words if form == "{}" else match["number"])
                by_item.setdefault(item, []).append(Mark(number, span, form, item, words))
        found += [in_order(marks) for marks in by_item.values()]
    return tuple(found)


def _span(place: Place) -> Span:
    return place.span
