"""styles.xml: the named styles of a template, so that an editor can go on in Word without direct formatting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bulletin_tools.layout.ooxml import DECLARATION, Child, W, element, fonts, properties
from bulletin_tools.layout.style_names import Style
from bulletin_tools.layout.template import Template, twips

Properties = Mapping[str, Child]
_ASCENT = 0.8  # of a line of exact height stands above the base line, in Word and LibreOffice alike
_INK_TOP = 0.85  # em above the base line that a 小标宋 character reaches
_INK_BOTTOM = 0.12  # em below it
_TIGHT = _INK_TOP / _ASCENT  # exact height, in em, of a line whose characters touch its top edge


def rare_style(template: Template, face: str) -> str:
    """Id of the character style that sets what a face lacks in its fallback."""
    return f"Rare{list(template.fallback).index(face) + 1}"


def styles_xml(template: Template) -> str:
    """All styles of a template."""
    return f"{DECLARATION}<w:styles {W}>{_defaults(template)}{''.join(_styles(template))}</w:styles>"


def name_line(size: float, before: int) -> dict[str, str | int]:
    """Spacing of a name of this size (pt), its characters' top edge this many twips below what stands above it."""
    return {"before": max(0, before), "after": 0, "line": round(size * 20 * _TIGHT), "lineRule": "exact"}


def _styles(template: Template) -> Iterator[str]:
    yield _normal(template)
    yield _style("DefaultParagraphFont", "Default Paragraph Font", {}, {}, kind="character", default=True)
    yield _TABLE
    yield from _head(template)
    yield from _items(template)
    yield from _foot(template)
    yield from _numbers(template)
    yield from _characters(template)


def _defaults(template: Template) -> str:
    run = properties(
        "rPr",
        {
            **_type(template, template.body.face, template.body.size),
            **({"spacing": template.spacing} if template.spacing and template.grid.kind != "linesAndChars" else {}),
            "kern": 0,
            "lang": {"val": "en-US", "eastAsia": "zh-CN", "bidi": "ar-SA"},
        },
    )
    return element("docDefaults", content=element("rPrDefault", content=run) + element("pPrDefault"))


def _normal(template: Template) -> str:
    paragraph: Properties = {
        "widowControl": False,
        "kinsoku": True,
        "overflowPunct": False,
        "autoSpaceDE": False,
        "autoSpaceDN": False,
        "spacing": _leading(template.leading),
        "jc": "both",
    }
    return _style("Normal", "Normal", paragraph, {}, default=True)


def _head(template: Template) -> Iterator[str]:
    masthead, rule, size = template.masthead, template.rule, template.body.size
    red: Properties = {} if masthead.preprinted else {"color": masthead.colour}
    yield _paragraph(Style.COPY, {"jc": "left"}, {})
    yield _paragraph(Style.CLASSIFICATION, {"jc": "left"}, _type(template, masthead.mark_face, size))
    name: Properties = {"snapToGrid": False, "spacing": name_line(masthead.size, twips(masthead.top)), "jc": "center"}
    yield _paragraph(Style.NAME, name, {**_type(template, masthead.face, masthead.size), **red}, following=Style.ISSUE)
    issue: Properties = {"spacing": {**_leading(template.leading), **_lines(template, "before", 1)}, "jc": "center"}
    yield _paragraph(Style.ISSUE, issue, {}, following=Style.IMPRINT)
    indent = round(masthead.indent * size * 20)
    imprint: dict[str, Child] = {
        "tabs": (_tab("left", indent), _tab("right", template.width - indent)),
        "spacing": _leading(template.leading),
        "jc": "left",
    }
    if not masthead.preprinted:
        below_ink = template.leading / 20 * (1 - _ASCENT) - size * _INK_BOTTOM
        gap = max(0, round(twips(rule.gap) / 20 - below_ink))
        imprint["pBdr"] = (_border("bottom", rule.style, rule.weight, gap, rule.colour),)
    yield _paragraph(Style.IMPRINT, imprint, {})
    heading: Properties = {"spacing": {**_leading(template.leading), **_lines(template, "before", 1)}, "jc": "center"}
    yield _paragraph(Style.CONTENTS_HEADING, heading, _type(template, template.contents.heading_face, size))
    yield _paragraph(Style.CONTENTS, _first_line(template), {})


def _items(template: Template) -> Iterator[str]:
    head, size = template.headline, template.body.size
    yield _paragraph(Style.BODY, _first_line(template), {})
    opening: Properties = {"spacing": {**_leading(template.leading), **_lines(template, "before", 1)}}
    yield _paragraph(Style.OPENING, opening, {}, based=Style.BODY, following=Style.BODY)
    section: Properties = {
        "keepNext": True,
        "spacing": {**_leading(template.leading), **_lines(template, "before", template.section.before)},
    }
    yield _paragraph(Style.SECTION, {**section, "jc": "center"}, _type(template, template.section.face, size))
    headline: Properties = {
        "keepNext": True,
        "snapToGrid": False,
        "spacing": {
            **_leading(max(template.leading, round(head.size * 23))),
            **_lines(template, "before", head.before),
            **_lines(template, "after", head.after),
        },
        "jc": "center",
        "outlineLvl": 0,
    }
    yield _paragraph(Style.HEADLINE, headline, _type(template, head.face, head.size), following=Style.BODY)
    levels = (Style.LEVEL_1, Style.LEVEL_2, Style.LEVEL_3, Style.LEVEL_4)
    for depth, (style, face) in enumerate(zip(levels, template.levels[:4], strict=True), 1):
        paragraph: Properties = {"keepNext": True, "outlineLvl": depth}
        yield _paragraph(style, paragraph, _face(template, face), based=Style.BODY, following=Style.BODY)
    yield _paragraph(Style.BRIEF, {}, {}, based=Style.BODY)
    yield _paragraph(Style.SOURCE, {"jc": "right"}, _face(template, template.source.face))
    signed: Properties = {"ind": indent_right(template, template.signed.indent), "jc": "right"}
    space = {**_leading(template.leading), **_lines(template, "before", template.signed.before)}
    yield _paragraph(Style.SIGNED, {**signed, "spacing": space}, {}, following=Style.SIGNED_DATE)
    yield _paragraph(Style.SIGNED_DATE, signed, {})


def indent_right(template: Template, characters: float) -> dict[str, str | int]:
    """A right indent of so many body characters."""
    return {"right": round(characters * template.body.size * 20), "rightChars": round(characters * 100)}


def _foot(template: Template) -> Iterator[str]:
    foot = template.foot
    em = round(foot.size * 20)
    side, hundredths = round(foot.indent * em), round(foot.indent * 100)
    # what a line leaves above its characters and below them, up to the rules, is the same
    line_height = round((foot.leading + (_INK_TOP - _INK_BOTTOM) * foot.size) / (2 * _ASCENT) * 20)
    frame: Properties = {"framePr": foot_frame(template), "snapToGrid": False}
    hanging = {"left": side + 2 * em, "leftChars": hundredths + 200, "hanging": 2 * em, "hangingChars": 200}
    line: Properties = {
        **frame,
        "tabs": (_tab("right", template.width - side),),
        "spacing": {**_leading(line_height), "after": round(foot.leading * 20) - line_height},
        "ind": {**hanging, "right": side, "rightChars": hundredths},
        "jc": "left",
    }
    yield _paragraph(Style.FOOT, line, _type(template, foot.face, foot.size))
    # a hanging indent would be the first tab stop
    level = {"left": side, "leftChars": hundredths, "hanging": 0, "hangingChars": 0}
    impression: Properties = {**line, "ind": {**level, "right": side, "rightChars": hundredths}}
    yield _paragraph(Style.IMPRESSION, impression, _type(template, foot.face, foot.size))
    for style, weight in ((Style.OUTER_RULE, foot.outer), (Style.INNER_RULE, foot.inner)):
        rule: Properties = {
            **frame,
            "shd": {"val": "clear", "color": "auto", "fill": "000000"},
            "spacing": _leading(max(1, twips(weight))),
        }
        yield _paragraph(style, rule, {"sz": 2, "szCs": 2})
    anchor: Properties = {"snapToGrid": False, "spacing": _leading(10)}
    yield _paragraph(Style.ANCHOR, anchor, {"sz": 2, "szCs": 2})


def foot_frame(template: Template) -> dict[str, str | int]:
    """The frame that holds the foot on the bottom edge of the type area."""
    return {
        "w": template.width,
        "wrap": "around",
        "vAnchor": "margin",
        "hAnchor": "margin",
        "xAlign": "left",
        "yAlign": "bottom",
    }


def _numbers(template: Template) -> Iterator[str]:
    number = template.number
    indent, hundredths = round(number.indent * number.size * 20), round(number.indent * 100)
    for style, side in ((Style.ODD, "right"), (Style.EVEN, "left")):
        paragraph: Properties = {
            "snapToGrid": False,
            "spacing": _leading(round(number.size * 20)),
            "ind": {side: indent, f"{side}Chars": hundredths},
            "jc": side,
        }
        yield _paragraph(style, paragraph, {**_type(template, number.face, number.size), "spacing": 0})


def _characters(template: Template) -> Iterator[str]:
    yield _character(Style.RUN_IN, Style.RUN_IN.chinese, fonts(template.face(template.headline.face)))
    for style, face in zip((Style.LEAD_1, Style.LEAD_2, Style.LEAD_3, Style.LEAD_4), template.levels[:4], strict=True):
        yield _character(style, style.chinese, fonts(template.face(face)))
    yield _character(Style.DEPARTMENT, Style.DEPARTMENT.chinese, {})
    if template.faces.latin:
        latin = template.faces.latin
        yield _character(Style.LATIN, Style.LATIN.chinese, {"ascii": latin, "hAnsi": latin, "cs": latin})
    for face, other in template.fallback.items():
        yield _character(rare_style(template, face), f"简报缺字（{face}）", fonts(other))


def _paragraph(
    style: Style, paragraph: Properties, run: Properties, based: str = "Normal", following: str | None = None
) -> str:
    return _style(style, style.chinese, paragraph, run, based=based, following=following)


def _character(style: str, chinese: str, face: Mapping[str, str | int]) -> str:
    run: Properties = {"rFonts": face} if face else {}
    return _style(style, chinese, {}, run, kind="character", based="DefaultParagraphFont")


def _style(
    identifier: str,
    name: str,
    paragraph: Properties,
    run: Properties,
    *,
    kind: str = "paragraph",
    based: str = "",
    following: str | None = None,
    default: bool = False,
) -> str:
    attributes: dict[str, str | int] = {"type": kind, "default" if default else "customStyle": 1, "styleId": identifier}
    about = element("name", {"val": name})
    if based:
        about += element("basedOn", {"val": based})
    if following:
        about += element("next", {"val": following})
    about += (
        element("uiPriority", {"val": 1}) + element("semiHidden")
        if kind == "character" and default
        else element("qFormat")
    )
    return element("style", attributes, about + properties("pPr", paragraph) + properties("rPr", run))


def _type(template: Template, role: str, size: float) -> dict[str, Child]:
    """Face and size (pt) of a style."""
    return {**_face(template, role), "sz": round(size * 2), "szCs": round(size * 2)}


def _face(template: Template, role: str) -> dict[str, Child]:
    return {"rFonts": fonts(template.face(role))}


def _leading(line: int) -> dict[str, str | int]:
    return {"before": 0, "after": 0, "line": line, "lineRule": "exact"}


def _lines(template: Template, side: str, lines: float) -> dict[str, str | int]:
    return {side: round(lines * template.leading), f"{side}Lines": round(lines * 100)}


def _first_line(template: Template) -> dict[str, Child]:
    indent = template.body.indent
    return {"ind": {"firstLine": round(indent * template.body.size * 20), "firstLineChars": round(indent * 100)}}


def _tab(kind: str, position: int) -> str:
    return element("tab", {"val": kind, "pos": position})


def _border(edge: str, style: str, points: float, space: int, colour: str) -> str:
    """A border; its weight is given in eighths of a point."""
    return element(edge, {"val": style, "sz": round(points * 8), "space": space, "color": colour})


_NO_MARGINS = "".join(element(side, {"w": 0, "type": "dxa"}) for side in ("top", "left", "bottom", "right"))
_TABLE = element(
    "style",
    {"type": "table", "default": 1, "styleId": "TableNormal"},
    element("name", {"val": "Normal Table"})
    + element("uiPriority", {"val": 99})
    + element("semiHidden")
    + element("tblPr", content=element("tblInd", {"w": 0, "type": "dxa"}) + element("tblCellMar", content=_NO_MARGINS)),
)
