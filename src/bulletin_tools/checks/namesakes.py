"""Places, bodies and campaigns that are called by two names within an item."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.bulletin import Item
    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_LONGEST = 12  # characters of a name before its last word


def inconsistent_name(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """T010: two names in one item that share all but their last word: 低碳示范区 and 试验区, 服务中心 and 服务站."""
    groups = {ending: number for number, group in enumerate(rule.options["endings"]) for ending in group}
    for item in draft.items:
        yield from _endings(draft.text, item, rule, groups)
        yield from _quoted(draft.text, item, rule)


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
    return re.compile("[，。；：、（）“”《》在到由向与和及对把将为从该\n\u3000 ]")


def _quoted(text: str, item: Item, rule: Rule) -> Iterator[Finding]:
    """Quoted names of four or more characters that share their first half, or all but one character."""
    before = defaultdict[int, dict[str, None]](dict)  # by length, in their order
    for match in _name().finditer(text, item.span.start, item.span.end):
        name = match[1]
        known = next((other for other in before[len(name)] if _alike(name, other)), None)
        if known and not _joined(text, match.start(), f"“{known}”"):
            yield rule.finding(Span(*match.span(1)), match=name, other=known)
        before[len(name)][name] = None


def _alike(name: str, other: str) -> bool:
    """Whether two names of one length are unlike, and begin alike, differ in one character or in the order of all."""
    if name != other and sorted(name) == sorted(other):
        return True
    half = len(name) // 2
    if name[:half] == other[:half]:
        return name != other
    return name[half:] == other[half:] and sum(a != b for a, b in zip(name, other, strict=True)) == 1


@cache
def _name() -> re.Pattern[str]:
    return re.compile("“([\u4e00-\u9fff]{4,8})”(?!、|和“|与“|“)")
