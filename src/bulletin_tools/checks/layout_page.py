"""Paper, margins and grid (GB/T 9704—2012, 5.1 and 5.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bulletin_tools.checks.printed import Printed, printed
from bulletin_tools.layout.template import twips
from bulletin_tools.source import Restyle, Span

if TYPE_CHECKING:
    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule
    from bulletin_tools.typeset import Page, Setting

_POINTS_PER_MM = 72 / 25.4
_PAPERS = {
    "A3": (297, 420),
    "A4": (210, 297),
    "A5": (148, 210),
    "B5": (182, 257),
    "16开": (184, 260),
    "Letter": (215.9, 279.4),
}
_PAPER_SLACK = 1.5  # mm
_MARGIN_SLACK = 1.05  # mm: the standard allows one
_SIDES = {"top": "上", "bottom": "下", "left": "左", "right": "右"}
_HEIGHTS = (1.1, 1.45)  # of a line in its size: each face has its own


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
        change = Restyle(
            "page", place, (("pgSz.w", str(twips(width))), ("pgSz.h", str(twips(height))), ("pgSz.code", ""))
        )
        yield sheet.told(
            rule, place, [change], due=_paper(due.width, due.height), found=_paper(page.width, page.height)
        )


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
                f"{_SIDES[side]}边距应为{getattr(due, side):g}毫米，现为{round(getattr(page, side), 1):g}毫米"
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


def fonts(face: str, latin: str = "") -> tuple[tuple[str, str], ...]:
    """A face for Chinese characters, and one for digits and letters if given."""
    named = {"hint": "eastAsia", "eastAsia": face, **({"ascii": latin, "hAnsi": latin} if latin else {})}
    return tuple((f"rFonts.{slot}", name) for slot, name in named.items())
