"""The text of an issue: masthead, items, foot."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bulletin_tools.compose.entries import Entry
from bulletin_tools.convert.blocks import Block
from bulletin_tools.convert.forms import text_lines
from bulletin_tools.convert.mastheads import imprint, printed_date
from bulletin_tools.settings import Foot
from bulletin_tools.source import Span

_NOWHERE = Span(0, 0)
_BRIEF = "△"


class Heads(NamedTuple):
    """The masthead's fields; the date is ISO 8601."""

    name: str = ""
    number: str = ""
    total_number: str = ""
    issuer: str = ""
    date: str = ""
    classification: str = ""


def composed(heads: Heads, entries: Sequence[Entry], foot: Foot) -> str:
    """The clean text of an issue."""
    return "\n".join(line for line, _ in text_lines(list(_blocks(heads, entries, foot)))) + "\n"


def _blocks(heads: Heads, entries: Sequence[Entry], foot: Foot) -> Iterator[Block]:
    number = f"第{heads.number}期" + (f"（总第{heads.total_number}期）" if heads.total_number else "")
    for line in (heads.classification, heads.name, number, imprint(heads.issuer, printed_date(heads.date))):
        if line:
            yield _block("masthead", line)
    section = ""
    for entry in entries:
        if entry.section and entry.section != section:
            yield _block("section", f"【{entry.section}】")
        section = entry.section
        yield from _item(entry)
    for place, line in enumerate(_foot(foot)):
        yield _block("foot", line, opens=place == 0)


def _item(entry: Entry) -> Iterator[Block]:
    sources = f"（{'、'.join(entry.sources)}）" if entry.sources else ""
    words = [*entry.paragraphs[:-1], entry.paragraphs[-1] + sources] if entry.paragraphs else [sources]
    brief = entry.kind == "brief"
    if entry.headline:
        yield _block("headline", entry.headline, opens=True)
    for place, paragraph in enumerate(filter(None, words)):
        opens = place == 0 and not entry.headline
        yield _block("brief", _BRIEF + paragraph) if brief and opens else _block("body", paragraph, opens=opens)


def _foot(foot: Foot) -> Iterator[str]:
    for label, words in (("报：", foot.report), ("送：", foot.send), ("发：", foot.issue)):
        if words:
            yield label + words
    people = [label + words for label, words in (("责任编辑：", foot.editor), ("电话：", foot.telephone)) if words]
    if people:
        yield "\u3000".join(people)
    if foot.copies:
        yield f"（共印{foot.copies}份）"


def _block(kind: str, text: str, *, opens: bool = False) -> Block:
    return Block(kind, _NOWHERE, text, 0, opens)
