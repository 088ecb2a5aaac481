"""Sentences that lack a part, or whose parts don't go together."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from bulletin_tools.draft import Draft
from bulletin_tools.expressions import expression
from bulletin_tools.finding import Finding, Severity
from bulletin_tools.rulebook import Options, Rule
from bulletin_tools.source import Edit, Span

ELSEWHERE = {
    "chu_wai": "excepting",
}

_FEW_PAUSES = 8  # in a very long sentence; more make a list
_NEAR = 26  # code points before a noun in which its verb may stand
_JINXING = "«进行»[了着过]?(?P<phrase>[^，。；：！？、（）“”,:;()\n]{2,30})"
_STAGED = ("活动", "会议", "演练", "比赛")
_STOPS = "。\n；！？"  # the commonest first
_ADVERBS = "不断|进一步|持续|明显|显著|大幅|逐步|逐年|日益|有所|有了|得到|得以|正在|稳步|继续|有效|全面|较大|很大|也|更|正|再|已|大大"
_CLAUSE = "[^，。；：！？“”（）\\n]*"
_CLAUSE_END = "[，。；：！？”\\d]|的同时|$"
_OWNED = ("了", "其", "他们", "她们", "自身", "各自", "广大", "全体", "党员", "干部", "职工", "群众", "志愿者", "退休")
"""What begins an object with 的, and no clause that belongs to the noun: 发扬了老党员的作用."""
_BARE = frozenset("提抓保促控重比讲增降补")
"""Verbs of one character, right before their noun: 抓进度."""
_BY_AMOUNT = ("减少", "增加")
"""Verbs that govern any noun with an amount behind it: 减少人工成本110元."""
_ACTIONS = ("宣传", "整治", "防范", "预防")
"""Verbs that right before a noun are part of its name, where another governs both: 加快整治力度."""
_INSURED = ("参保", "社保", "医保", "低保", "投保", "环保", "承保")


def collocation(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """G004: a noun whose verb can't govern it (加大步伐), or can't be said of it (力度不断加快)."""
    options = rule.options
    table = _table(options)
    for noun, match in _nouns(draft, options):
        predicate, end = match["predicate"], match.start()
        fits, others = table[noun]
        start = end - len(noun)
        before = draft.text[max(0, start - _NEAR) : start]
        if predicate:
            if predicate in fits and "以" not in _clause(before):
                edit = Edit(Span(*match.span("predicate")), fits[predicate])
                finding = rule.finding(Span(start, match.end()), edit, verb=predicate, noun=noun, fit=fits[predicate])
                yield _weighed(finding, predicate, noun, options)
            continue
        known = _words(options["verbs"]) | _words(others) | fits.keys()
        clause = _governing(before, known)
        found = _verbs(clause, known)
        if len(found) > 1 and found.get(len(clause) - 2) in _ACTIONS:
            del found[len(clause) - 2]
        if found and fits.keys() >= set(found.values()):
            at, verb = max(found.items())
            fit = fits[verb]
            if verb in _BY_AMOUNT and draft.text[end : end + 1].isdecimal():
                continue
            if _is_object(clause[at + len(verb) :], noun, options):
                place = start - len(clause) + at
                edit = Edit(Span(place, place + len(verb)), fit)
                finding = rule.finding(Span(place, end), edit, verb=verb, noun=noun, fit=fit)
                yield _weighed(finding, verb, noun, options)


def _weighed(finding: Finding, verb: str, noun: str, options: Mapping[str, Any]) -> Finding:
    """A hint, where the two words often go together nevertheless."""
    loose = [verb, noun] in options["loose"]
    return finding._replace(severity=min(finding.severity, Severity.INFO)) if loose else finding


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
    if not _words(options["events"]).isdisjoint((verb, rest[:2])):
        return True
    if verb == "组织" and rest.rstrip("0123456789余多场次期").endswith(_STAGED):
        return True
    bare = rest = rest.rstrip("的外")
    while bare[:2] in _words(options["names"]):
        bare = bare[2:]
    if (
        not bare
        or bare in _words(options["verbs"], options["actions"])
        or bare.startswith(_tuple(options["particles"]))
    ):
        return False
    if bare.endswith(_tuple(options["ends"])):
        return False
    if verb in _words(options["verbs"]):
        return not (_times().match(bare) or (bare != rest and bare[0].isdigit()))
    things = bare.endswith(_tuple(options["things"])) or _counted().match(bare)
    return verb in _words(options["actions"], options["names"]) and bare == rest and bool(things)


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


def _verbs(clause: str, verbs: frozenset[str]) -> dict[int, str]:
    """The verbs in a clause, by place."""
    found: dict[int, str] = {}
    place = 0
    while place < len(clause) - 1:
        word = clause[place : place + 2]
        if word in verbs:
            found[place] = word
        place += 2 if word in verbs else 1
    if clause[-1:] in _BARE and not clause.endswith(_INSURED) and place < len(clause):
        found[len(clause) - 1] = clause[-1]
    return found


def _is_object(modifier: str, noun: str, options: Mapping[str, Any]) -> bool:
    """Whether what stands between a verb and a noun leaves the noun its object."""
    if modifier.endswith(
        ("和", "与", "及", "高", "低")
    ):  # 能力和水平 has the other noun's verb; 高质量 is an adjective
        return False
    if "或者" in modifier or "是" in modifier or (noun in options["attributed"] and _is_attribute(modifier)):
        return False
    if noun not in options["anywhere"] and set("对与在将把被") & set(modifier):
        return False
    return not modifier.startswith(("的", "中", "方面", "后"))


def _is_attribute(modifier: str) -> bool:
    """Whether a clause, rather than an object's owner, stands before the noun: 提高效率的措施, but 发扬了党员的作用."""
    return "等" in modifier or ("的" in modifier and not modifier.startswith(_OWNED))


def _governing(before: str, verbs: frozenset[str]) -> str:
    """The last clause, as far as one verb governs it; 爱读书、善读书的氛围 goes back over its pauses."""
    clause = _clause(before)
    if "的" not in clause or _verbs(clause, verbs):
        return clause
    whole = _pauseless().split(before)[-1]
    found = _verbs(whole, verbs)
    return whole if len(found) == 1 and whole[min(found) + 2 :].startswith(_OWNED) else clause


def _clause(before: str) -> str:
    """What of it stands in the last clause; 规范化、制度化 are one word."""
    return _cut().split(before)[-1]


@cache
def _words(*lists: str) -> frozenset[str]:
    return frozenset(" ".join(lists).split())


@cache
def _tuple(words: str) -> tuple[str, ...]:
    return tuple(words.split())


def _nouns(draft: Draft, options: Options) -> Iterator[tuple[str, re.Match[str]]]:
    """Nouns with a verb before them that doesn't fit, at the end of a clause, some anywhere, and those of which something is said.

    A match begins behind the noun.
    """
    text, behind = draft.text, _behind(options).match
    held = [group for group in _groups(options) if not draft.lacks(group.find)]
    nouns = [noun for group in held for noun in group.nouns]
    for group in held:
        unfit = _any(group.verbs).search
        longer = {noun: tuple(each for each in nouns if each != noun and each.endswith(noun)) for noun in group.nouns}
        for begin, stop in draft.stretches(group.find):
            for found in _any(group.nouns).finditer(text, begin, stop):
                start, end = found.span()
                match = behind(text, end, stop)
                if not match or not (match["predicate"] or unfit(text, max(0, start - _NEAR), start)):
                    continue
                free, noun = match["free"] is not None, found[0]
                if not (free and noun not in options["anywhere"]) and not text.endswith(longer[noun], begin, end):
                    yield noun, match


class _Group(NamedTuple):
    """Nouns that the same verbs don't fit."""

    nouns: tuple[str, ...]
    verbs: tuple[str, ...]
    find: str
    """What a text must have for a fault: such a verb before a noun in its clause, or said of it."""


@cache
def _groups(options: Options) -> list[_Group]:
    groups: list[_Group] = []
    for nouns, _, unfit, _ in options["unfit"]:
        verbs = tuple(word.partition("=")[0] for word in unfit.split())
        longest_first = tuple(sorted(nouns.split(), key=len, reverse=True))
        any_noun, any_verb = "|".join(longest_first), "|".join(verbs)
        ending = "" if nouns in options["anywhere"] else f"(?:{_CLAUSE_END})"
        find = f"«»(?:{any_verb}){_CLAUSE}(?:{any_noun}){ending}|(?:{any_noun})(?:{_ADVERBS})+(?:{any_verb})"
        groups.append(_Group(longest_first, verbs, find))
    return groups


@cache
def _table(options: Options) -> dict[str, tuple[dict[str, str], str]]:
    """Noun → the verbs that don't fit, each with one that does, and others that do."""
    table: dict[str, tuple[dict[str, str], str]] = {}
    for nouns, fit, unfit, others in options["unfit"]:
        pairs = (word.partition("=") for word in unfit.split())
        fits = {verb: own or fit for verb, _, own in pairs}
        table.update(dict.fromkeys(nouns.split(), (fits, f"{fit} {others} {' '.join(fits.values())}")))
    return table


@cache
def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of some words."""
    return re.compile("|".join(words))


@cache
def _behind(options: Options) -> re.Pattern[str]:
    """What follows a noun that a verb may govern, or that something is said of."""
    said = f"(?:{_ADVERBS})+(?P<predicate>{'|'.join(options['predicates'].split())})(?=[，。；、了]|$)"
    free = "(?P<free>)(?![大加强不持逐进前空明显更得较有要])"
    return re.compile(f"(?={_CLAUSE_END})|{said}|{free}", re.MULTILINE)


@cache
def _cut() -> re.Pattern[str]:
    return expression("[，。；：！？“”（）\n]|(?<!化)、")


@cache
def _pauseless() -> re.Pattern[str]:
    return re.compile("[，。；：！？“”（）\n]")


@cache
def _times() -> re.Pattern[str]:
    return re.compile(r"\d+余?[次场轮批期]")


@cache
def _counted() -> re.Pattern[str]:
    """So many things, behind their name: 传感器48支."""
    return expression(
        r"[\u4e00-\u9fff]{2,8}(?<!教育|指导|活动|工作|服务|任务|演练|管理|监督|审查|审核|检查|评审|评估|验收|测试|培训|整治|宣传)\d[\d.]*[余多]?[万亿千百]?余?(?![次场轮批期年月日天时分秒%％\d.])[\u4e00-\u9fff]"
    )


SEARCHED = {
    "collocation": lambda options: [
        group.find for group in _groups(options if isinstance(options, Options) else Options(options))
    ],
    "jinxing_object": (_JINXING,),
}
