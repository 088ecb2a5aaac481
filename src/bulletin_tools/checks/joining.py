"""Closing a stray line break in the middle of a sentence."""

from functools import lru_cache

from bulletin_tools.draft import Draft
from bulletin_tools.source import Edit, Span


def joined(draft: Draft, index: int) -> list[Edit]:
    """What joins a line of a text file to the one before it; nothing where the wraps of the file are to stay."""
    document = draft.source.document
    if document.format != "text" or not 0 < index < len(document.lines) or is_wrapped(draft):
        return []
    before, line = document.lines[index - 1], document.lines[index]
    left = document.text[before.start : before.end].rstrip()
    right = document.text[line.start : line.end].lstrip()
    if not left or not right or "opaque" in (before.role, line.role):
        return []
    return [Edit(Span(before.start + len(left), line.end - len(right)), "")]


@lru_cache(maxsize=2)
def is_wrapped(draft: Draft) -> bool:
    """Whether the lines of the file are no paragraphs."""
    return len(draft.source.joints(Span(0, len(draft.text)))) >= len(draft.source.paragraphs)
