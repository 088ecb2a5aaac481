"""Paragraphs that end without the mark of a sentence's end."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools import regexes as regex
from bulletin_tools.checks.context import before_source, closing_edit, left_open, news
from bulletin_tools.lexicon import ends_sentence, starts_with_date
from bulletin_tools.parse.sources import after_sentence
from bulletin_tools.patterns import plain
from bulletin_tools.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.bulletin import Field, Item
    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_COMMAS = "，、,"
_PAUSES = _COMMAS + "；;"
_SHORT = 12  # code points of a paragraph that begins with a day, or ends with a comma or a figure
_SHORTEST = 20  # code points of any paragraph that is surely no heading
_LONGEST_SUBHEAD = 20
_NEAR = 12  # paragraphs on each side of one that are looked at


def paragraph_end(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S022: a body's paragraph that ends without the point of a sentence; before a source, S012 says so too."""
    for _, item in news(draft):
        for place, paragraph in enumerate(item.paragraphs):
            if paragraph.value[-1] != "。" and _is_open(draft, item, place):
                end = paragraph.span.end
                yield rule.finding(Span(end - 1, end), closing_edit(draft.text, end))


def _is_open(draft: Draft, item: Item, place: int) -> bool:
    if place + 1 == len(item.paragraphs):
        if before_source(draft, item, place):
            return left_open(draft, item)
        promises = item.source_span is not None and item.paragraphs[place].value[-1] in "：:"
        return promises or (_breaks_off(draft, item.paragraphs[place]) and _must_close(draft, item, place))
    return _breaks_off(draft, item.paragraphs[place]) and (
        _is_below_subhead(draft, item, place)
        or _is_open_part(draft, item, place)
        or _is_open_lead(draft, item, place)
        or _is_paragraph_between(draft, item, place)
    )


def _breaks_off(draft: Draft, paragraph: Field) -> bool:
    """Whether a paragraph of several clauses ends behind a word, or behind a comma."""
    words = paragraph.value
    last = words[-1]
    if last not in _PAUSES and (
        not (last.isalnum() or last in "％%》）”") or after_sentence(draft.text, *paragraph.span)
    ):
        return False
    sure = len(words) >= (_SHORT if last in _PAUSES else _SHORTEST)
    if not sure and (len(words) < _SHORT or not (starts_with_date(words) or _figure_at_end().search(words))):
        return False
    if words[words.rfind("。") + 1 :].startswith(("图", "表", " 图", "附", "联系", "电话")):  # a caption
        return False
    return "，" in words or last in _PAUSES or bool(starts_with_date(words) and _figure_at_end().search(words))


def _must_close(draft: Draft, item: Item, place: int) -> bool:
    """Whether an item ends with a paragraph, its source below it; a text that names none may be cut."""
    words = item.paragraphs[place].value
    closed = place > 0 and item.headline and ends_sentence(draft.text, item.paragraphs[place - 1].span.end)
    return item.source_span is not None or "。" in words or bool(closed and words[-1] in _PAUSES)


def _is_below_subhead(draft: Draft, item: Item, place: int) -> bool:
    """Whether a paragraph is what a line like 一、摸清底数 heads; another such line may follow, but no part of a list."""
    own = item.paragraphs[place].value
    if place == 0 or _is_listed(own) or item.source_span is None:
        return False
    before, after = item.paragraphs[place - 1], item.paragraphs[place + 1]
    return _is_subhead(draft, before) and (not _is_listed(after.value) or _is_subhead(draft, after))


def _is_subhead(draft: Draft, paragraph: Field) -> bool:
    """Whether a line is the numbered head of what follows."""
    words = paragraph.value
    return (
        len(words) <= _LONGEST_SUBHEAD
        and bool(_number().match(words))
        and words[-1].isalnum()
        and not ends_sentence(draft.text, paragraph.span.end)
    )


def _is_open_part(draft: Draft, item: Item, place: int) -> bool:
    """Whether a part of a list that is a paragraph of sentences breaks off where the next one is closed."""
    own, after = item.paragraphs[place : place + 2]
    return (
        item.source_span is not None
        and own.value[-1] not in "；;"
        and "。" in own.value
        and _is_listed(own.value)
        and _is_listed(after.value)
        and (place + 2 == len(item.paragraphs) or ends_sentence(draft.text, after.span.end))
    )


def _is_open_lead(draft: Draft, item: Item, place: int) -> bool:
    """Whether sentences that announce no list stand open above one whose parts are sentences."""
    own, parts = item.paragraphs[place].value, item.paragraphs[place + 1 : place + _NEAR]
    return (
        item.source_span is not None
        and not _is_listed(own)
        and _is_listed(parts[0].value)
        and all(ends_sentence(draft.text, part.span.end) for part in parts)
        and not _announcing().search(own.rsplit("。", 1)[-1])
    )


def _is_paragraph_between(draft: Draft, item: Item, place: int) -> bool:
    """Whether a paragraph stands among others of its indent, and none of them is a part of a list."""
    around = item.paragraphs[max(0, place - 1) : place + 2]
    lines = [draft.source.paragraph_at(paragraph.span.start) for paragraph in item.paragraphs[place : place + 2]]
    own, following = lines
    if own.indent < 1 or following.indent != own.indent or item.source_span is None:
        return False
    if any(_is_listed(paragraph.value) for paragraph in around):
        return False
    earlier, later = item.paragraphs[max(0, place - _NEAR) : place], item.paragraphs[place + 1 : place + _NEAR]
    announcing = [other for other in earlier if other.value[-1] in "：:"]
    closed = all(
        ends_sentence(draft.text, other.span.end) for other in (*earlier, *later[:-1]) if other not in announcing
    )
    # What a colon announces may be parts that no mark ends; parts that are sentences have theirs.
    sentences = [other for other in (item.paragraphs[place], *later) if "。" in other.value]
    return closed and (not announcing or len(sentences) > len(later))


def _is_listed(words: str) -> bool:
    """Whether a paragraph is a part of a list."""
    return bool(_list_mark().match(words))


@cache
def _list_mark() -> regex.Pattern[str]:
    return plain(
        r"[（(]?[一二三四五六七八九十\d①-⑳]{1,3}(?:[、．.）)]|是|要)|第[一二三四五六七八九十\d]+|其[一二三四五]|[-—·●◆■▲△○□*]|附|图|注"
    )


@cache
def _number() -> regex.Pattern[str]:
    return plain(r"[（(]?[一二三四五六七八九十\d]{1,3}[、．.）)]")


@cache
def _figure_at_end() -> regex.Pattern[str]:
    return plain(r"\d[\d.]*(?:[%％]|\p{Han}{1,3})?$")


@cache
def _announcing() -> regex.Pattern[str]:
    """Words behind which a list is expected, so that a colon may be what is lacking."""
    return plain(r"[下如]列|[以如]下|做到|做法|措施|方面|问题|举措|特点|包括|分别|[为是]\W?$")
