"""What kind of text a draft is: an issue of a bulletin, a lone item, or an official notice."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools.draft import of_draft
from bulletin_tools.expressions import expression
from bulletin_tools.parse import sources
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.bulletin import Bulletin, Field, Item
    from bulletin_tools.draft import Draft

_POINTS = "。．.，,；;、：:"
_FIRST_LINES = 8
_LONGEST_HEADLINE = 45
_LONGEST_SPEECH = 200  # code points
_SAYING = "说道写言问答称话叹喊"
_OPEN = "，、；：,;:"
"""What a paragraph may end with that has no end."""
_MAY_END_OPEN = frozenset(_OPEN + "％%”》）")
"""What else than a word may stand there."""
_DOCUMENTS = ("通知", "意见", "决定", "通告", "公告", "批复", "请示", "报告", "办法", "规定", "条例", "细则", "纲要", "公报", "的函", "规程", "章程", "规则", "方案")  # fmt: skip


def is_issue(bulletin: Bulletin) -> bool:
    """Whether a text shows that it is a bulletin: by its head, its foot, a source or a brief."""
    return bool(
        bulletin.masthead
        or bulletin.contents
        or (bulletin.footer and (bulletin.footer.send or bulletin.footer.report))
        or any(item.sources or item.kind == "brief" for item in bulletin.items)
    )


def news(draft: Draft) -> Iterator[tuple[Bulletin, Item]]:
    """The items of all issues, official notices apart."""
    for index, bulletin in enumerate(draft.bulletins):
        if index not in _notices(draft):
            for item in bulletin.items:
                yield bulletin, item


@of_draft
def _notices(draft: Draft) -> frozenset[int]:
    return frozenset(index for index, bulletin in enumerate(draft.bulletins) if _is_notice(bulletin))


def _is_notice(bulletin: Bulletin) -> bool:
    """Whether a text without a masthead is an official notice: its number, its addressees, its title say so."""
    if bulletin.masthead or not bulletin.items or any(item.sources for item in bulletin.items):
        return False
    first = bulletin.items[0]
    if first.headline and first.headline.value.rstrip("）)").endswith(_DOCUMENTS):
        return True
    lines = [first.headline] if first.headline else []
    return any(_is_official_line(line.value) for line in [*lines, *first.paragraphs][:_FIRST_LINES])


def is_whole(item: Item) -> bool:
    """Whether an item is all there; a text without headline and source may be cut from the middle of anything."""
    return bool(item.sources or (item.headline and item.paragraphs))


def unmarked_headline(item: Item) -> Field | None:
    """A headline that is closed like a sentence: a short first paragraph that says no more than one clause."""
    if item.headline or len(item.paragraphs) < 2 or item.kind == "brief":
        return None
    first, second = item.paragraphs[:2]
    bare = first.value.rstrip(_POINTS)
    short = 4 < len(bare) <= _LONGEST_HEADLINE and len(second.value) > len(first.value)
    return first if short and bare != first.value and not any(mark in bare for mark in "。，；") else None


def left_open(draft: Draft, item: Item) -> bool:
    """Whether the source follows in the line of a last paragraph that no mark of a sentence's end closes."""
    if not item.paragraphs:
        return False
    body = item.paragraphs[-1]
    last = body.value[-1]
    if not (last.isalnum() or last in _MAY_END_OPEN) or not before_source(draft, item, len(item.paragraphs) - 1):
        return False
    closed = sources.after_sentence(draft.text, *body.span) or body.value.endswith(sources.GLOSSED)
    return last in _OPEN or not closed


def closing_edit(text: str, end: int) -> Edit:
    """The full stop that a paragraph lacks at its end, instead of the comma that stands there."""
    if text[end - 1] == "”" and _ends_speech(text, end):
        return Edit(Span(end - 1, end - 1), "。")
    return Edit(Span(end - 1, end) if text[end - 1] in _OPEN else Span(end, end), "。")


def _ends_speech(text: str, end: int) -> bool:
    """Whether a quotation is what somebody says, so that its full stop stands within: 他说：“……。”"""
    opening = text.rfind("“", max(0, end - _LONGEST_SPEECH), end)
    before, words = text[max(0, opening - 2) : opening], text[opening + 1 : end - 1]
    return opening > 0 and before.endswith(("：", ":")) and (before[0] in _SAYING or "，" in words)


def before_source(draft: Draft, item: Item, place: int) -> bool:
    """Whether a paragraph is the last, and the source follows in its line."""
    if item.source_span is None or place + 1 < len(item.paragraphs):
        return False
    return "\n" not in draft.text[item.paragraphs[place].span.end : item.source_span.start]


def _is_official_line(line: str) -> bool:
    return len(line) < 200 and bool(
        (line[-1] in "：:" and "。" not in line and _addressee().search(line)) or _number().search(line)
    )


@cache
def _addressee() -> re.Pattern[str]:
    return expression(r"^各|人民政府|委员会|各部门|各单位|同志们|代表|委员[：:]|厅|局[、，（）：:]|公司|院")


@cache
def _number() -> re.Pattern[str]:
    return expression(r"[〔\[［（(]\s*(?:19|20)\d\d\s*[〕\]］）)]\s*\d+\s*号[）)]?$")
