"""Characters that look right and aren't: 《通用规范汉字表》, GB 18030, Unicode."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools import script
from bulletin_tools.draft import of_draft
from bulletin_tools.masking import merged
from bulletin_tools.patterns import RARE
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
    "â": "â€.?",
    "Ã": "(?:Ã[\x80-\xbf\u0152-\u2122])+",
    "銆": "銆.?",
    "鐨": "鐨勫?",
    "鈥": "鈥[\u3400-\u9fff?]?",
}  # "。", "的" and "“" of UTF-8 as GBK reads them
_GARBLED_RUN = 3  # characters of GBK that are two Chinese ones of UTF-8
_TONES = re.compile("[A-Za-züÜ]$")
_STARS = "★☆"
_SECRET = re.compile(r"[密级开]\s*$")
_STROKES = frozenset("―─━ー㇐ㄧ‐‑−﹣﹘ˉ¯")
_MANY = 3  # stars that are a bulletin's own marks of its items
_JOINERS = "\u200d\ufe0e\ufe0f\u20e3"


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
        if not _in_garble(draft, span):
            yield rule.finding(span, match=draft.text[span.start : span.end])


def mojibake(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C007: lost characters, and text that was decoded as what it is not."""
    for span in _garble(draft):
        yield rule.finding(span, match=draft.text[slice(*span)][:6])


@of_draft
def _garble(draft: Draft) -> tuple[Span, ...]:
    """Where the text was decoded as what it is not."""
    text = draft.text
    western = sum("\x80" <= char <= "\xff" for char in draft.rare)
    signs = [find for sign, find in _GARBLED.items() if sign in draft.rare] + ["[\x80-\xff]{4,}"] * (western >= 4)
    found = [Span(*match.span()) for match in re.finditer("|".join(signs), text)] if signs else []
    for span in _runs(text, {char for char in draft.rare if script.is_han(char)}):
        near = range(max(0, span.start - _GARBLED_RUN + 1), span.end)
        found += (Span(start, start + _GARBLED_RUN) for start in near if _is_utf8(text[start : start + _GARBLED_RUN]))
    return tuple(merged(found))


def _is_utf8(run: str) -> bool:
    """Whether the bytes of a run in GBK are Chinese in UTF-8."""
    try:
        return len(run) == _GARBLED_RUN and all(
            "\u2000" < char < "\uffef" for char in run.encode("gbk").decode("utf-8")
        )
    except UnicodeError:
        return False


def _in_garble(draft: Draft, span: Span) -> bool:
    return any(one.start < span.end and span.start < one.end for one in _garble(draft))


def yi_strokes(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C008: rare strokes that stand for 一 in 一是, 一方面 and 一、."""
    strokes = draft.rare & _STROKES
    if strokes:
        head = "^[\u3000 ]{0,4}|[。；：，、第]"
        find = rf"(?:{head})(?P<stroke>[{''.join(strokes)}])(?=是(?!否)|方面|、[\u3400-\u9fff]|(?<=第.)[批次个届章节条季期步项轮])"
        for match in re.finditer(find, draft.text, re.MULTILINE):
            span = Span(*match.span("stroke"))
            yield rule.finding(span, Edit(span, "一"), match=match["stroke"], replacement="一")


def lookalike_mark(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C009: marks and letters of other scripts, and kana, that look like the right ones."""
    yield from _changed(draft, rule, script.likes("marks"))
    letters = draft.rare & script.likes("letters").keys()
    if letters:
        like = f"[{''.join(letters)}]"
        capitals = f"[{''.join(filter(str.isupper, letters)) or '-'}]"
        # Beside Latin letters or digits; or alone among Chinese, in capitals: a word in capitals, a grade.
        find = (
            rf"(?<=[A-Za-z0-9]){like}+|{like}+(?=[A-Za-z0-9])"
            rf"|(?<![^\W\d_\u3400-\u9fff]){capitals}{{2,}}(?![^\W\d_\u3400-\u9fff])"
            rf"|(?<![^\W\d_\u3400-\u9fff]){capitals}(?=[级类区座栋组型股轮馆厅])"
        )
        yield from _changed(draft, rule, script.likes("letters"), find)
    kana = draft.rare & script.likes("kana").keys()
    if kana:
        han = r"[\u3400-\u9fff]"
        yield from _changed(draft, rule, script.likes("kana"), f"(?<={han})[{''.join(kana)}](?={han})(?!.是|.方面)")


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
    """C011: the quotation marks of vertical text; inside other quotation marks they become single ones."""
    depth = 0
    for match in re.finditer("[「」『』“”\n]", draft.text) if not draft.rare.isdisjoint("「」『』") else ():
        mark, span = match[0], Span(*match.span())
        if mark == "\n":
            depth = 0
        depth -= mark in "」』”" and depth > 0
        if mark in "「」『』":
            new = ("‘’" if depth % 2 else "“”")[mark in "」』"]
            yield rule.finding(span, Edit(span, new), match=mark, replacement=new)
        depth += mark in "「『“"


def emoji(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C012: pictures among the characters, and a lone star that marks no secrecy."""
    for span in _runs(draft.text, _pictures(draft), _JOINERS):
        yield rule.finding(span, match=draft.text[span.start : span.end])
    if draft.rare.isdisjoint(_STARS) or sum(map(draft.text.count, _STARS)) >= _MANY:
        return
    for match in re.finditer(f"^[{_STARS}](?=[\u3400-\u9fff])", draft.text, re.MULTILINE):
        if not re.search(_SECRET, draft.text[max(0, match.start() - 3) : match.start()]):
            yield rule.finding(Span(*match.span()), match=match[0])
    for match in re.finditer(f"(?<=[\u3400-\u9fff，：])[{_STARS}](?=[\u3400-\u9fff，。；])", draft.text):
        if not re.search(_SECRET, draft.text[max(0, match.start() - 3) : match.start()]):
            yield rule.finding(Span(*match.span()), match=match[0])


def _pictures(draft: Draft) -> set[str]:
    return {
        char
        for char in draft.rare
        if "\U0001f000" <= char <= "\U0001faff"
        or ("\u2600" <= char <= "\u27bf" and char not in "★☆☐☑☒☎♀♂✓✔❶❷❸❹❺❻❼❽❾❿")
        or char in "⭐⭕⬆⬇⬅⌚⌛⏰⏳‼⁉㊗㊙"
    }


def combining_mark(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C013: marks that join the character before them; Latin letters may have theirs."""
    odd = {char for char in draft.rare if _combines(char)}
    pictures = _pictures(draft) if odd else set()
    for span in _runs(draft.text, odd):
        before = draft.text[max(0, span.start - 1) : span.start]
        whole = unicodedata.normalize("NFC", before + draft.text[slice(*span)])
        if len(whole) == 1 and whole != before:
            edit = Edit(Span(span.start - 1, span.end), whole)
            message = f"组合字符U+{ord(draft.text[span.start]):04X}与前一个字母应合成一个字“{whole}”"
            yield rule.finding(span, edit, message=message)
        elif not _TONES.search(before) and before not in pictures:
            yield rule.finding(span, Edit(span, ""), number=f"{ord(draft.text[span.start]):04X}")


def _combines(char: str) -> bool:
    return (
        "\u0300" <= char <= "\u036f"
        or "\u20d0" <= char <= "\u20ff"
        or "\ufe00" <= char <= "\ufe0f"
        or "\U000e0100" <= char <= "\U000e01ef"
    )


def _runs(text: str, chars: Iterable[str], joiners: str = "") -> Iterator[Span]:
    """Where runs of some characters stand, joiners among them; a text without them isn't looked through."""
    wanted = "".join(map(re.escape, sorted(chars)))
    find = f"[{wanted}][{wanted}{joiners}]*"
    return (Span(*match.span()) for match in re.finditer(find, text)) if wanted else iter(())


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
    forms = {char: script.standard_form(char) for char in chars}
    return {char: form for char, form in forms.items() if form != char}


def _is_variant(char: str) -> bool:
    """Whether it is a given-up variant or a Japanese form, and no traditional character."""
    return char in script.variants() or script.simplified(char) == char


def _simplified(draft: Draft, rule: Rule, chars: set[str]) -> Iterator[Finding]:
    """A finding for each run of the characters, with what stands for them in their paragraph."""
    text, forms = draft.text, _convertible(draft)
    start = end = 0
    paragraph = ""
    for span in _runs(text, chars):
        if _in_garble(draft, span):
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


SEARCHED = dict.fromkeys(
    (
        "cjk_radical",
        "cjk_compat",
        "private_use",
        "traditional_char",
        "variant_char",
        "non_standard_char",
        "mojibake",
        "yi_strokes",
        "lookalike_mark",
        "fullwidth_symbol",
        "corner_quotes",
        "emoji",
        "combining_mark",
    ),
    (RARE,),
)
