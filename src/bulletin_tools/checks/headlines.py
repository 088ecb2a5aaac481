"""What a headline says, against the body below it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools.checks.context import news, unmarked_headline
from bulletin_tools.checks.quotations import common
from bulletin_tools.expressions import expression
from bulletin_tools.lexicon import UNIT_ENDS
from bulletin_tools.patterns import plain
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    import regex

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_POINTS = "。．.，,；;、：:—"
_SENTENCE = 300  # code points of a sentence that are looked at
_OTHER_USES = ("近期", "最近")  # 近期目标, 最近的车站
_NAMED_BY_TIME = (
    "目标",
    "任务",
    "规划",
    "工作",
    "计划",
    "重点",
    "天气",
    "气候",
    "形势",
    "安排",
    "情况",
    "热点",
    "舆情",
    "项目",
    "需求",
    "一次",
    "一个",
    "距离",
)
_PEOPLE = "者员民户们家关协"
_WORD = 2  # code points
_FIRST_SIGNS = frozenset("一第其（(1首①—先措●◆■·")
_PARTS_LOOKED_AT = 3  # paragraphs of a body in which the second part of a list may stand


def headline_end_mark(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S015: a headline that ends with a point mark (B.4)."""
    for item in draft.items:
        title = item.headline or unmarked_headline(item)
        if title and not draft.text[title.span.end - 1].isalnum():
            start, end = title.span
            text = draft.text[start:end].rstrip()
            bare = text.rstrip(_POINTS)
            marks = text[len(bare) :]
            opens = marks.startswith("—") and not item.paragraphs  # a lone line that leads on to what isn't there
            if marks and bare and not opens and marks not in ("...", "......") and not bare.isascii():
                span = Span(start + len(bare), start + len(text))
                yield rule.finding(span, Edit(span, ""), mark=marks)


def long_headline(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S016: a headline of more characters than the office allows, titles of documents and blanks apart."""
    for item in draft.items:
        if item.headline and len(item.headline.value) > rule.options["limit"]:
            length = len(re.sub(r"《[^》]*》|\s", "", item.headline.value))
            if length > rule.options["limit"]:
                yield rule.finding(item.headline.span, length=length, limit=rule.options["limit"])


def repeated_lead(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S024: a first sentence that only says the headline again."""
    for item in draft.items:
        if item.headline and item.paragraphs and len(item.headline.value) >= rule.options["shortest"]:
            first, title = item.paragraphs[0], item.headline.value
            sentence = _stop().split(first.value[: 2 * len(title) + 20], maxsplit=1)[0]
            if len(set(title).difference(sentence)) > 0.2 * len(title):
                continue
            bare, title = _bare(_time().sub("", sentence)), _bare(title)
            alike = len(bare) * 0.85 <= len(title) <= len(bare) / 0.85 and common(title, bare) >= 0.85 * len(title)
            if alike or bare.startswith(title):
                yield rule.finding(Span(first.span.start, first.span.start + len(sentence)))


def missing_lead(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S019: a body that begins with its first part."""
    for _, item in news(draft):
        if item.headline and item.paragraphs and item.paragraphs[0].value[0] in _FIRST_SIGNS:
            words = " ".join(part.value for part in item.paragraphs[:_PARTS_LOOKED_AT])
            match = _first_part().match(words) or _first_of_two().match(words)
            if match:
                start, first = item.paragraphs[0].span.start, match["first"]
                yield rule.finding(Span(start, start + len(first)), match=first)


def vague_time(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S020: 近日 at a sentence's head, or in the lead, where the day could be named."""
    yield from _timeless(draft, rule)
    words = [word for word in rule.options["words"] if word in draft.text]
    vague = _vague(tuple(words)) if words else None
    for item in draft.items if vague else ():
        for place, paragraph in enumerate(item.paragraphs):
            for match in vague.finditer(draft.text, *paragraph.span) if vague else ():
                at, stop = match.span()
                begins = at == paragraph.span.start or draft.text[at - 1] in "。！？；"
                head = begins and draft.text[stop : stop + 1] in ("，", ",")
                first = place == 0 and draft.text.find("。", paragraph.span.start, at) < 0
                if head or (first and _is_adverb(draft.text, match)):
                    sentence = _sentence(draft.text, paragraph.span.start if first else at, paragraph.span.end)
                    if not _day().search(sentence):
                        yield rule.finding(Span(at, stop), match=match[0])


def _timeless(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """Leads whose first clauses name no time at all."""
    for item in draft.items:
        if item.headline and item.sources and item.paragraphs and item.kind == "full":
            start, end = item.paragraphs[0].span
            clauses = draft.text[start:end].split("。")[0].split("，")
            if not _when().search("，".join(clauses[:2])):
                yield rule.finding(Span(start, start + len(clauses[0])), message="导语没有写明时间，建议写明日期")


@cache
def _when() -> re.Pattern[str]:
    return expression(
        r"\d ?[年月日号天周]|[年月日](?:初|底|末|来|间|内|起|中旬|[上下]旬)|[一二三四五六七八九十]月|[今去前本当同次翌昨明每某近连这两几][年月日天周晚早]"
        r"|有一天|上[周月]|上个月|近[来期]|周[一二三四五六日末]|星期|季度|最近|不久|目前|现在|当前|期间|以来|截至|截止|上午|下午|晚|早|凌晨|中午"
        r"|[^环细关情调季]节(?![约能水点省目])|[春夏秋冬汛]|(?<![小及同临定实按])时(?![间长代尚段效])|后(?![勤台续备])|前(?![往来沿期台端])|一直|长期|[今昨]|[：:]|[一二三]是"
    )


def _bare(words: str) -> str:
    return "".join(char for char in words if char.isalnum())


def _sentence(text: str, start: int, end: int) -> str:
    end = min(end, start + _SENTENCE)
    stop = text.find("。", start, end)
    return text[start : stop if stop >= 0 else end]


@cache
def _day() -> re.Pattern[str]:
    """A day, but not one by which something is to be done."""
    return expression(r"\d{1,2}月\d{1,2}日(?!之?以?前|截止|到期)")


def _is_adverb(text: str, match: re.Match[str]) -> bool:
    """Whether a word stands behind the subject and can't mean anything else: 区民政局近日走访."""
    before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + _WORD]
    if not (before in UNIT_ENDS or before in _PEOPLE) or behind[:1] in tuple("的内底，"):
        return False
    return match[0] not in _OTHER_USES or (behind not in _NAMED_BY_TIME and behind[-1:] not in ("于", "是"))


@cache
def _vague(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


@cache
def _time() -> re.Pattern[str]:
    return expression(
        r"^(?:近日|日前|近期|最近|[今去]年以来|连日来|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?(?:上午|下午|晚|起)?(?:以来)?)[，,]?"
    )


@cache
def _stop() -> re.Pattern[str]:
    return expression("[。！？：；]")


@cache
def _first_part() -> re.Pattern[str]:
    return expression(
        r"(?P<first>一是|第一[，、,：是]|其一[，、,]|一、|[（(][一1][）)]|1[.．、)）](?!\d)|首先(?:[，,是]|(?!.{0,6}(?:登台|行动|到))(?=.{4,200}其次))|①|一方面[，,]|——)"
    )


@cache
def _first_of_two() -> regex.Pattern[str]:
    """Words that are the first of a list only where the second follows."""
    return plain(
        r"(?P<first>一(?P<verb>[要抓查看增延建强优聚重来曰督促治管防学练访帮送办推])(?=.{2,200}?[，。；、 ]二(?P=verb))"
        r"|一(?=[\u4e00-\u9fff]{2,10}，.{2,80}；二)"
        r"|第一(?=[步项招条点](?:.{2,200}?)第二[步项招条点])"
        r"|先是(?=.{2,200}[，。；](?:再是|其次|然后是))"
        r"|措施一[：:]|[●◆■·](?=.{4,200} [●◆■·]))"
    )
