"""Word manuscripts on the command line: found, checked, mended in place."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commandline import bulletin, linted, written
from tests.word.packages import docx, level, numbered, paragraph, read, text, unpacked

BODY = paragraph("区教育局召开会议") + paragraph("近日,区教育局召开会议，部署工作。（区教育局）")
NUMBERS = '<w:abstractNum w:abstractNumId="0">{}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


def test_a_word_file_is_checked_by_paragraph_and_column(tmp_path: Path) -> None:
    written(tmp_path / "稿件.docx", docx(BODY))
    run = linted("稿件.docx", cwd=tmp_path)
    assert (run.code, run.codes) == (1, ["P001"])
    assert run.rows[0]["location"] == {"row": 2, "column": 3}
    assert "第2段第3字" in bulletin("lint", "稿件.docx", cwd=tmp_path).out


def test_places_outside_the_body_are_named(tmp_path: Path) -> None:
    notes = f'<w:footnote w:id="2">{paragraph("据统计,共3项。")}</w:footnote>'
    written(tmp_path / "稿件.docx", docx(BODY.replace(",", "，"), footnotes=notes))
    assert "脚注第1段第4字" in bulletin("lint", "稿件.docx", cwd=tmp_path).out


def test_a_folder_s_word_files_are_found_but_not_word_s_lock_files(tmp_path: Path) -> None:
    for name in ("甲.docx", "乙.doc", "丙.wps", "丁.docm", "~$甲.docx", "戊.xlsx"):
        written(tmp_path / name, b"")
    assert set(bulletin("lint", "--show-files", ".", cwd=tmp_path).out.split()) == {
        "甲.docx",
        "乙.doc",
        "丙.wps",
        "丁.docm",
    }


def test_a_word_file_is_mended_in_place_with_a_backup(tmp_path: Path) -> None:
    data = docx(BODY, header1=paragraph("眉"))
    path = written(tmp_path / "稿件.docx", data)
    assert bulletin("lint", "--fix", "--backup", "稿件.docx", cwd=tmp_path).code == 0
    assert read(path.read_bytes()).text == read(data).text.replace(",", "，")
    assert (tmp_path / "稿件.docx.bak").read_bytes() == data
    before, after = unpacked(data), unpacked(path.read_bytes())
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]


def test_nothing_to_mend_leaves_the_file_alone(tmp_path: Path) -> None:
    path = written(tmp_path / "稿件.docx", docx(BODY.replace(",", "，")))
    before = path.stat().st_mtime_ns, path.read_bytes()
    assert bulletin("lint", "--fix", "稿件.docx", cwd=tmp_path).code == 0
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before


def test_several_rounds_of_fixes_come_out_as_one_file(tmp_path: Path) -> None:
    body = paragraph("区教育局召开会议") + paragraph(
        "近日,区教育局( 含下属单位 )召开会议,部署工作.（区教育局）", text("后记,完.")
    )
    path = written(tmp_path / "稿件.docx", docx(body))
    bulletin("lint", "--fix", "--unsafe-fixes", "稿件.docx", cwd=tmp_path)
    after = read(path.read_bytes()).text
    assert not set(",.()") & set(after)
    assert len(after.split("\n")) == 2


def test_what_cannot_be_mended_stays_a_finding_with_its_reason(tmp_path: Path) -> None:
    lists = NUMBERS.format(level("chineseCounting", "%1,"))
    written(tmp_path / "稿件.docx", docx(numbered("会议强调落实", 1) + BODY.replace(",", "，"), numbering=lists))
    run = linted("--fix", "--unsafe-fixes", "稿件.docx", cwd=tmp_path)
    told = [row for row in run.rows if row["location"]["row"] == 1 and row["location"]["column"] < 3]
    assert told
    assert all(row["fix"] is None for row in told)
    assert any("不能自动改正：自动编号" in row["message"] for row in told)


def test_a_directive_that_silences_nothing_stays_because_paragraphs_stay(tmp_path: Path) -> None:
    body = paragraph("%% bulletin: ignore[P001] 引文") + BODY.replace(",", "，")
    path = written(tmp_path / "稿件.docx", docx(body))
    data = path.read_bytes()
    run = linted("--fix", "--unsafe-fixes", "稿件.docx", cwd=tmp_path)
    assert run.codes == ["X003"]
    assert path.read_bytes() == data


def test_parse_and_export_take_a_word_file(tmp_path: Path) -> None:
    written(tmp_path / "稿件.docx", docx(BODY.replace(",", "，")))
    assert "区教育局召开会议" in bulletin("parse", "稿件.docx", cwd=tmp_path).out
    assert bulletin("export", "稿件.docx", "-o", "成品.docx", cwd=tmp_path).code == 0
    assert bulletin("lint", "成品.docx", cwd=tmp_path).code == 0


def test_what_a_file_is_counts_not_what_it_is_called(tmp_path: Path) -> None:
    for name in ("稿件.txt", "稿件.md", "稿件.doc"):
        assert linted(written(tmp_path / name, docx(BODY)), cwd=tmp_path).codes == ["P001"]
    plain = "区教育局召开会议\n　　近日,区教育局召开会议，部署工作。（区教育局）\n"
    assert linted(written(tmp_path / "纯文本.docx", plain), cwd=tmp_path).codes == ["P001"]


def test_a_file_that_is_neither_is_one_sentence(tmp_path: Path) -> None:
    run = bulletin("lint", written(tmp_path / "稿件.docx", bytes(range(128, 256)) * 9), cwd=tmp_path)
    assert run.code == 2
    assert "既不是Word文件也不是文本" in run.out


def test_export_never_puts_the_result_in_the_place_of_the_manuscript(tmp_path: Path) -> None:
    path = written(tmp_path / "稿件.docx", docx(BODY.replace(",", "，")))
    data = path.read_bytes()
    for args in (["稿件.docx"], ["."], ["稿件.docx", "-o", "稿件.docx"], ["稿件.docx", "-o", "../" + tmp_path.name]):
        run = bulletin("export", "--overwrite", *args, cwd=tmp_path)
        assert (run.code, path.read_bytes()) == (2, data)
        assert "稿件本身" in run.err


def test_a_folder_is_exported_twice_and_its_results_are_no_manuscripts(tmp_path: Path) -> None:
    written(tmp_path / "稿件.txt")
    for _ in range(2):
        assert "已导出1个文件" in bulletin("export", "--overwrite", ".", cwd=tmp_path).err


def test_plain_text_is_linted_without_what_word_files_need(tmp_path: Path) -> None:
    written(tmp_path / "稿件.txt")
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "bulletin_tools", "lint", "稿件.txt"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    ).stderr
    assert "bulletin_tools.lint" in told
    assert not re.search(r"lxml|docx|zipfile|formats\.word|softbreaks|libreoffice", told)


@pytest.mark.parametrize("name", ["第56期.txt", "第57期.md"])
def test_what_is_exported_lints_as_clean_as_its_manuscript(tmp_path: Path, name: str) -> None:
    examples = Path(__file__).parent.parent.parent / "examples"
    written(tmp_path / name, (examples / name).read_bytes())
    assert bulletin("export", name, "-o", "成品.docx", cwd=tmp_path).code == 0
    assert linted("成品.docx", cwd=tmp_path).rows == linted(name, cwd=tmp_path).rows == []
