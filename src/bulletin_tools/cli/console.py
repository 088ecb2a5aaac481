"""What a console can show."""

from __future__ import annotations

import os
import sys
from typing import TextIO

_STYLES: dict[str, dict[str, object]] = {
    "name": {"bold": True},
    "head": {"fg": "cyan"},
    "mark": {"reverse": True},
    "ERROR": {"fg": "red"},
    "WARNING": {"fg": "yellow"},
    "INFO": {"fg": "blue"},
    "added": {"fg": "green"},
    "removed": {"fg": "red"},
}


def prepare() -> None:
    """Let a console that lacks a character print something in its place instead of failing."""
    # A stream that the caller closed is None; what is said there is lost, as the caller wished.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")


def speak_utf8(stream: TextIO | None = None) -> None:
    """Machine formats are UTF-8 with LF on every system; a file name that is no UTF-8 comes out as JSON writes it."""
    reconfigure = getattr(stream or sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def colours(wish: str, stream: TextIO) -> bool:
    """Whether to colour, by --color (always, never, auto), NO_COLOR and what the stream is."""
    if wish != "auto":
        return wish == "always"
    return not os.environ.get("NO_COLOR") and stream.isatty()


def painted(text: str, style: str) -> str:
    """The text in a style, for a terminal."""
    import typer

    return typer.style(text, **_STYLES.get(style, {}))  # type: ignore[arg-type]


def plain(text: str, style: str) -> str:
    """The text as it is."""
    del style
    return text
