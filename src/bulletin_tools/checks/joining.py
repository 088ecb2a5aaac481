"""Closing line breaks: a stray one in the middle of a sentence, or all the wraps of a file."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from bulletin_tools.draft import Draft, of_draft
from bulletin_tools.expressions import expression
from bulletin_tools.lexicon import BRIEF_MARKS
from bulletin_tools.source import Document, Edit, Paragraph, Span

_FEWEST = 2  # lines of a paragraph before the last that show how wide it was set
_SHORTEST = 14  # characters of a line that is no verse
_NARROWEST, _UNEVEN = 18, 6  # characters of such a line, and by how many they may differ


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
            flush = other.indent == 0 and (lines[0].indent > 1 or item.kind == "brief" or _is_long(draft, one, other))
            below = flush and other.line == one.line + 1
            if below and "。" in draft.text[other.start : item.span.end] and _runs_on(draft.text, one, other):
                yield other.line


def cut_lines(draft: Draft) -> Iterator[int]:
    """The lines that go on, out of the indent of a paragraph or brief, with a sentence, up to a line that ends it."""
    run: list[Paragraph] = []
    for paragraph in draft.source.paragraphs:
        below = run and paragraph.indent == 0 and paragraph.line == run[-1].line + 1
        if not (below and _runs_on(draft.text, run[-1], paragraph)):
            headed = paragraph.indent > 1 or draft.text[paragraph.start] in BRIEF_MARKS
            run = [paragraph] if headed else []
            continue
        run.append(paragraph)
        words = draft.text[paragraph.start : paragraph.end]
        if words.endswith(("。", "）", "”")) or re.search(r"。[（(][^（()）]{1,20}$", words):
            yield from (line.line for line in run[1:])
            run = []


def each_apart(draft: Draft) -> Iterator[Span]:
    """The blank lines of a text of one headline and some paragraphs, each of which has one below it."""
    document, lines = draft.source.document, draft.source.paragraphs
    one_item = len(draft.items) == 1 and draft.items[0].headline is not None
    if one_item and len(lines) > _FEWEST + 1 and all(two.line == one.line + 2 for one, two in pairwise(lines)):
        for one, other in pairwise(lines):
            yield Span(document.lines[one.line + 1].start, document.lines[other.line].start)


def _is_long(draft: Draft, one: Paragraph, other: Paragraph) -> bool:
    """Whether lines without an indent are no verses."""
    shorter = min(one.end - one.start, other.end - other.start)
    return shorter >= _SHORTEST and _is_word(draft.text[other.start])


def broken_sources(draft: Draft) -> Iterator[int]:
    """The lines that close the bracket of a source that the line above opens."""
    for one, other in pairwise(draft.source.paragraphs):
        closes = draft.text[other.end - 1] in "）)" and _rest().fullmatch(draft.text, *other[:2])
        if closes and _opened().search(draft.text[one.start : one.end]):
            yield other.line


@cache
def _opened() -> re.Pattern[str]:
    """A bracket behind a sentence, which the line doesn't close."""
    return expression(r"[。！？”][（(][^（()）\n]{1,20}$")


@cache
def _rest() -> re.Pattern[str]:
    """What closes it in the line below."""
    return expression(r"[^（()）\n]{1,20}[）)]")


def spaced_lines(draft: Draft) -> Iterator[Span]:
    """The breaks, blank line and all, of a paragraph whose lines are about equally long and stand apart."""
    document = draft.source.document
    run: list[Paragraph] = []
    for paragraph in draft.source.paragraphs:
        if run and not (paragraph.line == run[-1].line + 2 and paragraph.indent == 0 and _breaks_off(draft, run)):
            run = []
        if run or paragraph.indent:
            run.append(paragraph)
        ends = draft.text[paragraph.end - 1 : paragraph.end] in "。）)"
        if ends and len(run) > _FEWEST:
            for one, other in pairwise(run):
                yield Span(_end(document, one.line), document.lines[other.line].start)
        run = [] if ends else run


def _breaks_off(draft: Draft, run: list[Paragraph]) -> bool:
    """Whether the last of some lines ends within a sentence, and about where the others do."""
    widths = [line.end - line.start + line.indent // 2 for line in run]
    within = _is_word(draft.text[run[-1].end - 1]) or draft.text[run[-1].end - 1] in "，、"
    return within and min(widths) >= _NARROWEST and max(widths) - min(widths) <= _UNEVEN


def _end(document: Document, line: int) -> int:
    words = document.text[document.lines[line].start : document.lines[line].end]
    return document.lines[line].start + len(words.rstrip())


def _runs_on(text: str, one: Paragraph, other: Paragraph) -> bool:
    """Whether a line breaks off within a sentence that the next goes on with."""
    last, first = text[one.end - 1], text[other.start]
    within = _is_word(last) or last in "，、" or "0" <= last <= "9"
    numbered = re.match(r"\d{1,2}[.．、](?!\d)", text[other.start : other.end])
    return within and not numbered and (_is_word(first) or "0" <= first <= "9") and "，" in text[one.start : other.end]


def _is_word(char: str) -> bool:
    return "一" <= char <= "鿿"
