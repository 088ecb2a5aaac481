"""Sentences that lack a part, or whose parts don't go together."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from bulletin_tools.checks.words import word_set
from bulletin_tools.draft import Draft
from bulletin_tools.expressions import expression
from bulletin_tools.finding import Finding
from bulletin_tools.rulebook import Rule
from bulletin_tools.source import Edit, Span

ELSEWHERE = {
    "chu_wai": "excepting",
    "collocation": "collocations",
}

_FEW_PAUSES = 8  # in a very long sentence; more make a list
_JINXING = "«进行»[了着过]?(?P<phrase>[^，。；：！？、（）“”,:;()\n]{2,30})"
_STAGED = ("活动", "会议", "演练", "比赛")
_STOPS = "。\n；！？"  # the commonest first


def jinxing_object(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """G005: 进行 before a verb that has an object of its own."""
    for span, match in draft.search(_JINXING):
        phrase = match["phrase"]
        if _has_object(phrase[:2], phrase[2:], rule.options):
            idle = Span(span.start, match.start("phrase"))
            yield rule.finding(Span(span.start, idle.end + 2), Edit(idle, ""), verb=phrase[:2])


def long_sentence(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """G009: so many characters without a full stop or semicolon, and so many commas; lists of names apart."""
    for start, end in _stretches(draft.text, rule.options["limit"]):
        sentence = draft.text[start:end]
        commas = sentence.count("，")
        pauses = sentence.count("、")
        heaped = len(sentence) > rule.options["longest"] and commas > 1 and pauses <= _FEW_PAUSES
        if (commas >= rule.options["commas"] and pauses <= 2 * commas) or heaped:
            yield rule.finding(Span(start, end), length=end - start, commas=commas)


def _has_object(verb: str, rest: str, options: Mapping[str, Any]) -> bool:
    """Whether what follows a verb is its object, and not the rest of an action's name (进行安装调试)."""
    if not word_set(options["events"]).isdisjoint((verb, rest[:2])):
        return True
    if verb == "组织" and rest.rstrip("0123456789余多场次期").endswith(_STAGED):
        return True
    bare = rest = rest.rstrip("的外")
    while bare[:2] in word_set(options["names"]):
        bare = bare[2:]
    if (
        not bare
        or bare in word_set(options["verbs"], options["actions"])
        or bare.startswith(_tuple(options["particles"]))
    ):
        return False
    if bare.endswith(_tuple(options["ends"])):
        return False
    if verb in word_set(options["verbs"]):
        return not (_times().match(bare) or (bare != rest and bare[0].isdigit()))
    things = bare.endswith(_tuple(options["things"])) or _counted().match(bare)
    return verb in word_set(options["actions"], options["names"]) and bare == rest and bool(things)


def _stretches(text: str, limit: int) -> Iterator[Span]:
    """Where no stop stands in more than so many code points; the search leaps from one stop to the last in reach."""
    start = 0
    while start + limit < len(text):
        stop = -1
        for mark in _STOPS:
            stop = text.rfind(mark, start, start + limit + 1)
            if stop >= 0:
                break
        if stop < 0:
            stops = (text.find(mark, start + limit) for mark in _STOPS)
            stop = min((place for place in stops if place >= 0), default=len(text))
            yield Span(start, stop)
        start = stop + 1


@cache
def _tuple(words: str) -> tuple[str, ...]:
    return tuple(words.split())


@cache
def _times() -> re.Pattern[str]:
    return expression(r"\d+余?[次场轮批期]")


@cache
def _counted() -> re.Pattern[str]:
    """So many things, behind their name or before it: 传感器48支, 26个项目."""
    return expression(
        r"[\u4e00-\u9fff]{2,8}(?<!教育|指导|活动|工作|服务|任务|演练|管理|监督|审查|审核|检查|评审|评估|验收|测试|培训|整治|宣传)\d[\d.]*[余多]?[万亿千百]?余?(?![次场轮批期年月日天时分秒%％\d.])[\u4e00-\u9fff]"
        r"|\d[\d.]*[余多]?[万千百]?余?[个家名户处件项条座台份所辆间栋套亩块片][\u4e00-\u9fff]{2}"
    )


SEARCHED = {
    "jinxing_object": (_JINXING,),
}
