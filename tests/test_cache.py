"""What is kept of manuscripts between runs: that it says what lint said, and that all it depends on is seen."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given

from bulletin_tools import formats
from bulletin_tools.lint import Office, lint
from bulletin_tools.record import Record, packed
from tests.commandline import CLEAN, FAULTY, bulletin, linted, own_cache, written
from tests.manuscripts import BOOK, ENCODINGS, manuscripts
from tests.word.packages import docx, paragraph, text

OFFICE = Office(BOOK, tuple(BOOK.rules.values()))
FORMATS = ("json", "jsonl", "full", "concise", "grouped", "sarif", "github", "gitlab", "junit", "rdjson", "html")
RULE = '[Z001]\nname = "our-rule"\ntitle = "不用这个词"\npatterns = [{find = "«举办»"}]\n'
ENGINE = ("bulletin_tools.lint", "bulletin_tools.rulebook", "bulletin_tools.parse", "bulletin_tools.unwrap", "regex")


@pytest.fixture(autouse=True)
def kept(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The database that a run leaves."""
    return own_cache(tmp_path_factory.mktemp("缓存"), monkeypatch) / "findings.db"


@given(manuscripts())
def test_a_record_answers_what_the_report_answered(words: str) -> None:
    for name in ("稿件.txt", "稿件.md"):
        report = lint(formats.from_text(words, name), OFFICE)
        kept = Record(name, report.document.data, packed(report))
        for record in (kept, pickle.loads(pickle.dumps(Record.of(report)))):
            assert record.findings == report.findings
            assert (record.characters, record.secrets) == (report.characters, list(report.secrets))
            assert (record.document, record.shown, record.bulletins) == (
                report.document,
                report.shown,
                report.bulletins,
            )


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_record_reads_its_manuscript_again_in_any_encoding(encoding: str) -> None:
    report = lint(formats.from_bytes((FAULTY * 20).encode(encoding), "稿件.txt"), OFFICE)
    assert Record("稿件.txt", report.document.data, packed(report)).document == report.document


def test_a_word_file_goes_along_with_its_record() -> None:
    report = lint(
        formats.from_bytes(docx("".join(paragraph(text(words)) for words in FAULTY.split())), "稿件.docx"), OFFICE
    )
    sent = pickle.loads(pickle.dumps(Record.of(report)))
    assert sent.document == report.document == Record("稿件.docx", report.document.data, packed(report)).document
    assert sent.findings == report.findings


@pytest.mark.parametrize("form", FORMATS)
def test_every_report_is_the_same_from_memory(tmp_path: Path, form: str) -> None:
    for number in range(4):
        written(tmp_path / f"{number}.txt", FAULTY * (number + 1))
    first = bulletin("lint", ".", "--output-format", form, cwd=tmp_path)
    assert bulletin("lint", ".", "--output-format", form, cwd=tmp_path) == first
    assert bulletin("lint", ".", "--output-format", form, "--no-cache", "--jobs", "2", cwd=tmp_path) == first


def test_what_is_remembered_needs_no_rules(tmp_path: Path) -> None:
    for number in range(4):
        written(tmp_path / f"{number}.txt", FAULTY if number % 2 else CLEAN)
    first = linted(".", cwd=tmp_path)
    again = bulletin("lint", ".", "--output-format", "json", cwd=tmp_path, env={"PYTHONPROFILEIMPORTTIME": "1"})
    assert again.out == first.out
    imported = {line.rpartition("|")[2].strip() for line in again.err.splitlines()}
    assert not imported.intersection(ENGINE)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("departments.txt", "区教育局\n", "区教育局 区教委\n"),
        ("我们的词.toml", '[typo]\n"作工" = "工作"\n', '[typo]\n"部署工作" = "安排工作"\n'),
        ("我们的规则.toml", RULE, RULE.replace("举办", "召开")),
    ],
)
def test_the_files_of_an_office_are_part_of_what_is_remembered(
    tmp_path: Path, kept: Path, name: str, before: str, after: str
) -> None:
    config = 'departments = "departments.txt"\nterms = ["我们的词.toml"]\nextend-rules = ["我们的规则.toml"]\n'
    written(tmp_path / "bulletin.toml", config + '[files]\nexclude = ["departments.txt"]\n')
    written(tmp_path / "departments.txt", "区教育局\n")
    written(tmp_path / "我们的词.toml", '[typo]\n"作工" = "工作"\n')
    written(tmp_path / "我们的规则.toml", RULE)
    written(tmp_path / "a.txt", FAULTY)
    for content in (before, after):
        written(tmp_path / name, content)
        assert linted(".", cwd=tmp_path) == linted(".", "--no-cache", cwd=tmp_path)
    assert kept.exists()


def test_an_ignored_rule_of_one_file_is_part_of_what_is_remembered(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", FAULTY)
    written(tmp_path / "b.txt", FAULTY)
    assert linted(".", cwd=tmp_path).codes == ["P001", "P001"]
    for _ in range(2):
        run = linted(".", "--per-file-ignores", "a.txt:P001", cwd=tmp_path)
        assert [row["filename"] for row in run.rows] == ["b.txt"]


def test_mending_neither_reads_nor_leaves_a_memory(tmp_path: Path, kept: Path) -> None:
    written(tmp_path / "a.txt", FAULTY)
    written(tmp_path / "b.txt", CLEAN)
    assert linted(".", "--fix", cwd=tmp_path).rows == []
    assert not kept.exists()
