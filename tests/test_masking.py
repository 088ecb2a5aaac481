"""Personal numbers stay out of every report, whichever rule speaks of their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletin_tools import api, masking
from bulletin_tools.reports import FORMATS
from bulletin_tools.source import Span
from tests.commandline import bulletin, written

PHONE, IDENTITY, CARD = "13800138000", "11010519491231002X", "6222021234567890128"
NAME = "王小明"
TEXT = (
    "区民政局走访慰问\n"
    f"　　近日,区民政局走访{IDENTITY} 的群众 ,电话{PHONE},卡号{CARD}, 以及低保户{NAME}家中.（区民政局）\n"
    f"△近日，{PHONE}的机主,获得救助。（区民政局）\n"
)
SECRETS = (PHONE, IDENTITY, CARD, NAME)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return written(tmp_path / "draft.txt", TEXT)


@pytest.mark.parametrize("extra", [[], ["--ignore", "V"], ["--select", "P,W"]], ids=["all", "without V", "others"])
@pytest.mark.parametrize("form", sorted(FORMATS))
def test_no_report_shows_a_secret(draft: Path, form: str, extra: list[str]) -> None:
    run = bulletin("lint", "--output-format", form, *extra, "draft.txt", cwd=draft.parent)
    assert run.code == 1
    assert [secret for secret in SECRETS if secret in run.out + run.err] == []


def test_the_diff_shows_none_and_the_file_keeps_them(draft: Path) -> None:
    run = bulletin("lint", "--diff", "draft.txt", cwd=draft.parent)
    assert "-　　近日,区民政局" in run.out
    assert [secret for secret in SECRETS if secret in run.out] == []
    bulletin("lint", "--fix", "draft.txt", cwd=draft.parent)
    assert all(secret in draft.read_text("utf-8") for secret in SECRETS)


def test_a_fingerprint_is_made_of_the_masked_text(draft: Path) -> None:
    known = ("--baseline", "known.json", "draft.txt")
    bulletin("lint", "--write-baseline", *known, cwd=draft.parent)
    written(draft, TEXT.replace(PHONE, "13855558800"))
    assert bulletin("lint", *known, cwd=draft.parent).code == 0


def test_a_wrapped_number_is_masked_across_the_wrap() -> None:
    text = "区民政局\n" + "　　" + "近" * 10 + "138001\n38000" + "日" * 5
    start = text.index("138001")
    shown = masking.shown(text, [Span(start, start + len("138001\n38000"))])
    assert "138***\n***00" in shown
    assert len(shown) == len(text)


def test_ends_only() -> None:
    assert masking.masked(PHONE) == "138******00"
    assert masking.masked(NAME) == "王**"
    assert masking.masked("豫A·12345") == "豫A·1**45"


def test_the_library_gives_the_text_as_reports_may_show_it() -> None:
    report = api.lint(api.read_bytes(TEXT.encode()))
    assert not any(secret in report.shown for secret in SECRETS)
    assert len(report.shown) == len(TEXT)
