"""The archive for machines without a network: packed, installed where nothing can be fetched, and used."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.commandline import FAULTY, written

CHECKOUT = Path(__file__).parent.parent
PARTS = CHECKOUT / "tools" / "bundle"
BATCHES = sorted(PARTS.glob("*.bat"))
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
OFFLINE = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_CONFIG_FILE": os.devnull, "HTTPS_PROXY": "http://127.0.0.1:9"}


def packed(target: Path, name: str) -> Path:
    command: list[str | Path] = [
        sys.executable,
        CHECKOUT / "tools" / "bundle.py",
        "--platform",
        name,
        "--python",
        VERSION,
        "-o",
        target,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode and os.environ.get("CI") != "true":
        pytest.skip(f"pip can't fetch what is packed: {done.stderr[-300:]}")
    assert done.returncode == 0, done.stderr
    return target


@pytest.mark.skipif(sys.platform != "linux" or platform.machine() != "x86_64", reason="installs on Linux")
def test_it_installs_without_a_network(tmp_path: Path) -> None:
    with ZipFile(packed(tmp_path / "bundle.zip", "manylinux_x86_64")) as archive:
        archive.extractall(tmp_path)
    home = tmp_path / "家"
    home.mkdir()
    bin_folder = Path(sys.base_prefix, "bin")
    env = {**os.environ, **OFFLINE, "HOME": str(home), "PATH": f"{bin_folder}:{os.environ['PATH']}", "PYTHONUTF8": "1"}
    env.pop("PYTHONPATH", None)
    script = tmp_path / "bulletin-tools" / "安装.sh"
    done = subprocess.run(["sh", script], env=env, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    paths = [written(tmp_path / "来稿 九月" / name, FAULTY.encode("gb18030")) for name in ("教育局 (1).txt", "b.txt")]
    console = {**env, "PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk"}
    program = home / ".local" / "bin" / "bulletin"
    lint = subprocess.run([program, "lint", *paths], env=console, capture_output=True, check=False, timeout=60)
    assert lint.returncode == 1
    assert lint.stdout.decode("gbk").count("P001") >= 2


def test_windows_gets_all_it_needs(tmp_path: Path) -> None:
    with ZipFile(packed(tmp_path / "bundle.zip", "win_amd64")) as archive:
        names = {name.removeprefix("bulletin-tools/") for name in archive.namelist()}
        wheels = {name.split("/")[1].split("-")[0].lower() for name in names if name.startswith("wheels/")}
        assert {"bulletin_tools", "typer", "rich", "regex", "opencc", "python_docx", "lxml", "colorama"} <= wheels
        for batch in BATCHES:
            data = archive.read(f"bulletin-tools/{batch.name}")
            assert data.count(b"\n") == data.count(b"\r\n") > 3
            data.decode("gbk")


@pytest.mark.parametrize("path", BATCHES, ids=lambda path: path.stem)
def test_a_batch_file_jumps_to_labels_that_it_has(path: Path) -> None:
    text = path.read_text("utf-8")
    assert set(re.findall(r"goto (\w+)", text)) <= set(re.findall(r"^:(\w+)$", text, re.MULTILINE))
    assert "(" not in re.sub(
        r"(?:for %%\w in )\(.*?\)|rem .*|echo .*", "", text
    )  # a bracket in a dropped name would close a block


@pytest.mark.parametrize("path", [path for path in BATCHES if path.stem != "安装"], ids=lambda path: path.stem)
def test_icons_are_put_on_the_desktop_and_call_what_is_installed(path: Path) -> None:
    text, installer = path.read_text("utf-8"), (PARTS / "安装.bat").read_text("utf-8")
    assert path.stem in installer
    (command,) = re.findall(
        r'^"%LOCALAPPDATA%\\bulletin-tools\\Scripts\\bulletin.exe" (\w+)( --[\w-]+)* %\*$', text, re.MULTILINE
    )
    from bulletin_tools.cli.commands import load
    from bulletin_tools.cli.options import declared

    known = {flag for parameter in declared(load(command[0])).values() for flag in parameter.flags}
    assert set(re.findall(r"--[\w-]+", text)) <= known
