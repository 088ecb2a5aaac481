"""Mending what the rules found: rounds of edits that don't touch, until nothing changes."""

from bisect import bisect_left, insort
from collections.abc import Callable, Sequence
from typing import NamedTuple

from bulletin_tools import formats
from bulletin_tools.finding import Finding
from bulletin_tools.lint import Report, cycle_finding, in_order, lint
from bulletin_tools.office import Office
from bulletin_tools.pieces import Kept, Piece, edits_of, spliced
from bulletin_tools.source import Document, Edit, Restyle, Span

MOST_ROUNDS = 10


class Fixed(NamedTuple):
    """What fixing did to a manuscript."""

    edits: Sequence[Edit]
    """All rounds as one disjoint list against the original physical text."""
    report: Report
    """What is left; its positions are those of the fixed text."""
    applied: Sequence[Finding]
    """The findings that were mended."""
    cycle: Sequence[str] = ()
    """Codes of rules whose fixes undo each other, or never end: none of theirs is made."""
    restyles: Sequence[Restyle] = ()
    """Changes of a Word file's format; their places count in the edited text."""
    secrets: Sequence[Span] = ()
    """Where the manuscript had, before fixing, what no report may show."""
    at_once: Sequence[Finding] = ()
    """Those of `applied` that the manuscript had before anything was mended: their positions are those of its own text."""


def fix(document: Document, office: Office, may_apply: Callable[[Finding], bool]) -> Fixed:
    """Apply the fixes of the findings that `may_apply` allows, and lint what comes out.

    A cycle of fixes is a finding of its own, whatever rules are on: what isn't mended is never kept silent.
    """
    fixed = _laid_out(_mended(document, office, may_apply), document, office, may_apply)
    if not fixed.cycle:
        return fixed
    told = [*fixed.report.findings, cycle_finding(office.rulebook, fixed.cycle, fixed.report)]
    return fixed._replace(report=fixed.report._replace(findings=sorted(told, key=in_order)))


def _mended(document: Document, office: Office, may_apply: Callable[[Finding], bool]) -> Fixed:
    report = lint(document, office)
    secrets = report.secrets
    at_once: Sequence[Finding] = ()
    pieces: list[Piece] = [Kept(0, len(document.text))]
    applied: list[Finding] = []
    seen: dict[str, int] = {}
    """Every text so far → how many fixes had been applied by then."""
    for _ in range(MOST_ROUNDS):
        chosen = _choose(report.findings, may_apply)
        if not chosen:
            return Fixed(edits_of(pieces, document.text), report, applied, secrets=secrets, at_once=at_once)
        seen[report.document.text] = len(applied)
        edits = sorted(edit for finding in chosen if finding.fix for edit in finding.fix.edits)
        pieces = spliced(pieces, edits)
        at_once = at_once or chosen
        applied += chosen
        edited = formats.edited(report.document, edits)
        if edited.text in seen:
            return _without({finding.code for finding in applied[seen[edited.text] :]}, document, office, may_apply)
        report = lint(edited, office, quoted=True)
    endless = {finding.code for finding in _choose(report.findings, may_apply)}
    if not endless:
        return Fixed(edits_of(pieces, document.text), report, applied, secrets=secrets, at_once=at_once)
    return _without(endless, document, office, may_apply)


def _without(codes: set[str], document: Document, office: Office, may_apply: Callable[[Finding], bool]) -> Fixed:
    """What the other rules' fixes make of the manuscript."""
    fixed = _mended(document, office, lambda finding: finding.code not in codes and may_apply(finding))
    return fixed._replace(cycle=sorted(codes.union(fixed.cycle)))


def _laid_out(fixed: Fixed, document: Document, office: Office, may_apply: Callable[[Finding], bool]) -> Fixed:
    """Then the format is mended: it follows from what the text has become, and leaves the text as it is."""
    if not _restyling(fixed.report.findings, may_apply):
        return fixed
    edited = formats.from_bytes(formats.write(document, fixed.edits), document.name)
    restyles: list[Restyle] = []
    applied = [*fixed.applied]
    report = lint(edited, office, quoted=True)
    for _ in range(MOST_ROUNDS):
        chosen = [one for one in _restyling(report.findings, may_apply) if one not in applied]
        new = [restyle for finding in chosen if finding.fix for restyle in finding.fix.restyles]
        if not new:
            break
        restyles += new
        applied += chosen
        edited = formats.restyled(edited, new)
        report = lint(edited, office, quoted=True)
    return fixed._replace(report=report, applied=applied, restyles=restyles)


def _restyling(findings: Sequence[Finding], may_apply: Callable[[Finding], bool]) -> list[Finding]:
    return [finding for finding in findings if finding.fix and finding.fix.restyles and may_apply(finding)]


def _choose(findings: Sequence[Finding], may_apply: Callable[[Finding], bool]) -> list[Finding]:
    """Findings whose edits don't touch each other; the first in the text has the right of way."""
    taken: list[Span] = []
    chosen: list[Finding] = []
    for finding in sorted(findings, key=_first_edit):
        if finding.fix and may_apply(finding):
            spans = sorted(edit.span for edit in finding.fix.edits)
            if spans and not _touch(spans, taken):
                chosen.append(finding)
                for span in spans:
                    insort(taken, span)
    return chosen


def _first_edit(finding: Finding) -> tuple[int, int]:
    spans = [edit.span for edit in finding.fix.edits] if finding.fix else []
    return min(spans, default=finding.span)


def _touch(spans: Sequence[Span], taken: Sequence[Span]) -> bool:
    for span in spans:
        after = bisect_left(taken, span)
        if after < len(taken) and taken[after].start <= span.end:
            return True
        if after and taken[after - 1].end >= span.start:
            return True
    return False
