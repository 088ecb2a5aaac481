"""bulletin.toml: found, extended, checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletin_tools import settings
from bulletin_tools.errors import BulletinError
from bulletin_tools.workspace import Workspace
from tests.commandline import FAULTY, bulletin, linted, written

IGNORE = '[lint]\nignore = ["P001"]\n'


@pytest.mark.parametrize("name", ["bulletin.toml", ".bulletin.toml"])
def test_a_config_is_found_in_the_folder_or_above(tmp_path: Path, name: str) -> None:
    home = written(tmp_path / name, IGNORE).parent
    folder = written(tmp_path / "一" / "二" / "a.txt", FAULTY).parent
    found = settings.discover(folder)
    assert (found.home, found.lint.ignore) == (home.resolve(), ("P001",))


def test_pyproject_counts_where_it_speaks_of_bulletins(tmp_path: Path) -> None:
    written(tmp_path / "pyproject.toml", '[tool.bulletin.lint]\nignore = ["P001"]\n')
    written(tmp_path / "一" / "pyproject.toml", '[project]\nname = "x"\n')
    assert settings.discover(tmp_path / "一").lint.ignore == ("P001",)


def test_the_closest_config_wins_and_is_not_merged(tmp_path: Path) -> None:
    written(tmp_path / "bulletin.toml", IGNORE)
    written(tmp_path / "一" / "bulletin.toml", '[lint]\nignore = ["D"]\n')
    written(tmp_path / "a.txt", FAULTY)
    written(tmp_path / "一" / "b.txt", FAULTY)
    rows = linted(".", cwd=tmp_path).rows
    assert [(row["code"], Path(row["filename"]).name) for row in rows] == [("P001", "b.txt")]


def test_in_one_folder_bulletin_toml_comes_first(tmp_path: Path) -> None:
    for name, code in (("bulletin.toml", "P"), (".bulletin.toml", "D")):
        written(tmp_path / name, f'[lint]\nignore = ["{code}"]\n')
    written(tmp_path / "pyproject.toml", '[tool.bulletin.lint]\nignore = ["W"]\n')
    assert settings.discover(tmp_path).lint.ignore == ("P",)


def test_without_a_config_the_defaults_hold(tmp_path: Path) -> None:
    found = settings.discover(tmp_path)
    assert (found.path, found.lint) == (None, settings.Lint())


def test_a_child_overlays_what_it_extends(tmp_path: Path) -> None:
    written(tmp_path / "base.toml", '[lint]\nignore = ["P001"]\nfail-level = "error"\n[bulletin]\nname = "泉河信息"\n')
    child = written(tmp_path / "x" / "bulletin.toml", 'extend = "../base.toml"\n[lint]\nignore = ["D"]\n')
    found = settings.load(child)
    assert (found.lint.ignore, found.lint.fail_level, found.bulletin.name) == (("D",), "error", "泉河信息")


def test_paths_of_a_parent_start_from_its_own_folder(tmp_path: Path) -> None:
    base = tmp_path / "base"
    written(base / "bulletin.toml", 'departments = "d.txt"\nextend-rules = ["our.toml"]\n')
    written(base / "d.txt", "泉河区教育局 区教育局\n")
    written(base / "our.toml", '[Z001]\nname = "house"\ntitle = "t"\npatterns = [{ find = "«甲»" }]\n')
    written(tmp_path / "x" / "bulletin.toml", 'extend = "../base/bulletin.toml"\n')
    office = Workspace().office(tmp_path / "x" / "a.txt")
    assert "Z001" in office.rulebook.rules
    assert office.departments == (("泉河区教育局", "区教育局"),)


def test_configs_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    written(tmp_path / "a.toml", 'extend = "b.toml"\n')
    written(tmp_path / "b.toml", 'extend = "./a.toml"\n')
    with pytest.raises(BulletinError, match="绕成了圈"):
        settings.load(tmp_path / "a.toml")
    written(tmp_path / "a.txt", FAULTY)
    run = bulletin("lint", "--config", "a.toml", "a.txt", cwd=tmp_path)
    assert run.code == 2
    assert "绕成了圈" in run.err


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("slect = 1", "slect"),
        ("[lint]\nslect = []", "lint.slect"),
        ("[lint]\nextend_select = []", "lint.extend_select"),
        ("[bulletin]\nnumber = 1", "bulletin.number"),
        ('[lint]\nselect = "P001"', "lint.select"),
        ("[lint]\nselect = [1]", "lint.select"),
        ("lint = 1", "lint"),
        ('[lint]\nfail-level = "fatal"', "lint.fail-level"),
        ("[lint]\nfail-level = 1", "lint.fail-level"),
        ('[lint]\nper-file-ignores = { "a/**" = "S001" }', "lint.per-file-ignores.a/**"),
        ("[lint]\nper-file-ignores = []", "lint.per-file-ignores"),
        ("[lint]\nseverity = { P001 = 3 }", "lint.severity.P001"),
        ("[lint]\noptions = { S027 = 5 }", "lint.options.S027"),
        ("departments = 3", "departments"),
        ('extend-rules = "our.toml"', "extend-rules"),
        ("extend = 1", "extend"),
        ('extend = "none.toml"', "none.toml"),
        ("[lint", "TOML"),
        ('[files]\ninclude = "*.txt"', "files.include"),
    ],
)
def test_what_a_config_may_not_say_is_named_with_file_and_key(tmp_path: Path, text: str, named: str) -> None:
    path = written(tmp_path / "bulletin.toml", text)
    with pytest.raises(BulletinError) as caught:
        settings.load(path)
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)
    assert str(tmp_path) in str(caught.value)


def test_a_config_that_is_no_utf8_is_named(tmp_path: Path) -> None:
    path = written(tmp_path / "bulletin.toml", "# 配置\n".encode("gbk"))
    with pytest.raises(BulletinError, match=r"bulletin\.toml.*UTF-8"):
        settings.load(path)


def test_a_bom_in_a_config_does_no_harm(tmp_path: Path) -> None:
    assert settings.load(written(tmp_path / "bulletin.toml", "\ufeff" + IGNORE)).lint.ignore == ("P001",)


def test_departments_take_comments_and_several_separators(tmp_path: Path) -> None:
    path = written(tmp_path / "d.txt", "# 单位\n泉河区教育局 区教育局，教育局\n\n泉河区民政局\u3000区民政局 # 注\n")
    assert settings.departments(path) == (("泉河区教育局", "区教育局", "教育局"), ("泉河区民政局", "区民政局"))


def test_departments_that_are_missing_are_named(tmp_path: Path) -> None:
    written(tmp_path / "bulletin.toml", 'departments = "none.txt"\n')
    written(tmp_path / "a.txt", FAULTY)
    run = bulletin("lint", "a.txt", cwd=tmp_path)
    assert run.code == 2
    assert "none.txt" in run.err


def test_a_masthead_in_the_config_stands_in_for_the_printed_one(tmp_path: Path) -> None:
    issue = (
        "第8期\n中共泉河区委办公室　　2021年3月2日\n\n区民政局走访企业\n　　近日，区民政局走访企业10家。（区民政局）\n"
    )
    written(tmp_path / "a.txt", issue)
    assert "S001" in linted("a.txt", cwd=tmp_path).codes
    written(tmp_path / "bulletin.toml", '[bulletin]\nname = "泉河信息"\n')
    assert "S001" not in linted("a.txt", cwd=tmp_path).codes


def test_options_of_the_command_line_go_over_the_config(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", FAULTY)
    written(tmp_path / "bulletin.toml", '[lint]\nselect = ["D"]\nfail-level = "error"\n')
    assert linted("a.txt", cwd=tmp_path).code == 0
    assert linted("--select", "P", "a.txt", cwd=tmp_path).codes == ["P001"]
    assert linted("--isolated", "a.txt", cwd=tmp_path).codes == ["P001"]
    other = written(tmp_path / "x" / "other.toml", '[lint]\nselect = ["P001"]\n')
    assert linted("--config", other, "a.txt", cwd=tmp_path).codes == ["P001"]
