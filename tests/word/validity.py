"""What a Word-class validator says of a file."""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from typing import Any

import pytest


def faults(data: bytes, folder: Path) -> list[str]:
    """The validator's complaints, without places."""
    if not os.environ.get("CI"):
        pytest.importorskip("openxml_audit")
    path = folder / "checked.docx"
    path.write_bytes(data)
    validator: Any = importlib.import_module("openxml_audit").OpenXmlValidator()
    return sorted(error.description for error in validator.validate(str(path)).errors)
