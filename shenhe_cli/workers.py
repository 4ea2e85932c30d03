"""Tasks spread over processes: results in the order of the tasks, few of them in memory at a time.

A pool of our own rather than concurrent.futures, since there one worker that dies (out of memory, a crash in a C library)
breaks the whole pool; here it takes only its own task with it, which is then named.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Task = TypeVar("Task")
Result = TypeVar("Result")

# Tasks for each worker that may be under way or wait for an earlier one's result.
AHEAD = 4


def count_cores() -> int:
    """The cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def run_in_order(
    handle: Callable[[Task], Result],
    tasks: Iterable[Task],
    jobs: int,
    bury: Callable[[Task], Result],
    method: str | None = None,
) -> Iterator[Result]:
    """`handle` of every task, in order; with more than one job in processes of their own.

    `bury` gives the result of a task whose worker died over it. Processes are forked on Linux, so that they share what
    `handle` holds; elsewhere (or where `method` says so) `handle`, tasks and results are pickled. Closing the iterator, or an error
    or Ctrl-C in its user, ends the workers at once.
    """
    if jobs <= 1:
        yield from map(handle, tasks)
        return
    pool = _Pool(handle, method or ("fork" if sys.platform == "linux" else "spawn"))
    try:
        yield from pool.run(iter(tasks), jobs, bury)
    finally:
        pool.end()


class _Worker:
    """A process, our end of its pipe, and the number and the task that it works on."""

    def __init__(self, process: BaseProcess, pipe: Connection[Any, Any]) -> None:
        self.process, self.pipe = process, pipe
        self.number = -1
        self.task: Any = None


class _Pool:
    def __init__(self, handle: Callable[[Any], Any], method: str) -> None:
        import multiprocessing

        self.context: Any = multiprocessing.get_context(method)
        self.handle = handle
        self.is_forked = method == "fork"
        self.workers: list[_Worker] = []

    def start(self) -> _Worker:
        ours, theirs = self.context.Pipe()
        # A forked child holds copies of our ends too: unless it closes them, no worker would notice that we are gone.
        copies = [ours, *(worker.pipe for worker in self.workers)] if self.is_forked else []
        process = self.context.Process(target=_serve, args=(theirs, copies, self.handle), daemon=True)
        if self.is_forked and not self.workers:
            # What there is now is the tables, which the workers share as long as nobody writes to their pages, as the collector would.
            gc.freeze()
        with _interrupts_held_back():
            process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self.workers.append(worker)
        return worker

    def run(self, tasks: Iterator[Any], jobs: int, bury: Callable[[Any], Any]) -> Iterator[Any]:
        from multiprocessing.connection import wait

        numbered = enumerate(tasks)
        finished: dict[int, Any] = {}
        idle: list[_Worker] = []
        due = 0
        is_over = False
        while True:
            # The window keeps results of fast tasks from piling up behind a slow one.
            while not is_over and (idle or len(self.workers) < jobs) and self.under_way(idle) + len(finished) < jobs * AHEAD:
                given = next(numbered, None)
                if given is None:
                    is_over = True
                    break
                self.give(idle.pop() if idle else self.start(), *given)
            while due in finished:
                yield finished.pop(due)
                due += 1
            busy = {worker.pipe: worker for worker in self.workers if worker.task is not None}
            if not busy:
                if is_over:
                    return
                continue
            for pipe in wait(list(busy)):
                worker = busy[pipe]  # type: ignore[index]
                try:
                    finished[worker.number] = worker.pipe.recv()
                    idle.append(worker)
                except (EOFError, OSError):
                    finished[worker.number] = bury(worker.task)
                    self.remove(worker)
                worker.task = None

    def under_way(self, idle: Sequence[_Worker]) -> int:
        return len(self.workers) - len(idle)

    def give(self, worker: _Worker, number: int, task: Any) -> None:
        worker.number, worker.task = number, task
        # Where it died while it was idle, that shows as soon as its pipe is read.
        with suppress(OSError):
            worker.pipe.send(task)

    def remove(self, worker: _Worker) -> None:
        self.workers.remove(worker)
        worker.pipe.close()
        worker.process.join()

    def end(self) -> None:
        for worker in self.workers:
            # Those that wait for a task end by themselves, but need not be waited for.
            worker.process.kill()
        for worker in list(self.workers):
            self.remove(worker)


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Ctrl-C is heard afterwards: while a process is made, it would be raised in the child too, in the middle of its making."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection[Any, Any], copies: Iterable[Connection[Any, Any]], handle: Callable[[Any], Any]) -> None:
    """A worker: tasks come, results go, until there is nobody at the other end."""
    import signal

    # Ctrl-C reaches every process of the terminal; ending the workers is for the one that started them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
    for copy in copies:
        copy.close()
    try:
        while True:
            pipe.send(handle(pipe.recv()))
    except (EOFError, OSError):
        return


def chunks(items: Iterable[Task], size: int) -> Iterator[list[Task]]:
    """The items in lists of `size`, the last one shorter."""
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk
