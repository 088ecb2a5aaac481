"""What a text says it lists, against what it lists."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

import regex

from bulletin_tools.checks.numbering import Mark, heads_by_item, in_order, narrative, value
from bulletin_tools.draft import Draft
from bulletin_tools.finding import Finding
from bulletin_tools.matcher import places
from bulletin_tools.rulebook import Rule
from bulletin_tools.source import Span

_WINDOW = 40  # code points before a list in which its number may be told
_LEAD = 150  # code points after a headline in which its slogan may be explained
_SLOGAN = "“(?P<number>[两二三四五六七八九])«个»(?P<what>[\\u4e00-\\u9fff]{2,6})”"


def count_mismatch(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E003: 三项工作 before a list of four, “三个聚焦” before two of them."""
    lists = list(_lists(draft))
    told: set[int] = set()
    for marks in lists:
        found = _told(draft, marks, rule.options["nouns"])
        if found:
            told.add(marks[0].item)
            span, number, noun = found
            if number != len(marks) and not _is_part(draft, marks, number):
                yield rule.finding(span, told=number, noun=noun, listed=len(marks))
    if "个" in draft.text and "“" in draft.text:
        yield from _slogans(draft, rule, lists, told)


def _lists(draft: Draft) -> Iterator[list[Mark]]:
    """All lists of at least two, those of numbered paragraphs one level at a time."""
    for group in narrative(draft):
        yield from (marks for marks in group.lists if len(marks) > 1 and marks[0].number == 1)
    for heads in heads_by_item(draft).values():
        for form in {mark.form for mark in heads if mark.form[0] != "第"}:
            ordered = in_order(mark for mark in heads if mark.form == form)
            yield from (marks for marks in ordered.lists if len(marks) > 1 and marks[0].number == 1)


def _told(draft: Draft, marks: list[Mark], nouns: list[str]) -> tuple[Span, int, str] | None:
    """Where the words before a list say how many things it holds: 抓好三项工作。一是…"""
    first = marks[0].span.start
    start = max(draft.items[marks[0].item].span.start, first - _WINDOW)
    match = _promise().search(draft.text, start, first)
    if not match or not any(noun in match["noun"] for noun in nouns):
        return None
    return Span(match.start("number"), match.end("noun")), _count(match["number"]), match["unit"] + match["noun"]


def _is_part(draft: Draft, marks: list[Mark], number: int) -> bool:
    """Whether the list goes on in another way (最后，……), or a number in it is missing, which E001 says."""
    if marks[-1].number != len(marks):
        return marks[-1].number == number
    after = draft.text[marks[-1].span.end : draft.items[marks[0].item].span.end]
    return len(marks) < number and any(word in after for word in ("最后", "此外", "另外", "同时", "还要", "再次"))


def _slogans(draft: Draft, rule: Rule, lists: list[list[Mark]], told: set[int]) -> Iterator[Finding]:
    """Slogans like “三个聚焦” in a headline or lead, whose word each part of the list begins with."""
    by_item: dict[int, list[list[Mark]]] = {}
    for marks in lists:
        by_item.setdefault(marks[0].item, []).append(marks)
    fixed = frozenset(rule.options["fixed"])
    starts = [item.span.start for item in draft.items]
    for place in places(_SLOGAN, draft.text, [Span(0, len(draft.text))]):
        span, match = place
        index = bisect_left(starts, span.start + 1) - 1
        words = draft.text[span.start + 1 : span.end - 1]
        if index < 0 or words in fixed or span.start > _lead_end(draft, index):
            continue
        number = _count(match["number"])
        candidates = by_item.get(index, [])
        if len(candidates) == 1 and index not in told:
            listed, parts = _with_word(draft, candidates[0], match["what"]), len(candidates[0])
            if listed > 1 and 2 * listed >= parts != number:
                yield rule.finding(span, told=number, noun=match["what"], listed=parts)
        elif not candidates:
            listed = _spelled_out(draft, span.end, match["what"])
            if listed > 1 and listed != number:
                yield rule.finding(span, told=number, noun=match["what"], listed=listed)


def _lead_end(draft: Draft, index: int) -> int:
    item = draft.items[index]
    return (item.paragraphs[0].span.start if item.paragraphs else item.span.start) + _LEAD


def _with_word(draft: Draft, marks: list[Mark], what: str) -> int:
    return sum(what in draft.text[mark.span.end : mark.span.end + len(what) + 6] for mark in marks)


def _spelled_out(draft: Draft, place: int, what: str) -> int:
    """How often the slogan's word begins a clause behind the colon that explains it."""
    if not draft.text.startswith("：", place):
        return 0
    end = draft.source.paragraph_at(place).end
    sentence = draft.text[place:end].partition("。")[0]
    return len(re.findall(f"[：，；、]{what}", sentence))


def _count(written: str) -> int:
    return 2 if written == "两" else value(written)


@cache
def _promise() -> "regex.Pattern[str]":
    return regex.compile(
        r"(?<![第等余多近前后其的约\d一二三四五六七八九十百千万.．])"
        r"(?P<number>[二两三四五六七八九]|十[一二三四五六]?|\d{1,2})"
        r"(?P<unit>个方面|[个项条大点种件步])(?P<noun>[\u4e00-\u9fff]{0,8})[：:。，,；—]{1,2}\s*$"
    )
