"""Edited files and files with cut runs are as valid as they were."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bulletin_tools import formats
from bulletin_tools.errors import BulletinError
from bulletin_tools.formats import word
from bulletin_tools.formats.word.runs import Runs
from bulletin_tools.layout import template
from bulletin_tools.layout.writer import write
from bulletin_tools.source import Document, Edit, Span
from tests.layout import layout_samples as samples
from tests.word.packages import read
from tests.word.validity import faults

CORPUS = os.environ.get("BULLETIN_CORPUS")
REAL = sorted(Path(CORPUS, "docx").glob("*.docx")) if CORPUS else []


def exported() -> bytes:
    return write(samples.everything(), template.load("headline-run-in")).data


def documents() -> list[Document]:
    found = [read(exported())]
    for path in REAL:
        try:
            found.append(formats.read(path))
        except BulletinError:
            continue
    return [document for document in found if not document.converted]


@pytest.mark.parametrize("document", documents(), ids=lambda document: Path(document.name).stem)
def test_edits_and_cuts_add_no_fault(document: Document, tmp_path: Path) -> None:
    before = faults(document.data, tmp_path)
    edits = [Edit(Span(place, place + 1), ("新改", "")[place % 2]) for place in range(0, len(document.text), 3)]
    edited = formats.write(document, [edit for edit in edits if not document.obstacle(edit)])
    assert faults(edited, tmp_path) == before
    manuscript = word.opened(document)
    for paragraph in manuscript.paragraphs:
        runs = Runs(paragraph)
        for place in range(0, len(paragraph.text), 2):
            runs.cut(place)
        manuscript.package.touch(paragraph.part)
    cut = manuscript.package.save()
    assert faults(cut, tmp_path) == before
    assert read(cut).text == document.text
