"""One page for a person: the manuscript with its faults marked where they stand, a list to jump by, counts and charts.

The page is whole: it fetches nothing, reads without its script, and prints.
"""

from __future__ import annotations

from collections import Counter
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from bulletin_tools.finding import Severity
from bulletin_tools.masking import masker
from bulletin_tools.reports.charts import bars
from bulletin_tools.reports.excerpt import changed, shown
from bulletin_tools.reports.full import heads
from bulletin_tools.reports.marked import lines
from bulletin_tools.reports.pages import opening
from bulletin_tools.reports.summary import summary
from bulletin_tools.rulebook import FAMILIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bulletin_tools.bulletin import Item
    from bulletin_tools.finding import Finding
    from bulletin_tools.outcome import Outcome, Totals
    from bulletin_tools.reports import Paint

_HERE = Path(__file__).parent


class Html:
    """A section per manuscript; the summary comes last in the file and first on the page."""

    def __init__(self, paint: Paint) -> None:
        del paint
        self._begun = False
        self._count = 0
        self._families: dict[str, Counter[str]] = {}
        self._departments: dict[str, Counter[str]] = {}

    def file(self, outcome: Outcome) -> str:
        opening = "" if self._begun else _opening()
        self._begun = True
        if not outcome.report:
            body = f'<p class="unread">{escape(outcome.error)}</p>'
        elif outcome.findings:
            body = self._manuscript(outcome)
        else:
            body = "<p>没有发现问题。</p>"
        return f"{opening}<section><h2>{escape(outcome.name)}</h2>\n{body}</section>\n"

    def end(self, totals: Totals) -> str:
        counted = "".join(f"<p>{escape(line)}</p>" for line in summary(totals).splitlines())
        kinds = "".join(_box(family, FAMILIES.get(family, family)) for family in sorted(self._families))
        levels = "".join(
            _box(level.name, level.chinese) for level in sorted(Severity, reverse=True) if totals.by_severity[level]
        )
        filters = f'<div class="filters">只看：{levels}{kinds}</div>' if self._families else ""
        keys = '<p class="keys">按 <kbd>n</kbd>、<kbd>p</kbd> 看下一处、上一处，<kbd>Esc</kbd> 全部收起。</p>'
        charts = (
            '<div class="charts">'
            + _bars("按类别", {FAMILIES.get(key, key): counts for key, counts in self._families.items()})
            + _bars("按来源单位", self._departments)
            + "</div>"
        )
        header = f"<header><h1>稿件检查结果</h1>{counted}{charts if self._families else ''}{filters}{keys}</header>"
        script = (_HERE / "page.js").read_text("utf-8")
        return f"{'' if self._begun else _opening()}{header}\n<script>{script}</script>\n</body></html>\n"

    def _manuscript(self, outcome: Outcome) -> str:
        assert outcome.report
        first = self._count
        self._count += len(outcome.findings)
        text = outcome.report.shown
        marked = "".join(lines(outcome.report.document, outcome.findings, text, first))
        return (
            f'<div class="text" lang="zh">{marked}</div>\n'
            f'<aside class="found" aria-label="问题">{"".join(self._list(outcome, text, first))}</aside>\n'
        )

    def _list(self, outcome: Outcome, text: str, first: int) -> Iterator[str]:
        assert outcome.report
        report = outcome.report
        items, discreet = report.items, masker(report.document.text, report.secrets)
        names, sources = heads(items, discreet), _sources(items)
        last: int | None = -1
        for number, finding in enumerate(outcome.findings, first):
            if finding.item != last:
                last = finding.item
                yield f"<h3>{escape(names[last])}</h3>"
            level = finding.severity.name
            self._families.setdefault(finding.code[0], Counter())[level] += 1
            for name in sources.get(finding.item, ["（无）"]):
                self._departments.setdefault(name, Counter())[level] += 1
            yield _entry(finding, outcome, text, number)


def _entry(finding: Finding, outcome: Outcome, text: str, number: int) -> str:
    assert outcome.report
    assert outcome.rulebook
    rule = outcome.rulebook.rules[finding.code]
    row, column = outcome.report.document.position(finding.span.start)
    level = finding.severity
    why = f"<p>{escape(rule.grounds)}</p>"
    explained = f"<p>{escape(' '.join(rule.explain.split()))}</p>" if rule.explain else ""
    return (
        f'<details id="f{number}" class="{level.name}" data-kinds="{level.name} {finding.code[0]}">'
        f'<summary><span class="where">{row}:{column} {level.chinese} {finding.code}</span> '
        f"{escape(shown(finding.message))}</summary>{_mend(finding, text)}{why}{explained}</details>\n"
    )


def _mend(finding: Finding, text: str) -> str:
    if not finding.fix:
        return ""
    option = "--fix" if finding.fix.safe else "--unsafe-fixes"
    if not finding.fix.edits:
        return f"<p>改法（{option}）：改版式</p>"
    parts = changed(text, finding.fix.edits)
    tags = {"same": "{}", "old": "<del>{}</del>", "new": "<ins>{}</ins>"}
    line = "".join(tags[kind].format(escape(words)) for kind, words in parts)
    return f"<p>改法（{option}）：…{line}…</p>"


def _sources(items: Sequence[Item]) -> dict[int | None, list[str]]:
    """Item number → its departments."""
    return {number: [source.value for source in item.sources] for number, item in enumerate(items, 1) if item.sources}


def _bars(title: str, counts: Mapping[str, Counter[str]]) -> str:
    """A bar per name, the longest first, and in each the gravest faults."""
    levels = [level.name for level in sorted(Severity, reverse=True)]
    names = sorted(counts, key=lambda name: (-counts[name].total(), name))
    return bars(title, [(name, {level: counts[name][level] for level in levels}) for name in names])


def _box(value: str, words: str) -> str:
    return f'<label><input type="checkbox" value="{value}" checked> {escape(words)}</label>'


def _opening() -> str:
    return opening("稿件检查结果", (_HERE / "page.css").read_text("utf-8"))
