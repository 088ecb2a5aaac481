"""Lists and how many they are said to hold: 甲、乙、丙、丁等3家 (N018)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools.checks.amounts import number_of
from bulletin_tools.expressions import expression
from bulletin_tools.finding import Severity
from bulletin_tools.parse import sources
from bulletin_tools.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_STOPS = "，。；：！？\n"
_LONGEST = 80  # code points that are looked through for a list
_SHORT = 4  # code points of a name that can be nothing but one thing
_LONG = 8  # code points of a member at most
_COUNTED = "类个家名位项人所种户处条件次座门部款堂节镇村幅支路套台艘张只份本册篇场道盏栋间片块县区市省乡校街样地期"
_NUMERAL = r"(?P<count>\d{1,2}|[两二三四五六七八九十]{1,3})"
_COUNTED_LIST = rf"«等»(?:共计?|合计|总计|周边|相邻|辖区|下辖|所属|相关|市直|区直|县直|区级|县级|市级|重点)?(?!二次){_NUMERAL}(?P<unit>[\u4e00-\u9fff])"
_NAMED_LIST = rf"«等»(?:企业|单位|部门|乡镇|镇街|街道|镇|村|社区|学校|商户|门店|医院|景区|公司|合作社){_NUMERAL}(?P<unit>[个家所])"
_INCLUDED = rf"«在内的»{_NUMERAL}(?P<unit>[\u4e00-\u9fff])"
_BARE = rf"«、»[\u4e00-\u9fff]{{2,8}}?(?=[2-9两二三四五六七八九][{_COUNTED}])(?<!等)(?<!在内的){_NUMERAL}(?P<unit>[个家所])(?:相邻|周边|试点|重点|示范|市直|区直|县直)?(?:乡?镇|乡|街道|村|社区|部门|单位|企业|学校|县|市|国家|省|领域|专业|品种)"
_BRACKETED = rf"(?<=(?<![第\d.]){_NUMERAL}(?P<unit>[个家所支])(?P<noun>[\u4e00-\u9fff]{{0,6}}))«（»(?P<list>[\u4e00-\u9fff]{{2,6}}(?:、[\u4e00-\u9fff]{{2,6}})+)）"
_BODIES = ("局", "委", "办", "会", "院", "部", "社", "团", "所", "站", "队", "联", "行", "中心", "公司")
"""How the names of bodies end; 共青团县委 and 红十字会 are in no list of departments."""
_WITHIN = expression(
    "走访|检查|调研|深入|赴|到|对|在|向|为|给|把|将|组织|开展|会同|联合|协调|推动|推进|完成|实施|建成|打造|解决|涉及|覆盖|包括|召开|举办|"
    "发放|查处|围绕|通过|采取|从|以|的|等|邀请|抽调|选派|按照|针对"
)
"""What stands within a sentence, and not within a member of a list: 党员、干部走访甲、乙."""


def list_count(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N018: more are listed than 等N个 says; more or fewer than N个 without 等."""
    text = draft.text
    for find in (_COUNTED_LIST, _NAMED_LIST, _INCLUDED):
        for span, match in draft.search(find):
            count = number_of(match["count"])
            found = _too_many(text, span.start, count, match["unit"]) if count > 1 else None
            if found:
                start, number = found
                yield rule.finding(Span(start, span.end), listed=number, count=match["count"], unit=match["unit"])
    for span, told, number in (*_without_deng(draft), *_in_brackets(draft)):
        finding = rule.finding(span, message=f"列出的是{number}个，却写“{told}”，请核对")
        yield finding._replace(severity=Severity.INFO)


def _too_many(text: str, end: int, count: int, unit: str) -> tuple[int, int] | None:
    """Where a list begins that holds more than it is said to, and how many at least."""
    start, quoted = quoted_list(text, end)
    if quoted > count:
        return start, quoted
    found = listed(text, end, count + 1) if unit in _COUNTED else None
    return (found, count + 1) if found is not None else None


def _without_deng(draft: Draft) -> Iterator[tuple[Span, str, int]]:
    """望湖、石桥、白塔4个镇: all are listed, so their number must be the same."""
    text = draft.text
    for span, match in draft.search(_BARE):
        end, count = match.start("count"), number_of(match["count"])
        members = _members(text, end)
        if not members or len(members) < 3 or abs(len(members) - count) != 1 or not _are_names(members):
            continue
        yield Span(end - len("、".join(members)), span.end), text[end : span.end], len(members)


def _in_brackets(draft: Draft) -> Iterator[tuple[Span, str, int]]:
    """3个镇（望湖、石桥、白塔、青石）: the same."""
    text = draft.text
    for span, match in draft.search(_BRACKETED):
        members, count = match["list"].split("、"), number_of(match["count"])
        ends = {member[-1] for member in members}
        of_it = len(ends) > 1 or match["noun"].endswith(tuple(ends))
        if count > 1 and len(members) != count and abs(len(members) - count) < count and of_it and _are_names(members):
            told = text[match.start("count") : match.end("unit")]
            yield Span(match.start("count"), span.end), told, len(members)


def _are_names(members: list[str]) -> bool:
    """Whether all but the first, which may have words before it, are names of one length."""
    others = members[1:]
    return (
        len({len(member) for member in others}) == 1
        and len(others[0]) <= _SHORT
        and not any(_WITHIN.search(member) for member in others)
    )


def quoted_list(text: str, end: int) -> tuple[int, int]:
    """Where the list of quoted terms or titles before `end` begins, and how many they are."""
    start, count = end, 0
    while start and text[start - 1] in "”》":
        closing = text[start - 1]
        opening = text.rfind("“《"["”》".index(closing)], max(0, start - _LONGEST), start - 1)
        if opening < 0 or closing in text[opening : start - 1]:
            break
        start, count = opening, count + 1
        joint = text[max(0, start - 1) : start]
        if joint in ("、", "和", "及", "与") and text[start - 2 : start - 1] in ("”", "》"):
            start -= 1
    return start, count


def listed(text: str, end: int, least: int) -> int | None:
    """Where the list before `end` begins whose last `least` members are short and alike; None if it has fewer.

    The first of them may have words before it (走访甲、乙、丙); the others must be names and nothing else.
    """
    members = _members(text, end)
    if least < 3 or not members or len(members) < least:
        return None
    members = members[-least:]
    first, others = members[0], members[1:]
    start = _start(text, end, least)
    if len(others[0]) >= _SHORT and all(sources.is_unit(member) or _is_body(member) for member in others):
        return start
    if len(first) < 2 or any(not 0 < len(member) <= _LONG for member in others):
        return None
    short = all(len(member) < _SHORT for member in others)
    alike = len({len(member) for member in others}) == 1 or any(
        len({member[place] for member in others}) == 1 for place in (0, -1)
    )
    one = not any(len(member) >= _SHORT and _WITHIN.search(member) for member in others)
    return start if one and (short or alike or min(map(len, others)) * 2 >= max(map(len, others))) else None


def _is_body(member: str) -> bool:
    return len(member) >= _SHORT and member.endswith(_BODIES)


def _members(text: str, end: int) -> list[str]:
    """What stands between the marks of a list before `end`, without its brackets; empty where it is none."""
    clause = _clause(text, end)
    if "、" not in clause or any(mark in clause for mark in "“”《》"):
        return []
    *members, last = clause.split("、")
    return [*members, *_parted().split(last)] if not any(_parted().search(member) for member in members[1:]) else []


def _clause(text: str, end: int) -> str:
    """The clause before `end` with what stands in brackets left out."""
    words = _bracket().sub("", text[max(0, end - _LONGEST) : end])
    start = max(words.rfind(mark) for mark in (*_STOPS, "（")) + 1
    return words[start:]


def _start(text: str, end: int, least: int) -> int:
    """Where the last `least` members before `end` begin, brackets and all."""
    begin = max(0, end - _LONGEST)
    words = text[begin:end]
    at = max(words.rfind(mark) for mark in _STOPS) + 1
    marks = [match.start() + 1 for match in _mark().finditer(words, at)]
    return begin + ([at, *marks][-least] if len(marks) >= least - 1 else at)


@cache
def _bracket() -> re.Pattern[str]:
    return expression(r"（[^（）\n]{0,30}）")


@cache
def _parted() -> re.Pattern[str]:
    """Between the last two members; but 中和 and 和平 are names."""
    return expression(r"(?<=[\u4e00-\u9fff]{2})(?:以及|[和及与])(?=[\u4e00-\u9fff]{2})")


@cache
def _mark() -> re.Pattern[str]:
    return expression(r"、(?![^（）]*）)")


SEARCHED = {"list_count": (_COUNTED_LIST, _NAMED_LIST, _INCLUDED, _BARE, _BRACKETED)}
