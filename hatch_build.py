"""Puts indexes of the rulebook into the wheel, so that the program starts without parsing TOML."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class RulebookIndex(BuildHookInterface):  # type: ignore[type-arg]
    """Builds `rulebook.bin` for each folder that a start reads; an editable install reads the TOML files themselves."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before a wheel is made."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root, "src")))
        try:
            from bulletin_tools.rulefiles import INDEX_NAME, build_index
        finally:
            sys.path.pop(0)
        for folder in ("rules", "rules/layouts", "rules/words", "rules/script"):
            index = Path(tempfile.mkdtemp(), INDEX_NAME)
            index.write_bytes(build_index(Path(self.root, folder)))
            build_data["force_include"][str(index)] = f"bulletin_tools/{folder}/{INDEX_NAME}"
