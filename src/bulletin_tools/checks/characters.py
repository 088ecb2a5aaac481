"""Characters that look right and aren't: 《通用规范汉字表》, GB 18030, Unicode."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools import script
from bulletin_tools.source import Edit, Span, apply

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_SYMBOLS = dict(zip("％＋＝／＆＠＃", "%+=/&@#", strict=True))
_FEW = 3  # an office that writes a full-width symbol so often, and never the other, means it
_GARBLED = {
    "\ufffd": "\ufffd+",
    "ï": "ï»¿",
    "â": "â€",
    "銆": "銆.?",
    "鐨": "鐨勫?",
}  # "。" and "的" of UTF-8 as GBK reads them
_TONES = re.compile("[A-Za-züÜ]$")


def cjk_radical(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C001: radicals that stand for whole characters, as PDF files give them."""
    radicals = {char for char in draft.rare if "\u2e80" <= char <= "\u2fd5"}
    known = script.likes("radicals") if radicals else {}
    yield from _changed(draft, rule, {char: known.get(char, unicodedata.normalize("NFKC", char)) for char in radicals})


def cjk_compat(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C002: compatibility ideographs; the twelve unified ones among them stay as they are."""
    odd = {char for char in draft.rare if "\uf900" <= char <= "\ufaff" or "\U0002f800" <= char <= "\U0002fa1f"}
    forms = {char: unicodedata.normalize("NFC", char) for char in odd}
    yield from _changed(draft, rule, {char: form for char, form in forms.items() if form != char})


def private_use(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C003: characters without a meaning outside the machine that made them."""
    odd = {char for char in draft.rare if unicodedata.category(char) == "Co"}
    for span in _runs(draft.text, odd):
        yield rule.finding(span, number=f"{ord(draft.text[span.start]):04X}")


def traditional_char(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C004: traditional characters, by words where OpenCC knows them."""
    yield from _simplified(draft, rule, {char for char in _convertible(draft) if not _is_variant(char)})


def variant_char(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C005: variants that were given up, and Japanese forms."""
    yield from _simplified(draft, rule, {char for char in _convertible(draft) if _is_variant(char)})


def non_standard_char(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C006: characters outside the table for which no other one stands."""
    odd = {char for char in draft.rare if script.is_han(char)} - _convertible(draft).keys()
    for span in _runs(draft.text, odd):
        yield rule.finding(span, match=draft.text[span.start : span.end])


def mojibake(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C007: lost characters, and text that was decoded as what it is not."""
    western = sum("\x80" <= char <= "\xff" for char in draft.rare)
    signs = [find for sign, find in _GARBLED.items() if sign in draft.rare] + ["[\x80-\xff]{4,}"] * (western >= 4)
    for match in re.finditer("|".join(signs), draft.text) if signs else ():
        yield rule.finding(Span(*match.span()), match=match[0][:6])


def lookalike_mark(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C009: marks and letters of other scripts that look like the right ones."""
    yield from _changed(draft, rule, script.likes("marks"))
    letters = draft.rare & script.likes("letters").keys()
    if letters:
        beside = f"(?<=[A-Za-z0-9])[{''.join(letters)}]+|[{''.join(letters)}]+(?=[A-Za-z0-9])"
        yield from _changed(draft, rule, script.likes("letters"), beside)


def fullwidth_symbol(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C010: full-width signs of arithmetic and the like, where they are not the manuscript's custom."""
    text = draft.text
    table = {
        wide: narrow
        for wide, narrow in _SYMBOLS.items()
        if wide in draft.rare and (narrow in text or text.count(wide) < _FEW)
    }
    yield from _changed(draft, rule, table)


def corner_quotes(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C011: the quotation marks of vertical text."""
    yield from _changed(draft, rule, dict(zip("「」『』", "“”‘’", strict=True)))


def emoji(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C012: pictures among the characters."""
    odd = {
        char
        for char in draft.rare
        if "\U0001f300" <= char <= "\U0001faff" or ("\u2700" <= char <= "\u27bf" and char not in "✓✔❶❷❸❹❺❻❼❽❾❿")
    }
    for span in _runs(draft.text, odd):
        yield rule.finding(span, match=draft.text[span.start : span.end])


def combining_mark(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C013: marks that join the character before them; Latin letters may have theirs."""
    odd = {char for char in draft.rare if "\u0300" <= char <= "\u036f" or "\ufe00" <= char <= "\ufe0f"}
    for span in _runs(draft.text, odd):
        if not _TONES.search(draft.text[max(0, span.start - 1) : span.start]):
            yield rule.finding(span, Edit(span, ""), number=f"{ord(draft.text[span.start]):04X}")


def _runs(text: str, chars: Iterable[str]) -> Iterator[Span]:
    """Where runs of some characters stand; a text without them isn't looked through."""
    wanted = "".join(map(re.escape, sorted(chars)))
    return (Span(*match.span()) for match in re.finditer(f"[{wanted}]+", text)) if wanted else iter(())


def _changed(draft: Draft, rule: Rule, table: Mapping[str, str], find: str = "") -> Iterator[Finding]:
    """A finding for each run of characters that the table has others for."""
    text = draft.text
    places = (
        (Span(*match.span()) for match in re.finditer(find, text)) if find else _runs(text, draft.rare & table.keys())
    )
    for span in places:
        match = text[span.start : span.end]
        new = "".join(table[char] for char in match)
        edits = [Edit(Span(place, place + 1), table[char]) for place, char in enumerate(match, span.start)]
        yield rule.finding(span, *edits, match=match, replacement=new, number=f"{ord(match[0]):04X}")


def _convertible(draft: Draft) -> Mapping[str, str]:
    """The characters of a text outside the table for which one of the table stands."""
    return _forms(frozenset(char for char in draft.rare if script.is_han(char)))


@cache
def _forms(chars: frozenset[str]) -> Mapping[str, str]:
    forms = {}
    for char in chars:
        form = script.simplified(char)
        form = script.modern(char) if form == char else form
        if form != char and form in script.standard():
            forms[char] = form
    return forms


def _is_variant(char: str) -> bool:
    """Whether it is a given-up variant or a Japanese form, and no traditional character."""
    return char in script.variants() or script.simplified(char) == char


def _simplified(draft: Draft, rule: Rule, chars: set[str]) -> Iterator[Finding]:
    """A finding for each run of the characters, with what stands for them in their paragraph."""
    text, forms = draft.text, _convertible(draft)
    start = end = 0
    paragraph = ""
    for span in _runs(text, chars):
        if span.start >= end:
            start = text.rfind("\n", 0, span.start) + 1
            end = text.find("\n", span.start) % (len(text) + 1)
            paragraph = script.simplified(text[start:end])
            aligned = len(paragraph) == end - start
        edits = []
        for place in range(*span):
            new = paragraph[place - start] if aligned else ""
            edits.append(Edit(Span(place, place + 1), new if new in script.standard() else forms[text[place]]))
        match = text[span.start : span.end]
        new = apply(match, [Edit(Span(at.start - span.start, at.end - span.start), put) for at, put in edits])
        yield rule.finding(span, *edits, match=match, replacement=new)
