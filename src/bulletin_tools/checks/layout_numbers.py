"""Page numbers (GB/T 9704—2012, 7.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from bulletin_tools.checks import faces
from bulletin_tools.checks.layout_page import fonts, leading
from bulletin_tools.checks.printed import Printed, printed
from bulletin_tools.layout.template import twips
from bulletin_tools.source import Restyle

if TYPE_CHECKING:
    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule
    from bulletin_tools.typeset import Number, Page

_POINTS_PER_MM = 72 / 25.4
_SLACK = 3.0  # mm: where a digit stands in its line is for the face to say
_ONE_PAGE = 500  # characters that one page surely holds, beside a head and a foot
_DASHES = "—–―－-─一"


class _Fault(NamedTuple):
    told: str
    line: int
    restyles: tuple[Restyle, ...] = ()


def page_number(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """Page numbers that look otherwise, or that a printed issue lacks."""
    sheet = printed(draft)
    if not sheet or not sheet.is_issue:
        return
    pages = sheet.typeset.pages
    numbers = {number.line: (number, page) for page in pages for number in page.numbers}
    faults = [fault for number, page in numbers.values() for fault in _faults(sheet, number, page)]
    if faults:
        told = "；".join(dict.fromkeys(fault.told for fault in faults))
        restyles = [restyle for fault in faults for restyle in fault.restyles]
        yield sheet.told(rule, sheet.span_of(faults[0].line), restyles, told=told)
    elif not numbers and sum(len(row.text) for row in sheet.body) > _ONE_PAGE and not _is_typed(sheet):
        yield sheet.told(rule, sheet.span_of(pages[0].line), told="没有页码")


def _is_typed(sheet: Printed) -> bool:
    """Whether someone typed a page number by hand into a header or footer."""
    asides = (line for line in sheet.document.lines if line.look and line.look.part in ("header", "footer", "textbox"))
    return any(re.search(r"\d", sheet.document.text[line.start : line.end]) for line in asides)


def _faults(sheet: Printed, number: Number, page: Page) -> Iterator[_Fault]:
    due, setting = sheet.template.number, sheet.typeset.settings[number.line]
    face = sheet.template.face(due.face)
    wrong = [one for one in setting.stretches if one.size != due.size or not faces.same(one.latin or face, face)]
    if wrong:
        found = f"{faces.size_name(wrong[0].size)}{wrong[0].latin or '未指定的字体'}"
        size = f"{due.size * 2:.0f}"
        restyles = [Restyle("run", one.span, (*fonts(face, face), ("sz", size), ("szCs", size))) for one in wrong]
        told = f"页码应为{faces.size_name(due.size)}{faces.kind(face)}数字，现为{found}"
        yield _Fault(told, number.line, tuple(restyles))
    if _dashed(due.form) and not _dashed(number.form):
        yield _Fault(f"页码应写作“{_written(due.form)}”，现为“{_written(number.form)}”", number.line)
    if not setting.framed:
        yield from _side(sheet, number)
        yield from _height(sheet, number, page)


def _side(sheet: Printed, number: Number) -> Iterator[_Fault]:
    due, found = sheet.template.number, sheet.typeset.settings[number.line].alignment
    if number.pages == "all":
        yield _Fault("页码应单页居右、双页居左，现在单双页相同", number.line)
    side = {"odd": "right", "even": "left"}.get(number.pages)
    if side and found not in (side, "both" if side == "left" else side):
        indent = (
            (f"ind.{side}", str(round(due.indent * due.size * 20))),
            (f"ind.{side}Chars", str(round(due.indent * 100))),
        )
        restyle = Restyle("paragraph", sheet.span_of(number.line), (("jc", side), *indent))
        yield _Fault("单页的页码应居右" if side == "right" else "双页的页码应居左", number.line, (restyle,))


def _height(sheet: Printed, number: Number, page: Page) -> Iterator[_Fault]:
    """How far below the type area it stands, half of its own height counted in."""
    due = sheet.template.number
    below = page.bottom - page.footer - due.size / 2 / _POINTS_PER_MM
    if abs(below - due.below) > _SLACK:
        footer = twips(sheet.template.page.bottom) - twips(due.below) - round(due.size * 10)
        section = Restyle("page", sheet.span_of(page.line), (("pgMar.footer", str(footer)),))
        line = Restyle("paragraph", sheet.span_of(number.line), leading(round(due.size * 20)))
        yield _Fault(
            f"页码应在版心下边缘之下{due.below:g}毫米，现约{max(0, below):.0f}毫米", number.line, (section, line)
        )


def _written(form: str) -> str:
    return form.strip().replace("{}", "1")


def _dashed(form: str) -> bool:
    before, _, after = form.partition("{}")
    return before.strip().endswith(tuple(_DASHES)) and after.strip().startswith(tuple(_DASHES))
