"""How fast Word files are checked and reviewed: python benchmarks/word.py

A ten-page draft by command line, beside its own text; then a folder of such drafts, annotated and tracked on one core.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bulletin_tools import formats
from bulletin_tools.bulletin import Bulletin, Field, Item
from bulletin_tools.layout import template
from bulletin_tools.layout.writer import write
from bulletin_tools.source import Span
from measure import Contender, side_by_side, table

NOWHERE = Span(0, 0)
ROUNDS = 15
DRAFTS = 300
ITEMS = 15  # with the paragraphs below, ten pages
SENTENCE = "全区各单位认真贯彻落实会议精神，聚焦群众关心的问题，逐项细化措施，明确责任分工和完成时限。"
FAULTY = "近日,区教育局召开会议( 第{number}次 )，部署“双减”、“双增”工作.共有{number}个单位、3O人参加。"


def draft(number: int) -> bytes:
    """A draft of ten pages with faults in each item; every number's text is its own."""

    def field(value: str) -> Field:
        return Field(value, NOWHERE)

    paragraphs = (field(FAULTY.format(number=number)), field(SENTENCE * 4), field(SENTENCE * 3))
    items = tuple(
        Item("full", NOWHERE, None, field(f"区教育局部署第{index}项工作"), paragraphs, (field("区教育局"),), None)
        for index in range(ITEMS)
    )
    return write(Bulletin(None, (), items, None), template.load()).data


def command_line(folder: Path) -> None:
    """One draft by command line, and its text."""
    (folder / "a.docx").write_bytes(draft(1))
    (folder / "a.txt").write_text(formats.read(folder / "a.docx").text, "utf-8")
    lint = [sys.executable, "-m", "bulletin_tools", "lint"]
    review = ["a.docx", "-o", "b.docx", "--overwrite"]
    contenders = [
        Contender("lint a.txt", [*lint, "a.txt"], b"P001"),
        Contender("lint a.docx", [*lint, "a.docx"], b"P001"),
        Contender("lint --annotate", [*lint, "--annotate", *review], b"P001"),
        Contender("lint --track-changes", [*lint, "--track-changes", *review]),
    ]
    print(table("A ten-page draft", side_by_side(contenders, ROUNDS, str(folder), cpu=0), contenders[0].name))


def batch(folder: Path) -> None:
    """Many drafts in one process on one core."""
    drafts = folder / "drafts"
    drafts.mkdir()
    for number in range(DRAFTS):
        (drafts / f"{number:03}.docx").write_bytes(draft(number))
    os.sched_setaffinity(0, {0})
    lint = [sys.executable, "-m", "bulletin_tools", "lint", "drafts", "--jobs", "1", "--no-cache", "-o", "out"]
    for option in ("--annotate", "--track-changes"):
        before, start = os.times(), time.perf_counter()
        subprocess.run([*lint, option], cwd=folder, check=False, capture_output=True)
        after, seconds = os.times(), time.perf_counter() - start
        spent = after.children_user + after.children_system - before.children_user - before.children_system
        made = len(list((folder / "out").iterdir()))
        shutil.rmtree(folder / "out")
        print(f"{option}: {made} drafts, {made / spent:.0f} a second of one core, {made / seconds:.0f} by the clock")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        command_line(Path(name))
        batch(Path(name))
