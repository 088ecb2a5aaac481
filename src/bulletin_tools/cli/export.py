"""`bulletin export`: manuscripts become Word files in the official layout."""

from __future__ import annotations

from pathlib import Path

import typer

from bulletin_tools.cli.usage import ChineseCommand, new_app

app = new_app()


@app.command(cls=ChineseCommand)
def export(
    paths: list[Path] = typer.Argument(..., metavar="稿件...", help="稿件或文件夹，-为标准输入"),
    output: Path | None = typer.Option(
        None, "--output", "-o", metavar="文件", help="Word文件，多个稿件时为文件夹；默认在稿件旁"
    ),
    template: str = typer.Option(
        "", "--template", metavar="模板", help="模板的名称或文件，默认按配置，没有则为gbt9704"
    ),
    name: str = typer.Option("", "--name", metavar="名称", help="报头名称，如××信息"),
    number: str = typer.Option("", "--number", metavar="期号", help="第几期"),
    issuer: str = typer.Option("", "--issuer", metavar="单位", help="编发单位"),
    date: str = typer.Option("", "--date", metavar="日期", help="印发日期，如2025-03-27"),
    contents: bool = typer.Option(False, "--contents", help="印本期要目"),
    force: bool = typer.Option(False, "--force", help="有错误级问题的稿件也导出"),
    overwrite: bool = typer.Option(False, "--overwrite", help="覆盖已有的文件"),
    pdf: bool = typer.Option(False, "--pdf", help="另用LibreOffice出PDF校样"),
    preview: bool = typer.Option(False, "--preview", help="另出PDF校样和每页的图片"),
    encoding: str = typer.Option("", "--encoding", metavar="编码", help="稿件的编码，默认自动判断"),
    config: Path | None = typer.Option(None, "--config", metavar="文件", help="配置文件，默认就近查找bulletin.toml"),
) -> None:
    """按公文格式导出Word文件。"""
    from bulletin_tools.cli.exporting import Request, run
    from bulletin_tools.layout.export import heads

    request = Request(
        paths=paths,
        output=output,
        template=template,
        given=heads(name, number, issuer, date),
        contents=contents,
        force=force,
        overwrite=overwrite,
        pdf=pdf or preview,
        preview=preview,
        encoding=encoding or None,
        config=config,
    )
    raise typer.Exit(run(request))
