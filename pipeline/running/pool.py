"""Worker processes on this machine: how they start, what they share, and how they end."""

from __future__ import annotations

import collections
import concurrent.futures
import contextlib
import gc
import itertools
import logging
import multiprocessing
import os
import queue
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import resource_tracker
from typing import Any, TypeVar

from pipeline.running.result import PartResult, worker_died
from pipeline.settings import GARBAGE_THRESHOLD, Settings

logger = logging.getLogger(__name__)

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 4
"""How many items a worker are handed out before their results are asked for."""
PRELOADED = ["pipeline.running.preload", "pipeline.running.extracting", "expectations.preload"]
"""Modules that the server which forks the workers imports, where it finds them."""
PRELOADED_MODEL = "QUOTIDIAN_PRELOADED_MODEL"
"""The environment variable that tells that server which model to load; empty for the one that came along."""


def in_process(
    work: Callable[..., list[PartResult]], parts: Sequence[str], on_words: Callable[[int], None]
) -> Generator[list[PartResult]]:
    """Map over parts one after the other, in this process."""
    for part in parts:
        yield work(part, on_words=on_words)


_words: Any = None
"""In a worker process: the queue on which it says how many words it has parsed."""


def _start_worker(words: Any) -> None:
    global _words
    _words = words
    be_a_worker()


def be_a_worker() -> None:
    """In a process that works for another: let that one be interrupted and end this one, and end with it."""
    gc.set_threshold(GARBAGE_THRESHOLD)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # half-made parts leave no trace
    threading.Thread(target=_end_with_parent, daemon=True).start()


@contextlib.contextmanager
def starting_workers() -> Iterator[None]:
    """Processes that are started meanwhile are not interrupted, even before they can say so.

    They inherit that. An interrupt of this process waits until the end. (Windows cannot hold signals back.)
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # which would let interrupts through again if it were started in between
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    """A parent that is killed holds the store's lock no longer, so its workers may not write any more."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work_in_pool(work: Callable[..., list[PartResult]], part: str) -> list[PartResult]:
    return work(part, on_words=_words.put)


def in_pool(
    work: Callable[..., list[PartResult]], parts: Sequence[str], workers: int, on_words: Callable[[int], None]
) -> Generator[list[PartResult]]:
    """Map over parts in worker processes, in the order given.

    When a worker dies, the parts that were in work are each done once more, alone; one on which a
    worker dies again has failed. The others go on in a new pool.
    """
    waiting = collections.deque(parts)
    while waiting:
        for part in (yield from _until_one_dies(work, waiting, workers, on_words)):
            logger.warning("A worker died while %s was in work; it is done once more, alone.", part)
            if (yield from _until_one_dies(work, collections.deque([part]), 1, on_words)):
                yield [worker_died(part)]


def _until_one_dies(
    work: Callable[..., list[PartResult]],
    waiting: collections.deque[str],
    workers: int,
    on_words: Callable[[int], None],
) -> Generator[list[PartResult], None, list[str]]:
    """Take parts from `waiting` and do them; returns those that were in work when a worker died.

    Workers are forked from one server process that has imported the libraries, so each costs little
    to start and shares their memory.
    """
    context = _worker_context()
    words = context.Queue()
    stop = threading.Event()
    listener = threading.Thread(target=_listen, args=(words, on_words, stop), daemon=True)
    listener.start()
    in_work: dict[concurrent.futures.Future[list[PartResult]], str] = {}
    try:
        with _pool(context, workers, _start_worker, words) as pool:
            while waiting or in_work:
                while waiting and len(in_work) < workers:
                    in_work[pool.submit(_work_in_pool, work, waiting[0])] = waiting[0]
                    waiting.popleft()
                done, _ = concurrent.futures.wait(in_work, return_when=concurrent.futures.FIRST_COMPLETED)
                for future in done:
                    made = future.result()
                    del in_work[future]
                    yield made
    except BrokenProcessPool:
        return list(in_work.values())
    finally:
        stop.set()
        listener.join(1)
    return []


def in_order(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    workers: int,
    lost: Callable[[Item], Result],
    pieces: Callable[[Item], Iterable[Item]] = lambda item: [item],
) -> Generator[Result]:
    """Map over items in worker processes, the results in the order of the items, which are taken as they are needed.

    When a worker dies, the items that were in work are each done once more, alone. One on which a worker dies again is
    done in `pieces`, if it has several, whose results stand for its own; what `lost` makes of one that has none is its
    result.
    """
    waiting = iter(items)
    died: Sequence[Item] = yield from _in_order_until_one_dies(work, waiting, workers)
    while died:
        logger.warning("A worker died while %d batches were in work; they are done once more.", len(died))
        for item in died:
            yield from _alone(work, item, lost, pieces)
        died = yield from _in_order_until_one_dies(work, waiting, workers)


def _alone(
    work: Callable[[Item], Result],
    item: Item,
    lost: Callable[[Item], Result],
    pieces: Callable[[Item], Iterable[Item]],
) -> Generator[Result]:
    if not (yield from _in_order_until_one_dies(work, iter([item]), 1)):
        return
    if smaller := several(pieces(item)):
        yield from in_order(work, smaller, 1, lost, pieces)
    else:
        yield lost(item)


def several(items: Iterable[Item]) -> Iterator[Item] | None:
    """The items, taken as they are needed; none where there is one only."""
    waiting = iter(items)
    first = list(itertools.islice(waiting, 2))
    return itertools.chain(first, waiting) if len(first) > 1 else None


def _in_order_until_one_dies(
    work: Callable[[Item], Result], waiting: Iterator[Item], workers: int
) -> Generator[Result, None, list[Item]]:
    """The results of the items in `waiting`; returns those items that were in work when a worker died."""
    in_work: collections.deque[Item] = collections.deque(itertools.islice(waiting, workers))
    if not in_work:
        return []
    try:
        with _pool(_worker_context(), workers, be_a_worker) as pool:
            futures = collections.deque(pool.submit(work, item) for item in in_work)
            while in_work:
                for item in itertools.islice(waiting, AHEAD * workers - len(in_work)):
                    in_work.append(item)
                    futures.append(pool.submit(work, item))
                result = futures[0].result()
                futures.popleft()
                in_work.popleft()
                yield result
    except BrokenProcessPool:
        return list(in_work)
    return []


@contextlib.contextmanager
def _pool(
    context: Any, workers: int, start: Callable[..., None], *given: object
) -> Iterator[concurrent.futures.ProcessPoolExecutor]:
    """Worker processes; they end with what they are used for, at once where that ends in an error."""
    pool = concurrent.futures.ProcessPoolExecutor(workers, context, start, given)
    try:
        yield pool
    except BrokenProcessPool:
        raise
    except BaseException:
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _worker_context() -> Any:
    """How workers are started: by a server that is ready to, where there can be one.

    It is waited for here, with a process that does nothing. A run that is interrupted while the server imports
    then leaves no worker behind that starts too late, and complains.
    """
    if not _can_fork_from_a_server():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    process = context.Process(target=_nothing)
    process.start()
    process.join()
    return context


def _nothing() -> None:
    pass


def _can_fork_from_a_server() -> bool:
    return "forkserver" in multiprocessing.get_all_start_methods()


def prepare_workers(settings: Settings) -> None:
    """Start the server that forks the workers, if it does not run yet.

    It imports the libraries and loads the model while this process goes on, and the workers share both.
    """
    if _can_fork_from_a_server():
        from multiprocessing import forkserver

        os.environ[PRELOADED_MODEL] = settings.model or ""
        forkserver.set_forkserver_preload(PRELOADED)
        with starting_workers():
            forkserver.ensure_running()


def are_ready(settings: Settings) -> threading.Event:
    """Set when workers can be had at once; meanwhile the server that forks them starts."""
    ready = threading.Event()

    def start() -> None:
        prepare_workers(settings)
        with starting_workers():
            _worker_context()
        ready.set()

    threading.Thread(target=start, daemon=True).start()
    return ready


def _listen(words: Any, on_words: Callable[[int], None], stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            on_words(words.get(timeout=0.2))
        except queue.Empty:
            continue
        except (OSError, EOFError):
            return


def default_workers() -> int:
    """One worker a processor that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
