"""Many jobs by several processes, in their order: one that dies costs its own job, and the rest goes on.

Small work isn't worth a process: the first jobs are done here, and processes are started where time has shown that more
is to be done than their start costs.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor, Future

Job = TypeVar("Job")
Result = TypeVar("Result")
_Told = tuple[list[Result], float]
"""Results, and how many seconds each took."""

_ALONE = 0.15 if sys.platform == "linux" else 0.6  # seconds that are worth processes; elsewhere one starts Python anew
_CHUNK = 8  # jobs that go to a process at once where nothing is known of them
_SPAN = 0.1  # seconds that a chunk should take: long beside its sending, short beside a person's patience
_LARGEST = 64  # jobs in a chunk
_FEW = 3  # times from which the next one is told
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
    together: Callable[[list[Job]], list[Result]] | None = None,
    count: int = 0,
    start: Callable[[int], Executor] = processes,
    least: float = 0.0,
) -> Iterator[Result]:
    """The result of every job, in the order of the jobs.

    `known` gives the results that need no work, `lost` stands for the result of a job whose process died; `again`
    does, in the place of `work`, a job that may have been done before its process died of another; `together` does the
    jobs that a process gets at once, where that is quicker than one by one. `count` is the number of processes: 1 for
    none, 0 for as many as there are cores, where they pay. `start` makes the executor, and another one where one broke
    down. `least` is what every job takes, in seconds: of very many, none need be done here to see that processes pay.
    """
    rest = deque(jobs)
    pace = _Pace(least)
    alone, paid = 1 in (count, count or cores()), 0.0 if count else _ALONE
    while rest and (alone or not pace.pays(len(rest), paid)):
        job = rest.popleft()
        result = known(job)
        yield pace.timed(work, job) if result is None else result
    if not rest:
        return
    at_once = together or partial(_one_by_one, work)
    crew = _Crew(
        (at_once, again or work), known, lost, lambda: start(count or cores()), _AHEAD * (count or cores()), pace
    )
    try:
        yield from crew.results(rest)
    finally:
        crew.dismiss()


class _Pace:
    """How long a job takes: whether processes pay, and how many jobs one should get at once."""

    def __init__(self, least: float = 0.0) -> None:
        self._least = least
        self._begun = 0.0
        self._times: deque[float] = deque(maxlen=_FEW)

    def timed(self, work: Callable[[Job], Result], job: Job) -> Result:
        """The result of a job that is done here."""
        results, seconds = _done(partial(_one_by_one, work), [job])
        self._begun = self._begun or monotonic()  # the first job tells nothing: modules are imported for it
        self.learn(seconds)
        return results[0]

    def learn(self, seconds: float) -> None:
        """Hear how long a job took."""
        self._times.append(seconds)

    def pays(self, left: int, paid: float) -> bool:
        """Whether so many jobs, or those done here, take longer than what pays."""
        least = min(self._times) if len(self._times) == _FEW else self._least
        return not paid or least * left >= paid or bool(self._begun and monotonic() - self._begun >= paid)

    def chunk(self, left: int) -> int:
        """How many of so many jobs a process should get at once."""
        known = len(self._times) == _FEW and min(self._times)
        return min(_LARGEST, int(_SPAN / known) or 1, left) if known else min(_CHUNK, left)


class _Crew(Generic[Job, Result]):
    """The processes, and the chunks that they have been given."""

    def __init__(
        self,
        works: tuple[Callable[[list[Job]], list[Result]], Callable[[Job], Result]],
        known: Callable[[Job], Result | None],
        lost: Callable[[Job], Result],
        start: Callable[[], Executor],
        ahead: int,
        pace: _Pace,
    ) -> None:
        (self._work, self._again), self._known, self._lost, self._start, self._ahead = works, known, lost, start, ahead
        self._pace = pace
        self._executor: Executor | None = None
        self._waiting: deque[tuple[list[tuple[Job, Result | None]], Future[_Told[Result]] | None]] = deque()

    def results(self, jobs: deque[Job]) -> Iterator[Result]:
        while jobs:
            share = len(jobs) // self._ahead or 1  # at the end less and less, so that all finish together
            chunk = [jobs.popleft() for _ in range(self._pace.chunk(share))]
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

    def _given(self, jobs: list[Job]) -> Future[_Told[Result]] | None:
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
        told, future = self._waiting.popleft()
        left = [job for job, result in told if result is None]
        done = self._fetched(future, left) if left else iter(())
        for _, result in told:
            yield next(done) if result is None else result

    def _fetched(self, future: Future[_Told[Result]] | None, jobs: list[Job]) -> Iterator[Result]:
        from concurrent.futures import BrokenExecutor

        if future:
            try:
                results, seconds = future.result()
            except BrokenExecutor:
                pass
            else:
                self._pace.learn(seconds)
                return iter(results)
        return self._one_by_one(jobs)

    def _one_by_one(self, jobs: list[Job]) -> Iterator[Result]:
        """Do the jobs alone, one after the other, so that it shows which of them a process dies of."""
        from concurrent.futures import BrokenExecutor

        for job in jobs:
            for _ in range(2):  # the first time, it may be another's death that is noticed
                try:
                    result = self._running().submit(self._again, job).result()
                except BrokenExecutor:
                    self.dismiss()
                else:
                    yield result
                    break
            else:
                yield self._lost(job)


def _done(work: Callable[[list[Job]], list[Result]], jobs: list[Job]) -> _Told[Result]:
    begun = monotonic()
    results = work(jobs)
    return results, (monotonic() - begun) / len(jobs)


def _one_by_one(work: Callable[[Job], Result], jobs: list[Job]) -> list[Result]:
    return [work(job) for job in jobs]


def _leave_interrupts() -> None:
    """Ctrl-C goes to the process that the user sees; the others finish the file that they are writing."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
