"""What single examples can't show of structure, enumerations and dates: one fault, one rule; shapes of one fault."""

from __future__ import annotations

import pytest

from bulletin_tools import formats, rulebook
from bulletin_tools.finding import Severity
from bulletin_tools.fix import fix
from bulletin_tools.lint import lint
from bulletin_tools.office import Office
from bulletin_tools.source import apply

BOOK = rulebook.load()
DEFAULT = [rule for rule in BOOK.rules.values() if rule.default]
HEAD = "泉河信息\n第{number}期\n中共泉河区委办公室　　{date}\n\n"
ITEM = "区水利局检查河道\n　　5月6日，{body}（区水利局）"


def codes(text: str) -> set[str]:
    """What is told as more than a hint."""
    report = lint(formats.from_bytes(text.encode(), "draft.txt"), Office(BOOK, DEFAULT))
    return {finding.code for finding in report.findings if finding.severity > Severity.INFO}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (HEAD.format(number="08", date="2021年5月10日") + ITEM.format(body="区水利局检查河道12条。"), "S002"),
        (HEAD.format(number="8", date="2021.5.10") + ITEM.format(body="区水利局检查河道12条。"), "S004"),
        (HEAD.format(number="8", date="2021年5月") + ITEM.format(body="区水利局检查河道12条。"), "S004"),
        (ITEM.format(body="区水利局检查河道12条，清理隐患3处，全部整改，"), "S022"),
        (ITEM.format(body="区水利局检查堤防。一是看坝体；其次，看涵闸；三是看物资。"), "E004"),
        (ITEM.format(body="区水利局检查堤防。一是看坝体；二、看涵闸；三、看物资。"), "E004"),
        (ITEM.format(body="区水利局做到“两个聚焦”。聚焦堤防，查隐患；聚焦物资，备砂石；聚焦值守，抓纪律。"), "E003"),
    ],
)
def test_one_fault_is_told_once(text: str, code: str) -> None:
    assert codes(text) == {code}


@pytest.mark.parametrize(
    ("bad", "good"),
    [
        ("5月6日至9号", "5月6日至9日"),
        ("5月6号—9号、每月20号", "5月6日—9日、每月20日"),
        ("五月六号", "五月六日"),
        ("5月6日至2号楼、15号院，每月检查3号井", "5月6日至2号楼、15号院，每月检查3号井"),
    ],
)
def test_days_that_are_called_numbers(bad: str, good: str) -> None:
    text = f"区水利局检查河道\n　　{bad}，区水利局检查河道12条。（区水利局）"
    fixed = fix(formats.from_bytes(text.encode(), "draft.txt"), Office(BOOK, [BOOK.rules["D004"]]), bool)
    assert apply(text, fixed.edits) == text.replace(bad, good)
