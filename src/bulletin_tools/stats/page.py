"""A tally as one self-contained page."""

from collections.abc import Mapping, Sequence
from html import escape

from bulletin_tools.reports.charts import bars, columns, number
from bulletin_tools.reports.pages import opening
from bulletin_tools.stats.tables import Cell, Table

_STYLE = """
body { font: 15px/1.6 "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif; max-width: 1000px; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 22px; } h2 { font-size: 18px; margin-top: 2em; border-bottom: 1px solid var(--line); }
.wide { overflow-x: auto; margin-top: 1em; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { border: 1px solid var(--line); padding: 3px 8px; text-align: left; }
th { background: var(--soft); } td.n { text-align: right; }
@media print { body { max-width: none; margin: 0; } h2 { break-after: avoid; } thead { display: table-header-group; } }
"""


def page(title: str, found: Mapping[str, Table]) -> str:
    """The tables with a chart above each where one helps."""
    charts = {
        "items": _bars("各单位得分", _pairs(found["items"], "单位", "得分")),
        "faults": _bars("各单位差错", _pairs(found["faults"], "单位", "差错")),
        "rules": _bars("各类差错", _pairs(found["rules"], "规则", "差错")),
        "trend": columns("采用条数", _pairs(found["trend"], "时间", "条数"))
        + columns("每万字差错", _pairs(found["trend"], "时间", "每万字差错")),
    }
    body = "".join(_section(table, charts[name]) for name, table in found.items() if table.rows)
    return f"{opening(title, _STYLE)}<h1>{escape(title)}</h1>{body}</body></html>\n"


def _section(table: Table, chart: str) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.heads)
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in table.rows)
    return (
        f'<section><h2>{escape(table.title)}</h2><div class="charts">{chart}</div>'
        f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></section>'
    )


def _bars(title: str, rows: Sequence[tuple[str, float]]) -> str:
    return bars(title, [(name, {"": value}) for name, value in rows])


def _cell(value: Cell) -> str:
    return f"<td>{escape(value)}</td>" if isinstance(value, str) else f'<td class="n">{number(value)}</td>'


def _pairs(table: Table, name: str, value: str) -> Sequence[tuple[str, float]]:
    left, right = table.heads.index(name), table.heads.index(value)
    return [(str(row[left]), float(row[right] or 0)) for row in table.rows]
