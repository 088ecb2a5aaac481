"""Faults that need more than a template: what stands at a place without the fault and with it."""

from __future__ import annotations

from datetime import date
from random import Random

import opencc
import regex

Made = tuple[str, str] | None

_WEEKDAYS = "一二三四五六日"
_YEAR = 2024
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_RADICALS = dict(zip("一工人力口土大女子小山", "⼀⼯⼈⼒⼝⼟⼤⼥⼦⼩⼭", strict=True))
_MISSPELT = dict(
    pair.split(">")
    for pair in """
部署>布署 竣工>峻工 坐落>座落 账户>帐户 覆盖>复盖 安装>按装 辐射>幅射 松弛>松驰 膨胀>澎胀 装潢>装璜 凑合>凑和 粗犷>粗旷 气概>气慨
追溯>追朔 防范>防犯 迁徙>迁徒 脉搏>脉博 国籍>国藉 籍贯>藉贯 松懈>松解 急躁>急燥 枯燥>枯躁 渲染>宣染 痉挛>痉孪
重叠>重迭 震撼>震憾 遗憾>遗撼 贪赃>贪脏 赃款>脏款 严峻>严竣 端正>瑞正 陷阱>陷井 暴躁>暴燥 编纂>编篡 杀戮>杀戳 缉拿>辑拿
招聘>招骋 驰骋>驰聘 欠债>歉债 道歉>道欠 精湛>精堪 勘察>堪察 勘查>堪查 勘探>堪探 提纲>题纲 修葺>修茸 签订>签定 惩治>征治
""".split()
)


def widened(match: regex.Match[str], _: Random) -> Made:
    """Digits in full width."""
    return match[0], match[0].translate(_WIDE)


def traditional(match: regex.Match[str], _: Random) -> Made:
    """A character whose traditional form has only this simplified one."""
    wrong = _to_traditional(match[0])
    return (match[0], wrong) if wrong != match[0] and _to_simplified(wrong) == match[0] else None


def lookalike(match: regex.Match[str], _: Random) -> Made:
    """The Kangxi radical that looks like the character."""
    return match[0], _RADICALS[match[0]]


def misspelt(match: regex.Match[str], _: Random) -> Made:
    """A word with a character that looks or sounds like the right one."""
    return (match[0], _MISSPELT[match[0]]) if match[0] in _MISSPELT else None


def calendar(match: regex.Match[str], chance: Random) -> Made:
    """A date with its weekday, and with another."""
    try:
        right = date(_YEAR, int(match[1]), int(match[2])).weekday()
    except ValueError:
        return None
    wrong = (right + chance.randint(1, 6)) % 7
    head = f"{_YEAR}年{match[0]}"
    return f"{head}（星期{_WEEKDAYS[right]}）", f"{head}（星期{_WEEKDAYS[wrong]}）"


def swapped(match: regex.Match[str], _: Random) -> Made:
    """一是…二是 as 二是…一是."""
    return match[0], f"二是{match[1]}一是"


def total(_: regex.Match[str], chance: Random) -> Made:
    """A total and its two parts, one of them too large."""
    one, two = chance.randint(11, 40), chance.randint(11, 40)
    head = f"共检查企业{one + two}家，其中规模以上企业{one}家、规模以下企业"
    return f"{head}{two}家。", f"{head}{two + 3}家。"


def _to_traditional(text: str) -> str:
    return str(_S2T.convert(text))


def _to_simplified(text: str) -> str:
    return str(_T2S.convert(text))


_S2T, _T2S = opencc.OpenCC("s2t"), opencc.OpenCC("t2s")
