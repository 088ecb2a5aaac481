"""Whether a rule's table says what a rule must say. The program's own rules are checked by its tests."""

import re
from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Any

from bulletin_tools import patterns
from bulletin_tools.errors import BulletinError

_KINDS: dict[str, type] = {
    "name": str, "title": str, "basis": str, "force": str, "severity": str, "fix": str, "where": str, "except": list,
    "default": bool, "secret": bool, "check": str, "patterns": list, "message": str, "explain": str, "options": dict, "examples": list, "script": str,
}  # fmt: skip
_SPOKEN = {str: "文字", list: "数组", dict: "表", bool: "true或false"}
_CHOICES = {
    "force": ("required", "usual", "custom"),
    "severity": ("info", "warning", "error"),
    "fix": ("none", "safe", "unsafe"),
    "script": ("simplified", "traditional"),
    "where": ("text", "body", "item", "headline", "paragraph", "source", "masthead", "footer", "lines", "layout"),
}
_CODE = re.compile("[A-Z]+[0-9]+")
_PATTERN = ("find", "replace", "message")
_EXAMPLE = {"bad": str, "fixed": str, "good": str, "departments": list, "layout": dict, "restyle": dict}


def check(code: str, table: Any, home: str, masks: Mapping[str, str], names: Mapping[str, str]) -> None:
    """Check one entry of an office's rule file; `names` are those taken, by code.

    Errors: `BulletinError` that names file, rule and key.
    """
    try:
        check_table(code, table, masks)
        _check_new(code, table, names)
        for pattern in table["patterns"]:
            _check_words(code, table, pattern)
    except BulletinError as error:
        raise BulletinError(f"{home}：{error}") from None


def check_table(code: str, table: Any, masks: Mapping[str, str]) -> None:
    """Check an entry's keys, their kinds and its patterns. Errors: `BulletinError` without the file."""
    if not isinstance(table, dict):
        raise BulletinError(f"{code}应是一张表[{code}]")
    for key in ("name", "title"):
        if key not in table:
            raise BulletinError(f"规则{code}缺少{key}")
    for key, value in table.items():
        _check_value(code, key, value)
    unknown = {str(name) for name in table.get("except", ())} - masks.keys()
    if unknown:
        raise BulletinError(f"规则{code}的except写了没有定义的名目：{'、'.join(sorted(unknown))}")
    if not table.get("patterns") and not table.get("check"):
        raise BulletinError(f"规则{code}缺少patterns")
    for pattern in table.get("patterns", ()):
        _check_entry(code, "patterns", pattern, _PATTERN)
        _check_pattern(code, pattern)
    for example in table.get("examples", ()):
        _check_entry(code, "examples", example, _EXAMPLE)
        wrong = [key for key, value in example.items() if not isinstance(value, _EXAMPLE[key])]
        if wrong:
            raise BulletinError(f"规则{code}的examples里{'、'.join(wrong)}类型不对")


def _check_value(code: str, key: str, value: object) -> None:
    if key not in _KINDS:
        raise BulletinError(f"规则{code}有不认识的键：{key}")
    if not isinstance(value, _KINDS[key]):
        raise BulletinError(f"规则{code}的{key}类型不对，应为{_SPOKEN[_KINDS[key]]}")
    if key in _CHOICES and str(value) not in _CHOICES[key]:
        raise BulletinError(f"规则{code}的{key}应为{'、'.join(_CHOICES[key])}之一，现为“{value}”")


def _check_entry(code: str, key: str, entry: object, fields: Iterable[str]) -> None:
    if not isinstance(entry, dict) or not entry.keys() <= set(fields):
        raise BulletinError(f"规则{code}的{key}每一项应是一张表，键只能是{'、'.join(fields)}")


def _check_pattern(code: str, pattern: Mapping[str, Any]) -> None:
    if not isinstance(pattern.get("find"), str) or not pattern["find"]:
        raise BulletinError(f"规则{code}的patterns缺少find")
    try:
        patterns.check(pattern["find"])
    except BulletinError as error:
        raise BulletinError(f"规则{code}的{error}") from None
    replace = pattern.get("replace", "")
    if not isinstance(replace, str) and not (
        isinstance(replace, dict) and all(isinstance(value, str) for value in replace.values())
    ):
        raise BulletinError(f"规则{code}的replace应为文字，或文字到文字的表")
    if not isinstance(pattern.get("message", ""), str):
        raise BulletinError(f"规则{code}的patterns里message应为文字")


def _check_words(code: str, table: Mapping[str, Any], pattern: Mapping[str, Any]) -> None:
    """Check what a message and a replacement name in braces: the match, and the pattern's groups."""
    known = {"match", *patterns.groups(pattern["find"])}
    if isinstance(pattern.get("replace"), str):
        _check_template(code, "replace", pattern["replace"], known)
    if "replace" in pattern:
        known.add("replacement")
    _check_template(code, "message", pattern.get("message") or table.get("message", table["title"]), known)


def _check_template(code: str, key: str, template: str, known: Iterable[str]) -> None:
    try:
        named = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    except ValueError:
        raise BulletinError(f"规则{code}的{key}里花括号不成对：{template}") from None
    unknown = named.difference(known)
    if unknown:
        raise BulletinError(f"规则{code}的{key}里没有{{{'}、{'.join(sorted(unknown))}}}可填：{template}")


def check_masks(masks: Any, home: str) -> None:
    """Check an office's masks. Errors: `BulletinError` that names file and mask."""
    if not isinstance(masks, dict):
        raise BulletinError(f"{home}：[masks]应是一张表")
    for name, find in masks.items():
        if not isinstance(find, str):
            raise BulletinError(f"{home}：masks.{name}应为文字")
        try:
            patterns.check(find)
        except BulletinError as error:
            raise BulletinError(f"{home}：masks.{name}的{error}") from None


def _check_new(code: str, table: Mapping[str, Any], names: Mapping[str, str]) -> None:
    if "check" in table:
        raise BulletinError(f"规则{code}不能用check，自定义规则请用patterns")
    if not _CODE.fullmatch(code):
        raise BulletinError(f"规则代号{code}应为大写字母加数字，如Z001")
    if code in names:
        raise BulletinError(f"规则代号{code}已有（{names[code]}）")
    same = next((other for other, name in names.items() if table["name"] in (name, other)), None)
    if same:
        raise BulletinError(f"规则{code}的name已被{same}用了（{table['name']}）")
