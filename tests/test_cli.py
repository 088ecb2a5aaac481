"""The command line as people and programs use it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.commandline import CLEAN, FAULTY, bulletin, linted, written
from tests.offices import office

CLICK_WORDS = re.compile(
    r"Usage|Error|Options|Arguments|Commands|Try |Missing|No such|Invalid|requires|argument|unexpected|Traceback|"
    r"show this|Did you mean|does not|not found|default"
)


def inform(folder: Path) -> Path:
    """A manuscript with one finding of each level: info, warning, error."""
    return written(
        folder / "a.txt",
        "泉河信息\n第8期\n中 共 泉河 区 委 办 公室 2021年3月2日\n\n区教育局召开会议\n　　近日,区教育局召开会议。（区教育局）\n",
    )


# Exit codes


def test_0_without_findings_and_1_with(tmp_path: Path) -> None:
    written(tmp_path / "clean.txt", CLEAN)
    written(tmp_path / "faulty.txt", FAULTY)
    assert bulletin("lint", "clean.txt", cwd=tmp_path).code == 0
    assert bulletin("lint", "faulty.txt", cwd=tmp_path).code == 1
    assert bulletin("lint", "faulty.txt", "clean.txt", cwd=tmp_path).code == 1
    assert bulletin("lint", cwd=tmp_path).code == 1


def test_2_beats_1_and_the_rest_is_checked(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100))
    written(tmp_path / "b.txt", FAULTY)
    written(tmp_path / "c.txt", FAULTY.encode()[:40])
    written(tmp_path / "d.txt", b"")
    written(tmp_path / "e.txt", FAULTY)
    run = linted(".", "missing.txt", cwd=tmp_path)
    assert run.code == 2
    assert run.codes == ["X001", "P001", "X001", "X001", "P001", "X001"]
    assert all(row["message"] for row in run.rows)


def test_a_missing_path_is_2_however_it_is_asked_for(tmp_path: Path) -> None:
    for options in ((), ("--exit-zero",), ("--fix",), ("--diff",), ("--show-files",), ("--force-exclude",)):
        assert bulletin("lint", *options, "requirements.txt", cwd=tmp_path).code == 2, options
    assert bulletin("parse", "missing.txt", cwd=tmp_path).code == 2


def test_a_folder_without_manuscripts_is_no_fault(tmp_path: Path) -> None:
    assert bulletin("lint", cwd=tmp_path).code == 0
    assert linted(cwd=tmp_path).rows == []


@pytest.mark.parametrize(
    ("select", "level", "code"),
    [
        ("S005", None, 0),
        ("S005", "info", 1),
        ("P001", None, 1),
        ("P001", "error", 1),
        ("W,S005", "error", 0),
        ("P001,S005", "error", 1),
    ],
)
def test_fail_level(tmp_path: Path, select: str, level: str | None, code: int) -> None:
    inform(tmp_path)
    options = ["--fail-level", level] if level else []
    run = linted("--select", select, *options, "a.txt", cwd=tmp_path)
    assert run.code == code
    assert set(run.codes) <= {"P001", "S005"}
    assert run.codes


def test_exit_zero(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", FAULTY)
    run = linted("--exit-zero", "a.txt", cwd=tmp_path)
    assert (run.code, run.codes) == (0, ["P001"])


def test_exit_non_zero_on_fix(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", FAULTY)
    assert bulletin("lint", "--fix", "--exit-non-zero-on-fix", "a.txt", cwd=tmp_path).code == 1
    assert bulletin("lint", "--fix", "--exit-non-zero-on-fix", "a.txt", cwd=tmp_path).code == 0
    written(tmp_path / "a.txt", FAULTY)
    assert bulletin("lint", "--fix", "a.txt", cwd=tmp_path).code == 0


def test_what_is_left_after_fixing_makes_1(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", FAULTY.replace("近日", "2月30日"))
    run = linted("--fix", "a.txt", cwd=tmp_path)
    assert (run.code, run.codes) == (1, ["D001"])
    assert bulletin("lint", "--fix-only", "a.txt", cwd=tmp_path).code == 0


WRONG = [
    ["lint", "--nope"],
    ["lint", "--selcet", "P"],
    ["lint", "--select"],
    ["lint", "--fix=1"],
    ["lint", "--fail-level", "fatal", "a.txt"],
    ["lint", "--color", "red", "a.txt"],
    ["lint", "--output-format", "xml", "a.txt"],
    ["lint", "--select", "Q999", "a.txt"],
    ["lint", "--per-file-ignores", "P001", "a.txt"],
    ["lint", "--config", "none.toml", "a.txt"],
    ["lint", "--encoding", "klingon", "a.txt"],
    ["lint", "--encoding", "base64", "a.txt"],
    ["lint", "-", "a.txt"],
    ["lint", "-o", "none/out.txt", "a.txt"],
    ["lint", "-o", ".", "a.txt"],
    ["lnt"],
    ["lin", "a.txt"],
    ["--nope"],
    ["parse"],
    ["parse", "a.txt", "b.txt"],
    ["parse", "--output-format", "xml", "a.txt"],
    ["parse", "a.docx"],
    ["rule"],
    ["rule", "Q999"],
    ["rule", "P001", "--all"],
    ["rule", "P001", "P002"],
    ["rule", "P001", "--output-format", "xml"],
    ["rule", "--config", "none.toml", "P001"],
]


@pytest.mark.parametrize("args", WRONG, ids=" ".join)
def test_a_wrong_call_is_2_and_a_chinese_sentence(tmp_path: Path, args: list[str]) -> None:
    written(tmp_path / "a.txt", CLEAN)
    written(tmp_path / "a.docx", b"PK\x03\x04")
    run = bulletin(*args, cwd=tmp_path)
    told = run.out + run.err
    assert run.code == 2
    assert re.search("[\u4e00-\u9fff]", told)
    assert not CLICK_WORDS.search(told), told
    assert "程序内部出错" not in told


@pytest.mark.parametrize(
    "args", [[], ["--help"], ["-h"], ["lint", "--help"], ["parse", "--help"], ["rule", "--help"], ["--version"]]
)
def test_help_is_chinese(tmp_path: Path, args: list[str]) -> None:
    run = bulletin(*args, cwd=tmp_path)
    assert run.code == (0 if args else 2)
    assert not CLICK_WORDS.search(run.out + run.err)
    assert args == ["--version"] or "选项" in run.out + run.err


def test_every_option_of_the_conventions_is_there(tmp_path: Path) -> None:
    told = bulletin("lint", "--help", cwd=tmp_path).out
    for option in (
        "select extend-select ignore per-file-ignores fixable unfixable fix unsafe-fixes fix-only diff show-fixes baseline "
        "write-baseline prune-baseline output-format output-file include exclude force-exclude stdin-filename encoding "
        "statistics show-files show-settings fail-level exit-zero exit-non-zero-on-fix config isolated backup color quiet overwrite"
    ).split():
        assert f"--{option}" in told


# Standard input


def test_stdin_is_linted_under_its_name(tmp_path: Path) -> None:
    run = linted("--stdin-filename", "稿件/甲.txt", "-", cwd=tmp_path, stdin=FAULTY.encode("gb18030"))
    assert (run.code, run.codes) == (1, ["P001"])
    assert Path(run.rows[0]["filename"]) == Path("稿件/甲.txt")
    assert linted("-", cwd=tmp_path, stdin=FAULTY.encode()).codes == ["P001"]


def test_stdin_takes_its_format_and_settings_from_its_name(tmp_path: Path) -> None:
    office(tmp_path, "", '[lint]\nper-file-ignores = { "归档/**" = ["P"] }')
    text = "# 区教育局召开会议\n\n`近日,` 区教育局召开会议。（区教育局）\n".encode()
    assert linted("--stdin-filename", "a.md", "--select", "P", "-", cwd=tmp_path, stdin=text).code == 0
    assert linted("--stdin-filename", "归档/a.txt", "-", cwd=tmp_path, stdin=FAULTY.encode()).code == 0
    assert linted("--stdin-filename", "a.xlsx", "-", cwd=tmp_path, stdin=text).code == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_fixed_stdin_goes_to_stdout_and_the_report_to_stderr(tmp_path: Path, encoding: str) -> None:
    text = (FAULTY + "\n" + FAULTY.replace("近日", "2月30日")).replace("\n", "\r\n")
    run = bulletin("lint", "--fix", "-", cwd=tmp_path, stdin=text.encode(encoding), env={"PYTHONIOENCODING": "utf-8"})
    assert run.stdout == text.replace("日,", "日，").encode(encoding)
    assert "D001" in run.err
    assert run.code == 1


def test_stdin_that_can_t_be_mended_comes_out_as_it_was(tmp_path: Path) -> None:
    data = FAULTY.encode()[:40]
    run = bulletin("lint", "--fix", "-", cwd=tmp_path, stdin=data)
    assert (run.code, run.stdout) == (2, data)
    text = "區教育局召開會議,部署工作。\n".encode("big5")
    rules = '[Z001]\nname = "h"\ntitle = "t"\nfix = "safe"\npatterns = [{ find = "«會議»", replace = "会议" }]'
    office(tmp_path, rules)
    run = bulletin("lint", "--fix", "--encoding", "big5", "-", cwd=tmp_path, stdin=text)
    assert (run.code, run.stdout) == (2, text)
    assert "会" in run.err


def test_diff_of_stdin_goes_to_stdout(tmp_path: Path) -> None:
    run = bulletin("lint", "--diff", "-", cwd=tmp_path, stdin=FAULTY.encode())
    assert run.code == 1
    assert "+　　近日，" in run.out


# Which files


def tree(folder: Path) -> None:
    for name in (
        "a.txt",
        "b.md",
        "c.log",
        "README.md",
        ".hidden/d.txt",
        "~$e.txt",
        "稿/f.TXT",
        "稿/g.text",
        "out/h.txt",
    ):
        written(folder / name, FAULTY)


def shown(folder: Path, *args: str) -> set[str]:
    run = bulletin("lint", "--show-files", *args, cwd=folder)
    assert run.code == 0
    return {Path(line).as_posix() for line in run.out.splitlines()}


def test_a_folder_means_its_manuscripts(tmp_path: Path) -> None:
    tree(tmp_path)
    assert shown(tmp_path) >= {"a.txt", "b.md", "稿/g.text", "out/h.txt"}
    assert not shown(tmp_path) & {"c.log", "README.md", ".hidden/d.txt", "~$e.txt"}


def test_include_and_exclude(tmp_path: Path) -> None:
    tree(tmp_path)
    assert shown(tmp_path, "--exclude", "out/") == shown(tmp_path) - {"out/h.txt"}
    assert shown(tmp_path, "--include", "*.md") == {"b.md"}
    office(tmp_path, "", '[files]\ninclude = ["*.log"]\nexclude = []')
    assert shown(tmp_path) == {"c.log"}


def test_a_named_file_is_checked_unless_force_exclude(tmp_path: Path) -> None:
    tree(tmp_path)
    assert shown(tmp_path, "--exclude", "out/", "out/h.txt") == {"out/h.txt"}
    assert shown(tmp_path, "--exclude", "out/", "--force-exclude", "out/h.txt", "a.txt") == {"a.txt"}
    assert bulletin("lint", "--force-exclude", "README.md", cwd=tmp_path).code == 0


def test_each_file_is_checked_once(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", FAULTY)
    assert linted("a.txt", ".", "./a.txt", tmp_path / "a.txt", cwd=tmp_path).codes == ["P001"]


def test_a_broken_config_in_a_folder_below_leaves_the_json_whole(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", FAULTY)
    written(tmp_path / "b" / "bulletin.toml", "slect = 1")
    written(tmp_path / "b" / "b.txt", FAULTY)
    run = linted(".", cwd=tmp_path)
    assert (run.code, run.codes) == (2, ["P001"])
    assert "slect" in run.err


# JSON


def located(folder: Path, data: bytes, *options: str, name: str = "a.txt") -> list[tuple[int, int, int, int, str]]:
    written(folder / name, data)
    return [
        (
            row["location"]["row"],
            row["location"]["column"],
            row["end_location"]["row"],
            row["end_location"]["column"],
            row["excerpt"],
        )
        for row in linted("--select", "P001", *options, name, cwd=folder).rows
    ]


def test_json_has_the_promised_form(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", CLEAN + "\n" + FAULTY)
    (row,) = linted("--select", "P001", "a.txt", cwd=tmp_path).rows
    assert isinstance(row.pop("message"), str)
    assert isinstance(row["fix"].pop("message"), str)
    place: dict[str, Any] = {"location": {"row": 5, "column": 5}, "end_location": {"row": 5, "column": 6}}
    assert row == {
        "code": "P001", "name": "halfwidth-punctuation", "severity": "error", "filename": "a.txt", **place,
        "item": 2, "excerpt": ",", "fix": {"applicability": "safe", "edits": [{"content": "，", **place}]},
    }  # fmt: skip
    assert list(row) == ["code", "name", "severity", "filename", "location", "end_location", "item", "excerpt", "fix"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_positions_are_code_points_of_the_file(tmp_path: Path, encoding: str, end: str) -> None:
    text = f"𠮷𠮷县召开会议{end}{end}　　𠮷县“𪚥”ＡＢ,会{end}\u2028𠮷县,会。（县局）{end}"
    place = text.index(",会。") - text.index("\u2028") + 1
    expected = [(4, place, 4, place + 1, ",")]
    assert located(tmp_path, text.encode(encoding)) == expected


def test_positions_in_wrapped_lines(tmp_path: Path) -> None:
    text = (
        "区教育局推行“一站式”服务 今年以来，区教育局推行“互联网+服务”，\n\n把13项业务并到一个窗口办理，平均办理时间由15个工作日压缩到\n\n"
        "4个工作日。截至目前,共办理业务1.2万件，群众满意率为99.5%。为\n\n做好这项工作，区教育局成立了专班，每周二调度一次。（区教育局）\n"
    )
    assert located(tmp_path, text.encode()) == [(5, 11, 5, 12, ",")]
    row = linted("--select", "P001", "a.txt", cwd=tmp_path).rows[0]
    assert row["item"] == 1


def test_an_empty_report_is_an_empty_array(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", CLEAN)
    assert linted("a.txt", cwd=tmp_path).rows == []
    assert linted("--quiet", "a.txt", cwd=tmp_path).rows == []


def test_a_file_name_that_is_no_utf8_still_makes_json(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux has such names")
    name = os.fsencode(tmp_path) + b"/\xc7\xf8.txt"
    with open(name, "wb") as file:
        file.write(FAULTY.encode())
    run = linted(".", cwd=tmp_path)
    assert (run.code, run.codes) == (1, ["P001"])
    assert bulletin("lint", ".", cwd=tmp_path).code == 1
    assert linted("-o", "out.json", ".", cwd=tmp_path).code == 1


# Consoles

CONSOLES: list[dict[str, str]] = [
    {"PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"},
    {"LC_ALL": "C", "PYTHONUTF8": "0"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"},
]
RARE = "𠮷县召开会议✓\n　　近日,\u200b𠮷县召开会议•‑。（𠮷县）\n"


@pytest.mark.parametrize("console", CONSOLES)
def test_machine_output_is_utf8_on_every_console(tmp_path: Path, console: dict[str, str]) -> None:
    written(tmp_path / "a.txt", RARE)
    run = bulletin("lint", "--output-format", "json", "a.txt", cwd=tmp_path, env=console)
    assert "P001" in [row["code"] for row in run.rows]
    assert "“,”应为“，”" in run.stdout.decode()
    assert "𠮷县召开会议✓" in bulletin("parse", "--output-format", "json", "a.txt", cwd=tmp_path, env=console).out
    assert "全角" in bulletin("rule", "P001", "--output-format", "json", cwd=tmp_path, env=console).out


@pytest.mark.parametrize("console", CONSOLES)
@pytest.mark.parametrize("args", [["lint"], ["lint", "--output-format", "concise"], ["lint", "--diff"], ["parse"]])
def test_people_s_output_survives_every_console(tmp_path: Path, console: dict[str, str], args: list[str]) -> None:
    written(tmp_path / "a.txt", RARE)
    run = bulletin(*args, "a.txt", cwd=tmp_path, env=console)
    assert run.code in (0, 1)
    assert run.stdout
    assert b"Traceback" not in run.stderr
    if console.get("PYTHONIOENCODING") == "gbk":
        assert re.search("召开会议|看不见的字符", run.stdout.decode("gbk"))


def test_what_the_program_itself_says_is_in_gbk(tmp_path: Path) -> None:
    inform(tmp_path)
    for args in (
        ["lint", "a.txt"],
        ["lint", "--statistics", "a.txt"],
        ["parse", "a.txt"],
        ["rule", "--all"],
        ["lint", "--help"],
    ):
        assert bulletin(*args, cwd=tmp_path).out.encode("gbk")


def test_colour_by_option_and_no_color(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", FAULTY)
    assert b"\x1b[" not in bulletin("lint", "a.txt", cwd=tmp_path).stdout
    assert b"\x1b[" in bulletin("lint", "--color", "always", "a.txt", cwd=tmp_path).stdout
    assert b"\x1b[" not in bulletin("lint", "--color", "never", "a.txt", cwd=tmp_path).stdout
    assert b"\x1b[" not in linted("--color", "always", "a.txt", cwd=tmp_path).stdout
    bulletin("lint", "--color", "always", "-o", "out.txt", "a.txt", cwd=tmp_path)
    assert b"\x1b[" not in (tmp_path / "out.txt").read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("env", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True)])
def test_a_terminal_is_coloured_unless_no_color(tmp_path: Path, env: dict[str, str], *, coloured: bool) -> None:
    import pty

    written(tmp_path / "a.txt", FAULTY)
    ours, theirs = pty.openpty()
    kept = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    subprocess.run(
        [sys.executable, "-m", "bulletin_tools", "lint", "a.txt"],
        cwd=tmp_path,
        stdout=theirs,
        env={**kept, **env},
        check=False,
    )
    os.close(theirs)
    assert (b"\x1b[" in os.read(ours, 100_000)) is coloured
    os.close(ours)


def shell(script: str, folder: Path) -> tuple[int, str]:
    """Run a shell script in which $B is the program; its exit code and standard error."""
    env = {**os.environ, "B": f"{sys.executable} -m bulletin_tools", "PYTHONUTF8": "1"}
    done = subprocess.run(["bash", "-c", script], cwd=folder, env=env, capture_output=True, timeout=60, check=False)
    return done.returncode, done.stderr.decode()


@pytest.mark.skipif(sys.platform != "linux", reason="needs a shell and /dev/full")
def test_a_reader_that_leaves_a_full_disk_and_closed_streams_end_quietly(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", FAULTY * 4000)
    code, told = shell("set -o pipefail; $B lint --output-format concise a.txt | head -1 >/dev/null", tmp_path)
    assert (code != 0, told) == (True, "")
    for script, expected in (("$B lint a.txt >/dev/full", 2), ("$B lint a.txt >&-", 1), ("$B lint - <&-", 2)):
        code, told = shell(script, tmp_path)
        assert code == expected, script
        assert "Traceback" not in told
        assert "内部" not in told


# What people read


def test_the_full_report_says_place_reason_clause_and_mend(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", CLEAN + "\n" + FAULTY)
    out = bulletin("lint", "a.txt", cwd=tmp_path).out
    for told in (
        "a.txt",
        "第2条",
        "区教育局召开会议",
        "5:5",
        "P001",
        "〖,〗",
        "GB/T 15834—2011 第5.1条",
        "--fix",
        "近日，区教育局",
    ):
        assert told in out
    assert re.search(r"每万字\d+\.\d处", out)


def test_the_fault_rate_is_per_ten_thousand_characters(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", FAULTY)
    count = len("".join(FAULTY.split()))
    assert f"每万字{10_000 / count:.1f}处" in bulletin("lint", "--select", "P001", "a.txt", cwd=tmp_path).out


def test_concise_is_a_line_per_finding(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", FAULTY)
    out = bulletin("lint", "--output-format", "concise", "a.txt", cwd=tmp_path).out
    assert out.splitlines()[0].startswith("a.txt:2:5: P001 ")


def test_statistics_count_by_rule(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", FAULTY.replace("会议，", "会议,").replace("工作。", "工作。。"))
    out = bulletin("lint", "--statistics", "--output-format", "concise", "a.txt", cwd=tmp_path).out
    rows = [line.split()[:2] for line in out.splitlines() if re.match(r" +\d", line)]
    assert rows == [["2", "P001"], ["1", "P008"]]


def test_show_settings_names_file_and_rules(tmp_path: Path) -> None:
    office(tmp_path, "", '[lint]\nselect = ["P001", "P008"]')
    out = bulletin("lint", "--show-settings", cwd=tmp_path).out
    assert "bulletin.toml" in out
    assert "P001 P008" in out
    assert "D001" not in out


def test_quiet_says_nothing_of_clean_files(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", CLEAN)
    assert bulletin("lint", "-q", "a.txt", cwd=tmp_path) == (0, b"", b"")
    written(tmp_path / "a.txt", FAULTY)
    assert "P001" in bulletin("lint", "-q", "a.txt", cwd=tmp_path).out


def test_an_output_file_is_written_whole_and_not_overwritten_unasked(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", FAULTY)
    run = linted("-o", "out.json", "a.txt", cwd=tmp_path)
    assert (run.code, run.stdout) == (1, b"")
    assert b"P001" in (tmp_path / "out.json").read_bytes()
    written(tmp_path / "out.json", "mine")
    assert linted("--output-file", "out.json", "a.txt", cwd=tmp_path).code == 2
    assert (tmp_path / "out.json").read_text("utf-8") == "mine"
    assert linted("-o", "out.json", "--overwrite", "a.txt", cwd=tmp_path).code == 1
    assert (tmp_path / "out.json").read_text("utf-8").startswith("[")


# rule and parse


@pytest.mark.parametrize("name", ["P001", "halfwidth-punctuation"])
def test_rule_explains_by_code_or_name(tmp_path: Path, name: str) -> None:
    out = bulletin("rule", name, cwd=tmp_path).out
    for told in (
        "P001",
        "halfwidth-punctuation",
        "GB/T 15834—2011 第5.1条",
        "必须",
        "错误",
        "--fix",
        "会报",
        "不报",
        "改为",
    ):
        assert told in out


def test_rule_all_lists_every_rule(tmp_path: Path) -> None:
    import json

    from bulletin_tools import rulebook

    codes = list(rulebook.load().rules)
    lines = bulletin("rule", "--all", cwd=tmp_path).out.splitlines()
    assert [line.split()[0] for line in lines] == codes
    data = json.loads(bulletin("rule", "--all", "--output-format", "json", cwd=tmp_path).stdout)
    assert [row["code"] for row in data] == codes
    assert set(data[0]) >= {"code", "name", "title", "basis", "force", "severity", "fix", "explain", "examples"}
    markdown = bulletin("rule", "--all", "--output-format", "markdown", cwd=tmp_path).out
    assert [line.split()[1] for line in markdown.splitlines() if line.startswith("# ")] == codes


ISSUE = (
    "泉河信息\n第8期（总第215期）\n中共泉河区委办公室　　2021年3月2日\n\n【经济】\n区教育局召开会议\n　　近日，区教育局召开会议。\n"
    "　　会议要求，抓好落实。（区教育局、区民政局）\n\n△近日，区水利局检查河道。（区水利局）\n\n报：市委办公室。\n（共印60份）\n"
)


def test_parse_prints_the_promised_json(tmp_path: Path) -> None:
    import json

    written(tmp_path / "a.txt", ISSUE.encode("gb18030"))
    (issue,) = json.loads(bulletin("parse", "a.txt", "--output-format", "json", cwd=tmp_path).stdout)
    head = issue["masthead"]
    assert {key: head[key] for key in ("name", "number", "total_number", "issuer", "date", "classification")} == {
        "name": "泉河信息", "number": "8", "total_number": "215", "issuer": "中共泉河区委办公室", "date": "2021-03-02",
        "classification": None,
    }  # fmt: skip
    assert issue["items"] == [
        {
            "kind": "full", "section": "经济", "headline": "区教育局召开会议",
            "paragraphs": ["近日，区教育局召开会议。", "会议要求，抓好落实。"], "sources": ["区教育局", "区民政局"],
        },
        {
            "kind": "brief", "section": "经济", "headline": None, "paragraphs": ["近日，区水利局检查河道。"], "sources": ["区水利局"],
        },
    ]  # fmt: skip
    assert (issue["footer"]["copies"], issue["footer"]["telephone"]) == ("60", None)


def test_parse_takes_stdin_and_draws_a_tree(tmp_path: Path) -> None:
    run = bulletin("parse", "-", cwd=tmp_path, stdin=ISSUE.encode())
    assert run.code == 0
    for told in ("泉河信息", "区教育局召开会议", "区教育局、区民政局", "简讯", "60"):
        assert told in run.out
    markdown = bulletin(
        "parse",
        "-",
        "--stdin-filename",
        "a.md",
        "--output-format",
        "json",
        cwd=tmp_path,
        stdin="# 甲*乙*\n\n丙。\n".encode(),
    )
    assert '"甲乙"' in markdown.out


def test_parse_refuses_in_a_sentence(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", b"%PDF-1.4")
    run = bulletin("parse", "a.txt", cwd=tmp_path)
    assert (run.code, run.stdout) == (2, b"")
    assert run.err.startswith("a.txt：")
