"""The report that a person reads: item by item, with the place, the reason, the clause and the mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin_tools.masking import masker
from bulletin_tools.reports.excerpt import excerpt, mended, shown
from bulletin_tools.reports.summary import summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bulletin_tools.bulletin import Item
    from bulletin_tools.finding import Finding
    from bulletin_tools.outcome import Outcome, Totals
    from bulletin_tools.reports import Paint

_HEADLINE = 40  # code points of a headline that are shown


class Full:
    """Findings under the items they belong to."""

    def __init__(self, paint: Paint) -> None:
        self._paint = paint

    def file(self, outcome: Outcome) -> str:
        name = self._paint(outcome.name, "name")
        if outcome.error:
            return f"{name}：{outcome.error}\n\n"
        if not outcome.findings:
            return ""
        return "".join(f"{line}\n" for line in (name, *self._lines(outcome), ""))

    def end(self, totals: Totals) -> str:
        return summary(totals) + "\n"

    def _lines(self, outcome: Outcome) -> Iterator[str]:
        report = outcome.report
        assert report
        names, text = heads(report.items, masker(report.document.text, report.secrets)), report.shown
        last: int | None = -1
        for finding in outcome.findings:
            if finding.item != last:
                last = finding.item
                yield self._paint(names[last], "head")
            yield from self._finding(finding, outcome, text)

    def _finding(self, finding: Finding, outcome: Outcome, text: str) -> Iterator[str]:
        assert outcome.report
        assert outcome.rulebook
        place = outcome.report.document.place(finding.span.start)
        severity = self._paint(finding.severity.chinese, finding.severity.name)
        yield f"  {place}  {severity} {finding.code}  {finding.message}"
        before, marked, after = excerpt(text, finding.span)
        yield f"      …{before}{self._paint(f'〖{marked}〗', 'mark')}{after}…"
        yield f"      {outcome.rulebook.rules[finding.code].grounds}{_mend(finding, text)}"


def _mend(finding: Finding, text: str) -> str:
    if not finding.fix:
        return ""
    option = "--fix" if finding.fix.safe else "--unsafe-fixes"
    if not finding.fix.edits:
        return f"；{option}改版式"
    return f"；{option}改为：…{mended(text, finding.span, finding.fix.edits)}…"


def heads(items: Sequence[Item], discreet: Callable[[str], str]) -> dict[int | None, str]:
    """Item number, None for what stands in no item → what is printed above its findings; `discreet` masks secrets."""
    names: dict[int | None, str] = {None: "报头、报尾与全篇"}
    for number, item in enumerate(items, 1):
        first = item.headline or (item.paragraphs[0] if item.paragraphs else None)
        title = shown(discreet(first.value)) if first else ""
        title = title if len(title) <= _HEADLINE else title[:_HEADLINE] + "…"
        names[number] = f"第{number}条  {'△' if item.kind == 'brief' else ''}{title}"
    return names
