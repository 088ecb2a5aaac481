"""Units of measurement: GB 3100—3102."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bulletin_tools.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_SAME = (
    ("公里", "km"),
    ("公斤", "kg"),
    ("厘米", "cm"),
    ("毫米", "mm"),
    ("千瓦", "kW"),
    ("平方米", "m²"),
    ("立方米", "m³"),
)
_OFTEN = 2


def unit_mixed(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """U004: a unit in characters here and as a symbol there, each more than once."""
    for word, symbol in _SAME:
        if symbol not in draft.text or word not in draft.text:
            continue
        words = _places(rf"(?<=\d){word}", draft.text)
        symbols = _places(rf"(?<=\d){symbol}(?![A-Za-z²³/])", draft.text)
        if min(len(words), len(symbols)) < _OFTEN:
            continue
        few, many = (symbol, word) if len(symbols) <= len(words) else (word, symbol)
        fewer, more = sorted((words, symbols), key=len)
        for span in fewer:
            yield rule.finding(span, few=few, many=many, few_count=len(fewer), many_count=len(more))


def _places(find: str, text: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(find, text)]
