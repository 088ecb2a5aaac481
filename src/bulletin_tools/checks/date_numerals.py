"""Chinese and Arabic numerals in dates: GB/T 15835—2011, 4.2.1, 4.3.3 and 5.2.5."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin_tools.checks.numbering import chinese, value
from bulletin_tools.checks.replacing import replaced
from bulletin_tools.source import Edit, Span, apply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_HAN = "一二三四五六七八九十"
_NUMBERS = ("month", "day", "end")
_LAST_OF_TEN = 10  # 初十 is the last day with 初
_DAY = rf"初?(?:\d{{1,2}}|[{_HAN}]{{1,2}})"
_NO_MEASURE = r"(?![\d.]|日?[户场个名家件次人项台辆天副份条万%％米座时])"
_LUNAR = rf"(?:农历|阴历|夏历|旧历)(?:[一-鿿]{{2}}年)?闰?(?P<month>\d{{1,2}})«月»(?:(?P<day>{_DAY})日?(?:(?P<joint>[至到、～~-]|—{{1,2}})(?P<end>{_DAY})日?)?{_NO_MEASURE})?(?!\d)"
_LUNAR_DAY = rf"(?<=[正腊冬]|闰[{_HAN}]{{1,2}}|[农阴夏旧]历[{_HAN}]{{1,2}})«月»(?=[{_HAN}初至到、—～-]*\d)(?P<day>{_DAY})日?(?:(?P<joint>[至到、～~-]|—{{1,2}})(?P<end>{_DAY})日?)?{_NO_MEASURE}(?!月)"
_NEW_YEAR = (
    r"(?<=大年)«初»(?P<day>[1-9]|10)(?!\d)",
    r"(?<=大)«年»(?P<day>30)(?!\d)",
    r"(?<=初[一二三四五六七八九十\d][至到、—])«初»(?P<day>[1-9]|10)(?!\d)",
    r"(?<![一-鿿\d])«初»(?P<day>[4-9]|10)(?=[，、）上下早晚开]|[至到—]初)",
)
_FALSE_ZEROS = "○◯OoＯｏ0０零ΟОоο●◦◎。"
_ZERO_OR_DIGIT = f"[〇{_FALSE_ZEROS}一二三四五六七八九]"
_HAN_YEAR = f"(?:二[〇{_FALSE_ZEROS}]|一[八九]){_ZERO_OR_DIGIT}{{2}}"
_HAN_YEARS = rf"(?<![一二三四五六七八九十百千万\d])(?:{_HAN_YEAR}(?:[至到、和～-]|—{{1,2}}))?{_HAN_YEAR}«年»"
_HAN_SPAN = rf"(?<![一二三四五六七八九十百千万\d]){_HAN_YEAR}—?«—»{_HAN_YEAR}(?=[）)》])"
"""The years that a book is of: （一九八〇—二〇二〇）."""
_YEAR_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_FULL_YEAR = "(?:二[〇零○]|一九)[〇零○一二三四五六七八九]{2}"
_FULL_YEAR_STARTS = ("二〇", "二零", "二○", "一九")
_HAN_AND_ARABIC = (
    rf"(?<![\d{_HAN}〇])(?P<year>{_FULL_YEAR})«年»(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}}|[{_HAN}]{{1,3}})日)?",
    rf"(?<![\d{_HAN}〇])(?P<year>{_FULL_YEAR})«年»(?P<month>[{_HAN}]{{1,2}})月(?P<day>\d{{1,2}})日",
)
_ARABIC_AND_HAN = (
    rf"(?<!\d)(?P<year>(?:19|20)\d\d)«年»(?P<month>[{_HAN}]{{1,2}})月(?:(?P<day>\d{{1,2}}|[{_HAN}]{{1,3}})[日号]|(?![\d初廿{_HAN}]))",
    rf"(?<![\d.])(?P<year>(?:(?:19|20)\d\d年)?)(?P<month>1[0-2]|[1-9])«月»(?P<day>[{_HAN}]{{1,3}})日(?![游报夜])",
    rf"(?<![农阴夏旧]历|[{_HAN}\d个第]|[\d{_HAN}〇零○]年)(?P<year>)(?P<month>十[一二]?|[一二三四五六七八九])«月»(?P<day>\d{{1,2}})[日号]",
    rf"(?<![\d.])(?P<year>)(?P<month>1[0-2]|[1-9])«月»(?P<day>[{_HAN}]{{2,3}})号(?=[，。；、上下晚前起至到、召举开]|$)",
    rf"(?<=\d月\d{{1,2}}日(?:[至到、和～~-]|—{{1,2}}))(?P<year>)(?P<month>十[一二]?|[一二三四五六七八九])«月»(?P<day>[{_HAN}]{{1,3}})[日号]",
)
_MIXED_YEARS = (
    rf"(?<=(?<!\d)(?:19|20)\d\d年?(?:[至到、和～~-]|—{{1,2}}))(?P<year>{_FULL_YEAR})«年»",
    rf"(?<![\d{_HAN}〇])(?P<year>{_FULL_YEAR})«年»(?=(?:[至到、和～~-]|—{{1,2}})(?:19|20)\d\d年)",
)
"""Years in Chinese beside others in Arabic numerals."""
_FURTHER = (
    rf"(?<![第个{_HAN}]|[农阴夏旧]历)(?P<number>十[一二]?|[一二三四五六七八九])«月»(?=份?(?:[至到～~-]|—{{1,2}})(?:1[0-2]|[1-9])月(?!龄))",
    rf"(?<=(?<![{_HAN}])\d月(?:\d{{1,2}}日)?(?:[至到、～~-]|—{{1,2}}))(?P<number>十[一二]?|[一二三四五六七八九])«月»(?![\d初廿{_HAN}])",
    rf"(?<=\d月\d{{1,2}}日?(?:[至到、和～~-]|—{{1,2}}))(?P<number>[{_HAN}]{{1,3}})«日»(?![游报夜])",
)
"""Months and days in Chinese behind others in Arabic numerals."""


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
            yield replaced(draft, rule, span, new)
    for find in _MIXED_YEARS if han else ():
        for span, match in draft.search(find):
            if span.end not in seen:
                new = f"{match['year'].translate(_YEAR_DIGITS)}年"
                yield replaced(draft, rule, span, new)
    for find in _FURTHER:
        for span, match in draft.search(find):
            if span.end not in seen:
                new = f"{value(match['number'])}{match[0][-1]}"
                yield replaced(draft, rule, span, new)


def lunar_weekday(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D012: lunar dates in Arabic digits (4.2.1, 4.2.3)."""
    text = draft.text
    for find in (_LUNAR, _LUNAR_DAY, *_NEW_YEAR):
        for span, match in draft.search(find):
            written = {key: match.span(key) for key, value in match.groupdict().items() if value and key in _NUMBERS}
            if any(text[slice(*part)].strip("初").isdecimal() for part in written.values()):
                start = span.start - (find == _LUNAR_DAY)
                yield _in_chinese(rule, Span(start, span.end), text, written)


def han_year(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D010: a circle, a letter or 零 for the 〇 of a year."""
    for span, _ in (place for find in (_HAN_YEARS, _HAN_SPAN) for place in draft.search(find)):
        words = draft.text[slice(*span)]
        edits = [
            Edit(Span(place, place + 1), "〇") for place, char in enumerate(words, span.start) if char in _FALSE_ZEROS
        ]
        if edits:
            new = "".join("〇" if char in _FALSE_ZEROS else char for char in words)
            yield rule.finding(span, *edits, match=words, replacement=new)


def _in_chinese(rule: Rule, span: Span, text: str, written: dict[str, tuple[int, int]]) -> Finding:
    """A lunar date in Chinese numerals, its days with 初 and without 日."""
    edits = []
    for key, (start, end) in written.items():
        number = value(text[start:end].removeprefix("初"))
        bare = key != "month" and text.startswith("日", end)
        begun = key == "day" and text[start - 1] == "初"
        new = _lunar_month(number) if key == "month" else _lunar_day(number, begun=begun)
        if new != text[start:end]:
            edits.append(Edit(Span(start, end + bare), new))
    moved = [Edit(Span(one.span.start - span.start, one.span.end - span.start), one.text) for one in edits]
    return rule.finding(span, *edits, match=text[slice(*span)], replacement=apply(text[slice(*span)], moved))


def _lunar_month(number: int) -> str:
    return "正" if number == 1 else chinese(number)


def _lunar_day(number: int, *, begun: bool) -> str:
    """初八, 十五; where 初 is written already, 八."""
    return ("初" if number <= _LAST_OF_TEN and not begun else "") + chinese(number)


SEARCHED = {
    "mixed_date": (*_HAN_AND_ARABIC, *_ARABIC_AND_HAN, *_MIXED_YEARS, *_FURTHER),
    "lunar_weekday": (_LUNAR, _LUNAR_DAY, *_NEW_YEAR),
    "han_year": (_HAN_YEARS, _HAN_SPAN),
}
