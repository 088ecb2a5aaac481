"""Findings → what someone reads: a module per format, each with a class that is told of every manuscript in turn."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Protocol

from bulletin_tools.errors import BulletinError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bulletin_tools.outcome import Outcome, Totals

    Paint = Callable[[str, str], str]

FORMATS = {
    "full": "Full",
    "concise": "Concise",
    "grouped": "Grouped",
    "json": "Json",
    "jsonl": "Jsonl",
    "sarif": "Sarif",
    "github": "Github",
    "gitlab": "Gitlab",
    "junit": "Junit",
    "rdjson": "Rdjson",
    "html": "Html",
}
"""Format → the class in the module of that name."""
FOR_PEOPLE = ("full", "concise", "grouped")


class Reporter(Protocol):
    """Makes a report piece by piece, so that a batch of any size fits in memory."""

    def __init__(self, paint: Paint) -> None: ...

    def file(self, outcome: Outcome) -> str:
        """What to print for one manuscript."""

    def end(self, totals: Totals) -> str:
        """What to print after the last one."""


def reporter(name: str, paint: Paint) -> Reporter:
    """The reporter of a format; `paint(text, style)` colours for a terminal. Errors: `BulletinError`."""
    if name not in FORMATS:
        raise BulletinError(f"不认识的输出格式{name}，可用{'、'.join(FORMATS)}")
    made: Reporter = getattr(importlib.import_module(f"bulletin_tools.reports.{name}"), FORMATS[name])(paint)
    return made
