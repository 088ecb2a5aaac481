"""Who sent an item in: how the source is written, and whether the office knows it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bulletin_tools import regexes as regex
from bulletin_tools.bulletin import Field
from bulletin_tools.checks.context import closing_edit, left_open
from bulletin_tools.checks.source_names import borrowed, foreign
from bulletin_tools.finding import Severity
from bulletin_tools.lexicon import ends_sentence
from bulletin_tools.parse import sources
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bulletin_tools.bulletin import Item
    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_POINTS = "。．.，,；;、：:"
_PERSONS = r"[\u4e00-\u9fff]{2,4}(?:[ \u3000、]+[\u4e00-\u9fff]{2,4})*"
_JOINTS = "、，；和/"
_SHORTEST = 2  # characters of names that are too short to be looked up


def source_position(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S012: a source bracket before the full stop or without one, or with another mark behind it (B.2.2)."""
    text = draft.text
    for item in draft.items:
        bracket, paragraphs = item.source_span, item.paragraphs
        if bracket and paragraphs and paragraphs[-1].span.end <= bracket.start:
            ends_line = text[bracket.end : bracket.end + 1] in ("", "\n")
            points = () if ends_line else tuple(_points_after(draft, rule, bracket))
            if points:
                yield from points
            elif left_open(draft, item):
                yield _open_before(draft, rule, item, bracket)
        elif not bracket and (inner := source_before_point(draft, item)):
            yield from (finding.doubted for finding in _points_after(draft, rule, inner))


def _open_before(draft: Draft, rule: Rule, item: Item, bracket: Span) -> Finding:
    """A source bracket in the line of a sentence that no full stop ends: a hint, as S022 warns of it."""
    end = item.paragraphs[-1].span.end
    finding = rule.finding(Span(end - 1, bracket.end), closing_edit(draft.text, end))
    return finding._replace(severity=min(finding.severity, Severity.INFO))


def source_before_point(draft: Draft, item: Item) -> Span | None:
    """The bracket with departments that closes an item's last sentence before its full stop."""
    if not item.paragraphs:
        return None
    start, end = item.paragraphs[-1].span
    stop = end
    while stop > start and draft.text[stop - 1] in _POINTS:
        stop -= 1
    if stop == end or draft.text[stop - 1] not in "）)":
        return None
    found = sources.at_end(draft.text, start, stop, closing=True)
    if not found or not all(sources.is_unit(field.value) and len(field.value) > 2 for field in found.fields):
        return None
    return None if sources.glosses(draft.text, start, found) else found.span


def source_separator(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S013: another mark than 、 between two sources, other brackets than （） around them, a mark at their end (4.5.3.1)."""
    text = draft.text
    for item in draft.items:
        if item.source_span and item.sources:
            for one, other in pairwise(item.sources):
                yield from _separated(draft, rule, one.span.end, other.span.start)
            start, end = item.source_span
            before = text[start - 1]
            if before in _JOINTS or sources.may_close(before):
                yield from _bracketed_twice(draft, rule, item)
            if text[start] != "（" or text[end - 1] != "）" or text[end - 2] in _POINTS:
                yield from _brackets(draft, rule, item)


def _separated(draft: Draft, rule: Rule, start: int, end: int) -> Iterator[Finding]:
    mark = draft.text[start:end]
    named = not mark.isalpha() and any(map(str.isalpha, mark))  # 区教育局 张三、区民政局
    if mark not in ("、", "、、") and not named and sources.is_unit(draft.text[start - 2 : start]):
        yield rule.finding(Span(start, end), Edit(Span(start, end), "、"), wanted="来源单位之间用顿号")


def _brackets(draft: Draft, rule: Rule, item: Item) -> Iterator[Finding]:
    """Half-width or square brackets around departments, a mark before the closing one."""
    (start, end), text = item.source_span or (0, 0), draft.text
    if not sources.may_close(text[end - 1]):  # a line with a label
        return
    ends = ((start, "（"), (end - 1, "）"))
    edits = [Edit(Span(at, at + 1), round_one) for at, round_one in ends if text[at] != round_one]
    if edits and sources.is_unit(item.sources[0].value):
        yield rule.finding(Span(start, end), *edits, wanted="来源用全角圆括号")
    if text[end - 2] in _POINTS:
        yield rule.finding(Span(start, end), Edit(Span(end - 2, end - 1), ""), wanted="括号里末尾不用点号")


def _bracketed_twice(draft: Draft, rule: Rule, item: Item) -> Iterator[Finding]:
    """（区教育局）（区民政局）: each department in a bracket of its own."""
    start, end = item.source_span or (0, 0)
    if item.paragraphs and item.paragraphs[-1].span.end == start and draft.text[start] == "（":
        close = start - (draft.text[start - 1] in _JOINTS)
        other = sources.at_end(draft.text, item.paragraphs[-1].span.start, close)
        if other and all(sources.is_department(field.value) for field in (*other.fields, *item.sources)):
            edit = Edit(Span(close - 1, start + 1), "、")
            yield rule.finding(Span(other.span.start, end), edit, wanted="几个来源写在一个括号里，用顿号隔开")


def unknown_source(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S027: a source that is a near miss of a known department, or none at all."""
    if not draft.departments:
        yield from borrowed(draft, rule)
        yield from foreign(draft, rule)
        return
    known = [name for names in draft.departments for name in names]
    for item in draft.items:
        for source in item.sources:
            yield from _unknown(source, known, rule)
        misspelt = None if item.sources else _bracketed(draft, item)
        near = _nearest(misspelt.value, known) if misspelt else ""
        if misspelt and near:
            yield _near_miss(misspelt.value, misspelt.span, near, rule)


def _points_after(draft: Draft, rule: Rule, bracket: Span) -> Iterator[Finding]:
    text = draft.text
    if text[bracket.start] not in "（(" or text.startswith("\n", bracket.end) or bracket.end == len(text):
        return
    stop = text.find("\n", bracket.end)
    after = text[bracket.end : stop if stop >= 0 else len(text)]
    points = after[: len(after) - len(after.lstrip(_POINTS))]
    if not points or after.strip(_POINTS + " \u3000"):
        return
    body_end = bracket.start
    while body_end and text[body_end - 1].isspace():
        body_end -= 1
    edits = [Edit(Span(bracket.end, bracket.end + len(points)), "")]
    if not ends_sentence(text, body_end):
        edits.append(closing_edit(text, body_end))
    yield rule.finding(Span(bracket.start, bracket.end + len(points)), *edits)


def _bracketed(draft: Draft, item: Item) -> Field | None:
    """What an item's last bracket holds, where it was not taken for a source: （区林业居）."""
    if not item.paragraphs or not item.paragraphs[-1].value.endswith("）"):
        return None
    start, end = item.paragraphs[-1].span
    opening = draft.text.rfind("（", start, end)
    return Field(draft.text[opening + 1 : end - 1], Span(opening + 1, end - 1)) if opening >= 0 else None


def _unknown(source: Field, known: Sequence[str], rule: Rule) -> Iterator[Finding]:
    name = source.value.split(" ")[0].split("\u3000")[0]
    if (
        name in known
        or len(name) <= _SHORTEST
        or (regex.fullmatch(_PERSONS, source.value) and not sources.is_department(name))
    ):
        return
    near = _nearest(name, known)
    start = source.span.start
    span = Span(start, start + len(name))
    if near:
        yield _near_miss(name, span, near, rule)
    elif rule.options["report-unknown"]:
        yield rule.finding(span, name=name, hint="")


def _near_miss(name: str, span: Span, near: str, rule: Rule) -> Finding:
    return rule.finding(span, Edit(span, near), name=name, hint=f"，是否为“{near}”")


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
