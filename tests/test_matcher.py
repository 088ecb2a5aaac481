"""Patterns with a mark find what they would find without one."""

from __future__ import annotations

import time

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from bulletin_tools import matcher
from bulletin_tools.errors import BulletinError
from bulletin_tools.matcher import Mask, outside, places
from bulletin_tools.patterns import check
from bulletin_tools.source import Span


def spans(find: str, text: str, *regions: tuple[int, int]) -> list[tuple[int, ...]]:
    wanted = [Span(*region) for region in regions] or [Span(0, len(text))]
    return [(place.span.start, place.span.end) for place in places(find, text, wanted)]


PATTERNS = [
    "«，，»，*",
    r"(?<!\d)\d{1,2}«月»\d{1,2}号",
    r"(?<=[甲乙])«,» *",
    r"\d«[月日]»(?!底)",
    "«月»底|末",
    r"[甲乙]«，»(?P<tail>[甲乙]+)",
    "甲|乙",
    "«(»甲?乙«",  # only the first mark counts
]


@given(st.sampled_from(PATTERNS[:-1]), st.text("甲乙12月日号底末，, ", max_size=30))
def test_the_mark_changes_the_cost_and_not_what_is_found(find: str, text: str) -> None:
    before, anchor, after = find.partition("«")[0], find.partition("«")[2].partition("»")[0], find.partition("»")[2]
    mark = anchor if anchor.startswith("[") else regex.escape(anchor)
    plain = regex.compile(f"(?:{before}){mark}(?:{after})" if "«" in find else find)
    expected = [match.span() for match in plain.finditer(text, overlapped=True)]
    found = spans(find, text)
    assert set(found) <= set(expected)
    for start, end in expected:  # each is found, or another that it overlaps
        assert any(first < end and start < last for first, last in found)


@given(st.text("甲12月日号底末，, ", max_size=30))
def test_a_large_text_is_searched_for_a_class_apart_and_nothing_else_is_found(text: str) -> None:
    find = r"\d«[月日]»\d?(?!底)"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matcher, "_LARGE", 0)
        found = spans(find, text)
    assert found == spans(find, text)


def test_an_alternative_behind_the_mark_belongs_to_the_mark() -> None:
    assert spans("«月»底|末", "年末月底月末") == [(2, 4), (4, 6)]


def test_what_stands_before_the_mark_belongs_to_the_place() -> None:
    (place,) = places(r"(?P<month>\d+)«月»(?P<day>\d+)号", "于3月12号召开", [Span(0, 9)])
    assert place.span == (1, 6)
    assert (place.match["month"], place.match["day"]) == ("3", "12")


def test_a_place_lies_wholly_in_its_region() -> None:
    assert spans(r"\d«月»\d", "1月2", (1, 3)) == []
    assert spans("«月»", "月月月", (1, 2)) == [(1, 2)]
    assert spans("«月»", "月x月y月", (0, 1), (2, 3), (4, 5)) == [(0, 1), (2, 3), (4, 5)]


def test_what_stands_before_a_region_can_be_looked_at() -> None:
    assert spans("(?<=甲)«月»", "甲月", (1, 2)) == [(1, 2)]


def test_characters_that_mean_something_to_regex_are_plain_in_a_mark() -> None:
    assert spans("«(»", "a(b") == [(1, 2)]
    assert spans("«.»", "a.b") == [(1, 2)]


def test_a_pattern_that_is_no_regular_expression_is_refused_by_name() -> None:
    with pytest.raises(BulletinError, match="正则表达式有误"):
        check("«甲»(")


def test_a_search_that_never_ends_is_ended() -> None:
    text = "甲" * 40 + "丙"
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        list(places("(?:甲|甲甲|甲甲甲)+乙", text + "乙" * 0 + "丁乙", [Span(0, len(text) + 2)], patience=0.3))
    assert time.monotonic() - started < 10


def test_many_slow_places_are_ended_too() -> None:
    text = "甲" * 60_000
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        list(places("(?<=^甲*)甲(?!乙)", text, [Span(0, len(text))], patience=0.3))
    assert time.monotonic() - started < 10


def test_a_mask_covers_what_it_holds_whole() -> None:
    mask = Mask("《[^》]*》", "甲《乙丙》丁《戊》")
    assert [mask.covers(Span(*span)) for span in ((1, 5), (2, 3), (0, 2), (4, 6), (6, 9), (5, 6))] == [
        True, True, False, False, True, False,
    ]  # fmt: skip
    assert not outside([Mask("甲", "甲乙"), Mask("乙", "甲乙")], Span(1, 2))
    assert outside([], Span(0, 1))
