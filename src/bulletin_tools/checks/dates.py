"""Dates and times: the calendar, GB/T 15835—2011."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools.checks.calendar import Day, Written, exists, issued, written
from bulletin_tools.checks.numbering import chinese
from bulletin_tools.checks.ranges import range_sign, reversed_range
from bulletin_tools.matcher import places
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

__all__ = ["range_sign", "reversed_range"]

_WEEKDAYS = "一二三四五六日"
_NEAR = 60  # days after the issue in which a day without a year is surely of its year
_SENTENCE = 300  # code points of a sentence that are looked at
_LUNAR = r"(?:农历|阴历|夏历|旧历)(?:[一-鿿]{2}年)?(?P<month>\d{1,2})«月»(?:初?(?P<day>\d{1,2}))?(?!\d)日?"
_LUNAR_DAY = r"(?<=正|腊|冬|闰[一二三四五六七八九十]{1,2})«月»(?:初?(?P<day>\d{1,2}))(?![\d日个至—-])"
_SHORT_YEAR = (
    r"(?<![\d〔\[（第.．—～~-]|(?<!截)至|[到满近余前后约过历经了作龄共计长达]|工作|同比)(?P<year>[0-4]\d|[89]\d)«年»"
    r"(?=(?:1[0-2]|[1-9])月(?![龄内来间余多])"
    r"|(?<=(?:^|[。；，：（]|[在自从于比是])\d\d年|截[至止]\d\d年)"
    r"(?:[初末底](?![蕴细子色本期线座数量])|年[初末底]|[上下]半年|第[一二三四]季度))"
)
_FALSE_ZEROS = "○◯OoＯ0零"
_HAN_YEAR = r"(?<![一二三四五六七八九十百千万\d])«二»(?P<rest>[〇零○◯OoＯ0][〇零○◯OoＯ0一二三四五六七八九]{2})年"


def impossible_date(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D001: a day that the calendar doesn't have."""
    for day in written(draft):
        if not exists(day.year, day.month, day.day):
            yield rule.finding(day.span, date=_words(draft, day))


def weekday_mismatch(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D002: a weekday that is not that of its date."""
    issues = issued(draft)
    for day in written(draft):
        if day.weekday:
            issue = issues.at(day.span.start)
            known = day.day_of(issue[0] if issue else None)
            right = _weekday(known) if known else ""
            if right and right != day.weekday.replace("天", "日"):
                yield rule.finding(day.span, date=_words(draft, day), right=right, written=f"星期{day.weekday}")


def future_event(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D009: a day after the issue's own on which something is said to have happened."""
    issues = issued(draft)
    if not issues.dates:
        return
    for day in written(draft):
        issue = issues.at(day.span.start)
        if issue and draft.item_at(day.span.start) is not None and _is_after(day, issue):
            before, after = _sentence(draft, day.span)
            if _has_happened().search(after) and not _is_planned(before, after) and not _elsewhen(before):
                yield rule.finding(day.span, date=_words(draft, day), issue=f"{issue[1]}月{issue[2]}日")


def two_digit_year(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D003: a year cut to two digits (5.1.4)."""
    for span, match in places(_SHORT_YEAR, draft.text, [Span(0, len(draft.text))]):
        century = "20" if match["year"] < "50" else "19"
        words = draft.text[span.start : span.end]
        yield rule.finding(span, Edit(Span(span.start, span.start), century), match=words, replacement=century + words)


def lunar_weekday(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D012: lunar dates and weekdays in Arabic digits (4.2.1, 4.2.3)."""
    text, whole = draft.text, [Span(0, len(draft.text))]
    if "历" in text and any(name in text for name in ("农历", "阴历", "夏历", "旧历")):
        for span, match in places(_LUNAR, text, whole):
            yield from _in_chinese(rule, span, text, match.span("month"), match.span("day"))
    if any(first in text and f"{first}月" in text for first in "正腊冬") or "闰" in text:
        for span, match in places(_LUNAR_DAY, text, whole):
            yield from _in_chinese(rule, Span(span.start - 1, span.end), text, match.span("day"))


def han_year(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D010: a circle, a letter or 零 for the 〇 of a year."""
    zeros = [zero for zero in _FALSE_ZEROS if zero in draft.text]
    if not any(f"二{zero}" in draft.text or ("〇" in draft.text and f"〇{zero}" in draft.text) for zero in zeros):
        return
    for span, match in places(_HAN_YEAR, draft.text, [Span(0, len(draft.text))]):
        start = match.start("rest")
        edits = [
            Edit(Span(start + place, start + place + 1), "〇")
            for place, char in enumerate(match["rest"])
            if char in _FALSE_ZEROS
        ]
        if edits:
            new = "".join("〇" if char in _FALSE_ZEROS else char for char in match[0])
            yield rule.finding(span, *edits, match=match[0], replacement=new)


def relative_year(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D019: 今年 or 去年 in a text that names no year."""
    if _full_year().search(draft.text):
        return
    for word in ("今年", "去年", "明年", "上年"):
        start = draft.text.find(word)
        if start >= 0:
            yield rule.finding(Span(start, start + len(word)), match=word)
            return


def _words(draft: Draft, day: Written) -> str:
    return draft.text[day.span.start : day.span.end]


def _weekday(day: Day) -> str:
    from datetime import date

    return _WEEKDAYS[date(*day).weekday()]


def _is_after(day: Written, issue: Day) -> bool:
    known = day.day_of(issue[0])
    if not known or known <= issue:
        return False
    return day.year is not None or (known[1] - issue[1]) * 30 + known[2] - issue[2] <= _NEAR


def _sentence(draft: Draft, span: Span) -> tuple[str, str]:
    """What stands before and behind a place in its sentence."""
    paragraph = draft.source.paragraph_at(span.start)
    before = draft.text[max(paragraph.start, span.start - _SENTENCE) : span.start]
    after = draft.text[span.end : min(paragraph.end, span.end + _SENTENCE)]
    return before[before.rfind("。") + 1 :], after.partition("。")[0]


def _is_planned(before: str, after: str) -> bool:
    return bool(_is_to_come().search(after) or _is_to_come().search(before))


def _elsewhen(before: str) -> bool:
    """Whether another year, or every year, is meant."""
    return any(word in before for word in ("去年", "上年", "前年", "每年", "历年", "往年", "年度")) or bool(
        _full_year().search(before)
    )


def _in_chinese(rule: Rule, span: Span, text: str, *numbers: tuple[int, int]) -> Iterator[Finding]:
    edits = []
    for start, end in numbers:
        if start < end:
            number = int(text[start:end])
            first = "初" if (start, end) == numbers[-1] and number <= 10 and text[start - 1] != "初" else ""
            edits.append(
                Edit(Span(start, end), first + chinese(number) if text[start - 1] == "月" else chinese(number))
            )
    if edits:
        new = text[span.start : span.end]
        for (start, end), words in reversed(edits):
            new = new[: start - span.start] + words + new[end - span.start :]
        yield rule.finding(span, *edits, match=text[span.start : span.end], replacement=new)


@cache
def _full_year() -> re.Pattern[str]:
    return re.compile(r"(?<!\d)(?:19|20)\d\d年|二〇[〇一二三][〇一二三四五六七八九]年")


@cache
def _has_happened() -> re.Pattern[str]:
    return re.compile(r"举行|召开|开展|举办|完成|组织|走访|印发|启动|了")


@cache
def _is_to_come() -> re.Pattern[str]:
    return re.compile(
        r"\A(?:前|起|止|之前|以前|到期|截止)|将|拟|计划|预计|定于|预定|截[至止]|有效期|期限|确保|力争|要在|目标|下一步|推迟|届时"
    )
