"""Puts indexes and compiled patterns of the rulebook into the wheel, so that the program starts without parsing."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class RulebookIndex(BuildHookInterface):  # type: ignore[type-arg]
    """Builds the program's stores; an editable install makes them where it first needs them, in the user's cache folder."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before a wheel is made."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root, "src")))
        try:
            from bulletin_tools import expressions, functions, rulebook, signs
            from bulletin_tools.patterns import STORE_NAME, build_store, searched_finds, shipped_finds
            from bulletin_tools.rulefiles import INDEX_NAME, build_index
            from bulletin_tools.scan import STORE_NAME as SCAN_STORE
            from bulletin_tools.scan import build_store as build_scan
            from bulletin_tools.terms import STORE_NAME as TERM_STORE
            from bulletin_tools.terms import build_store as build_terms

            finds = [*shipped_finds(), *searched_finds()]
            scan = build_scan()
            plain = expressions.build_store(expressions.expressions())
            told = signs.build_store(functions.shipped(rulebook.load().rules.values()))
        finally:
            sys.path.pop(0)
        for folder in ("rules", "rules/layouts", "rules/words", "rules/script"):
            self._add(build_data, f"{folder}/{INDEX_NAME}", build_index(Path(self.root, folder)))
        self._add(build_data, f"rules/{STORE_NAME}", build_store(finds))
        self._add(build_data, f"rules/{TERM_STORE}", build_terms(Path(self.root, "rules")))
        self._add(build_data, f"rules/{signs.STORE_NAME}", told)
        self._add(build_data, f"rules/{expressions.STORE_NAME}", plain)
        if scan:
            self._add(build_data, f"rules/{SCAN_STORE}", scan)

    def _add(self, build_data: dict[str, Any], name: str, content: bytes) -> None:
        made = Path(tempfile.mkdtemp(), Path(name).name)
        made.write_bytes(content)
        build_data["force_include"][str(made)] = f"bulletin_tools/{name}"
