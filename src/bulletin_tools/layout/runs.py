"""Runs of text: a paragraph's characters, cut where another face must set them."""

from __future__ import annotations

import re
from itertools import groupby

from bulletin_tools.layout.ooxml import escape
from bulletin_tools.layout.style_names import Style
from bulletin_tools.layout.styles import rare_style
from bulletin_tools.layout.template import Template

BREAK = "<w:r><w:br/></w:r>"
TAB = "<w:r><w:tab/></w:r>"
_WESTERN = re.compile(r"([0-9A-Za-z][0-9A-Za-z.,%+:/-]*)")
_RARE = re.compile(r'<w:rStyle w:val="Rare\d+"/></w:rPr><w:t xml:space="preserve">([^<]*)</w:t>')


def runs(text: str, template: Template, role: str, style: str = "") -> str:
    """Text in the face of a role; digits and what the face lacks in runs of their own where the template says so."""
    if not text:
        return ""
    face = template.face(role)
    if not template.faces.latin:
        return _covered(text, template, face, style)
    pieces = _WESTERN.split(text)
    return "".join(
        _run(piece, Style.LATIN) if place % 2 else _covered(piece, template, face, style)
        for place, piece in enumerate(pieces)
        if piece
    )


def rare_in(body: str) -> tuple[str, ...]:
    """The characters of a document's body that are set in a fallback face, in the order of the text."""
    if 'w:val="Rare' not in body:
        return ()
    return tuple(dict.fromkeys("".join(_RARE.findall(body))))


def _covered(text: str, template: Template, face: str, style: str) -> str:
    if face not in template.fallback or _in_gb2312(text):
        return _run(text, style)
    other = rare_style(template, face)
    return "".join(
        _run("".join(characters), style if known else other) for known, characters in groupby(text, _in_gb2312)
    )


def _run(text: str, style: str) -> str:
    about = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{about}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _in_gb2312(text: str) -> bool:
    """Whether a face of GB2312 covers a text; Python's codec knows — and · by other code points than today's text."""
    try:
        text.replace("—", "").replace("·", "").encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
