"""One pass over a text for all patterns changes no finding: it only spares searches."""

from __future__ import annotations

import itertools
import marshal
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin_tools import formats, patterns, rulebook, rulefiles, scan
from bulletin_tools.finding import Finding
from bulletin_tools.lint import lint
from bulletin_tools.loosen import loosened
from bulletin_tools.office import Office
from bulletin_tools.terms import shipped
from bulletin_tools.termsearch import places
from tests.commandline import bulletin, written
from tests.manuscripts import EXAMPLES

BOOK = rulebook.load()
OFFICE = Office(BOOK, list(BOOK.rules.values()))
CORPUS = os.environ.get("BULLETIN_CORPUS", "")


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """A thread that has seen nothing yet."""
    scan.WORK.clear()
    yield
    scan.WORK.clear()


def found(text: str) -> list[Finding]:
    return list(lint(formats.from_bytes(text.encode("utf-8", "surrogatepass"), "draft.txt"), OFFICE).findings)


def without(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine for which there is no Hyperscan."""
    monkeypatch.setitem(sys.modules, "hyperscan", None)
    scan.WORK.clear()


def test_short_texts_give_the_same_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "_ENOUGH", 1)
    searched = [found(text) for text in EXAMPLES]
    without(monkeypatch)
    assert searched == [found(text) for text in EXAMPLES]


def test_a_long_text_gives_the_same_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n".join(itertools.islice(itertools.cycle(EXAMPLES), 3 * len(EXAMPLES)))
    assert len(text) > scan._ENOUGH
    searched = found(text)
    without(monkeypatch)
    assert searched == found(text)


@pytest.mark.skipif(not CORPUS, reason="no corpus here")
def test_real_texts_give_the_same_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [path.read_text("utf-8", "replace") for path in sorted(Path(CORPUS, "real").glob("*.txt"))]
    monkeypatch.setattr(scan, "_ENOUGH", 1)
    searched = [found(text) for text in texts]
    without(monkeypatch)
    assert searched == [found(text) for text in texts]


def test_a_loose_expression_fits_wherever_its_pattern_does() -> None:
    hyperscan = pytest.importorskip("hyperscan")
    how = hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_UCP | hyperscan.HS_FLAG_PREFILTER | hyperscan.HS_FLAG_MULTILINE
    forms = {find: form for find in patterns.scanned_finds() if (form := loosened(find))}
    assert len(forms) > 400
    for find, form in forms.items():
        fitting = [text for text in EXAMPLES if patterns.compiled(find).search(text)]
        database = hyperscan.Database()
        database.compile(expressions=[form.encode()], flags=[how | hyperscan.HS_FLAG_ALLOWEMPTY])
        for text in fitting:
            heard: list[int] = []
            database.scan(text.encode(), match_event_handler=lambda number, *_, heard=heard: heard.append(number))
            assert heard, (find, form, text)


@given(st.lists(st.text("甲乙，。\n", max_size=30), max_size=40), st.text("甲乙，。", min_size=1, max_size=3))
def test_blocks_hold_every_place(parts: list[str], word: str) -> None:
    hyperscan = pytest.importorskip("hyperscan")
    database = hyperscan.Database()
    database.compile(expressions=[word.encode()], flags=[hyperscan.HS_FLAG_SINGLEMATCH])
    text = "\n".join(parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan, "_BLOCK", 20)
        spans = scan.Scanner([[word]], database).scan(text).spans(word)
    assert spans is not None
    starts = [place for place in range(len(text)) if text.startswith(word, place)]
    assert all(any(start <= place < end for start, end in spans) for place in starts)
    assert spans == sorted(spans)


def test_listed_words_are_found_by_the_pass() -> None:
    pytest.importorskip("hyperscan")
    plain = [entry for entry in shipped() if not entry[4]]
    text = "，".join(entry[0] for entry in plain) * 2
    by_pass = scan.scanned("。" * scan._ENOUGH + text)
    assert by_pass
    assert {entry[0] for entry in plain} <= by_pass.held
    alone, together = (list(places("。" * scan._ENOUGH + text, plain, one)) for one in (None, by_pass))
    assert alone == together


@pytest.mark.parametrize("spoilt", [b"", b"garbage", marshal.dumps(3), marshal.dumps((["甲"], b"no database"))])
def test_a_store_that_can_t_be_used_is_made_anew_once(spoilt: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("hyperscan")
    made = scan.build_store()
    monkeypatch.setattr(rulefiles, "kept", lambda _folder, name, *_: made if name.startswith("own-") else spoilt)
    assert scan.scanned("甲" * scan._ENOUGH)
    scan.WORK.clear()
    monkeypatch.setattr(rulefiles, "kept", lambda *_: spoilt)
    assert scan.scanned("甲" * scan._ENOUGH) is None


def test_two_processes_find_the_same(tmp_path: Path) -> None:
    text = "\n".join(EXAMPLES)
    written(tmp_path / "a.txt", text)
    runs = [
        bulletin("lint", "--isolated", "--select", "ALL", "--output-format", "json", "a.txt", cwd=tmp_path, env=env)
        for env in ({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2"})
    ]
    assert runs[0].rows == runs[1].rows
