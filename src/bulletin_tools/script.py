"""Which characters ordinary text has, and what stands for those it should not have: tables and OpenCC.

Only this module imports OpenCC, and only for a text that holds characters outside 《通用规范汉字表》 or is to be converted.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from bulletin_tools.expressions import expression
from bulletin_tools.rulefiles import compiled, rules_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import opencc
    import regex

TRADITIONAL_FORMS = ("s2t", "s2tw", "s2hk")
"""OpenCC's own traditional characters, those of Taiwan and of Hong Kong."""
CURLY, CORNER = "“”‘’", "「」『』"
_USUAL = "\t\n\r　，。、；：？！“”‘’（）《》〈〉【】〔〕〇—…·～×℃"
_ASTRAL = "\U00010000"  # characters that few faces have: 鵟 is in use for 𫛭
_LARGE = 250_000  # code points from which a search by class pays what making its expression takes


def rare(text: str) -> frozenset[str]:
    """The distinct characters of a text beside those of ASCII that can be seen, the common marks and 《通用规范汉字表》."""
    if len(text) > _LARGE or _unusual.cache_info().currsize:
        return frozenset(_unusual().findall(text)) - {""}
    return characters(text) - standard() - _ASCII


def expect() -> None:
    """Be told that many texts will come: then they are searched for rare characters, ten times as fast."""
    _unusual()


@cache
def _unusual() -> re.Pattern[str]:
    """A stretch of ordinary text and the character behind it, which is none; nothing at the end.

    To run through what is ordinary takes half as long as to look for what isn't, and ranges less than single characters.
    """
    codes = sorted(map(ord, standard() | _ASCII))
    starts = [code for code, before in zip(codes, [-2, *codes], strict=False) if code != before + 1]
    ends = [code for code, after in zip(codes, [*codes[1:], -1], strict=True) if code != after - 1]
    ranges = (f"{re.escape(chr(start))}-{re.escape(chr(end))}" for start, end in zip(starts, ends, strict=True))
    return expression(rf"[{''.join(ranges)}]*+(.|\Z)", re.DOTALL)


@lru_cache(maxsize=4)
def characters(text: str) -> frozenset[str]:
    """The distinct characters of a text."""
    return frozenset(text)


def is_han(char: str) -> bool:
    """Whether it is a Chinese character, compatibility characters apart."""
    return "\u3400" <= char <= "\u9fff" or "\U00020000" <= char < "\U0002f800" or char >= "\U00030000"


@cache
def standard() -> frozenset[str]:
    """The 8105 characters of 《通用规范汉字表》."""
    return frozenset(_table("standard"))


@cache
def variants() -> frozenset[str]:
    """Characters that were given up for another of the same sound and sense."""
    return frozenset(_table("variants"))


@cache
def likes(name: str) -> dict[str, str]:
    """Look-alike → the right character."""
    table = _table(name)
    return dict(zip(table[::2], table[1::2], strict=True))


@lru_cache(maxsize=4)
def simplified(text: str) -> str:
    """A text in simplified characters, by words where the dictionary has them."""
    return str(_converter("t2s").convert(text))


def from_traditional(text: str) -> str:
    """A text in simplified characters that may be in those of Taiwan or Hong Kong: 看著 → 看着, 衞生 → 卫生."""
    new = simplified(str(_converter("hk2t").convert(text)))
    if "著" not in new or len(new) != len(text):
        return new
    # Taiwan writes 著 for 着; which one is meant is told by words, and the dictionary of Taiwan's has traditional ones.
    other = simplified(str(_converter("tw2t").convert(traditional(text))))
    if len(other) != len(text):
        return new
    kept = {match.start() for match in _works().finditer(other)}
    swaps = (char == "著" and other[place] == "着" and place not in kept for place, char in enumerate(new))
    return "".join("着" if swap else char for swap, char in zip(swaps, new, strict=True))


@lru_cache(maxsize=4)
def traditional(text: str, form: str = "s2t") -> str:
    """A text in traditional characters, by words; `form` s2tw, s2hk for the forms of Taiwan and Hong Kong."""
    new = str(_converter(form).convert(text))
    if len(new) != len(text):
        return new
    mends, keeps = _corrections()
    for find, put in mends:
        new = find.sub(put, new)
    for match in keeps.finditer(text):
        new = new[: match.start()] + match[0] + new[match.end() :]
    return new


@cache
def is_simplified(char: str) -> bool:
    """Whether a character can't stand in traditional text: 后, 里, 干 can, 发, 国 can't."""
    changes = is_han(char) and all(traditional(char, form) != char for form in TRADITIONAL_FORMS)
    return changes and not char.encode("big5", "ignore")


def aligned(text: str, convert: Callable[[str], str]) -> str:
    """A text converted line by line, or by characters where a line would change its length; never longer or shorter."""
    lines = text.split("\n")
    return "\n".join(new if len(new := convert(line)) == len(line) else "".join(map(convert, line)) for line in lines)


def requoted(text: str, marks: str) -> str:
    """A text of the same length with its quotation marks as in `marks` (“”‘’ or 「」『』), outer and inner by nesting.

    In a paragraph whose marks aren't paired each is put for its like, so that the fault stays the one that it was.
    """
    return "\n".join(_requoted(line, marks) for line in text.split("\n"))


def _requoted(line: str, marks: str) -> str:
    places = [match.start() for match in _quotes().finditer(line)]
    if not places:
        return line
    kinds = [max(CURLY.find(line[place]), CORNER.find(line[place])) for place in places]
    chars = list(line)
    for place, kind in zip(places, _nested(kinds) or kinds, strict=True):
        chars[place] = marks[kind]
    return "".join(chars)


def _nested(kinds: Sequence[int]) -> list[int]:
    """Marks, numbered as in CURLY, outer and inner by their depth; empty where they aren't paired."""
    open_ones: list[int] = []
    nested: list[int] = []
    for kind in kinds:
        if kind % 2 == 0:
            nested.append(len(open_ones) % 2 * 2)
            open_ones.append(kind)
        elif open_ones and open_ones.pop() == kind - 1:
            nested.append(len(open_ones) % 2 * 2 + 1)
        else:
            return []
    return [] if open_ones else nested


def modern(char: str) -> str:
    """The simplified form of a Japanese one (桜 → 樱)."""
    return simplified(_converter("jp2t").convert(char))


def standard_form(char: str) -> str:
    """The character of 《通用规范汉字表》 for a traditional, given-up or Japanese one; itself where there is none."""
    form = simplified(char)
    form = modern(char) if form == char else form
    form = likes("given_up").get(char, likes("folk").get(char, form))
    return form if form in standard() and form < _ASTRAL else char


@cache
def _converter(name: str) -> opencc.OpenCC:
    import opencc

    return opencc.OpenCC(name)


@cache
def _quotes() -> re.Pattern[str]:
    """Quotation marks; an apostrophe between letters is none."""
    return expression(r"[“”‘「」『』]|(?<![A-Za-z])’|’(?![A-Za-z])")


@cache
def _works() -> regex.Pattern[str]:
    """Where 着 is the 著 of a written work after all."""
    import regex

    return regex.compile(compiled(rules_folder() / "script")["traditional"]["works"])


@cache
def _corrections() -> tuple[list[tuple[regex.Pattern[str], str]], regex.Pattern[str]]:
    """What the dictionary gets wrong: what to put in the place of a character, and which ones to keep."""
    import regex

    table = compiled(rules_folder() / "script")["traditional"]
    mends = [(regex.compile(mend["find"]), mend["put"]) for mend in table["mend"]]
    return mends, regex.compile("|".join(table["keep"]))


def _table(name: str) -> str:
    table: str = compiled(rules_folder() / "script")["characters"][name]
    return table.replace("\n", "")


_ASCII = frozenset(map(chr, range(32, 127))) | frozenset("\r\x0c") | frozenset(_USUAL)
