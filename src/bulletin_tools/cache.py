"""What was found in a manuscript before: by its content, the rules, the settings and the program.

Findings quote the manuscript, so each entry is sealed with a key that only the manuscript itself gives: whoever has the
cache alone can read nothing of it. The cache is one database in the user's cache folder; where it can't be opened, read or
written, manuscripts are simply looked at anew.
"""

import marshal
import time
from collections.abc import Sequence
from hashlib import blake2b, shake_256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bulletin_tools import rulefiles
from bulletin_tools.finding import Finding, Fix, Severity
from bulletin_tools.lint import Office, Report
from bulletin_tools.rulebook import Rulebook
from bulletin_tools.source import Document, Edit, Span

if TYPE_CHECKING:
    import sqlite3

_DAY = 86_400
_KEPT = 90  # days that an entry is kept after its last use
_SCHEMA = "CREATE TABLE IF NOT EXISTS found (mark BLOB PRIMARY KEY, sealed BLOB, day INTEGER) WITHOUT ROWID"


class Kept(NamedTuple):
    """What is kept of a report."""

    characters: int
    found: Sequence[Any]
    secrets: Sequence[Any]

    def report(self, document: Document, rulebook: Rulebook) -> Report:
        """The report of the manuscript that it was made of."""
        findings = [
            Finding(code, rulebook.rules[code].name, Severity(severity), Span(*span), message, _fix(fix), item)
            for code, severity, span, message, item, fix in self.found
        ]
        return Report(document, findings, self.characters, [Span(*span) for span in self.secrets])


class Cache:
    """Reports by the marks of their manuscripts; new ones are written when it is closed."""

    def __init__(self, path: Path) -> None:
        self._base = _opened(path)
        self._new: dict[bytes, bytes] = {}
        self._used: list[bytes] = []
        self._day = int(time.time()) // _DAY

    def get(self, mark: bytes, data: bytes) -> Kept | None:
        """What is known of a manuscript of these bytes."""
        import sqlite3

        try:
            row = self._base and self._base.execute("SELECT sealed, day FROM found WHERE mark = ?", (mark,)).fetchone()
            kept = Kept(*marshal.loads(_sealed(row[0], data))) if row else None
        except (sqlite3.Error, ValueError, EOFError, TypeError):
            return None
        if row and row[1] != self._day:
            self._used.append(mark)
        return kept

    def put(self, mark: bytes, data: bytes, report: Report) -> None:
        """Keep what was found in a manuscript of these bytes."""
        if self._base:
            self._new[mark] = _sealed(marshal.dumps(_plain(report)), data)

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


def mark(data: bytes, held: bytes) -> bytes:
    """What a manuscript's report is kept under; `held` stands for all else that the report depends on."""
    return blake2b(data, key=held, digest_size=20).digest()


def key(office: Office, *more: str) -> bytes:
    """A key of `mark`: the program, the rules that hold with all that an office has told of them, and whatever more."""
    rules = [
        (rule.code, int(rule.severity), sorted(rule.options.items())) if rule.family else tuple(rule)
        for rule in office.rules
    ]
    told = (office.departments, office.given, office.terms, office.script, office.template)
    parts = (rulefiles.state(), rules, sorted(office.rulebook.masks.items()), told, _template(office), more)
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=20).digest()


def _template(office: Office) -> object:
    """What an office's own template says; those of the program are part of its state."""
    name, folder = office.template
    if not name or not (folder / name).is_file():
        return ()
    from bulletin_tools.layout import template

    return template.load(name, folder)


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


def _sealed(content: bytes, data: bytes) -> bytes:
    """Seal, or open: the same stream of bytes, which only the manuscript gives, is laid over the content."""
    stream = shake_256(b"bulletin-tools" + data).digest(len(content))
    both = int.from_bytes(content, "little") ^ int.from_bytes(stream, "little")
    return both.to_bytes(len(content), "little")


def _plain(report: Report) -> tuple[Any, ...]:
    found = [
        (each.code, int(each.severity), tuple(each.span), each.message, each.item, _plain_fix(each.fix))
        for each in report.findings
    ]
    return report.characters, found, [tuple(span) for span in report.secrets]


def _plain_fix(fix: Fix | None) -> Any:
    return fix and ([(tuple(edit.span), edit.text) for edit in fix.edits], fix.safe, fix.message)


def _fix(plain: Any) -> Fix | None:
    return plain and Fix(tuple(Edit(Span(*span), text) for span, text in plain[0]), plain[1], plain[2])
