"""Help and usage errors in Chinese. typer keeps click's classes to itself, so errors are told apart by their names."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand

_LEFT = 34  # columns of an option's names


class ChineseHelp:
    """Prints a command's help in Chinese."""

    def summaries(self) -> list[tuple[str, str]]:
        """Commands below this one, each with what it does."""
        return []

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Usage, what the command does, its arguments, options and commands."""
        command: Any = self
        params = command.get_params(ctx)
        arguments = [param for param in params if param.param_type_name == "argument"]
        options = [param for param in params if param.param_type_name == "option" and not param.hidden]
        usage = " ".join(
            [ctx.command_path, *map(_metavar, arguments), "[选项]", *(["命令"] if self.summaries() else [])]
        )
        formatter.write(f"用法：{usage}\n")
        if command.help:
            formatter.write(f"\n{command.help}\n")
        _section(formatter, "参数", [(_metavar(param), param.help or "") for param in arguments])
        _section(formatter, "命令", self.summaries())
        _section(formatter, "选项", [(_names(param), _option_help(param)) for param in options])


class ChineseCommand(ChineseHelp, TyperCommand):
    """A command whose help is Chinese."""


def explain(error: Exception) -> str:
    """One sentence for an error that typer, or nobody, expected."""
    kind = type(error).__name__
    if kind == "NoSuchOption":
        near = getattr(error, "possibilities", None)
        hint = f"，是否为{'、'.join(sorted(near))}" if near else ""
        return f"没有这个选项：{getattr(error, 'option_name', '')}{hint}（--help列出全部选项）"
    if kind == "MissingParameter":
        param: Any = getattr(error, "param", None)
        return f"缺少{_metavar(param) if param else '参数'}（--help说明用法）"
    if kind == "BadParameter":
        param = getattr(error, "param", None)
        return f"{_names(param) if param else '参数'}的值不对：{getattr(error, 'message', '')}"
    if kind in ("BadOptionUsage", "BadArgumentUsage"):
        return f"选项用法不对：{getattr(error, 'option_name', '')}（--help说明用法）"
    if kind in ("UsageError", "NoSuchCommand"):
        return f"命令用法不对：{_usage(str(error))}（--help列出全部命令）"
    if kind == "NoArgsIsHelpError":
        return str(error)
    if kind == "Abort":
        return "已中断"
    return f"程序内部出错（{kind}：{error}），设置环境变量BULLETIN_DEBUG=1可看到细节"


def _usage(message: str) -> str:
    """What is wrong with the command, without the words around it."""
    named = re.search(r"'([^']*)'", message) or re.search(r"\((?!s\))(.*)\)", message)
    what = named[1] if named else ""
    if message.startswith("No such command"):
        return f"没有这个命令：{what}"
    return f"多出的参数：{what}" if "extra argument" in message else "缺少命令"


def _metavar(param: Any) -> str:
    name = param.metavar or (param.name or "").upper()
    return str(name)


def _names(param: Any) -> str:
    names = ", ".join([*reversed(param.opts), *param.secondary_opts])
    flag = getattr(param, "is_flag", False) or getattr(param, "count", False)
    return names if flag or not param.metavar else f"{names} {param.metavar}"


def _option_help(param: Any) -> str:
    return "显示这段说明" if "--help" in param.opts else (param.help or "")


def _section(formatter: Any, title: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        formatter.write(f"\n{title}：\n")
        for name, text in rows:
            gap = " " * (_LEFT - len(name)) if len(name) < _LEFT else "\n" + " " * (_LEFT + 2)
            formatter.write(f"  {name}{gap}{text}\n")
