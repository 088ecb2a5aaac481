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
_RARE = re.compile(r'<w:rStyle w:val="Rare\d+"/>.*?</w:rPr><w:t xml:space="preserve">([^<]*)</w:t>')


def runs(text: str, template: Template, role: str, style: str = "", size: float = 0) -> str:
    """Text in the face of a role; digits and what the face lacks in runs of their own where the template says so.

    A size (pt) is direct formatting, for what can't have a style of its own.
    """
    if not text:
        return ""
    face = template.face(role)
    if not template.faces.latin:
        return _covered(text, template, face, style, size)
    return "".join(
        _run(piece, Style.LATIN, size) if place % 2 else _covered(piece, template, face, style, size)
        for place, piece in enumerate(_WESTERN.split(text))
        if piece
    )


def rare_in(body: str) -> tuple[str, ...]:
    """The characters of a document's body that are set in a fallback face, in the order of the text."""
    if 'w:val="Rare' not in body:
        return ()
    return tuple(dict.fromkeys("".join(_RARE.findall(body))))


def _covered(text: str, template: Template, face: str, style: str, size: float) -> str:
    if face not in template.fallback or _in_gb2312(text):
        return _run(text, style, size)
    other = rare_style(template, face)
    return "".join(
        _run("".join(characters), style if known else other, size) for known, characters in groupby(text, _in_gb2312)
    )


def _run(text: str, style: str, size: float) -> str:
    about = f'<w:rStyle w:val="{style}"/>' if style else ""
    about += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""
    about = f"<w:rPr>{about}</w:rPr>" if about else ""
    return f'<w:r>{about}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _in_gb2312(text: str) -> bool:
    """Whether a face of GB2312 covers a text; Python's codec knows — and · by other code points than today's text."""
    try:
        text.replace("—", "").replace("·", "").encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
