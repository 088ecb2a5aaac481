"""`bulletin init`: a bulletin.toml for an office."""

from pathlib import Path

from bulletin_tools.cli.options import argument, option


def init(
    folder: Path = argument(Path(), metavar="[文件夹]", help="稿件所在的文件夹，默认当前文件夹"),
    name: str = option("", "--name", metavar="名称", help="简报名称，如××信息"),
    issuer: str = option("", "--issuer", metavar="单位", help="编发单位"),
    template: str = option("", "--template", metavar="模板", help="公文模板，默认gbt9704"),
    yes: bool = option(False, "--yes", "-y", help="不提问，没有给出的用默认值"),
    overwrite: bool = option(False, "--overwrite", help="覆盖已有的bulletin.toml"),
) -> int:
    """写一个bulletin.toml：简报名称、编发单位、来源单位名单、模板。"""
    from bulletin_tools.cli.starting import Answers, ask, start

    given = Answers(name, issuer, template)
    return start(folder, given if yes else ask(given), overwrite=overwrite)
