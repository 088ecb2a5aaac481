"""`bulletin rule`: what a rule asks for, and why."""

from pathlib import Path

from bulletin_tools.cli.options import argument, option


def rule(
    code: str = argument("", metavar="[规则]", help="规则的代号或名称，如P001"),
    every: bool = option(False, "--all", help="全部规则"),
    output_format: str = option("text", "--output-format", metavar="格式", help="text（默认）、json或markdown"),
    config: Path | None = option(None, "--config", metavar="文件", help="配置文件，默认就近查找bulletin.toml"),
) -> int:
    """说明一条规则：要求什么，依据哪一条，怎样改正，有哪些例子。"""
    from bulletin_tools.batch import Workspace
    from bulletin_tools.cli.console import speak_utf8
    from bulletin_tools.errors import BulletinError
    from bulletin_tools.reports import rules

    book = Workspace(config=config).rulebook(Path.cwd())
    if every == bool(code):
        raise BulletinError("请写明一条规则的代号或名称，或用--all列出全部规则")
    chosen = book.matching("ALL" if every else code)
    if output_format != "text":
        speak_utf8()
    print(rules.render(chosen, output_format), end="")
    return 0
