"""From the issues of one manuscript to Word files on disk."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import NamedTuple

from bulletin_tools.bulletin import Bulletin, Field, Masthead
from bulletin_tools.errors import BulletinError, reason
from bulletin_tools.files import refuse_overwriting, write_atomic
from bulletin_tools.layout.template import Template
from bulletin_tools.layout.writer import write
from bulletin_tools.source import Span

_NOWHERE = Span(0, 0)
_DATE = r"(\d{4})[-年/.](\d{1,2})[-月/.](\d{1,2})日?"
_NUMBER = r"第?(\d+)期?"
_NEEDED = {
    "name": "报头名称（用--name给出，或在bulletin.toml的[bulletin]里写name）",
    "number": "期号（用--number给出）",
    "issuer": "编发单位（用--issuer给出，或在bulletin.toml的[bulletin]里写issuer）",
    "date": "日期（用--date给出）",
}


class Heads(NamedTuple):
    """Masthead fields from outside the manuscript; an empty one is not given. The date is ISO 8601."""

    name: str = ""
    number: str = ""
    issuer: str = ""
    date: str = ""


class Exported(NamedTuple):
    """A file that was written."""

    path: Path
    rare: tuple[str, ...]
    """Characters that the template's faces lack."""


def heads(name: str, number: str, issuer: str, date: str) -> Heads:
    """Fields as a user gives them: 56 or 第56期, 2025-03-27 or 2025年3月27日. Errors: `BulletinError`."""
    matched = re.fullmatch(_NUMBER, number.strip()) if number else None
    if number and not matched:
        raise BulletinError(f"期号应写作56或第56期，现为“{number}”")
    return Heads(name.strip(), matched[1] if matched else "", issuer.strip(), _iso_date(date.strip()))


def refuse_one_number(given: Heads, count: int) -> None:
    """Errors: `BulletinError` where several manuscripts would get the one number that is given."""
    if count > 1 and given.number:
        raise BulletinError(f"有{count}份稿件，不能都用--number给出的期号")


def complete(bulletin: Bulletin, given: Heads, usual: Heads, template: Template) -> Bulletin:
    """Put the given fields over those of the manuscript, and those under which hold for every issue of the office.

    A draft without a masthead stays one unless a field is given. Errors: `BulletinError` naming what an issue lacks.
    """
    if bulletin.masthead is None and not any(given):
        return bulletin
    head = bulletin.masthead or Masthead(_NOWHERE)
    head = head._replace(
        name=_field(given.name, head.name, usual.name),
        number=_field(given.number, head.number, usual.number),
        issuer=_field(given.issuer, head.issuer, usual.issuer),
        date=_field(given.date, head.date, usual.date),
    )
    optional = ("name",) if template.masthead.preprinted else ()
    lacking = [words for key, words in _NEEDED.items() if not getattr(head, key) and key not in optional]
    if lacking:
        raise BulletinError(f"缺少{'、'.join(lacking)}")
    return bulletin._replace(masthead=head)


def export(
    bulletins: Sequence[Bulletin],
    text: str,
    target: Path,
    template: Template,
    *,
    given: Heads = Heads(),
    usual: Heads = Heads(),
    words: AbstractSet[str] = frozenset(),
    overwrite: bool = False,
    keep_same: bool = False,
) -> list[Exported]:
    """Print a manuscript's issues; several go to files numbered behind the target's name.

    Nothing is written unless all of them can be; with `keep_same` a file that holds the very same already is no obstacle.
    Errors: `BulletinError`.
    """
    if not any(bulletin.items for bulletin in bulletins):
        raise BulletinError("没有读出条目，无可导出")
    if len(bulletins) > 1 and (given.number or given.date):
        raise BulletinError(f"稿件里有{len(bulletins)}期，不能都用--number、--date给出的期号、日期")
    paths = targets(target, len(bulletins))
    if not keep_same:
        for path in paths:
            refuse_overwriting(path, overwrite=overwrite)
    documents = [write(complete(bulletin, given, usual, template), template, text, words) for bulletin in bulletins]
    new = [pair for pair in zip(paths, documents, strict=True) if not (keep_same and _holds(pair[0], pair[1].data))]
    for path, _ in new:
        refuse_overwriting(path, overwrite=overwrite)
    for path, document in new:
        _save(path, document.data)
    return [Exported(path, document.rare) for path, document in zip(paths, documents, strict=True)]


def targets(target: Path, count: int) -> list[Path]:
    """The files that so many issues go to."""
    if count == 1:
        return [target]
    return [target.with_name(f"{target.stem}-{place}{target.suffix}") for place in range(1, count + 1)]


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _save(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, data)
    except OSError as error:
        raise BulletinError(f"{path}：无法写入（{reason(error)}）") from None


def _field(given: str, read: Field | None, usual: str) -> Field | None:
    value = given or (read.value if read else "") or usual
    return read if read and read.value == value else Field(value, _NOWHERE) if value else None


def _iso_date(date: str) -> str:
    from datetime import date as day

    match = re.fullmatch(_DATE, date) if date else None
    try:
        return day(int(match[1]), int(match[2]), int(match[3])).isoformat() if match else _undated(date)
    except ValueError:
        return _undated(date)


def _undated(date: str) -> str:
    if date:
        raise BulletinError(f"日期应写作2025-03-27或2025年3月27日，现为“{date}”")
    return ""
