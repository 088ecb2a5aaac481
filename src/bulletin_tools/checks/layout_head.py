"""The head and the foot of a printed issue (GB/T 9704—2012, 7.2 and 7.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bulletin_tools.checks import faces
from bulletin_tools.checks.layout_page import fonts
from bulletin_tools.checks.printed import Printed, Row, printed, times
from bulletin_tools.source import Restyle

if TYPE_CHECKING:
    from bulletin_tools.bulletin import Bulletin
    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule
    from bulletin_tools.typeset import Border

_POINTS_PER_MM = 72 / 25.4
_WEIGHT_SLACK = 0.3  # points


def masthead_name(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """The bulletin's name: red, in its face, centred."""
    for sheet, bulletin in _issues(draft):
        name = bulletin.masthead and bulletin.masthead.name
        if not name or sheet.template.masthead.preprinted:
            continue
        for row in sheet.rows(name.span):
            due = sheet.template.masthead
            told = list(_name_faults(sheet, row))
            if told:
                face = sheet.template.face(due.face)
                run = (*fonts(face, face), ("color", due.colour), ("color.themeColor", ""))
                restyles = [Restyle("run", stretch.span, run) for stretch in row.setting.stretches]
                if _is_free(row):
                    restyles.append(Restyle("paragraph", row.span, (("jc", "center"),)))
                yield sheet.told(rule, row.span, restyles, told="；".join(told))


def red_rule(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """The rule between head and body: there, and red."""
    for sheet, bulletin in _issues(draft):
        if not bulletin.masthead or sheet.template.masthead.preprinted:
            continue
        rows = list(sheet.rows(bulletin.masthead.span))
        if not rows or not all(_is_free(row) for row in rows):
            continue
        lines = range(rows[0].line, min(rows[-1].line + 3, len(sheet.typeset.settings)))
        settings = [sheet.typeset.settings[line] for line in lines]
        borders = [border for one in settings for border in (one.above, one.below) if border]
        if not borders and not any(one.drawn for one in sheet.typeset.settings):
            yield sheet.told(
                rule, rows[-1].span, [_ruled(sheet, rows[-1])], told="报头下应有一条与版心等宽的红色分隔线"
            )
        elif borders and not any(faces.is_red(border.colour) for border in borders):
            edge = "below" if rows[-1].setting.below else ""
            restyles = [_ruled(sheet, rows[-1])] if edge else []
            yield sheet.told(rule, rows[-1].span, restyles, told="报头下的分隔线应为红色")


def foot_type(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """Face and size of the foot, and the weight of its rules."""
    for sheet, bulletin in _issues(draft):
        if not bulletin.footer or not sheet.template.foot.show:
            continue
        due = sheet.template.foot
        rows = [row for row in sheet.rows(bulletin.footer.span) if row.text]
        face = sheet.template.face(due.face)
        wrong = [row for row in rows if row.look.size and not _is_type(row, face, due.size)]
        if wrong:
            found = (
                f"{faces.size_name(wrong[0].look.size)}{faces.kind(wrong[0].look.face) if wrong[0].look.face else ''}"
            )
            run = (*fonts(face), ("sz", f"{due.size * 2:.0f}"), ("szCs", f"{due.size * 2:.0f}"))
            restyles = [Restyle("run", stretch.span, run) for row in wrong for stretch in row.setting.stretches]
            told = f"报尾应为{faces.size_name(due.size)}{faces.kind(face)}，现为{found}{times(len(wrong))}"
            yield sheet.told(rule, wrong[0].span, restyles, told=told)


def foot_rules(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """The rules above and below the foot, where they are borders: first and last thicker than those between."""
    for sheet, bulletin in _issues(draft):
        if not bulletin.footer or not sheet.template.foot.show:
            continue
        rows = [row for row in sheet.rows(bulletin.footer.span) if row.text]
        if not rows or not (rows[0].setting.above and rows[-1].setting.below):
            continue
        due = sheet.template.foot
        ends = (rows[0], "top", rows[0].setting.above), (rows[-1], "bottom", rows[-1].setting.below)
        wrong = [(row, edge, border) for row, edge, border in ends if border and not _weighs(border, due.outer)]
        if wrong:
            weight = f"{round(due.outer * _POINTS_PER_MM * 8)}"
            restyles = [Restyle("paragraph", row.span, ((f"pBdr.{edge}.sz", weight),)) for row, edge, _ in wrong]
            found = wrong[0][2].weight / _POINTS_PER_MM
            yield sheet.told(rule, wrong[0][0].span, restyles, due=f"{due.outer:g}", found=f"{found:.2f}")


def _issues(draft: Draft) -> Iterator[tuple[Printed, Bulletin]]:
    sheet = printed(draft)
    if sheet and sheet.is_issue:
        for bulletin in sheet.bulletins:
            yield sheet, bulletin


def _name_faults(sheet: Printed, row: Row) -> Iterator[str]:
    due = sheet.template.masthead
    face = sheet.template.face(due.face)
    stretch = row.setting.stretches[0] if row.setting.stretches else None
    if stretch is None:
        return
    red = faces.is_red(stretch.colour) if faces.is_red(due.colour) else stretch.colour == due.colour
    if not red:
        yield f"报头名称应为{'红色' if faces.is_red(due.colour) else due.colour}"
    if row.look.face and not faces.same(row.look.face, face):
        yield f"报头名称应用{faces.kind(face)}，现为{faces.kind(row.look.face)}"
    if _is_free(row) and row.setting.alignment not in ("center", "distribute"):
        yield "报头名称应居中"


def _is_free(row: Row) -> bool:
    """Whether a paragraph stands in the text itself, where its own alignment and borders are all that counts."""
    return row.look.part == "body" and not row.look.table and not row.setting.framed


def _is_type(row: Row, face: str, size: float) -> bool:
    return (not row.look.face or faces.same(row.look.face, face)) and row.look.size == size


def _ruled(sheet: Printed, row: Row) -> Restyle:
    due = sheet.template.rule
    space = round(due.gap * _POINTS_PER_MM * 0.6)
    values = {"val": due.style, "sz": str(round(due.weight * 8)), "space": str(space), "color": due.colour}
    return Restyle("paragraph", row.span, tuple((f"pBdr.bottom.{name}", value) for name, value in values.items()))


def _weighs(border: Border, millimetres: float) -> bool:
    return abs(border.weight - millimetres * _POINTS_PER_MM) <= _WEIGHT_SLACK
