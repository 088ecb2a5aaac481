"""The structure of a bulletin: masthead, items, headlines, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from bulletin_tools.lexicon import CLOSERS, POINTS, SENTENCE_END
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bulletin_tools.bulletin import Field, Item, Masthead
    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_CONTINUED = ("又讯", "本报讯", "本刊讯")
_PERSONS = r"[\u4e00-\u9fff]{2,4}(?:[ \u3000、]+[\u4e00-\u9fff]{2,4})*"
_SPACED = r"(?<=[\u4e00-\u9fff\d])[ \u3000\xa0]+(?=[\u4e00-\u9fff\d])"


def masthead_field(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S001–S004: a field that the masthead of a whole issue lacks, unless the office's config gives it."""
    field = rule.options["field"]
    for bulletin in draft.bulletins:
        head = bulletin.masthead
        if head and getattr(head, field) is None and field not in draft.given:
            yield rule.finding(head.span)


def masthead_letterspacing(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S005: blanks between the characters of a masthead field."""
    for bulletin in draft.bulletins:
        for field in _letterspaced(bulletin.masthead):
            text = draft.text[field.span.start : field.span.end]
            gaps = [match.span() for match in regex.finditer(_SPACED, text)]
            if gaps:
                edits = [Edit(Span(field.span.start + start, field.span.start + end), "") for start, end in gaps]
                yield rule.finding(field.span, *edits, replacement=regex.sub(_SPACED, "", text))


def missing_headline(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S010: a full item without a headline."""
    for item in draft.items:
        if item.kind == "full" and not item.headline and item.paragraphs:
            first = item.paragraphs[0]
            if not first.value.startswith(_CONTINUED):
                yield rule.finding(Span(first.span.start, min(first.span.end, first.span.start + 1)))


def missing_source(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S011: an item that names no source and isn't closed by a signature."""
    for item in draft.items:
        if not item.sources and not item.signed and item.paragraphs:
            end = item.paragraphs[-1].span.end
            yield rule.finding(Span(max(item.span.start, end - 1), end))


def source_position(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S012: a source bracket before the full stop, or with another mark behind it."""
    for item in draft.items:
        if item.source_span and item.paragraphs and item.paragraphs[-1].span.end <= item.source_span.start:
            yield from _misplaced(draft, rule, item, item.source_span)


def headline_end_mark(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S015: a headline that ends with a point mark."""
    for item in draft.items:
        if item.headline:
            start, end = item.headline.span
            text = draft.text[start:end].rstrip()
            bare = text.rstrip(POINTS)
            marks = text[len(bare) :]
            if marks and bare and marks not in ("...", "......"):
                span = Span(start + len(bare), start + len(text))
                yield rule.finding(span, Edit(span, ""), mark=marks)


def missing_body(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S026: a headline with nothing below it."""
    for item in draft.items:
        if item.headline and not item.paragraphs:
            yield rule.finding(item.headline.span)


def unknown_source(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S027: a source that is a near miss of a known department, or none at all."""
    if not draft.departments:
        return
    known = [name for names in draft.departments for name in names]
    for item in draft.items:
        for source in item.sources:
            yield from _unknown(source, known, rule)


def _letterspaced(head: Masthead | None) -> Iterator[Field]:
    if head:
        yield from (field for field in (head.name, head.number, head.issuer, head.date) if field)


def _misplaced(draft: Draft, rule: Rule, item: Item, bracket: Span) -> Iterator[Finding]:
    text = draft.text
    body_end = item.paragraphs[-1].span.end
    stop = text.find("\n", bracket.end)
    after = text[bracket.end : stop if stop >= 0 else len(text)]
    points = after[: len(after) - len(after.lstrip(POINTS))]
    if text[bracket.start] not in "（(" or after.strip(POINTS + " \u3000"):
        return
    ended = _ends_sentence(text, body_end)
    if points:
        edits = [Edit(Span(bracket.end, bracket.end + len(points)), "")]
        if not ended:
            edits.append(Edit(Span(body_end, body_end), points[0].translate(_WIDE)))
        yield rule.finding(Span(bracket.start, bracket.end + len(points)), *edits)


_WIDE = {ord("."): "。", ord("．"): "。"}


def _ends_sentence(text: str, end: int) -> bool:
    """Whether a sentence's end stands before a place, inside closing marks or out of them."""
    while end and text[end - 1] in CLOSERS:
        end -= 1
    return end > 0 and text[end - 1] in SENTENCE_END


def _unknown(source: Field, known: Sequence[str], rule: Rule) -> Iterator[Finding]:
    name = source.value.split(" ")[0].split("\u3000")[0]
    if name in known or len(name) <= _SHORTEST or (regex.fullmatch(_PERSONS, source.value) and not _is_office(name)):
        return
    near = _nearest(name, known)
    start = source.span.start
    span = Span(start, start + len(name))
    if near:
        yield rule.finding(span, Edit(span, near), name=name, hint=f"，是否为“{near}”")
    elif rule.options["report-unknown"]:
        yield rule.finding(span, name=name, hint="")


_SHORTEST = 2
_OFFICE_ENDS = "局委办部院厅处室站所队会校园镇乡道府心司团"


def _is_office(name: str) -> bool:
    return name[-1] in _OFFICE_ENDS


def _nearest(name: str, known: Sequence[str]) -> str:
    """The known name that differs by one character, or by two in a name of six or more."""
    allowed = 2 if len(name) >= 6 else 1
    near = [other for other in known if abs(len(other) - len(name)) <= allowed and _distance(name, other) <= allowed]
    return min(near, key=lambda other: _distance(name, other), default="")


def _distance(one: str, other: str) -> int:
    """Levenshtein's, in characters."""
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (left != right))
    return row[-1]
