"""Short names of bodies that a text never explains."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule


def unexplained_abbreviation(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """T011: a short name such as 智管办 that is in common use nowhere, at its first place in an item."""
    common = frozenset(rule.options["common"])
    known = {name for names in draft.departments for name in names}
    for item in draft.items:
        seen: set[str] = set()
        for match in _short().finditer(draft.text, item.span.start, item.span.end):
            name = match[0]
            if name in seen or name in common or name in known or any(map(name.endswith, common)):
                continue
            seen.add(name)
            used = draft.text.count(name, item.span.start, item.span.end) > 1 or _has_staff(draft.text, match.end())
            if used and not _explained(draft, name):
                yield rule.finding(Span(*match.span()), name=name)


def _has_staff(text: str, end: int) -> bool:
    """Whether what follows a short name shows that it is a body's."""
    return text.startswith(("主任", "副主任", "负责人", "工作人员", "牵头"), end)


def _explained(draft: Draft, name: str) -> bool:
    """Whether the text gives the full name: （以下简称“智管办”）, or is a source department's."""
    pattern = rf"(?:简称|下称|以下称)[：:]?[“‘]?{re.escape(name)}|（{re.escape(name)}）|“{re.escape(name)}”）"
    return bool(re.search(pattern, draft.text))


@cache
def _short() -> re.Pattern[str]:
    """Two characters and an ending, where a word begins."""
    return re.compile(
        r"(?:(?<=[，。；：、（“\n　与和同由向会各及托靠到对把将在])|^)(?<!依)"
        r"(?:[\u4e00-\u9fff]{2}(?:办|委|指)|[\u4e00-\u9fff]{2}中心)(?=[\u4e00-\u9fff，。；、）])",
        re.MULTILINE,
    )
