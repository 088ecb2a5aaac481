"""Logical text → the model: the parts of an issue."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin_tools.bulletin import Bulletin, Field
from bulletin_tools.formats.markdown import lines as markdown_lines
from bulletin_tools.formats.text import lines as text_lines
from bulletin_tools.parse import parse
from bulletin_tools.parse.sources import is_department
from bulletin_tools.reports.model import issues_as_data, tree
from bulletin_tools.source import Document, Source
from bulletin_tools.unwrap import unwrap

FIRST = "近日，泉河区教育局会同有关部门对全区中小学开展安全检查，共排查隐患12处，已整改到位10处。"
SECOND = "下一步，区教育局将持续抓好整改落实，建立长效机制，确保校园安全稳定。"
OTHER = "8月12日，区水利局组织开展河道清障行动，出动人员36人次，清理河道8公里。"
HEAD = "政务信息\n第12期\n中共泉河区委办公室　　　　　　2020年8月18日\n\n"


def source(text: str, name: str = "draft.txt") -> Source:
    kind, reader = ("markdown", markdown_lines) if name.endswith(".md") else ("text", text_lines)
    lines, directives = reader(text)
    return unwrap(Document(name, kind, text.encode("utf-8", "surrogatepass"), "utf-8", text, lines, directives))


def read(text: str, name: str = "draft.txt") -> list[Bulletin]:
    return parse(source(text, name))


def one(text: str, name: str = "draft.txt") -> Bulletin:
    (bulletin,) = read(text, name)
    return bulletin


def value(field: Field | None) -> str | None:
    return field.value if field else None


def headlines(bulletin: Bulletin) -> list[str | None]:
    return [value(item.headline) for item in bulletin.items]


def bodies(bulletin: Bulletin) -> list[list[str]]:
    return [[paragraph.value for paragraph in item.paragraphs] for item in bulletin.items]


def sources(bulletin: Bulletin) -> list[list[str]]:
    return [[field.value for field in item.sources] for item in bulletin.items]


def test_a_whole_issue() -> None:
    bulletin = one(
        "秘密★1年\n000012\n政 务 信 息\n第 12 期（总第 345 期）\n中共泉河区委办公室　　　　2020年8月18日\n\n"
        f"区教育局开展校园安全检查\n　　{FIRST}\n　　{SECOND}（区教育局、区应急管理局）\n\n△{OTHER}（区水利局）\n"
        "报：区委常委。\n送：各镇（街道）。\n发：各科室。\n编辑：李明　　联系电话：0371-12345678　　（共印80份）\n"
    )
    assert issues_as_data([bulletin]) == [
        {
            "masthead": {
                "name": "政务信息",
                "number": "12",
                "total_number": "345",
                "issuer": "中共泉河区委办公室",
                "date": "2020-08-18",
                "classification": "秘密★1年",
                "copy_number": "000012",
            },
            "items": [
                {
                    "kind": "full",
                    "section": None,
                    "headline": "区教育局开展校园安全检查",
                    "paragraphs": [FIRST, SECOND],
                    "sources": ["区教育局", "区应急管理局"],
                },
                {"kind": "brief", "section": None, "headline": None, "paragraphs": [OTHER], "sources": ["区水利局"]},
            ],
            "footer": {
                "report": "区委常委。",
                "send": "各镇（街道）。",
                "issue": "各科室。",
                "copies": "80",
                "editor": "李明",
                "telephone": "0371-12345678",
            },
        }
    ]


@pytest.mark.parametrize(
    ("lines", "name", "number", "total", "issuer", "date"),
    [
        (" 中 共泉 河 区委 办 公 室 2020 年 8 月 18 日", None, None, None, "中共泉河区委办公室", "2020-08-18"),
        (
            "泉河政务\n2020年第8期（总第108期）\n泉河区政府办公室编　2020年8月8日",
            "泉河政务",
            "8",
            "108",
            "泉河区政府办公室",
            "2020-08-08",
        ),
        ("简报 第3期\n中共泉河区委办公室2013年4月15日", "简报", "3", None, "中共泉河区委办公室", "2013-04-15"),
        (
            "信息快报\n第二十一期\n泉河区应急管理局\n二〇二〇年十二月三十一日",
            "信息快报",
            "二十一",
            None,
            "泉河区应急管理局",
            "2020-12-31",
        ),
        (
            "泉河信息\n〔2020〕15号\n中共泉河区委办公室 2020-08-18",
            "泉河信息",
            "15",
            None,
            "中共泉河区委办公室",
            "2020-08-18",
        ),
    ],
)
def test_mastheads(lines: str, name: str | None, number: str | None, total: str | None, issuer: str, date: str) -> None:
    bulletin = one(f"{lines}\n\n区教育局开展校园安全检查\n　　{FIRST}（区教育局）\n")
    head = bulletin.masthead
    assert head is not None
    assert [value(field) for field in (head.name, head.number, head.total_number, head.issuer, head.date)] == [
        name,
        number,
        total,
        issuer,
        date,
    ]
    assert headlines(bulletin) == ["区教育局开展校园安全检查"]


def test_front_matter_is_the_masthead() -> None:
    bulletin = one(
        f"---\n刊名: 泉河信息\n期号: 第12期\n日期: 2020年8月18日\n---\n\n# 区教育局开展**校园**检查\n\n{FIRST}（区教育局）\n",
        "a.md",
    )
    assert bulletin.masthead is not None
    assert [value(field) for field in bulletin.masthead[1:6]] == ["泉河信息", "12", None, None, "2020-08-18"]
    assert headlines(bulletin) == ["区教育局开展校园检查"]


def test_a_draft_without_masthead() -> None:
    bulletin = one(f"区教育局开展校园安全检查\n{FIRST}\n{SECOND}\n")
    assert (bulletin.masthead, bulletin.footer) == (None, None)
    assert (headlines(bulletin), bodies(bulletin)) == (["区教育局开展校园安全检查"], [[FIRST, SECOND]])


@pytest.mark.parametrize(
    "signature",
    ["　　　　泉河区教育局\n　　　　2020年8月18日", "泉河区教育局 2020年8月18日", "泉河区教育局\n二〇二〇年八月十八日"],
)
def test_a_draft_closed_by_department_and_date(signature: str) -> None:
    text = source(f"区教育局开展校园安全检查\n　　{FIRST}\n　　{SECOND}\n{signature}\n")
    (bulletin,) = parse(text)
    assert bulletin.masthead is None
    assert bodies(bulletin) == [[FIRST, SECOND]]
    signed = bulletin.items[0].signed
    assert signed is not None
    assert "".join(text.text[slice(*signed)].split()) == "".join(signature.split())


def test_a_notice_is_one_item() -> None:
    bulletin = one(
        f"关于开展安全检查的通知\n泉政办〔2020〕15号\n各镇人民政府：\n　　{FIRST}\n一、总体要求\n　　{SECOND}\n　　（一）加强领导。{OTHER}\n"
        "二、工作安排\n　　1.及时上报。\n泉河区教育局\n2020年8月18日\n（此件公开发布）\n"
    )
    assert (bulletin.masthead, headlines(bulletin)) == (None, ["关于开展安全检查的通知"])
    assert sources(bulletin) == [[]]
    assert bulletin.items[0].signed is not None


def test_several_issues_in_a_file() -> None:
    issue = HEAD + f"区教育局开展校园安全检查\n　　{FIRST}（区教育局）\n报：区委。\n（共印60份）\n"
    found = read(issue + issue.replace("第12期", "第13期"))
    assert [value(bulletin.masthead.number) for bulletin in found if bulletin.masthead] == ["12", "13"]
    assert [len(bulletin.items) for bulletin in found] == [1, 1]


def test_an_issue_that_starts_with_issuer_and_date_alone() -> None:
    issue = f"中共泉河区委办公室 2020年8月18日\n区教育局开展校园安全检查 {FIRST}（区教育局）\n"
    found = read(issue + issue.replace("18日", "25日"))
    assert [value(bulletin.masthead.date) for bulletin in found if bulletin.masthead] == ["2020-08-18", "2020-08-25"]


def test_contents_and_source_lines_below_numbered_headlines() -> None:
    bulletin = one(
        HEAD + "本期要目\n◇区教育局开展校园安全检查\n◇区水利局清理河道\n\n"
        f"一、区教育局开展校园安全检查\n供稿单位：区教育局\n　　{FIRST}\n　　一、加强领导\n　　{SECOND}\n\n"
        f"二、区水利局清理河道\n供稿单位：区水利局\n　　{OTHER}\n"
    )
    assert [entry.value for entry in bulletin.contents] == ["区教育局开展校园安全检查", "区水利局清理河道"]
    assert headlines(bulletin) == ["区教育局开展校园安全检查", "区水利局清理河道"]
    assert bodies(bulletin) == [[FIRST, "一、加强领导", SECOND], [OTHER]]
    assert sources(bulletin) == [["区教育局"], ["区水利局"]]


def test_contents_with_pages() -> None:
    bulletin = one(
        HEAD
        + f"目　录\n1．区教育局开展校园检查……1\n2．区水利局清理河道……3\n\n1．区教育局开展校园检查\n　　{FIRST}（区教育局）\n2．区水利局清理河道\n　　{OTHER}（区水利局）\n"
    )
    assert [entry.value for entry in bulletin.contents] == ["区教育局开展校园检查", "区水利局清理河道"]
    assert headlines(bulletin) == ["区教育局开展校园检查", "区水利局清理河道"]


def test_an_issue_without_items_still_has_its_foot() -> None:
    bulletin = one(HEAD + "报：区委。\n送：各镇。\n")
    assert (bulletin.items, value(bulletin.footer and bulletin.footer.report)) == ((), "区委。")


def test_tree_survives_a_gbk_console() -> None:
    drawn = tree(read(HEAD + f"【要闻】\n1．区教育局开展校园检查\n　　{FIRST}（区教育局）\n△{OTHER}\n报：区委。\n"))
    assert "区教育局开展校园检查" in drawn
    assert drawn.encode("gbk")


PARTS = [
    *HEAD.split("\n"), FIRST, SECOND, OTHER, "区教育局开展校园安全检查", f"区教育局开展检查 {FIRST}（区教育局）", "【要闻】", "△" + OTHER, "△", "【】",
    "（区教育局）", "供稿单位：区教育局", "供稿单位：", "本期要目", "◇区水利局清理河道", "一、区水利局清理河道", "二、", "（一）加强领导", "报：区委", "报：",
    "（共印60份）", "编辑：李明 电话：123", "2020年8月18日", "泉河区教育局", "二〇二〇年十三月四十日", "（此件公开发布）", "本报讯", "—1—", "# 标题", "---", "刊名: 泉河",
    "第三期", "秘密", "000001", "（", "）", "()", "（，）", " ", "", "\f", "１２３", "第期", "总第1期",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(PARTS) | st.text(max_size=30), max_size=25),
    st.sampled_from(["　　", "", " "]),
    st.sampled_from(["a.txt", "a.md"]),
)
def test_no_text_is_refused_and_every_field_is_in_the_text(lines: list[str], indent: str, name: str) -> None:
    text = source("\n".join(indent + line if len(line) > 20 else line for line in lines), name)
    found = parse(text)
    assert tree(found) is not None
    for bulletin in found:
        for field in fields(bulletin):
            assert 0 <= field.span.start <= field.span.end <= len(text.text)
            assert field.value.strip() == field.value
        place = 0
        for item in bulletin.items:
            assert place <= item.span.start <= item.span.end <= len(text.text)
            place = item.span.end
            for paragraph in item.paragraphs:
                assert text.text[slice(*paragraph.span)] == paragraph.value
                assert item.span.start <= paragraph.span.start
                assert paragraph.span.end <= item.span.end


def fields(bulletin: Bulletin) -> list[Field]:
    parts = [*(bulletin.masthead or ()), *bulletin.contents, *(bulletin.footer or ())]
    for item in bulletin.items:
        parts += [item.headline, item.section, *item.paragraphs, *item.sources]
    return [part for part in parts if isinstance(part, Field)]


def test_a_short_line_above_the_number_is_the_name() -> None:
    text = "泉河审计\n第12期（总第348期）\n泉河区审计局 2020年9月21日\n\n区审计局盯紧校舍维修\n　　今年以来，区审计局盯紧校舍维修资金。（区审计局）\n"
    masthead = one(text).masthead
    assert masthead is not None
    assert value(masthead.name) == "泉河审计"


@pytest.mark.parametrize("name", ["区纪委", "管道局", "清源村", "泉河区教育局", "高新区管委会"])
def test_departments_are_no_persons(name: str) -> None:
    assert is_department(name)


@pytest.mark.parametrize("name", ["张校", "李春园", "王志学", "李建中", "张三"])
def test_persons_are_no_departments_whatever_their_names_end_with(name: str) -> None:
    assert not is_department(name)
