"""The hooks, run by the real pre-commit in a real git repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commandline import CLEAN, FAULTY, written

PROJECT = Path(__file__).parent.parent
PRE_COMMIT = Path(sys.executable).with_name("pre-commit")
CONFIG = """
repos:
- repo: {repo}
  rev: {rev}
  hooks:
  - id: {hook}
"""


def ran(command: list[str | Path], cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """A command's end, its output together; no setting of this machine's git holds."""
    given = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@example.com",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@example.com",
    }
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return subprocess.run(
        command, cwd=cwd, env={**environment, **given, **more}, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", timeout=400,
    )  # fmt: skip


def git(cwd: Path, *words: str) -> str:
    done = ran(["git", *words], cwd)
    assert done.returncode == 0, done.stdout
    return done.stdout.strip()


@pytest.fixture(scope="session")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A repository of the project as it is now, and its commit."""
    if not PRE_COMMIT.exists() or not shutil.which("git"):
        pytest.skip("neither git nor pre-commit are here")
    repo = tmp_path_factory.mktemp("hooks")
    for name in ran(["git", "ls-files", "-co", "--exclude-standard", "-z"], PROJECT).stdout.split("\0"):
        if name and (PROJECT / name).is_file() and not name.startswith(("tests/", "docs/", "benchmarks/")):
            written(repo / name, (PROJECT / name).read_bytes())
    git(repo, "init", "-q")
    git(repo, "add", "-A")
    git(repo, "commit", "-qm", "hooks")
    return repo, git(repo, "rev-parse", "HEAD")


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps the environment that it makes; made once."""
    return tmp_path_factory.mktemp("home")


class Repository:
    """An office's repository with one of the hooks in place."""

    def __init__(self, folder: Path, hooks: tuple[Path, str], hook: str, home: Path) -> None:
        self.folder = folder
        self._home = str(home)
        git(folder, "init", "-q")
        written(folder / ".pre-commit-config.yaml", CONFIG.format(repo=hooks[0], rev=hooks[1], hook=hook))
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", "start")
        installed = self.pre_commit("install", "--install-hooks")
        if installed.returncode and not os.environ.get("CI"):
            pytest.skip(f"pre-commit can't make its environment here: {installed.stdout[-300:]}")
        assert installed.returncode == 0, installed.stdout

    def pre_commit(self, *words: str) -> subprocess.CompletedProcess[str]:
        return ran([PRE_COMMIT, *words], self.folder, PRE_COMMIT_HOME=self._home)

    def commit(self) -> subprocess.CompletedProcess[str]:
        git(self.folder, "add", "-A")
        return ran(["git", "commit", "-m", "稿件"], self.folder, PRE_COMMIT_HOME=self._home)


@pytest.fixture
def checked(tmp_path: Path, hooks: tuple[Path, str], home: Path) -> Repository:
    return Repository(tmp_path, hooks, "bulletin-lint", home)


@pytest.fixture
def mended(tmp_path: Path, hooks: tuple[Path, str], home: Path) -> Repository:
    return Repository(tmp_path, hooks, "bulletin-fix", home)


def test_a_faulty_commit_is_stopped_with_its_reasons(checked: Repository) -> None:
    written(checked.folder / "来稿 九月" / "区教育局 1.txt", FAULTY.encode("gb18030"))
    written(checked.folder / "requirements.txt", "typer,rich ,regex\n")
    done = checked.commit()
    assert done.returncode != 0
    assert "P001" in done.stdout
    assert "区教育局 1.txt" in done.stdout
    assert "requirements" not in done.stdout


def test_a_clean_commit_passes_whatever_is_wrong_with_older_files(checked: Repository) -> None:
    written(checked.folder / "旧稿.txt", FAULTY)
    git(checked.folder, "add", "-A")
    git(checked.folder, "commit", "-qnm", "old")
    written(checked.folder / "来稿 九月" / "区教育局 1.txt", CLEAN.encode("gb18030"))
    written(checked.folder / "稿.md", CLEAN)
    done = checked.commit()
    assert done.returncode == 0, done.stdout


def test_what_the_config_excludes_is_let_through(checked: Repository) -> None:
    written(checked.folder / "bulletin.toml", '[files]\nexclude = ["归档/"]\n')
    written(checked.folder / "归档" / "旧稿.txt", FAULTY)
    done = checked.commit()
    assert done.returncode == 0, done.stdout


def test_fixing_stops_the_commit_once(mended: Repository) -> None:
    path = written(mended.folder / "稿 1.txt", FAULTY.encode("gb18030"))
    assert mended.commit().returncode != 0
    assert path.read_bytes() == CLEAN.encode("gb18030")
    done = mended.commit()
    assert done.returncode == 0, done.stdout
