"""What Word-class validators say of every template and shape."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bulletin_tools.layout import template
from bulletin_tools.layout.writer import write
from tests.layout import layout_samples as samples

_NO_THEME = "theme"  # openxml-audit wants a theme part, which Word does not
_HERE = Path(__file__).parent / "node_modules" / ".bin"
SDK = shutil.which("ooxml-validator") or shutil.which("ooxml-validator", path=str(_HERE))

OWN = """
[grid]
kind = "linesAndChars"
[faces]
latin = "Times New Roman"
[rule]
style = "double"
[masthead]
size = 120
[contents]
show = "always"
bullet = "▲"
[levels]
third = "kai"
"""


@pytest.fixture(params=[*template.names(), "own"])
def documents(request: pytest.FixtureRequest, tmp_path: Path) -> list[Path]:
    """Each shape of bulletin by one template."""
    (tmp_path / "own.toml").write_text(OWN, "utf-8")
    look = template.load("own.toml" if request.param == "own" else request.param, tmp_path)
    draft, text = samples.draft()
    shapes = {"issue": samples.issue(), "everything": samples.everything(), "draft": draft}
    paths = []
    for shape, bulletin in shapes.items():
        paths.append(tmp_path / f"{shape}.docx")
        paths[-1].write_bytes(write(bulletin, look, text).data)
    return paths


@pytest.mark.skipif(not os.environ.get("CI") and not SDK, reason="npm install --prefix tests/layout")
def test_open_xml_sdk(documents: list[Path]) -> None:
    assert SDK, "npm install --prefix tests/layout"
    for path in documents:
        said = json.loads(subprocess.run([SDK, str(path)], capture_output=True, check=False, timeout=60).stdout)
        assert said["ok"], said["errors"]


def test_openxml_audit(documents: list[Path]) -> None:
    if not os.environ.get("CI"):
        pytest.importorskip("openxml_audit")
    validator: Any = importlib.import_module("openxml_audit").OpenXmlValidator()
    for path in documents:
        errors = [error for error in validator.validate(str(path)).errors if _NO_THEME not in str(error).lower()]
        assert not errors
