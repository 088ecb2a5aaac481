"""Puts indexes and compiled patterns of the rulebook into the wheel, so that the program starts without parsing."""

import re
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
            from bulletin_tools import blobs, expressions, functions, patterns, rulebook, rulefiles, scan, signs, terms

            rules = Path(self.root, "rules")
            made = [*expressions.expressions()]
            others = [each for each in made if not isinstance(each, re.Pattern)]
            finds = [*patterns.shipped_finds(), *patterns.searched_finds(), *patterns.scanned_finds()]
            compiled = patterns.build_store(finds, others)
            contexts = [find for term in terms.read(rules / rulefiles.TERMS_NAME) for find in term.finds]
            beside = {
                patterns.STORE_NAME: blobs.unpacked(compiled)[:2],
                signs.STORE_NAME: signs.tables(functions.shipped(rulebook.load().rules.values())),
            }
            stores = {
                rulefiles.INDEX_NAME: rulefiles.build_index(rules, beside),
                patterns.STORE_NAME: compiled,
                patterns.CONTEXTS_NAME: patterns.build_store(contexts),
                terms.STORE_NAME: terms.build_store(rules),
                expressions.STORE_NAME: expressions.build_store(made),
                scan.STORE_NAME: scan.build_store(),
            }
            for folder in ("layouts", "words", "script"):
                stores[f"{folder}/{rulefiles.INDEX_NAME}"] = rulefiles.build_index(rules / folder)
        finally:
            sys.path.pop(0)
        for name, content in stores.items():
            if content:
                self._add(build_data, f"rules/{name}", content)

    def _add(self, build_data: dict[str, Any], name: str, content: bytes) -> None:
        made = Path(tempfile.mkdtemp(), Path(name).name)
        made.write_bytes(content)
        build_data["force_include"][str(made)] = f"bulletin_tools/{name}"
