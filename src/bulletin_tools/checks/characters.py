"""Characters that look right and aren't: 《通用规范汉字表》, GB 18030, Unicode."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools import script
from bulletin_tools.checks.garble import garbles, in_garble, restored
from bulletin_tools.checks.replacing import changed, runs
from bulletin_tools.checks.spotting import fitting
from bulletin_tools.checks.symbols import STROKE
from bulletin_tools.expressions import expression
from bulletin_tools.patterns import RARE
from bulletin_tools.source import Edit, Span, apply

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

ELSEWHERE = {
    "combining_mark": "symbols",
    "corner_quotes": "symbols",
    "emoji": "symbols",
    "fullwidth_symbol": "symbols",
    "lookalike_mark": "symbols",
}

_STROKES = "[—―─━－–‐‑−﹣﹘ˉ¯ー㇐ㄧ-]"
_STROKE = f"«{_STROKES}»"
_SINGLE = "(?<![—―─━－–-])"
_EACH, _ONE = (
    "[户村人企校事案河镇乡县品园街车店室班季月周日天年]",
    "[策品档码图表案卡人师员室特责景岗课考题袋证书报评法长]",
)
_AHEAD = (
    r"方面(?!军|[队人])|系列|揽子|站式|次性|体化|把手|窗通|网通|码通|件事|手抓|般(?!若)|律[不按由]|致[同认好通性，。]"
    r"|直[以在坚]|旦\p{Han}|些\p{Han}|批(?![量发次准复])\p{Han}|线(?![路缆索网城段])\p{Han}"
)
_YI = (
    # A number of a list: 一是, 一方面, 一要, 一、, （一）
    rf"(?<=^[　 ]{{0,4}}|[。；：，、”）]){_STROKE}(?=是(?!否|不是)|方面(?!军)|要(?![求点])|、\p{{Han}})",
    rf"(?<=[（(]){_STROKE}(?=[）)]\p{{Han}})",
    # Words that end in it, and words that begin with it
    rf"(?:(?<=[统唯每同另万单逐])(?<!每万)|(?<=[^总]之)){_STROKE}(?=[\p{{Han}}，。；、”])(?![—－])",
    rf"(?<=第){_STROKE}(?=[批次个届章节条季期步项轮位书名产阶时年线要，、：])",
    rf"(?<=[进下]){_STROKE}(?=步)",
    rf"(?<=[十〇]|[〇一二三四五六七八九]{{3}}){_STROKE}(?=[届月日条章是项年、])",
    rf"(?<=[\p{{Han}}，、：；”]){_SINGLE}{_STROKE}(?={_AHEAD})",
    # 一户一策
    rf"{_SINGLE}{_STROKE}(?={_EACH}[—―─━－–-]{_ONE})",
    rf"(?<=[—―─━－–一-]{_EACH}){_STROKE}(?={_ONE})",
)
"""Where a dash can only be the number 一."""


def cjk_radical(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C001: radicals that stand for whole characters, as PDF files give them."""
    radicals = {char for char in draft.rare if "\u2e80" <= char <= "\u2fd5"}
    known = script.likes("radicals") if radicals else {}
    yield from changed(draft, rule, {char: known.get(char, unicodedata.normalize("NFKC", char)) for char in radicals})


def cjk_compat(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C002: compatibility ideographs; the twelve unified ones among them stay as they are."""
    odd = {char for char in draft.rare if "\uf900" <= char <= "\ufaff" or "\U0002f800" <= char <= "\U0002fa1f"}
    forms = {char: unicodedata.normalize("NFC", char) for char in odd}
    yield from changed(draft, rule, {char: form for char, form in forms.items() if form != char})


def private_use(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C003: characters without a meaning outside the machine that made them."""
    odd = {char for char in draft.rare if unicodedata.category(char) == "Co"}
    for span in runs(draft.text, odd):
        edits = [Edit(_with_blanks(draft.text, span), "")] if _is_bullet(draft.text, span) else []
        yield rule.finding(span, *edits, number=f"{ord(draft.text[span.start]):04X}")


def _is_bullet(text: str, span: Span) -> bool:
    """Whether it is one sign of a symbol font before a line, where no word can have lost a character."""
    before = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    return span.end - span.start == 1 and "\uf020" <= text[span.start] <= "\uf0ff" and not before.strip()


def _with_blanks(text: str, span: Span) -> Span:
    end = span.end
    while text[end : end + 1] in (" ", "\t"):
        end += 1
    return Span(span.start, end)


def traditional_char(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C004: traditional characters, by words where OpenCC knows them."""
    yield from _simplified(draft, rule, set(filter(_is_traditional, _convertible(draft))))


def variant_char(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C005: variants that were given up, old and Japanese forms."""
    yield from _simplified(draft, rule, set(filter(_is_variant, _convertible(draft))))


def non_standard_char(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C006: characters outside the table for which no other one stands, and those of common hands with what they stand for."""
    folk, convertible = script.likes("folk"), _convertible(draft)
    yield from changed(draft, rule, {char: form for char, form in folk.items() if char in draft.rare})
    odd = {char for char in draft.rare if script.is_han(char)} - convertible.keys() - folk.keys() - {STROKE}
    for span in runs(draft.text, odd):
        if not in_garble(draft, span):
            yield rule.finding(span, match=draft.text[span.start : span.end])


def mojibake(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C007: lost characters, and text that was decoded as what it is not."""
    for span in garbles(draft):
        garble = draft.text[slice(*span)]
        words = restored(garble)
        edits = [Edit(span, words)] if words or garble == "ï»¿" else []
        yield rule.finding(span, *edits, match=garble[:6])


def yi_strokes(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C008: strokes that stand for 一 in 一是, 统一, 第一批 and 一户一策."""
    spans = {Span(*match.span()) for find in _YI for match in fitting(draft, find, _stroke())}
    for span in sorted(spans):
        yield rule.finding(span, Edit(span, "一"), match=draft.text[slice(*span)], replacement="一")


@cache
def _stroke() -> re.Pattern[str]:
    return expression(_STROKES)


def _convertible(draft: Draft) -> Mapping[str, str]:
    """The characters of a text outside the table for which one of the table stands."""
    return _forms(frozenset(char for char in draft.rare if script.is_han(char)))


@cache
def _forms(chars: frozenset[str]) -> Mapping[str, str]:
    forms = {char: script.standard_form(char) for char in chars}
    return {char: form for char, form in forms.items() if form != char}


def _is_traditional(char: str) -> bool:
    """Whether it is a traditional character, or a variant that is the usual one where those are written."""
    return script.simplified(char) != char and (char not in script.variants() or bool(char.encode("big5", "ignore")))


def _is_variant(char: str) -> bool:
    """Whether it is a given-up variant, an old or a Japanese form; 內, 強 and 說 are both that and traditional."""
    return char in script.variants() or script.simplified(char) == char


def _simplified(draft: Draft, rule: Rule, chars: set[str]) -> Iterator[Finding]:
    """A finding for each run of the characters, with what stands for them in their paragraph."""
    text, forms = draft.text, _convertible(draft)
    start = end = 0
    paragraph = ""
    for span in runs(text, chars):
        if in_garble(draft, span):
            continue
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


SEARCHED = {
    "cjk_radical": (RARE,),
    "cjk_compat": (RARE,),
    "private_use": (RARE,),
    "traditional_char": (RARE,),
    "variant_char": (RARE,),
    "non_standard_char": (RARE,),
    "mojibake": (RARE,),
    "yi_strokes": _YI,
}
