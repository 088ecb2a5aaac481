"""Where a few seldom characters stand: each is looked for by itself, many times as fast as a class of them all."""

import re
from collections.abc import Collection, Iterable, Iterator

from bulletin_tools import regexes as regex
from bulletin_tools.draft import Draft
from bulletin_tools.patterns import compiled
from bulletin_tools.source import Paragraph, Span, every


def places(text: str, chars: Iterable[str]) -> list[int]:
    """Every place of any of some characters, in order."""
    return sorted(place for char in chars for place in every(text, char))


def runs(text: str, chars: Collection[str]) -> list[Span]:
    """Where runs of some characters stand, in order."""
    starts: dict[int, int] = {}
    if not chars:
        return []
    whole = re.compile(f"[{''.join(map(re.escape, chars))}]+")
    for char in chars:
        place = text.find(char)
        while place >= 0:
            run = whole.match(text, place)
            end = run.end() if run else place + 1
            starts[end] = min(place, starts.get(end, place))
            place = text.find(char, end)
    return [Span(starts[end], end) for end in sorted(starts)]


def paragraphs_with(draft: Draft, chars: Iterable[str]) -> Iterator[Paragraph]:
    """The paragraphs that have any of some characters."""
    end = 0
    for place in places(draft.text, chars):
        if place >= end:
            paragraph = draft.source.paragraph_at(place)
            end = paragraph.end
            yield paragraph


def fitting(draft: Draft, find: str, first: "re.Pattern[str]") -> "Iterator[regex.Match[str]]":
    """The matches of a pattern, tried only where an expression for its first character fits, which is soon searched for."""
    end = 0
    for start, stop in () if draft.lacks(find) else draft.stretches(find):
        for place in map(re.Match.start, first.finditer(draft.text, start, stop)):
            match = compiled(find).match(draft.text, place) if place >= end else None
            if match:
                end = match.end()
                yield match
