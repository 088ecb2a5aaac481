"""How fast Word files are made: python benchmarks/export.py

One file by command line, above `bulletin --version` and beside pandoc with a reference document where that is
installed; two-page bulletins in one process; memory while ten thousand are made.
"""

from __future__ import annotations

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bulletin_tools.bulletin import Bulletin, Field, Footer, Item, Masthead
from bulletin_tools.layout import template
from bulletin_tools.layout.writer import write
from bulletin_tools.source import Span

NOWHERE = Span(0, 0)
RUNS = 25
MANY = 10_000
SENTENCE = "全区各单位认真贯彻落实会议精神，聚焦群众关心的问题，逐项细化措施，明确责任分工和完成时限。"
HEADLINES = (
    "全区教育工作会议召开",
    "区审计局“四个密切关注”扎实开展省重点工作跟踪审计",
    "区司法局部署下半年工作",
    "区水利局做好防汛工作",
)
MANUSCRIPT = (
    "政务信息\n第4期\n中共××区委办公室　　　　　　　2020年8月18日\n\n"
    + "".join(f"{headline}\n　　{SENTENCE * 4}（区教育局）\n\n" for headline in HEADLINES)
    + "报：市委办公室。\n送：区直各单位。\n（共印60份）\n"
)


def bulletin(number: int) -> Bulletin:
    """A two-page bulletin; every number's text is its own."""

    def field(value: str) -> Field:
        return Field(value, NOWHERE)

    paragraph = field(f"第{number}次调度会召开。{SENTENCE * 4}")
    items = tuple(
        Item("full", NOWHERE, None, field(headline), (paragraph,), (field("区教育局"),), None) for headline in HEADLINES
    )
    head = Masthead(
        NOWHERE, field("政务信息"), field(str(number)), None, field("中共××区委办公室"), field("2020-08-18")
    )
    return Bulletin(head, (), items, Footer(NOWHERE, field("市委办公室。"), field("区直各单位。"), copies=field("60")))


def milliseconds(command: list[str]) -> tuple[float, float]:
    """Median and least time of a process."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), min(times)


def command_line(folder: Path) -> None:
    """One file by command line."""
    (folder / "a.txt").write_text(MANUSCRIPT, "utf-8")
    program = [sys.executable, "-m", "bulletin_tools"]
    export = [*program, "export", str(folder / "a.txt"), "-o", str(folder / "a.docx"), "--overwrite"]
    commands = {"bulletin --version": [*program, "--version"], "bulletin export": export}
    if shutil.which("pandoc"):
        reference = folder / "reference.docx"
        reference.write_bytes(write(bulletin(1), template.load()).data)
        options = ["-f", "markdown", f"--reference-doc={reference}", "-o", str(folder / "p.docx")]
        commands["pandoc --reference-doc"] = ["pandoc", str(folder / "a.txt"), *options]
    for name, command in commands.items():
        median, least = milliseconds(command)
        print(f"{name:24} {median:6.0f} ms (least {least:.0f})")


def in_process() -> None:
    """Rate on one core, and memory while many are made."""
    look = template.load()
    write(bulletin(0), look)
    for count in (1_000, MANY):
        bulletins = (bulletin(number) for number in range(count))
        before = resource.getrusage(resource.RUSAGE_SELF)
        for issue in bulletins:
            write(issue, look)
        after = resource.getrusage(resource.RUSAGE_SELF)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(
            f"{count:6} documents: {count / seconds:5.0f} a second of one core, {after.ru_maxrss / 1024:.0f} MB at most"
        )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        command_line(Path(name))
    in_process()
