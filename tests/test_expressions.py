"""Expressions restored from a wheel's store are those that `re` compiles."""

from __future__ import annotations

import marshal
import re
from pathlib import Path

import pytest

from bulletin_tools import blobs, expressions
from tests.manuscripts import EXAMPLES


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package that has nothing but a store."""
    (tmp_path / "rules").mkdir()
    monkeypatch.setattr(expressions, "__file__", str(tmp_path / "expressions.py"))
    monkeypatch.setattr(expressions, "_store", expressions._store.__wrapped__)
    return tmp_path / "rules"


def test_restored_expressions_find_what_compiled_ones_find(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = (each for each in expressions.expressions() if isinstance(each, re.Pattern))
    compiled = [each for each in made if isinstance(each.pattern, str)]
    assert len(compiled) > 150
    (folder / expressions.STORE_NAME).write_bytes(expressions.build_store(compiled))
    monkeypatch.setattr(re, "compile", None)  # none is compiled anew
    text = "\n".join(EXAMPLES)
    for each in compiled:
        restored = expressions.expression(each.pattern, re.RegexFlag(each.flags) & ~re.UNICODE)
        assert (restored, restored.groups, restored.groupindex) == (each, each.groups, each.groupindex)
        assert [match.groupdict() for match in restored.finditer(text)] == [
            match.groupdict() for match in each.finditer(text)
        ]


@pytest.mark.parametrize("spoilt", [b"", b"garbage", marshal.dumps(3), blobs.packed({"0 甲": ()}, "another engine")])
def test_a_store_that_can_t_be_used_only_costs_time(folder: Path, spoilt: bytes) -> None:
    (folder / expressions.STORE_NAME).write_bytes(spoilt)
    assert expressions.expression("甲").search("甲")
