"""What holds for any text: no rule crashes, positions lie in the file, mending and writing go together."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin_tools import formats, parse
from bulletin_tools.errors import BulletinError
from bulletin_tools.fix import fix
from bulletin_tools.lint import CRASHED, lint
from bulletin_tools.office import Office
from bulletin_tools.outcome import Outcome, Totals
from bulletin_tools.reports.full import Full
from bulletin_tools.reports.json import Json
from bulletin_tools.source import Document, apply
from bulletin_tools.unwrap import unwrap
from tests.manuscripts import BOOK, ENCODINGS, manuscripts

OFFICE = Office(BOOK, tuple(BOOK.rules.values()), (("泉河区教育局", "区教育局"), ("泉河区民政局", "区民政局")))
NAMES = st.sampled_from(["稿件.txt", "稿件.md"])


def read(text: str, name: str, encoding: str) -> Document | None:
    """The manuscript as a user's file, unless it is refused."""
    try:
        return formats.from_bytes(text.encode(encoding), name, None if encoding == "utf-8" else encoding)
    except BulletinError:
        return None


@given(manuscripts(), NAMES, st.sampled_from(ENCODINGS))
@settings(max_examples=400)
def test_no_rule_crashes_and_every_finding_lies_in_the_file(text: str, name: str, encoding: str) -> None:
    document = read(text, name, encoding)
    if document is None:
        return
    report = lint(document, OFFICE)
    assert [finding.message for finding in report.findings if finding.code == CRASHED] == []
    for finding in report.findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(document.text)
        row, column = document.position(finding.span.start)
        line = document.lines[row - 1]
        assert line.start + column - 1 == finding.span.start
        assert finding.message
        for (start, end), new in finding.fix.edits if finding.fix else ():
            assert 0 <= start <= end <= len(document.text)
            assert document.text[start:end] != new


@given(manuscripts(), NAMES, st.sampled_from(ENCODINGS))
@settings(max_examples=300)
def test_what_is_mended_can_be_written_and_read_again(text: str, name: str, encoding: str) -> None:
    document = read(text, name, encoding)
    if document is None:
        return
    fixed = fix(document, OFFICE, bool)
    assert CRASHED not in {finding.code for finding in fixed.report.findings}
    new = apply(document.text, fixed.edits)
    data = formats.write(document, fixed.edits)
    again = formats.from_bytes(data, name, encoding)
    assert again.text.removeprefix("\ufeff") == new.removeprefix("\ufeff")


@given(manuscripts(), NAMES)
@settings(max_examples=200)
def test_every_report_can_tell_of_it(text: str, name: str) -> None:
    document = read(text, name, "utf-8")
    if document is None:
        return
    outcome = Outcome(name, BOOK, lint(document, OFFICE))
    totals = Totals()
    totals.add(outcome)
    for report in (Full(lambda words, _: words), Json(lambda words, _: words)):
        told = report.file(outcome) + report.end(totals)
        assert told.encode()
    assert "\r" not in Full(lambda words, _: words).file(outcome)


@given(manuscripts(), NAMES)
@settings(max_examples=200)
def test_every_character_of_the_logical_text_comes_from_the_file(text: str, name: str) -> None:
    document = read(text, name, "utf-8")
    if document is None:
        return
    source = unwrap(document)
    for bulletin in parse.parse(source):
        for item in bulletin.items:
            assert 0 <= item.span.start <= item.span.end <= len(source.text)
    kept = "".join(source.text.split())
    original = iter(document.text)
    assert all(char in original for char in kept)  # in order, nothing invented
