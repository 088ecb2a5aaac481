"""A tally as one self-contained page."""

from collections.abc import Mapping, Sequence
from html import escape

from bulletin_tools.stats.charts import bars, columns, number
from bulletin_tools.stats.tables import Cell, Table

_STYLE = """
body{font:15px/1.6 "Microsoft YaHei","PingFang SC","Noto Sans CJK SC",sans-serif;color:#222;max-width:1000px;margin:2em auto;padding:0 1em}
h1{font-size:22px}h2{font-size:18px;margin-top:2em;border-bottom:1px solid #ccc}
table{border-collapse:collapse;width:100%;font-size:14px}.wide{overflow-x:auto}
th,td{border:1px solid #ddd;padding:3px 8px;text-align:left}th{background:#f4f4f4}td.n{text-align:right}
figure{display:inline-block;margin:1em 2em 1em 0}figcaption{font-size:13px;color:#555}svg{max-width:100%;height:auto}svg text{font-size:12px;fill:#333}svg .name{text-anchor:end}svg .mid{text-anchor:middle}
svg rect{fill:#b03a2e}
@media print{body{max-width:none;margin:0}h2,figure{break-inside:avoid}thead{display:table-header-group}}
"""


def page(title: str, found: Mapping[str, Table]) -> str:
    """The tables with a chart above each where one helps."""
    charts = {
        "items": bars("各单位得分", _pairs(found["items"], "单位", "得分")),
        "faults": bars("各单位差错", _pairs(found["faults"], "单位", "差错")),
        "rules": bars("各类差错", _pairs(found["rules"], "规则", "差错")),
        "trend": columns("采用条数", _pairs(found["trend"], "时间", "条数"))
        + columns("每万字差错", _pairs(found["trend"], "时间", "每万字差错")),
    }
    body = "".join(_section(table, charts[name]) for name, table in found.items() if table.rows)
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>'
        f"<body><h1>{escape(title)}</h1>{body}</body></html>\n"
    )


def _section(table: Table, chart: str) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.heads)
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in table.rows)
    return (
        f"<section><h2>{escape(table.title)}</h2>{chart}"
        f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></section>'
    )


def _cell(value: Cell) -> str:
    return f"<td>{escape(value)}</td>" if isinstance(value, str) else f'<td class="n">{number(value)}</td>'


def _pairs(table: Table, name: str, value: str) -> Sequence[tuple[str, float]]:
    left, right = table.heads.index(name), table.heads.index(value)
    return [(str(row[left]), float(row[right] or 0)) for row in table.rows]
