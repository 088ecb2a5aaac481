"""Charts as inline SVG: they need neither script nor network, and print as they are."""

from collections.abc import Sequence
from html import escape

_ROW, _LABEL, _BAR, _SHOWN = 24, 170, 420, 25  # px; bars that are shown
_COLUMN, _HEIGHT = 46, 160
_COLUMNS = 36  # periods that are shown


def bars(title: str, values: Sequence[tuple[str, float]]) -> str:
    """Horizontal bars, one a name, the longest first as given."""
    shown = values[:_SHOWN]
    most = max((value for _, value in shown), default=0) or 1
    parts = []
    for place, (name, value) in enumerate(shown):
        y = place * _ROW
        width = max(1.0, _BAR * value / most)
        parts.append(
            f'<text class="name" x="{_LABEL - 8}" y="{y + 16}">{escape(_short(name))}</text>'
            f'<rect x="{_LABEL}" y="{y + 4}" width="{width:.1f}" height="16"><title>{escape(name)}：{number(value)}</title></rect>'
            f'<text x="{_LABEL + width + 6:.1f}" y="{y + 16}">{number(value)}</text>'
        )
    return _svg(title, _LABEL + _BAR + 60, max(1, len(shown)) * _ROW, parts)


def columns(title: str, values: Sequence[tuple[str, float]]) -> str:
    """Columns from left to right, one a period; the last ones where there are many."""
    shown = values[-_COLUMNS:]
    most = max((value for _, value in shown), default=0) or 1
    parts = []
    for place, (name, value) in enumerate(shown):
        x = place * _COLUMN
        height = _HEIGHT * value / most
        top = 18 + _HEIGHT - height
        parts.append(
            f'<rect x="{x + 8}" y="{top:.1f}" width="30" height="{height:.1f}"><title>{escape(name)}：{number(value)}</title></rect>'
            f'<text class="mid" x="{x + 23}" y="{top - 4:.1f}">{number(value)}</text>'
            f'<text class="mid" x="{x + 23}" y="{_HEIGHT + 34}">{escape(_tick(name))}</text>'
        )
    return _svg(title, max(1, len(shown)) * _COLUMN, _HEIGHT + 42, parts)


def number(value: float) -> str:
    """A number as people read it: without an exponent, and without a decimal place that says nothing."""
    return str(int(value)) if value == int(value) else f"{value:.1f}"


def _svg(title: str, width: int, height: int, parts: Sequence[str]) -> str:
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg role="img" aria-label="{escape(title)}" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}">{"".join(parts)}</svg></figure>'
    )


def _short(name: str) -> str:
    return name if len(name) <= 12 else name[:11] + "…"


def _tick(period: str) -> str:
    """26-09 for 2026-09, so that it fits below its column."""
    return period[2:] if period[:2].isdigit() and len(period) == len("2026-09") else period[:6]
