"""`bulletin compose`: thirty drafts become one issue."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bulletin_tools import formats, parse
from bulletin_tools.bulletin import Bulletin
from bulletin_tools.compose.returns import file_names
from bulletin_tools.unwrap import unwrap
from tests.commandline import bulletin, linted, written
from tests.word.packages import docx, paragraph

CONFIG = """
[bulletin]
name = "泉河信息"
issuer = "中共泉河区委办公室"
[foot]
report = "市委办公室。"
copies = "60"
"""
LAST = """泉河信息
第56期（总第312期）
中共泉河区委办公室　　　　　　　　　　2026年9月18日

区审计局推行“审前会商”
　　今年以来，区审计局把会商关口前移到审计进点之前，与被审计单位、主管部门逐项核对政策口径，已对11个项目开展会商，调整审计重点27项，现场审计时间平均缩短6天。（区审计局）

报：市委办公室，区委常委。
（共印50份）
"""
FORESTS = (
    "区林业局开展秋季造林\n　　9月以来，区林业局在8个镇开展秋季造林，计划造林3200亩，逐镇核实宜林地块。（区林业局）\n"
)
SCIENCE = "区科技局服务企业\n　　今年以来，区科技局推行“一窗办理”，把13项业务并到一个窗口，平均办理时间压缩到4个工作日。（区科技局）\n"
WATER = "△9月12日，区水利局完成22座小型水库汛后安全检查，发现的9处隐患全部整改。（区水利局）\n"
AUDIT = LAST.split("\n\n")[1].replace("推行“审前会商”", "前移会商关口") + "\n"
HEADS = ("--date", "2026-09-25")
ID = "110101199003070732"
RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{name}{digit}" for name in ("COM", "LPT") for digit in range(10))}
"""What Windows takes for devices, whatever follows behind a full stop."""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    written(tmp_path / "bulletin.toml", CONFIG)
    for name, text in (("林业", FORESTS), ("科技", SCIENCE), ("水利", WATER)):
        written(tmp_path / f"稿件/{name}.txt", text)
    return tmp_path


def issue(path: Path) -> Bulletin:
    (found,) = parse.parse(unwrap(formats.read(path)))
    return found


def titles(path: Path) -> list[str]:
    return [item.headline.value if item.headline else item.paragraphs[0].value[:5] for item in issue(path).items]


def test_an_issue_has_its_items_in_order_its_masthead_and_its_foot(office: Path) -> None:
    names = ("稿件/水利.txt", "稿件/科技.txt", "稿件/林业.txt")
    run = bulletin("compose", *names, "-o", "第7期.txt", "--number", "7", *HEADS, cwd=office)
    assert run.code == 0, run.out + run.err
    composed = issue(office / "第7期.txt")
    head, foot = composed.masthead, composed.footer
    assert head
    assert foot
    fields = (head.name, head.number, head.issuer, head.date, foot.report, foot.copies)
    assert [field.value for field in fields if field] == [
        "泉河信息", "7", "中共泉河区委办公室", "2026-09-25", "市委办公室。", "60",
    ]  # fmt: skip
    assert titles(office / "第7期.txt") == ["区科技局服务企业", "区林业局开展秋季造林", "9月12日"]
    assert "没有发现问题" in run.out
    assert bulletin("lint", "第7期.txt", cwd=office).code == 0
    assert bulletin("export", "第7期.txt", cwd=office).code == 0


@pytest.mark.parametrize("suffix", [".md", ".docx"])
def test_other_forms(office: Path, suffix: str) -> None:
    run = bulletin("compose", "稿件", "-o", f"第7期{suffix}", "--number", "7", *HEADS, cwd=office)
    assert run.code == 0, run.out + run.err
    assert (office / f"第7期{suffix}").stat().st_size
    if suffix == ".md":
        assert len(titles(office / "第7期.md")) == 3


def test_the_next_number_is_told_by_the_last_issue(office: Path) -> None:
    written(office / "第56期.txt", LAST)
    assert bulletin("compose", "稿件/林业.txt", "-o", "新.txt", *HEADS, cwd=office).code == 0
    head = issue(office / "新.txt").masthead
    assert head
    assert head.number
    assert head.total_number
    assert (head.number.value, head.total_number.value) == ("57", "313")
    run = bulletin("compose", "稿件/科技.txt", "-o", "再.txt", "--date", "2026-10-01", cwd=office)
    assert "第58期" in run.out
    assert "接第57期（新.txt）" in run.out
    run = bulletin("compose", "稿件/水利.txt", "-o", "明年.txt", "--date", "2027-01-05", cwd=office)
    assert "第1期" in run.out
    assert "总第315期" in (office / "明年.txt").read_text(encoding="utf-8")


def test_a_file_of_several_issues(office: Path) -> None:
    older = LAST.replace("56", "55").replace("312", "311").replace("9月18日", "9月11日").replace("审计", "统计")
    written(office / "往期/合订.txt", older + "\n" + LAST)
    written(office / "稿件/审计.txt", AUDIT)
    run = bulletin("compose", "稿件", "--against", "往期", "-o", "新.txt", *HEADS, cwd=office)
    assert "接第56期" in run.out
    assert run.out.count("内容相近") == 1
    assert "与第5" in run.out


def test_without_any_issue_the_number_is_asked_for(office: Path) -> None:
    run = bulletin("compose", "稿件", "-o", "新.txt", cwd=office)
    assert run.code == 2
    assert "--number" in run.err
    assert not (office / "新.txt").exists()


def test_a_plan_gives_sections_and_order(office: Path) -> None:
    written(office / "稿件/审计.txt", AUDIT + "\n" + WATER.replace("水利局", "审计局"))
    plan = '[[section]]\nname = "要闻"\nitems = ["稿件/水利.txt", "稿件/审计.txt#1"]\n'
    written(office / "编排.toml", plan + '[[section]]\nname = "动态"\nitems = ["稿件/林*.txt"]\n')
    run = bulletin("compose", "稿件", "--plan", "编排.toml", "-o", "新.txt", "--number", "7", *HEADS, cwd=office)
    assert run.code in (0, 1), run.err
    items = issue(office / "新.txt").items
    sections = [(item.section.value if item.section else "", item.kind) for item in items]
    assert sections == [("要闻", "full"), ("要闻", "brief"), ("动态", "full"), ("其他", "full"), ("其他", "brief")]
    assert titles(office / "新.txt")[2:4] == ["区林业局开展秋季造林", "区科技局服务企业"]
    written(office / "错.toml", 'items = ["没有.txt"]\n')
    run = bulletin("compose", "--plan", "错.toml", "-o", "另.txt", "--number", "7", cwd=office)
    assert run.code == 2
    assert "没有这样的稿件：没有.txt" in run.err


def test_what_was_printed_before_is_named(office: Path) -> None:
    written(office / "往期/第56期.txt", LAST)
    written(office / "稿件/审计.txt", AUDIT)
    written(office / "稿件/林业二.txt", FORESTS.replace("开展秋季造林\n", "推进造林\n"))
    run = bulletin("compose", "稿件", "--against", "往期", "-o", "新.txt", *HEADS, cwd=office)
    assert run.code == 1
    assert "“区审计局前移会商关口”（稿件/审计.txt）与第56期（往期/第56期.txt）" in run.out
    assert run.out.count("与本期“") == 1
    assert "重复2条" in run.out


def test_faults_are_listed_by_department(office: Path) -> None:
    written(office / "稿件/林业.txt", FORESTS.replace("以来，", "以来,"))
    run = bulletin("compose", "稿件", "-o", "新.txt", "--number", "7", *HEADS, cwd=office)
    assert run.code == 1
    lines = run.out.splitlines()
    at = lines.index("区林业局")
    assert lines[at - 1] == "退改1处："
    assert lines[at + 1].startswith("  稿件/林业.txt:2:7: P001")
    assert "还有1处问题" in run.out
    mended = bulletin("compose", "稿件", "-o", "新.txt", "--number", "7", "--fix", "--overwrite", *HEADS, cwd=office)
    assert mended.code == 0
    assert linted("新.txt", cwd=office).rows == []
    assert "以来," in (office / "稿件/林业.txt").read_text(encoding="utf-8")


def letters(folder: Path) -> dict[str, str]:
    """The files for departments: name → text."""
    return {path.name: path.read_bytes().decode("utf-8-sig") for path in folder.iterdir()}


def test_each_department_gets_its_own_faults_in_a_file(office: Path) -> None:
    faulty = FORESTS.replace("以来，", "以来,").replace("，计划", f"（联系人身份证号{ID}），计划")
    written(office / "稿件/林业.txt", faulty + "\n" + WATER.replace("检查，", "检查,"))
    written(office / "稿件/科技.txt", SCIENCE.replace("（区科技局）", "") + "\n区科技局\n2026年9月20日\n")
    fires = paragraph("区林业局开展护林防火") + paragraph("9月以来,区林业局开展护林防火，巡护山林3200亩。（区林业局）")
    written(office / "稿件/防火.docx", docx(fires))
    run = bulletin("compose", "稿件", "-o", "新.txt", "--number", "7", "--faults", "退改/九月", *HEADS, cwd=office)
    assert run.code == 1, run.err
    assert "区林业局→" in run.out
    found = letters(office / "退改/九月")
    assert set(found) == {"区林业局退改意见.txt", "区水利局退改意见.txt"}
    forests, water = found["区林业局退改意见.txt"], found["区水利局退改意见.txt"]
    for words in (
        "稿件：林业.txt", "区林业局开展秋季造林", "第2行第7字：“,”应为“，”", "9月以来〖,〗区林业局在",
        "依据：GB/T 15834—2011", "改为：…　　9月以来，区林业局在",
        "稿件：防火.docx", "区林业局开展护林防火", "第2段第5字：“,”应为“，”",
    ):  # fmt: skip
        assert words in forests
    assert forests.index("林业.txt") < forests.index("1．") < forests.index("防火.docx") < forests.index("3．")
    assert "水利局" not in forests
    assert ID not in forests
    assert "第4行第27字" in water
    assert "林业局" not in water


def test_the_files_are_what_every_editor_of_windows_reads(office: Path) -> None:
    written(office / "稿件/林业.txt", FORESTS.replace("以来，", "以来,"))
    bulletin("compose", "稿件", "-o", "新.txt", "--number", "7", "--faults", "退改", *HEADS, cwd=office)
    data = (office / "退改/区林业局退改意见.txt").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") > 5
    assert data.endswith(b"\r\n")


def test_the_files_of_an_earlier_run_are_neither_drafts_nor_overwritten(office: Path) -> None:
    written(office / "稿件/林业.txt", FORESTS.replace("以来，", "以来,"))
    command = ("compose", "稿件", "--number", "7", "--faults", "稿件", *HEADS)
    assert bulletin(*command, "-o", "新.txt", cwd=office).code == 1
    kept = written(office / "稿件/区林业局退改意见.txt", "已批注")
    again = bulletin(*command, "-o", "再.txt", cwd=office)
    assert again.code == 2
    assert "区林业局退改意见.txt：已经存在" in again.err
    assert not (office / "再.txt").exists()
    assert kept.read_text("utf-8") == "已批注"
    run = bulletin(*command, "-o", "再.txt", "--overwrite", cwd=office)
    assert "（2条、简讯1条，" in run.out
    assert "第1条" in letters(office / "稿件")["区林业局退改意见.txt"]
    assert "不是文件夹" in bulletin(*command[:-3], "稿件/林业.txt", "-o", "三.txt", *HEADS, cwd=office).err


@given(st.lists(st.text(min_size=1), unique=True))
@example(["甲:乙", "甲?乙", "CON", "con", "nul.", "aux.c", "A", "a", "a2", "尾. ", "\ud800", "局" * 200])
def test_files_are_named_as_windows_allows_and_no_two_alike(names: list[str]) -> None:
    found = list(file_names(names).values())
    assert len({name.casefold() for name in found}) == len(names)
    for name in found:
        assert not set(name) & set('<>:"/\\|?*')
        assert name.isprintable()
        assert name.partition(".")[0].rstrip().upper() not in RESERVED
        assert len(name.encode()) < 256
        assert not name.endswith((" ", "."))


def test_a_draft_is_read_in_the_encoding_that_is_given(office: Path) -> None:
    written(office / "稿件/林业.txt", FORESTS.replace("以来，", "以来,").encode("utf-16-le"))
    command = ("compose", "稿件/林业.txt", "-o", "新.txt", "--number", "7", "--encoding", "utf-16-le", *HEADS)
    run = bulletin(*command, cwd=office)
    assert run.code == 1, run.err
    assert "  稿件/林业.txt:2:7: P001" in run.out


def test_a_signed_draft_gets_its_source_and_what_is_left_out_is_named(office: Path) -> None:
    signed = (
        SCIENCE.replace("（区科技局）", "").replace("以来，", "以来,")
        + "\n区科技局\n2026年9月20日\n（联系人：王某，电话：13800001234）\n"
    )
    written(office / "稿件/科技.txt", signed)
    run = bulletin("compose", "稿件/科技.txt", "-o", "新.txt", "--number", "7", *HEADS, cwd=office)
    assert [field.value for field in issue(office / "新.txt").items[0].sources] == ["区科技局"]
    assert "没有编入“（联系人" in run.out
    lines = run.out.splitlines()
    assert [line for line in lines if line.startswith("  稿件/科技.txt:2:7: P001")]
    assert lines[next(at for at, line in enumerate(lines) if line.startswith("退改")) + 1] == "区科技局"
    assert "没有写供稿单位" not in run.out
    assert "13800001234" not in run.out


def test_an_untidy_draft_is_tidied(office: Path) -> None:
    example = Path(__file__).parent.parent / "examples" / "PDF稿.txt"
    assert bulletin("compose", example, "-o", "新.txt", "--number", "7", *HEADS, cwd=office).code in (0, 1)
    assert titles(office / "新.txt")[:2] == ["泉河街道用“板凳会”解民忧", "区审计局推行“审前会商”提高审计质效"]


def test_a_bad_draft_stops_nothing_but_the_exit_code_tells(office: Path) -> None:
    written(office / "稿件/坏.txt", b"\xff\xff\xff")
    run = bulletin("compose", "稿件", "-o", "新.txt", "--number", "7", *HEADS, cwd=office)
    assert run.code == 2
    assert "坏.txt：" in run.err
    assert len(issue(office / "新.txt").items) == 3


def test_nothing_is_overwritten_unasked(office: Path) -> None:
    written(office / "新.txt", "原来的")
    run = bulletin("compose", "稿件", "-o", "新.txt", "--number", "7", cwd=office)
    assert run.code == 2
    assert (office / "新.txt").read_text(encoding="utf-8") == "原来的"
