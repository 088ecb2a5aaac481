"""The items of an issue: their headlines, bodies and sources."""

from __future__ import annotations

import pytest

from tests.test_parse import FIRST, HEAD, OTHER, SECOND, bodies, headlines, one, source, sources, value


def test_headlines_on_lines_of_their_own() -> None:
    bulletin = one(
        HEAD
        + f"区教育局开展校园检查\n　　{FIRST}\n　　{SECOND}（区教育局）\n\n区水利局清理河道\n　　{OTHER}（区水利局）\n"
    )
    assert headlines(bulletin) == ["区教育局开展校园检查", "区水利局清理河道"]
    assert bodies(bulletin) == [[FIRST, SECOND], [OTHER]]


def test_a_centred_headline_in_two_lines() -> None:
    bulletin = one(HEAD + f"　　　　　区教育局聚焦民生实事\n　　　　　　开展校园安全检查\n　　{FIRST}（区教育局）\n")
    assert headlines(bulletin) == ["区教育局聚焦民生实事开展校园安全检查"]
    assert bodies(bulletin) == [[FIRST]]


def test_items_without_sources_are_parted_by_their_headlines() -> None:
    for indent, gap in (("　　", ""), ("", "\n")):
        bulletin = one(
            f"区教育局开展校园检查\n{indent}{FIRST}\n{indent}{SECOND}\n{gap}区水利局清理河道\n{indent}{OTHER}\n"
        )
        assert headlines(bulletin) == ["区教育局开展校园检查", "区水利局清理河道"]


def test_a_bare_number_below_a_date_is_no_headline() -> None:
    bulletin = one(f"区教育局开展校园检查\n　　{FIRST}\n　　2026年3月5日\n（十二）\n　　{OTHER}\n")
    assert headlines(bulletin) == ["区教育局开展校园检查"]
    assert bodies(bulletin) == [[FIRST, "2026年3月5日", "（十二）", OTHER]]


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("区教育局开展校园安全检查", FIRST),
        ("区水利局扎实做好河道清障工作", OTHER),
        ("强化责任 狠抓落实 区教育局开展校园安全检查", FIRST),
        ("区教育局启动“筑梦 圆梦”助学活动", "区教育局通过“筑梦 圆梦”活动，资助学生20人。"),
        ("【中央】“十四五”规划编制工作启动", "记者从国务院新闻办公室 9月 12日举行的发布会上获悉，规划编制工作启动。"),
        ("我区 12家企业获评省级示范", "我区坚持培育与扶持并重，12 家企业获评省级示范。"),
        ("区法院召开 2020年第 3次审判委员会会议", "7月 3 日，区法院召开审判委员会会议，研究案件2件。"),
        ("学用结合，知行合一 区委党校举办培训班", "为深入学习，区委党校举办培训班。"),
        ("区审计局“三个聚焦”推进审计", "一是聚焦重点。开展审计。二是聚焦整改。"),
        ("2019年全省节能检查组莅临我区督查", "12月 16日-12月 18日，检查组来我区督查，检查项目8个。"),
    ],
)
def test_headlines_that_run_into_the_body(headline: str, body: str) -> None:
    bulletin = one(f"泉河区委办公室 2020年8月18日\n{headline} {body}（区教育局）\n")
    assert headlines(bulletin) == [headline]
    assert bodies(bulletin) == [[body]]


def test_a_body_with_pauses_has_no_headline() -> None:
    body = "近日，区慈善总会、区教育局联合开展 2020年“筑梦工程 成才圆梦”助学活动，资助 20人。"
    bulletin = one(f"{body}（区教育局）\n")
    assert (headlines(bulletin), bodies(bulletin)) == ([None], [[body]])


def test_sections_are_an_attribute_of_the_items_below() -> None:
    bulletin = one(
        HEAD
        + f"【要闻】\n1．区教育局开展校园检查\n    {FIRST}\n{' ' * 40}（区教育局）\n2．【辽宁】三部门联动整治\n    {OTHER}\n{' ' * 40}（区水利局）\n【简讯】\n△{SECOND}\n"
    )
    assert [value(item.section) for item in bulletin.items] == ["要闻", "要闻", "简讯"]
    assert headlines(bulletin) == ["区教育局开展校园检查", "【辽宁】三部门联动整治", None]
    assert bodies(bulletin) == [[FIRST], [OTHER], [SECOND]]
    assert sources(bulletin) == [["区教育局"], ["区水利局"], []]


def test_small_heads_stay_in_their_item() -> None:
    bulletin = one(
        f"（一）区教育局开展校园检查\n　　一、加强领导\n　　{FIRST}\n　　二、强化措施\n　　1.全面排查\n　　一是{SECOND}（供稿：区教育局）\n"
        f"（二）区水利局清理河道\n　　{OTHER}\n（区水利局 王强）\n"
    )
    assert headlines(bulletin) == ["区教育局开展校园检查", "区水利局清理河道"]
    assert bodies(bulletin)[0] == ["一、加强领导", FIRST, "二、强化措施", "1.全面排查", f"一是{SECOND}"]
    assert sources(bulletin) == [["区教育局"], ["区水利局"]]


def test_briefs_have_marks_of_many_kinds() -> None:
    bulletin = one(HEAD + "".join(f"{mark}{OTHER}（区水利局）\n" for mark in "△▲●◆■※☆◇○"))
    assert [item.kind for item in bulletin.items] == ["brief"] * 9
    assert bodies(bulletin) == [[OTHER]] * 9


def test_follow_up_reports_are_items() -> None:
    bulletin = one(f"本报讯 {FIRST}(施民法 田琦琦)\n又讯 {OTHER}（王强）")
    assert sources(bulletin) == [["施民法 田琦琦"], ["王强"]]


@pytest.mark.parametrize(
    ("bracket", "named"),
    [
        ("（区教育局）", ["区教育局"]),
        ("(区教育局)", ["区教育局"]),
        ("　　　　（区教育局）", ["区教育局"]),
        ("（区教育局、区应急管理局）", ["区教育局", "区应急管理局"]),
        ("（供稿：区教育局）", ["区教育局"]),
        ("（柏云霄）", ["柏云霄"]),
        ("（刘金通 徐捷）", ["刘金通 徐捷"]),
        ("（泉河区史志研究中心 许中明）", ["泉河区史志研究中心"]),
        ("（区教 育局）", ["区教育局"]),
        ("（共青团泉河区委员会）", ["共青团泉河区委员会"]),
        ("（完）（区教育局）", ["区教育局"]),
        ("\n（区教育局）", ["区教育局"]),
        ("\n                                 (区教育局)", ["区教育局"]),
        ("\n供稿单位：区教育局", ["区教育局"]),
        ("\n来源：区教育局", ["区教育局"]),
        ("（下转第2版）", []),
        ("（完）", []),
        ("（以下简称方案）", []),
        ("（单位：万元）", []),
        ("\n（此件公开发布）", []),
        ("（图）", []),
    ],
)
def test_sources(bracket: str, named: list[str]) -> None:
    text = f"区教育局开展校园检查\n　　{SECOND}\n　　{FIRST}{bracket}\n"
    bulletin = one(text)
    assert sources(bulletin) == [named]
    span = bulletin.items[0].source_span
    if named:
        assert bodies(bulletin)[0][:2] == [SECOND, FIRST + ("（完）" if "完" in bracket else "")]
        assert span is not None
        assert source(text).text[slice(*span)] in bracket
    else:
        assert span is None


def test_a_heading_that_ends_in_a_bracket_is_no_source() -> None:
    bulletin = one(
        f"泉河区赴外地考察学习（图）\n　　{FIRST}（区教育局）\n关于印发实施方案（试行）的说明\n　　{OTHER}（区水利局）\n"
    )
    assert headlines(bulletin) == ["泉河区赴外地考察学习（图）", "关于印发实施方案（试行）的说明"]


def test_the_spans_of_an_item() -> None:
    text = source(f"区教育局开展校园检查\n　　{FIRST}（区教育局）\n")
    from bulletin_tools.parse import parse

    (item,) = parse(text)[0].items
    assert text.text[slice(*item.span)] == text.text
    assert item.source_span is not None
    assert text.text[slice(*item.source_span)] == "（区教育局）"
    assert text.text[slice(*item.sources[0].span)] == "区教育局"
