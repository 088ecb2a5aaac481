"""What machines read of findings: each format by its schema, or by a program that reads it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from junitparser import Error, Failure, JUnitXml

from bulletin_tools import formats
from bulletin_tools.lint import Office, lint
from bulletin_tools.outcome import Outcome
from bulletin_tools.reports.html import Html
from bulletin_tools.source import Document, Source
from bulletin_tools.unwrap import unwrap
from tests.commandline import CLEAN, FAULTY, Run, bulletin, linted, written
from tests.manuscripts import BOOK

MULTITOOL = Path(__file__).parent / "layout/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"
NAME = "来稿 九月/教育局 100%,a:b.txt"
ID = "110101199003070732"
SECRET = FAULTY.replace("部署工作", f"表彰张三（身份证号{ID}）,部署工作")
FORMATS = ("grouped", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "html")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A faulty manuscript with a hard name, a clean one, and one that can't be read."""
    written(tmp_path / NAME, FAULTY)
    written(tmp_path / "好.txt", CLEAN)
    written(tmp_path / "坏.txt", b"\xff\xfe\x00")
    return tmp_path


def report(form: str, *args: str, cwd: Path) -> Run:
    return bulletin("lint", "--output-format", form, *(args or (".",)), cwd=cwd)


def test_jsonl_has_the_rows_of_json(folder: Path) -> None:
    lines = report("jsonl", cwd=folder).out.splitlines()
    assert [json.loads(line) for line in lines] == linted(".", cwd=folder).rows


def test_grouped_names_each_file_once(folder: Path) -> None:
    out = report("grouped", cwd=folder).out
    assert out.count("教育局 100%,a:b.txt") == 1
    assert re.search(r"^ +2:5 +P001 ", out, re.MULTILINE)


def test_github_escapes_and_puts_errors_first(folder: Path) -> None:
    written(folder / "末.txt", FAULTY.replace("会议，", "会议 ，"))
    lines = report("github", cwd=folder).out.splitlines()
    levels = [line.split(" ")[0] for line in lines]
    assert levels == sorted(levels, key=["::error", "::warning", "::notice"].index)
    (line,) = [line for line in lines if "a%3Ab" in line]
    assert line.startswith("::error file=来稿 九月/教育局 100%25%2Ca%3Ab.txt,line=2,")
    assert re.search(r",col=5,endColumn=6,title=P001 [a-z-]+::", line)


GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)"},
                    "lines": {"required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}


def test_gitlab_gets_what_it_asks_for(folder: Path) -> None:
    twice = FAULTY + "\n" + FAULTY
    written(folder / "两.txt", twice)
    found = json.loads(report("gitlab", cwd=folder).out)
    jsonschema.validate(found, GITLAB)
    marks = [issue["fingerprint"] for issue in found]
    assert len(marks) == len(set(marks))
    written(folder / "两.txt", "　　以下两篇，请核对后编发。\n\n" + twice)
    moved = json.loads(report("gitlab", cwd=folder).out)
    assert {issue["fingerprint"] for issue in found if issue["check_name"] == "P001"} <= {
        issue["fingerprint"] for issue in moved
    }


def test_junit_is_read_by_its_reader(folder: Path) -> None:
    suites = JUnitXml.fromstring(report("junit", cwd=folder).out.encode())
    results = {suite.name: [result for case in suite for result in case.result] for suite in suites}
    assert results["好.txt"] == []
    assert [type(result) for result in results[NAME]] == [Failure]
    assert [type(result) for result in results["坏.txt"]] == [Error]
    assert sum(suite.tests for suite in suites) == sum(len(list(suite)) for suite in suites)


def test_rdjson_counts_bytes(folder: Path) -> None:
    (found,) = [
        each
        for each in json.loads(report("rdjson", NAME, cwd=folder).out)["diagnostics"]
        if each["code"]["value"] == "P001"
    ]
    line = FAULTY.splitlines()[1].encode()
    place = found["location"]["range"]
    assert line[place["start"]["column"] - 1 : place["end"]["column"] - 1] == b","
    suggestion = found["suggestions"][0]
    start, end = (suggestion["range"][key]["column"] - 1 for key in ("start", "end"))
    assert (line[:start] + suggestion["text"].encode() + line[end:]).decode() == CLEAN.splitlines()[1]


def sarif(cwd: Path) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(report("sarif", cwd=cwd).out)
    return log


def test_sarif_points_at_the_place_and_its_mend(folder: Path) -> None:
    (run,) = sarif(folder)["runs"]
    (result,) = [result for result in run["results"] if result["ruleId"] == "P001"]
    place = result["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == NAME
    assert ":" not in place["artifactLocation"]["uri"]
    region = place["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (2, 5, 6)
    (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
    assert replacement["insertedContent"]["text"] == "，"
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {"P001"}
    (unread,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "坏" in unquote(unread["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])


def test_sarif_passes_its_makers_validator(folder: Path) -> None:
    if not MULTITOOL.exists():
        if os.environ.get("CI") == "true" and os.uname().machine == "x86_64":
            pytest.fail("npm install --prefix tests/layout")
        pytest.skip("the validator isn't here: npm install --prefix tests/layout")
    MULTITOOL.chmod(0o755)
    path = folder / "x.sarif"
    path.write_text(report("sarif", cwd=folder).out, "utf-8")
    done = subprocess.run(
        [MULTITOOL, "validate", path, "--rule-kind", "Sarif;Gh"],
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert "1 files scanned" in done.stdout
    assert not re.findall(r"\berror\b.*", done.stdout)


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_found_is_a_whole_report_too(tmp_path: Path, form: str) -> None:
    written(tmp_path / "好.txt", CLEAN)
    run = report(form, cwd=tmp_path)
    assert run.code == 0
    if form in ("sarif", "gitlab", "rdjson"):
        json.loads(run.out)
    elif form == "junit":
        ET.fromstring(run.out)


@pytest.mark.parametrize("form", FORMATS)
def test_no_report_tells_a_secret(tmp_path: Path, form: str) -> None:
    written(tmp_path / "a.txt", SECRET)
    run = report(form, "a.txt", "--extend-select", "V", cwd=tmp_path)
    assert run.code == 1
    assert ID not in run.out + run.err
    assert ID[6:14] not in run.out + run.err


@pytest.mark.parametrize("form", ["jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "html"])
def test_machines_get_utf8_whatever_the_console(folder: Path, form: str) -> None:
    gbk = {"PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"}
    run = bulletin("lint", "--output-format", form, ".", cwd=folder, env=gbk)
    assert run.out == report(form, cwd=folder).out


def test_a_page_reads_a_manuscript_of_the_cache_once(monkeypatch: pytest.MonkeyPatch) -> None:
    office = Office(BOOK, tuple(BOOK.rules.values()))
    found = lint(formats.from_text(FAULTY), office)
    read: list[str] = []

    def counted(document: Document) -> Source:
        read.append(document.text)
        return unwrap(document)

    monkeypatch.setattr("bulletin_tools.lint.unwrap", counted)
    kept = Outcome("稿件.txt", BOOK, found._replace(parsed=None))
    assert Html(lambda words, _: words).file(kept) == Html(lambda words, _: words).file(kept._replace(report=found))
    assert read == [FAULTY]


@pytest.mark.parametrize("form", ["full", "html"])
def test_an_item_that_shows_only_in_simplified_characters_stops_no_report(tmp_path: Path, form: str) -> None:
    text = "區民政局走訪企業\n　　近日，區民政局走訪企業10家。（張三）\n　　又訊　區民政局走訪商戶,共5家。（李四）\n"
    written(tmp_path / "稿件.txt", text)
    run = report(form, "稿件.txt", "--script", "traditional", cwd=tmp_path)
    assert run.code == 1, run.err
    assert "P001" in run.out
