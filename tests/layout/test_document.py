"""What stands in the Word file."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bulletin_tools.bulletin import Bulletin, Field
from bulletin_tools.layout import template
from bulletin_tools.layout.template import Template
from bulletin_tools.layout.writer import write
from tests.layout import layout_samples as samples
from tests.layout.layout_reader import paragraphs, part, read

SHAPES = {"issue": samples.issue(), "everything": samples.everything(), "draft": samples.draft()[0]}


@pytest.fixture(params=template.names())
def look(request: pytest.FixtureRequest) -> Template:
    return template.load(request.param)


@pytest.fixture(params=SHAPES)
def bulletin(request: pytest.FixtureRequest) -> Bulletin:
    return SHAPES[request.param]


def expected(bulletin: Bulletin, look: Template) -> Bulletin:
    """What a template leaves to print of a bulletin."""
    head = bulletin.masthead
    if head and look.masthead.preprinted:
        head = head._replace(name=None)
    items = tuple(
        item._replace(signed=None, paragraphs=tuple(map(_printable, item.paragraphs))) for item in bulletin.items
    )
    return bulletin._replace(masthead=head, items=items, footer=bulletin.footer if look.foot.show else None)


def _printable(paragraph: Field) -> Field:
    return paragraph._replace(value=paragraph.value.replace("\x0b", "").replace("\x00", ""))


def test_reading_back_gives_the_same_bulletin(bulletin: Bulletin, look: Template) -> None:
    assert read(write(bulletin, look).data) == expected(bulletin, look)


def test_every_part_is_well_formed(bulletin: Bulletin, look: Template) -> None:
    with zipfile.ZipFile(io.BytesIO(write(bulletin, look).data)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            etree.fromstring(archive.read(name))


def test_python_docx_opens_it(bulletin: Bulletin, look: Template) -> None:
    docx = pytest.importorskip("docx")
    assert docx.Document(io.BytesIO(write(bulletin, look).data)).paragraphs


def test_same_input_same_bytes(bulletin: Bulletin, look: Template) -> None:
    first = write(bulletin, look).data
    template._load.cache_clear()
    assert write(bulletin, template.load(look.name)).data == first


@given(st.text(st.characters(exclude_characters="\n")))
def test_any_text_is_well_formed(text: str) -> None:
    bulletin = samples.bulletin(samples.item(text or None, text, sources=(text,)))
    part(write(bulletin, template.load()).data, "word/document.xml")


def test_signed_block_is_kept() -> None:
    bulletin, text = samples.draft()
    printed = paragraphs(write(bulletin, template.load(), text).data)
    assert [line.text for line in printed if line.style.startswith("简报落款")] == text.split("\n")


def test_characters_the_faces_lack_are_told_and_set_in_another() -> None:
    document = write(samples.everything(), template.load())
    assert sorted(document.rare) == sorted("珺喆堃")
    runs = [run for line in paragraphs(document.data) for run in line.runs if run.text in ("珺", "喆")]
    assert {run.style for run in runs} == {"简报缺字（仿宋_GB2312）", "简报缺字（方正小标宋简体）"}


@pytest.mark.parametrize(
    ("paragraph", "style", "lead"),
    [
        ("一、加强领导", "简报一级标题", ""),
        ("一、加强领导。各单位要落实责任。", "简报正文", "一、加强领导。"),
        ("（二）加强领导。各单位要落实责任。", "简报正文", "（二）加强领导。"),
        ("3.加强领导", "简报三级标题", ""),
        ("（4）加强领导", "简报四级标题", ""),
        ("3.5万人参加。各单位要落实责任。", "简报正文", ""),
        ("一季度，各单位要落实责任。", "简报正文", ""),
        ("一、" + "各单位要落实责任，" * 9 + "按时完成。", "简报正文", ""),
    ],
)
def test_enumerations_take_their_faces(paragraph: str, style: str, lead: str) -> None:
    bulletin = samples.bulletin(samples.item("标题", paragraph), head=None, foot=None)
    line = paragraphs(write(bulletin, template.load()).data)[-1]
    assert line.text == paragraph
    assert line.style == style
    assert "".join(run.text for run in line.runs if "题句" in run.style) == lead


def test_contents_when_asked_for() -> None:
    look = template.load()
    always = look._replace(contents=look.contents._replace(show="always"))
    printed = paragraphs(write(samples.issue(), always).data)
    assert [line.text for line in printed if line.style == "简报要目"][1] == samples.LONG
    assert not [line for line in paragraphs(write(samples.issue(), look).data) if line.style == "简报要目"]


def test_digits_in_a_face_of_their_own() -> None:
    look = template.load()
    look = look._replace(faces=look.faces._replace(latin="Times New Roman"))
    runs = paragraphs(write(samples.issue(), look).data)[1].runs
    assert [(run.style, run.text) for run in runs] == [("", "第"), ("简报西文", "56"), ("", "期")]
