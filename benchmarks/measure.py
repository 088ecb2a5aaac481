"""Timing whole processes side by side: wall time and peak memory of each run, medians, ratios."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from typing import NamedTuple


class Run(NamedTuple):
    """One finished process."""

    seconds: float
    megabytes: float
    """Peak resident memory."""
    output: bytes


class Contender(NamedTuple):
    """A command that is measured."""

    name: str
    command: Sequence[str]
    finds: bytes = b""
    """What its output must hold, so that a run which found nothing isn't counted."""


def run(contender: Contender, folder: str, cpu: int | None = None) -> Run:
    """Run once, on one core if asked."""
    start = time.perf_counter()
    with subprocess.Popen(contender.command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        if cpu is not None:
            os.sched_setaffinity(process.pid, {cpu})
        assert process.stdout
        output = process.stdout.read()
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    seconds = time.perf_counter() - start
    if contender.finds not in output:
        raise SystemExit(f"{contender.name} found nothing: {output[:200]!r}")
    return Run(seconds, usage.ru_maxrss / 1024, output)


def side_by_side(
    contenders: Sequence[Contender], rounds: int, folder: str, cpu: int | None = None
) -> dict[str, list[Run]]:
    """All contenders in turn, round by round, after one round that doesn't count."""
    runs: dict[str, list[Run]] = {contender.name: [] for contender in contenders}
    for number in range(rounds + 1):
        for contender in contenders:
            result = run(contender, folder, cpu)
            if number:
                runs[contender.name].append(result._replace(output=b""))
    return runs


def table(title: str, runs: dict[str, list[Run]], against: str) -> str:
    """Medians, and the median of the ratios to one contender, round by round."""
    lines = [f"\n## {title}\n", f"| | median | peak memory | ratio to {against} |", "|---|---|---|---|"]
    for name, own in runs.items():
        ratio = statistics.median(one.seconds / other.seconds for one, other in zip(own, runs[against], strict=True))
        seconds = statistics.median(one.seconds for one in own)
        memory = statistics.median(one.megabytes for one in own)
        lines.append(f"| {name} | {_readable(seconds)} | {memory:.0f} MB | {ratio:.2f} |")
    return "\n".join(lines)


def _readable(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"
