"""Blanks where none should be, and blanks that only look like a space."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bulletin_tools.checks.closing import (
    closes,
    is_plain,
    stands_between_words,
    stands_by_digit,
    stands_by_letter,
    stands_by_mark,
)
from bulletin_tools.checks.gaps import (
    before_sources,
    beside_source_marks,
    exotic,
    gap_at,
    gaps,
    in_dates,
    is_lost_break,
    spaced_sources,
)
from bulletin_tools.checks.lines import INDENT, odd_indents
from bulletin_tools.checks.pauses import is_behind_chapter, may_pause
from bulletin_tools.checks.splits import in_sources, precedes_number, splits_headline
from bulletin_tools.checks.spotting import runs
from bulletin_tools.expressions import expression
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.checks.gaps import Gap
    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

ELSEWHERE = {
    "edge_whitespace": "lines",
    "hard_wrapped": "lines",
    "invisible_character": "invisible",
}

_TIGHT = frozenset("，。、；：！？…（）《》【】〔〕“”‘’")
"""Marks that have no blank beside them."""
_HALF = frozenset(",;:!?")
"""Half-width marks that P001 widens behind a Chinese character."""
_BLANKS = " \t\u3000\xa0"
_BESIDE = 8  # code points beside a blank that tell what it parts, other blanks among them
_COUNTED = expression(r"[第年月日印]$|\d$")
_COUNTING = expression(r"[期年月日份号℃%％]|\d{3}(?!\d)")


def space_in_words(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """W001: a blank between two Chinese characters of a sentence; a slogan, a name or a chapter may hold one."""
    for gap in gaps(draft):
        if is_plain(gap) and (splits_headline(draft, gap) if gap.headline else stands_between_words(draft.text, gap)):
            yield rule.finding(gap.span, Edit(gap.span, ""))
    for span in in_sources(draft):
        yield rule.finding(span, Edit(span, ""))


def space_by_digit(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """W002: a blank between a Chinese character and a digit or a Latin letter."""
    for gap in gaps(draft):
        if is_plain(gap) and (stands_by_digit(draft.text, gap) or precedes_number(draft, gap)):
            yield rule.finding(gap.span, Edit(gap.span, ""))
        elif is_plain(gap) and stands_by_letter(draft.text, gap):
            yield rule.finding(gap.span, Edit(gap.span, ""), message="外文字母旁边建议不空格")
    for span in in_dates(draft):
        yield rule.finding(span, Edit(span, ""))


def space_by_mark(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """W003: a blank beside a full-width mark."""
    for gap in gaps(draft):
        if stands_by_mark(draft.text, gap) and not gap.wide and not is_lost_break(draft.text, gap):
            yield rule.finding(gap.span, Edit(gap.span, ""))
    for span in (*beside_source_marks(draft), *before_sources(draft)):
        yield rule.finding(span, Edit(span, ""))


def multiple_spaces(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """W004: several spaces in a sentence; where one would be too much, all go."""
    for gap in gaps(draft):
        if len(gap.blank) > 1 and not gap.blank.strip(" ") and not is_lost_break(draft.text, gap):
            closed = closes(draft, gap) and not (gap.wide and _is_table(draft.text, gap))
            if closed or (not gap.wide and (gap.prose or gap.headline or is_behind_chapter(draft.text, gap.span))):
                yield _shortened(rule, gap.span, "" if closed else " ")
    for span in before_sources(draft):
        if span.end - span.start > 1:
            yield _shortened(rule, span, "")
    for start, end in spaced_sources(draft):
        for match in re.finditer(r"(?<=\w)  +(?=\w)|(?<=[（(])  +|  +(?=[）)])", draft.text[start:end]):
            span = Span(start + match.start(), start + match.end())
            yield _shortened(
                rule, span, " " if draft.text[span.start - 1] not in "（(" and draft.text[span.end] not in "）)" else ""
            )


def _is_table(text: str, gap: Gap) -> bool:
    """Whether a line has more such gaps, as a row of a table does."""
    return len(re.findall(r"  +", text[slice(*gap.region)])) > 1


def _shortened(rule: Rule, span: Span, new: str) -> Finding:
    return rule.finding(span, Edit(span, new), message="" if new else "空格连用，建议删去")


def ideographic_space(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """W005: a full-width blank inside a paragraph; where a line once ended it is only told."""
    for gap in gaps(draft):
        if is_lost_break(draft.text, gap):
            yield rule.finding(gap.span, message="这里可能少了换行")
        elif "\u3000" in gap.blank and _is_needless(draft, gap):
            yield rule.finding(gap.span, Edit(gap.span, ""))
    for span in (*beside_source_marks(draft), *before_sources(draft)):
        if "\u3000" in draft.text[slice(*span)]:
            yield rule.finding(span, Edit(span, ""))


def _is_needless(draft: Draft, gap: Gap) -> bool:
    if gap.headline:
        return splits_headline(draft, gap)
    return gap.prose and not (gap.wide and stands_by_mark(draft.text, gap)) and not may_pause(draft.text, gap.span)


def exotic_space(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """W006: a blank that only looks like a space."""
    for span in runs(draft.text, exotic(draft)):
        gap = gap_at(draft, span.start)
        idle = _is_idle(draft.text, span) or (gap is not None and closes(draft, gap))
        plain = "" if idle else " " * (span.end - span.start)
        wanted = "删去" if idle else "改为普通空格"
        place = draft.source.origin(span)
        number = f"{ord(draft.text[span.start]):04X}"
        yield rule.finding(place, Edit(place, plain), number=number, wanted=wanted)
    for place in odd_indents(draft):
        char = draft.source.document.text[place.start]
        yield rule.finding(place, Edit(place, INDENT), number=f"{ord(char):04X}", wanted="改为两个全角空格")


def _is_idle(text: str, span: Span) -> bool:
    """Whether a blank has no use: a lone one by a space, in a number, any by a mark that is or will be full-width."""
    before, after = text[max(0, span.start - _BESIDE) : span.start], text[span.end : span.end + _BESIDE]
    if span.end == span.start + 1 and (before.endswith(" ") or after.startswith(" ")):
        return True
    left, right = before.rstrip(_BLANKS), after.lstrip(_BLANKS)
    widened = (left[-1:] in _HALF and _is_han(left[-2:-1])) or (right[:1] in _HALF and _is_han(left[-1:]))
    counted = _COUNTED.search(left) and (_COUNTING.match(right) if left[-1:].isdigit() else right[:1].isdigit())
    return left[-1:] in _TIGHT or right[:1] in _TIGHT or widened or bool(counted)


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"
