"""Blanks inside headlines and paragraphs, and what stands beside them."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from bulletin_tools.bulletin import Field, Item
from bulletin_tools.checks.spotting import runs
from bulletin_tools.draft import Draft, of_draft
from bulletin_tools.expressions import expression
from bulletin_tools.lexicon import opens_body
from bulletin_tools.source import Span, made

EXOTIC = "\u00a0\u1680\u2000-\u200a\u202f\u205f"
"""Blanks that only look like a space, as a class of a regular expression holds them."""
INVISIBLE = (
    "\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffc"
    "\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\U000e0000-\U000e007f"
)
"""Characters that show nothing, as such a class."""
_BLANKS = " \t\u3000"
_PROSE = expression("[。，！？；]")
_STOP = expression("[。！？；…]")
_LAYOUT = 4  # columns
_SHORTEST_HEAD, _LONGEST_HEAD = 6, 60  # code points of a headline or subhead with which a paragraph may begin
_SHORTEST_BODY = 20
_FEW = 2  # blanks in a date; with more it is spaced out
_UNEVEN = 2  # code points by which clauses of a headline may differ
_BY_MARK = expression("(?<=[（(、，；])[ \u3000]+|[ \u3000]+(?=[）)、，；])")
_ENDS = frozenset("。！？；”）》")
_DATED = expression(r"\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日")
_OFFICE = r".{1,8}(?:局|委|办|院|所|站|中心|公司|大队|联|会|厅|部|镇|乡|街道|街道办)"
"""What a sentence starts with, and a subhead below a headline doesn't: 区民政局……."""
_LISTED = r"[一二三四五六七八九十]{1,3}、|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|\d{1,2}[.．、](?!\d)"


class Gap(NamedTuple):
    """A run of blanks inside a headline or a paragraph."""

    span: Span
    blank: str
    left: str
    right: str
    """The characters beside it."""
    region: Span
    """The headline or paragraph."""
    headline: bool
    """Whether it is a headline, no sentence that stands alone."""
    prose: bool
    """Whether the region has points as sentences have, and is no list of names, caption or row of a table."""
    wide: bool
    """Whether it is so wide that it was put there to set things apart."""


@of_draft
def unseen(draft: Draft) -> tuple[Span, ...]:
    """Every run of blanks and invisible characters; looked for once for all rules of the family."""
    return tuple(runs(draft.text, _BLANKS + "".join([*exotic(draft), *invisible(draft)])))


@of_draft
def gaps(draft: Draft) -> tuple[Gap, ...]:
    """Every run of blanks inside a headline or paragraph, but for those that may part a headline from its body."""
    return tuple(gap for gap in _all(draft) if not _parts(draft, gap))


def gap_at(draft: Draft, place: int) -> Gap | None:
    """The gap in which a place lies."""
    index = bisect_right(gaps(draft), place, key=_start) - 1
    gap = gaps(draft)[index] if index >= 0 else None
    return gap if gap and place < gap.span.end else None


def _start(part: Gap | Field) -> int:
    return part.span.start


def _all(draft: Draft) -> Iterator[Gap]:
    text = draft.text
    region, first, last = None, 0, 0
    headline = prose = False
    for span in unseen(draft):
        start, end = span
        if not first <= start < last:  # many blanks stand in the region of the one before
            region, headline = _region(draft, start)
            if region is None:
                continue
            first, last = region
            prose = _PROSE.search(text, first, last) is not None
            headline = headline and text.find("。", first, last) < 0
        blank = text[start:end]
        if region and first < start and end < last and blank.isspace():
            wide = blank != " " and len(blank) + blank.count("\u3000") + 3 * blank.count("\t") >= _LAYOUT
            yield made(Gap, (span, blank, text[start - 1], text[end], region, headline, prose, wide))


def _region(draft: Draft, place: int) -> tuple[Span | None, bool]:
    """The paragraph or headline in which a place lies, and whether it is a headline."""
    item = _item_at(draft, place)
    if item is None:
        return None, False
    below = bisect_right(item.paragraphs, place, key=_start)
    if below and place < item.paragraphs[below - 1].span.end:
        return item.paragraphs[below - 1].span, False
    span = item.headline.span if item.headline else None
    return (span, True) if span and span.start <= place < span.end else (None, False)


def _item_at(draft: Draft, place: int) -> Item | None:
    index = draft.item_at(place)
    return None if index is None else draft.items[index]


def _parts(draft: Draft, gap: Gap) -> bool:
    """Whether a gap may part a headline or subhead from the body that runs on behind it."""
    (start, end), region = gap.span, gap.region
    if gap.headline or start - region.start > _LONGEST_HEAD or region.end - end < _SHORTEST_BODY:
        return False
    head = draft.text[region.start : start]
    if head.endswith("讯"):
        return True
    if len(head) < _SHORTEST_HEAD or _STOP.search(head) or opens_body(head):
        return False
    return _is_even(head) and not (_is_headed(draft, region) and re.match(_OFFICE, head))


def _is_even(head: str) -> bool:
    """Whether the clauses of a headline are of one length, as those of a slogan are: 加强领导，落实责任."""
    lengths = [len(clause) for clause in head.split("，")]
    return max(lengths) - min(lengths) <= _UNEVEN


def _is_headed(draft: Draft, region: Span) -> bool:
    """Whether the item of a paragraph has a headline on a line of its own."""
    index = draft.item_at(region.start)
    headline = None if index is None else draft.items[index].headline
    return headline is not None and headline.span.end < region.start


def is_lost_break(text: str, gap: Gap) -> bool:
    """Whether a gap stands where a line once ended: a wide blank or a numeral of a list behind the end of a sentence."""
    if gap.left not in "。！？；：）”":
        return False
    return gap.wide or bool(re.match(_LISTED, text[gap.span.end : gap.span.end + 6]))


@of_draft
def spaced_sources(draft: Draft) -> list[Span]:
    """The sources with a blank in them or directly before them."""
    found: dict[Span, None] = {}
    for start, end in unseen(draft):
        item = _item_at(draft, start) or _item_at(draft, end)
        source = item.source_span if item else None
        if source and source.start <= end and start < source.end:
            found[source] = None
    return list(found)


def beside_source_marks(draft: Draft) -> Iterator[Span]:
    """Blanks inside the brackets of a source, at their edges and by the marks between departments."""
    for start, end in spaced_sources(draft):
        if draft.text[start] in "（(" and draft.text[end - 1] in "）)":
            for match in _BY_MARK.finditer(draft.text, start, end):
                yield Span(*match.span())


@of_draft
def before_sources(draft: Draft) -> tuple[Span, ...]:
    """Blanks between the last sentence of an item and the bracket of its source."""
    found = []
    for start, end in spaced_sources(draft):
        before = draft.text[max(0, start - _LAYOUT) : start]
        blanks = len(before) - len(before.rstrip(" \u3000"))
        if blanks and draft.text[start] in "（(" and before[: len(before) - blanks].rstrip("\n")[-1:] in _ENDS:
            span = Span(start - blanks, start)
            columns = blanks + draft.text.count("\u3000", *span)
            if columns < _LAYOUT and draft.text[end : end + 1] in ("", "\n"):
                found.append(span)
    return tuple(found)


def in_dates(draft: Draft) -> Iterator[Span]:
    """Single spaces in the date of a masthead (2024年 3月15日) that isn't spaced out as a whole."""
    for start, end in draft.regions("masthead"):
        for match in _DATED.finditer(draft.text, start, end):
            blanks = [place for place in range(*match.span()) if draft.text[place] == " "]
            if len(blanks) <= _FEW:
                yield from (Span(place, place + 1) for place in blanks)


@of_draft
def exotic(draft: Draft) -> list[str]:
    """The blanks of a text that only look like a space."""
    return _exotic().findall("".join(draft.rare))


@of_draft
def invisible(draft: Draft) -> list[str]:
    """The characters of a text that can't be seen."""
    return _invisible().findall("".join(draft.rare))


@cache
def _exotic() -> re.Pattern[str]:
    return expression(f"[{EXOTIC}]")


@cache
def _invisible() -> re.Pattern[str]:
    return expression(f"[{INVISIBLE}]")
