"""Exporting folders: what is recorded of each manuscript, and going on where a run was broken off."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.commandline import CLEAN, Run, bulletin, written

ISSUE = "政务信息\n第{}期\n中共××区委办公室　　　　2026年9月18日\n\n" + CLEAN
GRAVE = ISSUE.replace("近日，", "2026年9月31日，")
OUT = "成品"
RECORD = "bulletin-export.jsonl"


def manuscripts(folder: Path, count: int) -> None:
    for number in range(count):
        written(folder / "稿件" / f"第{number:04}期.txt", ISSUE.format(number + 1))


def exported(folder: Path, *options: str) -> Run:
    return bulletin("export", "稿件", "-o", OUT, *options, cwd=folder)


def record(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / OUT / RECORD).read_text("utf-8").splitlines()]


def word_files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / OUT).glob("*.docx")}


def test_the_record_says_what_became_of_each(tmp_path: Path) -> None:
    manuscripts(tmp_path, 3)
    written(tmp_path / "稿件" / "坏.txt", b"\xff\xfe\x00")
    written(tmp_path / "稿件" / "错.txt", GRAVE.format(9))
    run = exported(tmp_path, "--jobs", "2")
    assert run.code == 2
    became = {Path(entry["manuscript"]).name: entry for entry in record(tmp_path)}
    assert {name: entry["status"] for name, entry in became.items()} == {
        "第0000期.txt": "done",
        "第0001期.txt": "done",
        "第0002期.txt": "done",
        "坏.txt": "failed",
        "错.txt": "faulty",
    }
    assert "D001" in became["错.txt"]["told"]
    assert all((tmp_path / name).is_file() for entry in became.values() for name in entry["files"])
    assert "教育局召开会议" not in (tmp_path / OUT / RECORD).read_text("utf-8")


def test_resuming_does_what_is_left(tmp_path: Path) -> None:
    manuscripts(tmp_path, 6)
    whole = exported(tmp_path)
    assert whole.code == 0
    before = word_files(tmp_path)
    lines = (tmp_path / OUT / RECORD).read_text("utf-8").splitlines()
    # broken off: two are written, of which one has no line yet, and a line is cut off
    for name in list(before)[2:]:
        (tmp_path / OUT / name).unlink()
    (tmp_path / OUT / RECORD).write_text(lines[0] + "\n" + lines[1][:20], "utf-8")
    again = exported(tmp_path, "--resume")
    assert (again.code, word_files(tmp_path)) == (0, before)


def test_resuming_sees_what_has_changed_since(tmp_path: Path) -> None:
    manuscripts(tmp_path, 2)
    assert exported(tmp_path).code == 0
    path = tmp_path / "稿件" / "第0001期.txt"
    path.write_text(path.read_text("utf-8").replace("部署工作", "部署防汛工作"), "utf-8")
    run = exported(tmp_path, "--resume")
    assert run.code == 2  # the Word file that is there is another one
    assert "--overwrite" in run.err
    assert exported(tmp_path, "--resume", "--overwrite").code == 0
    assert [entry["status"] for entry in record(tmp_path)][-1] == "done"


def test_another_run_does_not_resume(tmp_path: Path) -> None:
    manuscripts(tmp_path, 2)
    assert exported(tmp_path).code == 0
    assert exported(tmp_path).code == 2
    assert exported(tmp_path, "--overwrite").code == 0
    assert len(record(tmp_path)) == 2


def test_resuming_needs_a_record(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", ISSUE.format(1))
    run = bulletin("export", "a.txt", "--resume", cwd=tmp_path)
    assert (run.code, run.err.count("\n")) == (2, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="no signals to send")
@pytest.mark.parametrize("sign", ["SIGINT", "SIGKILL"])
def test_a_broken_off_export_is_resumed_whole(tmp_path: Path, sign: str) -> None:
    manuscripts(tmp_path, 300)
    command = [sys.executable, "-m", "bulletin_tools", "export", "稿件", "-o", OUT, "--jobs", "2"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True) as run:
        while len(word_files(tmp_path)) < 20:
            time.sleep(0.01)
        target = os.killpg if sign == "SIGKILL" else os.kill
        target(run.pid, getattr(signal, sign))
        run.communicate(timeout=60)
    assert 20 <= len(word_files(tmp_path)) < 300
    assert exported(tmp_path, "--resume").code == 0
    done = [entry["manuscript"] for entry in record(tmp_path) if entry["status"] == "done"]
    assert len(done) == len(set(done)) == len(word_files(tmp_path)) == 300
    fresh = tmp_path / "另"
    manuscripts(fresh, 300)
    assert exported(fresh).code == 0
    assert word_files(fresh) == word_files(tmp_path)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds the processes in /proc")
def test_a_process_that_is_killed_costs_nothing_that_was_done(tmp_path: Path) -> None:
    manuscripts(tmp_path, 400)
    command = [sys.executable, "-m", "bulletin_tools", "export", "稿件", "-o", OUT, "--jobs", "2"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as run:
        while len(word_files(tmp_path)) < 40:
            time.sleep(0.01)
        children = Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()
        os.kill(int(children[-1]), signal.SIGKILL)
        _, err = run.communicate(timeout=60)
    assert (run.returncode, "没有导出成" in err) == (0, False)
    assert [entry["status"] for entry in record(tmp_path)] == ["done"] * 400
    assert len(word_files(tmp_path)) == 400
