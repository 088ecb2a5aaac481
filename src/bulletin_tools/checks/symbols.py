"""Marks, letters and pictures that only look right, or have no place in an official text."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools import script
from bulletin_tools.checks.replacing import changed, runs
from bulletin_tools.expressions import expression
from bulletin_tools.patterns import RARE
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_HAN = r"[\u3400-\u9fff]"
_SYMBOLS = dict(zip("％＋＝／＆＠＃", "%+=/&@#", strict=True))
_FEW = 3  # an office that writes a full-width symbol so often, and never the other, means it
_DEGREES = r"\d+(?:\.\d+)?(?:[～~至到][－-]?\d+(?:\.\d+)?)?(?:℃|°|度|[%％]|个百分点)"
_MINUS = rf"(?<![\d—－A-Za-z])－(?={_DEGREES})|(?<=℃[～~至到])－(?=\d)|(?<=\d[～~至到])－(?={_DEGREES})"
_RATIO = "〇一二三四五六七八九十百"
_COLON = rf"(?<=[\u3400-\u9fff”》）])(?<![{_RATIO}])∶(?=[\u3400-\u9fff“《（\d])|∶(?=[“《])|(?<=[a-zA-Z\d])∶(?={_HAN})(?![{_RATIO}])"
STROKE = "丶"
"""A stroke of a character, typed for a 顿号."""
_STROKES = rf"(?<=[\u3400-\u9fff”》）\d]){STROKE}(?=[\u3400-\u9fff“《（\d])"
_CLOCK = r"(?<=[日午晚晨间时许早]\d)∶(?=[0-5]\d(?!\d))|(?<=[日午晚晨间时许早]\d\d)∶(?=[0-5]\d(?!\d))"
_CORNERS = dict(zip("「」『』｢｣﹁﹂﹃﹄", "「」『』「」「」『』", strict=True))
_STARS = "★☆"
_MANY = 3  # stars that are a bulletin's own marks of its items
_JOINERS = "\u200d\ufe0e\ufe0f\u20e3"
_TICKS = "✕✖✗✘✅❌❎⭕"
_ARROWS = "➔➘➙➚➛➜➝➞➟➠➡⬅⬆⬇"
_CALLED = rf"☎\ufe0f?(?=(?:{_HAN}{{0,4}}\d{{3,5}}(?!\d))?{_HAN})(?!电话|热线电话)"
"""A telephone before a name; before a number that is called it may stand."""
_KEYCAP = "[0-9#*]\ufe0f?\u20e3"
_SYLLABLE = (
    "(?:[bpm](?:a[io]?|ang?|ei|eng?|i(?:an|ao|e|ng?|u)?|ou?|u|e)|f(?:an?|ang|ei|eng?|ou?|u)"
    "|[dtnl](?:a[io]?|ang?|ei?|eng|en|i(?:a|ang?|ao|e|ng?|u)?|ong|ou|u(?:an?|[eino])?|ü[ae]?)"
    "|[gkh](?:a[io]?|ang?|ei?|eng?|ong|ou|u(?:a[in]?|ang|[ino])?)|[jqx](?:i(?:a|ang?|ao|e|ng?|ong|u)?|u(?:an|[en])?)"
    "|(?:[zcs]h?|r)(?:a[io]?|ang?|ei?|eng?|i|ong|ou|u(?:a[in]?|ang|[ino])?)"
    "|y(?:ao?|ang?|e|i|ing?|ong?|ou|u(?:an|[en])?)|w(?:a[in]?|ang|ei|eng?|o|u)|a[ino]?|ang|er?|ei|en|ou?)"
)


def lookalike_mark(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C009: marks and letters of other scripts, and kana, that look like the right ones."""
    yield from changed(draft, rule, script.likes("marks"))
    if STROKE in draft.rare:
        yield from changed(draft, rule, {STROKE: "、"}, _STROKES)
    yield from _colons(draft, rule)
    yield from _wide_quotes(draft, rule)
    letters = draft.rare & script.likes("letters").keys()
    if letters:
        like = f"[{''.join(letters)}]"
        upper = "".join(filter(str.isupper, letters))
        capitals = f"[{upper}]" if upper else "(?!)"
        # Beside Latin letters or digits; or alone among Chinese, in capitals: a word in capitals, a grade.
        find = (
            rf"(?<=[A-Za-z0-9]){like}+|{like}+(?=[A-Za-z0-9])"
            rf"|(?<![^\W\d_\u3400-\u9fff]){capitals}{{2,}}(?![^\W\d_\u3400-\u9fff])"
            rf"|(?<![^\W\d_\u3400-\u9fff]){capitals}(?=[级类区座栋组型股轮馆厅])"
        )
        yield from changed(draft, rule, script.likes("letters"), find)
    kana = draft.rare & script.likes("kana").keys()
    if kana:
        like, other = f"[{''.join(kana)}]", "[\u3040-\u30ff]"
        find = rf"(?<!{other})(?:(?<={_HAN}){like}(?!{other})(?!.是|.方面)|(?<![A-Za-z]){like}(?={_HAN}))"
        strokes = "ーㄧ㇐"  # C008 speaks of those
        find = f"(?![{strokes}]){find}|(?<={_HAN})[{strokes}](?={_HAN})(?!.是|.方面)"
        yield from changed(draft, rule, script.likes("kana"), find)


def _colons(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """The sign of a ratio that stands for a colon: behind words, and between hours and minutes."""
    if "∶" in draft.rare:
        for find, new in ((_COLON, "："), (_CLOCK, ":")):
            yield from changed(draft, rule, {"∶": new}, find)


def _wide_quotes(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """Straight quotation marks of full width: where those of a paragraph pair, each becomes what it is."""
    for wide, pair in (("＂", "“”"), ("＇", "‘’")):
        places = [match.start() for match in re.finditer(wide, draft.text)] if wide in draft.rare else []
        for index, place in enumerate(places):
            new = pair[index % 2] if len(places) % 2 == 0 else pair[draft.text[place - 1 : place].isalnum()]
            span = Span(place, place + 1)
            yield rule.finding(span, Edit(span, new), match=wide, replacement=new, number=f"{ord(wide):04X}")


def fullwidth_symbol(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C010: full-width signs of arithmetic and the like, where they are not the manuscript's custom."""
    text = draft.text
    table = {
        wide: narrow
        for wide, narrow in _SYMBOLS.items()
        if wide in draft.rare and (narrow in text or text.count(wide) < _FEW)
    }
    yield from changed(draft, rule, table)
    if "－" in draft.rare:
        yield from changed(draft, rule, {"－": "-"}, _MINUS)


def corner_quotes(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C011: the quotation marks of vertical text; inside other quotation marks they become single ones."""
    depth = 0
    find = f"[{''.join(_CORNERS)}“”\n]"
    for match in re.finditer(find, draft.text) if not draft.rare.isdisjoint(_CORNERS) else ():
        mark, span = match[0], Span(*match.span())
        shape = _CORNERS.get(mark, mark)
        if mark == "\n":
            depth = 0
        depth -= shape in "」』”" and depth > 0
        if mark in _CORNERS:
            new = ("‘’" if depth % 2 else "“”")[shape in "」』"]
            yield rule.finding(span, Edit(span, new), match=mark, replacement=new)
        depth += shape in "「『“"


def emoji(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C012: pictures among the characters, and a lone star that marks no secrecy."""
    text = draft.text
    for span in runs(text, _pictures(draft), _JOINERS):
        run = text[slice(*span)]
        quoted = run[0] in _TICKS and text[span.start - 1 : span.start] == "“" and text[span.end : span.end + 1] == "”"
        if not quoted:
            flows = run[0] in _ARROWS and text[span.start - 1 : span.start] not in ("", "\n", "\u3000", " ")
            yield rule.finding(span, *([] if flows else [_deletion(text, span)]), match=run)
    for match in re.finditer(_KEYCAP, text) if "\u20e3" in draft.rare else ():
        span = Span(match.start() + 1, match.end())
        yield rule.finding(span, Edit(span, ""), match=match[0])
    for match in re.finditer(_CALLED, text) if "☎" in draft.rare else ():
        yield rule.finding(Span(*match.span()), _deletion(text, Span(*match.span())), match="☎")
    yield from _lone_stars(draft, rule)


def _lone_stars(draft: Draft, rule: Rule) -> Iterator[Finding]:
    text = draft.text
    if draft.rare.isdisjoint(_STARS) or sum(map(text.count, _STARS)) >= _MANY:
        return
    find = rf"^[\u3000 ]*(?P<first>[{_STARS}])(?= ?[\u3400-\u9fff])|(?<=[\u3400-\u9fff\d，：“。！”])[{_STARS}](?=[\u3400-\u9fff，。；！”（\n])"
    for match in re.finditer(find, text, re.MULTILINE):
        group = "first" if match["first"] else 0
        span = Span(*match.span(group))
        if not _secret().search(text[max(0, span.start - 3) : span.start]):
            rated = text[span.start - 1 : span.start] in "一二三四五12345" and span.start > 0
            edit = Edit(span, "星") if rated and group == 0 else _deletion(text, span)
            yield rule.finding(span, edit, match=match[group])


def _deletion(text: str, span: Span) -> Edit:
    """What takes a picture away, with the blanks beside it that only foreign words on both sides would need."""
    start, end = span
    while text[end : end + 1] == " ":
        end += 1
    while text[start - 1 : start] == " ":
        start -= 1
    foreign = (
        start > 0 and text[start - 1].isascii() and text[end : end + 1].isascii() and text[end : end + 1].isalnum()
    )
    return Edit(Span(start, end), " " if foreign and end - start > span.end - span.start else "")


def _pictures(draft: Draft) -> set[str]:
    return {
        char
        for char in draft.rare
        if "\U0001f000" <= char <= "\U0001faff"
        or ("\u2600" <= char <= "\u27bf" and char not in "★☆☐☑☒☎♀♂✓✔" and not "\u2776" <= char <= "\u2793")
        or char in "⭐⭕⬛⬜⬆⬇⬅⌚⌛⏩⏪⏫⏬⏰⏱⏲⏳⏸⏹⏺‼⁉㊗㊙〰〽"
    }


def combining_mark(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """C013: marks that join the character before them; pinyin may have its tones so, and a picture belongs to C012."""
    text = draft.text
    odd = {char for char in draft.rare if unicodedata.category(char) in ("Mn", "Me")}
    pictures = _pictures(draft) if odd else set()
    for span in runs(text, odd):
        before = text[max(0, span.start - 1) : span.start]
        whole = unicodedata.normalize("NFC", before + text[slice(*span)])
        if _is_latin(before) and len(whole) == 1:
            if not _in_pinyin(text, span):
                edit = Edit(Span(span.start - 1, span.end), whole)
                message = f"组合字符U+{ord(text[span.start]):04X}与前一个字母应合成一个字“{whole}”"
                yield rule.finding(span, edit, message=message)
        elif before not in pictures and not _is_foreign(before):
            yield rule.finding(span, Edit(span, ""), number=f"{ord(text[span.start]):04X}")


def _in_pinyin(text: str, span: Span) -> bool:
    """Whether a mark is a tone of a word that is pinyin: lù, but not Café."""
    start, end = span
    while start and (_is_latin(text[start - 1]) or unicodedata.combining(text[start - 1])):
        start -= 1
    while end < len(text) and (_is_latin(text[end]) or unicodedata.combining(text[end])):
        end += 1
    letters = unicodedata.normalize("NFD", text[start:end]).replace("u\u0308", "ü")
    plain = "".join(char for char in letters if not unicodedata.combining(char))
    return bool(_pinyin().fullmatch(plain.lower()))


def _is_latin(char: str) -> bool:
    return char.isalpha() and char < "\u0250"


def _is_foreign(char: str) -> bool:
    """Whether it is a letter of a script that has such marks: Latin, Greek, Arabic, Tibetan, kana."""
    return char.isalpha() and not script.is_han(char)


SEARCHED = dict.fromkeys(("lookalike_mark", "fullwidth_symbol", "corner_quotes", "emoji", "combining_mark"), (RARE,))


@cache
def _pinyin() -> re.Pattern[str]:
    return expression(rf"(?:{_SYLLABLE}['’]?)+")


@cache
def _secret() -> re.Pattern[str]:
    return expression(r"[密级开]\s*$")
