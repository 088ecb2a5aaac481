"""Markdown: what is text, what is markup, and what is left alone."""

from __future__ import annotations

import pytest

from bulletin_tools import api, formats
from bulletin_tools.bulletin import Bulletin
from bulletin_tools.finding import Finding
from bulletin_tools.source import Document, apply
from bulletin_tools.workspace import Overrides, Workspace

ITEM = "# 区教育局召开会议\n\n近日，区教育局召开会议，部署工作。（区教育局）\n"
EVERY_RULE = Workspace(isolated=True)
P001 = Workspace(Overrides(select=("P001",)), isolated=True)


def read(text: str) -> Document:
    return api.read_bytes(text.encode(), "稿件.md")


def model(text: str) -> list[Bulletin]:
    return api.parse(read(text))


def findings(text: str, workspace: Workspace = P001) -> list[Finding]:
    return list(api.lint(read(text), workspace).findings)


def places(text: str) -> list[tuple[int, ...]]:
    document = read(text)
    spots = [document.position(finding.span.start) for finding in findings(text)]
    return [(spot.row, spot.column) for spot in spots]


def fixed(text: str, workspace: Workspace = EVERY_RULE) -> str:
    document = read(text)
    return apply(text, api.fix(document, workspace).edits)


def test_front_matter_is_the_masthead() -> None:
    text = '---\nname: 泉河信息\n期号: 57\ntotal-number: 313\nissuer: "中共泉河区委办公室"\ndate: 2026年9月25日\nlayout: x\n---\n'
    head = model(text + ITEM)[0].masthead
    assert head
    assert [getattr(head, key) and getattr(head, key).value for key in ("name", "number", "total_number", "issuer", "date")] == [
        "泉河信息", "57", "313", "中共泉河区委办公室", "2026-09-25",
    ]  # fmt: skip


def test_front_matter_that_never_ends_is_text() -> None:
    assert not read("---\nname: 泉河信息\n" + ITEM).lines[0].key
    assert not any(line.role == "front" for line in read("---\nname: 泉河信息\n" + ITEM).lines)


@pytest.mark.parametrize("head", ["# {}", "## {}", "### {} ###", "#\t{}", "   # {}"])
def test_a_head_is_a_headline(head: str) -> None:
    text = f"{head.format('区教育局召开会议')}\n\n近日，区教育局召开会议。（区教育局）\n"
    headline = model(text)[0].items[0].headline
    assert headline
    assert headline.value == "区教育局召开会议"


def test_a_hash_without_a_blank_is_no_head() -> None:
    assert all(line.role == "text" for line in read("#区教育局召开会议\n").lines)


def test_heads_part_items() -> None:
    items = model(ITEM + "\n" + ITEM.replace("教育", "民政"))[0].items
    assert [item.sources[0].value for item in items] == ["区教育局", "区民政局"]


def test_lists_and_emphasis_are_text_without_their_markup() -> None:
    text = "# 区教育局*召开*会议\n\n近日，**区教育局**召开[会议](http://a.cn/x)：\n\n- 一是抓~~牢~~。\n- 二是`抓实`。（区教育局）\n"
    item = model(text)[0].items[0]
    assert item.headline
    assert item.headline.value == "区教育局召开会议"
    assert [paragraph.value for paragraph in item.paragraphs] == [
        "近日，区教育局召开会议：",
        "一是抓牢。",
        "二是抓实。",
    ]


def test_findings_among_markup_point_at_the_right_place() -> None:
    text = "# 区教育局召开会议\n\n近日，**区教育局**召开会议,*部署*工作。（区教育局）\n\n> - 一是**抓**,实。\n"
    assert places(text) == [(3, 16), (5, 12)]


def test_a_fault_across_markup_is_mended_around_it() -> None:
    text = ITEM.replace("部署", "**，**部署")
    mended = fixed(text)
    assert text != ITEM
    assert mended.count("**") == 2
    assert mended.replace("**", "") == ITEM
    assert fixed(mended) == mended


CODE = [
    "```\n近日,区教育局,召开会议,部署。\n```\n",
    "~~~python\n近日,部署。\n```\n近日,部署。\n~~~\n",
    "````\n```\n近日,部署。\n```\n近日,部署。\n````\n",
    "```\n近日,部署。\n```python\n近日,部署。\n```\n",
    "- 列表\n\n    ```\n    近日,部署。\n    ```\n",
    "> ```\n> 近日,部署。\n> ```\n",
    "```\n近日,部署。\n",
    "| 单位,名 | 数 |\n|---|---|\n| 近日,区局 | 1 |\n",
    "单位,名 | 数\n--- | ---\n近日,区局 | 1\n",
    "<!--\n近日,区教育局。\n-->\n",
    "<!-- 近日,区教育局。 -->\n",
]


@pytest.mark.parametrize("block", CODE)
def test_code_tables_and_comments_are_left_alone(block: str) -> None:
    text = f"{ITEM}\n{block}"
    assert [finding for finding in findings(text) if finding.span.start >= len(ITEM)] == []
    assert fixed(text) == text


@pytest.mark.parametrize("block", [block for block in CODE if not block.endswith("部署。\n")])
def test_text_below_a_block_is_text_again(block: str) -> None:
    text = f"{block}\n区教育局开会,部署。\n"
    assert places(text) == [(text.count("\n"), 7)]


def test_inline_code_is_text_that_no_rule_touches() -> None:
    text = ITEM.replace("部署工作", "运行`近日,区局`，`做完,了`，完成`x`、`y`工作")
    assert findings(text, EVERY_RULE) == []
    assert "运行近日,区局，做完,了，完成x、y工作。" in model(text)[0].items[0].paragraphs[0].value
    assert places(text.replace("`，完成", "`,完成")) != []


def test_code_between_two_marks_keeps_them_apart() -> None:
    assert findings(ITEM.replace("，部署", "，`x`，部署"), EVERY_RULE) == []


def test_directives_stand_in_comments_and_are_no_text() -> None:
    faulty = "近日,区教育局召开会议。（区教育局）"
    text = f"# 区教育局召开会议\n\n<!-- bulletin: ignore[P001] 引文照录 -->\n{faulty}\n"
    assert findings(text) == []
    assert len(findings(text.replace("P001", "P004"))) == 1
    assert "bulletin" not in "".join(part.value for part in model(text)[0].items[0].paragraphs)


def test_a_directive_as_in_plain_text_counts_in_markdown_too() -> None:
    text = "# 区教育局召开会议\n\n%% bulletin: ignore[P001] 引文照录\n近日,区教育局召开会议。（区教育局）\n"
    assert findings(text) == []


def test_a_directive_inside_code_is_code() -> None:
    assert read("```\n<!-- bulletin: ignore-file[P001] -->\n```\n").directives == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_make_no_difference(end: str) -> None:
    text = (ITEM.replace("日，", "日,") + "\n```\n近日,部署。\n```\n").replace("\n", end)
    assert places(text) == [(3, 3)]
    assert fixed(text, P001) == text.replace("日,区", "日，区", 1)


def test_writing_keeps_markup_byte_for_byte() -> None:
    text = ITEM.replace("日，", "日,").replace("部署", "**部署**")
    document = formats.from_bytes(text.encode("gb18030"), "稿件.md")
    assert formats.write(document, api.fix(document, P001).edits) == text.replace("日,", "日，").encode("gb18030")


def test_a_line_right_below_a_head_is_body() -> None:
    [bulletin] = model("# 区教育局召开会议\n近日，区教育局召开会议（区教育局）\n")
    assert [(item.headline and item.headline.value, len(item.paragraphs)) for item in bulletin.items] == [
        ("区教育局召开会议", 1)
    ]
