"""Which level of 一、（一）1.（1） a paragraph begins with, and how far its heading goes (GB/T 9704—2012, 7.3.3)."""

import re
from typing import NamedTuple

_HAN = "[一二三四五六七八九十]{1,3}"
_LEVELS = (f"{_HAN}、", f"[（(]{_HAN}[）)]", r"\d{1,2}[.．](?!\d)", r"[（(]\d{1,2}[）)]")
_STARTS = tuple("（(一二三四五六七八九十0123456789")
_FIRST_SENTENCE = r"[^。！？]*[。！？]?”?"


class Heading(NamedTuple):
    """The heading at the start of a paragraph."""

    depth: int
    """0 for 一、 to 3 for （1）"""
    end: int
    """Where its sentence ends."""


def heading_of(paragraph: str, longest: int) -> Heading | None:
    """The heading that a paragraph begins with; a sentence longer than so many characters is none."""
    if not paragraph.startswith(_STARTS):
        return None
    for depth, pattern in enumerate(_LEVELS):
        if re.match(pattern, paragraph):
            sentence = re.match(_FIRST_SENTENCE, paragraph)
            end = sentence.end() if sentence else 0
            return Heading(depth, end) if end <= longest else None
    return None
