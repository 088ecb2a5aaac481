"""Where a few seldom characters stand: each is looked for by itself, many times as fast as a class of them all."""

from collections.abc import Iterable, Iterator

from bulletin_tools.draft import Draft
from bulletin_tools.source import Paragraph, Span


def places(text: str, chars: Iterable[str]) -> list[int]:
    """Every place of any of some characters, in order."""
    return sorted(place for char in chars for place in _every(text, char))


def _every(text: str, char: str) -> Iterator[int]:
    place = text.find(char)
    while place >= 0:
        yield place
        place = text.find(char, place + 1)


def runs(text: str, chars: Iterable[str]) -> Iterator[Span]:
    """Where runs of some characters stand."""
    start = end = -1
    for place in places(text, chars):
        if place != end:
            if end > 0:
                yield Span(start, end)
            start = place
        end = place + 1
    if end > 0:
        yield Span(start, end)


def paragraphs_with(draft: Draft, chars: Iterable[str]) -> Iterator[Paragraph]:
    """The paragraphs that have any of some characters."""
    end = 0
    for place in places(draft.text, chars):
        if place >= end:
            paragraph = draft.source.paragraph_at(place)
            end = paragraph.end
            yield paragraph
