"""What a rule asks for, for people, programs and the documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bulletin_tools.errors import BulletinError
from bulletin_tools.rulebook import SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bulletin_tools.rulebook import Example, Rule

_MENDS = {"none": "不能自动改", "safe": "--fix", "unsafe": "--fix --unsafe-fixes"}


def render(rules: Sequence[Rule], output_format: str) -> str:
    """The rules in a format. Errors: `BulletinError` for one that is unknown."""
    if output_format == "json":
        import json

        return json.dumps([_data(rule) for rule in rules], ensure_ascii=False, indent=1) + "\n"
    if output_format == "markdown":
        from bulletin_tools.reports.rulepages import page

        return "\n".join(map(page, rules))
    if output_format != "text":
        raise BulletinError(f"不认识的输出格式{output_format}，可用text、json、markdown")
    return "".join(map(_line, rules)) if len(rules) > 1 else _text(rules[0])


def _line(rule: Rule) -> str:
    return (
        f"{rule.code}  {rule.severity.chinese}  {rule.name:<26}  {rule.title}{'' if rule.default else '（默认关闭）'}\n"
    )


def _text(rule: Rule) -> str:
    lines = [f"{rule.code} {rule.name}  {rule.title}", "", *_facts(rule), "", rule.explain.strip()]
    for example in rule.examples:
        lines += ["", *_example(example)]
    return "\n".join(lines).rstrip() + "\n"


def _facts(rule: Rule) -> list[str]:
    facts = [
        rule.grounds,
        f"级别：{rule.severity.chinese}{'' if rule.default else '，默认关闭'}",
        *([f"稿件：只查{SCRIPTS[rule.script]}稿件（--script {rule.script}）"] if rule.script else []),
        f"改正：{_MENDS[rule.fix]}",
    ]
    if rule.options:
        facts.append("选项：" + "，".join(f"{key} = {_value(value)}" for key, value in rule.options.items()))
    return facts


def _value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _example(example: Example) -> list[str]:
    if example.good:
        return ["不报：", *_indented(example.good)]
    fixed = ["改为：", *_indented(example.fixed)] if example.fixed else []
    return ["会报：", *_indented(example.bad), *fixed]


def _indented(text: str) -> list[str]:
    return [f"    {line}" for line in text.split("\n")]


def _data(rule: Rule) -> dict[str, Any]:
    data = rule._asdict()
    return {
        **{key: data[key] for key in ("code", "name", "title", "basis", "force")},
        "severity": rule.severity.name.lower(),
        "fix": rule.fix,
        "default": rule.default,
        "script": rule.script or None,
        "options": dict(rule.options),
        "explain": rule.explain.strip(),
        "examples": [
            {
                key: value
                for key, value in example._asdict().items()
                if value and key in ("bad", "fixed", "good", "layout", "restyle")
            }
            for example in rule.examples
        ],
    }
