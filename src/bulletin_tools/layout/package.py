"""The Word file around document.xml: ten small parts, of which eight depend on the template alone.

Those eight are compressed once a template; a document adds its own two to a copy of that archive. Zip times are fixed,
so that the same manuscript gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache

from bulletin_tools.layout.ooxml import DECLARATION, R, W, element, escape, properties
from bulletin_tools.layout.style_names import Style
from bulletin_tools.layout.styles import styles_xml
from bulletin_tools.layout.template import Template, twips

_WHEN = (1980, 1, 1, 0, 0, 0)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {  # relationship id: part, kind
    "rId1": ("styles", "styles"),
    "rId2": ("settings", "settings"),
    "rId3": ("fontTable", "fontTable"),
    "rId4": ("footer1", "footer"),
    "rId5": ("footer2", "footer"),
}


def pack(template: Template, body: str, title: str, creator: str, date: str) -> bytes:
    """A DOCX whose body holds these paragraphs; `date` (ISO 8601) stands in its core properties."""
    buffer = io.BytesIO()
    buffer.write(_fixed_parts(template))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "word/document.xml", f"{_DOCUMENT}{body}{_section(template)}</w:body></w:document>")
        _add(archive, "docProps/core.xml", _core(title, creator, date))
    return buffer.getvalue()


@lru_cache(maxsize=32)
def _fixed_parts(template: Template) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "[Content_Types].xml", _CONTENT_TYPES)
        _add(archive, "_rels/.rels", _RELATIONSHIPS)
        _add(archive, "word/_rels/document.xml.rels", _DOCUMENT_RELATIONSHIPS)
        _add(archive, "word/styles.xml", styles_xml(template))
        _add(archive, "word/settings.xml", _settings(template))
        _add(archive, "word/fontTable.xml", _font_table(template))
        _add(archive, "word/footer1.xml", _footer(template, Style.ODD))
        _add(archive, "word/footer2.xml", _footer(template, Style.EVEN))
    return buffer.getvalue()


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, _WHEN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # or the bytes would tell Windows from the rest
    entry.external_attr = 0o600 << 16
    archive.writestr(entry, text.encode())


@lru_cache(maxsize=32)
def _section(template: Template) -> str:
    """Paper, margins and grid. The page number's dash stands at half the height of its line."""
    page, number = template.page, template.number
    footer = twips(page.bottom) - twips(number.below) - round(number.size * 10)
    grid: dict[str, str | int] = {"type": template.grid.kind, "linePitch": template.leading}
    if template.grid.kind == "linesAndChars":
        # in 1/4096 pt
        grid["charSpace"] = round((template.width / 20 / template.grid.characters - template.body.size) * 4096)
    margins = {
        "top": twips(page.top),
        "right": twips(page.right),
        "bottom": twips(page.bottom),
        "left": twips(page.left),
        "header": twips(15),
        "footer": footer,
        "gutter": 0,
    }
    return element(
        "sectPr",
        content='<w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
        + element("pgSz", {"w": twips(page.width), "h": twips(page.height)})
        + element("pgMar", margins)
        + element("pgNumType", {"fmt": "decimal"})
        + element("cols", {"space": 720})
        + ("" if template.grid.kind == "none" else element("docGrid", grid)),
    )


def _footer(template: Template, style: Style) -> str:
    before, _, after = template.number.form.partition("{}")
    runs = (
        _text(before),
        element("fldChar", {"fldCharType": "begin"}),
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        element("fldChar", {"fldCharType": "separate"}),
        _text("1"),
        element("fldChar", {"fldCharType": "end"}),
        _text(after),
    )
    content = properties("pPr", {"pStyle": style}) + "".join(element("r", content=run) for run in runs if run)
    return f"{DECLARATION}<w:ftr {W}>{element('p', content=content)}</w:ftr>"


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""


def _settings(template: Template) -> str:
    compatibility = "".join(
        element(name)
        for name in (
            "spaceForUL",
            "balanceSingleByteDoubleByteWidth",
            "doNotLeaveBackslashAlone",
            "ulTrailSpace",
            "doNotExpandShiftReturn",
            "adjustLineHeightInTable",
            "useFELayout",
        )
    )
    mode: dict[str, str | int] = {
        "name": "compatibilityMode",
        "uri": "http://schemas.microsoft.com/office/word",
        "val": 15,
    }
    return (
        f"{DECLARATION}<w:settings {W}>"
        + element("zoom", {"percent": 100})
        + element("bordersDoNotSurroundHeader")
        + element("bordersDoNotSurroundFooter")
        + element("defaultTabStop", {"val": round(template.body.size * 40)})
        + element("evenAndOddHeaders")
        + element("drawingGridVerticalSpacing", {"val": template.leading})
        + element("characterSpacingControl", {"val": "doNotCompress"})
        + element("compat", content=compatibility + element("compatSetting", mode))
        + element("themeFontLang", {"val": "en-US", "eastAsia": "zh-CN"})
        + "</w:settings>"
    )


def _font_table(template: Template) -> str:
    faces = {face: "" for face in (*template.faces, *template.fallback.values()) if face}
    faces.update({face: other for face, other in template.fallback.items() if face in faces})
    entries = "".join(_font(face, other) for face, other in faces.items())
    return f"{DECLARATION}<w:fonts {W}>{entries}</w:fonts>"


def _font(face: str, alternative: str) -> str:
    chinese = face.isascii()
    content = element("altName", {"val": alternative}) if alternative else ""
    content += element("charset", {"val": "00" if chinese else "86"}) + element("family", {"val": "auto"})
    return element("font", {"name": face}, content)


def _core(title: str, creator: str, date: str) -> str:
    when = f'xsi:type="dcterms:W3CDTF">{escape(date)}T00:00:00Z'
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(creator)}</dc:creator><dc:language>zh-CN</dc:language>"
        f"<dcterms:created {when}</dcterms:created><dcterms:modified {when}</dcterms:modified></cp:coreProperties>"
    )


def _relationship(identifier: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"/>'


def _override(part: str, kind: str) -> str:
    return f'<Override PartName="/{part}" ContentType="{kind}"/>'


_DOCUMENT = f"{DECLARATION}<w:document {W} {R}><w:body>"
_CONTENT_TYPES = (
    f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + _override("word/document.xml", f"{_WORD}.document.main+xml")
    + "".join(_override(f"word/{part}.xml", f"{_WORD}.{kind}+xml") for part, kind in _PARTS.values())
    + _override("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
    + "</Types>"
)
_RELATIONSHIPS = (
    f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
    + _relationship("rId1", f"{_OFFICE}/officeDocument", "word/document.xml")
    + _relationship("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
    + "</Relationships>"
)
_DOCUMENT_RELATIONSHIPS = (
    f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(_relationship(key, f"{_OFFICE}/{kind}", f"{part}.xml") for key, (part, kind) in _PARTS.items())
    + "</Relationships>"
)
