"""Mends as tracked changes: accepted they give the mended text, rejected the manuscript as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin_tools.errors import BulletinError
from bulletin_tools.formats import word
from bulletin_tools.formats.word import comments, revisions
from bulletin_tools.formats.word.comments import Remark, Stamp
from bulletin_tools.source import Document, Edit, Span, apply
from tests.commandline import bulletin, written
from tests.word.packages import docx, packed, paragraph, read, text, unpacked
from tests.word.settling import characters, settled
from tests.word.test_editing import edits, manuscripts

STAMP = Stamp("校对", "2026-03-27T09:00:00Z")
OTHER = 'w:id="7" w:author="别人" w:date="2026-01-01T00:00:00Z"'
HEADLINE = paragraph("区教育局召开会议")


def tracked(document: Document, changes: list[Edit]) -> bytes:
    """A manuscript with edits as tracked changes."""
    manuscript = word.opened(document)
    revisions.track(document, manuscript, changes, STAMP)
    return manuscript.package.save()


def fixed(body: str, tmp_path: Path, *options: str, **more: str) -> tuple[bytes, bytes]:
    """A manuscript, and what the command line makes of it."""
    data = docx(body, **more)
    path = written(tmp_path / "稿件.docx", data)
    run = bulletin("lint", "--fix", "--track-changes", *options, "稿件.docx", "-o", "修订.docx", cwd=tmp_path)
    assert run.code in (0, 1), run.err
    assert path.read_bytes() == data
    return data, (tmp_path / "修订.docx").read_bytes()


def accepted(data: bytes, author: str = STAMP.author) -> str:
    return read(settled(data, accept=True, author=author)).text


def rejected(data: bytes, author: str = STAMP.author) -> str:
    return read(settled(data, accept=False, author=author)).text


@given(st.data())
@settings(max_examples=250, deadline=None)
def test_accepted_is_edited_and_rejected_is_as_it_was(data: st.DataObject) -> None:
    document = data.draw(manuscripts())
    changes = data.draw(edits(document))
    result = tracked(document, changes)
    edited = apply(document.text, changes)
    assert read(result).text == accepted(result) == edited
    assert rejected(result) == document.text
    assert characters(settled(result, accept=False, author=STAMP.author)) == characters(document.data)
    before, after = unpacked(document.data), unpacked(result)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} <= ({"word/document.xml"} if changes else set())
    assert tracked(document, changes) == result


def test_the_command_line_writes_tracked_changes_and_leaves_the_manuscript_alone(tmp_path: Path) -> None:
    body = HEADLINE + paragraph("近日,区教育局", text("召开会议,部署", "<w:b/>"), "工作。（区教育局）")
    data, result = fixed(body, tmp_path, "--author", "王编辑", "--comment-time", "2026-03-27T09:00")
    assert accepted(result, "王编辑") == read(data).text.replace(",", "，")
    assert rejected(result, "王编辑") == read(data).text
    part = unpacked(result)["word/document.xml"].decode()
    assert part.count('w:author="王编辑" w:date="2026-03-27T09:00:00Z"') == 4
    assert '<w:del w:id="1"' in part


def test_track_changes_alone_means_fix(tmp_path: Path) -> None:
    written(tmp_path / "稿件.docx", docx(HEADLINE + paragraph("近日,召开会议。（区教育局）")))
    run = bulletin("lint", "--track-changes", "稿件.docx", "-o", "修订.docx", cwd=tmp_path)
    assert run.code == 0
    assert accepted((tmp_path / "修订.docx").read_bytes(), "bulletin").endswith("近日，召开会议。（区教育局）")


@pytest.mark.parametrize(
    "around",
    [
        "<w:ins {}>{}</w:ins>",
        "<w:moveTo {}>{}</w:moveTo>",
        '<w:hyperlink w:anchor="a">{1}</w:hyperlink>',
        "<w:sdt><w:sdtContent>{1}</w:sdtContent></w:sdt>",
        '<w:fldSimple w:instr=" QUOTE x ">{1}</w:fldSimple>',
        '<w:smartTag w:element="b">{1}</w:smartTag>',
    ],
)
def test_changes_inside_what_holds_runs(around: str) -> None:
    document = read(docx(paragraph("甲", around.format(OTHER, text("乙,丙") + text("丁")), "戊")))
    result = tracked(document, [Edit(Span(2, 3), "，"), Edit(Span(4, 4), "新")])
    assert accepted(result) == "甲乙，丙新丁戊"
    assert rejected(result) == "甲乙,丙丁戊"


def test_an_insertion_of_someone_else_s_is_split_around_ours_and_keeps_its_author() -> None:
    document = read(docx(paragraph("甲", f"<w:ins {OTHER}>{text('乙')}{text('丙')}</w:ins>")))
    result = tracked(document, [Edit(Span(2, 2), "新")])
    without = read(settled(result, accept=False, author="别人"))
    assert without.text == "甲新"
    assert accepted(result) == "甲乙新丙"
    ids = [piece.split(b'"')[0] for piece in unpacked(result)["word/document.xml"].split(b'<w:ins w:id="')[1:]]
    assert len(set(ids)) == 3


def test_new_text_has_the_format_of_the_old() -> None:
    document = read(docx(paragraph("甲", text("乙,丙", "<w:b/>"))))
    result = settled(tracked(document, [Edit(Span(2, 3), "，")]), accept=True, author=STAMP.author)
    assert {look for char, look, _ in characters(result) if char in "乙，丙"} == {
        look for char, look, _ in characters(document.data) if char == ","
    }


def test_a_note_s_mark_between_deleted_characters_stays() -> None:
    run = '<w:r><w:t>甲</w:t><w:footnoteReference w:id="2"/><w:t>乙</w:t></w:r>'
    document = read(docx(paragraph(run, "丙")))
    result = settled(tracked(document, [Edit(Span(0, 2), "")]), accept=True, author=STAMP.author)
    assert read(result).text == "丙"
    assert b"footnoteReference" in unpacked(result)["word/document.xml"]


def test_places_that_can_t_be_edited_are_refused_with_the_reason() -> None:
    field = '<w:fldSimple w:instr=" DATE ">' + text("3月") + "</w:fldSimple>"
    document = read(docx(paragraph("甲", field) + paragraph("乙")))
    with pytest.raises(BulletinError, match="域"):
        tracked(document, [Edit(Span(1, 2), "4")])
    with pytest.raises(BulletinError, match="段落不能拆开或合并"):
        tracked(document, [Edit(Span(3, 4), "")])


def test_notes_headers_and_text_boxes_are_changed_too(tmp_path: Path) -> None:
    notes = f'<w:footnote w:id="2">{paragraph("据统计,共3项。")}</w:footnote>'
    data, result = fixed(HEADLINE + paragraph("近日，召开会议。（区教育局）"), tmp_path, footnotes=notes)
    assert accepted(result, "bulletin") == read(data).text.replace(",", "，")
    before, after = unpacked(data), unpacked(result)
    assert [name for name in before if before[name] != after[name]] == ["word/footnotes.xml"]


def test_a_strict_file_stays_strict() -> None:
    strict = b"http://purl.oclc.org/ooxml/"
    data = docx(paragraph("甲,乙"))
    entries = {
        name: part.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict + b"wordprocessingml/main")
        .replace(b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", strict + b"officeDocument/relationships")
        for name, part in unpacked(data).items()
    }  # fmt: skip
    document = read(packed(entries))
    manuscript = word.opened(document)
    revisions.track(document, manuscript, [Edit(Span(1, 2), "，")], STAMP)
    comments.annotate(manuscript, [Remark(Span(0, 1), ["说明"])], STAMP)
    for name, part in unpacked(manuscript.package.save()).items():
        assert b"org/wordprocessingml/2006" not in part, name
        assert b"org/officeDocument/2006" not in part, name


def test_what_xml_has_no_place_for_is_refused() -> None:
    document = read(docx(paragraph("甲乙")))
    with pytest.raises(BulletinError, match="不能有的字符"):
        tracked(document, [Edit(Span(0, 1), "\x00")])
