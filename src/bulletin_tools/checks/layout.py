"""What patterns can't say of layout: a Word file's facts beside the template; lines that a text was wrapped in."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bulletin_tools.source import Span

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_WORD_PARTS = ("layout_head", "layout_numbers", "layout_page", "layout_type")
"""Modules that judge a Word file's facts."""

_NUMBER = r"[ \t\u3000]*[—－-]{1,2}[ \t]*\d{1,3}[ \t]*[—－-]{1,2}[ \t]*"


def __getattr__(name: str) -> Any:
    """The rules for Word files, whose modules a text doesn't wait for."""
    parts = (importlib.import_module(f"bulletin_tools.checks.{part}") for part in _WORD_PARTS)
    for part in parts:
        if name in vars(part):
            return vars(part)[name]
    raise AttributeError(name)


def headline_word_break(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """A headline on lines of its own, one of which ends inside a word."""
    wrapped = draft.source.is_wrapped
    for item in draft.items:
        if not item.headline:
            continue
        start, end = item.headline.span
        text = draft.text[start:end]
        if not ("\n" in text or wrapped) or draft.source.paragraph_at(start).end > end:
            continue
        feeds = [match.start() for match in re.finditer("\n", text)]
        soft = [joint - start for joint in draft.source.joints(item.headline.span)]
        for joint in sorted({*feeds, *soft} - {feed + 1 for feed in feeds}):
            words = _common_words() | {name for names in draft.departments for name in names}
            word = _split(text.replace("\n", ""), joint - text.count("\n", 0, joint), words)
            if word:
                feed = joint in feeds
                yield rule.finding(Span(start + joint - 1, start + joint + 1 + feed), word=word)


def _common_words() -> AbstractSet[str]:
    from bulletin_tools.layout.titles import common_words

    return common_words()


def typed_page_number(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """Lines that are a page number between dashes, headers and footers apart."""
    text = draft.source.document.text
    for line in draft.source.document.lines:
        typed = line.look is None or line.look.part == "body"
        if typed and line.end - line.start < 20 and re.fullmatch(_NUMBER, text[line.start : line.end]):
            yield rule.finding(Span(line.start, line.end), match=text[line.start : line.end].strip())


def _split(text: str, joint: int, words: AbstractSet[str]) -> str:
    """The word that a joint splits, whichever end the text is read from; empty where there is none."""
    ahead = _word_at(text, joint, words)
    behind = _word_at(text[::-1], len(text) - joint, {word[::-1] for word in words})
    return ahead if ahead and ahead == behind[::-1] else ""


def _word_at(text: str, joint: int, words: AbstractSet[str]) -> str:
    """The word across a place, the longest word taken first from the beginning on."""
    longest = max(map(len, words), default=0)
    start = 0
    while start < joint:
        lengths = range(min(longest, len(text) - start), 1, -1)
        length = next((length for length in lengths if text[start : start + length] in words), 1)
        if start + length > joint:
            return text[start : start + length]
        start += length
    return ""
