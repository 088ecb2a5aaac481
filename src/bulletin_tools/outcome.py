"""What became of one manuscript, and of all of them."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from bulletin_tools.finding import Finding, Severity
from bulletin_tools.lint import Report
from bulletin_tools.rulebook import Rulebook
from bulletin_tools.source import Document

if TYPE_CHECKING:
    from bulletin_tools.fix import Fixed


class Outcome(NamedTuple):
    """What became of one manuscript."""

    name: str
    rulebook: Rulebook | None = None
    report: Report | None = None
    error: str = ""
    """Why there is no report, in one sentence."""
    fixed: "Fixed | None" = None
    original: Document | None = None
    """The manuscript as it was before fixing."""
    known: Counter[str] = Counter()  # noqa: RUF012 - never changed
    """Fingerprints of findings that the baseline hides."""
    fail_level: Severity = Severity.WARNING

    @property
    def findings(self) -> Sequence[Finding]:
        """What was found, or what is left after fixing."""
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
        self.titles: dict[str, str] = {}
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
        if outcome.report and outcome.rulebook:
            self.characters += outcome.report.characters
            self._count(outcome.findings, outcome.rulebook)

    @property
    def found(self) -> int:
        """How many findings there are."""
        return self.by_severity.total()

    def _count(self, findings: Sequence[Finding], rulebook: Rulebook) -> None:
        self.by_severity.update(finding.severity for finding in findings)
        codes = Counter(finding.code for finding in findings)
        self.by_code.update(codes)
        self.titles |= {code: rulebook.rules[code].title for code in codes}
        safe = [finding.fix.safe for finding in findings if finding.fix]
        self.safe += sum(safe)
        self.unsafe += len(safe) - sum(safe)
