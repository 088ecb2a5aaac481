"""A bulletin, printed by a template: the paragraphs of document.xml."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from bulletin_tools.bulletin import Bulletin, Footer, Item, Masthead
from bulletin_tools.layout.headings import heading
from bulletin_tools.layout.ooxml import Child, properties
from bulletin_tools.layout.package import pack
from bulletin_tools.layout.runs import BREAK, TAB, rare_in, runs
from bulletin_tools.layout.style_names import Style
from bulletin_tools.layout.styles import foot_frame, indent_right, name_line
from bulletin_tools.layout.template import Template, twips
from bulletin_tools.layout.widths import width

_FULL_SPACE = "\u3000"
_UNDATED = "2012-07-01"  # core properties need a day: the one since which the standard holds
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


class Docx(NamedTuple):
    """A Word file, and what its editor should know."""

    data: bytes
    rare: tuple[str, ...]
    """Characters that the template's faces lack and that are set in their fallback, each once."""


def write(bulletin: Bulletin, template: Template, text: str = "", words: AbstractSet[str] = frozenset()) -> Docx:
    """Print a bulletin. `text` is the logical text that its spans point into: a single item's 落款 is taken from it.

    `words` (departments, terms) are never broken over two lines of a headline. The same input gives the same bytes.
    """
    body = "".join(_body(bulletin, template, text, words))
    head = bulletin.masthead
    issuer = head.issuer.value if head and head.issuer else ""
    date = head.date.value if head and head.date and _DATE.fullmatch(head.date.value) else _UNDATED
    return Docx(pack(template, body, _title(bulletin, template), issuer, date), rare_in(body))


def _title(bulletin: Bulletin, template: Template) -> str:
    """What the file's properties call it: name and number of an issue, headline of a draft."""
    head = bulletin.masthead
    if head and (head.name or head.number):
        number = template.masthead.number.replace("{}", head.number.value) if head.number else ""
        return (head.name.value if head.name else "") + number
    return next((item.headline.value for item in bulletin.items if item.headline), "")


def _body(bulletin: Bulletin, template: Template, text: str, words: AbstractSet[str]) -> Iterator[str]:
    if bulletin.masthead:
        yield from _masthead(bulletin.masthead, template)
    contents = "".join(_contents(bulletin, template))
    yield contents
    opens = bool(contents or bulletin.masthead)
    section = None
    for item in bulletin.items:
        if item.section and item.section.value != section:
            form = template.section.form.replace("{}", item.section.value)
            yield _paragraph(Style.SECTION, runs(form, template, template.section.face))
        section = item.section.value if item.section else None
        yield from _item(item, template, words, Style.OPENING if opens and not section else Style.BODY)
        opens = False
        if item.signed:
            yield from _signed(text[item.signed.start : item.signed.end].split("\n"), template)
    if bulletin.footer and template.foot.show:
        yield from _foot(bulletin.footer, template)


def _paragraph(style: Style, content: str, **direct: Child) -> str:
    about = properties("pPr", {"pStyle": style, **direct}) if direct else f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    return f"<w:p>{about}{content}</w:p>"


def _masthead(head: Masthead, template: Template) -> Iterator[str]:
    look, role = template.masthead, template.body.face
    above = 0
    if head.copy_number:
        yield _paragraph(Style.COPY, runs(head.copy_number.value, template, role))
        above += 1
    if head.classification:
        yield _paragraph(Style.CLASSIFICATION, runs(head.classification.value, template, look.mark_face))
        above += 1
    if head.name or look.preprinted:
        yield _name("" if look.preprinted or not head.name else head.name.value, template, above)
    if head.number or head.total_number:
        number = look.number.replace("{}", head.number.value) if head.number else ""
        number += look.total_number.replace("{}", head.total_number.value) if head.total_number else ""
        yield _paragraph(Style.ISSUE, runs(number, template, role))
    if head.issuer or head.date:
        issuer = runs(head.issuer.value, template, role) if head.issuer else ""
        date = runs(_printed_date(head.date.value), template, role) if head.date else ""
        yield _paragraph(Style.IMPRINT, TAB + issuer + TAB + date)


def _name(name: str, template: Template, above: int) -> str:
    """The red name; direct formatting only where a long name must shrink, or lines stand above it."""
    look = template.masthead
    room = template.width / 20 * look.fill / 100
    size = min(look.size, room // max(1.0, width(name)))
    shrunk = 0 if size == look.size else size
    spacing = name_line(size, twips(look.top) - above * template.leading)
    direct: dict[str, Child] = {"spacing": spacing} if above or shrunk else {}
    return _paragraph(Style.NAME, runs(name, template, look.face, size=shrunk), **direct)


def _printed_date(date: str) -> str:
    match = _DATE.fullmatch(date)
    return f"{match[1]}年{int(match[2])}月{int(match[3])}日" if match else date


def _contents(bulletin: Bulletin, template: Template) -> Iterator[str]:
    look = template.contents
    headlines = [headline.value for headline in bulletin.contents]
    if look.show == "always" and not headlines:
        headlines = [item.headline.value for item in bulletin.items if item.headline]
    if look.show == "never" or not headlines:
        return
    yield _paragraph(Style.CONTENTS_HEADING, runs(look.heading, template, look.heading_face))
    for headline in headlines:
        yield _paragraph(Style.CONTENTS, runs(look.bullet + headline, template, template.body.face))


def _item(item: Item, template: Template, words: AbstractSet[str], first: Style) -> Iterator[str]:
    """An item; `first` is the style of a first paragraph that follows no headline of its own."""
    role, brief = template.body.face, item.kind == "brief"
    before = runs(template.brief.mark, template, role) if brief else ""
    if item.headline and not brief and template.headline.place == "line":
        yield _headline(item.headline.value, template, words)
        first = Style.BODY
    elif item.headline:
        before += runs(item.headline.value, template, template.headline.face, Style.RUN_IN)
        if item.paragraphs and heading(item.paragraphs[0].value, template)[0] != Style.BODY:
            yield _paragraph(first, before)
            before, first = "", Style.BODY
        else:
            before += runs(_FULL_SPACE, template, role)
    sources = _sources(item, template)
    inline = sources if template.source.place == "inline" else ""
    paragraphs = [paragraph.value for paragraph in item.paragraphs] or [""]
    for place, paragraph in enumerate(paragraphs, 1):
        style, content = heading(paragraph, template)
        style = first if style == Style.BODY and place == 1 else style
        style = Style.BRIEF if style == Style.BODY and brief else style
        content = before + (content or runs(paragraph, template, role)) + (inline if place == len(paragraphs) else "")
        if content:
            yield _paragraph(style, content)
        before = ""
    if sources and not inline:
        yield _paragraph(Style.SOURCE, sources)


def _headline(headline: str, template: Template, words: AbstractSet[str]) -> str:
    look = template.headline
    limit = int(template.width / (look.size * 20 + template.spacing))
    lines: tuple[str, ...] = (headline,)
    if width(headline) > limit:
        from bulletin_tools.layout.titles import break_title, common_words

        lines = break_title(headline, limit, common_words() | words)
    return _paragraph(Style.HEADLINE, BREAK.join(runs(line, template, look.face) for line in lines))


def _sources(item: Item, template: Template) -> str:
    """（区教育局、区财政局）, each department in a run of its own."""
    if not item.sources:
        return ""
    face = template.source.face if template.source.place == "right" else template.body.face
    before, _, after = template.source.form.partition("{}")
    names = (runs(source.value, template, face, Style.DEPARTMENT) for source in item.sources)
    return runs(before, template, face) + runs("、", template, face).join(names) + runs(after, template, face)


def _signed(lines: list[str], template: Template) -> Iterator[str]:
    """落款: the last line (the date) starts two characters right of the one above it, or ends at the indent (7.3.5)."""
    lines = [line.strip() for line in lines if line.strip()]
    indent = template.signed.indent
    if len(lines) < 2:
        indents = [indent] * len(lines)
    else:
        name, date = width(lines[-2]), width(lines[-1])
        end = max(indent, name + indent - 2 - date)
        indents = [*[max(indent, end + date + 2 - name)] * (len(lines) - 1), end]
    for place, (line, right) in enumerate(zip(lines, indents, strict=True)):
        direct: dict[str, Child] = {} if right == indent else {"ind": indent_right(template, right)}
        yield _paragraph(
            Style.SIGNED_DATE if place else Style.SIGNED, runs(line, template, template.body.face), **direct
        )


def _foot(foot: Footer, template: Template) -> Iterator[str]:
    """报尾 in a frame; its rules are thin black lines, since a border would follow the text's indents."""
    face = template.foot.face
    labelled = (("报：", foot.report), ("送：", foot.send), ("发：", foot.issue))
    sent = [runs(label + field.value, template, face) for label, field in labelled if field]
    people = [
        label + field.value for label, field in (("责任编辑：", foot.editor), ("电话：", foot.telephone)) if field
    ]
    printed = runs(_FULL_SPACE.join(people), template, face) if people else ""
    if foot.copies:
        printed += TAB + runs(f"（共印{foot.copies.value}份）", template, face)
    blocks = [(Style.FOOT, sent)] if sent else []
    blocks += [(Style.IMPRESSION, [printed])] if printed else []
    if not blocks:
        return
    frame = foot_frame(template)  # the styles have it too, but LibreOffice builds frames of direct properties alone
    for place, (style, lines) in enumerate(blocks):
        yield _paragraph(Style.INNER_RULE if place else Style.OUTER_RULE, "", framePr=frame)
        for line in lines:
            yield _paragraph(style, line, framePr=frame)
    yield _paragraph(Style.OUTER_RULE, "", framePr=frame)
    yield _paragraph(Style.ANCHOR, "")
