"""Whether an issue's sources are of its own district."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools import regexes as regex
from bulletin_tools.patterns import plain
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.bulletin import Bulletin
    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule


_COUNTY_OFFICES = ("局", "委", "委员会", "馆", "部", "法院", "检察院", "联合会", "联", "办公室")
"""What the names of a county's or district's own offices end with."""
_ZONES = frozenset(
    (
        "高新",
        "经开",
        "开发",
        "经济开发",
        "经济技术开发",
        "工业园",
        "产业园",
        "新",
        "示范",
        "景",
        "风景",
        "旅游",
        "度假",
        "保税",
        "自贸",
        "矿",
        "林",
        "垦",
    )
)
"""Zones that are called 区 and belong to the area."""


def area_of(bulletin: Bulletin) -> str:
    """The name of the district or county that issues a bulletin: 泉河区 of 中共泉河区委办公室."""
    head = bulletin.masthead
    match = _issuing().search(head.issuer.value) if head and head.issuer else None
    area = (match[1] or match[2]).removeprefix("中共") if match else ""
    return area if len(area) > 1 else ""  # 中共区委办公室 names no area


@cache
def _issuing() -> regex.Pattern[str]:
    return plain(
        r"(?:中共)?(\p{Han}{2,5}?[区县市旗])(?:[委人]|政府)"
        r"|^(?:中共|国家税务总局)?(\p{Han}{1,4}?(?<!开发|高新|经开|园|示范|街|社|小|景|矿|林|新|城市)[区县市旗])\p{Han}{1,14}?(?:局|委|院|会|联|部|馆|办公室|中心|协)$"
    )


@cache
def full_name() -> regex.Pattern[str]:
    return plain(r"(?P<name>\p{Han}{2,4})(?P<kind>[区县市旗])(?P<office>\p{Han}{2,})")


def borrowed(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """县应急局 in an issue of a 区 whose item says 区应急局: left over from a borrowed text."""
    for bulletin in draft.bulletins:
        kind = area_of(bulletin)[-1:]
        other = "县" if kind == "区" else "区"
        for item in bulletin.items if kind in ("区", "县") else ():
            for source in item.sources:
                if source.value[0] != other:
                    continue
                own = kind + source.value[1:]
                if source.value.endswith(_COUNTY_OFFICES) or any(
                    draft.text.find(name, item.span.start, source.span.start) >= 0 for name in _names(own)
                ):
                    edit = Edit(Span(source.span.start, source.span.start + 1), kind)
                    message = f"本刊的单位都属{area_of(bulletin)}，“{source.value}”是否为“{own}”"
                    yield rule.finding(source.span, edit, message=message)


def foreign(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """河阳县农业农村局 in an issue of another county or district, alone behind its item."""
    for bulletin in draft.bulletins:
        area = area_of(bulletin)
        for item in bulletin.items if area.endswith(("县", "区")) else ():
            found = [source for source in item.sources if _is_foreign(source.value, area)]
            for source in found if len(found) == len(item.sources) else ():
                yield rule.finding(source.span, message=f"本刊的单位都属{area}，来源却是“{source.value}”")


def _is_foreign(name: str, area: str) -> bool:
    if not ("县" in name or "区" in name[2:]) or name.startswith(area) or not name.endswith(_COUNTY_OFFICES):
        return False
    match = full_name().fullmatch(name)
    return bool(match and match["kind"] in "县区" and match["name"] not in _ZONES)


def _names(office: str) -> tuple[str, str]:
    """An office and what a text may call it for short: 区应急管理局, 区应急."""
    return office, office[:3]
