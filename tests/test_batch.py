"""Many manuscripts: which they are, in what order, what is remembered of them, and what becomes of the rest when one goes wrong."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin_tools import batch, workers
from bulletin_tools.workspace import Workspace
from tests.commandline import CLEAN, FAULTY, Run, bulletin, linted, own_cache, written
from tests.manuscripts import EXAMPLES

ID = "110101199003070732"
"""A number that family V masks."""


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The database that a run leaves."""
    return own_cache(tmp_path / "缓存", monkeypatch) / "findings.db"


def files(run: Run) -> list[str]:
    return sorted({row["filename"].replace("\\", "/") for row in run.rows})


def test_what_git_ignores_is_no_manuscript(tmp_path: Path) -> None:
    written(tmp_path / ".git" / "info" / "exclude", "私*\n")
    written(tmp_path / ".gitignore", "草稿/\n*.bak.txt\n!留.bak.txt\n")
    written(tmp_path / "来稿" / ".gitignore", "/旧.txt\n")
    for name in ("a.txt", "草稿/b.txt", "c.bak.txt", "留.bak.txt", "来稿/旧.txt", "来稿/下/旧.txt", "私.txt"):
        written(tmp_path / name, FAULTY)
    assert files(linted(".", cwd=tmp_path)) == ["a.txt", "来稿/下/旧.txt", "留.bak.txt"]
    assert files(linted("来稿", cwd=tmp_path)) == ["来稿/下/旧.txt"]
    assert len(files(linted("--no-respect-gitignore", ".", cwd=tmp_path))) == 7
    assert files(linted("草稿/b.txt", cwd=tmp_path)) == ["草稿/b.txt"]
    assert linted("--force-exclude", "草稿/b.txt", cwd=tmp_path).rows == []


def test_a_config_can_look_at_what_git_ignores(tmp_path: Path) -> None:
    written(tmp_path / ".gitignore", "*.txt\n")
    written(tmp_path / "bulletin.toml", "[files]\nrespect-gitignore = false\n")
    written(tmp_path / "a.txt", FAULTY)
    assert files(linted(".", cwd=tmp_path)) == ["a.txt"]


def test_a_second_run_says_the_same(tmp_path: Path, kept: Path) -> None:
    for number in range(5):
        written(tmp_path / f"{number}.txt", FAULTY if number % 2 else CLEAN)
    for form in ("json", "full", "concise"):
        first = bulletin("lint", ".", "--output-format", form, cwd=tmp_path)
        assert bulletin("lint", ".", "--output-format", form, cwd=tmp_path) == first
    with sqlite3.connect(kept) as base:
        assert base.execute("SELECT count(*) FROM found").fetchone() == (2,)  # two different contents


def test_what_changes_the_findings_is_not_answered_from_memory(tmp_path: Path, kept: Path) -> None:
    path = written(tmp_path / "a.txt", FAULTY)
    written(tmp_path / "b.txt", CLEAN)
    assert linted(".", cwd=tmp_path).codes == ["P001"]
    assert kept.exists()
    assert linted(".", "--ignore", "P001", cwd=tmp_path).codes == []
    written(tmp_path / "bulletin.toml", '[lint]\nseverity = { P001 = "info" }\n')
    assert linted(".", cwd=tmp_path).rows[0]["severity"] == "info"
    path.write_text(FAULTY.replace(",", "，"), "utf-8")
    assert linted(".", cwd=tmp_path).codes == []


def test_the_cache_holds_no_text(tmp_path: Path, kept: Path) -> None:
    secret = FAULTY.replace("部署工作", f"表彰张三（身份证号{ID}）,部署工作")
    written(tmp_path / "a.txt", secret)
    written(tmp_path / "b.txt", FAULTY)
    linted(".", "--unsafe-fixes", cwd=tmp_path)
    data = b"".join(path.read_bytes() for path in kept.parent.iterdir() if path.name.startswith(kept.name))
    for word in ("教育局", "部署", "应为", "张三"):
        for codec in ("utf-8", "utf-16-le", "gb18030"):
            assert word.encode(codec) not in data
    assert ID.encode() not in data
    assert b"P001" not in data


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\1" * 200])
def test_a_broken_cache_is_begun_anew(tmp_path: Path, kept: Path, content: bytes) -> None:
    written(kept, content)
    written(tmp_path / "a.txt", FAULTY)
    written(tmp_path / "b.txt", CLEAN)
    for _ in range(2):
        run = linted(".", cwd=tmp_path)
        assert (run.codes, run.err) == (["P001"], "")


def test_no_cache_leaves_none(tmp_path: Path, kept: Path) -> None:
    written(tmp_path / "a.txt", FAULTY)
    assert linted(".", "--no-cache", cwd=tmp_path).codes == ["P001"]
    assert not kept.exists()


@pytest.mark.parametrize("jobs", ["1", "2", "3"])
def test_processes_tell_the_same_in_the_same_order(tmp_path: Path, kept: Path, jobs: str) -> None:
    del kept
    for number in range(60):
        written(tmp_path / f"{number:02}.txt", FAULTY if number % 3 else CLEAN)
    (tmp_path / "07.txt").write_bytes(b"\xff\xfe\x00")
    run = linted(".", "--no-cache", "--jobs", jobs, cwd=tmp_path)
    expected = [f"{number:02}.txt" for number in range(60) if number % 3 or number == 7]
    assert [row["filename"] for row in run.rows] == expected
    assert run.code == 2


def test_processes_mend_as_well(tmp_path: Path, kept: Path) -> None:
    del kept
    for number in range(30):
        written(tmp_path / f"{number:02}.txt", FAULTY)
    assert linted(".", "--fix", "--jobs", "2", cwd=tmp_path).code == 0
    assert {path.read_text("utf-8") for path in tmp_path.glob("*.txt")} == {CLEAN}


@pytest.mark.parametrize("jobs", ["0", "-1", "x", "1.5"])
def test_a_wrong_number_of_processes_is_one_sentence(tmp_path: Path, jobs: str) -> None:
    written(tmp_path / "a.txt")
    run = bulletin("lint", ".", f"--jobs={jobs}", cwd=tmp_path)
    assert (run.code, run.err.count("\n")) == (2, 1)
    assert "--jobs" in run.err


def square(number: int) -> int:
    return number * number


def dies_of(deadly: frozenset[int], number: int) -> int:
    """Stands for a process that the system ends."""
    if number in deadly:
        os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    return number * number


def nothing(number: int) -> int | None:
    del number
    return None


def minus(number: int) -> int:
    return -number


@pytest.mark.parametrize("deadly", [{0}, {41}, {3, 4, 99}, set(range(16, 24))])
def test_a_process_that_dies_costs_its_own_job(deadly: set[int]) -> None:
    work = partial(dies_of, frozenset(deadly))
    found = list(workers.each(work, range(100), known=nothing, lost=minus, count=2))
    assert found == [-number if number in deadly else number * number for number in range(100)]


@given(
    jobs=st.lists(st.integers(0, 500), max_size=80), count=st.integers(1, 4), remembered=st.sets(st.integers(0, 500))
)
def test_any_executor_gives_the_results_in_order(jobs: list[int], count: int, remembered: set[int]) -> None:
    def known(number: int) -> int | None:
        return 1000 + number if number in remembered else None

    found = workers.each(square, jobs, known=known, lost=minus, count=count, start=ThreadPoolExecutor)
    assert list(found) == [1000 + job if job in remembered else job * job for job in jobs]


def test_another_executor_tells_of_good_and_bad_manuscripts_what_this_process_does(tmp_path: Path) -> None:
    for number, text in enumerate(EXAMPLES[:60]):
        written(tmp_path / f"{number:02}.txt", text)
    (tmp_path / "31.txt").write_bytes(b"\x00\x01\x02")
    (tmp_path / "44.txt").unlink()
    paths, task = [tmp_path / f"{number:02}.txt" for number in range(60)], batch.Task(Workspace(isolated=True))
    alone, elsewhere = (
        [(one.name, one.error, one.report and list(one.report.findings)) for one in outcomes]
        for outcomes in (
            batch.outcomes(paths, task, jobs=1),
            batch.outcomes(paths, task, jobs=2, start=ThreadPoolExecutor),
        )
    )
    assert alone == elsewhere
    assert [Path(name).name for name, error, _ in alone if error] == ["31.txt", "44.txt"]


def never(count: int) -> Executor:
    raise AssertionError(count)


def slow(number: int) -> int:
    time.sleep(0.02)
    return number * number


@pytest.mark.parametrize(("work", "known"), [(square, nothing), (slow, square)])
def test_what_is_quick_or_known_is_done_without_processes(
    monkeypatch: pytest.MonkeyPatch, work: Callable[[int], int], known: Callable[[int], int | None]
) -> None:
    monkeypatch.setattr(workers, "cores", lambda: 4)
    found = list(workers.each(work, range(100), known=known, lost=minus, start=never))
    assert found == [number * number for number in range(100)]


def test_what_takes_long_is_given_to_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "cores", lambda: 4)
    started: list[int] = []

    def start(count: int) -> Executor:
        started.append(count)
        return ThreadPoolExecutor(count)

    assert list(workers.each(slow, range(40), known=nothing, lost=minus, start=start)) == list(map(square, range(40)))
    assert started == [4]


@pytest.mark.skipif(sys.platform == "win32", reason="no signals to send, no pipes among files")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_run_says_what_it_did(tmp_path: Path, jobs: str) -> None:
    for number in range(20):
        written(tmp_path / f"{number:02}.txt", FAULTY)
    endless = tmp_path / "10.txt"
    endless.unlink()
    os.mkfifo(endless)
    command = [sys.executable, "-m", "bulletin_tools", "lint", ".", "--fix", "--no-cache", "--jobs", jobs]
    signal.signal(signal.SIGINT, signal.default_int_handler)  # tests in the background ignore it, and so would the run
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        with opened_for(run, endless):
            run.send_signal(signal.SIGINT)
            if jobs == "1":  # more finish the manuscript that they are at
                with suppress(subprocess.TimeoutExpired):
                    run.wait(timeout=5)
                if run.poll() is None:  # the signal came between opening and reading, and nobody wakes who waits
                    run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=60)
    endless.unlink()
    assert run.returncode == 130
    assert "已中断" in err
    assert "Traceback" not in err + out
    texts = [path.read_text("utf-8") for path in sorted(tmp_path.iterdir())]
    assert set(texts) <= {FAULTY, CLEAN}
    assert CLEAN in texts
    if jobs == "1":
        assert "10份" in out
        assert texts == [CLEAN] * 10 + [FAULTY] * 9


@contextmanager
def opened_for(run: subprocess.Popen[str], pipe: Path) -> Iterator[None]:
    """A pipe's other end, once a run reads from it: it waits as long as this is open."""
    end = None
    while end is None:
        assert run.poll() is None
        try:
            end = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.005)
    try:
        yield
    finally:
        os.close(end)
