"""Short names of bodies that a text never explains."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools.draft import of_draft
from bulletin_tools.expressions import expression
from bulletin_tools.source import Span, every

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule


_COMPANIES = ("公司", "集团")
_FORMS = ("有限", "责任", "股份", "专业")
"""What stands before the last word of a full name: 有限公司, 专业合作社."""


def unexplained_abbreviation(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """T011: a short name such as 智管办 that is in common use nowhere, at its first place in an item."""
    text = draft.text
    common = tuple(rule.options["common"])
    known = {name for names in draft.departments for name in names}
    for item in draft.items:
        ends = [(match.start() - 2, match.end()) for match in _ending().finditer(text, *item.span)]
        counts = Counter(text[start:end] for start, end in ends)
        seen, last = set(known), item.span.start
        for start, end in ends:
            if start < last or not _short().match(text, start, item.span.end):
                continue
            name, last = text[start:end], end
            if name in seen or name.endswith(common):
                continue
            seen.add(name)
            if (
                counts[name] > 1 or _is_office(name, text[start - 1]) or _has_staff(text, end)
            ) and name not in _explained(draft):
                yield rule.finding(Span(start, end), name=name)
        yield from _shortened(draft, item.span, known, rule)
        for find, words in ((_company, _COMPANIES), (_society, ("协",)), (_works, ("段",))):
            match = find().search(text, *item.span) if _has_any(text, item.span, words) else None
            if match and match[0] not in known and not _is_told(draft, match):
                yield rule.finding(Span(*match.span()), name=match[0])


def _has_any(text: str, part: Span, words: Iterable[str]) -> bool:
    return any(text.find(word, *part) >= 0 for word in words)


def _is_office(name: str, before: str) -> bool:
    """Whether one place is enough to tell a short name: 治超办, 市防指."""
    return name.endswith("办") or (
        name.endswith("指") and name[1] != "是" and not {name[0], before}.isdisjoint("省市县区镇")
    )


def _shortened(draft: Draft, item: Span, known: set[str], rule: Rule) -> Iterator[Finding]:
    """A short name of characters picked from a full one before it (静投公司), and a task force named twice by its task."""
    text = draft.text
    told = set[str]()
    for match in _picked().finditer(text, *item) if _has_any(text, item, (*_COMPANIES, "合作社")) else ():
        name, kind = match["name"], match["kind"]
        full = rf"(?=[\u4e00-\u9fff（）]{{8,40}}{kind})[\u4e00-\u9fff]*{name[0]}[\u4e00-\u9fff]+{name[1]}[\u4e00-\u9fff（）]*(?:{'|'.join(_FORMS)}){kind}"
        if name in told or match[0] in known or _is_told(draft, match):
            continue
        before = text[item.start : match.start()]
        if _ends_in_full(before, name[1], kind) and re.search(full, before):
            told.add(name)
            yield rule.finding(Span(*match.span()), name=match[0])
    if text.find("专班", *item) < 0:
        return
    forces = [match for match in _force().finditer(text, *item) if not _is_told(draft, match)]
    counts = Counter(match[0] for match in forces)
    for match in forces:
        if counts[match[0]] > 1 and match[0] not in told and match[0] not in known:
            told.add(match[0])
            yield rule.finding(Span(*match.span()), name=match[0])


def _ends_in_full(text: str, char: str, kind: str) -> bool:
    """Whether a character stands in the words of a full name, before its end."""
    for form in _FORMS:
        for at in every(text, form + kind):
            last = text.rfind(char, 0, at)
            if last >= 0 and _words().fullmatch(text, last, at):
                return True
    return False


@cache
def _words() -> re.Pattern[str]:
    return expression("[\u4e00-\u9fff（）]*")


@cache
def _picked() -> re.Pattern[str]:
    return expression(
        "(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{2})(?P<kind>公司|集团|合作社)(?![\u4e00-\u9fff]*（以下)"
    )


@cache
def _force() -> re.Pattern[str]:
    """A task force that only those who are in it know by name: 保交房专班."""
    return expression(
        "(?<=[，。；、（“\n\u3000由与同和向对据])(?!工作|专项|项目|成立|组建|该|市|县|区|各|两|春运|应急)[\u4e00-\u9fff]{2,3}专班"
    )


def _is_told(draft: Draft, match: re.Match[str]) -> bool:
    """Whether the text gives the short name with the full one."""
    return draft.text.endswith(("称“", "（"), 0, match.start()) or match[0] in _told(draft)


@of_draft
def _told(draft: Draft) -> frozenset[str]:
    """What the text says that something is called: 简称“智管办”."""
    return frozenset(re.findall("称“([^“”]+)”", draft.text))


@cache
def _company() -> re.Pattern[str]:
    """A public company by its short name: 区城投公司."""
    return expression(
        "[省市区县]?(?:城投|交投|水投|文投|旅投|农投|国投|建投|产投|科投|城建投|城发|交发|旅发|农发|金控|国资运营)(?:公司|集团)"
    )


@cache
def _society() -> re.Pattern[str]:
    """A society by one character: 县花协; those of science, writers and the like are known to all."""
    return expression(
        "[省市县区][\u4e00-\u9fff](?<![科作文影音美舞书剧记侨政消残妇体足篮老统内外妥])协(?![会调助商同议作办力定和理])"
    )


@cache
def _works() -> re.Pattern[str]:
    """A work by two characters, where a section of it is told of: 水网项目一标段."""
    return expression(
        r"(?<=[，。；、\n\u3000 ])(?!该|本|两|[一二三四五六七八九十]|主体|土建|道路|改造|配套|续建|新建)[\u4e00-\u9fff]{2}(?:工程|项目)(?=[\u4e00-\u9fff\d]{1,4}段)"
    )


def _has_staff(text: str, end: int) -> bool:
    """Whether what follows a short name shows that it is a body's."""
    return text.startswith(("主任", "副主任", "负责人", "工作人员", "牵头"), end)


@of_draft
def _explained(draft: Draft) -> frozenset[str]:
    """The short names that the text gives with the full ones, （以下简称“智管办”）, or that stand for a source department."""
    return frozenset("".join(found) for find in _explaining() for found in find.findall(draft.text))


@cache
def _ending() -> re.Pattern[str]:
    """The last word of a short name."""
    return expression("[办委指中](?:(?<!中)|心)")


_NAME = "[\u4e00-\u9fff]{2}(?:办(?![法事公理学案证班结税])|委(?![员托派任])|指(?![导挥标引南数定])|中心)"


@cache
def _short() -> re.Pattern[str]:
    """Two characters and an ending, where a word begins."""
    return expression(
        rf"(?<![^，。；：、（“\n　与和同由向会各及托靠到对把将在的省市区县]){_NAME}(?=[\u4e00-\u9fff，。；、）])"
    )


@cache
def _explaining() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(f"[简下]称[：:]?[“‘]?({_NAME})"),
        re.compile(f"（({_NAME})）"),
        re.compile(f"“({_NAME})”）"),
    )
