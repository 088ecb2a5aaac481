"""Patterns restored from the store find what freshly compiled ones find."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import regex

from bulletin_tools import blobs, expressions, patterns
from bulletin_tools.errors import BulletinError
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


def test_a_short_draft_needs_no_parser_of_patterns() -> None:
    """Where a wheel keeps them compiled, only the part of regex that is written in C is loaded, and the rest later."""
    program = (
        "import sys; from bulletin_tools import regexes; engine = regexes.engine();"
        "assert regexes.version() and 'regex' not in sys.modules;"
        "import regex; assert regex.compile('甲(?P<x>乙)').sub(r'\\g<x>', '甲乙') == '乙';"
        "assert regexes.version() == regex.__version__;"
        "from regex import _regex; assert _regex is engine; print(regexes.escape('.'))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "\\.\n"


def test_a_plain_expression_is_that_of_regex(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [each for each in expressions.expressions() if isinstance(each, regex.Pattern)]
    store = blobs.unpacked(patterns.build_store([], made))
    assert len(store.places) > 10
    monkeypatch.setattr(patterns, "_store", lambda: store)
    monkeypatch.setattr(regex, "compile", None)
    text = "\n".join(EXAMPLES)
    for each in made:
        if patterns._PLAIN + each.pattern in store.places:
            restored = patterns.plain(each.pattern)
            assert restored.flags == each.flags
            assert [match.span() for match in restored.finditer(text)] == [m.span() for m in each.finditer(text)]


def test_every_mark_stands_once_and_outside_of_brackets() -> None:
    for find in dict.fromkeys([*patterns.shipped_finds(), *patterns.scanned_finds()]):
        patterns.check(find)


@pytest.mark.parametrize(
    ("find", "why"),
    [("甲(?:«乙»|丙)", "要放在括号之外"), ("«甲»(?=乙)|«甲»丙", "只能有一处"), ("甲(«乙»", "正则表达式有误")],
)
def test_a_mark_at_a_wrong_place_is_named(find: str, why: str) -> None:
    with pytest.raises(BulletinError, match=why):
        patterns.check(find)
