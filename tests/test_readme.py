"""The pages that users read are true."""

import re
from pathlib import Path

import pytest
from tools import sessions

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("page", sessions.PAGES)
def test_sessions_are_what_the_program_prints(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONUTF8", "1")
    assert sessions.renewed(ROOT / page) == (ROOT / page).read_text("utf-8")


@pytest.mark.parametrize(
    "page", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/editing.zh-CN.md"]
)
def test_links_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", (ROOT / page).read_text("utf-8")):
        assert ((ROOT / page).parent / target).exists(), target
