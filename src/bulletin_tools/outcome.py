"""What became of one manuscript, and of all of them."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from bulletin_tools.finding import Finding, Severity
from bulletin_tools.source import Document

if TYPE_CHECKING:
    from bulletin_tools.fix import Fixed
    from bulletin_tools.lint import Report
    from bulletin_tools.record import Record
    from bulletin_tools.rulebook import Rulebook


class Outcome(NamedTuple):
    """What became of one manuscript."""

    name: str
    book: "Rulebook | Callable[[], Rulebook] | None" = None
    """The rules that hold where it lies, or what reads them."""
    report: "Report | Record | None" = None
    error: str = ""
    """Why there is no report, in one sentence."""
    fixed: "Fixed | None" = None
    original: Document | None = None
    """The manuscript as it was before fixing."""
    known: Counter[str] = Counter()  # noqa: RUF012 - never changed
    """Fingerprints of findings that the baseline hides."""
    fail_level: Severity = Severity.WARNING
    left: Sequence[Finding] | None = None
    """What the baseline leaves of the findings."""

    @property
    def rulebook(self) -> "Rulebook | None":
        """The rules that hold where it lies."""
        return self.book() if callable(self.book) else self.book

    @property
    def findings(self) -> Sequence[Finding]:
        """What was found, or what is left after fixing."""
        if self.left is not None:
            return self.left
        return self.report.findings if self.report else ()

    @property
    def fails(self) -> bool:
        """Whether a finding is at or above the level that fails."""
        return any(finding.severity >= self.fail_level for finding in self.findings)


class Totals:
    """Sums over all manuscripts."""

    def __init__(self) -> None:
        self.files = 0
        self.errors = 0
        self.characters = 0
        self.by_severity: Counter[Severity] = Counter()
        self.by_code: Counter[str] = Counter()
        self._examples: dict[str, Outcome] = {}
        self.safe = 0
        self.unsafe = 0
        self.mended = 0
        self.changed = 0
        self.known = 0
        self.fails = False

    def add(self, outcome: Outcome) -> None:
        """Count one manuscript in."""
        self.files += 1
        self.errors += bool(outcome.error)
        self.fails |= outcome.fails
        self.known += outcome.known.total()
        if outcome.fixed:
            self.mended += len(outcome.fixed.applied)
            self.changed += bool(outcome.fixed.edits or outcome.fixed.restyles)
        if outcome.report:
            self.characters += outcome.report.characters
            self._count(outcome)

    @property
    def found(self) -> int:
        """How many findings there are."""
        return self.by_severity.total()

    @property
    def titles(self) -> dict[str, str]:
        """The titles of the rules that found something, by code."""
        books = {code: outcome.rulebook for code, outcome in self._examples.items()}
        return {code: book.rules[code].title for code, book in books.items() if book}

    def _count(self, outcome: Outcome) -> None:
        for finding in outcome.findings:
            self.by_severity[finding.severity] += 1
            self.by_code[finding.code] += 1
            self._examples[finding.code] = outcome
            if finding.fix:
                self.safe += finding.fix.safe
                self.unsafe += not finding.fix.safe
