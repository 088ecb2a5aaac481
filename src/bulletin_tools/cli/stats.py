"""`bulletin stats`: whose items were used, and how well they were written."""

from pathlib import Path

from bulletin_tools.cli.options import argument, option


def stats(
    paths: list[Path] = argument(..., metavar="归档...", help="往期文件或文件夹"),
    output_format: str = option("table", "--output-format", metavar="格式", help="table（默认）、csv、json或html"),
    table: str = option(
        "",
        "--table",
        metavar="表",
        help="只要一张：items采用情况、faults各单位差错、rules各类差错、trend趋势；csv默认items",
    ),
    by: str = option("month", "--by", metavar="时段", help="按month（默认）、quarter或year"),
    since: str = option("", "--since", metavar="年月", help="从哪个月起，如2026-01"),
    until: str = option("", "--until", metavar="年月", help="到哪个月止，如2026-06"),
    items_only: bool = option(False, "--items-only", help="只统计采用，不检查差错，快得多"),
    output: Path | None = option(None, "--output", "-o", metavar="文件", help="写进文件，默认标准输出"),
    overwrite: bool = option(False, "--overwrite", help="覆盖已有的文件"),
    config: Path | None = option(None, "--config", metavar="文件", help="配置文件，默认就近查找bulletin.toml"),
) -> int:
    """统计信息采用情况和差错：按单位、按时间、按规则。计分办法在配置的[stats]里。"""
    from bulletin_tools.cli.tallying import Request, run

    request = Request(
        paths=paths,
        output_format=output_format,
        table=table,
        by=by,
        since=since,
        until=until,
        items_only=items_only,
        output=output,
        overwrite=overwrite,
        config=config,
    )
    return run(request)
