"""The commands by name. A command's module is imported only when the command is called."""

import importlib
from collections.abc import Callable

COMMANDS = {
    "lint": "检查稿件，--fix改正",
    "parse": "按条目列出稿件的结构",
    "rule": "说明一条规则",
    "terms": "检查本单位的词表",
    "convert": "整理稿件，转换简繁",
    "compose": "把各单位的稿件编成一期",
    "export": "按公文格式导出Word文件",
    "stats": "统计信息采用和差错",
    "init": "写一个bulletin.toml",
    "config": "列出各项设置和出处",
    "completion": "命令行的自动补全",
    "doctor": "检查运行环境",
}


def load(name: str) -> Callable[..., int]:
    """The function of a command: its parameters are declared with `options`, and it gives the exit code."""
    command: Callable[..., int] = getattr(importlib.import_module(f"bulletin_tools.cli.{name}"), name)
    return command
