"""Reading sources and making parts on a Ray cluster: `quotidian run --engine ray`.

A task is what a worker process does on one machine: some of a source, or one part, read from and written to the
store. So sources, the store, and a model or validation of one's own, must be where every node finds them, and
Quotidian must be installed there. A task whose node or process dies, or that cannot reach what it needs, is done
again. It gives the same whoever does it, and a part is written whole, so nothing is lost or doubled by that.
"""

from __future__ import annotations

import collections
import contextlib
import itertools
import os
import signal
import socket
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from pipeline.errors import EngineError, OutputError, QuotidianError
from pipeline.running.pool import several
from pipeline.running.result import PartResult, worker_died

Item = TypeVar("Item")
Result = TypeVar("Result")

RETRIES = 3
"""How often a task is done again whose node or process died; clusters lose nodes more often than one task is bad."""

PASSING = (OSError, OutputError)
"""Errors of file systems in a network, which may be gone a moment later."""

AHEAD = 1_000
"""How many parts are handed to the cluster at a time: more than it has processors, fewer than weigh on Ray."""

WAITING, LEAST_WAITING = 2, 16
"""How many items a processor, and how many at least, are handed out before the first result of them is taken: what
waits, items and results, is held by the cluster's object store."""


def in_ray(
    work: Callable[[str], list[PartResult]],
    words: Mapping[str, int],
    address: str | None,
    on_words: Callable[[int], None] = lambda words: None,
) -> Generator[list[PartResult]]:
    """Map over the parts that `words` names, in that order; their numbers of words are told as they are done.

    A part that fails again and again is a failed one; the others go on.

    Raises EngineError as `connect` does, and what a node lacks (ModelNotFoundError, MissingInputError) as it would be
    raised here.
    """
    ray = connect(address)
    task = _task(ray, work)
    waiting = iter(words)
    in_work = {task.options(name=part).remote(part): part for part in itertools.islice(waiting, AHEAD)}
    while in_work:
        with _reaching(ray):
            done, _ = ray.wait(list(in_work), num_returns=1)
        for reference in done:
            part = in_work.pop(reference)
            for following in itertools.islice(waiting, 1):
                in_work[task.options(name=following).remote(following)] = following
            made = _result(ray, reference, part)
            on_words(words[part])
            yield made


def in_order(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    address: str | None,
    lost: Callable[[Item], Result],
    pieces: Callable[[Item], Iterable[Item]] = lambda item: [item],
) -> Generator[Result]:
    """Map over items in tasks, the results in the order of the items: what `pipeline.running.pool.in_order` is here.

    The items are taken as they are needed, and the cluster is asked for where there are any. One on which worker after
    worker dies is done in `pieces`, or is `lost`, as there. Raises EngineError as `connect` does, and what a task
    raises.
    """
    waiting = iter(items)
    first = list(itertools.islice(waiting, 1))
    if not first:
        return
    ray = connect(address)
    task = _task(ray, work)
    most = max(LEAST_WAITING, WAITING * int(ray.cluster_resources().get("CPU", 0)))
    begin = itertools.chain(first, itertools.islice(waiting, most - 1))
    in_work = collections.deque((task.remote(item), item) for item in begin)
    while in_work:
        reference, item = in_work.popleft()
        results: Iterable[Result]
        try:
            results = [_got(ray, reference)]
        except _LostError:
            smaller = several(pieces(item))
            results = in_order(work, smaller, address, lost, pieces) if smaller else [lost(item)]
        in_work.extend((task.remote(following), following) for following in itertools.islice(waiting, 1))
        yield from results


def _task(ray: Any, work: Callable[[Item], Result]) -> Any:
    return ray.remote(num_cpus=1, max_retries=RETRIES, retry_exceptions=list(PASSING))(lambda item: work(item))


def _result(ray: Any, reference: Any, part: str) -> list[PartResult]:
    try:
        made: list[PartResult] = _got(ray, reference)
    except _LostError:
        return [worker_died(part)]
    except Exception as error:
        if isinstance(error, QuotidianError) and not isinstance(error, PASSING):
            raise  # it would be the same with every part
        return [PartResult("tokens", part, "failed", failures=[
            f"{part} could not be made on the cluster ({type(error).__name__}: {error}); run again."
        ])]  # fmt: skip
    return made


class _LostError(Exception):
    """A worker died each time that a task was tried, or what it gave is lost with its node."""


def _got(ray: Any, reference: Any) -> Any:
    """What a task gives. Raises what it raises, and _LostError."""
    found = ray.exceptions
    try:
        with _reaching(ray):
            return ray.get(reference)
    except (found.WorkerCrashedError, found.NodeDiedError, found.OutOfMemoryError, found.ObjectLostError) as error:
        raise _LostError from error
    except found.RayTaskError as error:
        raise error.cause from None


@contextlib.contextmanager
def _reaching(ray: Any) -> Iterator[None]:
    """Raises EngineError where the cluster does not answer any more."""
    found = ray.exceptions
    try:
        yield
    except found.RayTaskError:
        raise  # whatever it is of, the task was reached
    except (found.LocalRayletDiedError, found.RaySystemError, found.RpcError, ConnectionError) as error:
        what = " ".join(str(error).split()).rstrip(".")
        raise EngineError(f"The Ray cluster does not answer any more ({what}); run again.") from error


def _ray() -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_IGNORE_UNHANDLED_ERRORS", "1")  # of tasks that nobody waits for once one has ended a run
    try:
        import ray
    except ImportError as error:
        raise EngineError(
            "Ray is not installed; install it in the same environment: `pip install 'ray[default]>=2.40'`."
        ) from error
    return ray


_connected = False
"""Whether this process is connected to a cluster because `connect` did that."""


def connect(address: str | None) -> Any:
    """Ray, connected to a cluster until `let_go`, where it is not yet.

    `address` is that of a cluster, as `ray.init` takes it. Without one it is the cluster that RAY_ADDRESS names, as it
    does in Ray's jobs, or one on this machine that lives as long.

    Raises EngineError where Ray is not installed or the cluster cannot be reached.
    """
    global _connected
    ray = _ray()
    if not ray.is_initialized():
        _connect(ray, address or os.environ.get("RAY_ADDRESS"))
        _connected = True
    return ray


def let_go() -> None:
    """End what `connect` began."""
    global _connected
    if _connected:
        _ray().shutdown()
        _connected = False


def _connect(ray: Any, address: str | None) -> None:
    ending = signal.getsignal(signal.SIGTERM)
    try:
        _knock(address or "")
        ray.init(
            address=address or "local", include_dashboard=False if not address else None,
            log_to_driver=False, configure_logging=False,
        )  # fmt: skip
    except (OSError, RuntimeError, ValueError) as error:
        what = str(error).strip().splitlines()[-1].rstrip(".")  # of a traceback on the other side, the error
        raise EngineError(f"The Ray cluster {address or 'of this machine'} cannot be used ({what}).") from error
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, ending)  # Ray puts its own in place, which ends the run without a word


def _knock(address: str) -> None:
    """Try whether anyone answers at HOST:PORT or ray://HOST:PORT, since Ray itself would try for minutes.

    Raises OSError where nobody does.
    """
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if host and port.isdigit() and "/" not in host:
        socket.create_connection((host, int(port)), timeout=10).close()
