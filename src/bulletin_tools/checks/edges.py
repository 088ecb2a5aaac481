"""Lines of the file by what they begin or end with.

A search from line feed to line feed is done before a loop over all lines has begun to look at them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from bulletin_tools.checks.spotting import places
from bulletin_tools.draft import Draft, of_draft


def beginning(draft: Draft, find: str) -> Iterator[int]:
    """The lines that begin with what an expression fits; blank space in it should not be line feeds."""
    for match in re.finditer(f"\n(?={find})", _framed(draft)):
        index = line_at(draft, match.start())
        if _starts(draft)[index] == match.start():
            yield index


def ending(draft: Draft, chars: str) -> Iterator[int]:
    """The lines that end with one of some characters, which are given as a class of an expression holds them."""
    lines = draft.source.document.lines
    for match in re.finditer(f"\n(?<=[{chars}]\n)", _framed(draft)):
        end = match.start() - 1
        index = line_at(draft, end)
        if lines[index].end == end:
            yield index


def having(draft: Draft, char: str) -> list[int]:
    """The lines that have a character."""
    return sorted({line_at(draft, place) for place in places(draft.source.document.text, char)})


def line_at(draft: Draft, offset: int) -> int:
    """Index of the line in which a physical offset lies."""
    return max(0, bisect_right(_starts(draft), offset) - 1)


@of_draft
def _starts(draft: Draft) -> list[int]:
    """Where the lines start: among plain numbers a place is found many times as fast as among lines."""
    return [line[0] for line in draft.source.document.lines]


@of_draft
def _framed(draft: Draft) -> str:
    """The physical text with a line feed before and behind every line: its characters stand one place further on."""
    text = draft.source.document.text.replace("\r", "\n")
    return f"\n{text}\n"
