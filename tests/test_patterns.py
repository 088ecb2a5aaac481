"""Patterns restored from the store find what freshly compiled ones find."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

from bulletin_tools import blobs, patterns
from tests.manuscripts import EXAMPLES


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of one's own, with nothing remembered from the user's."""
    monkeypatch.setenv("BULLETIN_CACHE_DIR", str(tmp_path))
    patterns._store.cache_clear()
    patterns.compiled.cache_clear()
    return tmp_path


def store(folder: Path) -> Path:
    (path,) = folder.glob("*" + patterns.STORE_NAME)
    return path


def test_restored_patterns_find_what_fresh_ones_find(cache: Path) -> None:
    patterns.compiled("甲")
    assert store(cache).stat().st_size > 1000
    text = "\n".join(EXAMPLES)
    for find in patterns.shipped_finds():
        restored, fresh = patterns.compiled(find), patterns._compile(find)
        assert restored.groupindex == fresh.groupindex
        assert [match.span() for match in restored.finditer(text)] == [match.span() for match in fresh.finditer(text)]


@pytest.mark.parametrize(
    "spoilt",
    [b"", b"\x00", b"garbage", blobs.packed({"«甲»乙": ()}, "0"), blobs.packed({}, regex.__version__)[:-2]],
)
def test_a_spoilt_store_only_costs_time(cache: Path, spoilt: bytes) -> None:
    patterns.compiled("甲")
    store(cache).write_bytes(spoilt)
    patterns._store.cache_clear()
    patterns.compiled.cache_clear()
    assert patterns.compiled("«甲»乙").search("甲乙")


def test_every_pattern_of_the_rulebook_and_its_functions_can_be_compiled() -> None:
    for find in (*patterns.shipped_finds(), *patterns.searched_finds(), *patterns.scanned_finds()):
        patterns.compiled(find)
