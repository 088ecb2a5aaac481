"""Ranges of dates and numbers: GB/T 15834—2011, 4.13.3."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from bulletin_tools.checks.calendar import written
from bulletin_tools.draft import Draft, of_draft
from bulletin_tools.finding import Finding
from bulletin_tools.matcher import outside
from bulletin_tools.rulebook import Rule
from bulletin_tools.source import Edit, Span

_JOINTS = ("-", "－", "–", "—", "——", "~", "～", "至", "到")
_JOINT = f"(?:{'|'.join(_JOINTS)})"
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_UNITS = (
    "学年|年|月|日|时|点|%|％|‰|万|亿|元|人|个|家|米|毫米|厘米|千米|公里|公斤|千克|岁|天|小时|户|名|次|℃|分钟|分|吨|亩|件|项|条|倍|周|期|辆|"
    "摄氏度|度|平方米|公顷|株|台|套|张|页|章|层|楼|级|类|组|届|批|场|步|折|斤|克|升|里|秒|季度|代|桌|盏|座|处|所|间|份|册|箱|袋|cm|mm|km|kg|kW|kV"
)
_NO_UNITS = "人民|年版|年级|年度?第|元旦|分局|分之|分会|次元|点钟名|个旧|家庭|期刊|度假|里程碑|层次"
_SIGNS = ("--", "-", "－", "–", "~", "―", "——")
_HYPHENED = (
    rf"(?<![A-Za-z\d.\-/〔#№’])(?!20\d\d-\d{{1,2}}月)(?P<first>(?:\d{{1,2}}月)?{_NUMBER})(?P<unit>{_UNITS})?\s?«{{}}»"
    rf"\s?(?P<second>{_NUMBER})(?!{_NO_UNITS})[多余]?(?P<other>{_UNITS})"
    r"(?:(?<=月)\d{{1,2}}[日号])?"
)
_CLOCKS = r"(?<![\d:：])(?P<first>\d{1,2}[:：][0-5]\d)\s?«{}»\s?(?P<second>\d{1,2}[:：][0-5]\d)(?![\d:：])"
_WEEKDAYS = r"(?<=星期|周)(?P<first>[一二三四五六日])«{}»(?P<second>(?:星期|周)?[一二三四五六日])"
_TENS = r"(?:[上中下]旬|[年月][初底末])«{}»(?=\d{1,2}月|[上中下]旬|[年月][初底末])"
_SIGNED = {sign: tuple(find.replace("{}", sign) for find in (_HYPHENED, _CLOCKS, _WEEKDAYS, _TENS)) for sign in _SIGNS}
_DATES = frozenset("年月日时点") | {"季度", "学年"}
_YEARS = rf"(?<!\d)(?P<first>(?:19|20)\d\d)年?{_JOINT}(?P<second>(?:19|20)\d\d)«年»(?!级|版)"
_MONTHS = rf"(?<!\d)(?P<first>\d{{1,2}})月?份?{_JOINT}(?P<second>\d{{1,2}})«月»(?![\d龄])"
_DAYS = (
    rf"(?:(?P<year>(?:19|20)\d\d)年)?(?<!\d)(?P<month>\d{{1,2}})月(?P<first>\d{{1,2}})日?"
    rf"(?P<joint>{_JOINT}|、)(?P<second>\d{{1,2}})«日»"
)
_YEAR_MONTHS = rf"(?<!\d)(?P<year>(?:19|20)\d\d)年(?P<month>\d{{1,2}})月?{_JOINT}(?P<other>(?:19|20)\d\d)«年»(?P<second>\d{{1,2}})月(?!\d)"
_HOURS = rf"(?<![\d:：])(?P<first>[01]?\d|2[0-4])(?:时|[:：][0-5]\d){_JOINT}(?P<second>[01]?\d|2[0-4])«{{}}»(?!间|段|\d\d[:：])"
_AUTUMN = 9  # a range that begins in autumn may end in the next year
_LONGEST_DUTY = 16  # hours; a range that would last longer over midnight is reversed
_QUANTITIES = (
    rf"(?<![\d.,—－–~～/-]|[从由自降减压缩近])(?P<first>{_NUMBER})(?P<scale>万?)(?P<unit>人|个|家|户|元|米|公里|公斤|天|小时|亩|岁|%|％)?"
    rf"«{{}}»(?P<second>{_NUMBER})(?P<other>万?)(?P<same>人|个|家|户|元|米|公里|公斤|天|小时|亩|岁|%|％)(?!以前)"
)
_HOURS_BY_MARK = tuple(_HOURS.replace("{}", mark) for mark in "时:：")
_QUANTITIES_BY_MARK = tuple(_QUANTITIES.replace("{}", mark) for mark in "～~—")


class Days(NamedTuple):
    """Days of one month, of which only the first names it: 5月6日—8日."""

    span: Span
    year: int | None
    month: int
    first: int
    second: int
    end: Span
    """The second day."""
    joint: str
    """What stands between them; 、 for two single days."""


@of_draft
def day_ranges(draft: Draft) -> tuple[Days, ...]:
    """The ranges of days within a month."""
    return tuple(
        Days(
            span,
            int(match["year"]) if match["year"] else None,
            int(match["month"]),
            int(match["first"]),
            int(match["second"]),
            Span(match.start("second"), span.end),
            match["joint"],
        )
        for span, match in draft.search(_DAYS)
    )


def range_sign(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D007: a hyphen or a half-width tilde between the ends of a range (4.13.3.2, 4.13.3.3)."""
    text = draft.text
    for sign, finds in _SIGNED.items():
        for find in finds:
            for span, match in draft.search(find):
                place = text.index(sign, match.end("first") if "first" in match.groupdict() else span.start)
                groups = match.groupdict()
                if outside(draft.masks(rule.excepts), span) and not _is_in_a_title(draft, span, sign, groups):
                    wanted = "—" if groups.get("other", "时") in _DATES else "～"
                    edit = Edit(Span(place, place + len(sign)), wanted)
                    yield rule.finding(span, edit, match=text[span.start : span.end], sign=sign, wanted=wanted)


def _is_in_a_title(draft: Draft, span: Span, sign: str, groups: Mapping[str, str]) -> bool:
    """Whether a full-width sign between years is another office's, as it printed it: 《2018－2022年……规划》."""
    return sign == "－" and groups.get("other") == "年" and not outside(draft.masks(["book"]), span)


def reversed_range(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D008: a range that ends before it begins."""
    text = draft.text
    spans = {days.span for days in day_ranges(draft) if days.joint != "、" and days.second < days.first}
    for find in (_reversed_years, _reversed_dates, _reversed_hours, _reversed_quantities):
        spans.update(find(draft))
    for span in sorted(spans):
        yield rule.finding(span, match=text[span.start : span.end])


def _reversed_years(draft: Draft) -> Iterator[Span]:
    """2021年至2019年, 5月—3月, 2021年12月至2021年3月."""
    for find, latest in ((_YEARS, 2100), (_MONTHS, _AUTUMN - 1)):
        for span, match in draft.search(find):
            if int(match["second"]) < int(match["first"]) <= latest:
                yield span
    for span, match in draft.search(_YEAR_MONTHS):
        if (int(match["other"]), int(match["second"])) < (int(match["year"]), int(match["month"])):
            yield span


def _reversed_dates(draft: Draft) -> Iterator[Span]:
    """5月18日至5月16日."""
    text = draft.text
    for one, other in pairwise(written(draft)):
        if other.span.start - one.span.end <= 2 and text[one.span.end : other.span.start] in _JOINTS:
            same_year = other.year is None and one.month < _AUTUMN
            years = ((one.year, other.year) if one.year and other.year else (0, 0)) if other.year or same_year else None
            if years and (years[1], other.month, other.day) < (years[0], one.month, one.day):
                yield Span(one.span.start, other.span.end)


def _reversed_hours(draft: Draft) -> Iterator[Span]:
    """23时—18时: over midnight it would last nearly the whole day."""
    for find in _HOURS_BY_MARK:
        for span, match in draft.search(find):
            first, second = int(match["first"]), int(match["second"])
            if second < first and (second - first) % 24 > _LONGEST_DUTY:
                yield span


def _reversed_quantities(draft: Draft) -> Iterator[Span]:
    """15～10人; what falls from one number to another is said with 从, 由 or 至."""
    for find in _QUANTITIES_BY_MARK:
        for span, match in draft.search(find):
            first, second = (float(match[key].replace(",", "")) for key in ("first", "second"))
            like = match["unit"] in (None, match["same"]) and match["scale"] == match["other"]
            if like and second < first:
                yield span


SEARCHED = {
    "reversed_range": (
        *(_DAYS, _YEARS, _MONTHS, _YEAR_MONTHS, f"«»[日号]{_JOINT}\\d"),
        *_HOURS_BY_MARK,
        *_QUANTITIES_BY_MARK,
    ),
    "range_sign": [find for finds in _SIGNED.values() for find in finds],
}
