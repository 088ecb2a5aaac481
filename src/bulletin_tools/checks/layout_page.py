"""Paper, margins and grid (GB/T 9704—2012, 5.1 and 5.2), and page numbers (7.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bulletin_tools.checks import faces
from bulletin_tools.checks.printed import Printed, printed
from bulletin_tools.layout.template import twips
from bulletin_tools.source import Restyle, Span

if TYPE_CHECKING:
    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule
    from bulletin_tools.typeset import Number, Page, Setting

_POINTS_PER_MM = 72 / 25.4
_PAPERS = {"A3": (297, 420), "A4": (210, 297), "A5": (148, 210), "B5": (182, 257), "16开": (184, 260), "Letter": (215.9, 279.4)}
_PAPER_SLACK = 1.5  # mm
_MARGIN_SLACK = 1.05  # mm: the standard allows one
_SIDES = {"top": "上", "bottom": "下", "left": "左", "right": "右"}
_FOOT_SLACK = 3.0  # mm: where a digit stands in its line is for the face to say
_HEIGHTS = (1.1, 1.45)  # of a line in its size: each face has its own
_ONE_PAGE = 500  # characters that one page surely holds, beside a head and a foot
_DASHES = "—–―－-─一"


def paper(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """A section on other paper than the template's; it may lie on its side."""
    sheet = printed(draft)
    if not sheet:
        return
    due = sheet.template.page
    for page in _once(sheet):
        if _is_size(page, due.width, due.height) or _is_size(page, due.height, due.width):
            continue
        width, height = (due.width, due.height) if page.height >= page.width else (due.height, due.width)
        place = sheet.span_of(page.line)
        change = Restyle("page", place, (("pgSz.w", str(twips(width))), ("pgSz.h", str(twips(height))), ("pgSz.code", "")))
        yield sheet.told(rule, place, [change], due=_paper(due.width, due.height), found=_paper(page.width, page.height))


def margins(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """Margins that differ; a page on its side has its own."""
    sheet = printed(draft)
    if not sheet:
        return
    for page in _once(sheet):
        due = sheet.template.page
        if page.width > page.height:
            continue
        wrong = [side for side in _SIDES if abs(getattr(page, side) - getattr(due, side)) > _MARGIN_SLACK]
        if wrong:
            place = sheet.span_of(page.line)
            values = [(f"pgMar.{side}", str(twips(getattr(due, side)))) for side in wrong]
            told = "；".join(
                f"{_SIDES[side]}边距应为{getattr(due, side):g}毫米，现为{getattr(page, side):.1f}毫米".replace(".0毫米", "毫米")
                for side in wrong
            )
            yield sheet.told(rule, place, [Restyle("page", place, (*values, ("pgMar.gutter", "0")))], told=told)


def grid(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """Lines a page and characters a line that differ from the template's."""
    sheet = printed(draft)
    if not sheet or not sheet.prose:
        return
    first = max(sheet.prose, key=lambda row: len(row.text))
    page = sheet.typeset.pages[first.setting.page]
    if not _fits(sheet, page) or first.look.size != sheet.template.body.size:
        return  # that is for other rules to say
    due = sheet.template.grid
    least, most = _lines(page, first.setting)
    characters = _characters(page, first.setting)
    told = []
    if most and not least <= due.lines <= most:
        found = f"{least}行" if least == most else f"{least}至{most}行"
        told.append(f"每面应排{due.lines}行，按现在的行距为{found}")
    if characters and abs(characters - due.characters) >= rule.options["characters"]:
        told.append(f"每行应排{due.characters}字，按现在的字距为{characters}字")
    if told:
        yield sheet.told(rule, first.span, list(_gridded(sheet, first.span)), told="；".join(told))


def page_number(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """Page numbers that look otherwise, or that a printed issue lacks."""
    sheet = printed(draft)
    if not sheet or not sheet.is_issue:
        return
    pages = sheet.typeset.pages
    found = {number.line: (number, page) for page in pages for number in page.numbers}
    if not found:
        if sum(len(row.text) for row in sheet.body) > _ONE_PAGE and not _is_typed(sheet):
            yield sheet.told(rule, sheet.span_of(pages[0].line), told="没有页码")
        return
    wrong = [(line, told) for line, (number, page) in found.items() if (told := _number_faults(sheet, number, page))]
    if wrong:
        told = "；".join(dict.fromkeys(fault for _, faults in wrong for fault in faults))
        restyles = [restyle for line, _ in wrong for restyle in _numbered(sheet, found[line][0])]
        yield sheet.told(rule, sheet.span_of(wrong[0][0]), restyles, told=told)


def _fits(sheet: Printed, page: Page) -> bool:
    """Whether a page's type area is the template's."""
    due = sheet.template.page
    same = all(abs(getattr(page, side) - getattr(due, side)) <= _MARGIN_SLACK for side in _SIDES)
    return same and _is_size(page, due.width, due.height)


def _once(sheet: Printed) -> Iterator[Page]:
    """The sections that differ in paper or margins, each kind at its first."""
    seen = set()
    for page in sheet.typeset.pages:
        if page[1:7] not in seen and page.line < len(sheet.document.lines):
            seen.add(page[1:7])
            yield page


def _is_size(page: Page, width: float, height: float) -> bool:
    return abs(page.width - width) <= _PAPER_SLACK and abs(page.height - height) <= _PAPER_SLACK


def _paper(width: float, height: float) -> str:
    short, long = sorted((width, height))
    known = (name for name, (one, other) in _PAPERS.items() if abs(one - short) < 1 and abs(other - long) < 1)
    size = f"{width:.0f}×{height:.0f}毫米"
    name = next(known, "")
    return f"{name}（{size}）" if name else size


def _lines(page: Page, setting: Setting) -> tuple[int, int]:
    """How many lines a page holds, at least and at most; zeros where that can't be told."""
    height = (page.height - page.top - page.bottom) * _POINTS_PER_MM
    size = setting.stretches[0].size
    if setting.before or setting.after or not (setting.leading or setting.lines):
        return 0, 0
    if setting.leading:
        lowest = highest = setting.leading
    elif setting.snaps and page.grid != "none" and page.pitch:
        lowest, highest = (max(1, -(-size * high // page.pitch)) * page.pitch * setting.lines for high in _HEIGHTS)
    else:
        lowest, highest = (size * high * setting.lines for high in _HEIGHTS)
    return int(height / highest + 0.05), int(height / lowest + 0.05)


def _characters(page: Page, setting: Setting) -> int:
    """Characters that a line holds; 0 where that can't be told."""
    if not setting.stretches:
        return 0
    longest = max(setting.stretches, key=lambda stretch: stretch.span.end - stretch.span.start)
    widening = page.widening if page.grid == "linesAndChars" and setting.snaps else 0
    each = longest.size + longest.spacing + widening
    return int((page.width - page.left - page.right) * _POINTS_PER_MM / each + 0.05) if each > 0 else 0


def _gridded(sheet: Printed, place: Span) -> Iterator[Restyle]:
    template = sheet.template
    page = [("docGrid.linePitch", str(template.leading)), ("docGrid.charSpace", "")]
    if template.grid.kind == "none":
        page = []
    elif template.grid.kind == "linesAndChars":
        gain = template.width / 20 / template.grid.characters - template.body.size
        page[1] = ("docGrid.charSpace", str(round(gain * 4096)))
    yield Restyle("page", place, (("docGrid.type", "" if template.grid.kind == "none" else template.grid.kind), *page))
    spacing = str(template.spacing) if template.grid.kind != "linesAndChars" else "0"
    for row in sheet.body:
        yield Restyle("paragraph", row.span, leading(template.leading))
        for stretch in row.setting.stretches:
            yield Restyle("run", stretch.span, (("spacing", spacing),))


def leading(line: int) -> tuple[tuple[str, str], ...]:
    """Lines of an exact height in twips, without space between paragraphs."""
    off = ("beforeLines", "afterLines", "beforeAutospacing", "afterAutospacing")
    values = {"before": "0", "after": "0", "line": str(line), "lineRule": "exact", **dict.fromkeys(off, "0")}
    return tuple((f"spacing.{name}", value) for name, value in values.items())


def _is_typed(sheet: Printed) -> bool:
    """Whether someone typed a page number by hand into a header or footer."""
    asides = (line for line in sheet.document.lines if line.look and line.look.part in ("header", "footer", "textbox"))
    return any(re.search(r"\d", sheet.document.text[line.start : line.end]) for line in asides)


def _number_faults(sheet: Printed, number: Number, page: Page) -> list[str]:
    due = sheet.template.number
    setting = sheet.typeset.settings[number.line]
    face = sheet.template.face(due.face)
    found = []
    stretch = setting.stretches[0] if setting.stretches else None
    if stretch and (stretch.size != due.size or not faces.same(stretch.latin or face, face)):
        what = f"{faces.size_name(stretch.size)}{stretch.latin or '未指定的字体'}"
        found.append(f"页码应为{faces.size_name(due.size)}{faces.kind(face)}数字，现为{what}")
    if _dashed(due.form) and not _dashed(number.form):
        found.append(f"页码应写作“{due.form.format(1)}”，现为“{number.form.strip().format(1)}”")
    if not setting.framed:
        found += _side_faults(number, setting)
        below = page.bottom - page.footer - due.size / 2 / _POINTS_PER_MM
        if abs(below - due.below) > _FOOT_SLACK:
            found.append(f"页码应在版心下边缘之下{due.below:g}毫米，现约{below:.0f}毫米")
    return found


def _side_faults(number: Number, setting: Setting) -> Iterator[str]:
    if number.pages == "all" and setting.alignment in ("center", "left", "right", "both"):
        yield "页码应单页居右、双页居左，现在单双页相同"
    elif number.pages == "odd" and setting.alignment != "right":
        yield "单页的页码应居右"
    elif number.pages == "even" and setting.alignment not in ("left", "both"):
        yield "双页的页码应居左"


def _dashed(form: str) -> bool:
    before, _, after = form.partition("{}")
    return before.strip().endswith(tuple(_DASHES)) and after.strip().startswith(tuple(_DASHES))


def _numbered(sheet: Printed, number: Number) -> Iterator[Restyle]:
    due, place = sheet.template.number, sheet.span_of(number.line)
    face = sheet.template.face(due.face)
    for stretch in sheet.typeset.settings[number.line].stretches:
        yield Restyle("run", stretch.span, (*fonts(face, face), ("sz", f"{due.size * 2:.0f}"), ("szCs", f"{due.size * 2:.0f}")))
    side = {"odd": "right", "even": "left"}.get(number.pages)
    if side and not sheet.typeset.settings[number.line].framed:
        hundredths, indent = str(round(due.indent * 100)), str(round(due.indent * due.size * 20))
        sides = (("jc", side), (f"ind.{side}", indent), (f"ind.{side}Chars", hundredths))
        yield Restyle("paragraph", place, (*sides, *leading(round(due.size * 20))))


def fonts(face: str, latin: str = "") -> tuple[tuple[str, str], ...]:
    """A face for Chinese characters, and one for digits and letters if given."""
    named = {"hint": "eastAsia", "eastAsia": face, **({"ascii": latin, "hAnsi": latin} if latin else {})}
    return tuple((f"rFonts.{slot}", name) for slot, name in named.items())
