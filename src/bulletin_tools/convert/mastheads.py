"""The head of an issue as lines of text, and as the front matter of Markdown."""

import re

from bulletin_tools.bulletin import Masthead
from bulletin_tools.parse.shapes import compact
from bulletin_tools.source import Source, Span

_GAP = "\u3000" * 10  # between issuer and date
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_FIELDS = ("name", "number", "total_number", "issuer", "date", "classification", "copy_number")
_WORDS = re.compile(r"[第总期年月日号（）()〔〕\[\]《》，,、：:·—\-\d〇零○一二三四五六七八九十]")


def printed_date(value: str) -> str:
    """An ISO date as it is printed: 2026年9月18日."""
    match = _DATE.fullmatch(value)
    return f"{match[1]}年{int(match[2])}月{int(match[3])}日" if match else value


def imprint(issuer: str, date: str) -> str:
    """The line below the number: who issues it, and when."""
    return _GAP.join(filter(None, (issuer, date)))


def lines(source: Source, head: Masthead) -> list[str]:
    """The lines of a masthead that is known by its fields only."""
    words = values(source, head)
    number = f"第{words['number']}期" if "number" in words else ""
    number += f"（总第{words['total_number']}期）" if "total_number" in words else ""
    last = imprint(words.get("issuer", ""), words.get("date", ""))
    above = [words[key] for key in ("copy_number", "classification", "name") if key in words]
    return [*above, *filter(None, (number, last))]


def values(source: Source, head: Masthead) -> dict[str, str]:
    """The fields as they are printed, by key."""
    found = {key: getattr(head, key) for key in _FIELDS}
    return {
        key: (
            printed_date(field.value)
            if key == "date"
            else field.value
            if key in ("number", "total_number")
            else compact(source.text[slice(*field.span)])
        )
        for key, field in found.items()
        if field
    }


def closed(source: Source, head: Masthead, span: Span) -> str:
    """A printed line of a masthead without its letter-spacing."""
    words = compact(source.text[span.start : span.end])
    if not (head.issuer and head.date and _touch(head.issuer.span, span) and _touch(head.date.span, span)):
        return words
    first, second = sorted((head.issuer.span, head.date.span))
    return (
        compact(source.text[span.start : first.end])
        + _GAP
        + compact(source.text[first.end : max(second.end, span.end)])
    )


def front_matter(source: Source, head: Masthead) -> list[str]:
    """The fields as front matter, which `formats.markdown` reads."""
    rows = [f"{key.replace('_', '-')}: {value}" for key, value in values(source, head).items()]
    return ["---", *rows, "---"]


def unnamed(source: Source, head: Masthead, span: Span) -> str:
    """What a line of a masthead says beside its fields."""
    words = [
        char
        for place, char in enumerate(source.text[span.start : span.end], span.start)
        if not any(
            field and field.span.start <= place < field.span.end for field in (getattr(head, key) for key in _FIELDS)
        )
    ]
    return _WORDS.sub("", compact("".join(words)))


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
