"""Directives in a manuscript that silence rules: `%% bulletin: ignore[P001] 理由` above a paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bulletin_tools.expressions import expression
from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule, Rulebook
    from bulletin_tools.source import Directive, Source

UNUSED, MALFORMED = "X003", "X004"
_BODY = r"(ignore|ignore-file)\s*\[([^\]]+)\]\s*(.*)"
_NOTE = expression(r"note\b")  # what convert was not sure of: for people


class Suppression:
    """One directive that is well formed."""

    def __init__(self, directive: Directive, source: Source, selectors: Sequence[str], *, everywhere: bool) -> None:
        self.selectors = selectors
        lines = source.document.lines
        line = lines[directive.line]
        below = directive.line + 1
        self.span = Span(line.start, line.end)
        self.whole_line = Span(line.start, lines[below].start if below < len(lines) else line.end)
        self.used: set[str] = set()
        paragraph = source.paragraph_below(directive.line)
        if everywhere:
            self._range = Span(0, len(source.document.text))
        elif paragraph:
            self._range = source.origin(Span(paragraph.start, paragraph.end))
        else:
            self._range = Span(0, -1)

    def silences(self, finding: Finding) -> bool:
        """Whether it means this finding; remembers that it did."""
        if not self._range.start <= finding.span.start <= self._range.end:
            return False
        fitting = {name for name in self.selectors if finding.name == name or finding.code.startswith(name)}
        self.used |= fitting
        return bool(fitting)


def apply(source: Source, findings: Iterable[Finding], rulebook: Rulebook, rules: Sequence[Rule]) -> Iterator[Finding]:
    """The findings that no directive silences, and what is wrong with the directives themselves."""
    if not source.document.directives:
        yield from findings
        return
    enabled = {rule.code: rule for rule in rules}
    suppressions: list[Suppression] = []
    for directive in source.document.directives:
        suppression = _read(directive, source, rulebook)
        if suppression:
            suppressions.append(suppression)
        elif MALFORMED in enabled and not _NOTE.match(directive.body):
            line = source.document.lines[directive.line]
            yield enabled[MALFORMED].finding(Span(line.start, line.end), body=directive.body)
    for finding in findings:
        silenced = [suppression.silences(finding) for suppression in suppressions]  # each remembers its use
        if not any(silenced):
            yield finding
    if UNUSED in enabled:
        for suppression in suppressions:
            yield from _unused(suppression, enabled)


def _read(directive: Directive, source: Source, rulebook: Rulebook) -> Suppression | None:
    match = re.match(_BODY, directive.body)
    if not match:
        return None
    selectors = [name.strip() for name in re.split("[,，、]", match[2])]
    known = all(
        name and (rulebook.find(name) or any(code.startswith(name) for code in rulebook.rules)) for name in selectors
    )
    return Suppression(directive, source, selectors, everywhere=match[1] == "ignore-file") if known else None


def _unused(suppression: Suppression, enabled: dict[str, Rule]) -> Iterator[Finding]:
    """Selectors that silenced nothing although a rule that they mean was on."""
    on = [name for name in suppression.selectors if any(_means(name, rule) for rule in enabled.values())]
    idle = [name for name in on if name not in suppression.used]
    if idle:
        edits = [Edit(suppression.whole_line, "")] if len(idle) == len(suppression.selectors) else []
        yield enabled[UNUSED].finding(suppression.span, *edits, codes="、".join(idle))


def _means(name: str, rule: Rule) -> bool:
    return rule.name == name or rule.code.startswith(name)
