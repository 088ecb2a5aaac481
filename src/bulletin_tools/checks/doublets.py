"""Words that stand twice by a slip of the hand."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from bulletin_tools.checks.recurrences import LONGEST, recurrences
from bulletin_tools.checks.stutters import is_stutter
from bulletin_tools.draft import Draft
from bulletin_tools.expressions import expression
from bulletin_tools.finding import Finding
from bulletin_tools.rulebook import Rule
from bulletin_tools.source import Edit, Span


def doubled_word(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """T007: a word that is written twice in a row, or a character of it."""
    text, taken = draft.text, set[int]()
    starts = list(recurrences(text))
    # The longest first: 贯彻落实贯彻落实 is one slip.
    for length, start in sorted(_twice(text, starts), key=lambda found: -found[0]):
        word, end = text[start : start + length], start + 2 * length
        if taken.isdisjoint(range(start, end)) and _is_slip(text, start, word, rule):
            taken.update(range(start, end))
            second = Span(start + length, end)
            yield rule.finding(Span(start, end), Edit(second, ""), match=word * 2, replacement=word)
    for start in starts:
        if text.startswith(text[start], start + 1) and start not in taken and is_stutter(text, start):
            second = Span(start + 1, start + 2)
            yield rule.finding(Span(start, start + 2), Edit(second, ""), match=text[start] * 2, replacement=text[start])


def _twice(text: str, starts: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The length of each word of two characters or more that stands twice in a row, and where."""
    for start in starts:
        head, last = text[start : start + 2], start + 2 + LONGEST
        second = text.find(head, start + 2, last)
        while second >= 0:
            if text.startswith(text[start:second], second):
                yield second - start, start
            second = text.find(head, second + 1, last)


def _is_slip(text: str, start: int, word: str, rule: Rule) -> bool:
    """Whether a doubled word is neither meant so (一个一个, 研究研究) nor the end of one word and the start of another."""
    if not _word().fullmatch(word) or len(set(word)) == 1:
        return False
    if word in rule.options["emphatic"]:
        return False
    end = start + 2 * len(word)
    following = text[end : end + 3]
    if word in rule.options["spoken"] and (
        text[start - 1 : start] in tuple("要去来再多“好先") or not following[:1].isalpha()
    ):
        return False
    if len(word) == 2 and word not in rule.options["deeds"] and following.startswith(tuple(rule.options["tails"])):
        return False
    turned = word[1:] + word[0]  # 企业创业创新: not 业创 twice, but 创业 once
    around = text[max(0, start - len(word)) : start] + text[end : end + len(word)]
    word_else, turned_else = text.count(word) - 2, text.count(turned) - 1
    return word_else > turned_else or (word_else == turned_else == 0 and turned not in around)


@cache
def _word() -> re.Pattern[str]:
    """Characters of a word; a number in front makes it a series, 很 and 着 mean it: 一步一步, 很细很细, 读着读着."""
    return expression(r"(?![一二三四五六七八九十百千万两几半每零〇第某很太极最])[一-鿿]*(?!着)[一-鿿]")
