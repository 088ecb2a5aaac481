"""The points and brackets of list numbers: GB/T 15834—2011, B.3.2–B.3.4 and 4.9.2."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools.checks.numbering import HEADED, LISTED, Mark, bracketed, heads
from bulletin_tools.finding import Severity
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_HAN = "一-鿿"
_NUMERALS = "一二三四五六七八九十"
_NUMBER = rf"(?P<number>[{_NUMERALS}]{{1,3}}|\d{{1,2}})"
_LONGEST_PART = 2000  # code points between two numbers of a list inside a paragraph
_BEGINS = r"(?:^|(?<=[。；：\s]))"
_POINTS = ("、", "，", ".", "．", "。", ",", "：", ":")
_BRACKET_AND_POINT = rf"(?<=[{_NUMERALS}\d])«）»[{re.escape(''.join(_POINTS))}]"
_CIRCLE_AND_POINT = rf"{_BEGINS}«[①-⑳]»[、．.，。,：:]"
_HALF_ARABIC = rf"{_BEGINS}«(»(?P<number>\d{{1,2}})\)(?=[{_HAN}])"
_HALF_OPEN = tuple(rf"(?<=^[ \u3000]*)(?P<number>\d{{1,2}})«{mark}»(?=[{_HAN}])" for mark in "）)")
_BAD_BRACKETS = (
    rf"«(»(?P<number>[{_NUMERALS}]{{1,3}})\)",
    rf"（{_NUMBER}«)»",
    rf"«(»{_NUMBER}）",
    rf"^(?P<number>[{_NUMERALS}]{{1,2}})«)»(?=[{_HAN}])",
    rf"^(?P<number>[{_NUMERALS}]{{1,2}})«）»(?=[{_HAN}])",
    _HALF_ARABIC,
)


def han_point(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E007: another point than 、 behind 一 at a paragraph's head (B.3.2)."""
    wrong = [mark for mark in heads(draft) if mark.form == "{}、" and draft.text[mark.span.end] in "．.，,：:"]
    several = {(mark.item, draft.text[mark.span.end]) for mark in wrong if mark.number == 2}
    right = {(mark.item, mark.number) for mark in heads(draft) if mark.form == "{}、" and mark not in wrong}
    for mark in wrong:
        point = draft.text[mark.span.end]
        # 一，二，三 may be counted aloud; a comma is a list's only where another number follows.
        beside = not right.isdisjoint(((mark.item, mark.number - 1), (mark.item, mark.number + 1)))
        if point in "．." or beside or (mark.item, point) in several:
            yield _pointed(rule, mark, point, "、")


def arabic_point(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E008: another point than . behind 1 (B.3.3), at a paragraph's head or in a list within it."""
    for mark in heads(draft):
        if mark.form == "{}." and draft.text[mark.span.end] in "、．" and _is_word(draft.text, mark.span.end + 1):
            yield _pointed(rule, mark, draft.text[mark.span.end], ".")
    for span in stray_points(draft):
        words = draft.text[span.start : span.end - 1]
        edit = Edit(Span(span.end - 1, span.end), ".")
        yield rule.finding(span, edit, match=draft.text[slice(*span)], replacement=f"{words}.")
    for point in "、．":
        at = draft.text.find("1" + point)
        while at >= 0:
            yield from _inline(draft, rule, at, point)
            at = draft.text.find("1" + point, at + 1)


def stray_points(draft: Draft) -> Iterator[Span]:
    """The number that a list 1.…3. lacks, with another point: 1.登记；2，转办；3.回复."""
    for group in bracketed(draft):
        for before, mark in group.gaps if group.lists[0][0].form == "{}." else ():
            if before and mark.number == before.number + 2:
                number = str(before.number + 1)
                for point in "，、．：,":
                    place = draft.text.find(number + point, before.span.end, mark.span.start)
                    if place > 0 and draft.text[place - 1] in "。；：\n":
                        yield Span(place, place + len(number) + 1)


def half_brackets(draft: Draft) -> Iterator[Span]:
    """The number of a paragraph that lacks the bracket its neighbours have: （1）……2）……（3）."""
    numbered = {(mark.item, mark.number) for mark in heads(draft) if mark.form == "（{}）1"}
    for find in _HALF_OPEN if numbered else ():
        for span, match in draft.search(find):
            item, number = draft.item_at(span.start), int(match["number"])
            if not numbered.isdisjoint(((item, number - 1), (item, number + 1))):
                yield span


def bracket_point(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E009: a point behind （一） or ① (B.3.4)."""
    spans = {mark.span for mark in heads(draft) if mark.form[0] in "（①"}
    spans |= {Span(place.span.start, place.span.end - 1) for place in draft.search(_CIRCLE_AND_POINT)}
    for (start, _), _ in draft.search(_BRACKET_AND_POINT):
        number = _bracket_before().search(draft.text[max(0, start - 6) : start + 1])
        if number:
            spans.add(Span(start + 1 - len(number[0]), start + 1))
    for start, end in spans:
        if draft.text.startswith(_POINTS, end) and _is_word(draft.text, end + 1):
            words, point = draft.text[start:end], draft.text[end]
            edit = Edit(Span(end, end + 1), "")
            yield rule.finding(Span(start, end + 1), edit, match=words + point, replacement=words)


def bracket_shape(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E011: half-width, unlike or single brackets around a number (4.9.2); (1) is only named."""
    for find in _BAD_BRACKETS:
        for span, match in draft.search(find):
            new = f"（{match['number']}）"
            finding = rule.finding(span, Edit(span, new), match=draft.text[span.start : span.end], replacement=new)
            plain = find == _HALF_ARABIC
            yield finding._replace(severity=min(finding.severity, Severity.INFO)) if plain else finding

    for span in half_brackets(draft):
        new = f"（{draft.text[span.start : span.end - 1]}）"
        yield rule.finding(span, Edit(span, new), match=draft.text[slice(*span)], replacement=new)


def _pointed(rule: Rule, mark: Mark, point: str, wanted: str) -> Finding:
    start, end = mark.span
    edit = Edit(Span(end, end + 1), wanted)
    finding = rule.finding(Span(start, end + 1), edit, match=mark.words + point, replacement=mark.words + wanted)
    # 1．is how many presses set the point of B.3.3: the full-width form is a hint.
    return (
        finding._replace(severity=min(finding.severity, Severity.INFO)) if (point, wanted) == ("．", ".") else finding
    )


def _inline(draft: Draft, rule: Rule, at: int, point: str) -> Iterator[Finding]:
    """The list that begins with 1、 inside a paragraph."""
    text, number = draft.text, 1
    end = draft.source.paragraph_at(at).end
    while 0 <= at < end:
        after = at + len(str(number)) + 1
        if at and text[at - 1] in "。；：" and _is_word(text, after):
            span, place = Span(at, after), Span(after - 1, after)
            yield rule.finding(span, Edit(place, "."), match=text[at:after], replacement=f"{number}.")
        elif number == 1:
            return
        number += 1
        at = text.find(f"{number}{point}", after, min(end, after + _LONGEST_PART))


def _is_word(text: str, place: int) -> bool:
    """Whether words follow, and not another number: 1、2号楼, 三、四楼."""
    follower = text[place : place + 1]
    return bool(follower) and (follower in "“《" or ("一" <= follower <= "鿿" and follower not in _NUMERALS + "两"))


@cache
def _bracket_before() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<=[。；：\s])|(?<!.))[（(](?:[{_NUMERALS}]{{1,3}}|\d{{1,2}})）$")


SEARCHED = {
    "han_point": HEADED,
    "arabic_point": (*LISTED, *(f"«1{point}»" for point in "、．")),
    "bracket_point": (*HEADED, _CIRCLE_AND_POINT, _BRACKET_AND_POINT),
    "bracket_shape": (*_BAD_BRACKETS, *_HALF_OPEN),
}
