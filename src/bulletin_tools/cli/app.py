"""The command group, as typer needs it."""

import functools
import inspect
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperGroup

from bulletin_tools.cli.commands import COMMANDS, load
from bulletin_tools.cli.options import declared
from bulletin_tools.cli.usage import ChineseCommand, ChineseHelp


class Commands(ChineseHelp, TyperGroup):
    """The commands by name."""

    def list_commands(self, ctx: Any) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        del ctx
        return command(cmd_name) if cmd_name in COMMANDS else None

    def summaries(self) -> list[tuple[str, str]]:
        return list(COMMANDS.items())


def command(name: str) -> Any:
    """A command as typer knows it, from the parameters that its function declares."""
    only = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    only.command(name, cls=ChineseCommand)(_as_typer(load(name)))
    return typer.main.get_command(only)


def _as_typer(function: Callable[..., int]) -> Callable[..., None]:
    @functools.wraps(function)
    def call(**values: Any) -> None:
        raise typer.Exit(function(**values))

    ours = declared(function)
    signature = inspect.signature(function)
    theirs = [
        parameter.replace(
            default=typer.Option(held.default, *held.flags, metavar=held.metavar or None, help=held.help)
            if (held := ours[name]).flags
            else typer.Argument(held.default, metavar=held.metavar, help=held.help)
        )
        for name, parameter in signature.parameters.items()
    ]
    call.__signature__ = signature.replace(parameters=theirs, return_annotation=None)  # type: ignore[attr-defined]
    return call


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
