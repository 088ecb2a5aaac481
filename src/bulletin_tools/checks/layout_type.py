"""Faces, sizes, colour and indents of headlines and body (GB/T 9704—2012, 5.2 and 7.3)."""

from __future__ import annotations

import re
from collections import Counter
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
_FULL_SPACE = "\u3000"
_TITLE = 22.0  # points: red letters above that are the head of a red-headed document


def body_type(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """Paragraphs most of which is set in another face or size than the body's."""
    sheet = printed(draft)
    if sheet:
        rest = [row for row in sheet.body if not row.is_prose and not row.is_heading]
        yield from _type(sheet, rule, sheet.prose, sheet.template.body.face, "正文", rest=rest)


def headline_type(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """Headlines on lines of their own, if the template has them so."""
    sheet = printed(draft)
    if not sheet or sheet.template.headline.place != "line":
        return
    due = sheet.template.headline
    yield from _type(sheet, rule, sheet.headlines, due.face, "标题", due.size)
    aside = [row for row in sheet.headlines if row.setting.alignment not in ("center", "distribute")]
    if aside:
        centred = (
            ("jc", "center"),
            *((f"ind.{name}", "0") for name in ("firstLine", "firstLineChars", "left", "leftChars")),
        )
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
        yield from _type(sheet, rule, rows, role, f"{name}一级的标题")


def first_line(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """Paragraphs whose first line isn't set in as the template says; full-width spaces count."""
    sheet = printed(draft)
    if not sheet:
        return
    due = sheet.template.body.indent
    found = {
        row: round(row.setting.indent + len(row.lead), 1)
        for row in sheet.body
        if (row.is_prose or row.heading) and not row.setting.numbered and not row.lead.strip(_FULL_SPACE)
    }
    wrong = {row: indent for row, indent in found.items() if abs(indent - due) > _INDENT_SLACK and len(row.lead) <= due}
    if wrong:
        (usual, _), *others = Counter(wrong.values()).most_common()
        restyles = [Restyle("paragraph", row.span, _indented(sheet, row)) for row in wrong]
        told = f"{usual:g}字{'等' if others else ''}"
        yield sheet.told(rule, next(iter(wrong)).span, restyles, due=f"{due:g}", found=told, count=times(len(wrong)))


def text_colour(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """Coloured words in headlines and body."""
    sheet = printed(draft)
    if not sheet:
        return
    heads = [row for row in sheet.headlines if row.look.size <= _TITLE]
    stretches = [one for row in (*heads, *sheet.body) for one in row.setting.stretches]
    coloured = sorted((one.span, one.colour) for one in stretches if not faces.is_dark(one.colour))
    if coloured:
        restyles = [Restyle("run", span, (("color", "000000"), ("color.themeColor", ""))) for span, _ in coloured]
        yield sheet.told(rule, coloured[0][0], restyles, count=times(len(coloured), "处"))


def latin_face(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """Digits and letters that aren't in the template's face for them or, where it has none, in that of the text around."""
    sheet = printed(draft)
    if not sheet:
        return
    own = sheet.template.faces.latin
    text = sheet.document.text
    wrong = [
        one
        for row in sheet.body
        for one in row.setting.stretches
        if _is_other(one.latin, own or one.face) and re.search("[0-9A-Za-z]", text[one.span.start : one.span.end])
    ]
    if wrong:
        slots = ("rFonts.ascii", "rFonts.hAnsi")
        restyles = [Restyle("run", one.span, tuple((slot, own or one.face) for slot in slots)) for one in wrong]
        due = own or wrong[0].face
        count = times(len(wrong), "处")
        yield sheet.told(rule, wrong[0].span, restyles, due=due, found=wrong[0].latin, count=count)


def _is_other(face: str, due: str) -> bool:
    """Whether the file names a face, and another than the due one."""
    return bool(face and due) and not faces.same(face, due)


def _type(
    sheet: Printed, rule: Rule, rows: Iterable[Row], role: str, part: str, size: float = 0, rest: Iterable[Row] = ()
) -> Iterator[Finding]:
    """One finding for all that aren't in the due face and size, at the first; it names what most of them are in.

    The rest isn't judged, since it may have reasons to look otherwise, but goes with the others where they change.
    """
    size = size or sheet.template.body.size
    wrong = [row for row in rows if row.look.size and not (_fits(sheet, row.look.face, role) and row.look.size == size)]
    if wrong:
        kinds = Counter((faces.size_name(row.look.size), row.look.face and faces.kind(row.look.face)) for row in wrong)
        (usual, _), *others = kinds.most_common()
        due = faces.size_name(size) + faces.kind(sheet.template.face(role))
        count = times(len(wrong), "个" if part.endswith("标题") else "段")
        restyles = [restyle for row in (*wrong, *rest) for restyle in _restyled(sheet, row, role, size)]
        told = f"{part}应为{due}，现为{''.join(usual)}{'等' if others else ''}{count}"
        yield sheet.told(rule, wrong[0].span, restyles, told=told)


def _fits(sheet: Printed, found: str, role: str) -> bool:
    """Whether a face will do for a role; one that the file doesn't name will."""
    due = sheet.template.face(role)
    other = sheet.template.fallback.get(due, due)
    return not found or faces.same(found, due) or faces.same(found, other)


def _restyled(sheet: Printed, row: Row, role: str, size: float) -> Iterator[Restyle]:
    """Each stretch in the due face and size; what stands in another face than most of the paragraph keeps it."""
    sizes = (("sz", f"{size * 2:.0f}"), ("szCs", f"{size * 2:.0f}"))
    face = sheet.template.face(role)
    level = str(sheet.template.levels[row.heading.depth]) if row.heading else role
    for stretch in row.setting.stretches:
        stands_out = row.look.face and stretch.face and not faces.same(stretch.face, row.look.face)
        fits = stretch.face and (_fits(sheet, stretch.face, role) or _fits(sheet, stretch.face, level))
        if not (stands_out or fits):
            yield Restyle("run", stretch.span, (*fonts(face, sheet.template.faces.latin or face), *sizes))
        elif stretch.size != size:
            yield Restyle("run", stretch.span, sizes)


def _indented(sheet: Printed, row: Row) -> tuple[tuple[str, str], ...]:
    """Indents that make up for blanks that were typed."""
    characters = sheet.template.body.indent - len(row.lead)
    size = sheet.template.body.size
    values = {
        "left": "0", "leftChars": "0", "hanging": "", "hangingChars": "",
        "firstLine": str(round(characters * size * 20)), "firstLineChars": str(round(characters * 100)),
    }  # fmt: skip
    return tuple((f"ind.{name}", value) for name, value in values.items())
