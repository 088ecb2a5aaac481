"""What a text says it lists, against what it lists."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import regex

from bulletin_tools.checks.numbering import LISTED, Mark, bracketed, heads_by_item, in_order, narrative
from bulletin_tools.checks.slogans import SLOGAN, count, spelled_out
from bulletin_tools.draft import Draft
from bulletin_tools.finding import Finding
from bulletin_tools.rulebook import Rule
from bulletin_tools.source import Span

_WINDOW = 40  # code points before a list in which its number may be told
_LEAD = 150  # code points after a headline in which its slogan may be explained
_AFTER = 600  # code points in which a list is spelled out or goes on
_COUNTABLE = ("点", "个方面", "方面", "步")
_VERBS = ("提出", "开展", "召开", "进行", "部署", "发现", "印发", "明确", "作出", "落实", "取得", "解决", "存在", "反映", "实施", "完成", "达成", "梳理", "制定")  # fmt: skip
_PLACES = frozenset("乡镇村区县市局校院店点厂站户人的")  # before a noun: 5个乡镇的问题 are not five
_EACH_ONE = r"“(?P<number>[两二三四五六七八九])«个一»”[^。；：\n即“]{0,16}(?:，?即|：)(?P<list>[^，。；：\n]{4,80})"
_HEADLINE_NOUNS = ("措施", "举措", "做法", "办法", "抓手", "招")


def count_mismatch(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E003: 三项工作 before a list of four, “三个聚焦” before two of them."""
    by_item: dict[int, list[list[Mark]]] = {}
    for marks in _lists(draft):
        by_item.setdefault(marks[0].item, []).append(marks)
    for lists in by_item.values():
        told = [found for marks in lists for found in _told_and_listed(draft, marks, rule.options)]
        if not told and len(lists) == 1:
            told = list(_slogan_and_listed(draft, lists[0], rule.options["fixed"]))
            told = told or list(_headline_and_listed(draft, lists[0], rule.options["fixed"]))
        for span, number, listed in told:
            if number != listed:
                yield rule.finding(span, told=draft.text[span.start : span.end], listed=listed)
    for span, _, listed in _ones(draft):
        yield rule.finding(span, told=draft.text[span.start : span.end], listed=listed)
    for span, _, listed in spelled_out(draft, rule.options["fixed"]):
        yield rule.finding(span, told=draft.text[span.start : span.end], listed=listed)


def _ones(draft: Draft) -> Iterator[tuple[Span, int, int]]:
    """“五个一” and the things with 一 that are listed behind 即 or a colon."""
    for span, match in draft.search(_EACH_ONE):
        parts = match["list"].split("、")
        number = count(match["number"])
        if len(parts) > 1 and len(parts) != number and all(part.count("一") == 1 for part in parts):
            yield Span(span.start + 1, match.end("number") + 2), number, len(parts)


def _lists(draft: Draft) -> Iterator[list[Mark]]:
    """All lists of at least two, those of numbered paragraphs one level at a time."""
    for group in narrative(draft):
        yield from (marks for marks in group.lists if len(marks) > 1 and marks[0].number == 1)
    for group in bracketed(draft):
        yield from (marks for marks in group.lists if _is_inline(draft, marks))
    for heads in heads_by_item(draft).values():
        for form in dict.fromkeys(mark.form for mark in heads if mark.form[0] != "第"):
            ordered = in_order(mark for mark in heads if mark.form == form)
            yield from (marks for marks in ordered.lists if len(marks) > 1 and marks[-1].number == len(marks))


def _is_inline(draft: Draft, marks: list[Mark]) -> bool:
    """Whether a list runs from its first number on, within one paragraph."""
    whole = [mark.number for mark in marks] == list(range(1, len(marks) + 1))
    return whole and len(marks) > 1 and "\n" not in draft.text[marks[0].span.start : marks[-1].span.end]


def _told_and_listed(draft: Draft, marks: list[Mark], options: Mapping[str, Any]) -> Iterator[tuple[Span, int, int]]:
    """What the words before a list say that it holds (抓好三项工作。一是…), and how much it does."""
    first = marks[0].span.start
    start = max(draft.items[marks[0].item].span.start, first - _WINDOW)
    if after := _counted_behind().search(draft.text, start, first):
        yield Span(*after.span("words")), count(after["number"]), len(marks)
        return
    match = _promise().search(draft.text, start, first)
    if not match or match["words"].startswith(tuple(options["fixed"])):
        return
    if match["unit"] in _COUNTABLE or _is_counted(match["unit"], match["noun"], _nouns(match["point"], options)):
        number = count(match["number"])
        listed = number if _is_part(draft, marks, number) else len(marks)
        yield Span(match.start("number"), match.end("noun")), number, listed


def _nouns(point: str, options: Mapping[str, Any]) -> list[str]:
    """What may be counted: more before a colon, behind which the list must stand."""
    return [*options["nouns"], *(options["nouns-before-colon"] if point[0] in "：:—" else ())]


def _is_counted(unit: str, words: str, nouns: list[str]) -> bool:
    """Whether one of the nouns is what a number counts: 3类突出问题, but not 14个门诊提出改进意见."""
    found = [words.index(noun) for noun in nouns if noun in words]
    before = words[: min(found)] if found else ""
    if not found or any(verb in before for verb in _VERBS):
        return False
    return unit != "个" or (len(before) <= 4 and _PLACES.isdisjoint(before))


def _headline_and_listed(draft: Draft, marks: list[Mark], fixed: list[str]) -> Iterator[tuple[Span, int, int]]:
    """What a headline promises without quotation marks: 三项措施, and the item's only list."""
    headline, paragraphs = draft.items[marks[0].item].headline, draft.items[marks[0].item].paragraphs
    if len(paragraphs) > max(2, len(marks) + 1):  # the list may be a part of one measure
        return
    match = _promised().search(draft.text, *headline.span) if headline else None
    if match and marks[0].form == "{}是" and not match[0].startswith(tuple(fixed)):
        number = count(match["number"])
        yield Span(*match.span()), number, number if _is_part(draft, marks, number) else len(marks)


def _slogan_and_listed(draft: Draft, marks: list[Mark], fixed: list[str]) -> Iterator[tuple[Span, int, int]]:
    """A slogan like “三个聚焦” in the headline or lead, and the list whose parts have its word."""
    item = draft.items[marks[0].item]
    lead = item.paragraphs[0].span.start if item.paragraphs else item.span.start
    for match in _slogan().finditer(draft.text, item.span.start, min(lead + _LEAD, marks[0].span.start)):
        words = draft.text[match.start() + 1 : match.end() - 1]
        listed = _with_word(draft, marks, match["what"])
        if words not in fixed and listed > 1 and 2 * listed >= len(marks):
            yield Span(match.start() + 1, match.end() - 1), count(match["number"]), len(marks)
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


@cache
def _slogan() -> "regex.Pattern[str]":
    return regex.compile(r"“(?P<number>[两二三四五六七八九])个?(?P<what>[\u4e00-\u9fff]{2,6})”")


@cache
def _promise() -> "regex.Pattern[str]":
    return regex.compile(
        r"(?<![第等余多近前后其的约午晚早晨上日\d一二三四五六七八九十百千万零〇.．])"
        r"(?P<words>(?P<number>[二两三四五六七八九]|十[一二三四五六]?|\d{1,2})"
        r"(?P<unit>个?方面|个(?!工作日)|[项条大点种件步类招])(?P<noun>[\u4e00-\u9fff]{0,12}))(?P<point>[：:。，,；—]{1,2})\s*$"
    )


@cache
def _counted_behind() -> "regex.Pattern[str]":
    """问题3个："""
    return regex.compile(
        r"(?P<words>(?:问题|意见|建议|措施|隐患|线索|要求|事项)(?P<number>[两二三四五六七八九]|[1-9])[个条项类点处种])[：:]\s*$"
    )


@cache
def _promised() -> "regex.Pattern[str]":
    return regex.compile(
        r"(?<![第等余多近\d一二三四五六七八九十百千])(?P<number>[二两三四五六七八九]|\d)[项条个大]?"
        rf"(?:{'|'.join(_HEADLINE_NOUNS)})"
    )


SEARCHED = {"count_mismatch": (*LISTED, _EACH_ONE, SLOGAN)}
