"""The parser on real bulletins; needs the folder that BULLETIN_CORPUS names."""

from __future__ import annotations

import json
import os
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from bulletin_tools import formats
from bulletin_tools.bulletin import Bulletin
from bulletin_tools.errors import BulletinError
from bulletin_tools.parse import parse
from bulletin_tools.reports.model import issues_as_data
from bulletin_tools.unwrap import unwrap

CORPUS = Path(os.environ.get("BULLETIN_CORPUS", ""))
WIDE = str.maketrans(",.:;?!()", "，。：；？！（）")

pytestmark = pytest.mark.skipif("BULLETIN_CORPUS" not in os.environ, reason="BULLETIN_CORPUS names no folder")


def read(path: Path) -> list[Bulletin]:
    return parse(unwrap(formats.read(path)))


def plain(text: str | None) -> str:
    return "".join((text or "").split()).translate(WIDE)


def test_the_real_bulletin() -> None:
    (issue,) = issues_as_data(read(CORPUS / "bulletin_2020-08-18.txt"))
    assert issue["masthead"]["issuer"] == "中共上街区委办公室"
    assert issue["masthead"]["date"] == "2020-08-18"
    assert [item["kind"] for item in issue["items"]] == ["full"] * 5 + ["brief"]
    assert issue["items"][1]["headline"] == "区审计局“四个密切关注”扎实开展省重点工作跟踪审计"
    assert [item["sources"] for item in issue["items"]] == [
        ["郑州通航试验区管委会"],
        ["区审计局"],
        ["区司法局"],
        ["区资源和规划局"],
        ["市生态环境局上街分局"],
        ["区教育局"],
    ]


def test_items_of_assembled_bulletins_are_exact() -> None:
    folder = CORPUS / "assembled"
    right = total = 0
    for issue in json.loads((folder / "expected.json").read_text("utf-8")):
        want = [
            (plain(item["title"]), *map(plain, item["paragraphs"]), plain(item["source"])) for item in issue["items"]
        ]
        got = [
            (plain(item["headline"]), *map(plain, item["paragraphs"]), "|".join(map(plain, item["sources"])))
            for model in issues_as_data(read(folder / issue["file"]))
            for item in model["items"]
        ]
        matcher = SequenceMatcher(None, want, got, autojunk=False)
        right += sum(block.size for block in matcher.get_matching_blocks())
        total += max(len(want), len(got))
    assert right >= 0.95 * total


@pytest.mark.parametrize("folder", ["real", "encodings"])
def test_no_file_is_refused(folder: str) -> None:
    for path in sorted((CORPUS / folder).iterdir()):
        try:
            document = formats.from_bytes(path.read_bytes(), "a.txt")
        except BulletinError:
            continue
        parse(unwrap(document))
