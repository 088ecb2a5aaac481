"""Closing line breaks: a stray one in the middle of a sentence, or all the wraps of a file."""

from collections.abc import Iterator
from itertools import pairwise

from bulletin_tools.draft import Draft, of_draft
from bulletin_tools.source import Edit, Paragraph, Span


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


@of_draft
def is_wrapped(draft: Draft) -> bool:
    """Whether the lines of the file are no paragraphs."""
    return len(draft.source.joints(Span(0, len(draft.text)))) >= len(draft.source.paragraphs)


def unwrapped(draft: Draft, *, spaced: bool) -> Iterator[Edit]:
    """What makes a line of every paragraph of a text file; with `spaced`, no blank lines stay between them either.

    Nothing but white space goes: where a page number stands between two lines, they stay apart.
    """
    source = draft.source
    text = source.document.text
    for joint in source.joints(Span(0, len(draft.text))):
        if draft.text[joint - 1] == "\n":
            continue  # another paragraph
        place = source.origin(Span(joint - 1, joint)).start
        joiner = draft.text[joint - 1] if text[place].isspace() else ""
        gap = Span(place if joiner else place + 1, source.origin(Span(joint, joint + 1)).start)
        if _breaks(text[slice(*gap)]):
            yield Edit(gap, joiner)
    for one, other in pairwise(source.paragraphs) if spaced else ():
        end = source.origin(Span(one.end - 1, one.end)).end
        start = source.document.lines[other.line].start
        kept = text[end:start].splitlines(keepends=True)[:1]
        if not other.gap and _breaks(text[end:start]) and start > end + len(kept[0]):
            yield Edit(Span(end + len(kept[0]), start), "")


def _breaks(gap: str) -> bool:
    """Whether a stretch is white space with a line break in it."""
    return gap.isspace() and len((gap + ".").splitlines()) > 1


def broken_lines(draft: Draft) -> Iterator[int]:
    """The lines that go on, out of the indent of their item's body, with a sentence of the line above."""
    for item in draft.items:
        lines = [draft.source.paragraph_at(part.span.start) for part in item.paragraphs]
        for one, other in pairwise(lines):
            below = other.indent == 0 < lines[0].indent - 1 and other.line == one.line + 1
            if below and "。" in draft.text[other.start : item.span.end] and _runs_on(draft.text, one, other):
                yield other.line


def _runs_on(text: str, one: Paragraph, other: Paragraph) -> bool:
    """Whether a line breaks off within a sentence that the next goes on with."""
    last, first = text[one.end - 1], text[other.start]
    within = _is_word(last) or last in "，、"
    return within and (_is_word(first) or "0" <= first <= "9") and "，" in text[one.start : other.end]


def _is_word(char: str) -> bool:
    return "一" <= char <= "鿿"
