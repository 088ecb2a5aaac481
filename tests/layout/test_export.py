"""Manuscripts to Word files: what is filled in, what is refused, and the command."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bulletin_tools import libreoffice
from bulletin_tools.errors import BulletinError
from bulletin_tools.layout import template
from bulletin_tools.layout.export import Heads, complete, export, heads
from tests.layout import layout_samples as samples
from tests.layout.layout_reader import read

LOOK = template.load()
MANUSCRIPT = """政务信息
第4期
中共××区委办公室　　　　　　　　　2020年8月18日

全区教育工作会议召开
　　8月18日，全区教育工作会议召开。会议强调，各单位要认真贯彻落实会议精神。（区教育局）

区财政局部署下半年工作
　　8月17日，区财政局召开会议，部署下半年工作。（区财政局）
"""
DRAFT = """全区教育工作会议召开
　　8月18日，全区教育工作会议召开。会议强调，各单位要认真贯彻落实会议精神。（区教育局）
"""


def bulletin_command(folder: Path, *arguments: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
    call = "from bulletin_tools.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", call, *arguments],
        cwd=folder,
        input=text,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "稿件").mkdir()
    (tmp_path / "稿件" / "第4期.txt").write_text(MANUSCRIPT, "utf-8")
    (tmp_path / "草稿.txt").write_text(DRAFT, "utf-8")
    return tmp_path


def test_given_fields_stand_over_those_read_and_usual_ones_below() -> None:
    bulletin = samples.bulletin(head=samples.masthead(name="政务信息", issuer="某办"))
    full = complete(bulletin, heads("", "第7期", "", "2025年3月7日"), Heads(name="另一名称", issuer="另一单位"), LOOK)
    assert full.masthead
    assert [field.value for field in full.masthead[1:6] if field] == ["政务信息", "7", "某办", "2025-03-07"]


def test_a_lacking_field_is_named_with_the_way_to_give_it() -> None:
    bulletin = samples.bulletin(head=samples.masthead(issuer="某办", date="2025-03-07"))
    with pytest.raises(BulletinError, match=r"缺少报头名称（用--name给出.*bulletin.toml.*期号（用--number给出）"):
        complete(bulletin, Heads(), Heads(), LOOK)


def test_a_preprinted_head_needs_no_name() -> None:
    bulletin = samples.bulletin(head=samples.masthead(number="3", issuer="某办", date="2025-03-07"))
    assert complete(bulletin, Heads(), Heads(), template.load("preprinted")).masthead


def test_a_draft_stays_a_draft_unless_a_field_is_given() -> None:
    draft, _ = samples.draft()
    assert complete(draft, Heads(), Heads(name="政务信息"), LOOK).masthead is None
    with pytest.raises(BulletinError, match=r"缺少编发单位.*日期"):
        complete(draft, Heads(number="3"), Heads(name="政务信息"), LOOK)


@pytest.mark.parametrize(("number", "date"), [("五", ""), ("", "3月7日"), ("", "2025-02-30")])
def test_a_wrong_field_is_refused(number: str, date: str) -> None:
    with pytest.raises(BulletinError, match="应写作"):
        heads("", number, "", date)


def test_an_existing_file_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_text("旧")
    with pytest.raises(BulletinError, match="--overwrite"):
        export([samples.issue()], "", target, LOOK)
    assert target.read_text() == "旧"
    export([samples.issue()], "", target, LOOK, overwrite=True)
    assert zipfile.is_zipfile(target)
    assert list(tmp_path.iterdir()) == [target]


def test_several_issues_go_to_numbered_files_or_none(tmp_path: Path) -> None:
    target = tmp_path / "存档.docx"
    written = export([samples.issue(), samples.everything()], "", target, LOOK)
    assert [file.path.name for file in written] == ["存档-1.docx", "存档-2.docx"]
    with pytest.raises(BulletinError):
        export(
            [samples.issue(), samples.bulletin(samples.item("标题", "正文。"), head=samples.masthead())],
            "",
            tmp_path / "b.docx",
            LOOK,
        )
    assert not list(tmp_path.glob("b*"))


def test_command_exports_beside_the_manuscript(folder: Path) -> None:
    done = bulletin_command(folder, "export", "稿件/第4期.txt")
    assert (done.returncode, done.stderr) == (0, "已导出1个文件。\n")
    written = read((folder / "稿件" / "第4期.docx").read_bytes())
    assert written.masthead
    assert written.masthead.number == samples.field("4")
    assert [item.headline.value for item in written.items if item.headline] == [
        "全区教育工作会议召开",
        "区财政局部署下半年工作",
    ]
    assert bulletin_command(folder, "export", "稿件/第4期.txt").returncode == 2
    assert bulletin_command(folder, "export", "稿件/第4期.txt", "--overwrite").returncode == 0


def test_command_converts_a_folder_and_goes_on_after_a_bad_file(folder: Path) -> None:
    (folder / "稿件" / "坏.txt").write_bytes(b"\xff\xff\xff")
    (folder / "稿件" / "2020").mkdir()
    (folder / "稿件" / "2020" / "第3期.txt").write_text(MANUSCRIPT.replace("第4期", "第3期"), "utf-8")
    done = bulletin_command(folder, "export", "稿件", "-o", "成品")
    assert done.returncode == 2
    assert "坏.txt" in done.stderr
    assert "已导出2个文件" in done.stderr
    made = sorted(path.relative_to(folder).as_posix() for path in (folder / "成品").rglob("*.docx"))
    assert made == ["成品/2020/第3期.docx", "成品/第4期.docx"]


def test_command_refuses_faults_unless_forced(folder: Path) -> None:
    (folder / "错.txt").write_text(DRAFT.replace("召开。会议", "召开,会议"), "utf-8")
    refused = bulletin_command(folder, "export", "错.txt")
    assert refused.returncode == 1
    assert "P001" in refused.stderr
    assert not (folder / "错.docx").exists()
    assert bulletin_command(folder, "export", "错.txt", "--force").returncode == 0


def test_command_reads_config_and_standard_input(folder: Path) -> None:
    (folder / "bulletin.toml").write_text(
        '[bulletin]\nname = "××信息"\nissuer = "某区委办公室"\n[export]\ntemplate = "本单位.toml"\n', "utf-8"
    )
    (folder / "本单位.toml").write_text('extends = "headline-run-in"\n', "utf-8")
    done = bulletin_command(folder, "export", "-", "-o", "a.docx", "--number", "9", "--date", "2025-3-7", text=DRAFT)
    assert done.returncode == 0, done.stderr
    written = read((folder / "a.docx").read_bytes())
    assert written.masthead == samples.masthead(name="××信息", number="9", issuer="某区委办公室", date="2025-03-07")
    assert (
        "简报接排标题" in zipfile.ZipFile(io.BytesIO((folder / "a.docx").read_bytes())).read("word/styles.xml").decode()
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("没有.txt",),
        ("草稿.txt", "-o", "草稿.txt", "--overwrite"),
        ("草稿.txt", "--template", "没有"),
        ("草稿.txt", "--date", "昨天"),
        ("草稿.txt", "稿件", "-o", "a.docx"),
        ("草稿.txt", "稿件", "--number", "3"),
        ("-",),
    ],
)
def test_what_can_not_be_done_is_2_and_one_sentence(folder: Path, arguments: tuple[str, ...]) -> None:
    done = bulletin_command(folder, "export", *arguments, text=DRAFT)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not list(folder.rglob("*.docx"))


def test_doctor(folder: Path) -> None:
    done = bulletin_command(folder, "doctor")
    assert done.returncode == 0
    assert "模板：gbt9704" in done.stdout


@pytest.mark.skipif(not os.environ.get("CI") and libreoffice.program() is None, reason="LibreOffice is missing")
def test_command_makes_proofs_and_never_over_others(folder: Path) -> None:
    (folder / "草稿.pdf").write_text("旧")
    refused = bulletin_command(folder, "export", "草稿.txt", "--pdf")
    assert refused.returncode == 2
    assert "草稿.pdf：已经存在" in refused.stderr
    assert not (folder / "草稿.docx").exists()
    done = bulletin_command(folder, "export", "草稿.txt", "--preview", "--overwrite")
    assert done.returncode == 0, done.stderr
    assert (folder / "草稿.pdf").read_bytes().startswith(b"%PDF")
    assert (folder / "草稿-1.png").exists()
