"""How far a long run has come, where someone watches a terminal."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

_FEW = 20  # so many are done before a bar could be read


def tracked(results: Iterable[T], total: int, told: str) -> Iterator[T]:
    """The same results, with a bar on the terminal of standard error while they come."""
    if total < _FEW or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import Progress

    # What is printed meanwhile goes above the bar; a pipe gets it as it is.
    with Progress(console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty()) as progress:
        yield from progress.track(results, total=total, description=told)
