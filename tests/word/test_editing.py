"""Edits in the runs of a Word file: the text is as edited, formats stay, and so does every other byte."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from bulletin_tools import formats
from bulletin_tools.errors import BulletinError
from bulletin_tools.formats import word
from bulletin_tools.formats.word.runs import Runs
from bulletin_tools.source import Document, Edit, Span, apply
from tests.word.packages import docx, level, numbered, packed, paragraph, parts, read, text, unpacked

CHARS = "区教育局召开会议，。,1A “”△"
OTHER = 'w:id="7" w:author="别人" w:date="2026-01-01T00:00:00Z"'
RED = '<w:color w:val="FF0000"/>'
NUMBERS = (
    f'<w:abstractNum w:abstractNumId="0">{level("chineseCounting", "%1、")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


@st.composite
def manuscripts(draw: st.DrawFn) -> Document:
    """Word files of random runs with tabs, breaks, symbols, deletions and automatic numbers between them."""
    odd = ["<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>", '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>']
    odd += [
        '<w:del w:id="9"><w:r><w:delText>旧</w:delText></w:r></w:del>',
        "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>",
        '<w:r><w:rPr><w:b/></w:rPr><w:t>丙</w:t><w:footnoteReference w:id="2"/><w:t>丁</w:t><w:lastRenderedPageBreak/></w:r>',
    ]
    odd += [
        f"<w:{name}>{text('里面')}{text('两段', '<w:b/>')}</w:{name.split()[0]}>"
        for name in (f"ins {OTHER}", f"moveTo {OTHER}", 'hyperlink w:anchor="a"', 'smartTag w:element="b"')
    ]
    odd += [f"<w:sdt><w:sdtContent>{text('控件')}</w:sdtContent></w:sdt>"]
    run = st.one_of(
        st.builds(text, st.text(CHARS, max_size=6), st.sampled_from(["", RED, "<w:b/>"])), st.sampled_from(odd)
    )
    paragraphs = draw(st.lists(st.lists(run, max_size=5), min_size=1, max_size=5))
    marks = st.sampled_from(["", '<w:numPr><w:numId w:val="1"/></w:numPr>'])
    body = "".join(paragraph(*runs, properties=draw(marks)) for runs in paragraphs)
    return read(docx(body + paragraph("末"), numbering=NUMBERS, header1=paragraph("眉")))


@st.composite
def edits(draw: st.DrawFn, document: Document) -> list[Edit]:
    """Disjoint edits that can be written, in any order."""
    size = len(document.text)
    places = sorted(draw(st.lists(st.integers(0, size), max_size=8)))
    found = [
        Edit(Span(start, end), draw(st.text(CHARS, max_size=4)))
        for start, end in zip(places[::2], places[1::2], strict=False)
    ]
    apart = [
        edit
        for edit, before in zip(found, [None, *found], strict=False)
        if before is None or edit.span.start > before.span.end
    ]
    writable = [edit for edit in apart if not document.obstacle(edit)]
    assume(apply(document.text, writable).strip())  # a file without any text is refused when it is read
    return draw(st.permutations(writable))


@given(st.data())
@settings(max_examples=250, deadline=None)
def test_the_text_of_the_edited_file_is_the_edited_text(data: st.DataObject) -> None:
    document = data.draw(manuscripts())
    changes = data.draw(edits(document))
    written = formats.write(document, changes)
    again = read(written)
    assert again.text == apply(document.text, changes)
    moved = formats.edited(document, changes)
    assert moved.text == again.text
    assert [(line.start, line.end, line.locks) for line in moved.lines] == [
        (line.start, line.end, line.locks) for line in again.lines
    ]
    assert formats.write(document, changes) == written
    before, after = unpacked(document.data), unpacked(written)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} <= {"word/document.xml"}


def test_a_file_can_lose_all_its_text_but_is_no_manuscript_then() -> None:
    document = read(docx(paragraph("旧", text("文", RED)) + "<w:p/>" + paragraph("末")))
    written = formats.write(document, [Edit(Span(0, 2), ""), Edit(Span(4, 5), "")])
    assert len(etree.fromstring(unpacked(written)["word/document.xml"]).findall(".//{*}p")) == 3
    with pytest.raises(BulletinError, match="没有文字"):
        read(written)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_runs_hold_exactly_the_text_between_two_places(data: st.DataObject) -> None:
    document = data.draw(manuscripts())
    manuscript = word.opened(document)
    one = data.draw(st.sampled_from(manuscript.paragraphs))
    runs = Runs(one)
    for _ in range(4):
        start, end = sorted((data.draw(st.integers(0, len(one.text))), data.draw(st.integers(0, len(one.text)))))
        held = {id(run) for run in runs.between(start, end)}
        inside = [atom for atom in runs.atoms if id(atom.run) in held]
        number = next((atom.end for atom in one.atoms if atom.run is None), 0)
        assert "".join(atom.text for atom in inside) == one.text[max(start, number) : max(end, number)]
    manuscript.package.touch(one.part)
    assert read(manuscript.package.save()).text == document.text


def formats_of(data: bytes) -> list[tuple[str, bool]]:
    """Each run's text and whether it is red."""
    root = etree.fromstring(unpacked(data)["word/document.xml"])
    runs = [(str(run.xpath("string()")), run.find(".//{*}color") is not None) for run in root.iter("{*}r")]
    return [run for run in runs if run[0]]


def changed(*runs: str, place: str, new: str) -> list[tuple[str, bool]]:
    document = read(docx(paragraph(*runs)))
    start = document.text.index(place)
    return formats_of(formats.write(document, [Edit(Span(start, start + len(place)), new)]))


def test_edits_keep_the_format_of_their_runs() -> None:
    red = text("教育局", RED)
    assert changed("区", red, "开会", place="育", new="化") == [("区", False), ("教化局", True), ("开会", False)]
    assert changed("区", red, "开会", place="育局开", new="委员开") == [
        ("区", False),
        ("教委员", True),
        ("开会", False),
    ]
    assert changed("区", red, "开会", place="教育局", new="") == [("区", False), ("开会", False)]
    assert changed("区", red, "开会", place="局开", new="局召开") == [
        ("区", False),
        ("教育局召", True),
        ("开会", False),
    ]
    assert changed("第3,", red, place=",教", new="，教") == [("第3，", False), ("教育局", True)]


def test_a_character_that_is_a_node_gives_way_to_text() -> None:
    document = read(docx(paragraph("甲", "<w:r><w:tab/></w:r>", "乙")))
    assert read(formats.write(document, [Edit(Span(1, 2), "、")])).text == "甲、乙"
    assert read(formats.write(document, [Edit(Span(1, 2), "")])).text == "甲乙"


LOCKED = {
    "automatic number": (docx(numbered("文", 1), numbering=NUMBERS), "一", "编号"),
    "before an automatic number": (docx(numbered("文", 1), numbering=NUMBERS), "", "编号"),
    "field": (docx(paragraph('<w:fldSimple w:instr="PAGE"><w:r><w:t>7</w:t></w:r></w:fldSimple>')), "7", "域"),
    "symbol": (docx(paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>')), "✓", "符号"),
    "locked control": (
        docx(
            paragraph(
                f'<w:sdt><w:sdtPr><w:lock w:val="contentLocked"/></w:sdtPr><w:sdtContent>{text("甲")}</w:sdtContent></w:sdt>'
            )
        ),
        "甲",
        "控件",
    ),
    "paragraph end": (docx(paragraph("甲") + paragraph("乙")), "\n", "段落"),
}


@pytest.mark.parametrize(("data", "place", "reason"), LOCKED.values(), ids=LOCKED)
def test_a_place_that_cannot_be_edited_is_refused_with_its_reason(data: bytes, place: str, reason: str) -> None:
    document = read(data)
    start = document.text.index(place)
    edit = Edit(Span(start, start + len(place)), "新")
    assert reason in document.obstacle(edit)
    with pytest.raises(BulletinError, match=reason):
        formats.write(document, [edit])


def test_a_link_s_text_can_be_edited() -> None:
    link = '<w:fldSimple w:instr="HYPERLINK x"><w:r><w:t>甲,乙</w:t></w:r></w:fldSimple>'
    document = read(docx(paragraph(link)))
    assert read(formats.write(document, [Edit(Span(1, 2), "，")])).text == "甲，乙"


def test_forbidden_characters_are_refused() -> None:
    document = read(docx(paragraph("甲")))
    with pytest.raises(BulletinError, match="不能有的字符"):
        formats.write(document, [Edit(Span(0, 1), "\x00")])


def test_both_branches_of_a_text_box_are_edited() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框,里</w:t></w:r></w:p></w:txbxContent>"
    run = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = read(docx(paragraph(run) + paragraph("正文")))
    start = document.text.index(",")
    written = formats.write(document, [Edit(Span(start, start + 1), "，")])
    assert read(written).text == "\n正文\n框，里"
    assert len(re.findall("框，里", unpacked(written)["word/document.xml"].decode())) == 2


def test_only_the_edited_part_changes() -> None:
    entries = parts(
        paragraph("正文") + '<w:sectPr><w:headerReference r:id="header1"/></w:sectPr>',
        more={"header1": paragraph("页,眉")},
    )
    document = read(packed({**entries, "customXml/甲.xml": "<a/>", "word/media/a.png": bytes(range(256))}))
    start = document.text.index(",")
    written = formats.write(document, [Edit(Span(start, start + 1), "，")])
    before, after = unpacked(document.data), unpacked(written)
    assert [name for name in before if before[name] != after[name]] == ["word/header1.xml"]
    assert list(before) == list(after)


def test_a_strict_file_stays_strict() -> None:
    names = ("officeDocument", "wordprocessingml")
    entries = parts(paragraph("近日,召开会议"))
    for name in names:
        entries = {
            file: part.replace(f"http://schemas.openxmlformats.org/{name}/2006/", f"http://purl.oclc.org/ooxml/{name}/")
            for file, part in entries.items()
        }
    document = read(packed(entries))
    written = unpacked(formats.write(document, [Edit(Span(2, 3), "，")]))["word/document.xml"].decode()
    assert "近日，召开会议" in written
    assert "schemas.openxmlformats.org/wordprocessingml" not in written
    assert "purl.oclc.org/ooxml/wordprocessingml/main" in written
