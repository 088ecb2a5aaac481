"""Clauses that except something, and lack their 除."""

import re
from collections.abc import Iterator
from functools import cache

from bulletin_tools.draft import Draft
from bulletin_tools.expressions import expression
from bulletin_tools.finding import Finding
from bulletin_tools.rulebook import Rule
from bulletin_tools.source import Edit, Span

_LONGEST = 150  # code points before 外 in which its 除 may stand
_ZHI_WAI = "[之以]«外，»"
_WAI = "«外，»"
_DAYS = r"(?<!除)(?<!除[每逢了])(?P<days>(?:法定)?节假日(?:和[双周][休末]日?)?|双休日|周末|每?周[一二三四五六日]|极端天气|恶劣天气|雨雪天气?|个别\p{Han}{2,6})«外»(?:均|全部|都|一律|全年|每[天日])"
"""Days and the like that are excepted in the middle of a clause: 节假日外均为8时至18时."""
SEARCHED = {"chu_wai": (_WAI, _ZHI_WAI, _DAYS)}


def chu_wai(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """G006: a clause that ends with 外 in a sentence that has no 除 before it."""
    yield from _beyond(draft, rule)
    for span, match in draft.search(_DAYS):
        if not _chu().search(_sentence(draft.text, span.start)):
            yield _without_chu(rule, Span(match.start("days"), match.end("days") + 1), match["days"], "外")
    for span, _ in draft.search(_WAI):
        sentence = _sentence(draft.text, span.start)
        clause = sentence[_last(sentence, "，；：") :]
        if len(clause) < rule.options["shortest"] or _chu().search(sentence) or _outside().search(clause):
            continue
        if _rest().match(draft.text, span.end) or not _place().search(clause) or _some().search(clause):
            yield _without_chu(rule, Span(span.start - len(clause), span.start + 1), clause, "外")


def _beyond(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """……之外， without 除, where the rest is told of."""
    for span, _ in draft.search(_ZHI_WAI):
        sentence = _sentence(draft.text, span.start)
        clause = sentence[_last(sentence, "，；：") :]
        counted = re.search(r"\d[余多]?[\u4e00-\u9fff]{1,3}$", clause)
        if counted and not _chu().search(sentence) and _rest_of_all().match(draft.text, span.end):
            yield _without_chu(
                rule, Span(span.start - len(clause), span.end - 1), clause, draft.text[span.start : span.end - 1]
            )


def _without_chu(rule: Rule, span: Span, clause: str, ending: str) -> Finding:
    """That a clause lacks 除, which is put where it begins, behind a number and the like."""
    begin = _opening().match(clause)
    place = span.start + (begin.end() if begin else 0)
    return rule.finding(span, Edit(Span(place, place), "除"), clause=clause[-12:] + ending)


def _sentence(text: str, end: int) -> str:
    """What stands before a place in its sentence, behind the last 外，."""
    before = text[max(0, end - _LONGEST) : end]
    return before[max(_last(before, "。！？\n"), before.rfind("外，") + 1) :]


def _last(text: str, marks: str) -> int:
    """Where the text behind the last of some marks begins."""
    return max(text.rfind(mark) for mark in marks) + 1


@cache
def _opening() -> re.Pattern[str]:
    """What stands before the first word of a clause."""
    return expression(
        r"[\s△▲“]*(?:[一二三四五六七八九十]是|（[一二三四五六七八九十]）|\d[.．])?(?:但是|但|目前|其中)?(?:(?:国庆|中秋|春节|元旦|五一|清明|端午)(?:长假|假期|小长假|期间|假日)|[寒暑]假(?:期间)?|节日期间|假期(?:期间|内|里)?)?(?:截至)?(?:(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底)[起前后]?)?"
        r"(?:[全本该][省市县区镇乡村校系]|[\u4e00-\u9fff]{2,3}[市县区镇乡](?=[^的\d]{2,}的\d))?"
    )


@cache
def _rest_of_all() -> re.Pattern[str]:
    return expression("[^，。；\n]{0,8}(?:全部|均|都|其余|其他|一律|悉数)")


@cache
def _chu() -> re.Pattern[str]:
    """除 as a preposition, or 以, 之, 此 and the like, which do without it."""
    return expression("(?<![消清解排废拆免扣铲删根去破扫剔驱切革祛斩摘防])除(?![草尘雪险冰锈患夕虫])|排除|[以之此另]$")


@cache
def _rest() -> re.Pattern[str]:
    """What says that the rest is told of now."""
    return expression("[^，。；\n]{0,4}(?:其余|其他|其它|剩余)|[还另全均都也仍又再并各]|一律|新增")


@cache
def _outside() -> re.Pattern[str]:
    """A clause that tells where, or ends with a word like 国外."""
    return expression(
        "^(?:在|从|到|于|向|对|距|离|至|无论|不论|是指)|位于|处于|[住放摆搬贴挂站停送运移迁伸抛扔丢逃赶走排躲守生].?[在到至出往]"
        "|(?:(?<!\\d)[境意例国海内中格室户对涉排郊号体额编党见老援红紫在往向朝分身物塞关题言门窗车野外]|(?<![停上下听])课|（.{1,3}）)$"
    )


@cache
def _some() -> re.Pattern[str]:
    """So many of something, also where it is a place: 停电的3个小区."""
    return expression(r"(?:\d|[两几])[余多]?[个家座条所处户名](?=[\u4e00-\u9fff]{1,6}$)")


@cache
def _place() -> re.Pattern[str]:
    """A clause that ends with a place, which may be told of without 除."""
    return expression(
        "(?:[里米道区县市省城镇村校山口线路岸桥园厅院楼屋店站场地圈岛港域界墙台肩库开棚房堂铺舱栏沟坡河湖]|(?<![闭开])馆|道路|范围|场所|地点|计划|预算)$"
    )
