"""Ranges of dates and numbers: GB/T 15834—2011, 4.13.3."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bulletin_tools.draft import Draft, of_draft
from bulletin_tools.finding import Finding
from bulletin_tools.matcher import outside
from bulletin_tools.rulebook import Rule
from bulletin_tools.source import Edit, Span

JOINTS = ("-", "－", "–", "—", "——", "~", "～", "至", "到")
JOINT = f"(?:{'|'.join(JOINTS)})"
NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_UNITS = (
    "学年|年级|年|月龄|周龄|日龄|月|日|时|点|%|％|‰|万|亿|元|人|个|家|米|毫米|厘米|千米|公里|公斤|千克|岁|天|小时|户|名|次|℃|分钟|分|吨|亩|件|项|条|倍|周|期|辆|"
    "摄氏度|度|平方米|公顷|株|台|套|张|页|章|层|楼|级|类|组|届|批|场|步|折|斤|克|升|里|秒|季度|代|桌|盏|座|处|所|间|份|册|箱|袋|cm|mm|km|kg|kW|kV"
    "|只|头|棵|支|根|枚|颗|粒|袋|瓶|桶|艘|架|趟|遍|例|位|款|辈|毫升|课时|把|盒|匹|孔|面|幅|捆|筐|平方公里|立方米|千瓦|华里"
)
_NO_UNITS = "人民|年版|年度?第|位数|位小数|支部|把手|面积|例行|头条|根本|只是|架构|位于|元旦|分局|分之|分会|次元|点钟名|个旧|家庭|期刊|度假|里程碑|层次"
_SIGNS = ("---", "--", "-", "－", "–", "~", "―", "——", "─", "−", "‐")
_HYPHENED = (
    rf"(?<![A-Za-z\d.\-/〔#№’])(?!20\d\d-\d{{1,2}}月)(?P<first>(?:\d{{1,2}}月)?{NUMBER})(?P<unit>[万亿]?(?:{_UNITS}))?\s?«{{}}»"
    rf"\s?(?P<second>{NUMBER})(?!{_NO_UNITS})[多余]?(?P<other>{_UNITS})"
    r"(?:(?<=月)\d{{1,2}}[日号])?"
)
_CLOCKS = r"(?<![\d:：])(?P<first>\d{1,2}[:：][0-5]\d)\s?«{}»\s?(?P<second>\d{1,2}[:：][0-5]\d)(?![\d:：])"
_WEEKDAYS = r"(?<=星期|周)(?P<first>[一二三四五六日])«{}»(?P<second>(?:星期|周)?[一二三四五六日])"
_MOMENTS = (
    r"(?:[上中下]旬|[年月][初底末]|\d月\d{1,2}[日号]|[时点分]|\d[:：]\d\d|(?<!每天|每日)[上下]午|[早晚]上)«{}»"
    r"(?=\d{1,2}月|[上中下]旬|[年月][初底末]|次日|翌日|[上下]午|晚上|\d{1,2}号(?![楼院线]))"
)
_FEASTS = r"(?<=[一二三四五六七八九十])«{}»(?=(?:正|腊)月[初十廿一二]|初[一二三四五六七八九十])"
_QUARTERS = r"(?<![\d第十])[一二三]«{}»(?=[二三四]季度)"
_PLAN_YEARS = r"(?<=[（(](?:19|20)\d\d)«{}»(?=(?:19|20)\d\d[）)])"
_PLACES = r"(?<=\p{Han}{2})«{}»(?=\p{Han}{2,4}(?:公路|高速|铁路|高铁|航线|班线|客运|专线|快线|动车|列车|班列|航班|输[油气水]|省道|国道|城际))"
_HYPHEN_LIKE = frozenset("-－–~−‐")
_SIGNED = {
    sign: tuple(
        find.replace("{}", sign)
        for find in (_HYPHENED, _CLOCKS, _WEEKDAYS, _MOMENTS, _FEASTS, _QUARTERS, _PLAN_YEARS, _PLACES)
        if find is not _PLACES or sign in _HYPHEN_LIKE  # a dash between a word and a road parts the sentence
    )
    for sign in _SIGNS
}
_DATES = frozenset("年月日时点") | {"季度", "学年"}
DAYS = (
    rf"(?:(?P<year>(?:19|20)\d\d)年)?(?<!\d)(?P<month>\d{{1,2}})月(?P<first>\d{{1,2}})日?"
    rf"(?P<joint>{JOINT}|、)(?P<second>\d{{1,2}})«日»"
)


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
        for span, match in draft.search(DAYS)
    )


def range_sign(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D007: a hyphen or a half-width tilde between the ends of a range (4.13.3.2, 4.13.3.3)."""
    text = draft.text
    for sign, finds in _SIGNED.items():
        for find in draft.held(finds):
            for span, match in draft.search(find):
                place = text.index(sign, match.end("first") if "first" in match.groupdict() else span.start)
                groups = match.groupdict()
                if _are_unlike(groups):
                    continue
                if outside(draft.masks(rule.excepts), span) and not _is_in_a_title(draft, span, sign, groups):
                    wanted = "—" if groups.get("other", "时") in _DATES else "～"
                    edit = Edit(Span(place, place + len(sign)), wanted)
                    yield rule.finding(span, edit, match=text[span.start : span.end], sign=sign, wanted=wanted)


def _are_unlike(groups: Mapping[str, str | None]) -> bool:
    """Whether a dash stands between two things: 28根——2023年."""
    unit, other = groups.get("unit"), groups.get("other")
    return bool(unit and other in _DATES and unit not in {*_DATES, "分", "秒"})


def _is_in_a_title(draft: Draft, span: Span, sign: str, groups: Mapping[str, str]) -> bool:
    """Whether a full-width sign between years is another office's, as it printed it: 《2018－2022年……规划》."""
    return sign == "－" and groups.get("other", "年") == "年" and not outside(draft.masks(["book"]), span)


SEARCHED = {
    "range_sign": [find for finds in _SIGNED.values() for find in finds],
}
