"""The benchmarks of quality measure what they say."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
import regex

from bulletin_tools.source import Span
from quality import beside, inject, pairs, places, score, tables
from quality.faults import FAULTS, Fault
from quality.pairs import Pair
from quality.places import Answer

HEAD, CLEAN = "区教育局召开会议\n", "　　近日，区教育局召开会议，部署工作，落实“一网通办”改革各项任务要求。（区教育局）"
GOOD = HEAD + CLEAN


def pair(bad: str, good: str = GOOD, rule: str = "P001", *, fixable: bool = True) -> Pair:
    return Pair(rule, bad, good, fixable, "a note", "mine/some.jsonl:1")


def fault(name: str) -> Fault:
    return next(one for one in FAULTS if one.name == name)


def one_planted(name: str, text: str = GOOD) -> inject.Planted:
    (planted,) = inject.plant("mine", text, 1, [fault(name)])
    return planted


def test_a_fault_that_is_found_and_mended() -> None:
    verdict = score.judge(pair(GOOD.replace("会议，部", "会议,部")))
    assert (verdict.known, verdict.found, verdict.mended, list(verdict.good)) == (True, True, True, [])


def test_the_fix_of_another_rule_mends_nothing() -> None:
    verdict = score.judge(pair(GOOD.replace("会议，部", "会议,部"), rule="P014"))
    assert (verdict.known, verdict.found, verdict.mended) == (True, False, False)


def test_a_rule_that_does_not_exist_is_not_found_but_told() -> None:
    verdict = score.judge(pair(GOOD.replace("会议，部", "会议,部"), rule="P999"))
    assert (verdict.known, verdict.found, verdict.mended) == (False, False, False)
    assert "Not in the rulebook, so not found: P999" in tables.of_families("Mine", [verdict])


def test_a_clean_twin_that_is_reported_counts() -> None:
    faulty = GOOD.replace("近日，", "近日,")
    verdict = score.judge(pair(GOOD, faulty))
    assert score.tally([verdict])[-2:] == (1, 1)
    assert any("clean twin reported by default: P001" in line for line in score.misses([verdict]))


def test_only_fixable_faults_can_be_mended() -> None:
    verdicts = [score.judge(pair(GOOD.replace("会议，部", "会议,部"), fixable=held)) for held in (True, False)]
    assert score.tally(verdicts)[:5] == (2, 0, 2, 1, 1)


def test_every_folder_of_pairs_is_a_set(tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        line = json.dumps({"rule": "P001", "bad": "甲", "good": "乙", "fixable": True, "note": ""}) + "\n"
        (tmp_path / name / "some.jsonl").write_text(line * 2, "utf-8")
    assert {name: len(own) for name, own in pairs.load(tmp_path).items()} == {"first": 2, "second": 2}


@pytest.mark.parametrize(
    "line", ["{", '{"rule": "P001"}', '{"rule":"P1","bad":"甲","good":"甲","fixable":true,"note":""}']
)
def test_a_line_that_is_no_pair_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "some.jsonl").write_text(line, "utf-8")
    with pytest.raises(SystemExit, match=r"mine/some\.jsonl:1"):
        pairs.load(tmp_path)


def test_a_tool_must_point_at_the_very_place() -> None:
    bad = GOOD.replace("会议，部", "会议,部")
    at = bad.index(",")
    for place, found in ((Span(at, at + 1), True), (Span(at + 1, at + 2), True), (Span(0, 3), False)):
        result = beside.judged(pair(bad), Answer(bad, [place], fails=True), Answer(GOOD, [], fails=False))
        assert result == (found, False, False, False, False)


def test_a_tool_that_only_rewrites_is_taken_at_its_changes() -> None:
    bad = GOOD.replace("会议，部", "会议,部")
    changed = Answer(GOOD, places.changes(bad, GOOD), fails=True)
    harmed = Answer(GOOD + "。", [], fails=False)
    assert beside.judged(pair(bad), changed, harmed) == (True, True, True, False, True)


def test_tools_stand_side_by_side() -> None:
    asked = [pair(GOOD.replace("会议，部", "会议,部"), fixable=held) for held in (True, False)]
    idle = [Answer(text, [], fails=False) for text in beside.texts(asked)]
    results = beside.compared(asked, {"idle": idle})
    assert "| idle | 0/2 (0.0 %) | 0/1 (0.0 %) | 0/2 (0.0 %) | 0/2 (0.0 %) | 0/2 (0.0 %) |" in beside.of_all(
        asked, results
    )
    assert "| P punctuation | 2 · 1 | 0 · 0 |" in beside.of_tools(asked, results)


def test_what_was_taken_out_has_a_place_too() -> None:
    assert places.changes("甲乙丙", "甲乙乙丙") in ([Span(1, 1)], [Span(2, 2)])
    assert places.meets([Span(2, 4)], [Span(2, 2)])
    assert not places.meets([Span(3, 4)], [Span(2, 2)])


@pytest.mark.parametrize("one", FAULTS, ids=lambda one: one.name)
def test_a_fault_changes_only_its_place(one: Fault) -> None:
    for name, text in inject.clean_texts(pairs.load()["pairs"]).items():
        for planted in inject.plant(name, text, 1, [one]):
            start, end = planted.place
            assert planted.bad != planted.clean
            assert planted.bad[:start] == planted.clean[:start]
            assert planted.bad[end:] == planted.clean[planted.clean_end :]


def test_the_same_faults_every_time() -> None:
    assert list(inject.plant("mine", GOOD, 2)) == list(inject.plant("mine", GOOD, 2))


def test_a_planted_fault_is_found_mended_and_alone() -> None:
    result = inject.judge(one_planted("half-width comma"), everything=False)
    assert (result.found, result.mended, list(result.alarms)) == (True, True, [])
    assert inject.missed([result]) == []


def test_what_the_clean_text_has_too_does_not_count() -> None:
    faulty = GOOD.replace("近日，区", "近日,区")
    result = inject.judge(one_planted("closing quote missing", faulty), everything=False)
    assert (result.found, result.mended, list(result.alarms)) == (True, True, [])


def test_a_finding_elsewhere_is_an_alarm() -> None:
    planted = one_planted("half-width comma")
    elsewhere = planted._replace(place=Span(0, 2), fault=fault("closing quote missing"))
    result = inject.judge(elsewhere, everything=False)
    assert (result.found, [finding.code for finding in result.alarms]) == (False, ["P001"])
    assert "not found, elsewhere: P001" in inject.missed([result])[0]


def test_a_weekday_is_right_in_the_clean_text() -> None:
    planted = one_planted("wrong weekday", GOOD.replace("近日", "3月1日"))
    assert "2024年3月1日（星期五）" in planted.clean
    assert "（星期五）" not in planted.bad


def test_a_total_is_right_in_the_clean_text() -> None:
    planted = one_planted("parts that make no total", GOOD.replace("要求。", "要求。会议由区长主持。"))
    for text, right in ((planted.clean, True), (planted.bad, False)):
        (whole, *parts) = map(int, regex.findall(r"企业(\d+)家", text))
        assert (whole == sum(parts)) is right


def test_traditional_characters_lead_back() -> None:
    make = fault("traditional character").make
    match = regex.match("书", "书")
    assert match
    assert make(match, Random(1)) == ("书", "書")
    for same in ("一", "乾"):
        match = regex.match(".", same)
        assert match
        assert make(match, Random(1)) is None
