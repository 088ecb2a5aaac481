"""Text that was decoded as what it is not, and what it was before."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bulletin_tools import script
from bulletin_tools.draft import of_draft
from bulletin_tools.expressions import expression
from bulletin_tools.masking import merged
from bulletin_tools.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft

_GBK_RUN = 3  # characters of GBK that are two Chinese ones of UTF-8
_SIGNS = {
    "\ufffd": "\ufffd+",
    "ï": "ï»¿",
    "â": "â€.?",
    "Ã": "(?:Ã[\x80-\xbf\u0152-\u2122])+",
    "銆": "銆.?",
    "鐨": "鐨勫?",
    "鈥": "鈥[\u3400-\u9fff?]?",
}  # "。", "的" and "“" of UTF-8 as GBK reads them


@of_draft
def garbles(draft: Draft) -> tuple[Span, ...]:
    """Where the text was decoded as what it is not."""
    text = draft.text
    western = sorted(char for char in draft.rare if "\x80" <= char <= "\xff")
    signs = [find for sign, find in _SIGNS.items() if sign in draft.rare]
    signs += [_utf8_run()] * any("\xe2" <= char <= "\xef" for char in western)
    signs += ["[\x80-\xff][\x80-\xff]{3,}"] * (len(western) > 1)
    found = [span for sign in signs for span in _places(sign, text)]
    for span in _places(f"[{_class(draft)}]+", text) if _class(draft) else ():
        near = range(max(0, span.start - _GBK_RUN + 1), span.end)
        found += (Span(start, start + _GBK_RUN) for start in near if _is_utf8(text[start : start + _GBK_RUN]))
    return tuple(merged(found))


@cache
def _utf8_run() -> str:
    """Chinese characters whose bytes of UTF-8 the encoding of Western Windows has read."""
    western = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xC0))
    return f"(?:[\xe2-\xef](?![“”‘’–—…]{{2}})[{re.escape(western)}\x80-\xbf]{{2}})+"


def in_garble(draft: Draft, span: Span) -> bool:
    """Whether a stretch is part of such a place, and its characters mean nothing."""
    return any(one.start < span.end and span.start < one.end for one in garbles(draft))


def restored(garble: str) -> str:
    """What a garbled stretch was, if all its bytes are left; empty if not."""
    for read_as, written_in in (("cp1252", "utf-8"), ("gbk", "utf-8"), ("latin-1", "gbk")):
        try:
            words = _bytes(garble, read_as).decode(written_in)
        except UnicodeError:
            continue
        if _readable().fullmatch(words):
            return words
    return ""


def _bytes(garble: str, encoding: str) -> bytes:
    """The bytes of a stretch; those that Western Windows has no character for stand for themselves."""
    if encoding == "cp1252":
        return b"".join(char.encode("latin-1" if "\x80" <= char <= "\x9f" else encoding) for char in garble)
    return garble.encode(encoding)


def _class(draft: Draft) -> str:
    return "".join(sorted(char for char in draft.rare if script.is_han(char)))


def _places(find: str, text: str) -> Iterator[Span]:
    return (Span(*match.span()) for match in re.finditer(find, text))


def _is_utf8(run: str) -> bool:
    """Whether the bytes of a run in GBK are usual Chinese in UTF-8: those of 鐘点工 are two characters that nobody writes."""
    try:
        return len(run) == _GBK_RUN and all(map(_is_usual, run.encode("gbk").decode("utf-8")))
    except UnicodeError:
        return False


def _is_usual(char: str) -> bool:
    return char in script.standard() or "\u2010" <= char <= "\u2026" or "\u3000" <= char <= "\u3015" or char > "\uff00"


@cache
def _readable() -> re.Pattern[str]:
    return expression("[\u2010-\u2026\u3000-\u303f\u3400-\u9fff\uff00-\uffee\x20-\x7e]+")
