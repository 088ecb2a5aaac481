"""The model of a manuscript, for programs and for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bulletin_tools.bulletin import Bulletin, Field, Footer, Item, Masthead

_MASTHEAD = {
    "name": "名称",
    "number": "期号",
    "total_number": "总期号",
    "issuer": "编发单位",
    "date": "日期",
    "classification": "密级",
    "copy_number": "份号",
}
_FOOTER = {"report": "报", "send": "送", "issue": "发", "copies": "印数", "editor": "编辑", "telephone": "电话"}
_EXCERPT = 30


def issues_as_data(bulletins: Iterable[Bulletin]) -> list[dict[str, Any]]:
    """The issues as JSON knows them; a field that isn't there is None."""
    return [
        {
            "masthead": _fields(bulletin.masthead, _MASTHEAD),
            "items": [_item(item) for item in bulletin.items],
            "footer": _fields(bulletin.footer, _FOOTER),
        }
        for bulletin in bulletins
    ]


def tree(bulletins: Iterable[Bulletin]) -> str:
    """The issues drawn for a person, in characters that every console has."""
    return "\n".join(line for bulletin in bulletins for line in _drawn(bulletin))


def _fields(part: Masthead | Footer | None, names: dict[str, str]) -> dict[str, str | None] | None:
    return {key: _value(getattr(part, key)) for key in names} if part else None


def _value(field: Field | None) -> str | None:
    return field.value if field else None


def _item(item: Item) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "section": _value(item.section),
        "headline": _value(item.headline),
        "paragraphs": [paragraph.value for paragraph in item.paragraphs],
        "sources": [source.value for source in item.sources],
    }


def _drawn(bulletin: Bulletin) -> Iterator[str]:
    head = bulletin.masthead
    yield (
        " ".join(field.value for field in (head.name, head.number, head.issuer, head.date) if field)
        if head
        else "（无报头）"
    )
    if bulletin.contents:
        yield f"├─ 目录：{len(bulletin.contents)}条"
    for index, item in enumerate(bulletin.items, 1):
        last = index == len(bulletin.items) and bulletin.footer is None
        yield f"{'└' if last else '├'}─ {index} {_title(item)}"
        bar = "　" if last else "│"
        if item.section:
            yield f"{bar}    栏目：{item.section.value}"
        yield f"{bar}    正文：{len(item.paragraphs)}段，{sum(len(part.value) for part in item.paragraphs)}字"
        yield f"{bar}    来源：{'、'.join(field.value for field in item.sources) or '（无）'}"
    if bulletin.footer:
        shown = (
            f"{name}：{value}" for key, name in _FOOTER.items() if (value := _value(getattr(bulletin.footer, key)))
        )
        yield f"└─ 报尾 {'；'.join(shown)}"


def _title(item: Item) -> str:
    if item.headline:
        return item.headline.value
    opening = item.paragraphs[0].value[:_EXCERPT] if item.paragraphs else ""
    return f"（{'简讯' if item.kind == 'brief' else '无标题'}）{opening}……"
