"""The package layer: what isn't replaced keeps its bytes, however odd the zip."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin_tools.errors import BulletinError
from bulletin_tools.formats.word.archive import Archive
from bulletin_tools.formats.word.package import TYPES, Package
from tests.word.packages import REL, docx, packed, paragraph, parts, unpacked

MAIN = "word/document.xml"
ENTRIES = {name: data.encode() for name, data in parts(paragraph("区教育局召开会议")).items()}


class Pipe(io.RawIOBase):
    """A stream that can't go back, so that sizes follow the data."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.written += data
        return len(data)


def streamed() -> bytes:
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in ENTRIES.items():
            archive.writestr(name, data)
    return bytes(pipe.written)


def odd() -> bytes:
    """Dates, modes, comments, extra fields, names in Chinese, folders, ways of packing."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.comment = "归档".encode()
        for count, (name, data) in enumerate({**ENTRIES, "附件/图.bin": bytes(900), "空/": b"", "é.txt": b"x"}.items()):
            entry = zipfile.ZipInfo(name, (2020, 8, 18, 12, 30, 2 * count))
            entry.compress_type = (
                zipfile.ZIP_BZIP2 if name.endswith(".bin") else (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)[count % 2]
            )
            entry.external_attr = 0o640 << 16
            entry.comment = b"note"
            entry.extra = b"\xfe\xca\x02\x00ab"
            archive.writestr(entry, data)
    return buffer.getvalue()


ZIPS = {"plain": packed(ENTRIES), "stored": packed(ENTRIES, zipfile.ZIP_STORED), "streamed": streamed(), "odd": odd()}
ZIPS["behind other bytes"] = b"\x00" * 30 + packed(ENTRIES)


def facts(data: bytes) -> list[tuple[object, ...]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [
            (
                one.filename,
                one.date_time,
                one.compress_type,
                one.compress_size,
                one.external_attr,
                one.comment,
                one.extra,
            )
            for one in archive.infolist()
        ]


@pytest.mark.parametrize("data", ZIPS.values(), ids=ZIPS)
def test_nothing_changes_but_what_is_replaced(data: bytes) -> None:
    archive = Archive(data)
    assert facts(archive.save({})) == facts(data)
    assert unpacked(archive.save({})) == unpacked(data)
    saved = archive.save({MAIN: b"<new/>", "word/neu.xml": b"<a/>"})
    assert unpacked(saved) == {**unpacked(data), MAIN: b"<new/>", "word/neu.xml": b"<a/>"}
    assert [fact for fact in facts(saved) if fact[0] not in (MAIN, "word/neu.xml")] == [
        fact for fact in facts(data) if fact[0] != MAIN
    ]
    assert [fact[0] for fact in facts(saved)] == [*(fact[0] for fact in facts(data)), "word/neu.xml"]
    assert saved == Archive(data).save({MAIN: b"<new/>", "word/neu.xml": b"<a/>"})


@given(st.data())
@settings(max_examples=300)
def test_a_spoilt_file_is_read_or_refused_in_a_sentence(data: st.DataObject) -> None:
    spoilt = bytearray(data.draw(st.sampled_from([docx(paragraph("甲")), ZIPS["odd"]])))
    for _ in range(data.draw(st.integers(1, 6))):
        spoilt[data.draw(st.integers(0, len(spoilt) - 1))] = data.draw(st.integers(0, 255))
    try:
        package = Package(bytes(spoilt))
        package.xml(package.main)
        package.touch(package.main)
        package.save()
    except BulletinError as error:
        sentence = str(error)
    else:
        sentence = "读到了"
    assert "\n" not in sentence
    assert any("\u4e00" <= char <= "\u9fff" for char in sentence)


def test_added_parts_are_declared_and_related() -> None:
    package = Package(packed(ENTRIES))
    package.add("word/comments.xml", b"<w/>", "application/x")
    first = package.relate(MAIN, f"{REL}/comments", "word/comments.xml")
    assert package.relate(MAIN, f"{REL}/comments", "word/comments.xml") == first
    again = Package(package.save())
    assert again.content_type("word/comments.xml") == "application/x"
    assert again.related(MAIN, "comments") == ["word/comments.xml"]
    assert again.target(MAIN, first) == "word/comments.xml"
    assert again.part("word/comments.xml") == b"<w/>"
    before, after = unpacked(packed(ENTRIES)), unpacked(package.save())
    assert {name for name in before if before[name] != after[name]} == {TYPES, "word/_rels/document.xml.rels"}


def test_a_part_without_relationships_gets_some() -> None:
    package = Package(packed(parts(paragraph("甲"), more={"header1": paragraph("眉")})))
    package.relate("word/header1.xml", f"{REL}/image", "word/a.png")
    assert Package(package.save()).relationships("word/header1.xml")["rId1"].target == "word/a.png"


def test_a_macro_stays_where_it_is() -> None:
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    entries: dict[str, str | bytes] = {**parts(paragraph("甲"), main_type=kind), "word/vbaProject.bin": b"macro"}
    package = Package(packed(entries))
    package.touch(package.main)
    assert unpacked(package.save())["word/vbaProject.bin"] == b"macro"
