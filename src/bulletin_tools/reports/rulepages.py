"""What the rules ask for, as Markdown pages for editors: one a rule, and an index by family."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING

from bulletin_tools.rulebook import FAMILIES, FORCES, SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bulletin_tools.rulebook import Example, Rule

INDEX = "README.md"
_HOUSE = "本单位的规则"
_PLACES = {
    "text": "", "body": "报头、报尾以外的文字", "item": "条目", "headline": "标题", "paragraph": "正文段落", "source": "来源", "masthead": "报头", "footer": "报尾",
    "lines": "稿件的各行", "layout": "Word稿的版式",
}  # fmt: skip
_MASKS = {
    "url": "网址", "host": "以www开头的网址", "email": "电子邮箱", "latin": "外文语句", "quoted": "引号里的话", "book": "书名号里的名称",
}  # fmt: skip
_FIXES = {
    "none": "不能自动改，要由人改",
    "safe": "`bulletin lint --fix`（安全：只动排印，不会改变意思）",
    "unsafe": "`bulletin lint --fix --unsafe-fixes`（可能改变意思，改后请核对）",
}
_RESTYLES = "`bulletin lint --fix --unsafe-fixes`（照模板改格式，不动文字；改后请看一遍）"
_MENDS = {"none": "–", "safe": "安全", "unsafe": "须核对"}
_INDEX_HEAD = """# 规则

这里的各页由规则库生成，请勿手改；要改，改规则库里的规则，再运行`bulletin rule --all --output-format markdown -o 文件夹`。

- 效力：“必须”是标准、法规的硬性要求，“一般”是通常的写法，“惯例”是多数单位的做法。
- 改正：“安全”的用`--fix`改，只动排印；“须核对”的要加`--unsafe-fixes`，可能改变意思；“–”不能自动改。
- 默认关闭的规则用`--extend-select 代号`打开，或写进bulletin.toml的`extend-select`。
"""


def pages(rules: Sequence[Rule]) -> dict[str, str]:
    """File name → page, the index among them."""
    return {INDEX: _index(rules), **{f"{rule.code}.md": page(rule) for rule in rules}}


def page(rule: Rule) -> str:
    """All about one rule."""
    parts = [
        f"# {rule.code} {_plain(rule.title)}",
        f"`{rule.name}`",
        _table(["项目", "内容"], _facts(rule)),
        f"## 说明\n\n{_prose(rule.explain)}",
        *_examples("会报的写法", [example for example in rule.examples if example.bad], fixes=rule.fix != "none"),
        *_examples("不报的写法", [example for example in rule.examples if example.good]),
        *_options(rule),
        *_switching_off(rule),
    ]
    return "\n\n".join(parts) + "\n"


def _index(rules: Sequence[Rule]) -> str:
    on = sum(rule.default for rule in rules)
    parts = [f"{_INDEX_HEAD}\n共{len(rules)}条，默认打开{on}条。"]
    present = set(map(_family, rules))
    for family in [name for name in (*FAMILIES.values(), _HOUSE) if name in present]:
        own = [rule for rule in rules if _family(rule) == family]
        rows = [
            (
                f"[{rule.code}]({rule.code}.md)",
                _plain(rule.title),
                f"{_plain(rule.basis)}（{FORCES[rule.force]}）",
                rule.severity.chinese,
                "打开" if rule.default else "关闭",
                _MENDS[rule.fix],
            )
            for rule in own
        ]
        parts.append(
            f"## {family}（{len(own)}条）\n\n" + _table(["代号", "要求", "依据", "级别", "默认", "改正"], rows)
        )
    return "\n\n".join(parts) + "\n"


def _family(rule: Rule) -> str:
    """Its letter with what it stands for; an office's own rules are a family, whatever their letters."""
    return FAMILIES.get(rule.code[0], _HOUSE) if rule.family else _HOUSE


def _facts(rule: Rule) -> Iterator[tuple[str, str]]:
    yield "规则族", f"[{_family(rule)}]({INDEX})"
    yield "依据", _plain(rule.basis)
    yield "效力", FORCES[rule.force]
    yield "级别", rule.severity.chinese
    yield "默认", "打开" if rule.default else f"关闭，用`--extend-select {rule.code}`打开"
    if rule.script:
        yield "稿件", f"只查{SCRIPTS[rule.script]}稿件（`--script {rule.script}`）"
    yield "改正", _RESTYLES if rule.where == "layout" and rule.fix != "none" else _FIXES[rule.fix]
    if _PLACES[rule.where]:
        yield "只查", _PLACES[rule.where]
    if rule.excepts:
        yield "不查", "、".join(_MASKS.get(mask, f"`{mask}`") for mask in rule.excepts)
    if rule.secret:
        yield "保密", "不管这一条开没开，查到的内容在各种报告里一律打码"


def _examples(title: str, examples: Sequence[Example], *, fixes: bool = False) -> Iterator[str]:
    if examples:
        yield f"## {title}"
    if any(visible(text) != text for example in examples for text in (example.bad, example.good)):
        yield "看不见的字符写作它的编码，如`<U+200B>`。"
    for example in examples:
        yield _fenced(visible(example.bad or example.good))
        yield from _printed(example)
        if example.layout or example.restyle:
            continue
        if example.fixed not in ("", example.bad):
            yield "改为："
            yield _fenced(visible(example.fixed))
        elif example.bad and fixes:
            yield "这一例只提示，不自动改。"
        if example.departments:
            yield f"（来源单位名录里有：{_plain('；'.join(example.departments))}）"


def _printed(example: Example) -> Iterator[str]:
    """How the Word file differs from the template."""
    values = [
        f"{table}.{key} = {_value(value)}" for table, given in example.layout.items() for key, value in given.items()
    ]
    if values:
        yield f"排成Word稿，与模板不同的是：{'，'.join(f'`{value}`' for value in values)}。"
    for words, given in example.restyle.items():
        said = "，".join(f"`{key} = {_value(value)}`" for key, value in given.items())
        yield f"排成Word稿，“{_plain(words)}”另有格式：{said}。"


def _value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _options(rule: Rule) -> Iterator[str]:
    if rule.options:
        lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in rule.options.items()]
        yield "## 选项\n\n写在bulletin.toml里，下面是默认值。"
        yield _fenced("\n".join([f"[lint.options.{rule.code}]", *lines]), "toml")


def _switching_off(rule: Rule) -> Iterator[str]:
    """Not for what the program says of itself: such a page says what can be done."""
    if rule.family == "program":
        return
    code = rule.code
    yield "## 不查这一条"
    yield "\n".join(
        [
            f"- 某一段：在段落上面加一行`%% bulletin: ignore[{code}] 理由`；Markdown里写`<!-- bulletin: ignore[{code}] 理由 -->`。",
            f"- 整份稿件：`%% bulletin: ignore-file[{code}] 理由`。",
            f"- 这一次：`bulletin lint --ignore {code}`。",
            f'- 一直不查：bulletin.toml的`[lint]`下写`ignore = ["{code}"]`。',
            f'- 某些稿件不查：`[lint]`下写`per-file-ignores = {{ "归档/**" = ["{code}"] }}`。',
        ]
    )


def visible(text: str) -> str:
    """A manuscript with the characters spelt out that a page would hide."""
    return "".join(f"<U+{ord(char):04X}>" if _hides(char) else char for char in text)


def _hides(char: str) -> bool:
    return char not in "\n \u3000" and unicodedata.category(char) in {"Cc", "Cf", "Co", "Mn", "Zl", "Zp", "Zs"}


def _fenced(text: str, language: str = "text") -> str:
    """A block of code whose fence is longer than any in it."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}{language}\n{text}\n{fence}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows whose cells are Markdown already."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _prose(text: str) -> str:
    """Paragraphs, their lines joined: between Chinese characters a line's end would show as a blank."""
    joined = re.sub(r"(?<=[!-~])\n(?=[!-~])", " ", text.strip())
    return re.sub(r"(?<!\n)\n(?!\n)", "", _escaped(joined))


def _plain(text: str) -> str:
    """Text on one line, fit for a table."""
    return _escaped(" ".join(text.split("\n")))


def _escaped(text: str) -> str:
    """Text in which nothing is markup."""
    marked = re.sub(r"([\\`*_<\[\]|~&])", r"\\\1", text)
    return re.sub(r"(?m)^(\s*\d*)([-+#>=.)])", r"\1\\\2", marked)
