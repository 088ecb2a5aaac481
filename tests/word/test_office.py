"""What LibreOffice and Word-class validators make of annotated and tracked files."""

from __future__ import annotations

import importlib
import json
import os
import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bulletin_tools import formats, libreoffice
from tests.commandline import bulletin, written
from tests.layout.test_validators import SDK
from tests.word.office import ACCEPT, AS_IT_IS, REJECT, Job, settle
from tests.word.packages import docx, paragraph, text
from tests.word.test_comments import told

OTHER = 'w:id="7" w:author="别人" w:date="2026-01-01T00:00:00Z"'
BODY = "".join(
    [
        paragraph("区教育局召开会议"),
        paragraph("近日,区教育局", text("召开会议,部署", "<w:b/>"), "“十四五”期间( 含明年 )工作.（区教育局）"),
        paragraph("区水利局开展巡查"),
        paragraph(
            "　　近日", f"<w:ins {OTHER}>{text(',区水利局')}</w:ins>", "对3O处", "<w:r><w:tab/></w:r>", "水库开展巡查;"
        ),
        paragraph('<w:hyperlink w:anchor="a">' + text("发现隐患,立即整改") + "</w:hyperlink>", "。。（区水利局）"),
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
        + f"<w:tr><w:tc>{paragraph('镇街,名称')}</w:tc><w:tc>{paragraph('数量')}</w:tc></w:tr>" * 2
        + "</w:tbl>",
        paragraph("末"),
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>',
    ]
)
DATA = docx(BODY, header1=paragraph("内部资料,注意保存"))
MODES = {
    "批注": ["--annotate"],
    "修订": ["--track-changes"],
    "两样": ["--annotate", "--track-changes", "--unsafe-fixes"],
}

needs_office = pytest.mark.skipif(not os.environ.get("CI") and not libreoffice.program(), reason="needs LibreOffice")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the manuscript and what the program makes of it."""
    home = tmp_path_factory.mktemp("office")
    written(home / "稿件.docx", DATA)
    for name, options in MODES.items():
        run = bulletin("lint", *options, "稿件.docx", "-o", f"{name}.docx", cwd=home)
        assert run.code == 1, run.err
    written(home / "改正.docx", DATA)
    bulletin("lint", "--fix", "改正.docx", cwd=home)
    return home


@needs_office
def test_libreoffice_accepts_the_mended_text_and_rejects_to_the_manuscript(folder: Path) -> None:
    def at(name: str) -> Path:
        return folder / f"{name}.docx"

    jobs = [
        Job(at("修订"), ACCEPT, at("接受")),
        Job(at("修订"), REJECT, at("拒绝")),
        Job(at("改正"), ACCEPT, at("应接受")),
        Job(at("稿件"), REJECT, at("应拒绝")),
        Job(at("批注"), AS_IT_IS, at("存过")),
        Job(at("批注"), AS_IT_IS, folder / "批注.fodt"),
    ]
    settle(jobs, folder)
    texts = {name: formats.read(at(name)).text for name in ("接受", "拒绝", "应接受", "应拒绝")}
    assert texts["接受"] == texts["应接受"] != texts["拒绝"]
    assert texts["拒绝"] == texts["应拒绝"]
    assert "近日，区教育局召开会议，部署" in texts["接受"]
    _check_annotations((folder / "批注.fodt").read_text("utf-8"), told((folder / "批注.docx").read_bytes()))
    _check_a_second_run(folder)


def _check_annotations(flat: str, comments: dict[str, str]) -> None:
    """LibreOffice shows each comment, at its characters."""
    shown = re.findall("<office:annotation .*?</office:annotation>", flat, re.DOTALL)
    words = [
        "".join(re.sub("<[^>]*>", "", re.sub("<dc:.*?</dc:[^>]*>|<meta:.*?</meta:[^>]*>", "", one)).split())
        for one in shown
    ]
    assert sorted(words) == sorted("".join(one.split()) for one in comments.values())
    marked = re.findall(r"</office:annotation>(.*?)<office:annotation-end", flat, re.DOTALL)
    assert "," in [re.sub("<[^>]*>", "", one) for one in marked]


def _check_a_second_run(folder: Path) -> None:
    """What LibreOffice stored bears the marks still."""
    before = (folder / "存过.docx").read_bytes()
    bulletin("lint", "--annotate", "--ignore", "L", "存过.docx", "-o", "再批注.docx", cwd=folder)
    after = (folder / "再批注.docx").read_bytes()
    assert len(told(after)) == len(told(before)) == len(told((folder / "批注.docx").read_bytes()))


def sdk_errors(path: Path) -> Counter[str]:
    assert SDK, "npm install --prefix tests/layout"
    said = json.loads(subprocess.run([SDK, str(path)], capture_output=True, check=False, timeout=60).stdout)
    return Counter(error["description"] for error in said["errors"] or ())


@pytest.mark.skipif(not os.environ.get("CI") and not SDK, reason="npm install --prefix tests/layout")
@pytest.mark.parametrize("name", MODES)
def test_the_open_xml_sdk_finds_no_error_that_the_manuscript_had_not(folder: Path, name: str) -> None:
    assert not sdk_errors(folder / f"{name}.docx") - sdk_errors(folder / "稿件.docx")


@pytest.mark.parametrize("name", MODES)
def test_openxml_audit_finds_no_error_that_the_manuscript_had_not(folder: Path, name: str) -> None:
    if not os.environ.get("CI"):
        pytest.importorskip("openxml_audit")
    validator: Any = importlib.import_module("openxml_audit").OpenXmlValidator()
    before, after = (
        Counter(error.description for error in validator.validate(str(folder / f"{one}.docx")).errors)
        for one in ("稿件", name)
    )
    assert not after - before
