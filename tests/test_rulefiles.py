"""The index of the rulebook in the user's cache."""

from __future__ import annotations

import marshal
import subprocess
import sys
from pathlib import Path

import pytest

from bulletin_tools import rulefiles
from tests.commandline import written

TABLE = '[Z001]\nname = "n"\ntitle = "t"\n'


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BULLETIN_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_an_edited_file_is_seen_by_the_next_start(tmp_path: Path, cache: Path) -> None:
    path = written(tmp_path / "rules" / "house.toml", TABLE)
    script = (
        "import sys; from pathlib import Path; from bulletin_tools import rulefiles;"
        "print(rulefiles.compiled(Path(sys.argv[1]))['house']['Z001']['title'])"
    )
    for title in ("a", "b", "a"):
        written(path, TABLE.replace('"t"', f'"{title}"'))
        done = subprocess.run([sys.executable, "-c", script, path.parent], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == title
    assert len(list(cache.iterdir())) == 2


@pytest.mark.parametrize(
    "spoilt", [b"", b"\x00", b"garbage", marshal.dumps(3), marshal.dumps([1]), marshal.dumps(({"a": 1}, {}))[:-2]]
)
def test_a_spoilt_index_is_made_anew(tmp_path: Path, cache: Path, spoilt: bytes) -> None:
    path = written(tmp_path / "rules" / "house.toml", TABLE)
    expected = rulefiles.compiled(path.parent)
    (index,) = cache.iterdir()
    index.write_bytes(spoilt)
    assert rulefiles.compiled(path.parent) == expected


def test_a_cache_that_can_t_be_written_only_costs_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETIN_CACHE_DIR", str(written(tmp_path / "file") / "cache"))
    path = written(tmp_path / "rules" / "house.toml", TABLE)
    assert rulefiles.compiled(path.parent)["house"]["Z001"]["name"] == "n"
