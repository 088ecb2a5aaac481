"""Events and feasts named by their day: GB/T 15834—2011, 4.14.3.5; GB/T 15835—2011, 5.1.6 and 5.2.3."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin_tools.checks.replacing import replaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule
    from bulletin_tools.source import Span

_POINTS = ".．•・·"
_MONTH = r"(?P<month>1[0-2]|[1-9])"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)"
_FEASTS = (
    r"(?:国际|世界|国家|全国|全民|中国)\p{Han}{1,10}?(?:日|周|月|节)(?!\p{Han}{0,2}(?:电|报|讯|均))|国际消费者|消费者权益|禁毒日|宪法日"
    r"|学雷锋|公民道德宣传日|(?:人民)?警察节|政务公开日|国庆|建军节|记者节|航海日|档案日|扶贫日|献血者日|计量日|公祭日|爱[眼耳牙]日|维权(?!\d)|知识产权宣传|税收宣传|烈士纪念日|教师节|助残日|湿地日|气象日|水日|植树节|护士节|防灾减灾日|消防日|环境日|读书日|心理健康日|学生营养日|交通安全日|(?:禁毒|消防|宪法|法制|普法)宣传|宣传(?:活动|[周月日])|主题(?:宣传|活动)|系列活动"
)
_DISASTERS = (
    r"汶川|玉树|芦山|特大|特别重大|重大(?:事故|火灾)|地震|暴雨|洪灾|火灾|爆炸|泥石流|惨案|专案|运动(?!会|员|场|鞋|服)"
    r"|(?![起个万亿名人级件元倍吨米亩分])\p{Han}{2,8}?(?:案(?![例件卷])|事故)"
)
_ANY_NAME = r"宣传|主题|系列|(?![万亿元米])\p{Han}{1,6}?(?:日|节|案|事件|专项行动|活动)"
_NO_NAME = "级|产业|版|时代|倍|微米|毫米|微"
_BARE = (
    rf"(?<![\d.．·〔“])(?<!“[^”\n]{{0,45}}){_MONTH}«[.．]»{_DAY}(?={_FEASTS}|{_DISASTERS})",
    rf"(?<![\d.．·〔“])(?<!“[^”\n]{{0,45}}){_MONTH}«[•・·]»{_DAY}(?={_FEASTS}|{_DISASTERS}|{_ANY_NAME})",
)
# A day of one figure may as well be a decimal (“5.5”微生活): what it names must be told.
_IN_QUOTES = (
    rf"(?<=“){_MONTH}«。»{_DAY}(?=”(?:{_FEASTS}|{_DISASTERS}|宣传|主题|系列|活动))",
    rf"(?<=“[^”\n]{{0,45}})(?<![\d.．]){_MONTH}«[.．•・]»{_DAY}(?={_FEASTS}|{_DISASTERS}|(?<=“\d{{1,2}}[.．•・]\d{{2}})”(?!{_NO_NAME})|”(?!{_NO_NAME})(?:{_FEASTS}|{_DISASTERS}|{_ANY_NAME}))",
    rf"(?<=“){_MONTH}«[-、]»{_DAY}(?=”(?:{_FEASTS}|{_DISASTERS}|宣传|主题|系列|活动))",
)
_RUN_TOGETHER = (
    r"(?<![\d.])(?P<opening>“?)(?P<month>3)«15»(?P<day>)(?P<closing>”?)(?=国际消费者|消费者权益)",
    r"(?<![\d.])(?P<opening>“?)(?P<month>5)«12»(?P<day>)(?P<closing>”?)(?=(?:全国)?防灾减灾|国际护士|汶川)",
    r"(?<![\d.])(?P<opening>“?)(?P<month>6)«26»(?P<day>)(?P<closing>”?)(?=(?:国际)?禁毒日)",
)
"""“315” for “3·15”; “119” and “110” are numbers to call."""
_HAN = "[一二三四五六七八九十]"
_NEEDLESS = rf"(?<!{_HAN}|[百\d])(?P<opening>“?)(?P<month>[三五六七八九十])«[{_POINTS}]»(?P<day>一八|[一四七八卅])(?!{_HAN}|〇)(?P<closing>”?)"
_WITHOUT_POINT = frozenset("三八 五一 五四 六一 七一 八一 十一 七七 九一八 五卅".split())
"""Only after 一, 十一 and 十二 could the month be misread."""
_NEEDED = rf"(?<=“(?:一|[一十][一二]))«[.．•・]»(?={_HAN}{{1,3}}”)"


def date_name(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D015: the point between month and day of a name, and its quotation marks."""
    for find in _BARE:
        for span, match in draft.search(find):
            yield replaced(draft, rule, span, f"“{match['month']}·{match['day']}”")
    for find in _IN_QUOTES:
        for span, match in draft.search(find):
            yield replaced(draft, rule, span, f"{match['month']}·{match['day']}")
    for find in _RUN_TOGETHER:
        for span, match in draft.search(find):
            day = draft.text[match.start("day") - 2 : match.start("day")]
            yield replaced(
                draft, rule, span, f"“{match['month']}·{day}{'' if match['opening'] > match['closing'] else '”'}"
            )
    for span, match in draft.search(_NEEDLESS):
        name = match["month"] + match["day"]
        if name in _WITHOUT_POINT:
            bare = not match["opening"] and not match["closing"] and not _quoted(draft, span)
            new = f"“{name}”" if bare else f"{match['opening']}{name}{match['closing']}"
            yield replaced(draft, rule, span, new)
    for span, _ in draft.search(_NEEDED):
        yield replaced(draft, rule, span, "·")


def _quoted(draft: Draft, span: Span) -> bool:
    """Whether a quotation is open there."""
    before = draft.text[draft.source.paragraph_at(span.start).start : span.start]
    return before.rfind("“") > before.rfind("”")


SEARCHED = {
    "date_name": (*_BARE, *_IN_QUOTES, *_RUN_TOGETHER, _NEEDLESS, _NEEDED),
}
