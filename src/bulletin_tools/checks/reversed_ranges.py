"""Ranges that end before they begin."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from bulletin_tools.checks.calendar import HAN_DAY, SEPARATED, written
from bulletin_tools.checks.numbering import value
from bulletin_tools.checks.ranges import DAYS, JOINT, JOINTS, NUMBER, day_ranges
from bulletin_tools.draft import Draft
from bulletin_tools.expressions import expression
from bulletin_tools.finding import Finding
from bulletin_tools.rulebook import Rule
from bulletin_tools.source import Span

_YEARS = rf"(?<!\d)(?P<first>(?:19|20)\d\d)年?{JOINT}(?P<second>(?:19|20)\d\d)«年»(?!级|版)"
_BARE_YEARS = r"(?<=[（(])(?P<first>(?:19|20)\d\d)«—»(?P<second>(?:19|20)\d\d)(?=[）)])"
_HAN_DIGIT = "[〇○零一二三四五六七八九]"
_HAN_YEARS = rf"(?P<first>[一二]{_HAN_DIGIT}{{3}})年?{JOINT}(?P<second>[一二]{_HAN_DIGIT}{{3}})«年»"
_QUARTERS = rf"(?P<first>[一二三四])季度?{JOINT}第?(?P<second>[一二三])«季度»"
_NO_NIGHT = ("«下午»(?:[至到]|—)上午", "(?:周|星期)«五»[至到—](?:周|星期)一(?=上班|办公|上课|受理)")
"""From an afternoon to a morning, with no other day between."""
_MONTHS = (
    rf"(?<!\d)(?P<first>1[0-2]|[1-9])月?份?{JOINT}"
    r"(?P<second>1[0-2]|[1-9])«月»(?![\d龄])"
)
_YEAR_MONTHS = rf"(?<!\d)(?P<year>(?:19|20)\d\d)年(?P<month>\d{{1,2}})月?{JOINT}(?P<other>(?:19|20)\d\d)«年»(?P<second>\d{{1,2}})月(?!\d)"
_PARTS = {"初": 1, "上旬": 1, "中旬": 2, "下旬": 3, "底": 3, "末": 3}
_PART = f"(?:{'|'.join(_PARTS)})"
_TENS = rf"(?<!\d)(?P<first>\d{{1,2}})«月»(?P<part>{_PART}){JOINT}(?:(?P<second>\d{{1,2}})月)?(?P<end>{_PART})"
_YEAR_ENDS = rf"(?<!\d)(?P<first>(?:19|20)\d\d)«年»(?P<part>{_PART}){JOINT}(?:(?P<second>(?:19|20)\d\d)年|同?年)?(?P<end>{_PART})"
_YEAR_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_LAST_QUARTER = 4
_AUTUMN = 9  # a range that begins in autumn may end in the next year
_LONGEST_WINTER = 9  # months; a range that would last longer into the next year is reversed, but for school years
_SCHOOL_YEAR = (9, 7)
_CLOCK = r"(?P<{}>[01]?\d|2[0-4])(?:[时点](?:(?P<{}>\d\d)分)?|[:：](?P<{}>[0-5]\d))"
_FIRST_CLOCK = _CLOCK.format("first", "minutes", "minute")
_HOURS = rf"(?<![\d:：])(?<!夜间?|晚[上间]?|深夜){_FIRST_CLOCK}{JOINT}(?P<second>[01]?\d|2[0-4])«{{}}»(?P<end>[0-5]\d(?=分|(?<=[:：]\d\d)))?(?!间|段|\d\d[:：])"
_HALF_DAYS = rf"[上下]«午»{_FIRST_CLOCK}{JOINT}(?P<second>1?\d|2[0-4])[时点:：](?!间|段)"
_LONGEST_DUTY = 16  # hours; a range that would last longer over midnight is reversed
_NOON = 12
_LONGEST_EVENING = 12  # hours, of those in which an office is open
_CLAUSE = 16  # code points beside the hours that are looked at
_UNITS = "℃|摄氏度|人|(?<![～~—]1)名(?=\\p{Han}{2})|个|家|户|元|毫米|厘米|千米|平方米|米|公里|千克|公斤|斤|克|吨|分钟|天|小时|亩|公顷|周?岁|%|％|次|项|件|条|株|辆|台|座|倍|工作日"
_QUANTITIES = (
    rf"(?<![\d.,—－–~～/-]|[第从由自降减压缩近取]|零下)(?<!决出|(?:压缩|缩短|下降|降低|减少|调整|调减|降|减)[为至到])"
    rf"(?P<first>{NUMBER})(?P<scale>万?)(?P<unit>{_UNITS})?"
    rf"«{{}}»(?P<second>{NUMBER})(?P<other>万?)(?P<same>个工作日|{_UNITS})(?!以前)"
)
_BETWEEN = (
    rf"(?<![\d.,]|[第从由自])(?P<first>{NUMBER})(?P<scale>万?)(?P<unit>{_UNITS})?«至»(?P<second>{NUMBER})(?P<other>万?)"
    rf"(?P<same>{_UNITS})(?=之间|不等|以内)"
)
_HOURS_BY_MARK = tuple(_HOURS.replace("{}", mark) for mark in "时点:：")
_QUANTITIES_BY_MARK = (*(_QUANTITIES.replace("{}", mark) for mark in "～~—"), _BETWEEN)


def reversed_range(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D008: a range that ends before it begins."""
    text = draft.text
    spans = {days.span for days in day_ranges(draft) if days.joint != "、" and days.second < days.first}
    for find in (_years, _months, _quarters, _dates, _parts, _hours, _quantities):
        spans.update(find(draft))
    for span in sorted(spans):
        yield rule.finding(span, match=text[span.start : span.end])


def _years(draft: Draft) -> Iterator[Span]:
    """2021年至2019年, 2021年12月至2021年3月."""
    for span, match in draft.search(_YEARS):
        if int(match["second"]) < int(match["first"]):
            yield span
    for span, match in draft.search(_BARE_YEARS):
        if int(match["second"]) < int(match["first"]):
            yield span
    for span, match in draft.search(_HAN_YEARS):
        first, second = (match[key].translate(_YEAR_DIGITS) for key in ("first", "second"))
        if second < first:
            yield span
    for span, match in draft.search(_YEAR_MONTHS):
        if (int(match["other"]), int(match["second"])) < (int(match["year"]), int(match["month"])):
            yield span


def _months(draft: Draft) -> Iterator[Span]:
    """5月—3月; 11月至3月 ends in the next year, 11月至9月 can't."""
    for span, match in draft.search(_MONTHS):
        first, second = int(match["first"]), int(match["second"])
        too_long = (second - first) % 12 > _LONGEST_WINTER and (first, second) != _SCHOOL_YEAR
        if second < first and (first < _AUTUMN or too_long):
            yield span


def _quarters(draft: Draft) -> Iterator[Span]:
    """三季度至一季度; a fourth quarter may go on into the next year. 下午至上午."""
    for span, match in draft.search(_QUARTERS):
        if value(match["second"]) < value(match["first"]) < _LAST_QUARTER:
            yield span
    for find in _NO_NIGHT:
        for span, _ in draft.search(find):
            yield span


def _dates(draft: Draft) -> Iterator[Span]:
    """5月18日至5月16日."""
    text = draft.text
    for one, other in pairwise(written(draft)):
        if other.span.start - one.span.end <= 2 and text[one.span.end : other.span.start] in JOINTS:
            same_year = other.year is None and (one.month < _AUTUMN or (other.month - one.month) % 12 in (0, 10, 11))
            years = ((one.year, other.year) if one.year and other.year else (0, 0)) if other.year or same_year else None
            if years and (years[1], other.month, other.day) < (years[0], one.month, one.day):
                yield Span(one.span.start, other.span.end)


def _parts(draft: Draft) -> Iterator[Span]:
    """5月下旬至4月上旬, 2023年底至2023年初."""
    for find, latest in ((_TENS, _AUTUMN - 1), (_YEAR_ENDS, 2100)):
        for span, match in draft.search(find):
            first, second = int(match["first"]), int(match["second"] or match["first"])
            if (second, _PARTS[match["end"]]) < (first, _PARTS[match["part"]]) and (first <= latest or first == second):
                yield span


def _hours(draft: Draft) -> Iterator[Span]:
    """23时—18时 would last nearly the whole day; 上午11时至9时; an office open 17:30—9:00."""
    text = draft.text
    for find in _HOURS_BY_MARK:
        for span, match in draft.search(find):
            first, second = int(match["first"]), int(match["second"])
            lasting = (second - first) % 24
            earlier = first == second and int(match["end"] or 0) < int(match["minute"] or match["minutes"] or 0)
            open_all_day = lasting >= _LONGEST_EVENING and _is_open(text, span)
            if earlier or (second < first and (lasting > _LONGEST_DUTY or open_all_day or _is_by_day(text, span))):
                yield span
    for span, match in draft.search(_HALF_DAYS):
        if int(match["second"]) < int(match["first"]) < _NOON:
            yield span


def _is_by_day(text: str, span: Span) -> bool:
    """Whether the hours are said to be of the day."""
    return bool(_daily().search(re.split("[，。；]", text[max(0, span.start - _CLAUSE) : span.start])[-1]))


def _is_open(text: str, span: Span) -> bool:
    """Whether an office is said to be open then, and not at night."""
    before = re.split("[，。；]", text[max(0, span.start - _CLAUSE) : span.start])[-1]
    after = text[span.end : span.end + _CLAUSE]
    clause = before + after.partition("，")[0]
    nightly = _nightly().search(clause)
    return bool(_open().search(before) or _opened().match(after.lstrip("0123456789"))) and not nightly


def _quantities(draft: Draft) -> Iterator[Span]:
    """15～10人; what falls from one number to another is said with 从, 由 or 至."""
    for find in _QUANTITIES_BY_MARK:
        for span, match in draft.search(find):
            first, second = (float(match[key].replace(",", "")) for key in ("first", "second"))
            like = match["unit"] in (None, match["same"]) and match["scale"] == match["other"]
            if like and second < first:
                yield span


@cache
def _open() -> re.Pattern[str]:
    return expression(r"(?:工作日|营业|开放|办公|受理|接待|服务|上班|办理|窗口)(?:时间|时段)?[为是：]?\Z")


@cache
def _daily() -> re.Pattern[str]:
    return expression("日间|白天|白昼|昼间")


@cache
def _opened() -> re.Pattern[str]:
    return expression("(?:不间断|对外)?(?:受理|办公|办理|营业|开放|接待)")


@cache
def _nightly() -> re.Pattern[str]:
    return expression("[夜晚]|自助|非工作")


SEARCHED = {
    "reversed_range": (
        *(
            DAYS,
            _YEARS,
            _BARE_YEARS,
            _HAN_YEARS,
            _QUARTERS,
            *_NO_NIGHT,
            _MONTHS,
            _YEAR_MONTHS,
            _TENS,
            _YEAR_ENDS,
            _HALF_DAYS,
            f"«»[日号]{JOINT}\\d",
            HAN_DAY,
            *SEPARATED,
        ),
        *_HOURS_BY_MARK,
        *_QUANTITIES_BY_MARK,
    ),
}
