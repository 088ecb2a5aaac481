"""Bytes → text → bytes: every encoding and line end, and the refusals."""

from __future__ import annotations

import codecs
import json
import os
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bulletin_tools import formats
from bulletin_tools.errors import BulletinError
from bulletin_tools.source import Document, Edit, Span, apply

TEXT = "区教育局召开会议\n　　近日，区教育局召开全区教育工作会议，部署新学期工作。（区教育局）\n"
TRADITIONAL = "區教育局召開會議\n　　近日，區教育局召開全區教育工作會議，部署新學期工作。（區教育局）\n"
BOMS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
CORPUS = os.environ.get("BULLETIN_CORPUS")


def read(data: bytes, name: str = "稿件.txt", encoding: str | None = None) -> Document:
    return formats.from_bytes(data, name, encoding)


def refusal(data: bytes, name: str = "稿件.txt", encoding: str | None = None) -> str:
    """Why a file is refused: one Chinese sentence on one line."""
    with pytest.raises(BulletinError) as caught:
        read(data, name, encoding)
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert any("\u4e00" <= char <= "\u9fff" for char in sentence)
    return sentence


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_tells_the_encoding_without_a_bom(encoding: str) -> None:
    document = read(TEXT.encode(encoding))
    assert (document.text, document.encoding) == (TEXT, encoding)


@pytest.mark.parametrize("encoding", BOMS)
def test_believes_a_bom_and_keeps_it_out_of_the_text(encoding: str) -> None:
    document = read(BOMS[encoding] + TEXT.encode(encoding))
    assert (document.text, document.encoding) == (TEXT, encoding)
    edited = formats.write(document, [Edit(Span(0, 1), "县")])
    assert edited == BOMS[encoding] + TEXT.replace("区", "县", 1).encode(encoding)


def test_reads_four_byte_gb18030() -> None:
    text = TEXT.replace("新学期", "䶮𠮷㛃")
    document = read(text.encode("gb18030"))
    assert document.text == text
    assert formats.write(document, [Edit(Span(0, 0), "㙍")]) == ("㙍" + text).encode("gb18030")


def test_lines_end_at_crlf_lf_and_cr_only() -> None:
    document = read("甲区\r\n乙区\r丙区\n丁\u2028戊\x0b己\x85庚\x0c辛\n\r癸".encode())
    assert [document.text[line.start : line.end] for line in document.lines] == [
        "甲区", "乙区", "丙区", "丁\u2028戊\x0b己\x85庚\x0c辛", "", "癸",
    ]  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_count_every_line_end(end: str) -> None:
    document = read(f"甲{end}{end}乙丙{end}".encode())
    assert document.position(document.text.index("丙")) == (3, 2)


def test_big5_is_refused_by_name_of_the_option_and_read_with_it() -> None:
    data = TRADITIONAL.encode("big5")
    assert "--encoding" in refusal(data)
    document = read(data, encoding="big5")
    assert document.text == TRADITIONAL
    assert formats.write(document, [Edit(Span(0, 1), "縣")]) == TRADITIONAL.replace("區", "縣", 1).encode("big5")


@pytest.mark.parametrize("text", ["區教育局召開會議", "縣鄉鎮農業農村局"])
def test_even_a_line_of_big5_is_no_gb18030(text: str) -> None:
    assert "--encoding" in refusal(text.encode("big5"))


@pytest.mark.parametrize("cut", [1, 2])
@pytest.mark.parametrize("text", [TEXT.strip(), "区教育局召开会议", "近日召开会议"])
def test_a_truncated_utf8_file_is_refused(text: str, cut: int) -> None:
    refusal(text.encode()[:-cut])


def test_a_truncated_gb18030_file_is_refused_with_its_byte() -> None:
    data = TEXT.strip().encode("gb18030")[:-1]
    assert f"第{len(data)}个字节" in refusal(data)


def test_a_broken_file_with_a_bom_is_refused_with_its_byte() -> None:
    assert "第4个字节（0xFF）" in refusal(codecs.BOM_UTF8 + b"\xff" + TEXT.encode())


def test_joined_files_of_two_encodings_are_refused() -> None:
    refusal(TEXT.encode() + TEXT.encode("gb18030"))


def test_mojibake_is_refused() -> None:
    assert "乱码" in refusal(TEXT.encode("gb18030").decode("latin-1").encode())
    assert "乱码" in refusal(
        (TEXT * 3).encode("gb18030").decode("gb18030").encode("utf-8").decode("gb18030", "ignore").encode()
    )


@pytest.mark.parametrize("text", ["", "\ufeff", " \t\r\n", "\u3000\xa0\u2003\n", "\x0c\n\x00", "\u200b\n"])
def test_a_file_without_text_is_refused(text: str) -> None:
    assert "没有文字" in refusal(text.encode())


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"PK\x03\x04", "docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
    ],
)
def test_another_kind_of_file_is_named(head: bytes, kind: str) -> None:
    assert kind in refusal(head + bytes(200), "改了后缀.txt")


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00",
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01",
        b"\x7fELF\x02\x01\x01\x00" + bytes(range(0x80, 0xF0)),
        bytes(range(0x81, 0xFF)) * 2,
    ],
)
def test_bytes_that_are_no_text_are_not_taken_for_some(data: bytes) -> None:
    refusal(data)


def test_a_suffix_that_is_no_manuscript_s_is_refused_with_those_that_are() -> None:
    assert ".md" in refusal(TEXT.encode(), "附件.xlsx")


@pytest.mark.parametrize("encoding", ["no-such", "base64", "rot13", "undefined", "a\0b", "idna"])
def test_what_is_no_encoding_of_text_is_refused(encoding: str) -> None:
    refusal(TEXT.encode(), encoding=encoding)


@pytest.mark.parametrize(("told", "codec"), [("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le"), ("GBK", "gbk")])
def test_a_told_encoding_is_used_without_adding_a_bom(told: str, codec: str) -> None:
    document = read(TEXT.encode(codec), encoding=told)
    assert document.text == TEXT
    assert formats.write(document, [Edit(Span(0, 1), "县")]) == TEXT.replace("区", "县", 1).encode(codec)


@pytest.mark.parametrize("encoding", ["hz", "iso2022_jp", "utf-7"])
def test_a_codec_that_shifts_in_mid_file_is_spliced_rightly_or_not_at_all(encoding: str) -> None:
    text = "会社会社 abc 会中\n会社 xyz\n"
    document = read(text.encode(encoding), encoding=encoding)
    edits = [Edit(Span(1, 3), "a"), Edit(Span(6, 7), "中")]
    try:
        written = formats.write(document, edits)
    except BulletinError:
        return
    assert written.decode(encoding) == apply(text, edits)


def test_a_character_that_the_encoding_lacks_is_refused_and_named() -> None:
    document = read(TRADITIONAL.encode("big5"), encoding="big5")
    with pytest.raises(BulletinError, match="区"):
        formats.write(document, [Edit(Span(0, 1), "区")])


def test_bytes_that_decode_to_the_same_text_but_aren_t_its_encoding_are_not_rewritten() -> None:
    data = b"\xf9\xf9\xf9\xfe" + TRADITIONAL.encode("big5")  # cp950 gives box-drawing characters two codes
    document = read(data, encoding="cp950")
    if document.text.encode("cp950") == data:
        pytest.skip("this Python's cp950 is one to one")
    with pytest.raises(BulletinError, match="未改动"):
        formats.write(document, [Edit(Span(0, 0), "一")])


CHARS = st.characters(codec="utf-8", exclude_characters="\ufeff\x00")
TEXTS = st.lists(
    st.one_of(st.text(CHARS, max_size=12), st.sampled_from(["\r\n", "\n", "\r", "，", "会议", "　　", "𠮷"])),
    max_size=20,
).map("".join)


@st.composite
def manuscripts(draw: st.DrawFn) -> tuple[Document, list[Edit]]:
    """A text in any encoding, with disjoint edits."""
    text = "会" + draw(TEXTS)
    encoding = draw(st.sampled_from(["utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-32-le"]))
    bom = BOMS[encoding] if encoding == "utf-32-le" or (encoding != "gb18030" and draw(st.booleans())) else b""
    document = read(bom + text.encode(encoding), encoding=encoding)
    assume(document.text == text)  # not where the text itself starts as a mark of byte order
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = zip(places[::2], places[1::2], strict=False)
    edits = [Edit(Span(start, end), draw(st.text(CHARS, max_size=3))) for start, end in pairs]
    return document, edits


@given(manuscripts())
@settings(max_examples=300)
def test_edits_splice_bytes_and_nothing_else(manuscript: tuple[Document, list[Edit]]) -> None:
    document, edits = manuscript
    written = formats.write(document, edits)
    codec, text = document.encoding, document.text
    head = len(document.data) - len(text.encode(codec))
    expected, place = document.data[:head], 0
    for (start, end), new in sorted(edits):
        expected += text[place:start].encode(codec) + new.encode(codec)
        place = end
    assert written == expected + text[place:].encode(codec)
    assert written[head:].decode(codec) == apply(text, edits)


@given(st.binary(max_size=120))
@settings(max_examples=300)
def test_any_bytes_are_read_back_exactly_or_refused(data: bytes) -> None:
    try:
        document = read(data)
    except BulletinError as error:
        assert "\n" not in str(error)  # noqa: PT017 - most bytes are refused, some are text
        return
    assert "\ufffd" not in document.text or "\ufffd".encode(document.encoding) in data
    assert formats.write(document, []) == data


REFUSED = ("truncated", "mixed_utf8_gbk", "mojibake", "empty", "only_", "gbk_only_bytes", ".big5.")


@pytest.mark.skipif(not CORPUS, reason="BULLETIN_CORPUS names no corpus")
def test_every_file_of_the_corpus_is_read_rightly_or_refused() -> None:
    folder = Path(CORPUS or "", "encodings")
    entries = json.loads((folder / "MANIFEST.json").read_text("utf-8"))
    references = {
        entry["file"].split(".")[0]: (folder / entry["file"]).read_text("utf-8")
        for entry in entries
        if entry["kind"] == "reference"
    }
    assert len(entries) > 50
    for entry in entries:
        name = entry["file"]
        data = (folder / name).read_bytes()
        if any(mark in name for mark in REFUSED):
            refusal(data, "稿件.txt")
            continue
        document = read(data, "稿件.txt")
        assert formats.write(document, []) == data
        stem, _, variant = name.partition(".")
        if stem not in references or "traditional" in variant:
            continue
        text = document.text.replace("\r\n", "\n").lstrip("\ufeff")
        wanted = references[stem]
        if variant.startswith("gbk"):  # made with ? for what GBK lacks
            same = [(one, other) for one, other in zip(text, wanted, strict=True) if one != other]
            assert all(one == "?" for one, _ in same), name
        else:
            assert text == wanted, name
