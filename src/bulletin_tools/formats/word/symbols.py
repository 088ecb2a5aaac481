"""What the characters of symbol faces look like: their codes mean nothing without the face."""

_PRIVATE = 0xF000
UNKNOWN = "□"
"""What stands for a symbol that no table has."""
_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x73: "◆", 0x74: "◆", 0x75: "◆",
    0x76: "❖", 0x77: "◆", 0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA7: "■", 0xA8: "□", 0xAB: "★", 0xD8: "➢",
    0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **{0x81 + step: chr(0x2460 + step) for step in range(10)},
    **{0x8C + step: chr(0x2776 + step) for step in range(10)},
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x54: "☒", 0xA3: "□"}
_SYMBOL = {
    0x2D: "−", 0xA3: "≤", 0xA5: "∞", 0xA7: "♣", 0xA8: "♦", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•",
    0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0x61: "α", 0x62: "β", 0x67: "γ", 0x6D: "μ", 0x70: "π", 0x57: "Ω",
    0xDE: "⇒", 0xAE: "→", 0xD7: "·",
}  # fmt: skip
_FACES = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


def shown(code: int, face: str) -> str:
    """The character that a symbol looks like."""
    table = _FACES.get(face.strip().lower())
    if table is not None:
        return table.get(code & 0xFF, UNKNOWN)
    if _PRIVATE <= code < _PRIVATE + 0x100:
        bare = code - _PRIVATE
        return chr(bare) if 0x20 < bare < 0x7F else UNKNOWN
    return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else UNKNOWN


def bullet(text: str, face: str) -> str:
    """The text of a bullet of which each character may be one of a symbol face."""
    symbolic = face.strip().lower() in _FACES
    return "".join(
        shown(ord(char), face) if symbolic or _PRIVATE <= ord(char) < _PRIVATE + 0x100 else char for char in text
    )
