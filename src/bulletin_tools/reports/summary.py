"""The last lines of a report for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin_tools.finding import Severity

if TYPE_CHECKING:
    from bulletin_tools.outcome import Totals

_PER = 10_000  # characters to which publishers relate faults


def summary(totals: Totals) -> str:
    """How much was checked, what was found in it, and what can be mended."""
    lines = [_mended(totals)] if totals.mended else []
    lines.append(_found(totals) if totals.found else _clean(totals))
    if totals.known:
        lines.append(f"基线里已有的{totals.known}处没有列出。")
    if totals.errors:
        lines.append(f"{totals.errors}份稿件没有检查成。")
    return "\n".join(lines)


def statistics(totals: Totals) -> str:
    """How often each rule reported, most often first."""
    rows = sorted(totals.by_code.items(), key=lambda row: (-row[1], row[0]))
    return "".join(f"{count:>6}  {code}  {totals.titles[code]}\n" for code, count in rows)


def _mended(totals: Totals) -> str:
    return f"已改正{totals.mended}处（{totals.changed}份稿件）。"


def _clean(totals: Totals) -> str:
    checked = totals.files - totals.errors
    return f"没有发现问题（{checked}份稿件，{totals.characters}字）。" if checked else "没有检查任何稿件。"


def _found(totals: Totals) -> str:
    kinds = "、".join(
        f"{severity.chinese}{totals.by_severity[severity]}处"
        for severity in sorted(Severity, reverse=True)
        if totals.by_severity[severity]
    )
    rate = totals.found * _PER / max(1, totals.characters)
    left = "还有" if totals.mended else "发现"
    checked = totals.files - totals.errors
    text = f"检查{checked}份稿件、{totals.characters}字，{left}{totals.found}处：{kinds}；每万字{rate:.1f}处。"
    if totals.safe:
        text += f"其中{totals.safe}处可用--fix改正。"
    if totals.unsafe:
        text += f"{'另有' if totals.safe else '其中'}{totals.unsafe}处要斟酌，可用--fix --unsafe-fixes改正。"
    return text
