"""The bar of a long run."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Iterator

import pytest

from bulletin_tools.cli.progress import tracked


class Terminal(io.StringIO):
    """A stream that someone watches."""

    def isatty(self) -> bool:
        return True


def results(count: int, pause: float) -> Iterator[int]:
    for number in range(count):
        time.sleep(pause)
        yield number


@pytest.mark.parametrize(("pause", "shown"), [(0.0, False), (0.2, True)])
def test_a_bar_is_drawn_only_where_results_take_their_time(
    monkeypatch: pytest.MonkeyPatch, pause: float, *, shown: bool
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert list(tracked(results(6, pause), 6, "检查")) == list(range(6))
    assert ("检查" in terminal.getvalue()) is shown
