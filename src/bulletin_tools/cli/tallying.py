"""What `bulletin stats` does with its options."""

import csv
import io
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bulletin_tools import discovery, formats
from bulletin_tools.bulletin import Bulletin
from bulletin_tools.cli import console
from bulletin_tools.cli.files import check_output, write_output
from bulletin_tools.errors import BulletinError
from bulletin_tools.finding import Finding
from bulletin_tools.lint import lint
from bulletin_tools.parse import parse
from bulletin_tools.stats.tables import TABLES, Table, as_data, tables
from bulletin_tools.stats.tally import PERIODS, Tally
from bulletin_tools.unwrap import unwrap
from bulletin_tools.workspace import Workspace

_FORMATS = ("table", "csv", "json", "html")
_FORMULA = ("=", "+", "-", "@")  # what a spreadsheet would reckon with
_WIDEST = 12  # periods that fit a terminal


class Request(NamedTuple):
    """The options of `bulletin stats`."""

    paths: Sequence[Path]
    output_format: str
    table: str
    by: str
    since: str
    until: str
    items_only: bool
    output: Path | None
    overwrite: bool
    config: Path | None


def run(request: Request) -> int:
    """Count, print, and give the exit code."""
    _check(request)
    workspace = Workspace(config=request.config)
    first = request.paths[0]
    folder = first if first.is_dir() else first.parent
    settings = workspace.settings(folder)
    tally = Tally(settings.stats, request.by, workspace.departments(folder))
    files = failed = 0
    for path in discovery.manuscripts(request.paths, workspace.settings):
        try:
            tally.add(*_counted(path, request, workspace))
            files += 1
        except BulletinError as error:
            failed += 1
            print(f"{path}：{error}", file=sys.stderr)
    if not files and not failed:
        raise BulletinError("没有找到稿件")
    titles = {code: rule.title for code, rule in workspace.rulebook(folder).rules.items()}
    found = tables(tally, titles)
    _put(request, {request.table: found[request.table]} if request.table else found)
    return 2 if failed else 0


def _check(request: Request) -> None:
    for name, value, known in (
        ("--output-format", request.output_format, _FORMATS),
        ("--table", request.table, ("", *TABLES)),
        ("--by", request.by, PERIODS),
    ):
        if value not in known:
            raise BulletinError(f"{name}应为{'、'.join(filter(None, known))}之一，现为“{value}”")
    for name, value in (("--since", request.since), ("--until", request.until)):
        if value and not re.fullmatch(r"\d{4}-\d{2}", value):
            raise BulletinError(f"{name}应写作2026-01，现为“{value}”")
    if request.output:
        check_output(request.output, overwrite=request.overwrite)


def _counted(path: Path, request: Request, workspace: Workspace) -> tuple[Sequence[Bulletin], Sequence[Finding]]:
    """A manuscript's issues and faults, as far as they lie in the time that is asked for."""
    document = formats.read(path)
    if request.items_only:
        return [bulletin for bulletin in parse(unwrap(document)) if _is_wanted(bulletin, request)], ()
    report = lint(document, workspace.office(path))
    wanted = [bulletin for bulletin in report.bulletins if _is_wanted(bulletin, request)]
    if len(wanted) == len(report.bulletins):
        return wanted, report.findings
    return wanted, list(_renumbered(report.bulletins, report.findings, request))


def _renumbered(bulletins: Sequence[Bulletin], findings: Sequence[Finding], request: Request) -> Iterator[Finding]:
    """The findings in items of the wanted issues, numbered as if those were all."""
    numbers: dict[int, int] = {}
    place = 0
    for bulletin in bulletins:
        for _ in bulletin.items:
            place += 1
            if _is_wanted(bulletin, request):
                numbers[place] = len(numbers) + 1
    for finding in findings:
        if finding.item in numbers:
            yield finding._replace(item=numbers[finding.item])


def _is_wanted(bulletin: Bulletin, request: Request) -> bool:
    head = bulletin.masthead
    month = head.date.value[:7] if head and head.date else ""
    if not (request.since or request.until):
        return True
    return bool(month) and (request.since or month) <= month <= (request.until or month)


def _put(request: Request, found: Mapping[str, Table]) -> None:
    if request.output_format == "table" and not request.output:
        _draw(found)
        return
    text = _rendered(request, found)
    encoding = "utf-8-sig" if request.output_format == "csv" else "utf-8"
    write_output(request.output, text.encode(encoding, "backslashreplace"))


def _rendered(request: Request, found: Mapping[str, Table]) -> str:
    if request.output_format == "json":
        return json.dumps(as_data(found), ensure_ascii=False, indent=1) + "\n"
    if request.output_format == "html":
        from bulletin_tools.stats.page import page

        return page("信息采用情况统计", found)
    chosen = [found[name] for name in ((request.table or "items",) if request.output_format == "csv" else found)]
    out = io.StringIO()
    for table in chosen:
        csv.writer(out).writerows([table.heads, *(map(_cell, row) for row in table.rows)])
    return out.getvalue()


def _cell(value: str | float) -> str | float:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _draw(found: Mapping[str, Table]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as Drawn

    screen = Console(no_color=not console.colours("auto", sys.stdout), highlight=False)
    for name, table in found.items():
        if not table.rows:
            continue
        fixed = len(table.heads) if name != "items" or len(table.heads) <= 6 + _WIDEST else 6
        drawn = Drawn(title=table.title, box=SIMPLE_HEAD, title_justify="left")
        for head in table.heads[:fixed]:
            drawn.add_column(head, justify="left" if head in ("单位", "规则", "要求", "时间", "最多的") else "right")
        for row in table.rows:
            drawn.add_row(*(str(cell or "") for cell in row[:fixed]))
        screen.print(drawn)
