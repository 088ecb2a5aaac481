"""Events that are said to have happened after the issue was printed."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools.checks.calendar import Day, Written, issued, names_year, written
from bulletin_tools.expressions import expression
from bulletin_tools.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_NEAR = 60  # days after the issue in which a day without a year is surely of its year
_SENTENCE = 300  # code points of a sentence that are looked at
_OTHER_TIMES = ("去年", "上年", "前年", "每年", "历年", "往年", "年度")


_PART = r"(?P<part>[底末初]|[上中下]旬)?"
_MONTH = rf"(?P<year>(?:(?:19|20)\d\d年)?)(?<![\d.])(?P<month>1[0-2]|[1-9])«月»{_PART}(?![\d份龄至到—])"
_FIRST_DAYS = {"中旬": 11, "下旬": 21, "底": 25, "末": 25}
"""Days of a month with which its parts begin."""


def future_event(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D009: a day after the issue's own on which something is said to have happened."""
    issues = issued(draft)
    if not issues.dates:
        return
    for day in (*written(draft), *_months(draft)):
        issue = issues.at(day.span.start)
        if issue and _is_after(day, issue) and draft.item_at(day.span.start) is not None:
            before, after = _sentence(draft, day.span)
            if (day.year or not _elsewhen(before, issue[0])) and _has_happened(before, after):
                date = draft.text[slice(*day.span)]
                yield rule.finding(day.span, date=date, issue=f"{issue[1]}月{issue[2]}日")


def _months(draft: Draft) -> Iterator[Written]:
    """Months and parts of them, as the days with which they begin: 2024年7月, 6月底."""
    for span, match in draft.search(_MONTH):
        year = int(match["year"][:4]) if match["year"] else None
        yield Written(span, year, int(match["month"]), _FIRST_DAYS.get(match["part"] or "", 1), "")


def _is_after(day: Written, issue: Day) -> bool:
    known = day.day_of(issue[0])
    if not known or known <= issue:
        return False
    return day.year is not None or (known[1] - issue[1]) * 30 + known[2] - issue[2] <= _NEAR


def _sentence(draft: Draft, span: Span) -> tuple[str, str]:
    """What stands before and behind a day in its sentence."""
    paragraph = draft.source.paragraph_at(span.start)
    before = draft.text[max(paragraph.start, span.start - _SENTENCE) : span.start]
    after = draft.text[span.end : min(paragraph.end, span.end + _SENTENCE)]
    return before[before.rfind("。") + 1 :].lstrip("△▲●◆■※☆◇ \u3000"), after.partition("。")[0]


def _has_happened(before: str, after: str) -> bool:
    """Whether a sentence tells of something that is over: one that begins with a day tells news."""
    if _is_over().search(before):
        return True
    if before in ("", "今年", "本月", "截至", "截止", "截止到", "据悉，") or _is_counted().search(before):
        told_at_once = re.match(r"[，,上下晚当凌夜（]|\d{1,2}[时点:：]", after) or _is_done().search(after)
        return bool(told_at_once) and not _is_to_come().search(after)
    told = re.split("[，；]", _day().split(after)[0].lstrip("，"))[0]
    clause = before.rpartition("；")[2]
    to_come = _is_to_come().search(after) or _is_ordered().search(before)
    if _day().search(clause) and not _is_result().search(told):
        return False
    return bool(_is_done().search(told) or _is_result().search(told) or _is_news().match(told)) and not to_come


def _elsewhen(before: str, year: int) -> bool:
    """Whether another year than that of the issue, or every year, is meant."""
    return any(word in before for word in _OTHER_TIMES) or names_year(before.replace(f"{year}年", ""))


@cache
def _is_over() -> re.Pattern[str]:
    """What says right before the day that it is over."""
    return expression(r"(?:已经?|曾经?|早已|均已)于\Z")


@cache
def _is_result() -> re.Pattern[str]:
    """What is only said of what is over."""
    return expression(
        r"到位|完毕|领到|领取了|签[订署]|付清|结清|恢复(?:通|供|正常|交通)|出具|依法作出|判决|递交|发现|查获|运抵|送达|获评|荣获|被评为|办结|结案"
        r"|归案|落网|扑灭|出院|退还|兑现|解除|化解|调处|检查[一-鿿]{0,8}\d"
    )


@cache
def _day() -> re.Pattern[str]:
    return expression(r"\d{1,2}月\d{1,2}日")


@cache
def _is_done() -> re.Pattern[str]:
    return expression(
        r"举行|召开|开展|举办|完成|组织|走访|印发|启动|了|以来|慰问|调研|查处|抓获|破获|竣工|通过验收|签[约订]|收到|揭牌|挂牌|达\d|已|完工|封顶|贯通|通车|落成|到账|销号|清零|闭幕|落幕"
    )


@cache
def _is_news() -> re.Pattern[str]:
    """What tells right behind the day that it is over."""
    return expression(r"(?:正式|顺利|已)(?:启用|投入使用|投用|投产|开业|开园)|建成|落成|发生|降雨|遭遇")


@cache
def _is_counted() -> re.Pattern[str]:
    """A count up to the day, in the middle of a sentence."""
    return expression(
        r"(?:\A|[，；一-鿿])(?<!期)(?<!限)(?<!报名)(?<!申报)(?<!有效)(?<!时间)(?<!征集)(?<!缴费)截[至止]\Z"
    )


@cache
def _is_to_come() -> re.Pattern[str]:
    return expression(
        r"\A[^，。；]{0,4}(?:前|起|止|之前|以前|到期|截止|实施|施行|生效|执行)|\A，?[是为]|将(?!\d|[^，。；\d]{1,10}(?:款|金|工资|费|证书?|物资|材料|老人|伤者|人员)[^，。；]{0,8}(?:到位|完毕|拨付|送|退|移交))|拟|计划|预计|定于|预定|有效期|期限|确保|力争|要在|目标|"
        r"下一步|推迟|届时|敬请|欢迎|到来|来临|前夕|之际|报名|征集|定为|施行"
    )


@cache
def _is_ordered() -> re.Pattern[str]:
    return expression(
        r"将|拟|计划|预计|定于|预定|截[至止]|有效期|期限|确保|力争|要在|目标|下一步|推迟|届时|要求|约定|商定|明确|安排|通知|承诺|答应|按照|根据|依照|按[^，。；]{0,6}方案|合同|协议|规定|决定|确定|部署|提出|盼|工期|周期|建设期|下发|预案|定在|迎接|承办|筹备|"
        r"[至到—～-]\Z"
    )
