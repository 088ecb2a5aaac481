"""Verbs and nouns that don't go together."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any

from bulletin_tools.checks.words import word_set
from bulletin_tools.draft import Draft
from bulletin_tools.expressions import expression
from bulletin_tools.finding import Finding, Severity
from bulletin_tools.rulebook import Options, Rule
from bulletin_tools.source import Edit, Span, every

_NEAR = 26  # code points before a noun in which its verb may stand
_ADVERBS = "不断|进一步|持续|明显|显著|大幅|逐步|逐年|日益|有所|有了|得到|得以|正在|稳步|继续|有效|全面|较大|很大|也|更|正|再|已|大大"
_TOGETHER = 12  # nouns that are looked for at once
_CLAUSE = "[^，。；：！？“”（）\\n]*"
_CLAUSE_END = "[，。；：！？”\\d]|的同时|$"
_EVERYBODY = ("全民", "全员", "全社会", "社会各界", "人人", "家家", "户户", "大家", "各方")
_OWNED = (
    *("了", "其", "他们", "她们", "自身", "各自", "广大", "全体", "党员", "干部", "职工", "群众", "志愿者", "退休"),
    *_EVERYBODY,
)
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
        known = word_set(options["verbs"]) | word_set(others) | fits.keys()
        clause = _governing(before, known)
        found = _governing_verbs(clause, known)
        if len(found) > 1 and found.get(len(clause) - 2) in _ACTIONS:
            del found[len(clause) - 2]
        if found and fits.keys() >= set(found.values()):
            at, verb = max(found.items())
            fit = fits[verb]
            if verb in _BY_AMOUNT and draft.text[end : end + 1].isdecimal():
                continue
            listed = before.removesuffix(clause).endswith("、")
            if listed and at == len(clause) - len(verb) == len("民生"):  # 产业发展、民生改善任务
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


def _governing_verbs(clause: str, verbs: frozenset[str]) -> dict[int, str]:
    """The same without those of a clause that belongs to the noun: 打造全民参与禁毒的氛围."""
    found = _verbs(clause, verbs)
    inner = next((at for at in found if clause.startswith(_EVERYBODY, at + 2) and "的" in clause[at:]), len(clause))
    return {at: verb for at, verb in found.items() if at <= inner}


def _is_object(modifier: str, noun: str, options: Mapping[str, Any]) -> bool:
    """Whether what stands between a verb and a noun leaves the noun its object."""
    if modifier.endswith(
        ("和", "与", "及", "高", "低")
    ):  # 能力和水平 has the other noun's verb; 高质量 is an adjective
        return False
    if "或者" in modifier or "是" in modifier or (noun in options["attributed"] and _is_attribute(modifier)):
        return False
    about = modifier.startswith("对") and modifier.endswith("的")  # 加大对车辆的管理
    if noun not in options["anywhere"] and set("对与在将把被") & set(modifier[about:].replace("参与", "")):
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
    return whole if len(found) == 1 and whole[min(found) + 2 :].startswith((*_OWNED, "对")) else clause


def _clause(before: str) -> str:
    """What of it stands in the last clause; 规范化、制度化 are one word."""
    return _cut().split(before)[-1]


def _nouns(draft: Draft, options: Options) -> Iterator[tuple[str, re.Match[str]]]:
    """Nouns with a verb before them that doesn't fit, at the end of a clause, some anywhere, and those of which something is said.

    A match begins behind the noun.
    """
    text, behind, longer = draft.text, _behind(options).match, _longer(options)
    told = set[int]()
    for found in chain(_objects(draft, options), _subjects(draft, options)):
        noun, end = found[0], found.end()
        match = behind(text, end)
        if not match or end in told or (match["free"] is not None and noun not in options["anywhere"]):
            continue
        told.add(end)
        if not text.endswith(longer[noun], 0, end):
            yield noun, match


def _objects(draft: Draft, options: Options) -> Iterator[re.Match[str]]:
    """Nouns in a clause behind a verb that can't govern them."""
    text, governed = draft.text, _governed(options)
    for find in draft.held(governed):
        verb, nouns = governed[find]
        for start, stop in draft.stretches(find):
            for at in every(text, verb, start, stop):
                pause = _pauseless().search(text, at)
                end = at + _NEAR + len(nouns[0])
                yield from _any(nouns).finditer(text, at + len(verb), min(pause.start(), end) if pause else end)


def _subjects(draft: Draft, options: Options) -> Iterator[re.Match[str]]:
    """Nouns before an adverb, of which a verb may be said that doesn't fit."""
    said = _said(options)
    for find in draft.held(said):
        for start, stop in draft.stretches(find):
            yield from re.compile(f"(?:{'|'.join(said[find])})(?={_ADVERBS})").finditer(draft.text, start, stop)


@cache
def _governed(options: Options) -> dict[str, tuple[str, tuple[str, ...]]]:
    """What a text must have for a fault → a verb and some of the nouns that it can't govern.

    By verbs, as one that is looked for by its own costs the pass over a text half of what it does among others.
    """
    by_verb: dict[str, list[str]] = {}
    for nouns, _, unfit, _ in options["unfit"]:
        for verb in _verbs_of(unfit):
            by_verb.setdefault(verb, []).extend(nouns.split())
    return {
        f"«»{verb}{_CLAUSE}(?:{_any_at_end(some, options)})": (verb, some)
        for verb, nouns in by_verb.items()
        for some in (_longest_first(nouns[at : at + _TOGETHER]) for at in range(0, len(nouns), _TOGETHER))
    }


def _any_at_end(nouns: Iterable[str], options: Options) -> str:
    """Any of some nouns, those that may not stand within a clause at the end of one."""
    at_end = [noun for noun in nouns if noun not in options["anywhere"]]
    free = [noun for noun in nouns if noun in options["anywhere"]]
    return "|".join([*free, f"(?:{'|'.join(at_end)})(?:{_CLAUSE_END})"] if at_end else free)


@cache
def _said(options: Options) -> dict[str, tuple[str, ...]]:
    """What a text must have for a verb said of nouns that it doesn't fit → the nouns."""
    return {
        f"«»(?:{'|'.join(nouns.split())})(?:{_ADVERBS})+(?:{'|'.join(_verbs_of(unfit))})": _longest_first(nouns.split())
        for nouns, _, unfit, _ in options["unfit"]
    }


def _verbs_of(unfit: str) -> list[str]:
    """The verbs of a list, without what is better: 解决=消除."""
    return [word.partition("=")[0] for word in unfit.split()]


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=len, reverse=True))


@cache
def _longer(options: Options) -> dict[str, tuple[str, ...]]:
    """Noun → the others that end with it: 生活条件 is more than 条件."""
    longer: dict[str, tuple[str, ...]] = {noun: () for nouns, *_ in options["unfit"] for noun in nouns.split()}
    for noun in longer:
        for end in (noun[at:] for at in range(1, len(noun))):
            if end in longer:
                longer[end] += (noun,)
    return longer


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
    return expression("[，。；：！？“”（）\n]")


def _finds(options: Mapping[str, Any]) -> list[str]:
    given = options if isinstance(options, Options) else Options(options)
    return [*_governed(given), *_said(given)]


SEARCHED = {"collocation": _finds}
