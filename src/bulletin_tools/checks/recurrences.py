"""Where words come again at once, found by arithmetic on great numbers.

A stretch of text makes two numbers that have a byte for each character: of the low bytes of their codes, and of the high
ones. A number laid over itself, some bytes on, cancels out where characters are alike. Only the highest bit of each byte
counts then: it is set where they aren't. An expression takes several times as long to find that.
"""

from collections.abc import Iterator
from functools import lru_cache

LONGEST = 8  # code points of a word
_BLOCK = 60_000  # code points whose numbers a processor keeps at hand


def recurrences(text: str) -> Iterator[int]:
    """Every place where a Chinese character, or a word of up to `LONGEST` of them, stands twice in a row.

    And some places besides: not all of what makes them alike is looked at.
    """
    for begin in range(0, len(text), _BLOCK):
        flags = _flags(text[begin : begin + _BLOCK + 2 * LONGEST])
        start = flags.find(0, 0, _BLOCK)
        while start >= 0:
            yield begin + start
            start = flags.find(0, start + 1, _BLOCK)


def _flags(text: str) -> bytes:
    """For each character a byte, which is 0 where something may stand twice."""
    data = text.encode("utf-16-le", "surrogatepass")
    if len(data) > 2 * len(text):  # characters beyond the basic plane: none of those looked for
        data = "".join(char if char <= "\uffff" else " " for char in text).encode("utf-16-le", "surrogatepass")
    sevens, eighth = _masks(len(text))
    low, high = int.from_bytes(data[::2], "little"), int.from_bytes(data[1::2], "little")
    han = (high | high << 1) & eighth  # from U+4000 on
    low, high = low & sevens, high & sevens
    once = ((low ^ low >> 8) + sevens) | ((high ^ high >> 8) + sevens)
    two, three = ((low ^ low >> 8 * length) + sevens for length in (2, 3))
    two, three = two | two >> 8, three | three >> 8
    more = eighth
    for length in range(4, LONGEST + 1):
        more &= (low ^ low >> 8 * length) + sevens
    more |= more >> 8
    more |= more >> 16
    short = once & two & (three | three >> 8)
    return (short & more & eighth | han ^ eighth).to_bytes(len(text), "little")


@lru_cache(maxsize=1)
def _masks(length: int) -> tuple[int, int]:
    """Numbers of so many bytes that have all bits of each but the highest, and the highest."""
    ones = int.from_bytes(b"\1" * length, "little")
    return 0x7F * ones, ones << 7
