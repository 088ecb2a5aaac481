"""Bytes → text without losing or inventing a character, or one sentence that says why not."""

import codecs
from itertools import islice
from typing import NamedTuple

from bulletin_tools.errors import BulletinError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"PK\x03\x04", "Word（.docx）或压缩文件"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版Word或WPS（.doc、.wps）文件"),
    (b"%PDF-", "PDF文件"),
    (b"{\\rtf", "RTF文件"),
)
# Every third character or more of real Chinese text is one of these; of wrongly decoded bytes, one in a hundred.
_COMMON = frozenset(
    "的一是在有不和人这中大为上个国以要时来用生到作地于出分对成会发年动工也能部市区全化理建行政民主开员业事新实高"
    "经进务等党学法组强加重方机关局委社镇县展项导服质提國會為對動區業學實發個這時來機關經進務黨縣導開產質"
)
_SAMPLE = 20_000  # code points that are judged
_GLANCE, _PLAINLY = 200, 20  # so many of them are enough where so many of these are common
_ENOUGH = 20  # fewer strange characters than this are no evidence
_LEAST_COMMON = 0.1
_MOSTLY_COMMON = 0.25
_MOST = 0.8
_WITHOUT_BOM = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}


class Decoded(NamedTuple):
    """The text without its BOM, and the codec that gives the bytes after the BOM back."""

    text: str
    encoding: str


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Decode by the encoding that is given; else by BOM, strict UTF-8, strict GB18030 or UTF-16, whichever reads as text.

    Errors: `BulletinError` where no encoding fits, the result is implausible, or the bytes are no text at all.
    """
    _refuse_other_kinds(data)
    for bom, name in _BOMS:
        if data.startswith(bom):
            return Decoded(_strict(data, len(bom), name), name)
    if encoding:
        return _as_told(data, encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data)
    if not _plausible(text):
        raise BulletinError("文字像是乱码：编码曾被弄错后又保存过，请找回原来的文件")
    return Decoded(text, "utf-8")


def bom_length(data: bytes) -> int:
    """How many bytes of byte order mark stand at the start."""
    return next((len(bom) for bom, _ in _BOMS if data.startswith(bom)), 0)


def _guessed(data: bytes) -> Decoded:
    """What strict UTF-8 is not. Almost any bytes make GB18030 or UTF-16, so even a short text must look Chinese."""
    for name in ("gb18030", "utf-16-le", "utf-16-be"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if _plausible(text) and _everyday(text[:_SAMPLE]):
            return Decoded(text, name)
    raise BulletinError(_complaint(data))


def _refuse_other_kinds(data: bytes) -> None:
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise BulletinError(f"内容是{kind}，不是文本文件")


def _strict(data: bytes, start: int, name: str) -> str:
    try:
        return data[start:].decode(name)
    except UnicodeDecodeError as error:
        place = start + error.start
        raise BulletinError(
            f"不是完好的{name.upper()}文本：第{place + 1}个字节（0x{data[place]:02X}）无法解码"
        ) from None


def _as_told(data: bytes, encoding: str) -> Decoded:
    try:
        name = _WITHOUT_BOM.get(codecs.lookup(encoding).name, codecs.lookup(encoding).name)
        return Decoded(_strict(data, 0, name), name)
    except (LookupError, ValueError):  # unknown, or no encoding of text
        raise BulletinError(f"不认识的编码：{encoding}") from None


def _plausible(text: str) -> bool:
    if len(list(islice(filter(_COMMON.__contains__, text[:_GLANCE]), _PLAINLY))) == _PLAINLY:
        return True
    sample = text[:_SAMPLE]
    strange = _strange(sample)
    if len(strange) < _ENOUGH or _common(sample) >= _LEAST_COMMON * len(strange):
        return True
    return sum(map(_is_level_one, strange)) >= _MOST * len(strange)


def _everyday(text: str) -> bool:
    """Whether a short text is written in everyday characters (level one of GB 2312), or many common ones."""
    strange = _strange(text)
    if len(strange) >= _ENOUGH:
        return True
    return _common(text) >= _MOSTLY_COMMON * len(strange) or sum(map(_is_level_one, strange)) >= _MOST * len(strange)


def _strange(text: str) -> list[str]:
    """The characters that are neither ASCII nor marks of punctuation."""
    return [char for char in text if char >= "\x80" and not "\u2000" <= char <= "\u30ff" and char < "\uff00"]


def _common(text: str) -> int:
    return sum(map(_COMMON.__contains__, text))


def _is_level_one(char: str) -> bool:
    code = char.encode("gb2312", "ignore")
    return len(code) > 1 and 0xB0 <= code[0] <= 0xD7


def _complaint(data: bytes) -> str:
    """Why neither UTF-8 nor GB18030 fits, naming the byte at which the better of them fails."""
    places = []
    for name in ("utf-8", "gb18030"):
        try:
            data.decode(name)
        except UnicodeDecodeError as error:
            places.append((error.start, name))
    if len(places) < 2:
        return "像是GB18030以外的编码（如Big5），请用--encoding指明"
    place, name = max(places)
    return f"不是完好的UTF-8或GB18030文本：按{name.upper()}读到第{place + 1}个字节（0x{data[place]:02X}）为止，可用--encoding指明编码"
