"""`bulletin export`: manuscripts become Word files in the official layout."""

from pathlib import Path

from bulletin_tools.cli.options import DATE, ISSUER, NAME, NUMBER, argument, count, option


def export(
    paths: list[Path] = argument(..., metavar="稿件...", help="稿件或文件夹，-为标准输入"),
    output: Path | None = option(
        None, "--output", "-o", metavar="文件", help="Word文件，多个稿件时为文件夹；默认在稿件旁"
    ),
    template: str = option("", "--template", metavar="模板", help="模板的名称或文件，默认按配置，没有则为gbt9704"),
    name: str = NAME,
    number: str = NUMBER,
    issuer: str = ISSUER,
    date: str = DATE,
    contents: bool = option(False, "--contents", help="印本期要目"),
    force: bool = option(False, "--force", help="有错误级问题的稿件也导出"),
    overwrite: bool = option(False, "--overwrite", help="覆盖已有的文件"),
    pdf: bool = option(False, "--pdf", help="另用LibreOffice出PDF校样"),
    preview: bool = option(False, "--preview", help="另出PDF校样和每页的图片"),
    resume: bool = option(False, "--resume", help="接着上次中断的导出，已经导出的不再导出"),
    manifest: Path | None = option(
        None, "--manifest", metavar="文件", help="导出记录（JSON Lines）；导出文件夹时默认为其中的bulletin-export.jsonl"
    ),
    jobs: str = option("", "--jobs", "-j", metavar="数目", help="用几个进程，默认按需要"),
    encoding: str = option("", "--encoding", metavar="编码", help="稿件的编码，默认自动判断"),
    config: Path | None = option(None, "--config", metavar="文件", help="配置文件，默认就近查找bulletin.toml"),
) -> int:
    """按公文格式导出Word文件。"""
    from bulletin_tools.cli.exporting import Request, run
    from bulletin_tools.exports import Order
    from bulletin_tools.layout.export import heads
    from bulletin_tools.workspace import Workspace

    proofs = ([".pdf"] if pdf or preview else []) + (["-1.png"] if preview else [])
    order = Order(
        workspace=Workspace(config=config),
        template=template,
        given=heads(name, number, issuer, date),
        contents=contents,
        force=force,
        overwrite=overwrite,
        resume=resume,
        proofs=proofs,
        encoding=encoding or None,
    )
    return run(Request(paths, output, order, pdf or preview, preview, count(jobs), manifest))
