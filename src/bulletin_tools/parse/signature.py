"""落款: the department and the date that close a single item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin_tools.parse import dates
from bulletin_tools.parse.shapes import compact
from bulletin_tools.parse.sources import is_unit
from bulletin_tools.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bulletin_tools.bulletin import Field

_LONGEST = 40  # code points of a line that names a department
_SPACED = 4 * _LONGEST  # of one whose characters are set apart


def find(body: Sequence[Field]) -> Span | None:
    """Where department and date stand at the end of a body; a note in brackets may follow them."""
    last = len(body)
    while last and body[last - 1].value[0] in "（(" and body[last - 1].value[-1] in "）)":
        last -= 1
    first = _first(body, last)
    return Span(body[first].span.start, body[last - 1].span.end) if 0 < first < last else None


def _first(body: Sequence[Field], last: int) -> int:
    """Index of the paragraph that starts the signature; `last` where there is none."""
    if not last or len(body[last - 1].value) > _SPACED:
        return last
    words = compact(body[last - 1].value)
    if dates.is_date(words):
        first = last - 1
        while first > 1 and _is_department(body[first - 1].value):
            first -= 1
        return first if first < last - 1 else last
    match = dates.pattern().search(words) if len(words) < _LONGEST else None
    return last - 1 if match and match.end() == len(words) and is_unit(words[: match.start()]) else last


def _is_department(words: str) -> bool:
    return len(words) < _LONGEST and all(is_unit(word) for word in words.split())
