"""Blanks inside headlines and paragraphs, and what stands beside them."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from bulletin_tools.draft import Draft, of_draft
from bulletin_tools.expressions import expression
from bulletin_tools.lexicon import opens_body
from bulletin_tools.source import Span

EXOTIC = "\u00a0\u1680\u2000-\u200a\u202f\u205f"
"""Blanks that only look like a space, as a class of a regular expression holds them."""
INVISIBLE = (
    "\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffc"
    "\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\U000e0000-\U000e007f"
)
"""Characters that show nothing, as such a class."""
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

    @property
    def wide(self) -> bool:
        """Whether it is so wide that it was put there to set things apart."""
        return len(self.blank) + self.blank.count("\u3000") + 3 * self.blank.count("\t") >= _LAYOUT


@of_draft
def unseen(draft: Draft) -> tuple[Span, ...]:
    """Every run of blanks and invisible characters; looked for once for all rules of the family."""
    blank = f"[ \t\u3000{EXOTIC}{INVISIBLE}]"
    found = re.finditer(f"{blank}{blank}*", draft.text)  # a class at the start is searched for fast, a repeat is not
    return tuple(Span(*match.span()) for match in found)


@of_draft
def gaps(draft: Draft) -> tuple[Gap, ...]:
    """Every run of blanks inside a headline or paragraph, but for those that may part a headline from its body."""
    return tuple(gap for gap in _all(draft) if not _parts(draft, gap))


def _all(draft: Draft) -> Iterator[Gap]:
    text = draft.text
    last, prose, whole = None, False, False
    for start, end in unseen(draft):
        region, headline = _region(draft, start)
        if region is None or not region.start < start or not end < region.end or not text[start:end].isspace():
            continue
        if region is not last:
            words = text[region.start : region.end]
            last, prose, whole = region, _is_prose(words), "。" in words
        yield Gap(Span(start, end), text[start:end], text[start - 1], text[end], region, headline and not whole, prose)


def _region(draft: Draft, place: int) -> tuple[Span | None, bool]:
    """The paragraph or headline in which a place lies, and whether it is a headline."""
    for where in ("paragraph", "headline"):
        spans = draft.regions(where)
        index = bisect_right(spans, (place, len(draft.text))) - 1
        if index >= 0 and place < spans[index].end:
            return spans[index], where == "headline"
    return None, False


def _is_prose(words: str) -> bool:
    return any(mark in words for mark in "。，！？；")


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


def beside_source_marks(draft: Draft) -> Iterator[Span]:
    """Blanks inside the brackets of a source, at their edges and by the marks between departments."""
    for start, end in draft.regions("source"):
        if draft.text[start] in "（(" and draft.text[end - 1] in "）)":
            for match in _BY_MARK.finditer(draft.text, start, end):
                yield Span(*match.span())


@of_draft
def before_sources(draft: Draft) -> tuple[Span, ...]:
    """Blanks between the last sentence of an item and the bracket of its source."""
    found = []
    for start, end in draft.regions("source"):
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


def odd(draft: Draft, find: str) -> Iterator[re.Match[str]]:
    """Every run of some blanks that stands in more than an empty line."""
    compiled = re.compile(find)
    for start, end in unseen(draft):
        if draft.text[start:end].strip(" \u3000\t"):
            yield from compiled.finditer(draft.text, start, end)
