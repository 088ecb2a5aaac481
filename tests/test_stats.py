"""`bulletin stats`: what an archive says of its departments."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from bulletin_tools.reports.charts import bars, columns, number
from tests.commandline import bulletin, written


def issue(number: int, date: str, *items: str) -> str:
    head = f"泉河信息\n第{number}期\n中共泉河区委办公室　　　　　　　　　　{date}\n\n"
    return head + "\n".join(items) + "\n报：市委办公室。\n（共印60份）\n"


def full(department: str, body: str = "完成了全年的各项任务，受到群众好评", headline: str = "工作有进展") -> str:
    lead = department.split("、", maxsplit=1)[0]
    return f"{lead}{headline}\n　　今年以来，{lead}{body}。（{department}）\n"


def brief(department: str) -> str:
    return f"△今年，{department}举办文艺演出，2000余名群众到场观看。（{department}）\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Four items of 区教育局 (one joint, one under its full name, one brief), two of 区审计局; one fault."""
    written(tmp_path / "单位.txt", "泉河区教育局 区教育局\n泉河区审计局 区审计局\n")
    written(tmp_path / "bulletin.toml", 'departments = "单位.txt"\n[files]\nexclude = ["单位.txt"]\n')
    one = issue(1, "2026年1月8日", full("区教育局"), full("区审计局、区教育局", "会同区教育局核对了账目"))
    two = issue(
        2,
        "2026年3月5日",
        full("泉河区教育局", headline="推进课后服务"),
        full("区审计局", "核对,账目", "开展审计"),
        brief("区教育局"),
    )
    written(tmp_path / "归档/2026-01.txt", one)
    written(tmp_path / "归档/三月/2.txt", two)
    return tmp_path


def data(*args: str, cwd: Path) -> dict[str, list[dict[str, Any]]]:
    run = bulletin("stats", "归档", "--output-format", "json", *args, cwd=cwd)
    assert run.code == 0, run.err
    found: dict[str, list[dict[str, Any]]] = json.loads(run.stdout)
    return found


def test_items_are_counted_by_department_and_month_under_one_name(archive: Path) -> None:
    rows = data(cwd=archive)["items"]
    told = [(row["rank"], row["department"], row["full"], row["brief"], row["points"]) for row in rows]
    assert told == [(1, "区教育局", 3, 1, 10), (2, "区审计局", 2, 0, 6)]
    assert [row["periods"] for row in rows] == [{"2026-01": 2, "2026-03": 2}, {"2026-01": 1, "2026-03": 1}]


def test_faults_are_counted_by_department_rule_and_month(archive: Path) -> None:
    found = data(cwd=archive)
    by_name = {row["department"]: row["faults"] for row in found["faults"]}
    assert by_name["区审计局"] == sum(by_name.values()) - by_name.get("区教育局", 0)
    assert {"code": "P001", "title": "中文语句用全角标点", "faults": 1} in found["rules"]
    trend = {row["period"]: row for row in found["trend"]}
    assert (trend["2026-01"]["items"], trend["2026-03"]["items"]) == (2, 3)
    assert sum(row["faults"] for row in found["trend"]) == sum(row["faults"] for row in found["rules"])
    assert data("--items-only", cwd=archive)["faults"] == []


def test_points_follow_the_office_s_scheme(archive: Path) -> None:
    config = (archive / "bulletin.toml").read_text(encoding="utf-8")
    written(archive / "bulletin.toml", config + '[stats]\nfull = 2\nbrief = 0.5\nshared = "split"\n')
    points = {row["department"]: row["points"] for row in data(cwd=archive)["items"]}
    assert points == {"区教育局": 5.5, "区审计局": 3}
    written(archive / "bulletin.toml", config + '[stats]\n[stats.sections]\n"要闻" = 5\n')
    text = (archive / "归档/2026-01.txt").read_text(encoding="utf-8")
    written(archive / "归档/2026-01.txt", text.replace("\n\n", "\n\n【要闻】\n", 1))
    points = {row["department"]: row["points"] for row in data(cwd=archive)["items"]}
    assert points == {"区教育局": 14, "区审计局": 8}


@pytest.mark.parametrize(
    ("by", "periods"), [("quarter", ["2026年第1季度"]), ("year", ["2026"]), ("month", ["2026-01", "2026-03"])]
)
def test_periods(archive: Path, by: str, periods: list[str]) -> None:
    assert [row["period"] for row in data("--by", by, cwd=archive)["trend"]] == periods


def test_a_stretch_of_time(archive: Path) -> None:
    rows = data("--since", "2026-02", "--until", "2026-03", cwd=archive)
    assert [(row["department"], row["used"]) for row in rows["items"]] == [("区教育局", 2), ("区审计局", 1)]
    assert [row["period"] for row in rows["trend"]] == ["2026-03"]


def test_csv_opens_in_excel_and_holds_no_formula(archive: Path) -> None:
    written(
        archive / "归档/三.txt",
        issue(3, "2026年4月1日", "=1+1工作有进展\n　　今年以来，完成了任务。\n供稿单位：=SUM(A1)局\n"),
    )
    run = bulletin("stats", "归档", "--output-format", "csv", "-o", "表.csv", cwd=archive)
    assert run.code == 0
    raw = (archive / "表.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert rows[0][:6] == ["名次", "单位", "采用", "信息", "简讯", "得分"]
    assert rows[1][:6] == ["1", "区教育局", "4", "3", "1", "10"]
    assert not any(cell.startswith("=") for row in rows for cell in row)
    trend = bulletin("stats", "归档", "--output-format", "csv", "--table", "trend", cwd=archive)
    assert trend.out.lstrip("\ufeff").startswith("时间,期数")


class Outside(HTMLParser):
    """What a page would fetch, and the rows of its tables."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.charts = 0
        self.script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.fetched += [value for name, value in attrs if name in ("src", "href") and value]
        self.charts += tag == "svg"
        self.script |= tag in ("script", "b")


def test_the_page_needs_no_network_and_no_name_is_markup(archive: Path) -> None:
    written(
        archive / "归档/三.txt",
        issue(3, "2026年4月1日", "工作有进展了\n　　今年以来，完成了任务。\n供稿单位：<b>某&局\n"),
    )
    assert bulletin("stats", "归档", "--output-format", "html", "-o", "页.html", cwd=archive).code == 0
    text = (archive / "页.html").read_text(encoding="utf-8")
    page = Outside()
    page.feed(text)
    assert page.fetched == []
    assert "url(" not in text
    assert page.charts >= 4
    assert not page.script
    assert "区教育局" in text


def test_a_chart_tells_in_words_what_it_draws_and_what_it_leaves_out() -> None:
    rows = [(f"区{number}局", {"ERROR": number, "INFO": 0.5}) for number in range(30)]
    drawn = bars("各单位<差错>", rows)
    assert 'aria-label="各单位&lt;差错&gt;：区0局0.5，区1局1.5，' in drawn
    assert "区29局29.5" in drawn
    assert "<title>区19局：错误19</title>" in drawn
    assert "另有10个没有画出" in drawn
    assert bars("没有", []) == columns("没有", []) == ""


def test_large_numbers_are_written_out() -> None:
    assert [number(value) for value in (1234567, 0.5, 3.0, 1234567.25)] == ["1234567", "0.5", "3", "1234567.2"]


def test_the_table_is_for_people(archive: Path) -> None:
    run = bulletin("stats", "归档", cwd=archive, env={"COLUMNS": "120"})
    assert run.code == 0
    assert "信息采用情况" in run.out
    assert run.out.index("区教育局") < run.out.index("区审计局")
    gbk = bulletin("stats", "归档", cwd=archive, env={"PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk"})
    assert gbk.code == 0
    assert "区教育局" in gbk.stdout.decode("gbk")


def test_what_can_t_be_read_is_named_and_the_rest_counted(archive: Path) -> None:
    written(archive / "归档/坏.txt", b"\xff\xff\xff")
    run = bulletin("stats", "归档", "--output-format", "json", cwd=archive)
    assert run.code == 2
    assert "坏.txt：" in run.err
    assert json.loads(run.stdout)["items"][0]["used"] == 4


@pytest.mark.parametrize("args", [("--by", "周"), ("--table", "x"), ("--since", "2026年"), ("--output-format", "xls")])
def test_wrong_options_are_one_sentence(archive: Path, args: tuple[str, str]) -> None:
    run = bulletin("stats", "归档", *args, cwd=archive)
    assert run.code == 2
    assert args[0] in run.err
    assert run.err.count("\n") == 1
