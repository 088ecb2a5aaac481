"""Under which names an issue calls its sources, and whether they are of its own district."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import regex

from bulletin_tools.parse import sources
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.bulletin import Bulletin, Field
    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_AREAS = "区县市旗"
_SUFFIXES = ("人民政府", "政府", "办事处")
_ByName = dict[str, "list[Field]"]
"""The sources of an issue by their names."""


def inconsistent_source(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S014: a department under its full name where the issue calls the others by their short ones, or the reverse."""
    for bulletin in draft.bulletins:
        by_name: dict[str, list[Field]] = {}
        for item in bulletin.items:
            for source in item.sources if item.source_span else ():
                by_name.setdefault(source.value, []).append(source)
        if len(by_name) < 2:
            continue
        area = area_of(bulletin) or _area_of_sources(draft, bulletin, by_name)
        if area:
            yield from _inconsistent(rule, by_name, area)
        yield from _bare(draft, rule, bulletin, by_name)
        yield from _suffixed(rule, by_name)
        yield from _shortened(rule, by_name)


def area_of(bulletin: Bulletin) -> str:
    """The name of the district or county that issues a bulletin: 泉河区 of 中共泉河区委办公室."""
    head = bulletin.masthead
    match = _issuing().search(head.issuer.value) if head and head.issuer else None
    area = match[1].removeprefix("中共") if match else ""
    return area if len(area) > 1 else ""  # 中共区委办公室 names no area


def _area_of_sources(draft: Draft, bulletin: Bulletin, by_name: _ByName) -> str:
    """The area's name before a source whose own item, or another source, says it without: 泉河区审计局, 区审计局."""
    kinds = {name[0] for name in by_name if name[0] in _AREAS}
    full = {name: match for name in by_name if kinds and (match := full_name().fullmatch(name))}
    for item in bulletin.items if full else ():
        for source in item.sources:
            match = full.get(source.value)
            if match and match["kind"] in kinds:
                short = match["kind"] + match["office"]
                if short in by_name or draft.text.find(short, item.span.start, source.span.start) >= 0:
                    return str(match["name"] + match["kind"])
    return ""


@cache
def _issuing() -> regex.Pattern[str]:
    return regex.compile(r"(?:中共)?(\p{Han}{2,5}?[区县市旗])(?:[委人]|政府)")


@cache
def full_name() -> regex.Pattern[str]:
    return regex.compile(r"(?P<name>\p{Han}{2,4})(?P<kind>[区县市旗])(?P<office>\p{Han}{2,})")


def _inconsistent(rule: Rule, by_name: _ByName, area: str) -> Iterator[Finding]:
    full = [name for name in by_name if name.startswith(area) and len(name) > len(area) + 1]
    short = [name for name in by_name if name.startswith(area[-1]) and len(name) > 2]
    if short and _times(by_name, short) >= _times(by_name, full):
        for name in full:
            yield from _renamed(rule, by_name[name], area[-1] + name[len(area) :])
    elif full:
        for name in short:
            yield from _renamed(rule, by_name[name], area + name[1:])


def _times(by_name: _ByName, names: list[str]) -> int:
    return sum(len(by_name[name]) for name in names)


def _bare(draft: Draft, rule: Rule, bulletin: Bulletin, by_name: _ByName) -> Iterator[Finding]:
    """教育局 where the item itself says 区教育局, or another source does."""
    kinds = Counter({kind: _times(by_name, [name for name in by_name if name[0] == kind]) for kind in _AREAS})
    kind, times = kinds.most_common(1)[0]
    bare = {name for name in by_name if name[0] not in _AREAS and sources.is_unit(name)} if times else ()
    for item in bulletin.items if bare else ():
        for field in item.sources if item.source_span else ():
            name = kind + field.value
            if field.value in bare and (
                name in by_name or draft.text.find(name, item.span.start, field.span.start) >= 0
            ):
                yield from _renamed(rule, [field], name)


def _suffixed(rule: Rule, by_name: _ByName) -> Iterator[Finding]:
    """石桥镇人民政府 where the issue calls it 石桥镇 more often, or the reverse."""
    by_core: dict[str, list[str]] = {}
    for name in by_name:
        suffix = next((suffix for suffix in _SUFFIXES if name.endswith(suffix)), "")
        by_core.setdefault(name.removesuffix(suffix), []).append(name)
    for names in by_core.values():
        usual = max(names, key=lambda name: len(by_name[name]))
        for name in names:
            if name != usual:
                yield from _renamed(rule, by_name[name], usual)


def _shortened(rule: Rule, by_name: _ByName) -> Iterator[Finding]:
    """县人社局 in an issue that calls it 县人力资源和社会保障局 more often, or the reverse."""
    alike: dict[tuple[str, str], list[str]] = {}
    for name in by_name:
        alike.setdefault((name[:2], name[-1:]), []).append(name)
    for names in alike.values():
        for short in names if len(names) > 1 else ():
            full = next((name for name in names if _is_short(short, name)), "")
            if full and len(by_name[full]) != len(by_name[short]):
                usual, other = sorted((full, short), key=lambda name: -len(by_name[name]))
                yield from _renamed(rule, by_name[other], usual)


def _is_short(short: str, full: str) -> bool:
    """Whether a name is made of some characters of another that begins and ends like it."""
    if not 3 < len(short) < len(full) - 1:
        return False
    rest = iter(full)
    return all(char in rest for char in short)


def _renamed(rule: Rule, fields: list[Field], new: str) -> Iterator[Finding]:
    for field in fields:
        yield rule.finding(field.span, Edit(field.span, new), name=field.value, new=new)


def borrowed(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """县应急局 in an issue of a 区 whose item says 区应急局: left over from a borrowed text."""
    for bulletin in draft.bulletins:
        kind = area_of(bulletin)[-1:]
        for item in bulletin.items if kind in ("区", "县") else ():
            for source in item.sources:
                own = kind + source.value[1:]
                if source.value[0] == ("县" if kind == "区" else "区") and any(
                    draft.text.find(name, item.span.start, source.span.start) >= 0 for name in _names(own)
                ):
                    edit = Edit(Span(source.span.start, source.span.start + 1), kind)
                    message = f"本刊的单位都属{area_of(bulletin)}，“{source.value}”是否为“{own}”"
                    yield rule.finding(source.span, edit, message=message)


def foreign(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """河阳县农业农村局 in an issue of another county."""
    for bulletin in draft.bulletins:
        area = area_of(bulletin)
        for item in bulletin.items if area.endswith("县") else ():
            for source in item.sources:
                match = full_name().fullmatch(source.value)
                if match and match["kind"] == "县" and match["name"] + "县" != area:
                    yield rule.finding(source.span, message=f"本刊的单位都属{area}，来源却是“{source.value}”")


def _names(office: str) -> tuple[str, str]:
    """An office and what a text may call it for short: 区应急管理局, 区应急."""
    return office, office[:3]
