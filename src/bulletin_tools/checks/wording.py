"""Words and names: what patterns can't say."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools.expressions import expression
from bulletin_tools.finding import Finding, Severity
from bulletin_tools.matcher import outside
from bulletin_tools.rulebook import SEVERITIES, Rule
from bulletin_tools.source import Edit, Span, smallest
from bulletin_tools.terms import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft

ELSEWHERE = {
    "adverb_with_de": "adverbs",
    "doubled_word": "doublets",
    "inconsistent_name": "namesakes",
    "obsolete_office": "renamings",
    "unexplained_abbreviation": "abbreviations",
}

_SENTENCE = 40  # code points around a quoted word in which a sentence says that it speaks of the word itself


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
    return expression(
        "错别字|别字|错字|写成|写作|误作|误写|误为|错写|应为|应写|异形词|混用|混淆|旧写|正字|笔误|用词不当"
    )
