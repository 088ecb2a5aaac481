"""Charts as inline SVG: they need neither script nor network, and print as they are. `page.css` colours them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bulletin_tools.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LABEL, _WIDTH, _ROW = 150, 260, 22  # pixels of a bar's name, of the longest bar, between bars
_COLUMN, _HEIGHT = 46, 160  # pixels between columns, of the highest column
_NUMBER = 50  # pixels for the number behind a bar
_BARS, _COLUMNS = 20, 36  # that are drawn
_LONGEST = 10  # characters of a bar's name
_LEVELS = {level.name: level.chinese for level in Severity}


def bars(title: str, rows: Sequence[tuple[str, Mapping[str, float]]]) -> str:
    """A bar per name, in the order given, each in parts: class → value."""
    shown = rows[:_BARS]
    most = max((sum(parts.values()) for _, parts in shown), default=0) or 1
    drawn = "".join(_bar(place * _ROW, name, parts, most) for place, (name, parts) in enumerate(shown))
    told = [(name, sum(parts.values())) for name, parts in rows]
    return _figure(title, told, (_LABEL + _WIDTH + _NUMBER, len(shown) * _ROW), drawn, len(rows) - len(shown))


def columns(title: str, rows: Sequence[tuple[str, float]]) -> str:
    """Columns from left to right, one a period; the last ones where there are many."""
    shown = rows[-_COLUMNS:]
    most = max((value for _, value in shown), default=0) or 1
    drawn = "".join(_column(place * _COLUMN, name, value, most) for place, (name, value) in enumerate(shown))
    return _figure(title, rows, (len(shown) * _COLUMN, _HEIGHT + 42), drawn, len(rows) - len(shown))


def number(value: float) -> str:
    """A number as people read it: without an exponent, and without a decimal place that says nothing."""
    return str(int(value)) if value == int(value) else f"{value:.1f}"


def _bar(top: int, name: str, parts: Mapping[str, float], most: float) -> str:
    label = name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
    drawn = [
        f'<text x="{_LABEL - 6}" y="{top + 16}" text-anchor="end"><title>{escape(name)}</title>{escape(label)}</text>'
    ]
    left = float(_LABEL)
    for kind, value in parts.items():
        width = value / most * _WIDTH
        if width:
            drawn.append(
                f'<rect class="{kind}" x="{left:.1f}" y="{top + 4}" width="{width:.1f}" height="{_ROW - 7}">'
                f"<title>{escape(name)}：{_LEVELS.get(kind, '')}{number(value)}</title></rect>"
            )
        left += width
    drawn.append(f'<text x="{left + 5:.1f}" y="{top + 16}">{number(sum(parts.values()))}</text>')
    return "".join(drawn)


def _column(left: int, name: str, value: float, most: float) -> str:
    height = _HEIGHT * value / most
    top = 18 + _HEIGHT - height
    return (
        f'<rect x="{left + 8}" y="{top:.1f}" width="30" height="{height:.1f}"><title>{escape(name)}：{number(value)}</title></rect>'
        f'<text x="{left + 23}" y="{top - 4:.1f}" text-anchor="middle">{number(value)}</text>'
        f'<text x="{left + 23}" y="{_HEIGHT + 34}" text-anchor="middle">{escape(_tick(name))}</text>'
    )


def _tick(period: str) -> str:
    """26-09 for 2026-09, so that it fits below its column."""
    return period[2:] if period[:2].isdigit() and len(period) == len("2026-09") else period[:6]


def _figure(title: str, told: Sequence[tuple[str, float]], size: tuple[int, int], drawn: str, more: int) -> str:
    """A drawing with its title, all that it tells in words, and how much isn't drawn; nothing where there is nothing."""
    if not told:
        return ""
    width, height = size
    words = "，".join(f"{name}{number(value)}" for name, value in told)
    left_out = f"<figcaption>另有{more}个没有画出</figcaption>" if more else ""
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg role="img" aria-label="{escape(f"{title}：{words}")}" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}">{drawn}</svg>{left_out}</figure>'
    )
