"""What a rule says of a place in a text, and how it can be mended."""

from enum import IntEnum
from typing import NamedTuple

from bulletin_tools.source import Edit, Restyle, Span


class Severity(IntEnum):
    """How grave a finding is; ordered."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def chinese(self) -> str:
        """Its name for people."""
        return ("", "提示", "警告", "错误")[self]


class Fix(NamedTuple):
    """A few disjoint edits of the logical text, or changes of format. Safe: typography that can't change the meaning."""

    edits: tuple[Edit, ...]
    safe: bool
    message: str
    restyles: tuple[Restyle, ...] = ()
    """What it changes of a Word file's format; positions are physical, of the text without any edit."""


class Finding(NamedTuple):
    """One fault: the rule, the place in the logical text, the reason, and perhaps a fix."""

    code: str
    name: str
    severity: Severity
    span: Span
    message: str
    fix: Fix | None = None
    item: int | None = None
    """1-based number of the item it stands in."""

    @property
    def doubted(self) -> "Finding":
        """The same with a fix that a person should look at first."""
        return self._replace(fix=self.fix._replace(safe=False)) if self.fix else self
