"""What a text says it lists, against what it lists."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import regex

from bulletin_tools.checks.numbering import Mark, heads_by_item, in_order, narrative, value
from bulletin_tools.draft import Draft
from bulletin_tools.finding import Finding
from bulletin_tools.matcher import places
from bulletin_tools.rulebook import Rule
from bulletin_tools.source import Span

_WINDOW = 40  # code points before a list in which its number may be told
_LEAD = 150  # code points after a headline in which its slogan may be explained
_AFTER = 600  # code points in which a list is spelled out or goes on
_COUNTABLE = ("点", "个方面")
_SPELLED_OUT = "“(?P<number>[两二三四五六七八九])个(?P<what>[一-鿿]{2,6})«”：»"


def count_mismatch(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E003: 三项工作 before a list of four, “三个聚焦” before two of them."""
    by_item: dict[int, list[list[Mark]]] = {}
    for marks in _lists(draft):
        by_item.setdefault(marks[0].item, []).append(marks)
    for lists in by_item.values():
        told = [found for marks in lists for found in _told_and_listed(draft, marks, rule.options)]
        if not told and len(lists) == 1:
            told = list(_slogan_and_listed(draft, lists[0], rule.options["fixed"]))
        for span, number, listed in told:
            if number != listed:
                yield rule.finding(span, told=draft.text[span.start : span.end], listed=listed)
    yield from _spelled_out(draft, rule)


def _lists(draft: Draft) -> Iterator[list[Mark]]:
    """All lists of at least two, those of numbered paragraphs one level at a time."""
    for group in narrative(draft):
        yield from (marks for marks in group.lists if len(marks) > 1 and marks[0].number == 1)
    for heads in heads_by_item(draft).values():
        for form in {mark.form for mark in heads if mark.form[0] != "第"}:
            ordered = in_order(mark for mark in heads if mark.form == form)
            yield from (marks for marks in ordered.lists if len(marks) > 1 and marks[-1].number == len(marks))


def _told_and_listed(draft: Draft, marks: list[Mark], options: Mapping[str, Any]) -> Iterator[tuple[Span, int, int]]:
    """What the words before a list say that it holds (抓好三项工作。一是…), and how much it does."""
    first = marks[0].span.start
    start = max(draft.items[marks[0].item].span.start, first - _WINDOW)
    match = _promise().search(draft.text, start, first)
    if not match or match["words"].startswith(tuple(options["fixed"])):
        return
    if match["unit"] in _COUNTABLE or any(noun in match["noun"] for noun in options["nouns"]):
        number = _count(match["number"])
        listed = number if _is_part(draft, marks, number) else len(marks)
        yield Span(match.start("number"), match.end("noun")), number, listed


def _slogan_and_listed(draft: Draft, marks: list[Mark], fixed: list[str]) -> Iterator[tuple[Span, int, int]]:
    """A slogan like “三个聚焦” in the headline or lead, and the list whose parts have its word."""
    item = draft.items[marks[0].item]
    lead = item.paragraphs[0].span.start if item.paragraphs else item.span.start
    for match in _slogan().finditer(draft.text, item.span.start, min(lead + _LEAD, marks[0].span.start)):
        words = draft.text[match.start() + 1 : match.end() - 1]
        listed = _with_word(draft, marks, match["what"])
        if words not in fixed and listed > 1 and 2 * listed >= len(marks):
            yield Span(match.start() + 1, match.end() - 1), _count(match["number"]), len(marks)
            return


def _is_part(draft: Draft, marks: list[Mark], number: int) -> bool:
    """Whether the list goes on in another way (最后，……), or a number in it is missing, which E001 says."""
    if marks[-1].number != len(marks):
        return marks[-1].number == number
    end = marks[-1].span.end
    after = draft.text[end : min(end + _AFTER, draft.items[marks[0].item].span.end)]
    return len(marks) < number and any(word in after for word in ("最后", "此外", "另外", "同时", "还要", "再次"))


def _with_word(draft: Draft, marks: list[Mark], what: str) -> int:
    ends = [mark.span.start for mark in marks[1:]] + [marks[-1].span.end + 30]
    return sum(
        what in draft.text[mark.span.end : min(end, mark.span.end + 30)] for mark, end in zip(marks, ends, strict=True)
    )


def _spelled_out(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """“三个聚焦”：聚焦……，聚焦……: as many clauses as it says."""
    for span, match in places(_SPELLED_OUT, draft.text, [Span(0, len(draft.text))]):
        end = min(draft.source.paragraph_at(span.start).end, span.end + _AFTER)
        sentence = draft.text[span.end - 1 : end].partition("。")[0]
        listed = len(regex.findall(f"[：，；、]{match['what']}", sentence))
        if listed > 1 and listed != _count(match["number"]):
            words = Span(span.start + 1, span.end - 2)
            yield rule.finding(words, told=draft.text[words.start : words.end], listed=listed)


def _count(written: str) -> int:
    return 2 if written == "两" else value(written)


@cache
def _slogan() -> "regex.Pattern[str]":
    return regex.compile(r"“(?P<number>[两二三四五六七八九])个?(?P<what>[\u4e00-\u9fff]{2,6})”")


@cache
def _promise() -> "regex.Pattern[str]":
    return regex.compile(
        r"(?<![第等余多近前后其的约午晚早晨上日\d一二三四五六七八九十百千万零〇.．])"
        r"(?P<words>(?P<number>[二两三四五六七八九]|十[一二三四五六]?|\d{1,2})"
        r"(?P<unit>个方面|个(?!工作日)|[项条大点种件步])(?P<noun>[\u4e00-\u9fff]{0,12}))[：:。，,；—]{1,2}\s*$"
    )
