"""The options of annotating and tracking: what they ask for, where files go, and what is refused in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commandline import CLEAN, bulletin, written
from tests.word.packages import docx, paragraph, read, unpacked
from tests.word.test_comments import told

FAULTY = docx(paragraph("区教育局召开会议") + paragraph("近日,区教育局召开会议，部署工作。（区教育局）"))
SPOILT = b"PK\x03\x04..."


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--annotate"], "请用-o给出"),
        (["--track-changes"], "请用-o给出"),
        (["--annotate", "-o", "批注.txt"], "应以.docx结尾"),
        (["--annotate", "-o", "已有.docx"], "--overwrite"),
        (["--annotate", "-o", "没有/批注.docx"], "文件夹不存在"),
        (["--annotate", "--fix", "-o", "新.docx"], "请加--track-changes"),
        (["--annotate", "--diff", "-o", "新.docx"], "--diff"),
        (["--author", "王"], "要与--annotate"),
        (["--annotate", "--comment-time", "昨天", "-o", "新.docx"], "2026-03-27T09:00"),
        (["--annotate", "--author", "王\t五", "-o", "新.docx"], "作者"),
        (["--annotate", "乙.docx", "-o", "新.docx"], "应是文件夹"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(tmp_path: Path, options: list[str], said: str) -> None:
    for name in ("稿件.docx", "乙.docx", "已有.docx"):
        written(tmp_path / name, FAULTY)
    before = sorted(tmp_path.iterdir())
    run = bulletin("lint", "稿件.docx", *options, cwd=tmp_path)
    assert run.code == 2
    assert said in run.out + run.err
    assert "Traceback" not in run.err
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "已有.docx").read_bytes() == FAULTY


def test_standard_input_and_text_are_refused(tmp_path: Path) -> None:
    run = bulletin("lint", "-", "--annotate", "-o", "新.docx", cwd=tmp_path, stdin=FAULTY)
    assert (run.code, "标准输入" in run.err) == (2, True)
    written(tmp_path / "a.txt", CLEAN)
    run = bulletin("lint", "a.txt", "--annotate", "-o", "新.docx", cwd=tmp_path)
    assert (run.code, "不是Word文件" in run.out + run.err) == (2, True)
    assert not (tmp_path / "新.docx").exists()


def test_overwriting_when_told_to(tmp_path: Path) -> None:
    written(tmp_path / "稿件.docx", FAULTY)
    run = bulletin("lint", "稿件.docx", "--annotate", "-o", "稿件.docx", "--overwrite", cwd=tmp_path)
    assert run.code == 1
    assert "P001" in run.out
    assert len(told((tmp_path / "稿件.docx").read_bytes())) == 2


def test_a_folder_becomes_a_folder_of_the_same_shape_and_one_bad_file_stops_nothing(tmp_path: Path) -> None:
    for name in ("甲.docx", "三月/乙.docx", "三月/丙.docm"):
        written(tmp_path / "来稿" / name, FAULTY)
    written(tmp_path / "来稿" / "坏.docx", SPOILT)
    run = bulletin("lint", "来稿", "--annotate", "-o", "批注", cwd=tmp_path)
    assert run.code == 2
    assert "坏.docx" in run.out + run.err
    assert "已写出3个Word文件" in run.err
    made = sorted(str(path.relative_to(tmp_path / "批注")) for path in (tmp_path / "批注").rglob("*") if path.is_file())
    assert made == ["三月/丙.docm", "三月/乙.docx", "甲.docx"]
    again = bulletin("lint", "来稿", "--annotate", "-o", "批注", cwd=tmp_path)
    assert (again.code, again.out.count("要覆盖请加--overwrite")) == (2, 3)


def test_what_was_written_into_the_folder_of_manuscripts_is_no_manuscript(tmp_path: Path) -> None:
    written(tmp_path / "来稿" / "甲.docx", FAULTY)
    for _ in range(2):
        run = bulletin("lint", "来稿", "--annotate", "-o", "来稿/批注", "--overwrite", cwd=tmp_path)
        assert (run.code, "已写出1个" in run.err) == (1, True)
    assert [path.name for path in (tmp_path / "来稿" / "批注").rglob("*")] == ["甲.docx"]


def test_manuscripts_that_would_go_to_one_file_are_told_apart(tmp_path: Path) -> None:
    for name in ("一/稿件.docx", "二/稿件.docx"):
        written(tmp_path / name, FAULTY)
    run = bulletin("lint", "一/稿件.docx", "二/稿件.docx", "--annotate", "-o", "批注", cwd=tmp_path)
    assert (run.code, "同一个文件" in run.out) == (2, True)
    assert (tmp_path / "批注" / "稿件.docx").is_file()


def test_many_processes_write_the_same_bytes_as_one(tmp_path: Path) -> None:
    for number in range(12):
        written(tmp_path / "来稿" / f"{number}.docx", FAULTY)
    time = ("--comment-time", "2026-03-27")
    for jobs in ("1", "3"):
        bulletin("lint", "来稿", "--annotate", *time, "--jobs", jobs, "-o", f"批注{jobs}", cwd=tmp_path)
    one, three = (
        {path.name: path.read_bytes() for path in (tmp_path / f"批注{jobs}").iterdir()} for jobs in ("1", "3")
    )
    assert len(one) == 12
    assert one == three


def test_the_config_names_author_and_time_and_options_win(tmp_path: Path) -> None:
    written(tmp_path / "稿件.docx", FAULTY)
    written(tmp_path / "bulletin.toml", '[review]\nauthor = "信息科"\ncomment-time = "2026-01-02T03:04:05"\n')
    bulletin("lint", "稿件.docx", "--annotate", "-o", "一.docx", cwd=tmp_path)
    bulletin("lint", "稿件.docx", "--annotate", "-o", "二.docx", "--author", "王", cwd=tmp_path)
    one, two = (
        unpacked((tmp_path / name).read_bytes())["word/comments.xml"].decode() for name in ("一.docx", "二.docx")
    )
    assert one.count('w:author="信息科" w:date="2026-01-02T03:04:05Z"') == 2
    assert two.count('w:author="王" w:date="2026-01-02T03:04:05Z"') == 2


def test_the_baseline_holds_for_comments(tmp_path: Path) -> None:
    written(tmp_path / "稿件.docx", FAULTY)
    bulletin("lint", "稿件.docx", "--baseline", "旧.json", "--write-baseline", cwd=tmp_path)
    bulletin("lint", "稿件.docx", "--baseline", "旧.json", "--annotate", "-o", "批注.docx", cwd=tmp_path)
    assert len(told((tmp_path / "批注.docx").read_bytes())) == 1


def test_the_report_is_printed_beside(tmp_path: Path) -> None:
    path = written(tmp_path / "稿件.docx", FAULTY)
    run = bulletin("lint", "稿件.docx", "--annotate", "-o", "批注.docx", "--output-format", "json", cwd=tmp_path)
    assert run.codes == ["P001"]
    assert path.read_bytes() == FAULTY
    assert read((tmp_path / "批注.docx").read_bytes()).text == read(FAULTY).text
