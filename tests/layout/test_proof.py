"""Proofs: what is said when something is missing, and which faces stand in."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from bulletin_tools import libreoffice
from bulletin_tools.errors import BulletinError
from bulletin_tools.layout import fonts, proof, template
from bulletin_tools.layout.writer import write
from tests.layout import layout_samples as samples


def test_missing_programs_are_named_with_the_way_to_get_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(libreoffice, "_PLACES", ())
    with pytest.raises(BulletinError, match=r"LibreOffice.*apt install"):
        proof.to_pdf([(tmp_path / "a.docx", tmp_path / "a.pdf")])
    with pytest.raises(BulletinError, match=r"pdftoppm.*apt install"):
        proof.preview(tmp_path / "a.pdf")


@pytest.mark.skipif(os.name == "nt", reason="needs a shell")
def test_a_program_that_hangs_is_ended_with_its_children() -> None:
    start = time.monotonic()
    with pytest.raises(BulletinError, match="已停止"):
        libreoffice.run(["sh", "-c", "sleep 30 & wait"], dict(os.environ), 0.2)
    assert time.monotonic() - start < 10


@pytest.mark.skipif(os.name == "nt", reason="needs a shell")
def test_what_a_failing_program_says_is_told() -> None:
    with pytest.raises(BulletinError, match="sh出错：坏了"):
        libreoffice.run(["sh", "-c", "echo 坏了 >&2; exit 3"], dict(os.environ), 5)


@pytest.mark.parametrize("name", template.names())
def test_every_face_has_stand_ins(name: str) -> None:
    look = template.load(name)
    for face in (*look.faces, *look.fallback.values()):
        assert not face or face in fonts._stand_ins()


def test_substitutions_name_what_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_installed", lambda: frozenset({"黑体", "FandolFang R", "Noto Serif CJK SC"}))
    said = {substitution.face: substitution.by for substitution in fonts.substitutions(template.load(), rare=False)}
    assert said == {
        "仿宋_GB2312": "FandolFang R",
        "楷体_GB2312": "Noto Serif CJK SC",
        "方正小标宋简体": "Noto Serif CJK SC",
        "宋体": "Noto Serif CJK SC",
    }


@pytest.mark.skipif(not os.environ.get("CI") and libreoffice.program() is None, reason="LibreOffice is missing")
def test_pictures_of_the_pages(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(write(samples.issue(), template.load()).data)
    proof.to_pdf([(tmp_path / "a.docx", tmp_path / "a.pdf")])
    pictures = proof.preview(tmp_path / "a.pdf")
    assert [picture.name for picture in pictures][:2] == ["a-1.png", "a-2.png"]
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)
