"""Mending: one list of edits, a fixed point, cycles named, files replaced whole."""

from __future__ import annotations

import os
import stat
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from bulletin_tools import api, batch, formats
from bulletin_tools.batch import Mending, Task
from bulletin_tools.errors import BulletinError
from bulletin_tools.finding import Finding
from bulletin_tools.fix import Fixed, fix
from bulletin_tools.office import Office
from bulletin_tools.source import Document, apply
from bulletin_tools.workspace import Overrides, Workspace
from tests.commandline import CLEAN, FAULTY, bulletin, linted, written
from tests.manuscripts import BOOK, manuscripts
from tests.offices import GROWING, UNDOING, office, workspace

OFFICE = Office(BOOK, tuple(BOOK.rules.values()), (("泉河区教育局", "区教育局"),))
DEFAULT = Workspace(isolated=True)


def read(text: str, name: str = "稿件.txt") -> Document:
    return formats.from_bytes(text.encode(), name, "utf-8")


def mended(text: str, held: Workspace = DEFAULT) -> str:
    return apply(text, api.fix(read(text), held).edits)


def safe(finding: Finding) -> bool:
    return finding.fix is not None and finding.fix.safe


def assert_sound(document: Document, fixed: Fixed) -> None:
    """The edits are disjoint, change something, and give exactly the text that the report speaks of."""
    assert all(one.span.end <= other.span.start for one, other in pairwise(fixed.edits))
    assert all(document.text[edit.span.start : edit.span.end] != edit.text for edit in fixed.edits)
    assert apply(document.text, fixed.edits) == fixed.report.document.text


@pytest.mark.parametrize("may_apply", [safe, bool], ids=["safe", "all"])
@given(text=manuscripts())
@settings(max_examples=300)
def test_fixing_reaches_a_point_where_nothing_is_left_to_fix(may_apply: object, text: str) -> None:
    allowed = safe if may_apply is safe else bool
    document = read(text)
    fixed = fix(document, OFFICE, allowed)
    assert_sound(document, fixed)
    new = apply(text, fixed.edits)
    assert [found.code for found in fixed.report.findings if found.fix and allowed(found)] == [] or fixed.cycle
    again = fix(formats.edited(document, fixed.edits), OFFICE, allowed)
    assert apply(new, again.edits) == new


@given(manuscripts())
@settings(max_examples=200)
def test_text_outside_the_edits_is_byte_identical(text: str) -> None:
    document = read(text)
    fixed = fix(document, OFFICE, bool)
    data, done = formats.write(document, fixed.edits), text.encode()
    before, after, place = 0, 0, 0
    for (start, end), new in fixed.edits:
        kept = len(text[place:start].encode())
        assert data[after : after + kept] == done[before : before + kept]
        before += kept + len(text[start:end].encode())
        after += kept + len(new.encode())
        place = end
    assert data[after:] == done[before:]


def test_several_rounds_come_out_as_one_list_against_the_original() -> None:
    text = FAULTY.replace("日,", "日,，").replace("召开会议，", "召开 3 次会议,，，")
    document = read(text)
    fixed = api.fix(document, DEFAULT)
    assert_sound(document, fixed)
    assert apply(text, fixed.edits) == CLEAN.replace("近日，区教育局召开会议", "近日，区教育局召开3次会议")


WRAPPED = (
    "区教育局推行“一站式”服务 今年以来,区教育局推行“互联网+服务”,\n"
    "\n把 13 项业务并到一个窗口办理,平均办理时间由15个工作日压缩到 \n"
    "\n4 个工作日。截至目前,共办理业务1.2万件,群众满意率为99.5%。为\n"
    "\n做好这项工作,区教育局成立了专班,每周二调度一次。（区教育局）\n"
)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_hard_wraps_are_kept(end: str) -> None:
    text = WRAPPED.replace("\n", end)
    new = mended(text)
    assert new.count(end) == text.count(end)
    assert "," not in new
    assert "把13项" in new
    old_rows, new_rows = text.split(end), new.split(end)
    assert [row[-1:] for row in old_rows if row.strip()][1:] != []
    for old, row in zip(old_rows, new_rows, strict=True):  # nothing wanders from one line to another
        assert row.replace("，", ",").replace(" ", "") == old.replace("，", ",").replace(" ", "")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
def test_an_edit_across_a_wrap_puts_its_text_once_and_keeps_the_wrap(tmp_path: Path, end: str) -> None:
    rules = """
[Z001]
name = "house"
title = "用简称"
fix = "safe"
patterns = [{ find = "«窗口统一»办理", replace = "一窗通办" }]
"""
    rows = WRAPPED.replace("\n\n", "\n").splitlines()
    rows[1:3] = [
        "把13项业务并到一个窗口办理，平均办理时间由15个工作日压缩，窗口",
        "统一办理只要4个工作日。截至目前，共办理业务1.2万件。为此专门",
    ]
    text = end.join(rows) + end
    held = workspace(tmp_path, rules, select=("Z",))
    fixed = api.fix(read(text, str(tmp_path / "a.txt")), held)
    assert apply(text, fixed.edits) == text.replace("窗口" + end + "统一办理", "一窗通办" + end)


def test_an_unsafe_fix_needs_its_option(tmp_path: Path) -> None:
    text = "区总工会开展活动\n　　近日，区总工会开展”送清凉”活动。（区总工会）\n"
    path = written(tmp_path / "a.txt", text)
    run = linted("--fix", "a.txt", cwd=tmp_path)
    assert (run.code, run.codes) == (1, ["P003"])
    assert run.rows[0]["fix"]["applicability"] == "unsafe"
    assert path.read_text("utf-8") == text
    assert linted("--fix", "--unsafe-fixes", "a.txt", cwd=tmp_path).code == 0
    assert path.read_text("utf-8") == text.replace("展”", "展“")


def test_unsafe_fixes_alone_mends_nothing(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", FAULTY)
    assert linted("--unsafe-fixes", "a.txt", cwd=tmp_path).code == 1
    assert path.read_text("utf-8") == FAULTY


TWO = FAULTY.replace("工作。（", "工作。。（")


@pytest.mark.parametrize(
    ("options", "left"),
    [
        (["--fixable", "P001"], {"P008"}),
        (["--fixable", "repeated-mark"], {"P001"}),
        (["--unfixable", "P008"], {"P008"}),
        (["--unfixable", "P"], {"P001", "P008"}),
        (["--unfixable", "P", "--fixable", "P001"], {"P008"}),
        (["--fixable", "W"], {"P001", "P008"}),
        ([], set()),
    ],
)
def test_fixable_and_unfixable(tmp_path: Path, options: list[str], left: set[str]) -> None:
    written(tmp_path / "a.txt", TWO)
    assert set(linted("--fix", *options, "a.txt", cwd=tmp_path).codes) == left


def test_diff_shows_and_writes_nothing(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", FAULTY)
    before = path.stat()
    run = bulletin("lint", "--diff", "--backup", "a.txt", cwd=tmp_path)
    assert run.code == 1
    assert "-　　近日,区教育局" in run.out
    assert "+　　近日，区教育局" in run.out
    assert os.listdir(tmp_path) == ["a.txt"]
    assert (path.read_text("utf-8"), path.stat().st_mtime_ns) == (FAULTY, before.st_mtime_ns)
    written(path, CLEAN)
    assert bulletin("lint", "--diff", "a.txt", cwd=tmp_path) == (0, b"", b"")


def test_show_fixes_names_rules_and_counts(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", TWO)
    out = bulletin("lint", "--fix", "--show-fixes", "a.txt", cwd=tmp_path).out
    assert "P001" in out
    assert "P008" in out
    assert "2处" in out


def test_a_second_run_leaves_the_file_untouched(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", FAULTY.encode("gb18030"))
    assert linted("--fix", "a.txt", cwd=tmp_path).code == 0
    assert path.read_bytes() == CLEAN.encode("gb18030")
    before = path.stat()
    assert linted("--fix", "a.txt", cwd=tmp_path).code == 0
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def process(path: Path, mending: Mending, held: Workspace = DEFAULT) -> str:
    return batch.process(path, Task(held, mending=mending)).error


def test_a_backup_is_the_file_as_it_was_and_as_private(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", FAULTY)
    path.chmod(0o600)
    assert not process(path, Mending(backup=True))
    copy = tmp_path / "a.txt.bak"
    assert (path.read_text("utf-8"), copy.read_text("utf-8")) == (CLEAN, FAULTY)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_replacing_keeps_the_mode(tmp_path: Path, mode: int) -> None:
    path = written(tmp_path / "a.txt", FAULTY)
    path.chmod(mode)
    assert not process(path, Mending())
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_long_name_is_no_hindrance(tmp_path: Path) -> None:
    path = written(tmp_path / f"{'稿' * 80}.txt", FAULTY)
    assert not process(path, Mending())
    assert path.read_text("utf-8") == CLEAN


def test_replacing_through_a_link_keeps_the_link(tmp_path: Path) -> None:
    real = written(tmp_path / "稿件" / "a.txt", FAULTY)
    link = tmp_path / "b.txt"
    link.symlink_to(Path("稿件", "a.txt"))
    assert not process(link, Mending())
    assert link.is_symlink()
    assert real.read_text("utf-8") == CLEAN
    assert os.listdir(real.parent) == ["a.txt"]


def test_a_file_that_changed_meanwhile_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "a.txt", FAULTY)
    splice = formats.write

    def meanwhile(document: Document, edits: object, *_: object) -> bytes:
        written(path, "另一个人写的")
        return splice(document, edits)  # type: ignore[arg-type]

    monkeypatch.setattr(formats, "write", meanwhile)
    assert "改动过" in process(path, Mending())
    assert path.read_text("utf-8") == "另一个人写的"
    assert os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError(28, "No space left on device")])
def test_a_folder_that_can_t_be_written_gives_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    path = written(tmp_path / "a.txt", FAULTY)
    monkeypatch.setattr("bulletin_tools.files.open", refuse, raising=False)
    told = process(path, Mending())
    assert told.startswith("无法写入")
    assert not any(char.isascii() and char.isalpha() for char in told)
    assert path.read_text("utf-8") == FAULTY


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_gives_a_sentence(tmp_path: Path) -> None:
    path = written(tmp_path / "folder" / "a.txt", FAULTY)
    path.parent.chmod(0o500)
    run = linted("--fix", "folder", cwd=tmp_path)
    path.parent.chmod(0o700)
    assert (run.code, run.codes) == (2, ["X001"])
    assert "没有权限" in run.rows[0]["message"]


def test_what_is_half_written_when_the_disk_fails_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise OSError(5, "Input/output error")

    path = written(tmp_path / "a.txt", FAULTY)
    monkeypatch.setattr("os.fsync", fail)
    assert process(path, Mending())
    assert os.listdir(tmp_path) == ["a.txt"]
    assert path.read_text("utf-8") == FAULTY


def test_a_character_that_the_encoding_lacks_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    rules = """
[Z001]
name = "house"
title = "會用会"
fix = "safe"
patterns = [{ find = "«會議»", replace = "会议" }]
"""
    text = "區教育局召開會議\n　　近日，區教育局召開會議，部署工作。（區教育局）\n"
    path = written(tmp_path / "a.txt", text.encode("big5"))
    office(tmp_path, rules)
    run = linted("--fix", "--encoding", "big5", "a.txt", cwd=tmp_path)
    assert (run.code, run.codes) == (2, ["X001"])
    assert "会" in run.rows[0]["message"]
    assert path.read_bytes() == text.encode("big5")


CYCLE = "区教育局召开甲会\n　　近日,区教育局召开乙会。（区教育局）\n"


def test_rules_that_undo_each_other_are_named_and_the_rest_is_mended(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", CYCLE)
    office(tmp_path, UNDOING)
    run = linted("--fix", "a.txt", cwd=tmp_path)
    assert run.code == 1
    (told,) = [row for row in run.rows if row["code"] == "X005"]
    assert told["name"] == "fix-cycle"
    assert "Z001" in told["message"]
    assert "Z002" in told["message"]
    assert "P001" not in told["message"]
    assert path.read_text("utf-8") == CYCLE.replace("日,", "日，")
    before = path.read_bytes()
    assert "X005" in linted("--fix", "a.txt", cwd=tmp_path).codes
    assert path.read_bytes() == before


def test_a_cycle_is_told_whatever_is_selected_or_shown(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", CYCLE)
    office(tmp_path, UNDOING)
    assert "X005" in linted("--fix", "--select", "Z", "a.txt", cwd=tmp_path).codes
    assert "Z001" in bulletin("lint", "--fix-only", "a.txt", cwd=tmp_path).err
    assert "Z001" in bulletin("lint", "--diff", "a.txt", cwd=tmp_path).err
    assert "X005" not in linted("a.txt", cwd=tmp_path).codes
    assert "X005" not in linted("--fix", "--unfixable", "Z001", "a.txt", cwd=tmp_path).codes


def test_a_rule_whose_fix_never_ends_is_named_and_the_rest_is_mended(tmp_path: Path) -> None:
    text = FAULTY.replace("会议，", "丙会，")
    path = written(tmp_path / "a.txt", text)
    office(tmp_path, GROWING)
    run = linted("--fix", "a.txt", cwd=tmp_path)
    (told,) = [row for row in run.rows if row["code"] == "X005"]
    assert "Z003" in told["message"]
    assert path.read_text("utf-8") == text.replace("日,", "日，")


def test_fixes_of_two_rules_on_one_place_both_come_to_pass(tmp_path: Path) -> None:
    rules = """
[Z001]
name = "house-one"
title = "甲用乙"
fix = "safe"
patterns = [{ find = "«甲»", replace = "乙" }]
[Z002]
name = "house-two"
title = "乙用丙"
fix = "safe"
patterns = [{ find = "«乙»", replace = "丙" }]
"""
    held = workspace(tmp_path, rules, select=("Z",))
    fixed = api.fix(read("甲乙丁甲"), held)
    assert apply("甲乙丁甲", fixed.edits) == "丙丙丁丙"
    assert not fixed.cycle


def test_one_unreadable_file_doesn_t_stop_the_mending_of_others(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", b"%PDF-1.7")
    other = written(tmp_path / "b.txt", FAULTY)
    run = linted("--fix", ".", cwd=tmp_path)
    assert (run.code, run.codes) == (2, ["X001"])
    assert other.read_text("utf-8") == CLEAN


def test_only_the_rules_that_hold_for_a_file_mend_it() -> None:
    held = Workspace(Overrides(ignore=("P001",)), isolated=True)
    assert mended(FAULTY, held) == FAULTY
    assert mended(FAULTY) == CLEAN


CORPUS = os.environ.get("BULLETIN_CORPUS")


@pytest.mark.skipif(not CORPUS, reason="BULLETIN_CORPUS names no corpus")
@pytest.mark.parametrize("may_apply", [safe, bool], ids=["safe", "all"])
def test_the_corpus_is_mended_once_and_for_all(may_apply: object) -> None:
    allowed = safe if may_apply is safe else bool
    folder = Path(CORPUS or "")
    paths = [
        path
        for path in sorted(folder.rglob("*.txt"))
        if path.parent.name in ("real", "assembled", "encodings", folder.name)
    ]
    checked = 0
    for path in paths:
        try:
            document = formats.read(path)
        except BulletinError:
            continue
        fixed = fix(document, OFFICE, allowed)
        assert_sound(document, fixed)
        assert not {"X002", "X005"} & {found.code for found in fixed.report.findings}, path
        data = formats.write(document, fixed.edits)
        again = formats.from_bytes(data, path.name)
        assert fix(again, OFFICE, allowed).edits == [], path
        closed = len(document.lines) - len(again.lines)  # stray breaks, by fixes that are not safe
        assert closed == 0 or (may_apply is not safe and closed > 0), path
        checked += 1
    assert checked > 100


def test_a_wrapped_draft_is_rejoined_without_losing_anything_but_white_space() -> None:
    held = Office(BOOK, [BOOK.rules["W009"]])
    for blank in ("", "\n"):
        lines = [
            "区水利局抓好防汛",
            "　　近日，区水利局组织干部职工巡查全区水库、塘坝和河道，逐",
            "处登记隐患，当场整改问题十二个，对一时难以整改的明确专人盯",
            "守，落实编织袋、铁锹等物资，确保群众安全度汛，同时编排值班",
            "- 3 -",
            "表，做到昼夜有人在岗。（区水利局）",
        ]
        wrapped = read(f"\n{blank}".join(lines))
        rejoined = apply(wrapped.text, fix(wrapped, held, bool).edits)
        assert "".join(rejoined.split()) == "".join("".join(lines).split())
        assert "塘坝和河道，逐处登记隐患" in rejoined
        assert "\n- 3 -\n" in rejoined
        assert "抓好防汛\n" in rejoined
