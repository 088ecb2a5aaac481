"""Manuscripts to measure with, made of invented items: clean text with a known share of faults."""

from __future__ import annotations

import random

_MASTHEAD = "泉河信息\n第56期（总第312期）\n中共泉河区委办公室　　　　2026年9月18日\n\n"
_OFFICES = [
    "教育局",
    "审计局",
    "水利局",
    "林业局",
    "司法局",
    "商务局",
    "财政局",
    "民政局",
    "科技局",
    "文旅局",
    "卫健委",
    "住建局",
    "城管局",
    "统计局",
    "气象局",
]
_VERBS = [
    "推进",
    "落实",
    "完善",
    "强化",
    "优化",
    "开展",
    "组织",
    "建立",
    "督促",
    "协调",
    "核查",
    "整改",
    "宣传",
    "培训",
    "走访",
    "服务",
    "保障",
    "提升",
    "规范",
    "巩固",
]
_THINGS = [
    "老旧小区改造",
    "防汛责任",
    "营商环境",
    "基层治理",
    "森林防火",
    "政务公开",
    "学校食堂",
    "审计整改",
    "养老服务",
    "普法宣传",
    "项目建设",
    "安全生产",
    "道路养护",
    "河道清淤",
    "家庭医生签约",
    "人才引进",
    "信访化解",
    "档案管理",
    "消费维权",
    "垃圾分类",
]
_TIMES = ["近日", "今年以来", "8月下旬", "9月12日", "上半年", "2026年6月30日", "开学以来", "汛期以来"]
_CLAUSES = (
    "{office}会同有关单位{verb}{thing}",
    "累计{verb}{thing}{number}次",
    "惠及群众{number}0余人",
    "围绕“{thing}”{verb}专项行动",
    "依据《{thing}办法》逐项{verb}",
    "整改率达{share}%",
    "邀请专家（{number}人次）现场指导",
    "形成“1+N”工作机制",
    "比去年同期增长{share}个百分点",
    "明确责任单位、责任人和完成时限",
)
_FAULTS = (
    ("，", ","),
    ("。", ". "),
    ("（", "("),
    ("累计", "累计 "),
    ("、", "、、"),
    ("9月12日", "9月12号"),
    ("”", "“"),
)


def manuscript(size: int, faults: int, seed: int = 1) -> str:
    """About `size` UTF-8 bytes of unwrapped items below one masthead, with `faults` faults per 10,000 characters."""
    chance = random.Random(seed)
    parts, length = [_MASTHEAD], 0
    while length < size:
        item = _item(chance)
        for _ in range(round(len(item) * faults / 10_000 + chance.random() - 0.5)):
            right, wrong = chance.choice(_FAULTS)
            item = item.replace(right, wrong, 1)
        parts.append(item)
        length += len(item.encode())
    return "".join(parts)


def _item(chance: random.Random) -> str:
    office, thing = "区" + chance.choice(_OFFICES), chance.choice(_THINGS)
    sentences = "".join(_sentence(chance, office) for _ in range(chance.randint(4, 12)))
    lead = f"{chance.choice(_TIMES)}，{office}{chance.choice(_VERBS)}{thing}工作。"
    return f"{office}“三个到位”{chance.choice(_VERBS)}{thing}\n　　{lead}{sentences}（{office}）\n\n"


def _sentence(chance: random.Random, office: str) -> str:
    clauses = (
        chance.choice(_CLAUSES).format(
            office=office,
            verb=chance.choice(_VERBS),
            thing=chance.choice(_THINGS),
            number=chance.randint(2, 900),
            share=chance.randint(10, 990) / 10,
        )
        for _ in range(chance.randint(2, 4))
    )
    return "，".join(clauses) + "。"
