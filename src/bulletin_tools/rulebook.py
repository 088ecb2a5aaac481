"""The rulebook: rules as data, checked when they are read."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from bulletin_tools import rulefiles
from bulletin_tools.errors import BulletinError
from bulletin_tools.files import read_toml
from bulletin_tools.finding import Finding, Fix, Severity
from bulletin_tools.source import Edit, Span

SEVERITIES = {"info": Severity.INFO, "warning": Severity.WARNING, "error": Severity.ERROR}
FORCES = {"required": "必须", "usual": "一般", "custom": "惯例"}
WHERES = ("text", "item", "headline", "paragraph", "source", "masthead", "footer", "lines")
_FIXES = ("none", "safe", "unsafe")


class Pattern(NamedTuple):
    """One way a fault looks: a regular expression whose rarest part is marked «…», and what should stand there."""

    find: str
    replace: str | Mapping[str, str] | None = None
    """What should stand there, {name} for a named group; or a table from the match, or its characters, to their like."""
    message: str = ""
    """In place of the rule's own."""


class Example(NamedTuple):
    """A manuscript that shows a rule: a bad one (and how it is mended), or a good one that looks alike."""

    bad: str = ""
    fixed: str = ""
    good: str = ""
    departments: tuple[str, ...] = ()


class Rule(NamedTuple):
    """One entry of the rulebook."""

    code: str
    name: str
    title: str
    basis: str
    force: str
    severity: Severity
    fix: str
    where: str
    excepts: tuple[str, ...]
    default: bool
    check: str
    patterns: tuple[Pattern, ...]
    message: str
    explain: str
    options: Mapping[str, Any]
    examples: tuple[Example, ...]
    family: str
    """The stem of its file, and of the module in `checks/` that has its function."""

    def finding(self, span: Span, *edits: Edit, message: str = "", **values: object) -> Finding:
        """What this rule says of a place; `values` fill the message."""
        text = (message or self.message).format_map(values)
        fix = Fix(edits, self.fix == "safe", self.title) if edits and self.fix != "none" else None
        return Finding(self.code, self.name, self.severity, span, text, fix)


class Rulebook:
    """All rules, by code; a name serves as well as a code."""

    def __init__(self, rules: Iterable[Rule], masks: Mapping[str, str]) -> None:
        self.rules = {rule.code: rule for rule in rules}
        self.masks = masks
        self._names = {rule.name: rule.code for rule in self.rules.values()}

    def find(self, code_or_name: str) -> Rule | None:
        """The rule of that code or name."""
        return self.rules.get(self._names.get(code_or_name, code_or_name))

    def matching(self, selector: str) -> list[Rule]:
        """The rules that a selector means: ALL, a code, the beginning of codes, or a name.

        Errors: `BulletinError` where it means none.
        """
        if selector == "ALL":
            return list(self.rules.values())
        named = self.find(selector)
        found = (
            [named] if named else [rule for code, rule in self.rules.items() if selector and code.startswith(selector)]
        )
        if not found:
            raise BulletinError(f"没有这样的规则：{selector}（可用规则代号、代号开头、规则名或ALL）")
        return found


def load(extra: Iterable[Path] = ()) -> Rulebook:
    """The program's own rulebook and an office's own rule files, in which a code already taken is an error."""
    rules: dict[str, Rule] = {}
    masks: dict[str, str] = {}
    for stem, tables in rulefiles.shipped().items():
        _add(tables, stem, f"rules/{stem}.toml", rules, masks)
    for path in extra:
        _add(read_toml(path), "", str(path), rules, masks)
    for rule in rules.values():
        unknown = set(rule.excepts) - masks.keys()
        if unknown:
            raise BulletinError(f"规则{rule.code}的except写了没有定义的名目：{'、'.join(sorted(unknown))}")
    return Rulebook(rules.values(), masks)


def _add(tables: dict[str, Any], family: str, home: str, rules: dict[str, Rule], masks: dict[str, str]) -> None:
    masks.update(tables.pop("masks", {}))
    for code, table in tables.items():
        if code in rules:
            raise BulletinError(f"{home}：规则代号{code}已有（{rules[code].title}）")
        rules[code] = _rule(code, table, family, home)


def _rule(code: str, table: Any, family: str, home: str) -> Rule:
    if not isinstance(table, dict):
        raise BulletinError(f"{home}：{code}应是一张表[{code}]")
    left = dict(table)

    def take(key: str, kind: type, default: Any = None) -> Any:
        value = left.pop(key, default)
        if value is None:
            raise BulletinError(f"{home}：规则{code}缺少{key}")
        if not isinstance(value, kind):
            raise BulletinError(f"{home}：规则{code}的{key}类型不对，应为{_KINDS[kind]}")
        return value

    def choose(key: str, choices: Iterable[str], default: str | None = None) -> str:
        value: str = take(key, str, default)
        if value not in choices:
            raise BulletinError(f"{home}：规则{code}的{key}应为{'、'.join(choices)}之一，现为“{value}”")
        return value

    rule = Rule(
        code=code,
        name=take("name", str),
        title=take("title", str),
        basis=take("basis", str, "本单位规定"),
        force=choose("force", FORCES, "custom"),
        severity=SEVERITIES[choose("severity", SEVERITIES, "warning")],
        fix=choose("fix", _FIXES, "none"),
        where=choose("where", WHERES, "text"),
        excepts=tuple(take("except", list, [])),
        default=take("default", bool, True),
        check=take("check", str, ""),
        patterns=tuple(_pattern(pattern, code, home) for pattern in take("patterns", list, [])),
        message=take("message", str, "") or table["title"],
        explain=take("explain", str, ""),
        options=take("options", dict, {}),
        examples=tuple(_example(example, code, home) for example in take("examples", list, [])),
        family=family,
    )
    if left:
        raise BulletinError(f"{home}：规则{code}有不认识的键：{'、'.join(left)}")
    if rule.check and not family:
        raise BulletinError(f"{home}：规则{code}不能用check，自定义规则请用patterns")
    return rule


_KINDS = {str: "文字", list: "数组", dict: "表", bool: "true或false"}


def _pattern(table: Any, code: str, home: str) -> Pattern:
    if not isinstance(table, dict) or not table.keys() <= set(Pattern._fields) or "find" not in table:
        raise BulletinError(f'{home}：规则{code}的patterns应写作{{ find = "…", replace = "…" }}')
    return Pattern(**table)


def _example(table: Any, code: str, home: str) -> Example:
    if not isinstance(table, dict) or not table.keys() <= set(Example._fields):
        raise BulletinError(f"{home}：规则{code}的examples只能有bad、fixed、good、departments")
    return Example(**{**table, "departments": tuple(table.get("departments", ()))})
