"""Who sent an item in: the bracket behind its last sentence, or a line of its own."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from bulletin_tools.bulletin import Field
from bulletin_tools.expressions import expression
from bulletin_tools.lexicon import CLOSERS, POINTS, SENTENCE_END, UNIT_ENDS, UNIT_WORDS
from bulletin_tools.parse.shapes import field
from bulletin_tools.source import Span, made

_LONGEST = 60  # code points in a bracket, all its departments and names together
_SURE_UNITS = frozenset("局委办部院厅处科室站所队镇乡联村区县馆")
"""Those that no person's name ends with."""
_SURNAMES = frozenset(
    "倪兰仝楼展银芦苑原庆占尧邸员栗赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲"
    "邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲"
    "伊宫宁仇栾暴甘斜厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申"
    "扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄"
    "阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仉督岳帅缑亢况郈有琴"
    "归海晋楚闫法汝鄢涂钦商牟佘佴伯赏墨哈谯年爱阳佟言福肖覃代战付仝苟迟操"
)
_NO_NAMES = frozenset(
    ("万元", "全文", "安徽", "江苏", "广东", "广西", "海南", "宁夏", "云南", "山东", "山西", "于今", "公司", "常委")
)
_REPORTERS = ("记者", "通讯员", "特约", "见习", "实习", "文/", "文／", "文：", "文:", "图文", "作者")
_NOTES = (
    "下转", "上接", "试行", "草案", "暂行", "修订", "单位：", "单位:", "附", "图为", "图片", "图一", "图1", "图：", "图:", "图/", "图／", "详", "此件", "见", "待续", "未完", "掌声", "以下", "简称",
    "下称", "均为", "均已", "均由", "涉及", "另有", "即", "其中", "本文", "摘自", "节选", "注：", "注:", "等", "如", "包括", "不含", "公开", "不予",
)  # fmt: skip
GLOSSED = (
    "单位",
    "部门",
    "机关",
    "牵头",
    "组织",
    "机构",
    "主体",
    "属地",
    "辖区",
    "由",
    "向",
    "即",
    "和",
    "与",
    "及",
    "报",
    "至",
    "到",
)
"""What a bracket in the sentence explains: 由牵头单位（区审计局）。"""
_COUNTY = "含山"
"""A county, and no 含 that begins an explanation."""
_LABEL_STARTS = frozenset("供稿信来报撰单")
FIRSTS = _LABEL_STARTS | frozenset("（(")
"""What a line that names sources may begin with."""
_LABEL = r"(?:供稿单位|供稿|稿件来源|信息来源|来源|报送单位|报送|来稿单位|来稿|稿源|撰稿单位|撰稿|供稿人|单位)"


_ROUND = "（("
_BRACKETS = {"）": _ROUND, ")": _ROUND, "]": "[［", "］": "[［", "】": "【", "〕": "〔"}
"""What closes the bracket of a source, and what may open it; square ones are a slip."""
_JOINTS = frozenset("、，；和及与或")
"""What stands between parts of which each has its bracket: 石桥镇（甲公司）、白沙镇（乙公司）。"""


class Sources(NamedTuple):
    """The sources of an item and where they are named."""

    fields: tuple[Field, ...]
    span: Span
    """The bracket or line, label included."""


def may_close(mark: str) -> bool:
    """Whether a mark can be the end of a source bracket."""
    return mark in _BRACKETS


def at_end(text: str, start: int, end: int, *, closing: bool = False) -> Sources | None:
    """The source bracket that closes a paragraph; `closing` says that an item must end there."""
    openings = _BRACKETS.get(text[end - 1])
    if not openings:
        return None
    first, opening = max(start, end - _LONGEST), -1
    for mark in openings:
        opening = max(opening, text.rfind(mark, first, end - 1))
    if opening < 0:
        return None
    fields = _departments(text, opening + 1, end - 1)
    if not fields or (openings != _ROUND and not (_is_certain(fields) and after_sentence(text, start, opening))):
        return None
    if not (
        closing or after_sentence(text, start, opening) or (_in_body(text, start, opening) and _is_certain(fields))
    ):
        return None
    return made(Sources, (fields, made(Span, (opening, end))))


def before_points(text: str, start: int, end: int) -> Sources | None:
    """The source bracket that closes an item although a point mark stands behind it: …完成（区审计局）。"""
    bracket_end = end
    while bracket_end > start and text[bracket_end - 1] in POINTS:
        bracket_end -= 1
    if bracket_end in (start, end) or text[bracket_end - 1] not in "）)":
        return None
    found = at_end(text, start, bracket_end)
    return None if found and glosses(text, start, found) else found


def glosses(text: str, start: int, bracket: Sources) -> bool:
    """Whether a bracket before a full stop explains the words before it: 设1个直属局（泉河区工商局）。"""
    opening = bracket.span.start
    begin = max(start, *(text.rfind(mark, start, opening) + 1 for mark in SENTENCE_END))
    sentence = text[begin:opening]
    names = [field.value for field in bracket.fields]
    if sentence.endswith(GLOSSED) or (is_unit(sentence[-2:]) and any(name[-1] == sentence[-1] for name in names)):
        return True
    counted = _counted().search(sentence)
    return bool(
        counted and counted[1] in (str(len(names)), "〇一两三四五六七八九"[len(names) : len(names) + 1])
    ) or any(
        is_unit(part) and not _is_note(part)
        for bracket in _bracketed().finditer(sentence)
        if sentence[bracket.end() : bracket.end() + 1] in _JOINTS
        for part in _part().findall(bracket[1])
    )


def on_line(text: str, start: int, end: int) -> Sources | None:
    """The sources that a line of its own names: （区审计局） or 供稿单位：区审计局."""
    if end - start > _LONGEST:
        return None
    if text[start] in "（(" and text[end - 1] in "）)":
        if text.find("）", start, end - 1) >= 0 or text.find(")", start, end - 1) >= 0:
            return None
        fields = _departments(text, start + 1, end - 1)
        return Sources(fields, Span(start, end)) if fields else None
    if text[start] not in _LABEL_STARTS or not (text.find("：", start, end) >= 0 or text.find(":", start, end) >= 0):
        return None
    label = _label().match(text, start, end)
    if not label or label.end() == end:
        return None
    fields = _departments(text, label.end(), end) or (field(text, label.end(), end),)
    return Sources(fields, Span(start, end))


def is_unit(name: str) -> bool:
    """Whether a name ends as departments and bodies do."""
    return (
        len(name) > 1
        and (name[-1] in UNIT_ENDS or name.endswith(UNIT_WORDS))
        and (
            name.isalnum()
            or all("\u3400" <= char <= "\u9fff" or char in "×（）()·“”" or char.isalnum() for char in name)
        )
    )


def is_department(name: str) -> bool:
    """Whether a name is that of a department or body, and no person's: 区纪委, but not 张校."""
    return is_unit(name) and not _is_person(name)


def _in_body(text: str, start: int, opening: int) -> bool:
    """Whether what stands before a bracket is no headline."""
    return any(text.find(mark, start, opening) >= 0 for mark in "。，,")


def after_sentence(text: str, start: int, place: int) -> bool:
    """Whether a sentence ends before a place, or before the bracket that stands there."""
    if place > start and text[place - 1] in "）)":  # another bracket: （完）（区审计局）
        opening = max(text.rfind("（", start, place), text.rfind("(", start, place))
        place = opening if opening >= 0 else place
    while place > start and (text[place - 1].isspace() or text[place - 1] in CLOSERS):
        place -= 1
    return place == start or text[place - 1] in SENTENCE_END or text[place - 1] in ".；;"


def _is_certain(fields: tuple[Field, ...]) -> bool:
    """Whether the bracket names departments even where no sentence ends before it."""
    return all(  # （公司）, （街道） aren't
        (is_unit(field.value) and len(field.value) > 2) or field.value.startswith(_REPORTERS) for field in fields
    )


def _departments(text: str, start: int, end: int) -> tuple[Field, ...]:
    """The sources that a bracket or line names; empty where it names something else."""
    return tuple(
        [
            made(Field, (value, made(Span, (start + first, start + last))))
            for value, first, last in _named(text[start:end])
        ]
    )


@lru_cache(maxsize=4096)  # the same departments send in again and again
def _named(words: str) -> tuple[tuple[str, int, int], ...]:
    """Value, start and end of each source in what a bracket holds."""
    start, end = 0, len(words)
    if ("：" in words or ":" in words) and (label := _label().match(words)) and label.end() < end:
        start = label.end()
    while end > start and words[end - 1] in POINTS:
        end -= 1
    if words.endswith("供稿", start, end):
        end -= 2
    whole = _word(words, start, end)
    value = whole[0]
    if value.startswith(_REPORTERS):
        return (whole,) if len(value) > 3 else ()
    if not value or _is_note(value):
        return ()
    if apart := _apart(words, *whole[1:]):
        return apart
    parts = [(match[0], match.start(), match.end()) for match in _part().finditer(words, whole[1], whole[2])]
    units = tuple(part for part in parts if is_department(part[0]))
    if all(part in units or _is_name(part[0]) for part in parts) or (
        not units and _are_names([part[0] for part in parts])
    ):
        return units or (whole,)
    joined = "".join(value.split())
    return ((joined, whole[1], whole[2]),) if is_unit(joined) or _is_name(joined) else ()


def _apart(words: str, start: int, end: int) -> tuple[tuple[str, int, int], ...]:
    """Several departments of which some are parted by what parts no sources: 区教育局和区民政局, 区教育局|区民政局."""
    marks = list(_odd_mark().finditer(words, start, end))
    if not any(match.lastgroup for match in marks):
        return ()
    starts, ends = [start, *(match.end() for match in marks)], [*(match.start() for match in marks), end]
    parts = tuple((words[first:last], first, last) for first, last in zip(starts, ends, strict=True))
    return parts if all(is_department(part[0]) for part in parts) else ()


def _is_note(words: str) -> bool:
    """Whether a bracket says something else: （完）, （以下简称…）, （共3项）."""
    return (
        words in ("完", "略", "含")
        or words.startswith(_NOTES)
        or (words[0] in "共第" and words[1:].lstrip()[:1].isnumeric())
        or (words[0] == "含" and not words.startswith(_COUNTY))
        or words.endswith("手记")
        or _amount().search(words) is not None
    )


def _is_person(word: str) -> bool:
    """Whether a short word is a name rather than a department."""
    return len(word) < 4 and _is_name(word) and word[-1] not in _SURE_UNITS


def _is_name(word: str) -> bool:
    return 1 < len(word) < 5 and word[0] in _SURNAMES and word not in _NO_NAMES and _is_han(word)


def _are_names(words: list[str]) -> bool:
    """Whether words are as long as names and several, so that a rare surname does no harm."""
    return 1 < len(words) < 6 and all(1 < len(word) < 4 and _is_han(word) for word in words)


def _is_han(word: str) -> bool:
    return all("\u3400" <= char <= "\u9fff" or char == "·" for char in word)


def _word(text: str, start: int, end: int) -> tuple[str, int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return text[start:end], start, end


@cache
def _label() -> re.Pattern[str]:
    return expression(rf"{_LABEL}\s*[：:]\s*")


@cache
def _part() -> re.Pattern[str]:
    return expression(r"[^\s、，,；;/／]+")


@cache
def _odd_mark() -> re.Pattern[str]:
    return expression(
        r"[\s、，,；;/／]+|(?P<odd>[|｜·•&＆+＋。．.\\－—~～-]|(?<=[局委办部院厅处室站所队镇乡会联社校心])(?:以及|[和与及暨](?!解))(?=[\u4e00-\u9fff]{2}))"
    )


@cache
def _amount() -> re.Pattern[str]:
    """How much of something, as a note has it: 东关街道2处."""
    return expression(r"(?<!第)\d(?:[个处家所间座条辆支户名人项次场]|公里)")


@cache
def _counted() -> re.Pattern[str]:
    """How many, and of what: 1个直属局."""
    return expression(r"(\d{1,2}|[一两三四五六七八九])[个家所][\u4e00-\u9fff]{1,8}$")


@cache
def _bracketed() -> re.Pattern[str]:
    return expression(r"[（(]([^（）()]{2,60})[）)]")
