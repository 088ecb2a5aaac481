"""Names of offices that have changed."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools.draft import of_draft
from bulletin_tools.expressions import expression
from bulletin_tools.finding import Severity
from bulletin_tools.matcher import outside
from bulletin_tools.source import Edit, Span, smallest
from bulletin_tools.terms import Term
from bulletin_tools.termsearch import places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Options, Rule

_NEAR = 5_000  # code points around an old name in which the new one's form is looked for
_REFORM = "2019-04"  # by then the offices of counties had their new names
_END = "。！？；"
_REGIONS = "省市县区州旗盟"
_BEGINS = r"(?<=^|[省市县区州旗盟国家乡镇街道局委办厅院会部府处和与及跟同由向对到在经从请为是以据合调邀\s，。、；：（(“”《》△▲】—])"
"""What stands before a name: in 文化广电旅游局 旅游局 is the end of another."""
_FREE = "部所会队门"
"""Names that end with these stand behind a place, or without one: 青山工商所, 入选农业部名单."""
SEARCHED = {"obsolete_office": lambda options: [old for old, *_ in options["offices"]]}


def obsolete_office(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """T013: the name of an office that the reform of 2018 abolished, in a text from after it; hints where it has no date."""
    since = {old: reform[0] for old, _, *reform in rule.options["offices"] if reform}
    for span, term in places(draft.text, _offices(rule.options), draft.scan):
        reform = since.get(term.word, _REFORM)
        written = _written(draft, span)
        if not _is_after(written, reform) or _looks_back(draft.text, span, int(reform[:4])):
            continue
        if outside(draft.masks(rule.excepts), span):
            now = _now(draft, span, term, rule.options, written)
            edits = [] if term.word in rule.options["unsure"] else [smallest(Edit(span, now), term.word)]
            found = rule.finding(span, *edits, match=term.word, now=now)
            sure = written and not term.word.endswith("部门")  # laws in force still speak of 国土资源部门
            yield found if sure else found._replace(severity=Severity.INFO)


@cache
def _offices(options: Options) -> list[Term]:
    find = f"(?<!{'|'.join(options['before'])})«{{}}»(?!{'|'.join(options['after'])})"
    free = (*_FREE, *options["anywhere"])
    return [
        Term(old, new, "", "", ((find if old.endswith(free) else _BEGINS + find).format(old),), "")
        for old, new, *_ in options["offices"]
    ]


def _now(draft: Draft, span: Span, term: Term, options: Options, written: str) -> str:
    """Its name today: as the item writes it, else as the reform left it, unless that name has gone as well."""
    now = next(
        (
            new
            for old, new, *since in options["offices"]
            if old == term.right and since and _is_after(written, since[0])
        ),
        term.right,
    )
    forms = next((forms for line in options["forms"] if now in (forms := line.split())), [now])
    index = draft.item_at(span.start)
    start, end = (0, len(draft.text)) if index is None else draft.items[index].span
    text = draft.text[max(start, span.start - _NEAR) : min(end, span.end + _NEAR)]
    region = draft.text[span.start - 1 : span.start]
    counts = {form: text.count((region if region in _REGIONS else "") + form) for form in forms}
    return max(forms, key=lambda form: (counts[form], form == now))


def _written(draft: Draft, span: Span) -> str:
    """When a text is from, as far as it tells: by the date of its issue, else by the latest year of its item, else by that of it all."""
    index = max(0, bisect_right(_issue_starts(draft), span.start) - 1)
    masthead = draft.bulletins[index].masthead if draft.bulletins else None
    if masthead and masthead.date:
        return masthead.date.value
    item = draft.item_at(span.start)
    return (_years(draft).get(item, "") if item is not None else "") or _latest_year(draft)


def _is_after(written: str, reform: str) -> bool:
    """Whether a date is from after a reform; of a year alone in which it was, only for that of 2018."""
    if len(written) == len("2019"):
        return int(written) >= int(reform[:4]) + (reform > _REFORM)
    return not written or written >= reform


@of_draft
def _issue_starts(draft: Draft) -> list[int]:
    return [bulletin.items[0].span.start if bulletin.items else 0 for bulletin in draft.bulletins]


@of_draft
def _years(draft: Draft) -> dict[int, str]:
    """Item → the latest year that it names."""
    latest: dict[int, str] = {}
    for match in _year().finditer(draft.text):
        item = draft.item_at(match.start())
        if item is not None:
            latest[item] = max(match[0], latest.get(item, ""))
    return latest


@of_draft
def _latest_year(draft: Draft) -> str:
    return max(_year().findall(draft.text), default="")


def _looks_back(text: str, span: Span, reform: int) -> bool:
    """Whether the sentence names a year before the reform."""
    line = text.rfind("\n", 0, span.start) + 1
    start = max(line, *(text.rfind(mark, line, span.start) + 1 for mark in _END))
    ending = _end().search(text, span.end)
    end = ending.start() if ending else len(text)
    before, after = _year().findall(text[start : span.start]), _year().findall(text[span.end : end])
    years = before[-1:] or after  # the nearest before a name tells when
    if any(int(year) < reform for year in years) or _past().search(text, start, end):
        return True
    begin = max(start, *(text.rfind(mark, start, span.start) + 1 for mark in "，；"))
    stop = _pause().search(text, span.end, end)
    return bool(_records().search(text, begin, stop.start() if stop else end))


@cache
def _end() -> re.Pattern[str]:
    return expression(f"[{_END}\n]")


@cache
def _year() -> re.Pattern[str]:
    return expression(r"[12](?:(?<=1)9|(?<=2)0)\d\d(?<!\d.{4})(?=年|[-./]\d|〕)")


@cache
def _past() -> re.Pattern[str]:
    return expression(
        r"机构改革|改革以前|当年|当时|时任|历任|先后任|曾在|曾任|前身|组建|更名|改名|旧称|曾用名|整合|划入|挂牌"
    )


@cache
def _pause() -> re.Pattern[str]:
    return expression("[，；]")


@cache
def _records() -> re.Pattern[str]:
    """What an old name belongs to in its clause."""
    return expression("档案|史料|旧照|卷宗|年鉴|县志")
