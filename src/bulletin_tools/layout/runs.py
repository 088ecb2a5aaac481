"""Runs of text: a paragraph's characters, cut where another face must set them."""

from __future__ import annotations

import re
from functools import cache
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
    if face not in template.fallback or _gb2312().issuperset(text):
        return _run(text, style)
    other = rare_style(template, face)
    return "".join(
        _run("".join(characters), style if known else other)
        for known, characters in groupby(text, _gb2312().__contains__)
    )


def _run(text: str, style: str) -> str:
    about = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{about}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


@cache
def _gb2312() -> frozenset[str]:
    """What a face of GB2312 covers; Python's codec knows — and · by other code points than today's text."""
    cells = bytes(byte for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF) for byte in (row, cell))
    return frozenset(cells.decode("gb2312", "ignore")) | frozenset(map(chr, range(0x20, 0x7F))) | frozenset("—·\t\n")
