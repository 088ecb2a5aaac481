"""Enumerated paragraphs: 一、（一）1.（1） at their start take the face of their level (GB/T 9704—2012, 7.3.3)."""

from __future__ import annotations

import re

from bulletin_tools.layout.runs import runs
from bulletin_tools.layout.style_names import Style
from bulletin_tools.layout.template import Template

_HAN = "[一二三四五六七八九十]{1,3}"
_LEVELS = (
    (f"{_HAN}、", Style.LEVEL_1, Style.LEAD_1),
    (f"[（(]{_HAN}[）)]", Style.LEVEL_2, Style.LEAD_2),
    (r"\d{1,2}[.．](?!\d)", Style.LEVEL_3, Style.LEAD_3),
    (r"[（(]\d{1,2}[）)]", Style.LEVEL_4, Style.LEAD_4),
)
_STARTS = tuple("（(一二三四五六七八九十0123456789")
_FIRST_SENTENCE = r"[^。！？]*[。！？]?”?"


def heading(paragraph: str, template: Template) -> tuple[Style, str]:
    """The style of a paragraph, and its runs where it starts with a heading; empty where one run of the body will do.

    A paragraph that is all heading takes the heading's style; one that goes on after its first sentence stays body,
    with that sentence in the face of the level. A long sentence is no heading.
    """
    if not paragraph.startswith(_STARTS):
        return Style.BODY, ""
    for depth, (pattern, whole, lead) in enumerate(_LEVELS):
        if re.match(pattern, paragraph):
            sentence = re.match(_FIRST_SENTENCE, paragraph)
            end = sentence.end() if sentence else 0
            if end > template.levels.longest:
                return Style.BODY, ""
            face = template.levels[depth]
            if end == len(paragraph):
                return whole, runs(paragraph, template, str(face))
            if face == template.body.face:
                return Style.BODY, ""
            first = runs(paragraph[:end], template, str(face), lead)
            return Style.BODY, first + runs(paragraph[end:], template, template.body.face)
    return Style.BODY, ""
