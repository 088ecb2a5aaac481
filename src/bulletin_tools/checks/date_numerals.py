"""Chinese and Arabic numerals in dates: GB/T 15835—2011, 4.2.1, 4.3.3 and 5.2.5."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin_tools.checks.numbering import chinese, value
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_HAN = "一二三四五六七八九十"
_LUNAR = r"(?:农历|阴历|夏历|旧历)(?:[一-鿿]{2}年)?(?P<month>\d{1,2})«月»(?:初?(?P<day>\d{1,2}))?(?!\d)日?"
_LUNAR_DAY = (
    rf"(?<=[正腊冬]|闰[{_HAN}]{{1,2}}|[农阴夏旧]历[{_HAN}]{{1,2}})«月»(?:初?(?P<day>\d{{1,2}}))(?![\d日个至—-])"
)
_NEW_YEAR = r"(?<=大年)«初»(?P<day>[1-9]|10)(?!\d)"
_FALSE_ZEROS = "○◯OoＯ0零"
_HAN_YEARS = (
    r"(?<![一二三四五六七八九十百千万\d])«二»(?P<rest>[〇零○◯OoＯ0][〇零○◯OoＯ0一二三四五六七八九]{2})年",
    r"(?<![一二三四五六七八九十百千万\d])«一»(?P<rest>九[〇零○◯OoＯ0一二三四五六七八九]{2})年",
)
_YEAR_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_FULL_YEAR = "(?:二[〇零○]|一九)[〇零○一二三四五六七八九]{2}"
_FULL_YEAR_STARTS = ("二〇", "二零", "二○", "一九")
_HAN_AND_ARABIC = (
    rf"(?<![\d{_HAN}〇])(?P<year>{_FULL_YEAR})«年»(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}}|[{_HAN}]{{1,3}})日)?",
    rf"(?<![\d{_HAN}〇])(?P<year>{_FULL_YEAR})«年»(?P<month>[{_HAN}]{{1,2}})月(?P<day>\d{{1,2}})日",
)
_ARABIC_AND_HAN = (
    rf"(?<!\d)(?P<year>(?:19|20)\d\d)«年»(?P<month>[{_HAN}]{{1,2}})月(?:(?P<day>\d{{1,2}}|[{_HAN}]{{1,3}})日|(?![\d初廿{_HAN}]))",
    rf"(?<![\d.])(?P<year>(?:(?:19|20)\d\d年)?)(?P<month>1[0-2]|[1-9])«月»(?P<day>[{_HAN}]{{1,3}})日(?![游报夜])",
    rf"(?<![农阴夏旧]历|[{_HAN}\d年个])(?P<year>)(?P<month>十[一二]?|[一二三四五六七八九])«月»(?P<day>\d{{1,2}})日",
)


def mixed_date(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D011: Chinese and Arabic numerals in one date, which becomes all Arabic (4.3.3)."""
    seen: set[int] = set()
    han = any(start in draft.text for start in _FULL_YEAR_STARTS)
    for find in (*(_HAN_AND_ARABIC if han else ()), *_ARABIC_AND_HAN):
        for span, match in draft.search(find):
            year = match["year"].rstrip("年")
            if span.end in seen:
                continue
            seen.add(span.end)
            new = f"{year.translate(_YEAR_DIGITS)}年" if year else ""
            new += f"{value(match['month'])}月"
            new += f"{value(match['day'])}日" if match["day"] else ""
            yield rule.finding(span, Edit(span, new), match=draft.text[span.start : span.end], replacement=new)


def lunar_weekday(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D012: lunar dates and weekdays in Arabic digits (4.2.1, 4.2.3)."""
    text = draft.text
    lunar = "历" in text and any(name in text for name in ("农历", "阴历", "夏历", "旧历"))
    if lunar:
        for span, match in draft.search(_LUNAR):
            yield from _in_chinese(rule, span, text, match.span("month"), match.span("day"))
    if any(first in text and f"{first}月" in text for first in "正腊冬") or "闰" in text or lunar:
        for span, match in draft.search(_LUNAR_DAY):
            yield from _in_chinese(rule, Span(span.start - 1, span.end), text, match.span("day"))
    for span, match in draft.search(_NEW_YEAR) if "大年" in text else ():
        yield from _in_chinese(rule, span, text, match.span("day"))


def han_year(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D010: a circle, a letter or 零 for the 〇 of a year."""
    zeros = [zero for zero in _FALSE_ZEROS if zero in draft.text]
    if not any(f"{first}{zero}" in draft.text for zero in zeros for first in "二〇九" if first in draft.text):
        return
    found = (place for find in _HAN_YEARS for place in draft.search(find))
    for span, match in found:
        start = match.start("rest")
        edits = [
            Edit(Span(start + place, start + place + 1), "〇")
            for place, char in enumerate(match["rest"])
            if char in _FALSE_ZEROS
        ]
        if edits:
            new = "".join("〇" if char in _FALSE_ZEROS else char for char in match[0])
            yield rule.finding(span, *edits, match=match[0], replacement=new)


def _in_chinese(rule: Rule, span: Span, text: str, *numbers: tuple[int, int]) -> Iterator[Finding]:
    edits = []
    for start, end in numbers:
        if start < end:
            number = int(text[start:end])
            words = "正" if number == 1 and text[end] == "月" else chinese(number)
            first = "初" if (start, end) == numbers[-1] and number <= 10 and text[start - 1] == "月" else ""
            edits.append(Edit(Span(start, end), first + words))
    if edits:
        new = text[span.start : span.end]
        for (start, end), words in reversed(edits):
            new = new[: start - span.start] + words + new[end - span.start :]
        yield rule.finding(span, *edits, match=text[span.start : span.end], replacement=new)


SEARCHED = {
    "mixed_date": (*_HAN_AND_ARABIC, *_ARABIC_AND_HAN),
    "lunar_weekday": (_LUNAR, _LUNAR_DAY, _NEW_YEAR),
    "han_year": _HAN_YEARS,
}
