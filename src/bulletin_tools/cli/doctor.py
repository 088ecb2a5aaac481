"""`bulletin doctor`: what is installed, what is missing, and how to get it."""

from __future__ import annotations

from pathlib import Path

import typer

from bulletin_tools.cli.usage import ChineseCommand, new_app

app = new_app()


@app.command(cls=ChineseCommand)
def doctor(
    config: Path | None = typer.Option(None, "--config", metavar="文件", help="配置文件，默认就近查找bulletin.toml"),
) -> None:
    """检查运行环境：版本、配置、模板、字体、LibreOffice和终端编码；缺什么，怎样装。"""
    from bulletin_tools.cli.health import lines

    for line in lines(config):
        typer.echo(line)
