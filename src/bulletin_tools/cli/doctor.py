"""`bulletin doctor`: what is installed, what is missing, and how to get it."""

from pathlib import Path

from bulletin_tools.cli.options import option


def doctor(
    config: Path | None = option(None, "--config", metavar="文件", help="配置文件，默认就近查找bulletin.toml"),
) -> int:
    """检查运行环境：版本、配置、模板、字体、LibreOffice和终端编码；缺什么，怎样装。"""
    from bulletin_tools.cli.health import lines

    for line in lines(config):
        print(line)
    return 0
