"""The rulebook: rules as data."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from bulletin_tools import rulefiles
from bulletin_tools.errors import BulletinError
from bulletin_tools.files import read_toml
from bulletin_tools.finding import Finding, Fix, Severity
from bulletin_tools.source import Edit, Restyle, Span

SEVERITIES = {"info": Severity.INFO, "warning": Severity.WARNING, "error": Severity.ERROR}
SCRIPTS = {"simplified": "简体", "traditional": "繁体"}
FORCES = {"required": "必须", "usual": "一般", "custom": "惯例"}

FAMILIES = {
    "S": "S 结构", "E": "E 列举与序次语", "D": "D 日期与时间", "N": "N 数字用法", "U": "U 计量单位", "P": "P 标点符号",
    "W": "W 空白与看不见的字符", "C": "C 用字", "T": "T 用词", "G": "G 语法", "V": "V 个人信息", "L": "L 版式", "X": "X 程序自己要说的话",
}  # fmt: skip
"""A code's letter → its family, for people."""


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
    layout: Mapping[str, Mapping[str, Any]] = {}
    """For a Word file that the text is printed in: what differs from the template, by its tables."""
    restyle: Mapping[str, Mapping[str, str]] = {}
    """Words in that file → properties that they, or their paragraphs, have besides."""


class Options(dict[str, Any]):
    """A rule's options, which may be the key of a cache for what is made of them; they don't change."""

    __hash__ = object.__hash__  # type: ignore[assignment]


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
    secret: bool
    """Whether what it finds is masked in every report."""
    check: str
    patterns: tuple[Pattern, ...]
    message: str
    explain: str
    options: Options
    table: Mapping[str, Any]
    """What its file says of it."""
    family: str
    """The stem of its file, and of the module in `checks/` that has its function."""
    script: str
    """simplified | traditional: the manuscripts that it is for; empty: both."""

    @property
    def examples(self) -> list[Example]:
        """Manuscripts that show what it reports and what it leaves alone."""
        shown = rulefiles.examples_of(self.table)
        return [Example(**{**table, "departments": tuple(table.get("departments", ()))}) for table in shown]

    @property
    def grounds(self) -> str:
        """The clause it rests on and how binding that is, as people are told."""
        return f"依据：{self.basis}（{FORCES[self.force]}）"

    def finding(self, span: Span, *edits: Edit, message: str = "", **values: object) -> Finding:
        """What this rule says of a place; `values` fill the message."""
        text = (message or self.message).format_map(values)
        fix = Fix(edits, self.fix == "safe", self.title) if edits and self.fix != "none" else None
        return Finding(self.code, self.name, self.severity, span, text, fix)

    def restyling(self, span: Span, restyles: Iterable[Restyle] = (), **values: str) -> Finding:
        """What this rule says of the format of a place in a Word file."""
        finding = self.finding(span, **values)
        changes = tuple(restyles)
        return finding._replace(fix=Fix((), self.fix == "safe", self.title, changes)) if changes else finding


class Rulebook:
    """All rules, by code; a name serves as well as a code."""

    def __init__(self, rules: Iterable[Rule], masks: Mapping[str, str]) -> None:
        self.rules = {rule.code: rule for rule in rules}
        self.masks = masks
        self._names = {rule.name: rule.code for rule in self.rules.values()}

    @cached_property
    def secret(self) -> list[Rule]:
        """The rules that find what no report may show."""
        return [rule for rule in self.rules.values() if rule.secret]

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
    """The program's own rulebook, and an office's own rule files, which are checked first.

    Errors: `BulletinError` that names file, rule and key, also for a code or name that is taken.
    """
    rules: dict[str, Rule] = {}
    masks: dict[str, str] = {}
    for stem, tables in rulefiles.shipped().items():
        masks.update(tables.get("masks", {}))
        for code, table in tables.items():
            if code != "masks":
                rules[code] = rule_of(code, table, stem)
    for path in extra:
        _add_house_rules(path, rules, masks)
    return Rulebook(rules.values(), masks)


def rule_of(code: str, table: Mapping[str, Any], family: str) -> Rule:
    """A rule from its table, which has been checked."""
    get = table.get
    return Rule(
        code=code,
        name=table["name"],
        title=table["title"],
        basis=get("basis", "本单位规定"),
        force=get("force", "custom"),
        severity=SEVERITIES[get("severity", "warning")],
        fix=get("fix", "none"),
        where=get("where", "text"),
        excepts=tuple(get("except", ())),
        default=get("default", True),
        secret=get("secret", False),
        check=get("check", ""),
        patterns=tuple([Pattern(**pattern) for pattern in get("patterns", ())]),
        message=get("message", table["title"]),
        explain=get("explain", ""),
        options=Options(get("options", {})),
        table=table,
        family=family,
        script=get("script", ""),
    )


def _add_house_rules(path: Path, rules: dict[str, Rule], masks: dict[str, str]) -> None:
    from bulletin_tools.rulecheck import check, check_masks

    tables = read_toml(path)
    own = tables.pop("masks", {})
    check_masks(own, str(path))
    masks.update(own)
    for code, table in tables.items():
        check(code, table, str(path), masks, {rule.code: rule.name for rule in rules.values()})
        rules[code] = rule_of(code, table, "")
