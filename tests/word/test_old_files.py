"""Old Word and WPS files, RTF and web pages called .doc go through LibreOffice, or are one sentence."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bulletin_tools import formats, libreoffice
from bulletin_tools.errors import BulletinError
from bulletin_tools.source import Edit, Span
from tests.commandline import bulletin, linted, written
from tests.word.packages import docx, paragraph

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORDS = "近日,区教育局召开会议。"
RTF = rb"{\rtf1\ansi " + "".join(f"\\u{ord(char)}?" for char in WORDS).encode() + b"\\par}"
HTML = f'<html><head><meta charset="utf-8"></head><body><p>{WORDS}</p><img src="{{}}"></body></html>'

needs_libreoffice = pytest.mark.skipif(libreoffice.program() is None, reason="LibreOffice is missing")


@pytest.fixture(scope="module")
def doc(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A .doc that LibreOffice makes."""
    folder = tmp_path_factory.mktemp("doc")
    (folder / "new.docx").write_bytes(docx(paragraph("区教育局召开会议") + paragraph(WORDS)))
    libreoffice.convert([folder / "new.docx"], "doc:MS Word 97", folder / "old")
    return (folder / "old" / "new.doc").read_bytes()


@needs_libreoffice
@pytest.mark.parametrize("name", ["稿件.doc", "稿件.wps", "稿件.docx", "稿件.txt"])
def test_an_old_file_is_read_whatever_it_is_called(doc: bytes, name: str) -> None:
    document = formats.from_bytes(doc, name)
    assert document.text.split("\n")[:2] == ["区教育局召开会议", WORDS]
    assert document.data == doc


@needs_libreoffice
def test_an_old_file_is_checked_but_not_mended(doc: bytes, tmp_path: Path) -> None:
    path = written(tmp_path / "稿件.doc", doc)
    run = linted("--select", "P", path, cwd=tmp_path)
    assert run.codes == ["P001"]
    assert run.rows[0]["location"] == {"row": 2, "column": 3}
    fixed = bulletin("lint", "--fix", path, cwd=tmp_path)
    assert fixed.code == 2
    assert "另存为.docx" in fixed.out
    assert path.read_bytes() == doc


@needs_libreoffice
def test_rtf_is_read() -> None:
    assert formats.from_bytes(RTF, "稿件.rtf").text.strip() == WORDS


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """The address of a server that notes what it is asked for."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}/a.png", asked
        listening.shutdown()


@needs_libreoffice
def test_a_web_page_called_doc_is_read_and_nothing_is_fetched(server: tuple[str, list[str]]) -> None:
    address, asked = server
    assert formats.from_bytes(HTML.format(address).encode(), "稿件.doc").text.strip() == WORDS
    assert asked == []


def refusal(data: bytes, name: str = "稿件.doc") -> str:
    with pytest.raises(BulletinError) as caught:
        formats.from_bytes(data, name)
    return str(caught.value)


@pytest.mark.parametrize("head", [OLE + bytes(600) + "WordDocument".encode("utf-16-le"), RTF, HTML.encode()])
def test_without_libreoffice_it_is_one_sentence(head: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    assert "要装有LibreOffice才能读" in refusal(head)


def test_other_old_files_are_named() -> None:
    assert "密码" in refusal(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "稿件.docx")
    assert "不是Word" in refusal(OLE + bytes(600) + "Workbook".encode("utf-16-le"))


@needs_libreoffice
def test_a_broken_old_file_is_one_sentence() -> None:
    said = refusal(OLE + bytes(600) + "WordDocument".encode("utf-16-le"))
    assert "已损坏" in said or "没有文字" in said


def test_a_converted_file_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    new = docx(paragraph(WORDS))
    monkeypatch.setattr("bulletin_tools.formats.legacy.converted", lambda *_: new)
    document = formats.from_bytes(OLE, "稿件.doc")
    with pytest.raises(BulletinError, match=r"另存为\.docx"):
        formats.write(document, [Edit(Span(2, 3), "，")])
