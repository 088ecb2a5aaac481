"""The points between the parts of a list: of one kind, and no ； where 。 stands inside the parts (GB/T 15834, A.5)."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from bulletin_tools.checks.numbered_heads import LEVELS, heads_by_item
from bulletin_tools.checks.numbering import Mark, bracketed, in_order, narrative
from bulletin_tools.checks.ordinal_words import all_words
from bulletin_tools.draft import Draft
from bulletin_tools.source import Edit, Span

_POINTS = "；。，、"


def uneven(draft: Draft) -> Iterator[tuple[Span, list[Edit]]]:
    """Where a list with unlike points stands, and the edits that make them alike."""
    found: dict[Span, list[Edit]] = {}
    for marks in _lists(draft):
        parts = [_part(draft, one, other) for one, other in pairwise(marks)]
        points = [draft.text[part.end - 1 : part.end].replace(";", "；") for part in parts]
        whole = not any("\n" in draft.text[slice(*part)] for part in parts)
        whole = whole and all(point in _POINTS or point.isalnum() or point in "”）" for point in points)
        if whole and any(point in _POINTS for point in points):
            wanted = _wanted(draft, marks, parts, points)
            edits = [
                Edit(Span(part.end - (point in _POINTS), part.end), wanted)
                for part, point in zip(parts, points, strict=True)
                if point != wanted
            ]
            if wanted and edits:
                found.setdefault(Span(marks[0].span.start, marks[-1].span.end), edits)
    for span in sorted(found):
        yield span, found[span]


def _wanted(draft: Draft, marks: list[Mark], parts: list[Span], points: list[str]) -> str:
    """The point that should stand behind all parts but the last; nothing where they are well."""
    kinds = Counter(point if point in _POINTS else "" for point in points)
    if kinds[""] and (kinds[""] > len(points) - kinds[""] or draft.text[parts[-1].end] != "\n"):
        return ""
    sentences = any("。" in draft.text[part.start : part.end - 1] for part in parts)
    if sentences and kinds["；"]:
        return "。"
    if len(kinds) == 1 or len(marks) < 3:
        return ""
    if sentences:
        return "。"
    (most, times), (_, second) = kinds.most_common(2)
    within = any("，" in draft.text[part.start : part.end - 1] for part in parts)
    if times > second and (most in "；。" or (most == "，" and not within)):
        return most
    # A part's last point is its own: commas stand inside parts as well.
    paragraphs = "\n" in draft.text[marks[0].span.start : marks[1].span.start]
    return "。" if paragraphs and kinds["。"] else "；" if kinds["；"] else "。" if kinds["。"] else most


def _part(draft: Draft, one: Mark, other: Mark) -> Span:
    """From a number to the end of what it stands before."""
    words = draft.text[one.span.end : other.span.start]
    return Span(one.span.end, one.span.end + len(words.rstrip()))


def _lists(draft: Draft) -> Iterator[list[Mark]]:
    for group in (*narrative(draft), *bracketed(draft)):
        yield from group.lists
    for heads in heads_by_item(draft).values():
        for form in LEVELS:
            yield from in_order(mark for mark in heads if mark.form == form).lists
    opened: list[Mark] = []
    for mark in all_words(draft):
        if mark.number == 1:
            yield opened
            opened = []
        opened.append(mark)
    yield opened
