"""Reads an exported Word file back by its style names, to see that nothing was lost."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from bulletin_tools.bulletin import Bulletin, Item
from tests.layout.layout_samples import fields, footer, item, masthead

_W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


class Run(NamedTuple):
    style: str
    text: str


class Paragraph(NamedTuple):
    style: str
    runs: list[Run]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def paragraphs(data: bytes) -> list[Paragraph]:
    """The paragraphs of a document, styles by the names that Word shows."""
    names = {
        _value(style, "@w:styleId"): _value(style, "w:name/@w:val")
        for style in _all(part(data, "word/styles.xml"), "w:style")
    }
    return [
        Paragraph(
            names[_value(paragraph, "w:pPr/w:pStyle/@w:val")], [_run(run, names) for run in _all(paragraph, "w:r")]
        )
        for paragraph in _all(part(data, "word/document.xml"), "//w:p")
    ]


def _run(run: Any, names: dict[str, str]) -> Run:
    style = _value(run, "w:rPr/w:rStyle/@w:val")
    texts = ("\t" if child.tag.endswith("}tab") else child.text or "" for child in _all(run, "w:t|w:tab"))
    return Run(names[style] if style else "", "".join(texts))


def _all(element: Any, path: str) -> list[Any]:
    found: list[Any] = element.xpath(path, namespaces=_W)
    return found


def _value(element: Any, path: str) -> str:
    return "".join(_all(element, path))


def read(data: bytes) -> Bulletin:
    """The bulletin that a document prints; its 落款 is not read."""
    lines = paragraphs(data)
    head, foot = dict(_head(lines)), dict(_foot(lines))
    contents = [line.text for line in lines if line.style == "简报要目"]
    return Bulletin(
        masthead(**head) if head else None, fields(*contents), tuple(_items(lines)), footer(**foot) if foot else None
    )


def _head(lines: list[Paragraph]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if line.style == "简报名称" and line.text:
            yield "name", line.text
        if line.style == "简报份号":
            yield "copy_number", line.text
        if line.style == "简报密级":
            yield "classification", line.text
        if line.style == "简报期号":
            numbers = re.findall(r"\d+", line.text)
            yield from zip(("number", "total_number"), numbers, strict=False)
        if line.style == "简报编发":
            _, issuer, date = line.text.split("\t")
            yield "issuer", issuer
            year, month, day = map(int, re.findall(r"\d+", date))
            yield "date", f"{year}-{month:02}-{day:02}"


def _foot(lines: list[Paragraph]) -> Iterator[tuple[str, str]]:
    labels = {"报：": "report", "送：": "send", "发：": "issue", "责任编辑：": "editor", "电话：": "telephone"}
    text = "\n".join(line.text for line in lines if line.style in ("简报报尾", "简报印数"))
    for label, key in labels.items():
        match = re.search(f"{label}([^\n\t\u3000]*)", text)
        if match:
            yield key, match[1]
    copies = re.search(r"（共印(\d+)份）", text)
    if copies:
        yield "copies", copies[1]


def _items(lines: list[Paragraph]) -> Iterator[Item]:
    section, headline, brief = None, None, False
    body: list[str] = []
    sources: tuple[str, ...] = ()
    started = False
    for line in [*lines, Paragraph("简报标题", [])]:
        runs = line.runs
        own_line = line.style in ("简报标题", "简报栏目")
        run_in = [run.text for run in runs if run.style == "简报接排标题"]
        marked = line.text.startswith("△")
        if started and (own_line or run_in or marked):
            yield item(headline, *body, sources=sources, section=section, brief=brief)
            headline, body, sources, brief, started = None, [], (), False, False
        if line.style == "简报栏目":
            section = line.text.strip("【】")
            continue
        if line.style == "简报标题":
            headline, started = line.text, True
            continue
        if not line.style.startswith(("简报正文", "简报首段", "简报简讯", "简报供稿")) and "级标题" not in line.style:
            continue
        brief |= marked
        started = True
        names = [run.text for run in runs if run.style == "简报供稿单位"]
        if names:
            sources = tuple(names)
            runs = runs[: next(place for place, run in enumerate(runs) if run.style == "简报供稿单位") - 1]
        if run_in:
            headline = "".join(run_in)
            runs = [run for run in runs if run.style != "简报接排标题" and run.text != "\u3000"]
        text = "".join(run.text for run in runs)
        if text.removeprefix("△"):
            body.append(text.removeprefix("△"))
