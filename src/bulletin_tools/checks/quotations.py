"""What a headline quotes, against what the body quotes."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from bulletin_tools.expressions import expression
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_NUMERALS = "一二两三四五六七八九十1234567890"
_SHORTEST_NAME, _SHORTEST_SAYING = 3, 4  # code points of a name, and of a saying with numbers, that are compared
_MOST_MORE = 2  # code points that a name may have more in the body
_NEAR = 0.7  # of a quotation's characters, in order, in another: surely the same thing is meant
_LIKE = 0.5  # of the other's


def headline_quote(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S018: a quotation in the headline that the body has in other words."""
    text, quoted = draft.text, _quoted()
    for item in draft.items:
        headline, paragraphs = item.headline, item.paragraphs
        if headline and paragraphs and ("“" in headline.value or "《" in headline.value):
            body = text[paragraphs[0].span.start : item.span.end]
            if "“" not in body and "《" not in body:
                continue
            for number, quotation in enumerate(quoted.findall(text, *headline.span)):
                near = _meant(quotation, body)
                if near:
                    match = next(islice(quoted.finditer(text, *headline.span), number, None))
                    # What the body says twice is no slip of the body's.
                    edits = [Edit(Span(*match.span()), near)] if body.count(near) > 1 else []
                    yield rule.finding(Span(*match.span()), *edits, quotation=quotation, near=near)


def _meant(quotation: str, body: str) -> str:
    """What the body quotes in other words."""
    words = quotation[1:-1]
    if words in body:
        return _longer(quotation, body)
    return _swapped(quotation, body) or (_slip if words[0] in _NUMERALS else _nearest)(quotation, body)


def _nearest(quotation: str, body: str) -> str:
    """The body's quotation that has most of the headline's characters in the same order, and few others."""
    opening, words = quotation[0], _own(quotation)
    if len(words) < 3:
        return ""
    best, nearest = 0.0, ""
    for other in dict.fromkeys(_quotations(body)):
        if other[0] != opening or len(_own(other)) < 3 or _own(other) == words:
            continue
        alike = _shared(words, _own(other)) or common(words, _own(other))
        share = alike / len(words)
        if share >= _NEAR and alike >= _LIKE * len(_own(other)) and share > best:
            best, nearest = share, other
    return nearest


def _longer(quotation: str, body: str) -> str:
    """The body's quotation that has a character or two more, where it has the headline's words nowhere else: 板凳课, 板凳课堂."""
    words = quotation[1:-1]
    if quotation[0] != "“" or len(words) < _SHORTEST_NAME:
        return ""
    others = [other for other in set(_quotations(body)) if words in other]
    apart = body.count(words) > sum(body.count(other) for other in others)
    if apart or len(others) != 1 or len(others[0]) - len(quotation) > _MOST_MORE:
        return ""
    more = others[0].strip("“”").replace(words, "", 1)
    return others[0] if others[0][1:].startswith(words) and more.isalpha() else ""


def _swapped(quotation: str, body: str) -> str:
    """The body's quotation of the same characters in another order: 小税二, 税小二."""
    if len(quotation) <= _SHORTEST_NAME + 1 or not all(map(body.__contains__, quotation)):
        return ""
    own = sorted(quotation)
    others = (other for other in _quotations(body) if len(other) == len(quotation))
    return next((other for other in others if sorted(other) == own and other != quotation), "")


def _slip(quotation: str, body: str) -> str:
    """The body's saying with numbers that differs by one character: 三查三改, 三查四改; of 三个聚焦 only the number counts."""
    words = quotation[1:-1]
    rest = words.lstrip(_NUMERALS)
    if "个" not in words and len(words) >= _SHORTEST_SAYING:
        alike = (other for other in _quotations(body) if len(other) == len(quotation))
        near = next((other for other in alike if sum(map(str.__ne__, quotation, other)) == 1), "")
        if near:
            return near
    if not rest or rest not in body:
        return ""
    return next((other for other in _quotations(body) if _is_other_number(other[1:-1], words, rest)), "")


def _is_other_number(other: str, words: str, rest: str) -> bool:
    """Whether two sayings differ only in the number that they begin with, before the rest: 十分钟圈, 十五分钟圈."""
    return other.endswith(rest) and other != words and other[0] in _NUMERALS and other.lstrip(_NUMERALS) == rest


@lru_cache(maxsize=2)
def _quotations(body: str) -> tuple[str, ...]:
    """What a body quotes; asked for each quotation of its headline, and in several ways."""
    return tuple(_quoted().findall(body))


def _own(quotation: str) -> str:
    """What a quotation says, without what all laws begin with; the width of brackets is no difference."""
    return quotation[1:-1].removeprefix("中华人民共和国").replace("(", "（").replace(")", "）")


def _shared(one: str, other: str) -> int:
    """How many characters two sayings of one length have in common in any order, if most: 问办合一, 办问一体."""
    if len(one) == len(other) == 3 and sum(map(str.__ne__, one, other)) == 1:
        return 3  # 税小秘, 税小蜜
    if not len(one) == len(other) > 3 or len(set(one) & set(other)) < _NEAR * len(one):
        return 0
    return (Counter(one) & Counter(other)).total()


def common(one: str, other: str) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for char in one:
        above = 0
        for place, like in enumerate(other, 1):
            above, row[place] = row[place], above + 1 if char == like else max(row[place], row[place - 1])
    return row[-1]


@cache
def _quoted() -> re.Pattern[str]:
    return expression(r"“[^”\n]{1,40}”|《[^》\n]{1,40}》")
