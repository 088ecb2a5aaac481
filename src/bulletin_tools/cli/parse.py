"""`bulletin parse`: the structure of a manuscript."""

from pathlib import Path

from bulletin_tools.cli.options import argument, option


def parse(
    file: Path = argument(..., metavar="稿件", help="要看的稿件，-为标准输入"),
    output_format: str = option("tree", "--output-format", metavar="格式", help="tree（默认）或json"),
    encoding: str = option("", "--encoding", metavar="编码", help="稿件的编码，默认自动判断"),
    stdin_filename: str = option("", "--stdin-filename", metavar="文件名", help="标准输入的文件名，由后缀定格式"),
) -> int:
    """按报头、条目、报尾列出稿件的结构。"""
    from bulletin_tools import formats
    from bulletin_tools.cli.console import speak_utf8
    from bulletin_tools.cli.files import stdin_bytes
    from bulletin_tools.errors import BulletinError
    from bulletin_tools.parse import parse as parse_source
    from bulletin_tools.reports.model import issues_as_data, tree
    from bulletin_tools.unwrap import unwrap

    if output_format not in ("tree", "json"):
        raise BulletinError(f"不认识的输出格式{output_format}，可用tree、json")
    try:
        if str(file) == "-":
            document = formats.from_bytes(stdin_bytes(), stdin_filename or "-", encoding or None)
        else:
            document = formats.read(file, encoding or None)
    except BulletinError as error:
        raise BulletinError(f"{file}：{error}") from None
    bulletins = parse_source(unwrap(document))
    if output_format == "json":
        import json

        speak_utf8()
        print(json.dumps(issues_as_data(bulletins), ensure_ascii=False, indent=1))
    else:
        print(tree(bulletins))
    return 0
