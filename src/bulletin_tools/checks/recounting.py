"""How a number that isn't that of what it counts is mended: 两个环节 before three parts."""

import re

from bulletin_tools.checks.numbering import DIGITS, chinese
from bulletin_tools.draft import Draft
from bulletin_tools.expressions import expression
from bulletin_tools.source import Edit, Span

_NUMERAL = expression(rf"[两{DIGITS}]{{1,3}}|\d{{1,2}}")
_COUNTED = 1  # code points behind a number by which a headline is known to count the same: 三条线, 三个字


def numeral(text: str, words: Span) -> "re.Match[str] | None":
    """The number in what a text says that it lists: 三项工作, 问题3个."""
    return _NUMERAL.search(text, *words)


def edits(draft: Draft, words: Span, told: int, listed: int) -> list[Edit]:
    """The number of what is listed, where only that can be meant.

    Nobody lists a part too many; one that is missing may be lost, unless the headline counts as many as there are.
    """
    match = numeral(draft.text, words)
    if not match or _is_named(draft, words) or not (listed > told or _headline_counts(draft, match, listed)):
        return []
    return [Edit(Span(*match.span()), _written(draft.text, match, listed))]


def _is_named(draft: Draft, words: Span) -> bool:
    """Whether the headline says the same, so that a part too many may be the slip: “三个聚焦”."""
    index = draft.item_at(words.start)
    title = draft.items[index].headline if index is not None else None
    outside = title is not None and not title.span.start <= words.start < title.span.end
    return bool(title and outside and draft.text[slice(*words)] in title.value)


def _headline_counts(draft: Draft, match: "re.Match[str]", listed: int) -> bool:
    index = draft.item_at(match.start())
    title = draft.items[index].headline if index is not None else None
    if title is None or title.span.start <= match.start() < title.span.end:
        return False
    what = draft.text[match.end() : match.end() + _COUNTED]
    return any(number + what in title.value for number in {str(listed), chinese(listed), _counting(listed)})


def _written(text: str, match: "re.Match[str]", number: int) -> str:
    if match[0].isdecimal():
        return str(number)
    behind = text[match.end() : match.end() + 1]
    return _counting(number) if "一" <= behind <= "鿿" and behind != "字" else chinese(number)


def _counting(number: int) -> str:
    """Two is 两 before what it counts."""
    return "两" if number == 2 else chinese(number)
