"""What is installed: the wheel from another folder, and an editable checkout whose rules are edited."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from bulletin_tools import blobs
from bulletin_tools.rulefiles import examples_of
from tests.commandline import FAULTY, written

CHECKOUT = Path(__file__).parent.parent
LEFT_OUT = shutil.ignore_patterns(
    ".*", "__pycache__", "node_modules", "build", "dist", "out", "tests", "benchmarks", "rulebook.bin", "*.egg-info"
)


def run(*args: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    env = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    env["PYTHONUTF8"] = "1"
    return subprocess.run([*map(str, args)], cwd=cwd, env=env, capture_output=True, text=True, timeout=300, check=False)


def build(*args: str | Path, cwd: Path) -> None:
    """Run pip; where it can't build, as without a network, a developer's run skips and CI fails."""
    done = run(sys.executable, "-m", "pip", "--disable-pip-version-check", *args, cwd=cwd)
    if done.returncode:
        told = done.stdout[-1500:] + done.stderr[-1500:]
        if os.environ.get("CI") == "true":
            pytest.fail(told)
        pytest.skip(f"pip can't build here: {told}")


def environment(folder: Path) -> Path:
    """A virtual environment with the dependencies of this one, but not the program; its folder of scripts."""
    venv.create(folder)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    purelib = run(
        scripts / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder
    ).stdout.strip()
    # A folder named in a .pth file is searched last, and its own .pth files, the editable checkout's among them, are not read.
    written(Path(purelib, "dependencies.pth"), sysconfig.get_path("purelib"))
    return scripts


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout that may be spoilt."""
    copy = tmp_path_factory.mktemp("copy") / "checkout"
    shutil.copytree(CHECKOUT, copy, ignore=LEFT_OUT)
    return copy


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build("wheel", checkout, "--no-deps", "--wheel-dir", folder, cwd=folder)
    (made,) = folder.glob("*.whl")
    return made


def test_the_wheel_holds_the_rulebook_its_index_and_the_type_marker(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    for folder in ("rules", "rules/layouts"):
        for path in (CHECKOUT / folder).glob("*.toml"):
            assert f"bulletin_tools/{folder}/{path.name}" in names
    assert {"bulletin_tools/rules/rulebook.bin", "bulletin_tools/py.typed"} <= names
    assert not [name for name in names if name.split("/")[0] in ("tests", "benchmarks", "src", "rules")]


def test_the_index_in_the_wheel_says_what_the_files_say(wheel: Path) -> None:
    import marshal
    import tomllib

    index, _ = marshal.loads(ZipFile(wheel).read("bulletin_tools/rules/rulebook.bin"))
    files = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in (CHECKOUT / "rules").glob("*.toml")}
    words = files.pop("terms")
    for table in (table for tables in index.values() for table in tables.values() if "examples" in table):
        table["examples"] = examples_of(table)
    assert index == files
    listed = blobs.unpacked(ZipFile(wheel).read("bulletin_tools/rules/listed.bin"))
    entries = [entry for start in listed.places for entry in listed.part(start)]
    assert {(kind, word) for word, _, kind, *_ in entries} == {(kind, word) for kind in words for word in words[kind]}


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    scripts = environment(folder)
    build("--python", scripts / "python", "install", "--no-deps", "--no-index", wheel, cwd=folder)
    return scripts


def test_the_installed_program_works_from_another_folder(installed: Path, tmp_path: Path) -> None:
    written(tmp_path / "稿件" / "a.txt", FAULTY)
    place = run(
        installed / "python", "-c", "import bulletin_tools; print(bulletin_tools.__file__)", cwd=tmp_path
    ).stdout
    assert str(installed.parent) in place
    done = run(installed / "bulletin", "lint", "--output-format", "concise", "稿件", cwd=tmp_path)
    assert done.returncode == 1
    assert "a.txt:2:5: P001" in done.stdout
    assert run(installed / "bulletin", "lint", "--fix", "稿件", cwd=tmp_path).returncode == 0
    assert run(installed / "bulletin", "rule", "P001", cwd=tmp_path).returncode == 0


def test_the_installed_program_needs_no_cache_and_no_home(installed: Path, tmp_path: Path) -> None:
    written(tmp_path / "a.txt", FAULTY)
    cache = tmp_path / "cache"
    env = {
        "BULLETIN_CACHE_DIR": str(cache),
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path / "none"),
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        [installed / "bulletin", "lint", "a.txt"], cwd=tmp_path, env=env, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert not cache.exists()


def test_an_editable_install_sees_an_edited_rule(checkout: Path, tmp_path: Path) -> None:
    scripts = environment(tmp_path / "editable")
    build("--python", scripts / "python", "install", "--no-deps", "--editable", checkout, cwd=tmp_path)
    written(tmp_path / "a.txt", FAULTY)
    assert "中文语句用全角标点" in run(scripts / "bulletin", "rule", "P001", cwd=tmp_path).stdout
    rules = checkout / "rules" / "punctuation.toml"
    kept = rules.read_text("utf-8")
    try:
        written(
            rules,
            kept.replace("中文语句用全角标点", "改过的标题").replace("“{match}”应为“{replacement}”", "改过的话", 1),
        )
        assert "改过的标题" in run(scripts / "bulletin", "rule", "P001", cwd=tmp_path).stdout
        assert "改过的话" in run(scripts / "bulletin", "lint", "--select", "P001", "a.txt", cwd=tmp_path).stdout
    finally:
        written(rules, kept)
    assert "改过的标题" not in run(scripts / "bulletin", "rule", "P001", cwd=tmp_path).stdout
