"""Bars in SVG, for pages that fetch nothing."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bulletin_tools.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

_LABEL, _WIDTH, _ROW = 130, 220, 20  # pixels
_MOST = 12  # bars
_LONGEST = 9  # characters of a label


def bars(title: str, counts: Mapping[str, Mapping[str, int]]) -> str:
    """A bar per name, the longest first, parted by severity; what is left out is told."""
    rows = sorted(counts.items(), key=lambda row: (-sum(row[1].values()), row[0]))
    if not rows:
        return ""
    most = sum(rows[0][1].values())
    drawn = "".join(_bar(place, name, held, most) for place, (name, held) in enumerate(rows[:_MOST]))
    height = _ROW * min(len(rows), _MOST)
    more = f"<figcaption>另有{len(rows) - _MOST}个没有画出</figcaption>" if len(rows) > _MOST else ""
    size = f'width="{_LABEL + _WIDTH + 40}" height="{height}"'
    return (
        f"<figure><figcaption>{escape(title)}</figcaption>"
        f'<svg {size} role="img" aria-label="{escape(_told(rows))}">{drawn}</svg>{more}</figure>'
    )


def _bar(place: int, name: str, held: Mapping[str, int], most: int) -> str:
    label = name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
    top = place * _ROW
    parts = [
        f'<text x="{_LABEL - 6}" y="{top + 14}" text-anchor="end"><title>{escape(name)}</title>{escape(label)}</text>'
    ]
    left = float(_LABEL)
    for level in sorted(Severity, reverse=True):
        width = held.get(level.name, 0) / most * _WIDTH
        if width:
            parts.append(
                f'<rect class="{level.name}" x="{left:.1f}" y="{top + 3}" width="{width:.1f}" height="{_ROW - 6}">'
                f"<title>{level.chinese}{held[level.name]}</title></rect>"
            )
        left += width
    parts.append(f'<text x="{left + 5:.1f}" y="{top + 14}">{sum(held.values())}</text>')
    return "".join(parts)


def _told(rows: list[tuple[str, Mapping[str, int]]]) -> str:
    return "，".join(f"{name}{sum(held.values())}" for name, held in rows)
