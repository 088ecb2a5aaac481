"""Which characters ordinary text has, and what stands for those it should not have: tables and OpenCC.

Only this module imports OpenCC, and only for a text that holds characters outside 《通用规范汉字表》.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from bulletin_tools.rulefiles import compiled, rules_folder

if TYPE_CHECKING:
    import opencc

_USUAL = "\t\n\r　，。、；：？！“”‘’（）《》〈〉【】〔〕〇—…·～×℃"
_LARGE = 60_000  # code points from which one search by class is faster than looking at each character
_SAMPLE = 20_000


def rare(text: str) -> frozenset[str]:
    """The distinct characters of a text beside ASCII, the common marks and 《通用规范汉字表》."""
    return characters(text) - standard() - _ASCII


@lru_cache(maxsize=4)
def characters(text: str) -> frozenset[str]:
    """The distinct characters of a text; of a large one, those of a sample and what one search finds beside them."""
    if len(text) <= _LARGE:
        return frozenset(text)
    sample = frozenset(text[:: len(text) // _SAMPLE + 1])
    return sample.union(re.findall(f"[^{re.escape(''.join(sample))}]", text))


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


def modern(char: str) -> str:
    """The simplified form of a Japanese one (桜 → 樱)."""
    return simplified(_converter("jp2t").convert(char))


@cache
def _converter(name: str) -> opencc.OpenCC:
    import opencc

    return opencc.OpenCC(name)


def _table(name: str) -> str:
    table: str = compiled(rules_folder() / "script")["characters"][name]
    return table.replace("\n", "")


_ASCII = frozenset(map(chr, range(128))) | frozenset(_USUAL)
