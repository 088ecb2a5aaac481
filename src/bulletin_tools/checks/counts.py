"""What a text says it lists, against what it lists."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from bulletin_tools import regexes as regex
from bulletin_tools.checks import recounting
from bulletin_tools.checks.named_parts import NAMED, named
from bulletin_tools.checks.numbered_heads import LISTED, heads_by_item
from bulletin_tools.checks.numbering import NARRATIVE, Mark, bracketed, in_order, narrative
from bulletin_tools.checks.ordinal_words import FINDS, LAST, all_words
from bulletin_tools.checks.slogans import IN_MARKS, QUOTED, SHORT_SLOGAN, SLOGAN, count, echoed, spelled_out
from bulletin_tools.checks.summed_up import FINDS as SUMS
from bulletin_tools.checks.summed_up import summed_up
from bulletin_tools.draft import Draft
from bulletin_tools.finding import Finding
from bulletin_tools.patterns import plain
from bulletin_tools.rulebook import Rule
from bulletin_tools.source import Span

_WINDOW = 40  # code points before a list in which its number may be told
_LEAD = 150  # code points after a headline in which its slogan may be explained
_AFTER = 600  # code points in which a list is spelled out or goes on
_LISTING = ("大", "条", "项")
_COUNTABLE = ("点", "个方面", "方面", "步")
_VERBS = ("提出", "开展", "召开", "进行", "部署", "发现", "印发", "明确", "作出", "落实", "取得", "解决", "存在", "反映", "实施", "完成", "达成", "梳理", "制定")  # fmt: skip
_PLACES = frozenset("乡镇村区县市局校院店点厂站户人的")  # before a noun: 5个乡镇的问题 are not five
_MORE = ("第三", "第四", "三是", "四是", "然后", "接着", "另外", "此外", "还要")
_EACH_ONE = r"“(?P<number>[两二三四五六七八九])«个一»”[^。；：\n即“]{0,16}(?:，?即|：)(?P<list>[^，。；：\n]{4,80})"
_BEGUN = (*LISTED, *FINDS.values())
"""Patterns without one of which there is no list."""
_HEADLINE_NOUNS = ("措施", "举措", "做法", "办法", "抓手", "招", "对策", "承诺", "要点")


def count_mismatch(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E003: 三项工作 before a list of four, “三个聚焦” before two of them."""
    seen = set()
    by_item: dict[int, list[list[Mark]]] = {}
    for marks in _lists(draft):
        by_item.setdefault(marks[0].item, []).append(marks)
    for lists in by_item.values():
        told = [found for marks in lists for found in _told_and_listed(draft, marks, rule.options)]
        if not told and len(lists) == 1:
            told = list(_slogan_and_listed(draft, lists[0], rule.options["fixed"]))
            told = told or list(_headline_and_listed(draft, lists[0], rule.options["fixed"]))
        if len(lists) == 1:
            told += _recalled(draft, lists[0], rule.options["nouns"])
        for span, number, listed in told:
            if number != listed:
                seen.add(span)
                yield _mismatch(draft, rule, span, number, listed)
    fixed = rule.options["fixed"]
    elsewhere = dict(
        [
            *_ones(draft),
            *echoed(draft, fixed),
            *spelled_out(draft, fixed),
            *named(draft, fixed),
            *summed_up(draft, fixed),
        ]
    )
    for span in elsewhere.keys() - seen:
        match = recounting.numeral(draft.text, span)
        yield _mismatch(draft, rule, span, count(match[0]) if match else 0, elsewhere[span])


def _mismatch(draft: Draft, rule: Rule, span: Span, told: int, listed: int) -> Finding:
    edits = recounting.edits(draft, span, told, listed)
    return rule.finding(span, *edits, told=draft.text[slice(*span)], listed=listed)


def _ones(draft: Draft) -> Iterator[tuple[Span, int]]:
    """“五个一” and the things with 一 that are listed behind 即 or a colon."""
    for span, match in draft.search(_EACH_ONE):
        parts = match["list"].split("、")
        number = count(match["number"])
        if len(parts) > 1 and len(parts) != number and all(part.count("一") == 1 for part in parts):
            yield Span(span.start + 1, match.end("number") + 2), len(parts)


def _lists(draft: Draft) -> Iterator[list[Mark]]:
    """All lists of at least two, those of numbered paragraphs one level at a time."""
    if not draft.held(_BEGUN):
        return
    for group in narrative(draft):
        yield from (marks for marks in group.lists if len(marks) > 1 and marks[0].number == 1)
    for group in bracketed(draft):
        yield from (marks for marks in group.lists if _is_inline(draft, marks))
    yield from _worded(draft)
    for heads in heads_by_item(draft).values():
        by_form: dict[str, list[Mark]] = {}
        for mark in heads:
            if mark.form[0] != "第":
                by_form.setdefault(mark.form, []).append(mark)
        for alike in by_form.values():
            ordered = in_order(alike).lists if len(alike) > 1 else ()
            yield from (marks for marks in ordered if len(marks) > 1 and marks[-1].number == len(marks))


def _worded(draft: Draft) -> Iterator[list[Mark]]:
    """首先，…其次，…最后，…, to which nothing is added in other words."""
    words = all_words(draft)
    for index, mark in enumerate(words):
        end = draft.source.paragraph_at(mark.span.start).end
        marks = [other for other in words[index : index + 4] if other.span.start < end]
        last = next((place for place, other in enumerate(marks) if other.number == LAST), 0)
        ranks = [other.number for other in marks[:last]]
        between = draft.text[mark.span.start : marks[last].span.start]
        if last > 1 and ranks == list(range(1, last + 1)) and not any(word in between for word in _MORE):
            yield [*marks[:last], marks[last]._replace(number=last + 1)]


def _is_inline(draft: Draft, marks: list[Mark]) -> bool:
    """Whether a list runs from its first number on, within one paragraph."""
    whole = [mark.number for mark in marks] == list(range(1, len(marks) + 1))
    return whole and len(marks) > 1 and "\n" not in draft.text[marks[0].span.start : marks[-1].span.end]


def _told_and_listed(draft: Draft, marks: list[Mark], options: Mapping[str, Any]) -> Iterator[tuple[Span, int, int]]:
    """What the words before a list say that it holds (抓好三项工作。一是…), and how much it does."""
    first = marks[0].span.start
    start = max(draft.items[marks[0].item].span.start, first - _WINDOW)
    after = _counted_behind().search(draft.text, start, first)
    if after and (after["verb"] or after["unit"]):
        yield Span(*after.span("words")), count(after["number"]), len(marks)
        return
    match = _promise().search(draft.text, start, first)
    # “三大行动” is what something is called, and has no need to be counted here.
    if not match or match["words"].startswith(tuple(options["fixed"])) or _named().search(match["words"]):
        return
    headed = "\n" in draft.text[match.end("point") : first]
    nouns = options["nouns"] + (
        options["nouns-before-colon"] if headed or match["point"][0] in "：:—" or match["unit"] in _LISTING else []
    )
    if (match["unit"] in _COUNTABLE and not match["more"]) or _is_counted(match["unit"], match["noun"], nouns):
        number = count(match["number"])
        listed = number if _is_part(draft, marks, number) else len(marks)
        yield Span(match.start("number"), match.end("noun")), number, listed


def _recalled(draft: Draft, marks: list[Mark], nouns: list[str]) -> Iterator[tuple[Span, int, int]]:
    """What the words behind a list say that it held: 以上四项措施."""
    end = draft.items[marks[0].item].span.end
    match = _looking_back().search(draft.text, marks[-1].span.end, end)
    if match and marks[-1].number == len(marks) and any(noun in match["noun"] for noun in nouns):
        yield Span(*match.span("words")), count(match["number"]), len(marks)


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
    parts = len(marks) if marks[0].form in NARRATIVE else 2 * len(marks)
    if len(paragraphs) > max(2, parts + 1):  # the list may be a part of one measure
        return
    match = _promised().search(draft.text, *headline.span) if headline else None
    if match and not match[0].startswith(tuple(fixed)):
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
    return plain(r"“(?P<number>[两二三四五六七八九])个?(?P<what>[\u4e00-\u9fff]{2,6})”")


@cache
def _promise() -> "regex.Pattern[str]":
    return plain(
        r"(?<![第等余多近前后其的约午晚早晨上日\d一二三四五六七八九十百千万零〇.．])"
        r"(?P<words>(?P<number>[二两三四五六七八九]|十[一二三四五六]?|\d{1,2})"
        r"(?P<unit>个?方面|个(?!工作日)|[项条大点种件步类招篇张起]|(?=举措|措施|难题|机制|原则))(?P<noun>[\u4e00-\u9fff“”]{0,12}))"
        r"(?P<more>，[^，。；：\n]{2,24})?(?P<point>[：:。，,；—]{1,2})(?:即|分别是|分别为)?\s*$"
    )


@cache
def _named() -> "regex.Pattern[str]":
    return plain("(?:行动|工程|计划|战役)”$")


@cache
def _counted_behind() -> "regex.Pattern[str]":
    """问题3个：, 原因有三。"""
    return plain(
        r"(?P<words>(?:问题|意见|建议|措施|举措|隐患|线索|要求|事项|任务|原因|特点|做法|办法|经验|体会|变化|难点|难题|优势|亮点|考虑|理由|好处|启示|承诺)"
        r"(?:(?:主要|共|一共|总共)?(?P<verb>有|为|共|分)(?:以下)?)?(?P<number>[二两三四五六七八九]|[1-9])(?P<unit>个方面|方面|[个条项类点处种]|))"
        r"[：:。，]\s*$"
    )


@cache
def _promised() -> "regex.Pattern[str]":
    return plain(
        rf"(?<![第等余多近\d一二三四五六七八九十百千])(?P<number>[二两三四五六七八九]|\d|双(?=管|向|轮))(?:[项条个大](?:便民|利民|惠民|具体|硬|新|实)?(?:{'|'.join(_HEADLINE_NOUNS)})"
        rf"|(?:便民|利民|惠民|硬|新|实)?(?:{'|'.join(_HEADLINE_NOUNS)})|措并举|管齐下|箭齐发|[向维端]发力|步走|字诀)"
    )


@cache
def _looking_back() -> "regex.Pattern[str]":
    """以上四项措施"""
    return plain(
        r"(?:以上|上述|这)(?P<words>(?P<number>[两三四五六七八九]|[2-9])(?:个方面|[项个条点招大])(?P<noun>[\u4e00-\u9fff]{2,6}))"
    )


SEARCHED = {
    "count_mismatch": (*LISTED, *FINDS.values(), _EACH_ONE, SLOGAN, SHORT_SLOGAN, IN_MARKS, QUOTED, *NAMED, *SUMS)
}
