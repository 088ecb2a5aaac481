"""What each setting of bulletin.toml means, of what kind it is, and where its value comes from."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from bulletin_tools import settings
from bulletin_tools.settings import Settings

EXPLAINED = {
    "extend": "沿用另一个配置文件，这里写的优先",
    "extend-rules": "本单位自己的规则文件，格式与规则手册相同",
    "departments": "来源单位名单，每行一个：全称，然后是简称",
    "terms": "本单位自己的词表，格式与程序的词表相同",
    "bulletin.name": "简报名称，如××信息；稿件里没有时用它",
    "bulletin.issuer": "编发单位；稿件里没有时用它",
    "lint.select": "只用这些规则（代号、代号开头、名称、ALL）；空为默认启用的规则",
    "lint.extend-select": "另加这些规则",
    "lint.ignore": "不用这些规则",
    "lint.fixable": "--fix可以改哪些规则的问题",
    "lint.unfixable": "--fix不改哪些规则的问题",
    "lint.severity": "规则 → 级别（info、warning、error）",
    "lint.per-file-ignores": "文件模式 → 不用的规则",
    "lint.options": "规则 → 它的选项，见bulletin rule",
    "lint.baseline": "基线文件，里面已有的问题不再报",
    "lint.fail-level": "从哪一级起退出码为1：info、warning、error",
    "lint.script": "稿件应当用的字：simplified、traditional",
    "files.include": "文件夹里哪些是稿件，写法同.gitignore",
    "files.exclude": "文件夹里哪些不是稿件",
    "files.respect-gitignore": "git忽略的文件不算稿件",
    "export.template": "公文模板：现成模板的名称，或模板文件",
    "foot.report": "编成的一期报尾里“报”的单位；报尾不写时照上一期",
    "foot.send": "报尾里“送”的单位",
    "foot.issue": "报尾里“发”的单位",
    "foot.copies": "报尾里的印数",
    "foot.editor": "报尾里的责任编辑",
    "foot.telephone": "报尾里的电话",
    "compose.against": "往期所在的文件夹，编排时比对重复、接续期号；空为新一期所在的文件夹",
    "stats.full": "信息（有标题的条目）每条的分值",
    "stats.brief": "简讯每条的分值",
    "stats.sections": "栏目 → 其中每条的分值",
    "stats.shared": "几个单位合报的：each各得全部分值，split平分",
    "review.author": "Word批注和修订的作者",
    "review.comment-time": "Word批注和修订的时间，如2026-03-27T09:00；空为当时",
}
"""Setting → its meaning, for people."""


class Entry(NamedTuple):
    """One setting."""

    key: str
    kind: str
    default: Any
    value: Any
    origin: Path | None
    """The file that sets it; None where the default holds."""
    words: str


def entries(held: Settings) -> Iterator[Entry]:
    """All settings, in the order of the config file."""
    origins = settings.origins(held.path) if held.path else {}
    for key, default, value in _walk(held):
        yield Entry(key, _kind(default), default, value, origins.get(key), EXPLAINED[key])


def schema() -> dict[str, Any]:
    """A JSON Schema of bulletin.toml."""
    tables: dict[str, Any] = {"extend": {"type": "string", "description": EXPLAINED["extend"]}}
    for key, default, _ in _walk(Settings()):
        section, _, name = key.rpartition(".")
        own = {"description": EXPLAINED[key], "default": _plain(default), **_type(key, default)}
        if section:
            table = tables.setdefault(section, {"type": "object", "additionalProperties": False, "properties": {}})
            table["properties"][name] = own
        else:
            tables[name] = own
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "bulletin.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": tables,
    }


def shown(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {shown(held)}" for key, held in value.items()) + " }" if value else "{}"
    return json.dumps(_plain(value), ensure_ascii=False)


def _key(key: str) -> str:
    return key if key.replace("-", "").replace("_", "").isascii() and key.isidentifier() else shown(key)


def _walk(held: Settings) -> Iterator[tuple[str, Any, Any]]:
    """Key, default and value of every setting."""
    default = Settings()
    for name in Settings._fields[2:]:  # home and path say where the settings come from
        key, value = name.replace("_", "-"), getattr(held, name)
        if hasattr(value, "_fields"):
            for field in value._fields:
                yield f"{key}.{field.replace('_', '-')}", getattr(getattr(default, name), field), getattr(value, field)
        else:
            yield key, getattr(default, name), value


def _kind(default: Any) -> str:
    kinds = {bool: "true或false", str: "文字", tuple: "文字组成的数组", float: "数"}
    return next((kind for held, kind in kinds.items() if isinstance(default, held)), "表")


def _type(key: str, default: Any) -> dict[str, Any]:
    if key in settings.CHOICES:
        return {"type": "string", "enum": list(settings.CHOICES[key])}
    if isinstance(default, tuple):
        return {"type": "array", "items": {"type": "string"}}
    if isinstance(default, Mapping):
        return {"type": "object", "additionalProperties": _entry(key)}
    return {"type": "boolean" if isinstance(default, bool) else "number" if isinstance(default, float) else "string"}


def _entry(key: str) -> dict[str, Any]:
    """The schema of a table's entries."""
    like = settings.ENTRIES[key.rpartition(".")[2].replace("-", "_")]
    if key == "lint.severity":
        return {"type": "string", "enum": list(settings.FAIL_LEVELS)}
    return {"type": "object"} if isinstance(like, dict) else _type("", like)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else dict(value) if isinstance(value, Mapping) else value
