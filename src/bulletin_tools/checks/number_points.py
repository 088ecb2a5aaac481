"""The points and brackets of list numbers: GB/T 15834—2011, B.3.2–B.3.4 and 4.9.2."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools.checks.numbered_heads import HEADED, LISTED, Stray, heads, stray_heads
from bulletin_tools.checks.numbering import Mark, chinese
from bulletin_tools.checks.replacing import replaced
from bulletin_tools.checks.stray_numbers import stray_numbers
from bulletin_tools.checks.words import starts_of
from bulletin_tools.expressions import expression
from bulletin_tools.finding import Severity
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_HAN = "一-鿿"
_NUMERALS = "一二三四五六七八九十"
_NUMBER = rf"(?P<number>[{_NUMERALS}]{{1,3}}|\d{{1,2}})"
_DASHES = str.maketrans("—－-", "一一一")
_LONGEST_PART = 2000  # code points between two numbers of a list inside a paragraph
_BEGINS = r"(?:^|(?<=[。；：\s]))"
_POINTS = ("、", "，", ".", "．", "。", ",", "：", ":", "；", ";")
_HAN_POINTS = tuple(rf"(?<=[。；：“])[{_NUMERALS}]{{1,3}}«{mark}»(?=[{_HAN}])" for mark in "．.")
_ARABIC_POINTS = "、．，：,·"
_HAN_BEGINS = tuple(f"{before}一{point}" for before in "：。" for point in "，：,:")
_BRACKET_AND_POINT = tuple(rf"(?<=[{_NUMERALS}\d])«{mark}»[{re.escape(''.join(_POINTS))}]" for mark in "）)")
_CIRCLE_AND_POINT = r"(?:^|(?<=[。；：，、\s]))«[①-⑳]»[、．.，。,：:；;]"
_HALF_ARABIC = rf"{_BEGINS}«(»(?P<number>\d{{1,2}})\)(?=[{_HAN}])"
_BAD_BRACKETS = (
    rf"«(»(?P<number>[{_NUMERALS}]{{1,3}})\)",
    rf"（{_NUMBER}«)»",
    rf"«(»{_NUMBER}）",
    rf"^(?P<number>[{_NUMERALS}]{{1,2}})«)»(?=[{_HAN}])",
    rf"^(?P<number>[{_NUMERALS}]{{1,2}})«）»(?=[{_HAN}])",
    rf"(?<=[。；：，])(?P<number>[{_NUMERALS}]{{1,2}})«)»(?=[{_HAN}])",
    rf"(?<=[。；：，])(?P<number>[{_NUMERALS}]{{1,2}})«）»(?=[{_HAN}])",
    rf"{_BEGINS}（{_NUMBER}«[］\]】〕]»(?=[{_HAN}])",
    rf"{_BEGINS}«[［\[【〔]»{_NUMBER}）(?=[{_HAN}])",
    rf"{_BEGINS}（{_NUMBER}«））»",
    rf"{_BEGINS}«（（»{_NUMBER}）",
    rf"{_BEGINS}（(?P<number>[—－-])«）»(?=[{_HAN}])",
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
    for stray in _strays(draft, "、"):
        yield _shaped(draft, rule, stray)
    for find in _HAN_POINTS:
        for span, _ in draft.search(find):
            yield _repointed(draft, rule, span, "、")
    for begin in _HAN_BEGINS:
        for at in starts_of(draft, begin):
            spans = list(_inline(draft, at + 1, begin[-1], chinese))
            for span in spans if len(spans) > 1 else ():
                yield _repointed(draft, rule, span, "、")


def arabic_point(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E008: another point than . behind 1 (B.3.3), at a paragraph's head or in a list within it."""
    for mark in heads(draft):
        if mark.form == "{}." and draft.text[mark.span.end] in "、．" and _is_word(draft.text, mark.span.end + 1):
            yield _pointed(rule, mark, draft.text[mark.span.end], ".")
    for stray in _strays(draft, "."):
        yield _shaped(draft, rule, stray)
    for point in _ARABIC_POINTS:
        for at in starts_of(draft, f"1{point}"):
            spans = list(_inline(draft, at, point, str))
            sure = point in "、．" and draft.text[at - 1] in "。；：“"
            for span in spans if sure or len(spans) > 1 else ():
                yield _repointed(draft, rule, span, ".")


def bracket_point(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E009: a point behind （一） or ① (B.3.4)."""
    spans = {
        mark.span for mark in heads(draft) if mark.form == "①" or (mark.form[0] == "（" and mark.words[-1] in "）)")
    }
    spans |= {Span(place.span.start, place.span.end - 1) for place in draft.search(_CIRCLE_AND_POINT)}
    for (start, _), _ in (place for find in _BRACKET_AND_POINT for place in draft.search(find)):
        number = _bracket_before().search(draft.text[max(0, start - 6) : start + 1])
        if number:
            spans.add(Span(start + 1 - len(number[0]), start + 1))
    for start, end in spans:
        follower = draft.text[end + 1 : end + 2]
        if draft.text.startswith(_POINTS, end) and (_is_word(draft.text, end + 1) or follower.isdigit()):
            words, point = draft.text[start:end], draft.text[end]
            edit = Edit(Span(end, end + 1), "")
            yield rule.finding(Span(start, end + 1), edit, match=words + point, replacement=words)


def bracket_shape(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """E011: half-width, unlike or single brackets around a number (4.9.2); (1) is only named."""
    seen = set()
    for find in _BAD_BRACKETS:
        for span, match in draft.search(find):
            seen.add(span)
            new = f"（{match['number'].translate(_DASHES)}）"
            finding = replaced(draft, rule, span, new)
            plain = find == _HALF_ARABIC
            yield finding._replace(severity=min(finding.severity, Severity.INFO)) if plain else finding

    for stray in _strays(draft, "（"):
        if stray.span not in seen:
            yield _shaped(draft, rule, stray)


def _strays(draft: Draft, sign: str) -> Iterator[Stray]:
    """The numbers out of shape that should have a sign: a point behind them, or brackets."""
    known = set()
    for stray in (*stray_heads(draft), *stray_numbers(draft)):
        if sign in stray.right and stray.span not in known and stray.right != draft.text[slice(*stray.span)]:
            known.add(stray.span)
            yield stray


def _shaped(draft: Draft, rule: Rule, stray: Stray) -> Finding:
    edit = Edit(stray.span, stray.right)
    return rule.finding(stray.span, edit, match=draft.text[slice(*stray.span)], replacement=stray.right)


def _pointed(rule: Rule, mark: Mark, point: str, wanted: str) -> Finding:
    start, end = mark.span
    edit = Edit(Span(end, end + 1), wanted)
    finding = rule.finding(Span(start, end + 1), edit, match=mark.words + point, replacement=mark.words + wanted)
    # 1．is how many presses set the point of B.3.3: the full-width form is a hint.
    return (
        finding._replace(severity=min(finding.severity, Severity.INFO)) if (point, wanted) == ("．", ".") else finding
    )


def _repointed(draft: Draft, rule: Rule, span: Span, point: str) -> Finding:
    """Of a number and the point behind it."""
    words = draft.text[slice(*span)]
    return rule.finding(span, Edit(Span(span.end - 1, span.end), point), match=words, replacement=words[:-1] + point)


def _inline(draft: Draft, at: int, point: str, written: Callable[[int], str]) -> Iterator[Span]:
    """The numbers and points of the list that begins with 1、 inside a paragraph."""
    text, number = draft.text, 1
    end = draft.source.paragraph_at(at).end
    while 0 <= at < end:
        after = at + len(written(number)) + 1
        if at and text[at - 1] in "。；：，（“" and _is_word(text, after):
            yield Span(at, after)
        elif number == 1:
            return
        number += 1
        at = text.find(written(number) + point, after, min(end, after + _LONGEST_PART))


def _is_word(text: str, place: int) -> bool:
    """Whether words follow, and not another number: 1、2号楼, 三、四楼."""
    follower = text[place : place + 1]
    return bool(follower) and (follower in "“《" or ("一" <= follower <= "鿿" and follower not in _NUMERALS + "两"))


@cache
def _bracket_before() -> re.Pattern[str]:
    return expression(rf"(?:(?<=[。；：，\s])|(?<!.))(?:[（(](?:[{_NUMERALS}]{{1,3}}|\d{{1,2}})|\d{{1,2}})[）)]$")


SEARCHED = {
    "han_point": (*LISTED, *_HAN_POINTS, *(f"«{begin}»" for begin in _HAN_BEGINS)),
    "arabic_point": (*LISTED, *(f"«1{point}»" for point in _ARABIC_POINTS)),
    "bracket_point": (*HEADED, _CIRCLE_AND_POINT, *_BRACKET_AND_POINT),
    "bracket_shape": (*_BAD_BRACKETS, *LISTED),
}
