"""Words and names: what patterns can't say."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import regex

from bulletin_tools.checks.abbreviations import unexplained_abbreviation
from bulletin_tools.checks.doublets import doubled_word
from bulletin_tools.checks.namesakes import inconsistent_name
from bulletin_tools.checks.renamings import obsolete_office
from bulletin_tools.finding import Finding, Severity
from bulletin_tools.matcher import outside, places
from bulletin_tools.rulebook import SEVERITIES, Options, Rule
from bulletin_tools.source import Edit, Span, smallest
from bulletin_tools.terms import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft

__all__ = ["adverb_with_de", "doubled_word", "inconsistent_name", "listed_word", "obsolete_office", "unexplained_abbreviation"]  # fmt: skip

_GOVERNED = (
    r"(?:听取|征求|收集|采纳|吸收|汲取|征集)[^，。；、：\n的]{0,8}(?:意见|建议|经验|教训|汇报)"
    r"|(?:讲解|宣传|宣讲|解读|学习|贯彻|落实|执行|领会|传达|介绍|了解|掌握|汇报|反映|通报)[^，。；、：\n的]{2,12}(?:政策|精神|要求|措施|情况|任务|部署|规定|标准|经验|知识)(?!的)"
)
"""Verbs with objects that also are things an adverb belongs to: 听取双方意见."""
_SENTENCE = 40  # code points around a quoted word in which a sentence says that it speaks of the word itself

_DONE = ("开展", "做好", "抓好", "完成", "推进", "落实")


def listed_word(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """T001 to T006: words of the list, each kind by the rule of its name."""
    for span, term in draft.wrong_words:
        if term.kind == rule.name and outside(draft.masks(rule.excepts), span) and not _is_mentioned(draft.text, span):
            yield _told(rule, term, span)


def _told(rule: Rule, term: Term, span: Span) -> Finding:
    level: Severity = SEVERITIES.get(term.level, rule.severity)
    if not term.right:
        found = rule.finding(span, message="“{word}”{note}", word=term.word, note=term.note or "不宜使用")
    else:
        edit = smallest(Edit(span, term.right), term.word)
        found = rule.finding(span, edit, match=term.word, replacement=term.right)
    return found._replace(severity=min(level, rule.severity))


def _is_mentioned(text: str, span: Span) -> bool:
    """Whether a text speaks of a word instead of using it: “布署”应为“部署”."""
    start, end = span
    if text[start - 1 : start] not in ("“", "‘", "「") or text[end : end + 1] not in ("”", "’", "」"):
        return False
    return bool(_mention().search(text, max(0, start - _SENTENCE), end + _SENTENCE))


@cache
def _mention() -> re.Pattern[str]:
    return re.compile(
        "错别字|别字|错字|写成|写作|误作|误写|误为|错写|应为|应写|异形词|混用|混淆|旧写|正字|笔误|用词不当"
    )


def adverb_with_de(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """T008: 的 between an adverb and a verb that has an object."""
    text, options = draft.text, rule.options
    verb, noun = "|".join(options["verbs"]), "|".join(options["nouns"])
    stretches = draft.stretches(_adverbs_and_verbs(options))
    for (_, end), match in places(_adverb(options), text, draft.regions("text"), stretches=stretches):
        start = match.start("adverb")
        if _is_done(verb).match(text, end) or (
            _is_ungoverned().match(text, start) and _has_object(verb, noun).match(text, end)
        ):
            yield rule.finding(Span(end - 1, end), Edit(Span(end - 1, end), "地"))


@cache
def _adverb(options: Options) -> str:
    """的 between both, first looked at from the side of the verb."""
    longest = "|".join(sorted(options["adverbs"], key=len, reverse=True))
    last = "".join(sorted({adverb[-1] for adverb in options["adverbs"]}))
    return f"«的»(?<=[{last}].)(?={'|'.join([*options['verbs'], *_DONE])})(?<=(?P<adverb>{longest})的)"


@cache
def _adverbs_and_verbs(options: Options) -> str:
    return f"«»(?:{'|'.join(options['adverbs'])})的(?={'|'.join([*options['verbs'], *_DONE])})"


@cache
def _is_done(verb: str) -> re.Pattern[str]:
    """A verb with 了 behind it surely governs something; and so do some with their object."""
    return re.compile(rf"(?:{verb})[了着过完好出\d]|{_GOVERNED}|(?:{'|'.join(_DONE)})(?:工作|活动|各项)(?!的)")


@cache
def _is_ungoverned() -> regex.Pattern[str]:
    """No verb before governs the adverb, as in 起到积极的推动作用."""
    return regex.compile(
        r"(?<!(?:起到|发挥|产生|具有|有|是|进行|予以|给予|作出|做出|取得|得到|形成|采取|提供|实行|营造|种|个|项|套|以|用|为|需要|应有)[^，。；、\n]{0,6})"
    )


@cache
def _has_object(verb: str, noun: str) -> re.Pattern[str]:
    """A verb with something behind it, and no noun that the adverb belongs to, as in 有效的解决办法."""
    return re.compile(
        rf"(?:{verb})(?!的|者|力|{noun})(?=[\u3400-\u9fff々〇\U00020000-\U0003ffff“《\d][^，。；、：\n]{{1,20}})(?![^，。；、：\n]*的)(?![^，。；、：\n]*(?:{noun})(?:[，。；、：）\n]|$))",
        re.MULTILINE,
    )


SEARCHED = {
    "adverb_with_de": lambda options: [
        _adverbs_and_verbs(options if isinstance(options, Options) else Options(options))
    ]
}
