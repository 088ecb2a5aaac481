"""What kind of text a draft is: an issue of a bulletin, a lone item, or an official notice."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools.draft import of_draft
from bulletin_tools.lexicon import ends_sentence, starts_with_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.bulletin import Bulletin, Field, Item
    from bulletin_tools.draft import Draft

_POINTS = "。．.，,；;、：:"
_FIRST_LINES = 8
_LONGEST_HEADLINE = 45
_SHORT = 12  # code points of a paragraph that begins with a day, or ends with a comma
_SHORTEST = 25  # code points of any paragraph that is surely no heading
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


def breaks_off(draft: Draft, paragraph: Field) -> bool:
    """Whether a paragraph of several clauses ends behind a word, or behind a comma."""
    words = paragraph.value
    last = words[-1]
    if not ("一" <= last <= "鿿" or last in "，、；,;”％%" or last.isdigit()):
        return False
    if len(words) < (_SHORT if last in "，、；,;" or starts_with_date(words) else _SHORTEST):
        return False
    caption = words[words.rfind("。") + 1 :].startswith(("图", "表", " 图", "附", "联系", "电话"))
    return ("，" in words or last in "，、；,;") and not caption and not ends_sentence(draft.text, paragraph.span.end)


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
    return re.compile(r"^各|人民政府|委员会|各部门|各单位|同志们|代表|委员[：:]|厅|局[、，（）：:]|公司|院")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"[〔\[［（(]\s*(?:19|20)\d\d\s*[〕\]］）)]\s*\d+\s*号[）)]?$")
