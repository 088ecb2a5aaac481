"""What a headline says, against the body below it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import regex

from bulletin_tools.checks.context import news, unmarked_headline
from bulletin_tools.expressions import expression
from bulletin_tools.lexicon import UNIT_ENDS
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

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
_NUMERALS = "一二两三四五六七八九十1234567890"
_FIRST_SIGNS = frozenset("一第其（(1首①—先措●◆■·")
_PARTS_LOOKED_AT = 3  # paragraphs of a body in which the second part of a list may stand
_SHORTEST_NAME, _SHORTEST_SAYING = 3, 4  # code points of a name, and of a saying with numbers, that are compared
_MOST_MORE = 2  # code points that a name may have more in the body
_NEAR = 0.7  # of a quotation's characters, in order, in another: surely the same thing is meant
_LIKE = 0.5  # of the other's


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


def headline_quote(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S018: a quotation in the headline that the body has in other words."""
    text, quotations = draft.text, _quoted().finditer
    for item in draft.items:
        headline, paragraphs = item.headline, item.paragraphs
        if headline and paragraphs and ("“" in headline.value or "《" in headline.value):
            body = text[paragraphs[0].span.start : item.span.end]
            for match in quotations(text, *headline.span):
                near = _meant(match[0], body)
                if near:
                    # What the body says twice is no slip of the body's.
                    edits = [Edit(Span(*match.span()), near)] if body.count(near) > 1 else []
                    yield rule.finding(Span(*match.span()), *edits, quotation=match[0], near=near)


def _meant(quotation: str, body: str) -> str:
    """What the body quotes in other words."""
    words = quotation[1:-1]
    if words in body:
        return _longer(quotation, body)
    return _swapped(quotation, body) or (_slip if words[0] in _NUMERALS else _nearest)(quotation, body)


def repeated_lead(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """S024: a first sentence that only says the headline again."""
    for item in draft.items:
        if item.headline and item.paragraphs and len(item.headline.value) >= rule.options["shortest"]:
            first, title = item.paragraphs[0], item.headline.value
            sentence = _stop().split(first.value[: 2 * len(title) + 20], maxsplit=1)[0]
            if len(set(title).difference(sentence)) > 0.2 * len(title):
                continue
            bare, title = _bare(_time().sub("", sentence)), _bare(title)
            alike = len(bare) * 0.85 <= len(title) <= len(bare) / 0.85 and _common(title, bare) >= 0.85 * len(title)
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
    return re.compile(
        r"\d ?[年月日号天周]|[年月日](?:初|底|末|来|间|内|起|中旬|[上下]旬)|[一二三四五六七八九十]月|[今去前本当同次翌昨明每某近连这两几][年月日天周晚早]"
        r"|有一天|上[周月]|上个月|近[来期]|周[一二三四五六日末]|星期|季度|最近|不久|目前|现在|当前|期间|以来|截至|截止|上午|下午|晚|早|凌晨|中午"
        r"|[^环细关情调季]节(?![约能水点省目])|[春夏秋冬汛]|(?<![小及同临定实按])时(?![间长代尚段效])|后(?![勤台续备])|前(?![往来沿期台端])|一直|长期|[今昨]|[：:]|[一二三]是"
    )


def _nearest(quotation: str, body: str) -> str:
    """The body's quotation that has most of the headline's characters in the same order, and few others."""
    opening, words = quotation[0], _own(quotation)
    if len(words) < 3:
        return ""
    best, nearest = 0.0, ""
    for other in set(_quotations(body)):
        if other[0] != opening or len(_own(other)) < 3 or _own(other) == words:
            continue
        common = _shared(words, _own(other)) or _common(words, _own(other))
        share = common / len(words)
        if share >= _NEAR and common >= _LIKE * len(_own(other)) and share > best:
            best, nearest = share, other
    return nearest


def _longer(quotation: str, body: str) -> str:
    """The body's quotation that has a character or two more, where it has the headline's words nowhere else: 板凳课, 板凳课堂."""
    words = quotation[1:-1]
    if quotation[0] != "“" or len(words) < _SHORTEST_NAME:
        return ""
    others = [other for other in set(_quotations(body)) if words in other]
    apart = body.count(words) > sum(body.count(other) for other in others)
    if apart or len(others) != 1 or len(others[0]) - len(quotation) > _MOST_MORE:
        return ""
    more = others[0].strip("“”").replace(words, "", 1)
    return others[0] if others[0][1:].startswith(words) and more.isalpha() else ""


def _swapped(quotation: str, body: str) -> str:
    """The body's quotation of the same characters in another order: 小税二, 税小二."""
    if len(quotation) <= _SHORTEST_NAME + 1 or not all(map(body.__contains__, quotation)):
        return ""
    own = sorted(quotation)
    others = (other for other in _quotations(body) if len(other) == len(quotation))
    return next((other for other in others if sorted(other) == own and other != quotation), "")


def _slip(quotation: str, body: str) -> str:
    """The body's saying with numbers that differs by one character: 三查三改, 三查四改; of 三个聚焦 only the number counts."""
    words = quotation[1:-1]
    rest = words.lstrip(_NUMERALS)
    if "个" not in words and len(words) >= _SHORTEST_SAYING:
        alike = (other for other in _quotations(body) if len(other) == len(quotation))
        near = next((other for other in alike if sum(map(str.__ne__, quotation, other)) == 1), "")
        if near:
            return near
    if not rest or rest not in body:
        return ""
    return next((other for other in _quotations(body) if _is_other_number(other[1:-1], words, rest)), "")


def _is_other_number(other: str, words: str, rest: str) -> bool:
    """Whether two sayings differ only in the number that they begin with, before the rest: 十分钟圈, 十五分钟圈."""
    return other.endswith(rest) and other != words and other[0] in _NUMERALS and other.lstrip(_NUMERALS) == rest


@lru_cache(maxsize=2)
def _quotations(body: str) -> tuple[str, ...]:
    """What a body quotes; asked for each quotation of its headline, and in several ways."""
    return tuple(_quoted().findall(body))


def _own(quotation: str) -> str:
    """What a quotation says, without what all laws begin with; the width of brackets is no difference."""
    return quotation[1:-1].removeprefix("中华人民共和国").replace("(", "（").replace(")", "）")


def _shared(one: str, other: str) -> int:
    """How many characters two sayings of one length have in common in any order, if most: 问办合一, 办问一体."""
    if len(one) == len(other) == 3 and sum(map(str.__ne__, one, other)) == 1:
        return 3  # 税小秘, 税小蜜
    if not len(one) == len(other) > 3 or len(set(one) & set(other)) < _NEAR * len(one):
        return 0
    return (Counter(one) & Counter(other)).total()


def _common(one: str, other: str) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for char in one:
        above = 0
        for place, like in enumerate(other, 1):
            above, row[place] = row[place], above + 1 if char == like else max(row[place], row[place - 1])
    return row[-1]


def _bare(words: str) -> str:
    return "".join(char for char in words if char.isalnum())


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(r"“[^”\n]{1,40}”|《[^》\n]{1,40}》")


def _sentence(text: str, start: int, end: int) -> str:
    end = min(end, start + _SENTENCE)
    stop = text.find("。", start, end)
    return text[start : stop if stop >= 0 else end]


@cache
def _day() -> re.Pattern[str]:
    """A day, but not one by which something is to be done."""
    return re.compile(r"\d{1,2}月\d{1,2}日(?!之?以?前|截止|到期)")


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
    return re.compile(
        r"^(?:近日|日前|近期|最近|[今去]年以来|连日来|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?(?:上午|下午|晚|起)?(?:以来)?)[，,]?"
    )


@cache
def _stop() -> re.Pattern[str]:
    return re.compile("[。！？：；]")


@cache
def _first_part() -> re.Pattern[str]:
    return expression(
        r"(?P<first>一是|第一[，、,：是]|其一[，、,]|一、|[（(][一1][）)]|1[.．、)）](?!\d)|首先(?:[，,是]|(?!.{0,6}(?:登台|行动|到))(?=.{4,200}其次))|①|一方面[，,]|——)"
    )


@cache
def _first_of_two() -> regex.Pattern[str]:
    """Words that are the first of a list only where the second follows."""
    return regex.compile(
        r"(?P<first>一(?P<verb>[要抓查看增延建强优聚重来曰督促治管防学练访帮送办推])(?=.{2,200}?[，。；、 ]二(?P=verb))"
        r"|一(?=[\u4e00-\u9fff]{2,10}，.{2,80}；二)"
        r"|第一(?=[步项招条点](?:.{2,200}?)第二[步项招条点])"
        r"|先是(?=.{2,200}[，。；](?:再是|其次|然后是))"
        r"|措施一[：:]|[●◆■·](?=.{4,200} [●◆■·]))"
    )
