"""Under which names an issue calls its sources: one office, or one kind of offices, by one style of name."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from bulletin_tools import regexes as regex
from bulletin_tools.checks.source_names import area_of, full_name
from bulletin_tools.patterns import plain
from bulletin_tools.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bulletin_tools.bulletin import Bulletin, Field
    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_AREAS = "区县市旗"
_PARTY = "中共"
_LEFT_OUT: dict[str, str] = {"委员会": "委", "联合会": "联", "办公室": "办", "监督管理": "监管", "人民": ""}
"""What is often left out of a name, and what is then written."""
_LIKE = 2  # sources of one area's kind that show the style where no masthead tells the area
_ByName = dict[str, "list[Field]"]
"""The sources of an issue by their names."""


def inconsistent_source(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S014: a source under another style of name than most: 泉河区审计局 or 审计局 among 区……局, 石桥镇人民政府 among ……镇."""
    for bulletin in draft.bulletins:
        by_name: _ByName = {}
        for item in bulletin.items:
            for source in item.sources if item.source_span else ():
                by_name.setdefault(source.value, []).append(source)
        if len(by_name) > 1:
            renamed = dict(_renamed(draft, bulletin, by_name, rule.options["offices"]))
            for name, new in renamed.items():
                for field in by_name[name]:
                    yield rule.finding(field.span, Edit(field.span, new), name=name, new=new)


def _renamed(draft: Draft, bulletin: Bulletin, by_name: _ByName, offices: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Names that should be others; where several hold, the last counts."""
    yield from _shortened(by_name)
    yield from _towns(by_name)
    area = area_of(bulletin) or _area_of_sources(draft, bulletin, by_name)
    if area:
        yield from _by_area(by_name, area, offices)
    kind = area[-1:] or _kind_of_most(by_name)
    if kind:
        yield from _bare(draft, bulletin, by_name, kind, offices)


def _times(by_name: _ByName, names: Sequence[str]) -> int:
    return sum(len(by_name[name]) for name in names)


def _area_of_sources(draft: Draft, bulletin: Bulletin, by_name: _ByName) -> str:
    """The area's name before a source that its item or others call without: 泉河区审计局, 区审计局; or beside several 区……局."""
    kinds = Counter(name[0] for name, fields in by_name.items() if name[0] in _AREAS for _ in fields)
    full = {name: match for name in by_name if kinds and (match := full_name().fullmatch(name))}
    for item in bulletin.items if full else ():
        for source in item.sources:
            match = full.get(source.value)
            if match and match["kind"] in kinds:
                short = match["kind"] + match["office"]
                if short in by_name or draft.text.find(short, item.span.start, source.span.start) >= 0:
                    return str(match["name"] + match["kind"])
    areas = {match["name"] + match["kind"] for match in full.values()}
    area = str(areas.pop()) if len(areas) == 1 else ""
    return area if kinds[area[-1:]] >= _LIKE else ""


def _kind_of_most(by_name: _ByName) -> str:
    kinds = Counter(name[0] for name, fields in by_name.items() if name[0] in _AREAS and len(name) > 1 for _ in fields)
    kind, times = kinds.most_common(1)[0] if kinds else ("", 0)
    return kind if times >= 1 else ""


def _by_area(by_name: _ByName, area: str, offices: Sequence[str]) -> Iterator[tuple[str, str]]:
    """泉河区审计局 beside 区民政局, or the reverse; 泉河审计局 beside either."""
    kind, stem = area[-1], area[:-1]
    full = [name for name in by_name if name.removeprefix(_PARTY).startswith(area) and len(name) > len(area) + 1]
    short = [name for name in by_name if name.startswith(kind) and len(name) > 2]
    if short and _times(by_name, short) >= _times(by_name, full):
        for name in full:
            yield name, kind + name.removeprefix(_PARTY)[len(area) :]
    elif full:
        for name in short:
            yield name, area + name[1:]
    for name in by_name:
        if name.startswith(stem) and name.removeprefix(stem) in offices and (short or full):
            yield name, (kind if short else area) + name.removeprefix(stem)


def _bare(
    draft: Draft, bulletin: Bulletin, by_name: _ByName, kind: str, offices: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """教育局 where other sources are 区……局, or the item itself says 区教育局."""
    own = [name for name in by_name if name[0] == kind and len(name) > 2]
    known = [name for name in by_name if name in offices]
    told = {
        field.value
        for item in bulletin.items
        for field in item.sources
        if field.value[0] not in _AREAS and draft.text.find(kind + field.value, item.span.start, field.span.start) >= 0
    }
    for name in by_name:
        more = name in known and own and _times(by_name, own) >= _times(by_name, known)
        if kind + name in by_name or (own and name in told) or more:
            yield name, kind + name
    if own and _times(by_name, known) > _times(by_name, own):
        yield from ((name, name[1:]) for name in own if name[1:] in offices)


def _towns(by_name: _ByName) -> Iterator[tuple[str, str]]:
    """石桥镇人民政府 where other towns are called 白沙镇, or the reverse; where as many are, as each town is more often."""
    towns = {name: match for name in by_name if (match := _town().fullmatch(name))}
    plain = [name for name, match in towns.items() if not match["suffix"]]
    full = [name for name in towns if name not in plain]
    difference = _times(by_name, plain) - _times(by_name, full)
    suffixes = Counter(match["suffix"] for match in towns.values() if match["suffix"] in ("人民政府", "政府"))
    government = suffixes.most_common(1)[0][0] if suffixes else "人民政府"
    for name, match in towns.items():
        town, others = match["town"], [other for other in towns if towns[other]["town"] == match["town"]]
        usual = max(others, key=lambda other: len(by_name[other]))
        if difference > 0:
            usual = town
        elif difference < 0 and not match["suffix"]:
            usual = town + ("办事处" if town.endswith("街道") else government)
        elif difference < 0:
            usual = name
        if usual != name:
            yield name, usual


def _shortened(by_name: _ByName) -> Iterator[tuple[str, str]]:
    """县人社局 in an issue that calls it 县人力资源和社会保障局 more often, or the reverse; the first name, if as often."""
    alike: dict[str, list[str]] = defaultdict(list)
    for name in by_name:
        alike[name[:1] + _plain(name)[-1:]].append(name)
    for names in alike.values():
        for short in names if len(names) > 1 else ():
            full = next((name for name in names if _is_short(_plain(short), _plain(name), short, name)), "")
            if full:
                usual = max((name for name in by_name if name in (short, full)), key=lambda name: len(by_name[name]))
                yield (full if usual == short else short), usual


@lru_cache(maxsize=1_000)
def _plain(name: str) -> str:
    """A name without what is often left out of it."""
    for long, short in _LEFT_OUT.items():
        name = name.replace(long, short)
    return name


def _is_short(short: str, full: str, *names: str) -> bool:
    """Whether a name is made of some characters of another that begins and ends like it."""
    if short == full:
        return len(names[0]) < len(names[1])
    if not 3 <= len(short) < len(full) or short[:2] != full[:2]:
        return False
    rest = iter(full)
    return all(char in rest for char in short)


@cache
def _town() -> regex.Pattern[str]:
    return plain(r"(?P<town>\p{Han}{1,6}(?:镇|乡|街道))(?P<suffix>人民政府|政府|办事处|办)?")
