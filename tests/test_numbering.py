"""The numbers of lists, and that the work on them grows with the text."""

from __future__ import annotations

import time

import pytest

from bulletin_tools import formats, rulebook
from bulletin_tools.checks.numbering import chinese, value
from bulletin_tools.lint import lint
from bulletin_tools.office import Office

BOOK = rulebook.load()
OURS = [rule for code, rule in BOOK.rules.items() if code[0] in "SED"]
HEAD = "泉河信息\n第8期\n中共泉河区委办公室　　2021年3月2日\n\n区水利局备汛\n　　"
SOURCE = "（区水利局）\n"


def codes(text: str, *chosen: str) -> list[str]:
    rules = [BOOK.rules[code] for code in chosen] or OURS
    return [found.code for found in lint(formats.from_bytes(text.encode(), "draft.txt"), Office(BOOK, rules)).findings]


def test_a_number_written_is_read_as_itself() -> None:
    assert all(value(chinese(number)) == number for number in range(1, 1000))


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        ("一二三", 0),
        ("一三三", 1),
        ("一二二", 1),
        ("一二五三", 1),
        ("一二四", 1),
        ("二三", 1),
        ("一一二二三", 0),  # one list inside another
        ("一二一二", 0),  # one list after another
    ],
)
def test_one_wrong_number_is_one_finding(numbers: str, wrong: int) -> None:
    body = "".join(f"{number}是检查堤防。" for number in numbers)
    assert codes(HEAD + body + SOURCE, "E001") == ["E001"] * wrong


@pytest.mark.parametrize(
    "part",
    [
        "一是查。",
        "二是查。",
        "一是查。三是查。",
        "要求：1、检查堤防",
        "要求：1、检查；2、",
        "5月8日召开了会，",
        "“三个聚焦”：聚焦",
        "1.检查本区的工作，不在一处的要有人管\n　　",
        "（一）查\n　　一、查\n　　",
        "三项工作：一是查。二是",
        "五是“三到位”",
        "2021年5月8日至3日、",
        "结果报区水利局（区水利局）。",
        "区水利局学习《某法》和“某事”，",
    ],
)
def test_work_grows_with_the_text(part: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        codes(HEAD + part * times + SOURCE)
        return time.process_time() - start

    seconds(100)
    small, large = seconds(2_000), seconds(16_000)
    assert large < 24 * small + 0.2
