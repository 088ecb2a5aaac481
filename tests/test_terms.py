"""The list of wrong words, an office's own, and the search for them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from bulletin_tools import terms, termsearch
from bulletin_tools.source import Span
from bulletin_tools.terms import Term
from tests.commandline import bulletin, linted, written

CHARS = "甲乙丙丁戊"
WORDS = st.lists(st.text(CHARS, min_size=1, max_size=4), min_size=1, max_size=12, unique=True)
DRAFT = "区教育局召开会议\n　　近日，区教育局在泉河路召开会议，部署工作。（区教育局）\n"


def term(word: str, right: str = "", context: str = "") -> Term:
    return Term(word, right, "typo", "", (context,) if context else (), "")


def naive(text: str, listed: Sequence[Term]) -> list[tuple[Span, str]]:
    """From left to right; at each place the longest word whose context fits."""
    found, at = [], 0
    while at < len(text):
        here = [one for one in listed if text.startswith(one.word, at) and fits(text, at, one)]
        if here:
            longest = max(here, key=lambda one: len(one.word))
            found.append((Span(at, at + len(longest.word)), longest.word))
            at += len(longest.word)
        else:
            at += 1
    return found


def fits(text: str, at: int, one: Term) -> bool:
    return not one.finds or any(
        regex.compile(find.replace("«", "").replace("»", ""), regex.MULTILINE).match(text, at) for find in one.finds
    )


@given(WORDS, st.text(CHARS + "，\n", max_size=60), st.data())
def test_the_search_finds_what_a_plain_one_finds(words: list[str], text: str, data: st.DataObject) -> None:
    listed = [
        term(
            word, context=data.draw(st.sampled_from(["", f"(?<!甲)«{word}»", f"«{word}»(?!乙|$)", f"(?<=丙)«{word}»"]))
        )
        for word in words
    ]
    assert [(span, one.word) for span, one in termsearch.places(text, listed)] == naive(text, listed)


@given(st.text(CHARS, min_size=1, max_size=3), st.text(CHARS, max_size=3), st.text(CHARS, max_size=3))
def test_a_word_is_right_inside_what_should_stand_there(word: str, before: str, after: str) -> None:
    right = before + word + after
    entry = [term(word, right)]
    assert right == word or not [span for span, _ in termsearch.places(right, entry) if span.start == right.find(word)]


@cache
def by_first_character() -> dict[str, list[Term]]:
    """The program's list: to try all words on all words would take minutes."""
    words: dict[str, list[Term]] = {}
    for entry in terms.shipped():
        words.setdefault(entry[0][0], []).append(entry)
    return words


def reported(text: str) -> list[str]:
    listed = by_first_character()
    return [term.word for _, term in termsearch.places(text, (one for char in {*text} for one in listed.get(char, ())))]


def test_the_programs_list_mends_nothing_into_something_that_it_reports() -> None:
    listed = terms.shipped()
    assert {entry[2] for entry in listed} == set(terms.KINDS)
    assert [(entry[1], word) for entry in listed for word in reported(entry[1])] == []


def test_every_word_of_the_programs_list_is_found() -> None:
    listed = terms.shipped()
    for entry in listed:
        if not entry[4]:
            assert reported(f"，{entry[0]}，") == [entry[0]]


def test_a_spoilt_store_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETIN_CACHE_DIR", str(tmp_path))
    count = len(terms.shipped())
    terms._store.cache_clear()
    terms._store()
    (store,) = tmp_path.glob(f"*{terms.STORE_NAME}")
    written(store, b"garbage")
    terms._store.cache_clear()
    terms.shipped.cache_clear()
    assert len(terms.shipped()) == count


def test_an_office_adds_words_and_changes_the_programs(tmp_path: Path) -> None:
    written(tmp_path / "bulletin.toml", 'terms = ["our.toml"]\n[lint]\nselect = ["T"]\n')
    draft = written(tmp_path / "draft.txt", DRAFT.replace("部署", "布署"))
    written(tmp_path / "our.toml", '[fixed-title]\n"泉河路" = "清泉河路"\n')
    assert [(row["code"], row["fix"]["edits"][0]["content"]) for row in linted(draft, cwd=tmp_path).rows] == [
        ("T004", "清"),
        ("T001", "部"),
    ]
    written(tmp_path / "our.toml", '[misuse]\n"布署" = { right = "安排", level = "info" }\n')
    (row,) = linted(draft, cwd=tmp_path).rows
    assert (row["code"], row["severity"]) == ("T005", "info")
    written(tmp_path / "our.toml", '[misuse]\n"布署" = { note = "本刊不用" }\n')
    (row,) = linted(draft, cwd=tmp_path).rows
    assert row["fix"] is None
    assert "本刊不用" in row["message"]


def test_a_parents_list_lies_beside_the_parent(tmp_path: Path) -> None:
    written(tmp_path / "bulletin.toml", 'terms = ["our.toml"]\n[lint]\nselect = ["T"]\n')
    written(tmp_path / "our.toml", '[fixed-title]\n"泉河路" = "清泉河路"\n')
    written(tmp_path / "sub" / "bulletin.toml", 'extend = "../bulletin.toml"\n')
    assert linted(written(tmp_path / "sub" / "draft.txt", DRAFT), cwd=tmp_path).codes == ["T004"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[typos]\n"甲" = "乙"\n', ["typos", "typo"]),
        ('typo = "甲"\n', ["typo"]),
        ('[typo]\n"甲乙" = 3\n', ["甲乙", "right"]),
        ('[typo]\n"甲乙" = { wrong = "乙" }\n', ["甲乙", "wrong"]),
        ('[typo]\n"甲乙" = { right = 3 }\n', ["甲乙", "right"]),
        ('[typo]\n"甲乙" = "甲乙"\n', ["甲乙", "right"]),
        ('[typo]\n"甲乙" = { right = "乙", level = "grave" }\n', ["甲乙", "level", "grave"]),
        ('[typo]\n"甲乙" = { right = "乙", context = "甲乙" }\n', ["甲乙", "context", "«»"]),
        ('[typo]\n"甲乙" = { right = "乙", context = "(«»" }\n', ["甲乙", "context"]),
        ('[typo]\n"甲乙" = { right = "乙", context = [3] }\n', ["甲乙", "context"]),
        ('[typo]\n"甲乙" = "乙"\n[misuse]\n"甲乙" = "丙"\n', ["甲乙", "typo", "misuse"]),
        ('[typo]\n" " = "乙"\n', ["typo"]),
        ("[typo\n", ["TOML"]),
    ],
)  # fmt: skip
def test_a_faulty_list_is_one_sentence_that_names_file_and_entry(tmp_path: Path, text: str, named: list[str]) -> None:
    written(tmp_path / "bulletin.toml", 'terms = ["our.toml"]\n')
    written(tmp_path / "our.toml", text)
    for run in (
        bulletin("lint", written(tmp_path / "draft.txt"), cwd=tmp_path),
        bulletin("terms", "check", "our.toml", cwd=tmp_path),
    ):
        assert run.code == 2
        assert len(run.err.splitlines()) == 1
        assert all(word in run.err for word in ["our.toml", *named])


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('"会" = "汇"', "只有一个字"),
        ('"布署" = "部署"', "已经有了"),
        ('"布署" = "安排"', "矛盾"),
        ('"泉河" = "清泉河"', "含有词条本身"),
        ('"甲乙" = "乙甲"\n"乙甲" = "甲乙"', "改来改去"),
        ('"甲乙" = "召开布署会"', "“布署＝部署”"),
        ('"部署" = "安排"', "正确写法"),
    ],
)
def test_check_tells_what_is_wrong_with_an_entry(tmp_path: Path, entry: str, said: str) -> None:
    written(tmp_path / "our.toml", f"[typo]\n{entry}\n")
    run = bulletin("terms", "check", "our.toml", cwd=tmp_path)
    assert run.code == 1
    assert said in run.out


def test_check_counts_misfires_on_clean_manuscripts(tmp_path: Path) -> None:
    written(tmp_path / "our.toml", '[misuse]\n"泉河路" = "清河路"\n"清源桥" = "清泉桥"\n')
    for number in range(5):
        written(tmp_path / "clean" / f"{number}.txt", DRAFT)
    run = bulletin("terms", "check", "our.toml", "--on", "clean", cwd=tmp_path)
    assert run.code == 1
    assert "“泉河路”误报5处" in run.out
    assert f"{Path('clean', '0.txt')}:2:11" in run.out
    assert "〖泉河路〗" in run.out
    assert "清源桥" not in run.out
    assert bulletin("terms", "check", "our.toml", cwd=tmp_path).code == 0
    assert bulletin("terms", "check", "our.toml", "--on", "nowhere", cwd=tmp_path).code == 2
    assert bulletin("terms", "prune", "our.toml", cwd=tmp_path).code == 2
