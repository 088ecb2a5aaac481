"""Numbers that a line break cuts in two."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from bulletin_tools.checks.joining import is_wrapped, joined
from bulletin_tools.expressions import expression
from bulletin_tools.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_SPLIT_CHARS = frozenset("0123456789.,")
_CENTURY = expression("19|20")
_PROSE = 8  # Chinese characters of a line that is no cell of a table


def number_split(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N021: a number that a line break cuts in two; positions are those of the file. Only a lone break is mended."""
    source = draft.source
    document, text = source.document, draft.text
    if is_wrapped(draft):
        for joint in source.joints(Span(0, len(text))):
            if _split().search(text[max(0, joint - 2) : joint]) and _split_on().match(text, joint):
                yield rule.finding(source.origin(Span(joint - 1, joint + 1)))
        return
    for index, (one, other) in enumerate(pairwise(document.lines), 1):
        if document.text[one.end - 1 : one.end] not in _SPLIT_CHARS:
            continue
        line = document.text[one.start : one.end]
        if (
            _split().search(line[-2:])
            and _is_prose(line, document.text[other.start : other.end])
            and _split_on().match(document.text, other.start, other.end)
        ):
            yield rule.finding(Span(one.end - 1, other.start + 1), *joined(draft, index))


def _is_prose(line: str, following: str) -> bool:
    """Whether a line goes on in the following one, and is no cell of a table; nothing begins with 0."""
    begun = line.startswith("　　") or "，" in line or "、" in line or _CENTURY.fullmatch(line.strip()) is not None
    return begun or following.startswith("0") or len(_han().findall(line)) >= _PROSE


@cache
def _han() -> re.Pattern[str]:
    return expression("[\u4e00-\u9fff]")


@cache
def _split_on() -> re.Pattern[str]:
    return expression(
        r"(?!(?:19|20)\d\d年)(?:\d+(?:[.,]\d+)*|\.\d+|,\d{3})(?:[%％‰℃～—，。；、]|[\u4e00-\u9fff]|[kcm]?[mg](?![a-z]))|[%％‰℃]"
    )


@cache
def _split() -> re.Pattern[str]:
    return expression(r"\d[.,]?$")
