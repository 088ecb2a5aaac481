"""What was found in a manuscript before: by its content, the rules, the settings and the program.

Findings quote the manuscript, so each entry is sealed with a key that only the manuscript itself gives: whoever has the
cache alone can read nothing of it. The cache is one database in the user's cache folder; where it can't be opened, read or
written, manuscripts are simply looked at anew.
"""

import time
from hashlib import blake2b, shake_256
from pathlib import Path
from typing import TYPE_CHECKING

from bulletin_tools import rulefiles
from bulletin_tools.settings import Settings
from bulletin_tools.workspace import Workspace

if TYPE_CHECKING:
    import sqlite3

_DAY = 86_400
_KEPT = 90  # days that an entry is kept after its last use
_SCHEMA = "CREATE TABLE IF NOT EXISTS found (mark BLOB PRIMARY KEY, sealed BLOB, day INTEGER) WITHOUT ROWID"


class Cache:
    """Reports by the marks of their manuscripts; new ones are written when it is closed."""

    def __init__(self, path: Path) -> None:
        self._base = _opened(path)
        self._new: dict[bytes, bytes] = {}
        self._used: list[bytes] = []
        self._day = int(time.time()) // _DAY

    def get(self, basis: bytes, data: bytes) -> bytes | None:
        """What is kept of a manuscript of these bytes; `basis` stands for all else that it depends on."""
        import sqlite3

        mark, key = _keys(basis, data)
        try:
            row = self._base and self._base.execute("SELECT sealed, day FROM found WHERE mark = ?", (mark,)).fetchone()
        except sqlite3.Error:
            return None
        if row and row[1] != self._day:
            self._used.append(mark)
        return _sealed(row[0], key) if row else None

    def put(self, basis: bytes, data: bytes, content: bytes) -> None:
        """Keep what was found in a manuscript of these bytes."""
        if self._base:
            mark, key = _keys(basis, data)
            self._new[mark] = _sealed(content, key)

    def close(self) -> None:
        """Write what is new, and drop what nobody has asked for in a long time."""
        import sqlite3

        if not self._base:
            return
        try:
            with self._base as base:
                rows = ((mark, sealed, self._day) for mark, sealed in self._new.items())
                base.executemany("INSERT OR REPLACE INTO found VALUES (?, ?, ?)", rows)
                base.executemany("UPDATE found SET day = ? WHERE mark = ?", ((self._day, mark) for mark in self._used))
                if self._new:
                    base.execute("DELETE FROM found WHERE day < ?", (self._day - _KEPT,))
        except sqlite3.Error:
            pass  # a full or read-only disk: the next run looks at the manuscripts anew
        self._base.close()
        self._base = None


def basis(workspace: Workspace, manuscript: Path, *more: str) -> bytes:
    """What a report rests on beside the manuscript, as a key: the program, what the office has told, and whatever more.

    Errors: `BulletinError` or OSError for a file that can't be read.
    """
    held = workspace.settings(manuscript.parent)
    lint = held.lint
    rules = (lint.select, lint.extend_select, lint.ignore, lint.script, sorted(lint.severity.items()))
    options = sorted((rule, sorted(values.items())) for rule, values in lint.options.items())
    names = (*held.extend_rules, *held.terms, *filter(None, [held.departments]))
    files = [(held.home / name).read_bytes() for name in names]
    given = list(map(bool, held.bulletin))
    parts = (rulefiles.state(), rules, options, files, names, given, _template(held), more)
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=32).digest()


def _template(held: Settings) -> object:
    """What an office's own template says; those of the program are part of its state."""
    name = held.export.template
    if not (held.home / name).is_file():
        return name
    from bulletin_tools.layout import template

    return template.load(name, held.home)


def _opened(path: Path) -> "sqlite3.Connection | None":
    import sqlite3

    for _ in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            base = sqlite3.connect(path, timeout=1)
            base.execute("PRAGMA synchronous = OFF")
            base.execute(_SCHEMA)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                return None
            path.unlink(missing_ok=True)  # no database: begin anew
        except OSError:
            return None
        else:
            return base
    return None


def _keys(basis: bytes, data: bytes) -> tuple[bytes, bytes]:
    """What a manuscript's report is kept under, and what seals it: from neither can the other, or the text, be told."""
    told = blake2b(data).digest()
    return blake2b(told, key=basis, digest_size=20).digest(), told


def _sealed(content: bytes, key: bytes) -> bytes:
    """Seal, or open: a stream of bytes that only the manuscript gives is laid over the content."""
    stream = shake_256(b"bulletin-tools" + key).digest(len(content))
    both = int.from_bytes(content, "little") ^ int.from_bytes(stream, "little")
    return both.to_bytes(len(content), "little")
