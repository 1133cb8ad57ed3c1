"""Maps over the parts of a corpus on a Ray cluster: `quotidian run --engine ray`.

A task is what a worker process does on one machine: one part, read from and written to the store. So
the store, and a model or validation of one's own, must be where every node finds them, and Quotidian
must be installed there. A task whose node or process dies, or that cannot reach the store, is done
again. A part is written whole, and the same whoever makes it, so nothing is lost or doubled by that.
"""

from __future__ import annotations

import itertools
import os
import signal
import socket
import threading
from collections.abc import Callable, Generator, Mapping
from typing import Any

from pipeline.errors import EngineError, OutputError, QuotidianError
from pipeline.running.result import PartResult, worker_died

RETRIES = 3
"""How often a part is done again whose node or process died; clusters lose nodes more often than one part is bad."""

PASSING = (OSError, OutputError)
"""Errors of file systems in a network, which may be gone a moment later."""

AHEAD = 1_000
"""How many parts are handed to the cluster at a time: more than it has processors, fewer than weigh on Ray."""


def in_ray(
    work: Callable[[str], list[PartResult]],
    words: Mapping[str, int],
    address: str | None,
    on_words: Callable[[int], None] = lambda words: None,
) -> Generator[list[PartResult]]:
    """Map over the parts that `words` names, in that order; their numbers of words are told as they are done.

    `address` is that of a cluster, as `ray.init` takes it; without one, a cluster on this machine lives
    as long as the run. A part that fails again and again is a failed one; the others go on.

    Raises EngineError where Ray is not installed or the cluster cannot be reached, and what a node lacks
    (ModelNotFoundError, MissingInputError) as it would be raised here.
    """
    ray = _ray()
    connected = not ray.is_initialized()
    if connected:
        _connect(ray, address)
    try:
        task = ray.remote(num_cpus=1, max_retries=RETRIES, retry_exceptions=list(PASSING))(lambda part: work(part))
        waiting = iter(words)
        in_work = {task.options(name=part).remote(part): part for part in itertools.islice(waiting, AHEAD)}
        while in_work:
            done, _ = ray.wait(list(in_work), num_returns=1)
            for reference in done:
                part = in_work.pop(reference)
                for following in itertools.islice(waiting, 1):
                    in_work[task.options(name=following).remote(following)] = following
                made = _result(ray, reference, part)
                on_words(words[part])
                yield made
    finally:
        if connected:
            ray.shutdown()


def _result(ray: Any, reference: Any, part: str) -> list[PartResult]:
    try:
        made: list[PartResult] = ray.get(reference)
    except (ray.exceptions.WorkerCrashedError, ray.exceptions.NodeDiedError, ray.exceptions.OutOfMemoryError):
        return [worker_died(part)]
    except ray.exceptions.RayTaskError as error:
        cause = error.cause
        if isinstance(cause, QuotidianError) and not isinstance(cause, PASSING):
            raise cause from None  # it would be the same with every part
        return [PartResult("tokens", part, "failed", failures=[
            f"{part} could not be made on the cluster ({type(cause).__name__}: {cause}); run again."
        ])]  # fmt: skip
    return made


def _ray() -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
    except ImportError as error:
        raise EngineError(
            "Ray is not installed; install it in the same environment: `pip install 'ray>=2.40'`."
        ) from error
    return ray


def _connect(ray: Any, address: str | None) -> None:
    ending = signal.getsignal(signal.SIGTERM)
    try:
        _knock(address or "")
        ray.init(
            address=address or "local", include_dashboard=False if not address else None,
            log_to_driver=False, configure_logging=False,
        )  # fmt: skip
    except (OSError, RuntimeError, ValueError) as error:
        raise EngineError(f"The Ray cluster {address or 'of this machine'} cannot be used ({error}).") from error
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, ending)  # Ray puts its own in place, which ends the run without a word


def _knock(address: str) -> None:
    """Try whether anyone answers at HOST:PORT or ray://HOST:PORT, since Ray itself would try for minutes.

    Raises OSError where nobody does.
    """
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if host and port.isdigit() and "/" not in host:
        socket.create_connection((host, int(port)), timeout=10).close()
