"""The words and characters by which a bulletin's parts are told apart."""

from __future__ import annotations

import re
import sys
from functools import cache

from bulletin_tools.expressions import expression

BRIEF_MARKS = frozenset("△▲●◆■※☆◇○★□▼▽◎Δ∆⊿▵")
"""What stands before an item that has no headline."""
UNIT_ENDS = frozenset(
    "联局委办部院厅处科股室站所队会社校园镇乡场店厂矿馆库港司行团盟心府村道县区市州旗组网台报学区企中片集线"
)
"""What the name of a department or body ends with."""
UNIT_WORDS = (
    "科协",
    "政协",
    "消协",
    "作协",
    "文协",
    "侨协",
    "商协",
    "人大",
    "海关",
    "机关",
    "监狱",
    "专班",
    "总支",
    "公安",
    "供销",
    "供电",
    "邮政",
    "油田",
    "医共体",
    "水利枢纽",
)
"""Words for departments and bodies that end otherwise."""
SENTENCE_END = frozenset("。！？…!?")
POINTS = "。．.，,；;、：:"
"""Point marks that end no headline."""
CLOSERS = frozenset('”’』」》）)〉】"')
"""Marks that may follow the end of a sentence."""

_LABELS = tuple(
    word + colon
    for word in (
        "供稿单位",
        "供稿",
        "来源",
        "稿件来源",
        "报送单位",
        "报",
        "送",
        "发",
        "抄报",
        "抄送",
        "主送",
        "分送",
        "编辑",
        "责任编辑",
        "审核",
        "签发",
    )
    for colon in "：:"
)
_LABEL_STARTS = frozenset(label[0] for label in _LABELS)
TIMES = (
    "近日", "近期", "近年", "日前", "目前", "当前", "今年", "去年", "昨日", "昨天", "今日", "今天", "本周", "上周", "连日", "本月", "上月",
)  # fmt: skip
OPENERS = (
    *TIMES,
    "为", "按照", "根据", "围绕", "针对", "随着", "自从", "截至", "截止", "据", "一是", "记者", "笔者", "本报讯", "本网讯", "讯", "在",
    "由", "通过", "面对", "作为", "经", "日期", "图为", "春节", "国庆", "入夏", "入冬", "入春", "入秋", "入汛", "新春", "年初",
    "一直以来", "长期以来", "元旦", "受", "结合", "习近平", "第一季度", "第二季度", "第三季度", "第四季度", "上半年", "下半年", "党的", "自", "从", "对", "以", "于", "又讯",
)  # fmt: skip
"""What the body of an item often starts with, dates apart."""


def is_labelled(text: str, start: int, end: int = sys.maxsize) -> bool:
    """Whether a line starts with the label of who sent an item in, or of a line of an issue's foot."""
    return text[start] in _LABEL_STARTS and text.startswith(_LABELS, start, end)


@cache
def _date() -> re.Pattern[str]:
    return expression(
        r"(?:\d{4} ?年|\d{1,2} ?月|[12]?\d ?日|\d{4}[-./])(?! ?(?:第|度))|[上下]?[一二三四五六七八九十]{1,2}月"
    )


def starts_with_date(text: str) -> bool:
    """Whether a text starts with a year, a month or a day."""
    return (
        bool(text) and (text[0].isdigit() or text[0] in "一二三四五六七八九十上下") and _date().match(text) is not None
    )


def ends_sentence(text: str, end: int, start: int = 0) -> bool:
    """Whether a sentence's end stands before a place (from `start` on), inside closing marks or out of them."""
    while end > start and text[end - 1] in CLOSERS:
        end -= 1
    return end > start and text[end - 1] in SENTENCE_END


def opens_body(text: str) -> bool:
    """Whether a text starts as bodies do and headlines seldom: with a time, a purpose or a ground."""
    return text.startswith(OPENERS) or starts_with_date(text)


def starts_with_time(text: str) -> bool:
    """Whether a text starts by saying when, as headlines don't."""
    return text.startswith(TIMES) or starts_with_date(text)
