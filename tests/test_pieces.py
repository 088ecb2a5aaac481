"""Many rounds of edits as one list."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bulletin_tools.pieces import Kept, Piece, edits_of, spliced
from bulletin_tools.source import Edit, Span, apply, smallest

LETTERS = st.text("甲乙丙丁，。\r\n", max_size=4)


@st.composite
def edits_for(draw: st.DrawFn, length: int) -> list[Edit]:
    """Disjoint edits of a text of so many characters, in order."""
    places = sorted(draw(st.lists(st.integers(0, length), max_size=10)))
    pairs = zip(places[::2], places[1::2], strict=False)
    return sorted(Edit(Span(start, end), draw(LETTERS)) for start, end in pairs)


@given(st.data(), st.text("甲乙丙丁戊己，。\r\n", max_size=30), st.integers(0, 5))
def test_composed_rounds_equal_rounds_in_turn(data: st.DataObject, original: str, rounds: int) -> None:
    pieces: list[Piece] = [Kept(0, len(original))]
    text = original
    for _ in range(rounds):
        edits = data.draw(edits_for(len(text)))
        pieces, text = spliced(pieces, edits), apply(text, edits)
    composed = edits_of(pieces, original)
    assert apply(original, composed) == text
    assert all(one.span.end <= other.span.start for one, other in pairwise(composed))
    assert all(original[edit.span.start : edit.span.end] != edit.text for edit in composed)


def test_a_round_that_undoes_another_leaves_no_edit() -> None:
    pieces = spliced([Kept(0, 3)], [Edit(Span(1, 2), "丁")])
    assert edits_of(spliced(pieces, [Edit(Span(1, 2), "乙")]), "甲乙丙") == []


@given(st.text("甲乙丙", max_size=8), st.text("甲乙丙", max_size=8), LETTERS, LETTERS)
def test_the_smallest_edit_does_the_same_and_shares_no_end(old: str, new: str, before: str, after: str) -> None:
    text = before + old + after
    edit = Edit(Span(len(before), len(before) + len(old)), new)
    least = smallest(edit, old)
    assert apply(text, [least]) == apply(text, [edit])
    left = text[least.span.start : least.span.end]
    assert not (left and least.text and (left[0] == least.text[0] or left[-1] == least.text[-1]))
