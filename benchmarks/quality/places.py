"""Where a fault is, and whether someone pointed at it: the same measure for every tool."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from bulletin_tools.source import Span


class Answer(NamedTuple):
    """What a tool makes of a text."""

    fixed: str
    """The text with all its fixes."""
    places: Sequence[Span]
    """Where it reports or changes something."""
    fails: bool
    """Whether checking the text ends with a failure, as it would in CI."""


def changes(old: str, new: str) -> list[Span]:
    """The places of `old` that aren't as in `new`; an empty span where something was put in."""
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [Span(start, end) for tag, start, end, _, _ in codes if tag != "equal"]


def meets(places: Iterable[Span], faults: Sequence[Span]) -> bool:
    """Whether one of the places overlaps a fault, or stands right beside it."""
    return any(place.start <= fault.end and fault.start <= place.end for place in places for fault in faults)
