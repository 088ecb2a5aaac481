"""Real Word files: each is read or refused in one sentence, and says what LibreOffice reads in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bulletin_tools import formats, libreoffice
from bulletin_tools.errors import BulletinError
from bulletin_tools.source import Document, Edit, Span, apply
from tests.word.packages import unpacked

CORPUS = os.environ.get("BULLETIN_CORPUS")
FILES = sorted(Path(CORPUS, "docx").glob("*.*")) if CORPUS else []
NEITHER = "36_fyhhjj_072.docx"
UNREADABLE = "29_danxiaozhiren_065.docx"
"""LibreOffice refuses it: its mc:Ignorable names prefixes that it doesn't declare."""

pytestmark = pytest.mark.skipif(not FILES, reason="BULLETIN_CORPUS names no folder of real Word files")


def readable() -> list[Path]:
    return [path for path in FILES if path.name != NEITHER]


@pytest.fixture(scope="module")
def by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("text")
    if libreoffice.program() is None:
        pytest.skip("LibreOffice is missing")
    libreoffice.convert([path for path in readable() if path.name != UNREADABLE], "txt:Text (encoded):UTF8", folder)
    return folder


def bare(text: str) -> list[str]:
    """The lines without blanks; where a Word paragraph is broken softly, LibreOffice writes several lines."""
    lines = ("".join(line.split()) for line in text.lstrip("\ufeff").replace("\v", "\n").splitlines())
    return [line for line in lines if line]


def body(document: Document) -> str:
    """Headers, notes and text boxes are not in LibreOffice's text."""
    lines = (line for line in document.lines if line.look and line.look.part == "body")
    return "\n".join(document.text[line.start : line.end] for line in lines)


@pytest.mark.parametrize("path", readable(), ids=lambda path: path.name)
def test_it_is_read(path: Path) -> None:
    if libreoffice.program() is None and not path.read_bytes().startswith(b"PK"):
        with pytest.raises(BulletinError, match="LibreOffice"):
            formats.read(path)
    else:
        assert formats.read(path).text.strip()


def test_the_file_that_is_neither_is_refused() -> None:
    with pytest.raises(BulletinError, match="既不是Word文件也不是文本"):
        formats.read(Path(CORPUS or "", "docx", NEITHER))


@pytest.mark.parametrize("path", [path for path in readable() if path.name != UNREADABLE], ids=lambda path: path.name)
def test_the_text_is_what_libreoffice_reads(path: Path, by_libreoffice: Path) -> None:
    expected = (by_libreoffice / f"{path.stem}.txt").read_text("utf-8")
    assert bare(body(formats.read(path))) == bare(expected)


def rewritten(document: Document) -> tuple[bytes, str]:
    """The file and the text with every character that can be edited made another."""
    free = [Edit(Span(place, place + 1), "改") for place, char in enumerate(document.text) if char not in "\n\v\f改"]
    edits = [edit for edit in free if not document.obstacle(edit)]
    assert len(edits) > 0.5 * len(free)
    return formats.write(document, edits), apply(document.text, edits)


@pytest.mark.parametrize("path", readable(), ids=lambda path: path.name)
def test_every_character_that_can_be_edited_is(path: Path) -> None:
    document = formats.read(path)
    if document.converted:
        with pytest.raises(BulletinError, match="旧版"):
            formats.write(document, [Edit(Span(0, 1), "")])
        return
    written, text = rewritten(document)
    assert formats.from_bytes(written, path.name).text == text
    before, after = unpacked(document.data), unpacked(written)
    assert list(before) == list(after)
    parts = {name for name in before if before[name] != after[name]}
    assert all(name.startswith("word/") for name in parts)
    assert not parts & {"word/styles.xml", "word/settings.xml", "word/numbering.xml", "word/theme/theme1.xml"}


def test_edited_files_open_in_libreoffice_with_their_new_text(by_libreoffice: Path, tmp_path: Path) -> None:
    documents = {path.stem: formats.read(path) for path in readable() if path.name != UNREADABLE}
    files = {name: tmp_path / f"{name}.docx" for name, document in documents.items() if not document.converted}
    for name, path in files.items():
        path.write_bytes(rewritten(documents[name])[0])
    libreoffice.convert(list(files.values()), "txt:Text (encoded):UTF8", tmp_path / "text")
    for name, path in files.items():
        told = (tmp_path / "text" / f"{name}.txt").read_text("utf-8")
        assert bare(body(formats.read(path))) == bare(told)
        assert bare(told) != bare((by_libreoffice / f"{name}.txt").read_text("utf-8"))
