"""Offices with rules and settings of their own."""

from __future__ import annotations

from pathlib import Path

from bulletin_tools.workspace import Overrides, Workspace
from tests.commandline import written

UNDOING = """
[Z001]
name = "house-one"
title = "甲用乙"
fix = "safe"
patterns = [{ find = "«甲»", replace = "乙" }]
[Z002]
name = "house-two"
title = "乙用甲"
fix = "safe"
patterns = [{ find = "«乙»", replace = "甲" }]
"""
GROWING = """
[Z003]
name = "house-growing"
title = "丙要成双"
fix = "safe"
patterns = [{ find = "«丙»", replace = "丙丙" }]
"""


def office(folder: Path, rules: str = "", config: str = "") -> Path:
    """A folder with a config and, if given, rules of the office's own; the config's path."""
    if rules:
        written(folder / "our.toml", rules)
        config = 'extend-rules = ["our.toml"]\n' + config
    return written(folder / "bulletin.toml", config)


def workspace(folder: Path, rules: str = "", config: str = "", **said: tuple[str, ...]) -> Workspace:
    """The office as the library knows it, with options as on the command line."""
    return Workspace(Overrides(**said), office(folder, rules, config))  # type: ignore[arg-type]
