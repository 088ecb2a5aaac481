"""The names of the styles."""

from __future__ import annotations

from enum import StrEnum


class Style(StrEnum):
    """A style's id, which the document refers to, and its name, which Word shows."""

    chinese: str

    def __new__(cls, identifier: str, chinese: str) -> Style:
        style = str.__new__(cls, identifier)
        style._value_ = identifier
        style.chinese = chinese
        return style

    BODY = "Body", "简报正文"
    OPENING = "Opening", "简报首段"
    COPY = "Copy", "简报份号"
    CLASSIFICATION = "Classification", "简报密级"
    NAME = "Name", "简报名称"
    ISSUE = "Issue", "简报期号"
    IMPRINT = "Imprint", "简报编发"
    CONTENTS_HEADING = "ContentsHeading", "简报要目题"
    CONTENTS = "Contents", "简报要目"
    SECTION = "Section", "简报栏目"
    HEADLINE = "Headline", "简报标题"
    LEVEL_1 = "Level1", "简报一级标题"
    LEVEL_2 = "Level2", "简报二级标题"
    LEVEL_3 = "Level3", "简报三级标题"
    LEVEL_4 = "Level4", "简报四级标题"
    BRIEF = "Brief", "简报简讯"
    SOURCE = "Source", "简报供稿"
    SIGNED = "Signed", "简报落款"
    SIGNED_DATE = "SignedDate", "简报落款日期"
    FOOT = "Foot", "简报报尾"
    IMPRESSION = "Impression", "简报印数"
    OUTER_RULE = "OuterRule", "简报报尾粗线"
    INNER_RULE = "InnerRule", "简报报尾细线"
    ANCHOR = "Anchor", "简报报尾定位"
    ODD = "OddNumber", "简报单页页码"
    EVEN = "EvenNumber", "简报双页页码"
    RUN_IN = "RunInHeadline", "简报接排标题"
    LEAD_1 = "Lead1", "简报一级题句"
    LEAD_2 = "Lead2", "简报二级题句"
    LEAD_3 = "Lead3", "简报三级题句"
    LEAD_4 = "Lead4", "简报四级题句"
    DEPARTMENT = "Department", "简报供稿单位"
    LATIN = "Latin", "简报西文"
