"""Characters that can't be seen."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from bulletin_tools.checks.gaps import invisible
from bulletin_tools.checks.spotting import runs
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_LINE_ENDS = frozenset("\x0b\x85\u2028\u2029")
_NAMES = {
    "\u00ad": "软连字符", "\u200b": "零宽空格", "\u200c": "零宽不连字", "\u200d": "零宽连字", "\u200e": "左至右标记",
    "\u200f": "右至左标记", "\u2060": "词连接符", "\ufeff": "零宽不换行空格", "\u2028": "行分隔符", "\u2029": "段分隔符",
    "\x85": "下一行", "\x0b": "软换行", "\ufffc": "对象占位符",
}  # fmt: skip


def invisible_character(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """W007: zero-width, bidirectional and control characters."""
    for span in runs(draft.text, invisible(draft)):
        run = draft.text[span.start : span.end]
        if _arabic_beside(draft.text, span):
            continue
        within = _is_in_sentence(draft.text, span)
        kept = "".join(char for char in run if char in _LINE_ENDS and not within)
        edits = [Edit(span, kept)] if kept != run else []
        what = _NAMES.get(run[0]) or ("方向符" if unicodedata.category(run[0]) == "Cf" else "控制字符")
        yield rule.finding(span, *edits, number=f"{ord(run[0]):04X}", what=what)


def _is_in_sentence(text: str, span: Span) -> bool:
    """Whether a line end stands within a sentence, so that nothing is lost with it."""
    before = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    goes_on = before[-1:] in ("，", "、") or ("，" in before and "\u3400" <= before[-1:] <= "\u9fff")
    after = text[span.end : span.end + 1]
    return goes_on and ("\u3400" <= after <= "\u9fff" or after in tuple("“《"))


def _arabic_beside(text: str, span: Span) -> bool:
    """Whether a direction mark stands by Arabic letters, as in Uyghur, where it has its use."""
    return bool(
        re.search(
            "[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]",
            text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1],
        )
    )
