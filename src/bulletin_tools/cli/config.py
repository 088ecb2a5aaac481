"""`bulletin config`: the settings that hold here, and where they come from."""

from pathlib import Path

from bulletin_tools.cli.options import argument, option


def config(
    key: str = argument("", metavar="[设置]", help="只看一项或一张表，如lint.ignore、export"),
    schema: bool = option(False, "--schema", help="输出bulletin.toml的JSON Schema，供编辑器检查和提示"),
    output_format: str = option("text", "--output-format", metavar="格式", help="text（默认）或json"),
    file: Path | None = option(None, "--config", metavar="文件", help="配置文件，默认就近查找bulletin.toml"),
) -> int:
    """列出各项设置：类型、默认值、现值，出自哪个文件。"""
    import json

    from bulletin_tools import guide
    from bulletin_tools.cli.console import speak_utf8
    from bulletin_tools.errors import BulletinError
    from bulletin_tools.workspace import Workspace

    if output_format not in ("text", "json"):
        raise BulletinError(f"不认识的输出格式{output_format}，可用text、json")
    if schema:
        speak_utf8()
        print(json.dumps(guide.schema(), ensure_ascii=False, indent=2))
        return 0
    held = Workspace(config=file).settings(Path.cwd())
    chosen = [entry for entry in guide.entries(held) if not key or entry.key == key or entry.key.startswith(f"{key}.")]
    if not chosen:
        raise BulletinError(f"没有这项设置：{key}（bulletin config列出全部）")
    if output_format == "json":
        speak_utf8()
        rows = [{**entry._asdict(), "origin": entry.origin and str(entry.origin)} for entry in chosen]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    if not key:
        print(f"配置文件：{held.path or '没有，用默认设置（bulletin init可建立）'}\n")
    for entry in chosen:
        print(f"{entry.key} = {guide.shown(entry.value)}")
        given = f"出自{entry.origin}；默认为{guide.shown(entry.default)}" if entry.origin else "默认值"
        print(f"    {entry.words}（{entry.kind}；{given}）")
    return 0
