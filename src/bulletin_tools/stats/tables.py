"""A tally as tables, which every way of showing it prints."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from bulletin_tools.stats.tally import Tally, summed

Cell = str | int | float
TABLES = ("items", "faults", "rules", "trend")


class Table(NamedTuple):
    """One table: its title, the heads of its columns, its rows."""

    title: str
    keys: tuple[str, ...]
    """The names of its columns in JSON; those behind them are periods."""
    heads: tuple[str, ...]
    rows: list[tuple[Cell, ...]]


def tables(tally: Tally, titles: Mapping[str, str]) -> dict[str, Table]:
    """All tables by name; `titles` of the rules by code."""
    return {
        "items": _items(tally),
        "faults": _faults(tally),
        "rules": _rules(tally, titles),
        "trend": _trend(tally),
    }


def as_data(found: Mapping[str, Table]) -> dict[str, list[dict[str, Any]]]:
    """The tables as JSON knows them; the columns of periods are one object."""
    return {name: [_row(table, row) for row in table.rows] for name, table in found.items()}


def _row(table: Table, row: tuple[Cell, ...]) -> dict[str, Any]:
    fixed = len(table.keys)
    data: dict[str, Any] = dict(zip(table.keys, (None if cell == "" else cell for cell in row), strict=False))
    if fixed < len(table.heads):
        data["periods"] = dict(zip(table.heads[fixed:], row[fixed:], strict=True))
    return data


def _items(tally: Tally) -> Table:
    periods = tally.periods
    by_period = Counter((use.department, use.period) for use in tally.uses)
    rows: list[tuple[Cell, ...]] = []
    for rank, (name, (full, brief, points)) in enumerate(summed(tally.uses).items(), 1):
        rows.append((rank, name, full + brief, full, brief, _round(points), *(by_period[name, at] for at in periods)))
    return Table(
        "信息采用情况",
        ("rank", "department", "used", "full", "brief", "points"),
        ("名次", "单位", "采用", "信息", "简讯", "得分", *periods),
        rows,
    )


def _faults(tally: Tally) -> Table:
    used = Counter(use.department for use in tally.uses)
    counts: Counter[str] = Counter()
    kinds: dict[str, Counter[str]] = {}
    for (department, _, code), count in tally.faults.items():
        counts[department] += count
        kinds.setdefault(department, Counter())[code] += count
    rows: list[tuple[Cell, ...]] = []
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        often = "、".join(f"{code}×{count}" for code, count in kinds[name].most_common(3))
        rows.append((name, used[name], counts[name], _round(counts[name] / used[name]) if used[name] else "", often))
    return Table(
        "各单位差错",
        ("department", "used", "faults", "faults_per_item", "most"),
        ("单位", "采用", "差错", "每条", "最多的"),
        rows,
    )


def _rules(tally: Tally, titles: Mapping[str, str]) -> Table:
    counts: Counter[str] = Counter()
    for (_, _, code), count in tally.faults.items():
        counts[code] += count
    rows: list[tuple[Cell, ...]] = [(code, titles.get(code, ""), count) for code, count in counts.most_common()]
    return Table("各类差错", ("code", "title", "faults"), ("规则", "要求", "差错"), rows)


def _trend(tally: Tally) -> Table:
    points: Counter[str] = Counter()
    for use in tally.uses:
        points[use.period] += use.points  # type: ignore[assignment]
    faults: Counter[str] = Counter()
    for (_, period, _), count in tally.faults.items():
        faults[period] += count
    rows: list[tuple[Cell, ...]] = []
    for period in tally.periods:
        characters = tally.characters[period]
        rate = _round(faults[period] * 10_000 / characters) if characters else ""
        rows.append(
            (
                period,
                tally.issues[period],
                tally.items[period],
                _round(points[period]),
                characters,
                faults[period],
                rate,
            )
        )
    return Table(
        "趋势",
        ("period", "issues", "items", "points", "characters", "faults", "faults_per_10000"),
        ("时间", "期数", "条数", "得分", "字数", "差错", "每万字差错"),
        rows,
    )


def _round(value: float) -> float | int:
    return int(value) if value == int(value) else round(value, 1)
