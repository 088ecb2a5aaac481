"""Puts indexes and compiled patterns of the rulebook into the wheel, so that the program starts without parsing."""

import importlib
import pkgutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class RulebookIndex(BuildHookInterface):  # type: ignore[type-arg]
    """Builds `rulebook.bin` for each folder that a start reads, `patterns.bin` and `terms.bin`; an editable install reads the TOML files themselves."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before a wheel is made."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root, "src")))
        try:
            from bulletin_tools.patterns import STORE_NAME, build_store, shipped_finds
            from bulletin_tools.rulefiles import INDEX_NAME, build_index
            from bulletin_tools.terms import STORE_NAME as TERM_STORE
            from bulletin_tools.terms import build_store as build_terms

            finds = [*shipped_finds(), *_finds_of_checks()]
        finally:
            sys.path.pop(0)
        for folder in ("rules", "rules/layouts", "rules/words", "rules/script"):
            self._add(build_data, f"{folder}/{INDEX_NAME}", build_index(Path(self.root, folder)))
        self._add(build_data, f"rules/{STORE_NAME}", build_store(finds))
        self._add(build_data, f"rules/{TERM_STORE}", build_terms(Path(self.root, "rules")))

    def _add(self, build_data: dict[str, Any], name: str, content: bytes) -> None:
        made = Path(tempfile.mkdtemp(), Path(name).name)
        made.write_bytes(content)
        build_data["force_include"][str(made)] = f"bulletin_tools/{name}"


def _finds_of_checks() -> set[str]:
    """The patterns that functions of rules search by, where a module names them."""
    import bulletin_tools.checks

    names = [f"bulletin_tools.checks.{module.name}" for module in pkgutil.iter_modules(bulletin_tools.checks.__path__)]
    values = [value for name in names for value in vars(importlib.import_module(name)).values()]
    return {find for value in values for find in _finds(value)}


def _finds(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if "«" in value and "»" in value:
            yield value
    elif isinstance(value, dict | tuple | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _finds(inner)
