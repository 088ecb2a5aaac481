"""How wide text is set."""

from __future__ import annotations


def width(text: str) -> float:
    """Width in full characters; a half-width one counts as half."""
    return sum(0.5 if character < "\u2000" and character != "·" else 1.0 for character in text)
