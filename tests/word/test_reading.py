"""What a Word file says, character by character, whatever construct holds it."""

from __future__ import annotations

import pytest

from bulletin_tools.source import Document, Span
from bulletin_tools.unwrap import unwrap
from tests.word.packages import docx, packed, paragraph, parts, read, shown, text

FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {code} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
BOX = "<w:txbxContent>{content}</w:txbxContent>"
ALTERNATE = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><x>{content}</x></w:drawing></mc:Choice>'
    "<mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def sdt(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def table(*rows: list[str], row_properties: str = "") -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row_properties}{row}</w:tr>' for row in cells)}</w:tbl>"


INLINE = {
    "runs": text("近日，") + text("区教育局", "<w:b/>") + text("召开会议"),
    "hyperlink": text("近日，") + f'<w:hyperlink r:id="x">{text("区教育局")}</w:hyperlink>' + text("召开会议"),
    "smart tag": text("近日，") + f'<w:smartTag w:element="a">{text("区教育局")}</w:smartTag>' + text("召开会议"),
    "custom xml": text("近日，") + f'<w:customXml w:element="a">{text("区教育局")}</w:customXml>' + text("召开会议"),
    "content control": text("近日，") + sdt(text("区教育局")) + text("召开会议"),
    "nested control": text("近日，") + sdt(sdt(text("区教育局")) + text("召开会议")),
    "simple field": text("近日，")
    + f'<w:fldSimple w:instr="DOCPROPERTY a">{text("区教育局")}</w:fldSimple>'
    + text("召开会议"),
    "complex field": text("近日，") + FIELD.format(code="REF a", result=text("区教育局")) + text("召开会议"),
    "field in a field's code": text("近日，")
    + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    + FIELD.format(code="PAGE", result=text("7"))
    + '<w:r><w:instrText>IF</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    + text("区教育局")
    + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    + text("召开会议"),
    "field without a result": text("近日，区教育局")
    + '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>XE "甲"</w:instrText><w:fldChar w:fldCharType="end"/></w:r>'
    + text("召开会议"),
    "insertion": text("近日，") + f'<w:ins w:id="1">{text("区教育局")}</w:ins>' + text("召开会议"),
    "deletion": text("近日，区教育局")
    + '<w:del w:id="1"><w:r><w:delText>不</w:delText></w:r></w:del>'
    + text("召开会议"),
    "moved": f'<w:moveTo w:id="1">{text("近日，")}</w:moveTo>'
    + text("区教育局召开会议")
    + f'<w:moveFrom w:id="1">{text("近日，")}</w:moveFrom>',
    "insertion in a control in a link": text("近日，")
    + f'<w:hyperlink r:id="x">{sdt("<w:ins>" + text("区教育局") + "</w:ins>")}</w:hyperlink>'
    + text("召开会议"),
    "hidden": text("近日，区教育局") + text("秘密", "<w:vanish/>") + text("召开会议"),
    "hidden turned off": text("近日，区教育局") + text("召开会议", '<w:vanish w:val="0"/>'),
    "ruby": text("近日，")
    + f"<w:r><w:ruby><w:rt>{text('qū')}</w:rt><w:rubyBase>{text('区')}</w:rubyBase></w:ruby></w:r>"
    + text("教育局召开会议"),
    "bookmarks and proof marks": text("近日，")
    + '<w:bookmarkStart w:id="1" w:name="a"/><w:proofErr w:type="x"/>'
    + text("区教育局")
    + '<w:bookmarkEnd w:id="1"/><w:commentRangeStart w:id="1"/>'
    + text("召开会议"),
    "line feeds in the XML": "<w:r><w:t>近日，</w:t></w:r>\n  <w:r><w:t>\n区教育局 </w:t></w:r>" + text("召开会议"),
    "alternate content": text("近日，")
    + f'<mc:AlternateContent><mc:Choice Requires="a">{text("区教育局")}</mc:Choice>'
    + f"<mc:Fallback>{text('区教育局')}</mc:Fallback></mc:AlternateContent>"
    + text("召开会议"),
    "math": text("近日，区教育局")
    + '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>召开</m:t></m:r></m:oMath>'
    + text("会议"),
}


@pytest.mark.parametrize("inline", INLINE.values(), ids=INLINE)
def test_the_text_of_a_paragraph(inline: str) -> None:
    assert shown(paragraph(inline)) == ["近日，区教育局召开会议"]


@pytest.mark.parametrize(
    ("node", "char"),
    [
        ("<w:tab/>", "\t"),
        ("<w:br/>", "\v"),
        ("<w:cr/>", "\v"),
        ('<w:br w:type="page"/>', "\f"),
        ("<w:noBreakHyphen/>", "-"),
        ("<w:softHyphen/>", ""),
        ("<w:lastRenderedPageBreak/>", ""),
        ('<w:sym w:font="Wingdings" w:char="F0FC"/>', "✓"),
        ('<w:sym w:font="Wingdings" w:char="F0A8"/>', "□"),
        ('<w:sym w:font="Symbol" w:char="F0B4"/>', "×"),
        ('<w:sym w:font="宋体" w:char="25B3"/>', "△"),
        ('<w:sym w:font="宋体" w:char="错"/>', "□"),
        ('<w:footnoteReference w:id="2"/>', ""),
    ],
)
def test_characters_that_are_nodes(node: str, char: str) -> None:
    assert shown(paragraph(text("甲"), f"<w:r>{node}</w:r>", text("乙"))) == [f"甲{char}乙"]


BLOCKS = {
    "table": paragraph("甲") + table(["乙", "丙"], ["丁", "戊"]) + paragraph("己"),
    "nested table": paragraph("甲")
    + f"<w:tbl><w:tr><w:tc>{paragraph('乙')}{table(['丙'])}{paragraph('丁')}</w:tc><w:tc>{paragraph('戊')}</w:tc></w:tr></w:tbl>"
    + paragraph("己"),
    "block control": paragraph("甲") + sdt(paragraph("乙") + sdt(paragraph("丙"))) + "".join(map(paragraph, "丁戊己")),
    "control around a row": paragraph("甲")
    + "<w:tbl>"
    + sdt(f"<w:tr><w:tc>{paragraph('乙')}</w:tc>" + sdt(f"<w:tc>{paragraph('丙')}</w:tc>") + "</w:tr>")
    + "</w:tbl>"
    + "".join(map(paragraph, "丁戊己")),
    "inserted paragraphs": f"<w:ins>{''.join(map(paragraph, '甲乙丙'))}</w:ins>" + "".join(map(paragraph, "丁戊己")),
    "deleted row": "".join(map(paragraph, "甲乙丙"))
    + table(["坏", "坏"], row_properties="<w:trPr><w:del/></w:trPr>")
    + "".join(map(paragraph, "丁戊己")),
    "deleted mark": paragraph("甲", properties="<w:rPr><w:del/></w:rPr>").replace("甲", "")
    + "".join(map(paragraph, "甲乙丙丁戊己")),
    "custom xml": f"<w:customXml>{''.join(map(paragraph, '甲乙丙'))}</w:customXml>" + "".join(map(paragraph, "丁戊己")),
}


@pytest.mark.parametrize("body", BLOCKS.values(), ids=BLOCKS)
def test_paragraphs_in_order(body: str) -> None:
    assert shown(body) == list("甲乙丙丁戊己")


def test_a_deleted_mark_joins_two_paragraphs() -> None:
    body = paragraph("近日，区教育", properties="<w:rPr><w:del/></w:rPr>") + paragraph("局召开会议") + paragraph("尾")
    assert shown(body) == ["近日，区教育局召开会议", "尾"]


def test_a_placeholder_of_a_control_is_no_text() -> None:
    assert shown(paragraph(text("主送："), sdt(text("单击此处输入"), "<w:showingPlcHdr/>"))) == ["主送："]


def test_text_boxes_notes_headers_and_footers_are_texts_of_their_own() -> None:
    box = ALTERNATE.format(content=BOX.format(content=paragraph("框里") + paragraph("框里二")))
    body = (
        paragraph("正文甲", box)
        + paragraph("正文乙")
        + '<w:sectPr><w:headerReference r:id="header1"/><w:footerReference r:id="footer1"/>'
        + '<w:headerReference w:type="first" r:id="header1"/></w:sectPr>'
    )
    document = read(
        docx(
            body,
            footnotes=f'<w:footnote w:type="separator" w:id="0">{paragraph("线")}</w:footnote>'
            f'<w:footnote w:id="2">{paragraph("脚注")}</w:footnote>',
            header1=paragraph("页眉", ALTERNATE.format(content=BOX.format(content=paragraph("眉框")))),
            footer1=paragraph("— ", FIELD.format(code="PAGE", result=text("1")), " —"),
        )
    )
    assert document.text.split("\n") == ["正文甲", "正文乙", "框里", "框里二", "脚注", "页眉", "眉框", "— 1 —"]
    assert [line.look and line.look.part for line in document.lines] == [
        "body", "body", "textbox", "textbox", "footnote", "header", "textbox", "footer",
    ]  # fmt: skip
    source = unwrap(document)
    assert source.text == "正文甲\n正文乙\n框里\n框里二\n脚注\n页眉\n眉框"
    assert [source.text[one.start : one.end] for one in source.paragraphs] == ["正文甲", "正文乙"]


def test_short_lines_are_not_joined_as_those_of_a_wrapped_file() -> None:
    lines = [f"近日区教育局召开会议部署工作区教育局召开会议部署第{number:02}项" for number in range(40)]
    assert unwrap(read(docx("".join(map(paragraph, lines))))).text.split("\n") == lines


@pytest.mark.parametrize(
    ("runs", "logical"),
    [
        ("关于做好<br>工作的通知", "关于做好工作的通知"),
        ("近日召开会议。<br>会议要求落实。", "近日召开会议。\n会议要求落实。"),
        ("一个标题<br>　　近日召开会议", "一个标题\n近日召开会议"),
        ("New<br>Area", "New Area"),
        ("甲<page>乙", "甲\n乙"),
        ("甲<br><br>乙", "甲\n乙"),
        ("<br>甲<br>", "甲"),
    ],
)
def test_a_soft_break_joins_a_headline_and_parts_paragraphs(runs: str, logical: str) -> None:
    broken = runs.replace("<br>", "</w:t><w:br/><w:t>").replace("<page>", '</w:t><w:br w:type="page"/><w:t>')
    source = unwrap(read(docx(paragraph(f"<w:r><w:t>{broken}</w:t></w:r>"))))
    assert source.text == logical
    for place in range(len(logical)):
        if logical[place] not in "\n ":
            origin = source.origin(Span(place, place + 1))
            assert source.document.text[origin.start : origin.end] == logical[place]


def test_strict_names_macros_and_templates_are_read() -> None:
    entries = parts(paragraph("区教育局召开会议"))
    strict = {
        name: part.replace("http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/")
        .replace("http://schemas.openxmlformats.org/wordprocessingml/2006/", "http://purl.oclc.org/ooxml/wordprocessingml/")
        for name, part in entries.items()
    }  # fmt: skip
    assert read(packed(strict)).text == "区教育局召开会议"
    for suffix, kind in (
        ("docm", "application/vnd.ms-word.document.macroEnabled.main+xml"),
        ("dotx", "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
    ):
        assert read(packed(parts(paragraph("甲"), main_type=kind)), f"稿件.{suffix}").text == "甲"


def test_a_part_may_be_in_utf_16() -> None:
    entries: dict[str, str | bytes] = {**parts(paragraph("区教育局召开会议"))}
    document = f'<?xml version="1.0" encoding="UTF-16"?>{entries["word/document.xml"]!s}'
    assert read(packed({**entries, "word/document.xml": document.encode("utf-16")})).text == "区教育局召开会议"


def test_a_part_s_name_is_found_whatever_its_case() -> None:
    entries = {name.replace("document.xml", "Document.xml"): part for name, part in parts(paragraph("甲")).items()}
    assert read(packed(entries)).text == "甲"


def looks(document: Document) -> list[tuple[object, ...]]:
    found = (line.look for line in document.lines)
    return [(one.style, one.level, one.alignment, one.face, one.size, one.bold, one.indent) for one in found if one]


def test_looks_count_defaults_styles_and_direct_formats_in() -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="宋体"/><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/>'
        '<w:sz w:val="32"/></w:rPr><w:pPr><w:ind w:firstLineChars="200"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="简报标题"/><w:basedOn w:val="a"/><w:pPr><w:jc w:val="center"/>'
        '<w:outlineLvl w:val="0"/><w:ind w:firstLineChars="0"/></w:pPr><w:rPr><w:b/><w:rFonts w:eastAsia="方正小标宋简体"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="c"><w:name w:val="强调"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    document = read(
        docx(
            paragraph("题", properties='<w:pStyle w:val="t"/>')
            + paragraph(text("题", '<w:rStyle w:val="c"/><w:sz w:val="44"/>'), properties='<w:pStyle w:val="t"/>')
            + paragraph("近日召开会议", text("题", '<w:rFonts w:eastAsia="黑体"/>'), properties='<w:jc w:val="both"/>'),
            styles=styles,
        )
    )
    assert looks(document) == [
        ("简报标题", 1, "center", "方正小标宋简体", 16, True, 0),
        ("简报标题", 1, "center", "方正小标宋简体", 22, False, 0),
        ("Normal", 0, "both", "仿宋_GB2312", 16, False, 2),
    ]


def test_a_list_s_indent_counts_unless_the_paragraph_has_its_own() -> None:
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1、"/><w:pPr><w:ind w:leftChars="400"/></w:pPr>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    mark = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    own = f'{mark}<w:ind w:leftChars="0"/>'
    body = paragraph("甲", properties=mark) + paragraph("乙", properties=own) + paragraph("丙")
    assert [look[-1] for look in looks(read(docx(body, numbering=lists)))] == [4, 0, 0]


def test_a_theme_s_face_wins_over_the_name_beside_it() -> None:
    theme = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme><a:majorFont/>'
        '<a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/><a:font script="Hans" typeface="宋体"/></a:minorFont>'
        "</a:fontScheme></a:themeElements></a:theme>"
    )
    fonts = '<w:rFonts w:eastAsiaTheme="minorEastAsia" w:eastAsia="黑体"/>'
    entries = parts(
        paragraph(text("题", fonts)), more={"theme": "", "settings": '<w:themeFontLang w:eastAsia="zh-CN"/>'}
    )
    entries["word/theme.xml"] = theme
    assert [face for _, _, _, face, *_ in looks(read(packed(entries)))] == ["宋体"]


def test_directives_speak_from_a_paragraph_of_their_own() -> None:
    document = read(docx(paragraph("%% bulletin: ignore[P001] 引文") + paragraph("近日,召开会议")))
    assert [(one.line, one.body) for one in document.directives] == [(0, "ignore[P001] 引文")]
    assert unwrap(document).text == "近日,召开会议"
