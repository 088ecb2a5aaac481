"""`bulletin convert`: manuscripts made clean, or put into the other characters."""

from pathlib import Path

from bulletin_tools.cli.options import DATE, ISSUER, NAME, NUMBER, argument, option


def convert(
    paths: list[Path] = argument(..., metavar="稿件...", help="稿件或文件夹，-为标准输入"),
    output: Path | None = option(
        None, "--output", "-o", metavar="文件", help="写到哪里（.txt、.md、.docx），多份时为文件夹；单份默认为标准输出"
    ),
    to: str = option(
        "", "--to", metavar="字体", help="s2t简转繁、s2tw台湾字形、s2hk香港字形、t2s繁转简，引号一并转换，行款不动"
    ),
    form: str = option("", "--format", metavar="格式", help="写成txt、md或docx，默认按-o的后缀，没有则照原稿"),
    mark: bool = option(False, "--mark", help="拿不准的地方在稿件里加一行“%% bulletin: note …”"),
    overwrite: bool = option(False, "--overwrite", help="覆盖已有的文件"),
    template: str = option("", "--template", metavar="模板", help="写成Word文件时的模板"),
    name: str = NAME,
    number: str = NUMBER,
    issuer: str = ISSUER,
    date: str = DATE,
    encoding: str = option("", "--encoding", metavar="编码", help="稿件的编码，默认自动判断"),
    stdin_filename: str = option("", "--stdin-filename", metavar="文件名", help="标准输入的文件名，由后缀定格式"),
    config: Path | None = option(None, "--config", metavar="文件", help="配置文件，默认就近查找bulletin.toml"),
    quiet: bool = option(False, "--quiet", "-q", help="不列出改了什么"),
) -> int:
    """整理稿件：接回折行、删去抽取留下的空格和页码、标题与正文分开；--to转换简繁。"""
    from bulletin_tools.cli.converting import Request, run

    given = None
    if any((name, number, issuer, date)):
        from bulletin_tools.layout.export import heads

        given = heads(name, number, issuer, date)
    request = Request(
        paths=paths,
        output=output,
        to=to,
        form=form,
        mark=mark,
        overwrite=overwrite,
        template=template,
        given=given,
        encoding=encoding or None,
        stdin_filename=stdin_filename,
        config=config,
        quiet=quiet,
    )
    return run(request)
