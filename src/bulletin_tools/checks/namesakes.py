"""Places, bodies and campaigns that are called by two names within an item."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import chain
from operator import ne
from typing import TYPE_CHECKING, NamedTuple

from bulletin_tools.expressions import expression
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bulletin_tools.bulletin import Item
    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_LONGEST = 12  # characters of a name before its last word
_SHORT = 5_000  # code points of an item that tells of one matter
_STEM = 3  # characters that names of one thing have in common, at least
_REGIONS = "省市县区镇乡村国"
_SINGLE = ("大桥", "水库")
"""What has a name of its own each, so that a character more makes another."""
_ADDED = 4  # characters in which they may differ, before the last word


def inconsistent_name(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """T010: two names in one item that share all but their last word: 低碳示范区 and 试验区, 服务中心 and 服务站."""
    endings, kinds = _groups(rule.options["endings"]), _groups(rule.options["kinds"])
    for item in draft.items:
        if item.span.end - item.span.start > _SHORT:
            continue
        told = set[int]()  # where names that are told end
        for finding in chain(
            _endings(draft.text, item, rule, endings),
            _quoted(draft.text, item, rule),
            _titled(draft.text, item, rule),
            _modified(draft.text, item, rule, kinds),
            _misspelt(draft.text, item, rule),
        ):
            if finding.span.end not in told:
                told.add(finding.span.end)
                yield finding


def _groups(groups: Sequence[Sequence[str]]) -> dict[str, int]:
    """Words, each with the number of its group."""
    return {word: number for number, group in enumerate(groups) for word in group}


def _endings(text: str, item: Item, rule: Rule, groups: dict[str, int]) -> Iterator[Finding]:
    """Names whose last words are of one group, with the same words before them, or none."""
    named = defaultdict[int, dict[str, tuple[str, str]]](dict)
    for match in _ending(tuple(groups)).finditer(text, item.span.start, item.span.end):
        ending, before = match[0], named[groups[match[0]]]
        stem = _stem(text, max(item.span.start, match.start() - _LONGEST), match.start())
        known = _known(before, stem)
        if known is None:
            if len(stem) >= 2:
                before[stem[-4:]] = (stem, ending)
        elif before[known][1] != ending and not _joined(text, match.start(), before[known][1]):
            span = Span(match.start() - len(stem), match.end())
            yield rule.finding(span, match=stem + ending, other="".join(before[known]))


def _stem(text: str, start: int, end: int) -> str:
    """The words of a name before its last one."""
    parts = _before().split(text[start:end])
    return parts[-1] if len(parts) > 1 or start == 0 else ""


def _known(named: dict[str, tuple[str, str]], stem: str) -> str | None:
    """Which of the names before has these words, or, where there are none, is the only one."""
    if stem[-4:] in named and (len(stem) >= 3 or named[stem][1].endswith(("区", "园"))):
        return stem[-4:]
    only = next(iter(named.values()), None)
    bare = not stem and len(named) == 1 and only is not None and only[1].endswith(("区", "园"))
    return next(iter(named)) if bare else None


def _joined(text: str, start: int, other: str) -> bool:
    """Whether both names stand in one list, and so mean two things."""
    return bool(re.search(re.escape(other) + r"[、和与及][^，。；\n]{0,12}$", text[max(0, start - 20) : start]))


@cache
def _ending(endings: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, endings), key=len, reverse=True))
    return re.compile(rf"(?:{words})(?![长员])")


@cache
def _before() -> re.Pattern[str]:
    """What stands before a name."""
    return expression("[，。；：、（）“”《》在到由向与和及对把将为从该\n\u3000 ]")


def _quoted(text: str, item: Item, rule: Rule) -> Iterator[Finding]:
    """Quoted names of four or more characters that share their first half, or all but one character."""
    before = defaultdict[int, dict[str, None]](dict)  # by length, in their order
    for match in _name().finditer(text, item.span.start, item.span.end):
        name = match[1]
        known = next((other for other in before[len(name)] if _alike(name, other)), None)
        if known and not _joined(text, match.start(), f"“{known}”"):
            yield rule.finding(Span(*match.span(1)), match=name, other=known)
        before[len(name)][name] = None


def _titled(text: str, item: Item, rule: Rule) -> Iterator[Finding]:
    """Quoted names of two or three characters before the same words that differ in one: “亮剑”专项行动, “利剑”专项行动."""
    before: dict[str, list[str]] = {}
    for match in _title().finditer(text, item.span.start, item.span.end):
        name, kind = match["name"], match["kind"]
        others = before.setdefault(kind, [])
        known = next((other for other in others if len(other) == len(name) and _differs_once(name, other)), None)
        if known and not _joined(text, match.start(), f"“{known}”"):
            yield rule.finding(Span(*match.span("name")), match=name, other=known)
        others.append(name)


def _differs_once(name: str, other: str) -> bool:
    return [char == its for char, its in zip(name, other, strict=True)].count(False) == 1


@cache
def _title() -> re.Pattern[str]:
    kinds = "专项行动|专项整治|行动|平台|小程序|系统|工程|计划|活动|服务队|品牌|热线|工作室|驿站|超市|节|杯"
    return expression(f"“(?P<name>[\u4e00-\u9fff]{{2,3}})”(?P<kind>{kinds})")


def _alike(name: str, other: str) -> bool:
    """Whether two names of one length are unlike, and begin alike, differ in one character or in the order of all."""
    half = len(name) // 2
    if name[:half] == other[:half]:
        return name != other
    once = name[half:] == other[half:] and sum(map(ne, name, other)) == 1
    return once or (name[0] in other and sorted(name) == sorted(other))


@cache
def _name() -> re.Pattern[str]:
    return expression("“([\u4e00-\u9fff]{4,8})”(?!、|和“|与“|“)")


class _Named(NamedTuple):
    """A name with its last word: 白鹭湖湿地 and 公园, and where the name's last word begins and ends."""

    body: str
    kind: str
    start: int
    end: int
    tails: tuple[str, ...]
    """The last two characters of its body, and of its body without the last one, two and more."""


def _modified(text: str, item: Item, rule: Rule, groups: dict[str, int]) -> Iterator[Finding]:
    """Names of one kind that begin alike and go on unlike: 白鹭湖湿地公园, 白鹭湖森林公园."""
    before = defaultdict[int, list[_Named]](list)
    parted = _no_body().split
    for match in _kind(tuple(groups)).finditer(text, item.span.start, item.span.end):
        start, end = match.span()
        body = parted(text[max(item.span.start, start - _LONGEST) : start].removesuffix("\n"))[-1]
        if not body:
            continue
        lengths = range(len(body), max(1, len(body) - _ADDED - 1), -1)
        name = _Named(body, match[0], start, end, tuple([body[length - 2 : length] for length in lengths]))
        others = before[groups[match[0]]]
        for other in others:
            stem = _common(name, other, rule.options["generic"])
            if stem and not _in_one_sentence(text, other.end, name.start):
                start = name.start - len(name.body) + name.body.rindex(stem)
                full = other.body[other.body.rindex(stem) :] + other.kind
                yield rule.finding(Span(start, name.end), match=text[start : name.end], other=full)
                break
        others.append(name)


def _common(name: _Named, other: _Named, generic: Sequence[str]) -> str:
    """The words that two names begin with, where what follows says two things; empty where there are none."""
    for own, tail in enumerate(name.tails):
        for its in [its for its, other_tail in enumerate(other.tails) if other_tail == tail]:
            left, right = name.body[: len(name.body) - own], other.body[: len(other.body) - its]
            stem = _shared_end(left, right)
            rest, its_rest = name.body[len(left) :] + name.kind, other.body[len(right) :] + other.kind
            if rest != its_rest and (len(stem) >= _STEM or (len(stem) == _STEM - 1 and stem in (left, right))):
                return stem if _are_one(stem, rest, its_rest, generic) else ""
    return ""


def _shared_end(left: str, right: str) -> str:
    length = 0
    while length < min(len(left), len(right)) and left[-1 - length] == right[-1 - length]:
        length += 1
    return left[len(left) - length :]


def _are_one(stem: str, rest: str, other: str, generic: Sequence[str]) -> bool:
    """Whether what two names go on with may mean one thing; a region has many bodies, but one that serves everybody."""
    if stem.endswith(tuple(generic)):
        return False
    if _holds(rest, other) or _holds(other, rest):  # 国家湿地公园, 湿地公园; but 桃花渡大桥, 桃花大桥
        return abs(len(rest) - len(other)) == 1 and (rest if len(rest) < len(other) else other) in _SINGLE
    if _doing().search(rest + "，" + other):
        return False
    return stem[-1] not in _REGIONS or ("服务" in rest and "服务" in other)


def _holds(long: str, short: str) -> bool:
    """Whether one is the other with more words: 国家湿地公园, 湿地公园."""
    rest = iter(long)
    return all(char in rest for char in short)


def _in_one_sentence(text: str, start: int, end: int) -> bool:
    """Whether no stop stands between two names: a sentence that has both tells them apart."""
    return end < start or not _stop().search(text, start, end)


def _misspelt(text: str, item: Item, rule: Rule) -> Iterator[Finding]:
    """Names of one kind whose characters stand in another order, or differ in one: 恒润公司, 润恒公司; 青石崖村, 青石垭村."""
    before: dict[str, int] = {}
    for match in _proper_names(text, *item.span):
        name, kind = match["name"], match["kind"]
        for other, end in before.items():
            turned = _is_turned(name[-2:], other[-len(kind) - 2 : -len(kind)])
            if other.endswith(kind) and (turned or _is_slip(name, other[: -len(kind)])):
                if not _in_one_sentence(text, end, match.start()):
                    span = Span(match.end() - len(kind) - 2, match.end()) if turned else Span(*match.span())
                    right = other[-len(span_text) :] if (span_text := text[slice(*span)]) else other
                    edits = [Edit(span, right)] if turned else []
                    yield rule.finding(span, *edits, match=span_text, other=right)
                break
        before.setdefault(name + kind, match.end())


def _proper_names(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What `_proper` finds, from left to right: looked for only before the words that it ends with."""
    match_at, done = _proper().match, start
    for kind in _proper_kind().finditer(text, start, end):
        for at in (kind.start() - 3, kind.start() - 2):
            match = match_at(text, at, end) if at >= done else None
            if match:
                done = match.end()
                yield match


def _is_turned(name: str, other: str) -> bool:
    return name != other and name == other[::-1]


def _is_slip(name: str, other: str) -> bool:
    """Whether two names of three characters differ in one that isn't the first."""
    return len(name) == len(other) == _STEM and name[0] == other[0] and sum(map(ne, name, other)) == 1


@cache
def _kind(kinds: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(kinds, key=len, reverse=True)))


@cache
def _no_body() -> re.Pattern[str]:
    """What can't belong to a name."""
    return expression("[^\u4e00-\u9fff]")


@cache
def _doing() -> re.Pattern[str]:
    """What stands in a clause, and not in a name."""
    return expression(
        "[在对将与到成和有了把等的]|推[行出进]|启动|组建|要求|公布|建[成设]|梳理|确定|调度|评比|抽查|体检|演练|升级|完成|加快|变身"
    )


@cache
def _stop() -> re.Pattern[str]:
    return expression("[。！？\n]")


@cache
def _proper() -> re.Pattern[str]:
    """Two or three characters and what they name."""
    return expression(
        "(?P<name>(?![^\u4e00-\u9fff]*[\u4e00-\u9fff]?[编写成在到于])[\u4e00-\u9fff]{2,3})(?P<kind>公司|合作社|(?<![乡农整全驻进入下各本该])村|社区|小区|小学|中学|医院|水库|大桥|集团|农场|家庭农场|酒厂|茶厂)"
    )


@cache
def _proper_kind() -> re.Pattern[str]:
    """The first character of each word that says what is named, so that words which overlap are all found."""
    return expression(
        "公(?=司)|合(?=作社)|村|社(?=区)|小(?=[区学])|中(?=学)|医(?=院)|水(?=库)|大(?=桥)|集(?=团)|农(?=场)|家(?=庭农场)|[酒茶](?=厂)"
    )
