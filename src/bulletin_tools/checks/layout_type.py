"""Faces, sizes, colour and indents of headlines and body (GB/T 9704—2012, 5.2 and 7.3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bulletin_tools.checks import faces
from bulletin_tools.checks.layout_page import fonts
from bulletin_tools.checks.printed import Printed, Row, printed, times
from bulletin_tools.source import Restyle

if TYPE_CHECKING:
    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_LEVELS = ("“一、”", "“（一）”", "“1.”", "“（1）”")
_INDENT_SLACK = 0.3  # characters


def body_type(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """Paragraphs most of which is set in another face or size than the body's."""
    sheet = printed(draft)
    if sheet:
        template = sheet.template
        role = template.body.face
        rows = [(row, role) for row in sheet.text if not _goes_on(sheet, row)]
        yield from _type(sheet, rule, rows, template.body.size, "正文")


def headline_type(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """Headlines on lines of their own, if the template has them so."""
    sheet = printed(draft)
    if not sheet or sheet.template.headline.place != "line":
        return
    due = sheet.template.headline
    yield from _type(sheet, rule, [(row, due.face) for row in sheet.headlines], due.size, "标题")
    aside = [row for row in sheet.headlines if row.setting.alignment not in ("center", "distribute")]
    if aside:
        centred = (("jc", "center"), *((f"ind.{name}", "0") for name in ("firstLine", "firstLineChars", "left", "leftChars")))
        restyles = [Restyle("paragraph", row.span, centred) for row in aside]
        yield sheet.told(rule, aside[0].span, restyles, told=f"标题应居中{times(len(aside), '个')}")


def level_face(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """Headings 一、（一）1.（1） that fill their paragraph."""
    sheet = printed(draft)
    if not sheet:
        return
    for depth, name in enumerate(_LEVELS):
        rows = [row for row in sheet.body if row.is_heading and row.heading and row.heading.depth == depth]
        role = str(sheet.template.levels[depth])
        yield from _type(sheet, rule, [(row, role) for row in rows], sheet.template.body.size, f"{name}一级的标题")


def first_line(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """Paragraphs whose first line isn't set in as the template says."""
    sheet = printed(draft)
    if not sheet:
        return
    due = sheet.template.body.indent
    by_indent: defaultdict[float, list[Row]] = defaultdict(list)
    for row in sheet.body:
        found = round(row.setting.indent + row.blanks, 1)
        if abs(found - due) > _INDENT_SLACK and not row.setting.numbered:
            by_indent[found].append(row)
    for found, rows in by_indent.items():
        restyles = [Restyle("paragraph", row.span, _indented(sheet, row)) for row in rows]
        yield sheet.told(rule, rows[0].span, restyles, due=f"{due:g}", found=f"{found:g}", count=times(len(rows)))


def text_colour(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """Coloured words in headlines and body."""
    sheet = printed(draft)
    if not sheet:
        return
    stretches = [one for row in (*sheet.headlines, *sheet.body) for one in row.setting.stretches]
    coloured = sorted((one.span, one.colour) for one in stretches if not faces.is_dark(one.colour))
    if coloured:
        restyles = [Restyle("run", span, (("color", "000000"), ("color.themeColor", ""))) for span, _ in coloured]
        yield sheet.told(rule, coloured[0][0], restyles, count=times(len(coloured), "处"))


def _type(sheet: Printed, rule: Rule, rows: Iterable[tuple[Row, str]], size: float, part: str) -> Iterator[Finding]:
    """A finding for each face and size that isn't the due one, at its first paragraph."""
    wrong: defaultdict[tuple[str, float], list[tuple[Row, str]]] = defaultdict(list)
    for row, role in rows:
        kind = faces.kind(row.look.face) if row.look.face else ""
        if row.look.size and not (_fits(sheet, row.look.face, role) and row.look.size == size):
            wrong[kind, row.look.size].append((row, role))
    for (kind, found), members in wrong.items():
        face = sheet.template.face(members[0][1])
        what = f"{part}应为{faces.size_name(size)}{faces.kind(face)}，现为{faces.size_name(found)}{kind}"
        restyles = [restyle for row, role in members for restyle in _restyled(sheet, row, role, size)]
        told = what + times(len(members), "个" if part.endswith("标题") else "段")
        yield sheet.told(rule, members[0][0].span, restyles, told=told)


def _fits(sheet: Printed, found: str, role: str) -> bool:
    """Whether a face will do for a role; one that the file doesn't name will."""
    due = sheet.template.face(role)
    other = sheet.template.fallback.get(due, due)
    return not found or faces.same(found, due) or faces.same(found, other)


def _restyled(sheet: Printed, row: Row, role: str, size: float) -> Iterator[Restyle]:
    """Each stretch in the due face and size; what stands in another face than most of the paragraph keeps it."""
    sizes = (("sz", f"{size * 2:.0f}"), ("szCs", f"{size * 2:.0f}"))
    face, latin = sheet.template.face(role), sheet.template.faces.latin
    for stretch in row.setting.stretches:
        own = row.look.face and stretch.face and not faces.same(stretch.face, row.look.face)
        values = sizes if own or _fits(sheet, stretch.face or "?", role) else (*fonts(face, latin), *sizes)
        if values != sizes or stretch.size != size:
            yield Restyle("run", stretch.span, values)


def _goes_on(sheet: Printed, row: Row) -> bool:
    """Whether the heading at a paragraph's start makes up most of it, so that the face of most of it tells nothing."""
    return row.heading is not None and row.heading.end * 2 > len(row.text)


def _indented(sheet: Printed, row: Row) -> tuple[tuple[str, str], ...]:
    """Indents that make up for blanks that were typed."""
    characters = max(0, sheet.template.body.indent - row.blanks)
    size = row.look.size or sheet.template.body.size
    values = {
        "left": "0", "leftChars": "0", "hanging": "", "hangingChars": "",
        "firstLine": str(round(characters * size * 20)), "firstLineChars": str(round(characters * 100)),
    }  # fmt: skip
    return tuple((f"ind.{name}", value) for name, value in values.items())


