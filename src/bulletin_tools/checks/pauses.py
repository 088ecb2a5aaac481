"""Blanks that a sentence may have: between persons' names, behind the number of a chapter, in a slogan."""

import re
from functools import cache

from bulletin_tools.expressions import expression
from bulletin_tools.source import Span

_NEAR = 7  # code points beside a gap that tell what it parts
_QUOTED = 40  # code points of a slogan or title with a pause in it
_SHORT = 3  # characters that half a slogan has, unless both have as many or one has twice as many
_LABEL = 4  # characters of the label of a field
_CHAPTER = r"第[一二三四五六七八九十百零\d]{1,4}(?:[章节条编款项篇届期讲课集部卷辑站关幕回]|单元|部分)$"
_CREDITS = ("记者", "通讯员", "作者", "摄影", "供稿", "编辑", "联系人", "主任", "局长", "书记")
_WRITERS = _CREDITS[:6]
_DID = ("摄", "文", "图", "绘", "译")
"""What the name of a person stands before who made a picture or text."""
_TITLES = ("医生", "老师", "局长", "书记", "主任", "科长", "师傅", "同志", "先生", "女士", "教授", "院长", "校长", "所长", "站长", "镇长", "乡长", "村长", "区长", "县长", "市长", "部长", "处长", "经理", "律师", "法官", "警官", "奶奶", "大爷", "阿姨", "大娘", "爷爷", "叔叔", "大妈", "大姐", "大哥", "护士", "总")  # fmt: skip
"""What a surname stands before without a blank."""
_OF_SPEECH = "说道示出调是为称问答求"
"""What a clause before a colon ends with, and a label doesn't."""
_BEFORE_NAMES = "和与及由对长记任席员者师志"
LONG_SURNAMES = ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "令狐", "慕容", "司徒", "夏侯", "公孙", "端木")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文葛"
)
_WORDS = frozenset(
    "高标 高质 高度 高效 高中 高新 高层 高温 方便 方案 方式 方面 方向 任务 任何 常态 常见 常委 常务 常年 常规 金融 金额 金属 白天 石油 文化 文明"
    " 马上 马路 周边 周期 周末 向前 温度 温馨 连续 经济 严格 许多 许可 于是 万元 万人 路灯 路面 程序 程度 余额 田间 董事 毛利 龙头 康复 易地"
    " 武装 顾客 段落 付款 夏季 范围 陆续 钟点 杜绝 曾经 郑重 罗列 林业 林地 何时 徐徐 张贴 黄色 陈列 江河 洪水 安全 安排 安置 成立 全面 应急 解决".split()
)
"""Common words that begin as a surname does."""
_OFFICE = expression("(?:[局委办院厅部司处科股站所队会社镇街道村市县区校]|(?<!城)乡)$")


def may_pause(text: str, span: Span) -> bool:
    """Whether a blank between Chinese characters may be meant."""
    return is_enclosed(text, span) or parts_names(text, span)


def is_enclosed(text: str, span: Span) -> bool:
    """Whether a gap is a pause inside a short quotation, title or bracket."""
    before = text[max(0, span.start - _QUOTED) : span.start]
    after = text[span.end : span.end + _QUOTED]
    return any(
        before.rfind(opening) > before.rfind(closing)
        and closing in after
        and may_be(before[before.rfind(opening) + 1 :], after[: after.find(closing)])
        for opening, closing, may_be in (
            ("“", "”", _may_be_slogan),
            ("‘", "’", _may_be_slogan),
            ("《", "》", _may_be_slogan),
            ("（", "）", _may_be_signed),
            ("(", ")", _may_be_signed),
        )
    )


def _may_be_slogan(before: str, after: str) -> bool:
    """Whether the words beside a gap in quotation marks may be halves of a slogan: 慢游西 街 and 最多跑 一次 are none."""
    left, right = before.split(), after.split()
    if not left or not right:
        return True
    if "，" in before + after or "。" in before + after:
        return False
    one, other = sorted((len(left[-1]), len(right[0])))
    return (
        one == other
        or (one, other) == (2, 4)
        or one >= _SHORT
        or is_behind_chapter(before, Span(len(before), len(before)))
    )


def _may_be_signed(before: str, after: str) -> bool:
    """Whether the words beside a gap in brackets may be a department and a person, or two of one kind."""
    left, right = before.split(), after.split()
    if not left or not right or "，" in before + after:
        return "，" not in before + after
    whole = _OFFICE.search(left[-1]) or is_name(left[-1]) or re.search(r"[\dA-Za-z]$", left[-1])
    return bool(whole) or len(left[-1]) == len(right[0]) > 1


def parts_names(text: str, span: Span) -> bool:
    """Whether a gap stands in or between persons' names, behind the number of a chapter, or before a label (地点：)."""
    left, right = text[max(0, span.start - _NEAR) : span.start], text[span.end : span.end + _NEAR]
    before, after = word(left[::-1])[::-1], word(right)
    surnamed = before[-1:] in _SURNAMES and before[-2:-1] in ("", *_BEFORE_NAMES)
    if surnamed and (after.startswith(_TITLES) or before[-1:] + after[:1] in _WORDS):
        return False
    labelled = (
        right[len(after) : len(after) + 1] in ("：", ":") and len(after) <= _LABEL and after[-1:] not in _OF_SPEECH
    )
    if labelled or is_behind_chapter(text, span):
        return True
    if after in _DID:
        return True
    if before.endswith(_CREDITS) and _begins_as_name(after):
        return True
    if after.startswith(_WRITERS) and _begins_as_name(after.removeprefix(next(filter(after.startswith, _WRITERS)))):
        return True
    return (
        before.endswith(LONG_SURNAMES) or surnamed or _is_spaced_out(text, span) or (is_name(before) and is_name(after))
    )


def is_behind_chapter(text: str, span: Span) -> bool:
    """Whether a gap stands behind the number of a chapter (第一章 总则)."""
    return bool(_chapter().search(text[max(0, span.start - _NEAR) : span.start]))


@cache
def _chapter() -> re.Pattern[str]:
    return expression(_CHAPTER)


def word(text: str) -> str:
    """The Chinese characters with which a text starts; a loop, since the classes that hold them are slow to compile."""
    end = 0
    while end < len(text) and "\u3400" <= text[end] <= "\u9fff":
        end += 1
    return text[:end]


def is_name(word: str) -> bool:
    """Whether a word may be a person's name, or half of one that was spaced out."""
    return word[:1] in _SURNAMES and len(word) <= _SHORT


def _is_spaced_out(text: str, span: Span) -> bool:
    """Whether single characters stand on both sides, as in a heading set wide: 计 分 标 准."""
    beyond = text[max(0, span.start - 2) : span.start - 1] + text[span.end + 1 : span.end + 2]
    return all(char.isspace() or char in "：:" for char in beyond)


def _begins_as_name(words: str) -> bool:
    return not words or words[0] in _SURNAMES or words.startswith(LONG_SURNAMES)
