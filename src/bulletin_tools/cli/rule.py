"""`bulletin rule`: what a rule asks for, and why."""

from pathlib import Path
from typing import TYPE_CHECKING

from bulletin_tools.cli.options import argument, option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bulletin_tools.rulebook import Rule


def rule(
    code: str = argument("", metavar="[规则]", help="规则的代号或名称，如P001"),
    every: bool = option(False, "--all", help="全部规则"),
    output_format: str = option("text", "--output-format", metavar="格式", help="text（默认）、json或markdown"),
    output: Path | None = option(
        None, "-o", "--output", metavar="文件夹", help="每条规则写成一页，连同目录；格式须为markdown"
    ),
    config: Path | None = option(None, "--config", metavar="文件", help="配置文件，默认就近查找bulletin.toml"),
) -> int:
    """说明一条规则：要求什么，依据哪一条，怎样改正，有哪些例子。"""
    from bulletin_tools.cli.console import speak_utf8
    from bulletin_tools.errors import BulletinError
    from bulletin_tools.reports import rules
    from bulletin_tools.workspace import Workspace

    book = Workspace(config=config).rulebook(Path.cwd())
    if every == bool(code):
        raise BulletinError("请写明一条规则的代号或名称，或用--all列出全部规则")
    chosen = book.matching("ALL" if every else code)
    if output:
        if output_format != "markdown" or code:
            raise BulletinError("-o要与--all --output-format markdown同用")
        _write(chosen, output)
        return 0
    if output_format != "text":
        speak_utf8()
    print(rules.render(chosen, output_format), end="")
    return 0


def _write(chosen: "Sequence[Rule]", folder: Path) -> None:
    """A page a rule, and their index."""
    from bulletin_tools.errors import BulletinError, reason
    from bulletin_tools.files import write_atomic
    from bulletin_tools.reports.rulepages import pages

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in pages(chosen).items():
            write_atomic(folder / name, text.encode())
    except OSError as error:
        raise BulletinError(f"{folder}：无法写入（{reason(error)}）") from None
    print(f"{folder}：{len(chosen)}条规则，每条一页，目录在README.md")
