"""The foot of an issue: whom it goes to, how many copies, who made it."""

from __future__ import annotations

import re
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from bulletin_tools.bulletin import Field, Footer
from bulletin_tools.expressions import expression
from bulletin_tools.parse.shapes import field
from bulletin_tools.parse.sources import is_unit
from bulletin_tools.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bulletin_tools.source import Paragraph, Source

_KEYS = {
    "报": "report", "抄报": "report", "呈报": "report", "呈": "report", "报送": "report", "呈送": "report",
    "送": "send", "抄送": "send", "主送": "send", "分送": "send",
    "发": "issue", "印发": "issue", "增发": "issue", "本期增发": "issue", "下发": "issue",
    "编辑": "editor", "责任编辑": "editor", "责编": "editor", "本期编辑": "editor", "编审": "editor",
    "电话": "telephone", "联系电话": "telephone", "值班电话": "telephone",
    "签发": "", "审核": "", "核稿": "", "校对": "", "主编": "", "总编": "", "监制": "", "传真": "", "邮箱": "", "电子邮箱": "",
    "一审": "", "二审": "", "三审": "", "联系人": "", "终审": "", "初审": "", "复审": "", "投稿邮箱": "", "地址": "", "复核": "",
    "图文": "", "图": "", "文": "",
}  # fmt: skip
FIRSTS = frozenset(key[0] for key in _KEYS) | frozenset("（(共印份")
"""What a line of the foot may begin with."""
_MOST_LINES = 12
_SHORT = 8  # code points
_SHORTEST_FOOT = 6  # lines at the end of a text in which its foot is looked for
_LONGEST_SLIP = 60  # code points of a line of the foot whose label lacks its colon
_ADDRESSEES = ("领导", "同志", "单位", "部门", "常委", "街道", "各镇", "各乡镇", "团体", "负责人", "成员")
_STRONG = frozenset(("report", "send", "issue", "copies"))


def keys(source: Source, paragraph: Paragraph) -> list[tuple[str, Field]]:
    """The fields in a line of the foot; empty where it is none. A key may be empty: the line has no place in the model."""
    text, (start, end) = source.text, paragraph[:2]
    if text[start] not in FIRSTS or paragraph.role != "text":
        return []
    found: list[tuple[str, Field]] = []
    if _label().match(text, start, end):
        labels = list(_label().finditer(text, start, end))
        for label, following in zip_longest(labels, labels[1:]):
            stop = following.start() if following else end
            found.append((_KEYS["".join(label[1].split())], field(text, label.end(), stop)))
    copies = _copies().search(text, start, end) if text.find("份", start, end) >= 0 else None
    if copies:
        found = [(key, _before(text, value, copies.start())) for key, value in found]
        found.append(("copies", Field(copies[1], Span(*copies.span(1)))))
    elif not found:
        return []
    return found


def is_strong(found: Sequence[tuple[str, Field]]) -> bool:
    """Whether a line can only stand in the foot of an issue."""
    return any(key in _STRONG for key, _ in found)


def closes_text(source: Source, index: int) -> bool:
    """Whether nothing but a few lines of the foot, and what a web page leaves below it, follow from a paragraph on."""
    rest = source.paragraphs[index : index + _MOST_LINES]
    return index + _MOST_LINES > len(source.paragraphs) and all(
        keys(source, paragraph) or paragraph.end - paragraph.start < _SHORT for paragraph in rest
    )


def ends(source: Source) -> bool:
    """Whether a text ends with the foot of an issue."""
    return any(is_strong(keys(source, paragraph)) for paragraph in source.paragraphs[-_SHORTEST_FOOT:])


def slipped(source: Source, index: int) -> list[tuple[str, Field]]:
    """The field of a line whose label lacks its colon, told by the line of the foot beside it: 报 市委办公室。"""
    paragraph = source.paragraphs[index]
    start, end = paragraph[:2]
    if end - start > _LONGEST_SLIP or source.text[start] not in FIRSTS or paragraph.role != "text":
        return []
    match = _bare_label().match(source.text, start, end)
    beside = (source.paragraphs[at] for at in (index - 1, index + 1) if 0 <= at < len(source.paragraphs))
    if not match or not any(is_strong(keys(source, other)) for other in beside):
        return []
    value = field(source.text, match.end(), end)
    if match.end() == match.end(1) and not _names_addressees(value.value):
        return []
    return [(_KEYS[match[1]], value)]


def _names_addressees(words: str) -> bool:
    """Whether words name nobody but offices and people, as a foot does."""
    parts = re.split("[、，,；;]", words.rstrip("。；，.;,"))
    return all(part.endswith(_ADDRESSEES) or is_unit(part) for part in parts)


def read(source: Source, index: int) -> tuple[Footer | None, int]:
    """The foot that starts at a paragraph, and the index of the paragraph behind it."""
    fields: dict[str, Field] = {}
    first = index
    while index < len(source.paragraphs):
        found = keys(source, source.paragraphs[index]) or slipped(source, index)
        if not found:
            break
        for key, value in found:
            if key and value.value:
                fields.setdefault(key, value)
        index += 1
    if index == first:
        return None, first
    return Footer(Span(source.paragraphs[first].start, source.paragraphs[index - 1].end), **fields), index


def _before(text: str, value: Field, stop: int) -> Field:
    return field(text, value.span.start, min(value.span.end, stop)) if stop > value.span.start else value


@cache
def _label() -> re.Pattern[str]:
    names = "|".join(sorted((r"\s*".join(name) for name in _KEYS), key=len, reverse=True))
    return expression(rf"(?:(?<=\s)|(?<![^\s。；，、）)]))({names})\s*[：:；;]+\s*")


@cache
def _bare_label() -> re.Pattern[str]:
    return expression(r"(抄报|抄送|主送|分送|报送|呈送|报|送|发)(?:\s+|[，、。.．—－-]+)?(?=[^\s，、。.：:])")


@cache
def _copies() -> re.Pattern[str]:
    return expression(r"[（(]?\s*(?:共\s*印?刷?|印数?|印刷|份数)\s*[：:]?\s*(\d{1,5})\s*份\s*[）)]?$")
