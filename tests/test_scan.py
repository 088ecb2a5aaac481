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
from bulletin_tools.literals import Rarity, crosses, literals
from bulletin_tools.loosen import loosened
from bulletin_tools.office import Office
from bulletin_tools.terms import Term, merged, shipped
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


@pytest.mark.parametrize("tight", [False, True])
def test_a_loose_expression_fits_wherever_its_pattern_does(tight: bool) -> None:
    hyperscan = pytest.importorskip("hyperscan")
    how = hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_UCP | hyperscan.HS_FLAG_PREFILTER | hyperscan.HS_FLAG_MULTILINE
    forms = {find: form for find in patterns.scanned_finds() if (form := loosened(find, tight=tight))}
    assert len(forms) > 400
    for find, form in forms.items():
        fitting = [text for text in EXAMPLES if patterns.compiled(find).search(text)]
        database = hyperscan.Database()
        database.compile(expressions=[form.encode()], flags=[how | hyperscan.HS_FLAG_ALLOWEMPTY])
        for text in fitting:
            heard: list[int] = []
            database.scan(text.encode(), match_event_handler=lambda number, *_, heard=heard: heard.append(number))
            assert heard, (find, form, text)


def test_one_of_a_pattern_s_texts_stands_wherever_it_fits() -> None:
    rarity = Rarity(EXAMPLES)
    texts = {find: found for find in patterns.scanned_finds() if (found := literals(find, rarity, 800))}
    assert len(texts) > 1000
    for find, found in texts.items():
        assert "" not in found
        for example in EXAMPLES:
            if patterns.plain_mark(find) in example and patterns.compiled(find).search(example):
                assert any(text in example for text in found), (find, found, example)


@pytest.mark.parametrize(
    ("find", "texts"),
    [
        (r"\d{1,2}«号»(?!楼)", {f"{digit}号" for digit in "0123456789０１２３４５６７８９"}),
        ("(?<=召开|举行)«了»(?:会议|大会)", {"召开了会议", "召开了大会", "举行了会议", "举行了大会"}),
        ("甲[^。]{0,5}«乙»丙?丙{2,3}[^丁]", {"乙丙丙"}),
        ("«甲»(?:乙|丙)?丁", {"甲丁", "甲乙丁", "甲丙丁"}),
        ("«甲»(?=.{3}(?:子丑寅))", {"子丑寅"}),
        ("(?P<same>.)«»(?P=same)", set()),
    ],
)
def test_texts_are_the_rarest_that_are_sure_to_stand_there(find: str, texts: set[str]) -> None:
    assert literals(find, Rarity(["甲乙丙丁。" * 9]), 400) == texts


@pytest.mark.parametrize(
    ("find", "does", "far"),
    [
        (r"甲\s*«乙»", True, False),
        (r"甲[\s△]*«乙»", True, False),
        ("甲[^。]*«乙»", True, True),
        (r"甲[^。\n]*«乙»", False, False),
        (r"(?<!\s)«乙»", False, False),
    ],
)
def test_what_may_go_over_a_line_s_end(find: str, does: bool, far: bool) -> None:
    assert (crosses(find), crosses(find, far=True)) == (does, far)


@given(st.lists(st.text("甲乙，。", max_size=30), max_size=40))
def test_a_pattern_that_goes_over_a_line_s_end_is_looked_for_on_both_sides(parts: list[str]) -> None:
    hyperscan = pytest.importorskip("hyperscan")
    find = r"甲\s«乙»"
    database = hyperscan.Database()
    database.compile(expressions=["甲".encode()], flags=[hyperscan.HS_FLAG_SINGLEMATCH])
    text = "\n".join(parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan, "_BLOCK", 1)
        spans = scan.Scanner([database], [find], [0], crossing=[find]).scan([text])[0].spans(find)
    assert spans is not None
    places = [match.start() for match in patterns.compiled(find).finditer(text)]
    assert all(any(start <= place < end for start, end in spans) for place in places)


@given(st.lists(st.text("甲乙，。\n", max_size=30), max_size=40), st.text("甲乙，。", min_size=1, max_size=3))
def test_blocks_hold_every_place(parts: list[str], word: str) -> None:
    hyperscan = pytest.importorskip("hyperscan")
    database = hyperscan.Database()
    database.compile(expressions=[word.encode()], flags=[hyperscan.HS_FLAG_SINGLEMATCH])
    text = "\n".join(parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan, "_BLOCK", 20)
        spans = scan.Scanner([database], [word], [0]).scan([text])[0].spans(word)
    assert spans is not None
    starts = [place for place in range(len(text)) if text.startswith(word, place)]
    assert all(any(start <= place < end for start, end in spans) for place in starts)
    assert spans == sorted(spans)


def test_listed_words_are_found_by_the_pass() -> None:
    pytest.importorskip("hyperscan")
    plain = [entry for entry in shipped() if not entry[4]]
    text = "，".join(entry[0] for entry in plain) * 2
    [by_pass] = scan.scanned(["。" * scan._ENOUGH + text])
    assert by_pass
    assert {entry[0] for entry in plain} <= by_pass.held
    alone, together = (list(places("。" * scan._ENOUGH + text, plain, one)) for one in (None, by_pass))
    assert alone == together


@pytest.mark.parametrize("spoilt", [b"", b"garbage", marshal.dumps(3), marshal.dumps((["甲"], b"no database"))])
def test_a_store_that_can_t_be_used_is_made_anew_once(spoilt: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("hyperscan")
    made = scan.build_store()
    monkeypatch.setattr(rulefiles, "kept", lambda _folder, name, *_: made if name.startswith("own-") else spoilt)
    assert scan.scanned(["甲" * scan._ENOUGH])[0]
    scan.WORK.clear()
    monkeypatch.setattr(rulefiles, "kept", lambda *_: spoilt)
    assert scan.scanned(["甲" * scan._ENOUGH]) == [None]


def test_two_processes_find_the_same(tmp_path: Path) -> None:
    text = "\n".join(EXAMPLES)
    written(tmp_path / "a.txt", text)
    runs = [
        bulletin("lint", "--isolated", "--select", "ALL", "--output-format", "json", "a.txt", cwd=tmp_path, env=env)
        for env in ({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2"})
    ]
    assert runs[0].rows == runs[1].rows


def test_an_office_s_own_word_is_found_outside_the_contexts_of_the_program_s() -> None:
    pytest.importorskip("hyperscan")
    word, right, kind, level, contexts, note = next(entry for entry in shipped() if entry[4])
    own = Term(word, right, kind, level, (), note)
    text = "。" * scan._ENOUGH + f"甲乙{word}丙丁。"
    [by_pass] = scan.scanned([text])
    assert by_pass
    assert contexts
    assert [span.start for span, _ in places(text, [own], by_pass)] == [text.index(word)]


def test_a_word_that_is_wrong_in_some_contexts_is_found_by_the_pass() -> None:
    pytest.importorskip("hyperscan")
    text = "\n".join(EXAMPLES) + "。" * scan._ENOUGH
    [by_pass] = scan.scanned([text])
    assert by_pass
    found, all_of_them = (
        [span for span, _ in places(text, entries, one)]
        for entries, one in ((merged((), by_pass.held, None), by_pass), (shipped(), None))
    )
    assert sorted(found) == sorted(all_of_them)
