"""The command group. A command's module is imported only when the command is called."""

import importlib
from typing import Any

import typer
from typer.core import TyperGroup

from bulletin_tools.cli.usage import ChineseHelp

COMMANDS = {
    "lint": "检查稿件，--fix改正",
    "parse": "按条目列出稿件的结构",
    "rule": "说明一条规则",
    "convert": "整理稿件，转换简繁",
    "export": "按公文格式导出Word文件",
    "doctor": "检查运行环境",
}


class Commands(ChineseHelp, TyperGroup):
    """The commands by name."""

    def list_commands(self, ctx: Any) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"bulletin_tools.cli.{cmd_name}")
        command = typer.main.get_command(module.app)
        command.name = cmd_name
        return command

    def summaries(self) -> list[tuple[str, str]]:
        return list(COMMANDS.items())


app = typer.Typer(
    cls=Commands,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from bulletin_tools import __version__

        typer.echo(f"bulletin-tools {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(False, "--version", "-V", callback=_version, is_eager=True, help="显示版本"),
) -> None:
    """检查和排版政务信息、简报。"""
    del version
