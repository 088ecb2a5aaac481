"""Many jobs by several processes, in their order: one that dies costs its own job, and the rest goes on.

Small work isn't worth a process: the first jobs are done here, and processes are started where time has shown that more
is to be done than their start costs.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from itertools import islice
from time import monotonic
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor, Future

Job = TypeVar("Job")
Result = TypeVar("Result")

_ALONE = 0.15 if sys.platform == "linux" else 0.6  # seconds; elsewhere a process starts Python anew
_CHUNK = 8  # jobs that go to a process at once
_AHEAD = 4  # chunks that wait for each process


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def processes(count: int) -> Executor:
    """An executor of that many processes of this machine."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    way = "fork" if sys.platform == "linux" else "spawn"
    return ProcessPoolExecutor(count, multiprocessing.get_context(way), initializer=_leave_interrupts)


def each(
    work: Callable[[Job], Result],
    jobs: Iterable[Job],
    *,
    known: Callable[[Job], Result | None],
    lost: Callable[[Job], Result],
    again: Callable[[Job], Result] | None = None,
    count: int = 0,
    start: Callable[[int], Executor] = processes,
) -> Iterator[Result]:
    """The result of every job, in the order of the jobs.

    `known` gives the results that need no work, `lost` stands for the result of a job whose process died; `again`
    does, in the place of `work`, a job that may have been done before its process died of another. `count` is the
    number of processes: 1 for none, 0 for as many as there are cores, where they pay. `start` makes the executor, and
    another one where one broke down.
    """
    rest = iter(jobs)
    alone = sys.float_info.max if 1 in (count, count or cores()) else 0.0 if count else _ALONE
    begun = monotonic()
    while monotonic() - begun < alone:
        first = list(islice(rest, 1))
        if not first:
            return
        result = known(first[0])
        yield work(first[0]) if result is None else result
    crew = _Crew((work, again or work), known, lost, lambda: start(count or cores()), _AHEAD * (count or cores()))
    try:
        yield from crew.results(rest)
    finally:
        crew.dismiss()


class _Crew(Generic[Job, Result]):
    """The processes, and the chunks that they have been given."""

    def __init__(
        self,
        works: tuple[Callable[[Job], Result], Callable[[Job], Result]],
        known: Callable[[Job], Result | None],
        lost: Callable[[Job], Result],
        start: Callable[[], Executor],
        ahead: int,
    ) -> None:
        (self._work, self._again), self._known, self._lost, self._start, self._ahead = works, known, lost, start, ahead
        self._executor: Executor | None = None
        self._waiting: deque[tuple[list[tuple[Job, Result | None]], Future[list[Result]] | None]] = deque()

    def results(self, jobs: Iterator[Job]) -> Iterator[Result]:
        while chunk := list(islice(jobs, _CHUNK)):
            told = [(job, self._known(job)) for job in chunk]
            left = [job for job, result in told if result is None]
            self._waiting.append((told, self._given(left) if left else None))
            if len(self._waiting) >= self._ahead:
                yield from self._next()
        while self._waiting:
            yield from self._next()

    def dismiss(self) -> None:
        """Let go of the processes; what they are at is finished, what waits is not begun."""
        if self._executor:
            self._executor.shutdown(cancel_futures=True)
            self._executor = None

    def _given(self, jobs: list[Job]) -> Future[list[Result]] | None:
        from concurrent.futures import BrokenExecutor

        try:
            return self._running().submit(_done, self._work, jobs)
        except BrokenExecutor:
            return None

    def _running(self) -> Executor:
        if self._executor is None:
            self._executor = self._start()
        return self._executor

    def _next(self) -> Iterator[Result]:
        """The results of the chunk that was given first."""
        from concurrent.futures import BrokenExecutor

        told, future = self._waiting.popleft()
        left = [job for job, result in told if result is None]
        try:
            done = iter(future.result()) if future else self._one_by_one(left)
        except BrokenExecutor:
            done = self._one_by_one(left)
        for _, result in told:
            yield next(done) if result is None else result

    def _one_by_one(self, jobs: list[Job]) -> Iterator[Result]:
        """Do the jobs alone, one after the other, so that it shows which of them a process dies of."""
        from concurrent.futures import BrokenExecutor

        for job in jobs:
            for _ in range(2):  # the first time, it may be another's death that is noticed
                try:
                    result = self._running().submit(_done, self._again, [job]).result()[0]
                except BrokenExecutor:
                    self.dismiss()
                else:
                    yield result
                    break
            else:
                yield self._lost(job)


def _done(work: Callable[[Job], Result], jobs: list[Job]) -> list[Result]:
    return [work(job) for job in jobs]


def _leave_interrupts() -> None:
    """Ctrl-C goes to the process that the user sees; the others finish the file that they are writing."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
