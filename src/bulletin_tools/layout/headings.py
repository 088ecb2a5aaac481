"""Enumerated paragraphs: 一、（一）1.（1） at their start take the face of their level (GB/T 9704—2012, 7.3.3)."""

from __future__ import annotations

from bulletin_tools.layout.levels import heading_of
from bulletin_tools.layout.runs import runs
from bulletin_tools.layout.style_names import Style
from bulletin_tools.layout.template import Template

_WHOLE = (Style.LEVEL_1, Style.LEVEL_2, Style.LEVEL_3, Style.LEVEL_4)
_LEAD = (Style.LEAD_1, Style.LEAD_2, Style.LEAD_3, Style.LEAD_4)


def heading(paragraph: str, template: Template) -> tuple[Style, str]:
    """The style of a paragraph, and its runs where it starts with a heading; empty where one run of the body will do.

    A paragraph that is all heading takes the heading's style; one that goes on after its first sentence stays body,
    with that sentence in the face of the level. A long sentence is no heading.
    """
    found = heading_of(paragraph, template.levels.longest)
    if found is None:
        return Style.BODY, ""
    face = str(template.levels[found.depth])
    if found.end == len(paragraph):
        return _WHOLE[found.depth], runs(paragraph, template, face)
    if face == template.body.face:
        return Style.BODY, ""
    first = runs(paragraph[: found.end], template, face, _LEAD[found.depth])
    return Style.BODY, first + runs(paragraph[found.end :], template, template.body.face)
