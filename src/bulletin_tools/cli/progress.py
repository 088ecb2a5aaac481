"""How far a long run has come, where someone watches a terminal."""

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TypeVar

T = TypeVar("T")

_PATIENCE = 0.5  # seconds that nobody wants to be told of


def tracked(results: Iterable[T], total: int, told: str) -> Iterator[T]:
    """The same results, with a bar on the terminal of standard error when they take their time."""
    if not sys.stderr.isatty():
        yield from results
        return
    begun = monotonic()
    rest = iter(results)
    for done, result in enumerate(rest, 1):
        yield result
        if done < total and monotonic() - begun > _PATIENCE:
            yield from _drawn(rest, done, total, told)


def _drawn(results: Iterator[T], done: int, total: int, told: str) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import Progress

    # What is printed meanwhile goes above the bar; a pipe gets it as it is.
    with Progress(console=Console(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty()) as progress:
        task = progress.add_task(told, total=total, completed=done)
        for result in results:
            yield result
            progress.advance(task)
