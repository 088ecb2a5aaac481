"""What departments have to mend in what they sent in, told each in words that an editor can pass on."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from bulletin_tools import formats
from bulletin_tools.compose.entries import Submission, departments
from bulletin_tools.finding import Finding
from bulletin_tools.lint import Office, Report, lint
from bulletin_tools.masking import masker
from bulletin_tools.reports.excerpt import excerpt, mended, shown
from bulletin_tools.reports.full import heads
from bulletin_tools.source import Document, Span
from bulletin_tools.unwrap import unwrap

ENDING = "退改意见.txt"
"""What the name of every letter ends with; with it no name is one that Windows keeps for itself."""
_UNNAMED = "（没有写供稿单位）"
_FORBIDDEN = re.compile(r'[<>:"/\\|?*.]')  # in names of Windows files, the full stop for CON. and the like
_LONGEST = 50  # characters of a department in the name of a file, which may have 255 bytes


class Returned(NamedTuple):
    """The faults that one department has to mend in one draft."""

    path: Path
    report: Report
    """Of the whole draft."""
    office: Office
    findings: list[Finding]


def by_department(sent: Iterable[Submission], office_of: Callable[[Path], Office]) -> dict[str, list[Returned]]:
    """The faults of what was sent in, by the department that has to mend them: that of the item, or of the first."""
    found: dict[str, list[Returned]] = {}
    for one in sent:
        office = office_of(one.path)
        report = lint(one.document, office)
        names = _departments(report)
        own: dict[str, list[Finding]] = {}
        for finding in report.findings:
            own.setdefault(names[(finding.item or 1) - 1], []).append(finding)
        for name, findings in own.items():
            found.setdefault(name, []).append(Returned(one.path, report, office, findings))
    return found


def file_names(names: Iterable[str]) -> dict[str, str]:
    """Department → the name of its letter's file, which any system takes; no two are the same, in capitals or not."""
    given: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        safe = "".join(char if char.isprintable() else "_" for char in _FORBIDDEN.sub("_", name))[:_LONGEST]
        number, file = 1, safe + ENDING
        while file.casefold() in taken:
            number += 1
            file = f"{safe}{number}{ENDING}"
        taken.add(file.casefold())
        given[name] = file
    return given


def letter(department: str, drafts: Sequence[Returned]) -> str:
    """All that a department has to mend, draft by draft: where, what, why and how."""
    count = sum(len(draft.findings) for draft in drafts)
    return "\n".join([f"{department}来稿退改意见（{count}处）", *_lines(drafts)]) + "\n"


def _departments(report: Report) -> list[str]:
    """Who sent in each item; one name where there is none."""
    items = report.items
    text = unwrap(report.document).text if any(item.signed for item in items) else ""
    return ["、".join(departments(item, text)) or _UNNAMED for item in items] or [_UNNAMED]


def _lines(drafts: Iterable[Returned]) -> Iterator[str]:
    number = 0
    for draft in drafts:
        yield from ("", f"稿件：{draft.path.name}")
        report = draft.report
        names, text = heads(report.items, masker(report.document.text, report.secrets)), report.shown
        for item, findings in groupby(draft.findings, lambda finding: finding.item):
            yield names[item]
            for finding in findings:
                number += 1
                yield f"{number}．{_place(report.document, finding.span.start)}：{shown(finding.message)}"
                yield from _reasons(finding, draft, text)


def _reasons(finding: Finding, draft: Returned, text: str) -> Iterator[str]:
    line = _line(draft.report.document, finding.span.start)
    before, marked, after = excerpt(text, finding.span, line)
    yield f"\u3000\u3000原文：…{before}〖{marked}〗{after}…"
    yield f"\u3000\u3000{draft.office.rulebook.rules[finding.code].grounds}"
    if finding.fix and finding.fix.edits:
        doubt = "" if finding.fix.safe else "（请斟酌）"
        yield f"\u3000\u3000改为：…{mended(text, finding.span, finding.fix.edits, line)}…{doubt}"


def _line(document: Document, offset: int) -> Span:
    """The row, or the paragraph of a Word file, of a place: another department's item may begin with the next."""
    line = document.lines[document.position(offset).row - 1]
    return Span(line.start, line.end)


def _place(document: Document, offset: int) -> str:
    """A place for people: 第3行第5字, of a Word file 第3段第5字."""
    if document.format == "word":
        return document.place(offset)
    return f"{formats.place(document, offset)}第{document.position(offset).column}字"
