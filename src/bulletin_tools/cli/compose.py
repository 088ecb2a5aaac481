"""`bulletin compose`: items from departments become one issue."""

from pathlib import Path

from bulletin_tools.cli.options import argument, option


def compose(
    items: list[Path] | None = argument(None, metavar="[稿件…]", help="各单位的稿件或文件夹，按给出的次序编排"),
    output: Path | None = option(None, "--output", "-o", metavar="文件", help="编成的一期（.txt、.md、.docx）"),
    plan: Path | None = option(None, "--plan", metavar="文件", help="编排方案（TOML）：栏目、次序、简讯是否排在最后"),
    name: str = option("", "--name", metavar="名称", help="报头名称，默认按配置或上一期"),
    number: str = option("", "--number", metavar="期号", help="第几期，默认接上一期"),
    total_number: str = option("", "--total-number", metavar="期号", help="总第几期，默认接上一期"),
    issuer: str = option("", "--issuer", metavar="单位", help="编发单位，默认按配置或上一期"),
    date: str = option("", "--date", metavar="日期", help="印发日期，默认今天"),
    against: list[Path] | None = option(
        None, "--against", metavar="往期", help="与这些往期比对，默认按配置，没有则为-o所在的文件夹"
    ),
    faults: Path | None = option(
        None, "--faults", metavar="文件夹", help="把要退改的问题写进这个文件夹，一个单位一个文本文件，可直接转发"
    ),
    fix: bool = option(False, "--fix", help="编成后改正有把握的问题（来稿不动）"),
    overwrite: bool = option(False, "--overwrite", help="覆盖已有的文件"),
    encoding: str = option("", "--encoding", metavar="编码", help="来稿的编码，默认自动判断"),
    config: Path | None = option(None, "--config", metavar="文件", help="配置文件，默认就近查找bulletin.toml"),
) -> int:
    """把各单位的稿件编成一期：加报头报尾，查重复，按单位列出要退改的问题。退出码：0编成且没有问题，1还有问题，2没有编成。"""
    from bulletin_tools.cli.composing import Request, run
    from bulletin_tools.layout.export import heads

    request = Request(
        items=items or [],
        output=output,
        plan=plan,
        given=heads(name, number, issuer, date),
        total_number=total_number,
        against=against or [],
        faults=faults,
        fix=fix,
        overwrite=overwrite,
        encoding=encoding or None,
        config=config,
    )
    return run(request)
