"""Findings as comments in the Word file itself, and mends as tracked changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bulletin_tools.errors import BulletinError
from bulletin_tools.finding import Severity
from bulletin_tools.formats.word import comments, opened, revisions
from bulletin_tools.formats.word.comments import Remark
from bulletin_tools.formats.word.restyle import part_identifiers, restyle
from bulletin_tools.masking import masker
from bulletin_tools.reports.excerpt import excerpt, shown
from bulletin_tools.source import PARTS, Edit, Span, apply

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bulletin_tools.finding import Finding
    from bulletin_tools.formats.word.comments import Stamp
    from bulletin_tools.outcome import Outcome
    from bulletin_tools.rulebook import Rulebook
    from bulletin_tools.source import Document

_LONGEST = 60  # code points of what a comment suggests


class Wanted(NamedTuple):
    """What is to be put into a Word file."""

    annotate: bool
    track: bool


def reviewed(outcome: Outcome, wanted: Wanted, stamp: Stamp) -> bytes:
    """The manuscript with comments, with its mends tracked, or with both. Errors: `BulletinError` for other files."""
    report, fixed = outcome.report, outcome.fixed
    assert report
    original = outcome.original or report.document
    if original.format != "word":
        raise BulletinError("不是Word文件，不能加批注和修订")
    manuscript = opened(original)
    if wanted.annotate:
        comments.clear(manuscript.package)
    if fixed and wanted.track:
        if wanted.annotate:
            mended = _remarks(_Teller(original, fixed.secrets, outcome), fixed.at_once, mended=True)
            comments.annotate(manuscript, mended, stamp)
            manuscript.read()
        revisions.track(original, manuscript, fixed.edits, stamp)
        restyle(manuscript, fixed.restyles, stamp)
    if wanted.annotate:
        teller = _Teller(report.document, report.secrets, outcome)
        comments.annotate(manuscript, [teller.summary(), *_remarks(teller, outcome.findings)], stamp)
    part_identifiers(manuscript)
    return manuscript.package.save()


def _remarks(teller: _Teller, findings: Sequence[Finding], *, mended: bool = False) -> list[Remark]:
    """A comment for each finding where Word allows one."""
    return [
        Remark(finding.span, list(teller.lines(finding, mended=mended)))
        for finding in findings
        if teller.parts(finding.span) == {"body"}
    ]


class _Teller:
    """Puts findings into words, personal numbers masked."""

    def __init__(self, document: Document, secrets: Sequence[Span], outcome: Outcome) -> None:
        assert outcome.rulebook
        self._document = document
        self._rulebook: Rulebook = outcome.rulebook
        self._outcome = outcome
        self._discreet = masker(document.text, secrets)

    def parts(self, span: Span) -> set[str]:
        """The parts of the file that a stretch of text touches."""
        first, last = (self._document.position(place).row for place in span)
        return {line.look.part for line in self._document.lines[first - 1 : last] if line.look}

    def lines(self, finding: Finding, *, mended: bool) -> Iterator[str]:
        """What a comment says of a finding."""
        yield _told(finding)
        yield self._rulebook.rules[finding.code].grounds
        if mended:
            yield "已用修订标出改法，接受即改正。"
        elif finding.fix and finding.fix.edits:
            yield f"建议{self._mend(finding.span, finding.fix.edits)}{'' if finding.fix.safe else '（请斟酌）'}"

    def summary(self) -> Remark:
        """The comment at the top. Errors: `BulletinError` for a file in which it has no place."""
        top = next((line.start for line in self._document.lines if line.look and line.look.part == "body"), None)
        if top is None:
            raise BulletinError("正文里没有段落，不能加批注")
        return Remark(Span(top, top), list(self._overview()))

    def _overview(self) -> Iterator[str]:
        """How much was found, in what, and what has no comment of its own."""
        report, fixed = self._outcome.report, self._outcome.fixed
        assert report
        if fixed and fixed.applied:
            yield f"已用修订改正{len(fixed.applied)}处。"
        yield _counted(self._outcome.findings, "还有" if fixed and fixed.applied else "发现")
        read = {line.look.part for line in self._document.lines if line.look and line.start < line.end}
        yield f"检查了{'、'.join(name for part, name in PARTS.items() if part in read)}，共{report.characters}字。"
        elsewhere = [finding for finding in self._outcome.findings if self.parts(finding.span) != {"body"}]
        if elsewhere:
            yield "以下各处Word不能加批注："
        text = report.shown
        for finding in elsewhere:
            before, marked, after = self._excerpt(text, finding.span)
            yield f"{self._document.place(finding.span.start)}“{before}〖{marked}〗{after}”：{_told(finding)}"

    def _excerpt(self, text: str, span: Span) -> tuple[str, str, str]:
        """What stands before, in and after a stretch, in its own paragraph."""
        line = self._document.lines[self._document.position(span.start).row - 1]
        return excerpt(text, span, Span(line.start, line.end))

    def _mend(self, span: Span, edits: Sequence[Edit]) -> str:
        """The new text of the stretch, or of what is edited in it where the stretch is long."""
        places = [edit.span for edit in edits]
        if span.end - span.start <= _LONGEST:
            places.append(span)
        start, end = min(places)[0], max(place.end for place in places)
        old = self._document.text[start:end]
        new = apply(old, [Edit(Span(place.start - start, place.end - start), text) for place, text in edits])
        if not new:
            return f"删去“{self._quoted(old)}”"
        return f"改为“{self._quoted(new)}”" if old else f"加上“{self._quoted(new)}”"

    def _quoted(self, text: str) -> str:
        text = shown(self._discreet(text))
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}…{text[-_LONGEST // 2 :]}"


def _told(finding: Finding) -> str:
    return f"{finding.severity.chinese} {finding.code}：{shown(finding.message)}"


def _counted(findings: Sequence[Finding], verb: str) -> str:
    kinds = [
        f"{severity.chinese}{count}处"
        for severity in sorted(Severity, reverse=True)
        if (count := sum(finding.severity == severity for finding in findings))
    ]
    return f"{verb}{len(findings)}处：{'、'.join(kinds)}。" if findings else "没有发现问题。"
