"""Parts kept together in one file, of which only those are read that are asked for."""

import marshal
from collections.abc import Mapping
from typing import Any, NamedTuple

_SIZE = 8  # bytes that tell how long the head is


class Blobs(NamedTuple):
    """The parts of a file, by name."""

    note: Any
    """What was noted for all of them."""
    places: Mapping[str, int]
    """Where each of them begins."""
    body: memoryview

    def part(self, name: str) -> Any:
        """The part of that name, plain data; None where there is none."""
        place = self.places.get(name)
        return None if place is None else marshal.loads(self.body[place:])


EMPTY = Blobs(None, {}, memoryview(b""))


def packed(parts: Mapping[str, Any], note: Any = None) -> bytes:
    """The content of the file, of plain data."""
    places: dict[str, int] = {}
    body = bytearray()
    for name, part in parts.items():
        places[name] = len(body)
        body += marshal.dumps(part)
    head = marshal.dumps((note, places))
    return len(head).to_bytes(_SIZE, "little") + head + body


def unpacked(data: bytes | memoryview, head: tuple[Any, Mapping[str, int]] | None = None) -> Blobs:
    """The parts of a file; its note and places needn't be read where they are known as `head`.

    Errors: ValueError, EOFError or TypeError where it isn't one.
    """
    view = memoryview(data)
    start = _SIZE + int.from_bytes(view[:_SIZE], "little")
    note, places = head or marshal.loads(view[_SIZE:start])
    if not isinstance(places, dict) or not isinstance(next(iter(places.values()), 0), int):
        raise TypeError
    return Blobs(note, places, view[start:])
