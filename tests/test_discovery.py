"""Which files are manuscripts: names laid under patterns, links, and where manuscripts go."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import example, given, reject
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from bulletin_tools import discovery, globs
from bulletin_tools.errors import BulletinError
from bulletin_tools.settings import Files, Settings
from tests.commandline import written

PATTERNS = st.text("ab.*?-+稿/!", min_size=1, max_size=6)
PATHS = st.lists(
    st.text("ab.-+稿", min_size=1, max_size=4).filter(lambda name: name.strip(".")), min_size=1, max_size=3
)


@given(patterns=st.lists(PATTERNS, max_size=3), path=PATHS.map("/".join))
@example(patterns=list(Files().include), path="来稿/a.txt")
@example(patterns=list(Files().exclude), path="README稿/a.txt")
@example(patterns=["*.txt"], path="a.txt/b")
def test_patterns_mean_what_they_mean_to_git(patterns: list[str], path: str) -> None:
    try:
        spec = GitIgnoreSpec.from_lines(patterns, backend="simple")
    except ValueError:  # no pattern of git's
        reject()
    assert bool(globs.test(tuple(patterns))(path)) == spec.match_file(path)


def found(folder: Path, *paths: Path) -> list[str]:
    settings = Settings(home=folder)
    return [path.relative_to(folder).as_posix() for path in discovery.manuscripts(paths, lambda _: settings)]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_manuscript_with_several_names_is_found_once(tmp_path: Path) -> None:
    written(tmp_path / "来稿/b.txt")
    written(tmp_path / "来稿/下/c.txt")
    (tmp_path / "来稿/a.txt").symlink_to(tmp_path / "来稿/b.txt")
    (tmp_path / "来稿/d.txt").symlink_to(tmp_path / "别处.txt")
    (tmp_path / "来稿/环").symlink_to(tmp_path / "来稿")
    written(tmp_path / "别处.txt")
    assert found(tmp_path, tmp_path / "来稿") == ["来稿/a.txt", "来稿/d.txt", "来稿/下/c.txt"]
    assert found(tmp_path, tmp_path / "来稿/下/c.txt", tmp_path) == [
        "来稿/下/c.txt", "别处.txt", "来稿/a.txt",
    ]  # fmt: skip


def test_a_folder_that_is_named_keeps_its_shape(tmp_path: Path) -> None:
    one, two = written(tmp_path / "来稿/下/a.txt"), written(tmp_path / "b.txt")
    settings = Settings(home=tmp_path)
    places = discovery.placed([tmp_path / "来稿", two], lambda path: discovery.manuscripts([path], lambda _: settings))
    assert list(places) == [(one, Path("下/a.txt")), (two, Path("b.txt"))]


def test_two_manuscripts_never_go_to_one_file() -> None:
    discovery.refuse_collisions([(Path("a.txt"), Path("出/a.docx")), (Path("b.txt"), Path("出/b.docx"))])
    with pytest.raises(BulletinError, match="同一个文件"):
        discovery.refuse_collisions([(Path("a.txt"), Path("a.docx")), (Path("a.md"), Path("a.docx"))])
