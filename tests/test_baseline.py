"""Known findings: fingerprints without text or line numbers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bulletin_tools import baseline
from bulletin_tools.errors import BulletinError
from tests.commandline import CLEAN, FAULTY, bulletin, linted, written

TWO = "区教育局召开会议\n　　近日,区教育局召开全区教育工作会议,部署新学期各项重点工作。（区教育局）\n"


def keep(folder: Path, *args: str) -> None:
    """Write the baseline known.json."""
    run = bulletin("lint", "--baseline", "known.json", "--write-baseline", *args, cwd=folder)
    assert run.code == 0


def left(folder: Path, *args: str) -> list[str]:
    return linted("--baseline", "known.json", *args, cwd=folder).codes


def entries(folder: Path) -> dict[str, dict[str, int]]:
    files: dict[str, dict[str, int]] = json.loads((folder / "known.json").read_text("utf-8"))["files"]
    return files


def test_known_findings_are_not_reported_and_new_ones_are(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", FAULTY)
    keep(tmp_path, "a.txt")
    run = linted("--baseline", "known.json", "a.txt", cwd=tmp_path)
    assert (run.code, run.codes) == (0, [])
    written(path, FAULTY.replace("会议，部", "会议,部"))
    assert left(tmp_path, "a.txt") == ["P001"]


def test_the_summary_counts_what_is_hidden(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", FAULTY)
    keep(tmp_path, "a.txt")
    assert "1处" in bulletin("lint", "--baseline", "known.json", "a.txt", cwd=tmp_path).out


def test_a_second_fault_like_a_known_one_is_new(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", FAULTY)
    keep(tmp_path, "a.txt")
    written(path, FAULTY + FAULTY)
    assert left(tmp_path, "--select", "P001", "a.txt") == ["P001"]


def test_the_file_holds_no_text_and_no_line_numbers(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", TWO)
    keep(tmp_path, "a.txt")
    data = (tmp_path / "known.json").read_text("utf-8")
    assert not any("\u4e00" <= char <= "\u9fff" or char == "，" for char in data)
    before = (tmp_path / "known.json").read_bytes()
    written(tmp_path / "a.txt", "\n\n" + TWO)
    keep(tmp_path, "a.txt")
    assert (tmp_path / "known.json").read_bytes() == before


@pytest.mark.parametrize("width", [20, 28, 33])
def test_it_survives_moved_lines_and_new_wraps(tmp_path: Path, width: int) -> None:
    text = (
        "区教育局召开会议 近日,区教育局召开全区教育工作会议,部署新学期各项重点工作"
        + "，抓好落实" * 12
        + ",确保实效。（区教育局）"
    )
    path = written(tmp_path / "a.txt", text + "\n")
    keep(tmp_path, "--select", "P001", "a.txt")
    assert sum(entries(tmp_path)["a.txt"].values()) == 3
    rows = [text[start : start + width] for start in range(0, len(text), width)]
    written(path, "\n".join(rows) + "\n")
    assert left(tmp_path, "--select", "P001", "a.txt") == []
    written(path, "区民政局走访企业\n　　近日，区民政局走访企业10家。（区民政局）\n\n" + "\n\n".join(rows) + "\n")
    assert left(tmp_path, "--select", "P001", "a.txt") == []
    written(path, text.replace("\n", "\r\n").encode("gb18030"))
    assert left(tmp_path, "--select", "P001", "a.txt") == []


def test_pruning_drops_what_is_mended_and_nothing_else(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt", "gone.txt"):
        written(tmp_path / name, TWO)
    keep(tmp_path, ".")
    assert len(entries(tmp_path)) == 4
    written(tmp_path / "a.txt", TWO.replace("日,", "日，"))
    written(tmp_path / "b.txt", b"%PDF-1.4 broken")
    (tmp_path / "gone.txt").unlink()
    run = bulletin("lint", "--baseline", "known.json", "--prune-baseline", "a.txt", "b.txt", cwd=tmp_path)
    assert run.code == 2
    held = entries(tmp_path)
    assert set(held) == {"a.txt", "b.txt", "c.txt"}
    assert [sum(held[name].values()) for name in ("a.txt", "b.txt", "c.txt")] == [1, 2, 2]
    written(tmp_path / "a.txt", TWO)
    assert left(tmp_path, "a.txt") == ["P001"]


def test_writing_for_some_manuscripts_keeps_the_others(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", FAULTY)
    written(tmp_path / "b.txt", FAULTY)
    keep(tmp_path, "a.txt")
    keep(tmp_path, "b.txt")
    assert set(entries(tmp_path)) == {"a.txt", "b.txt"}


def test_manuscripts_are_known_wherever_one_stands(tmp_path: Path) -> None:
    written(tmp_path / "稿件" / "a.txt", FAULTY)
    keep(tmp_path, "稿件")
    assert left(tmp_path, "./稿件/a.txt") == []
    assert left(tmp_path, str(tmp_path / "稿件" / "a.txt")) == []
    assert linted("--baseline", "../known.json", "a.txt", cwd=tmp_path / "稿件").codes == []


def test_a_config_names_the_baseline(tmp_path: Path) -> None:
    written(tmp_path / "稿件" / "a.txt", FAULTY)
    written(tmp_path / "bulletin.toml", '[lint]\nbaseline = "known.json"\n')
    written(tmp_path / "known.json", '{"version": 1, "files": {}}')
    assert bulletin("lint", "--write-baseline", "稿件", cwd=tmp_path).code == 0
    assert linted("a.txt", cwd=tmp_path / "稿件").codes == []
    run = linted("--stdin-filename", "稿件/a.txt", "-", cwd=tmp_path, stdin=FAULTY.encode())
    assert run.codes == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"version": 99, "files": {}}',
        '{"version": 1, "files": []}',
        '{"version": 1, "files": {"a": {"b": "x"}}}',
        "近日",
    ],
)
def test_a_file_that_is_no_baseline_is_refused_and_not_overwritten(tmp_path: Path, text: str) -> None:
    path = written(tmp_path / "known.json", text)
    written(tmp_path / "a.txt", FAULTY)
    with pytest.raises(BulletinError, match=r"known\.json"):
        baseline.read(path)
    for option in ((), ("--write-baseline",), ("--prune-baseline",)):
        run = bulletin("lint", "--baseline", "known.json", *option, "a.txt", cwd=tmp_path)
        assert run.code == 2
        assert "known.json" in run.err
    assert path.read_text("utf-8") == text


def test_a_missing_baseline_is_an_error(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", CLEAN)
    for options in (("--baseline", "none.json"), ("--write-baseline",), ("--prune-baseline",)):
        run = bulletin("lint", *options, "a.txt", cwd=tmp_path)
        assert run.code == 2
        assert "Traceback" not in run.err
