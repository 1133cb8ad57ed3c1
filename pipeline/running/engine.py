"""Runs the stages over the parts of a corpus: in this process, or in a pool of worker processes.

A stage runs on a part where the part's stamp does not agree with what it would be made from now, and
is skipped where it does; so a run costs what has changed, and a killed run goes on where it was.
"""

from __future__ import annotations

import collections
import concurrent.futures
import contextlib
import functools
import logging
import multiprocessing
import os
import posixpath
import queue
import signal
import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING, Any, Protocol

import pyarrow as pa

from pipeline.errors import EngineError, MissingInputError
from pipeline.language.identity import identify
from pipeline.running.result import PartResult, worker_died
from pipeline.running.stages import STAGES, Part, Stage, table_version
from pipeline.settings import Settings
from pipeline.tables.schema import TABLES
from pipeline.tables.store import STATE_FOLDER, Store, digest

if TYPE_CHECKING:
    from spacy.language import Language

    from pipeline.corpus.counts import Kept

logger = logging.getLogger(__name__)

PRELOADED = ["pipeline.running.preload", "expectations.preload"]
"""Modules that the server which forks the workers imports, where it finds them."""
PRELOADED_MODEL = "QUOTIDIAN_PRELOADED_MODEL"
"""The environment variable that tells that server which model to load; empty for the one that came along."""

ENGINES = ("local", "ray")
"""Where parts can be worked on: on this machine, or on a Ray cluster."""

ENTITIES = "entities"
ENTITIES_READ = ("articles", "mentions", "quotes", "event_mentions")
ENTITIES_PART = "part-00000"
ENTITY_COUNTS = posixpath.join(STATE_FOLDER, "entities.duckdb")
ENTITIES_VERSION = table_version(ENTITIES, "pipeline.corpus.entities")


class Verdict(Protocol):
    """What validation says of a part; see `expectations.validation.Validation`."""

    @property
    def accepted(self) -> pa.Table: ...  # noqa: D102
    @property
    def rejected(self) -> pa.Table: ...  # noqa: D102
    @property
    def checks(self) -> pa.Table: ...  # noqa: D102
    @property
    def ok(self) -> bool: ...  # noqa: D102
    @property
    def failures(self) -> Sequence[str]: ...  # noqa: D102


class Validator(Protocol):
    """Checks a part of a table before it is written; `context` holds the same part of other tables."""

    def __call__(self, table: str, part: pa.Table, *, part_name: str, context: Mapping[str, pa.Table]) -> Verdict:
        """Validate `part`, which is the rows of `table` in the part called `part_name`."""
        ...


def run(
    store: Store,
    settings: Settings,
    *,
    stages: Sequence[str] = (*STAGES, ENTITIES),
    validate: Validator | None = None,
    on_words: Callable[[int], None] = lambda words: None,
    on_start: Callable[[int], None] = lambda words: None,
) -> list[PartResult]:
    """Bring the tables named in `stages` up to date with the store's `articles`, and say what was done.

    `on_start` is told how many words the parts to be worked on hold, `on_words` each time some of
    them have been parsed.
    """
    chain = [stage for name, stage in STAGES.items() if name in stages]
    results: list[PartResult] = []
    stale: list[str] = []
    parts = store.parts("articles")
    for part, current in zip(
        parts, store.map(lambda part: _current_results(store, part, chain, settings), parts), strict=True
    ):
        if current is None:
            stale.append(part)
        else:
            results += current
    if stale:
        words = dict(zip(stale, store.map(lambda part: _n_words(store, part), stale), strict=True))
        on_start(sum(words.values()))
        stale.sort(key=lambda part: (-words[part], part))  # the largest first, so that no worker idles at the end
        making = _map(store, {part: words[part] for part in stale}, chain, settings, validate, on_words)
        with contextlib.closing(making):  # an interruption ends the workers wherever it comes
            for made in making:
                results += made
    if ENTITIES in stages:
        results.append(make_entities(store, settings, validate))
    order = [*STAGES, ENTITIES]
    return sorted(results, key=lambda result: (order.index(result.table), result.part))


def _map(
    store: Store,
    words: Mapping[str, int],
    chain: Sequence[Stage],
    settings: Settings,
    validate: Validator | None,
    on_words: Callable[[int], None],
) -> Generator[list[PartResult]]:
    """Make the parts that `words` names, wherever the settings say."""
    root = os.path.abspath(store.root) if store.is_local and "://" not in store.root else store.root
    work = functools.partial(make_part, root, chain=[s.table for s in chain], settings=settings, validate=validate)
    if settings.engine not in ENGINES:
        raise EngineError(f"There is no engine {settings.engine!r}; there are {', '.join(ENGINES)}.")
    if settings.engine == "ray":
        from pipeline.running.ray_cluster import in_ray

        return in_ray(work, words, settings.ray_address, on_words)
    workers = min(settings.workers, len(words))
    if workers > 1:
        prepare_workers(settings)
    return _in_pool(work, list(words), workers, on_words) if workers > 1 else _in_process(work, list(words), on_words)


def make_part(
    root: str,
    part: str,
    *,
    chain: Sequence[str],
    settings: Settings,
    validate: Validator | None = None,
    on_words: Callable[[int], None] = lambda words: None,
) -> list[PartResult]:
    """Run the stages named in `chain` on one part, each where it is not current.

    Raises MissingInputError where a table that a stage reads has no such part.
    """
    store = Store(root)
    shared = Part(_StoredTables(store, part), functools.partial(_model, settings.model), on_words)
    results: list[PartResult] = []
    broken: set[str] = set()
    for stage in (STAGES[name] for name in chain):
        if broken.intersection(stage.reads):
            broken.add(stage.table)
            results.append(PartResult(stage.table, part, "blocked"))
            continue
        result = _make(store, part, stage, shared, settings, validate)
        if result.status == "failed":
            broken.add(stage.table)
        results.append(result)
    return results


def make_entities(store: Store, settings: Settings, validate: Validator | None = None) -> PartResult:
    """Make the table of entities from all parts of those that name them."""
    started = time.perf_counter()
    inputs = entities_inputs(store)
    made_from = entities_fingerprint(inputs, settings)
    stamp = store.stamp(ENTITIES, ENTITIES_PART)
    if stamp and stamp.fingerprint == made_from:
        return PartResult(ENTITIES, ENTITIES_PART, "current", stamp.rows)
    if not store.parts("articles"):
        return PartResult(ENTITIES, ENTITIES_PART, "current", 0)
    from pipeline.corpus.entities import resolve_entities

    sources = {name: store.paths(name) for name in ENTITIES_READ}
    rows = resolve_entities(sources, settings.knowledge_base, _kept_counts(store, inputs))
    context = {"mentions": store.read_all("mentions", ["entity_id"])}
    accepted, result = accept(store, ENTITIES, ENTITIES_PART, rows, context, validate)
    if accepted is not None:
        store.write(ENTITIES, ENTITIES_PART, accepted, fingerprint=made_from, code_version=ENTITIES_VERSION)
    result.seconds = time.perf_counter() - started
    return result


def entities_inputs(store: Store) -> list[tuple[str, str, str]]:
    """The parts that the table of entities is made from: table, part, digest of its rows."""
    return [
        (name, stamp.part, stamp.content)
        for name in ENTITIES_READ
        for stamp in store.map(functools.partial(store.stamp, name), store.parts(name))
        if stamp
    ]


def _kept_counts(store: Store, inputs: Sequence[tuple[str, str, str]]) -> Kept | None:
    """Where the counts of entities are kept: beside the tables, on this machine alone, as DuckDB needs a file."""
    if not store.is_local:
        return None
    from pipeline.corpus.counts import Kept

    contents: dict[str, list[str]] = {}
    for table, part, content in inputs:
        contents.setdefault(part, []).extend((table, content))
    digests = {part: digest(*held) for part, held in contents.items()}
    return Kept(posixpath.join(store.path, ENTITY_COUNTS), digests, ENTITIES_VERSION)


def entities_fingerprint(inputs: Sequence[tuple[str, str, str]], settings: Settings) -> str:
    """The digest of what the table of entities would be made from."""
    return digest(ENTITIES_VERSION, _file_digest(settings.knowledge_base), inputs)


def accept(
    store: Store,
    table: str,
    part: str,
    rows: pa.Table,
    context: Mapping[str, pa.Table],
    validate: Validator | None,
    failures: Sequence[Mapping[str, Any]] = (),
) -> tuple[pa.Table | None, PartResult]:
    """Validate the rows of a part and keep what the checks said.

    Rows that break a row rule go to `quarantine`, beside `failures`. Returns the rows to write, None
    where a table rule is broken.
    """
    result = PartResult(table, part, "made", rows.num_rows)
    quarantined = TABLES["quarantine"].from_rows(failures)
    name = f"{table}-{part}"
    if validate is not None:
        verdict = validate(table, rows, part_name=part, context=context)
        quarantined = pa.concat_tables([quarantined, verdict.rejected]).unify_dictionaries()
        store.write("checks", name, verdict.checks, fingerprint="", code_version="")
        rows = verdict.accepted
        warned = verdict.checks.filter(pa.compute.invert(verdict.checks["success"]))
        result.warnings = warned["severity"].to_pylist().count("warning")
        result.failures = list(verdict.failures)
        if not verdict.ok:
            result.status = "failed"
    if quarantined.num_rows:
        store.write("quarantine", name, quarantined, fingerprint="", code_version="")
    else:
        store.delete("quarantine", name)
    result.rejected = quarantined.num_rows
    result.rows = rows.num_rows
    return (None if result.status == "failed" else rows), result


def check_all(store: Store, validate: Validator) -> pa.Table:
    """Validate every part of every table as it stands; the `checks` of all of them. Writes nothing."""
    found = []
    for name in ("articles", *STAGES, ENTITIES, "quarantine"):
        for part in store.parts(name):
            if name == ENTITIES:
                context = {"mentions": store.read_all("mentions", ["entity_id"])}
            else:
                tables = _StoredTables(store, part)
                context = {other: tables[other] for other in (STAGES[name].reads if name in STAGES else ())}
            verdict = validate(name, store.read(name, part), part_name=part, context=context)
            found.append(verdict.checks)
    return pa.concat_tables(found).unify_dictionaries() if found else TABLES["checks"].from_rows([])


class _StoredTables(dict[str, pa.Table]):
    """The tables of one part, read when first asked for."""

    def __init__(self, store: Store, part: str) -> None:
        super().__init__()
        self.store, self.part = store, part

    def __missing__(self, table: str) -> pa.Table:
        self[table] = self.store.read(table, self.part)
        return self[table]


def _make(
    store: Store, part: str, stage: Stage, shared: Part, settings: Settings, validate: Validator | None
) -> PartResult:
    started = time.perf_counter()
    made_from, model = fingerprint(store, part, stage, settings)
    stamp = store.stamp(stage.table, part)
    if stamp and stamp.fingerprint == made_from:
        return PartResult(stage.table, part, "current", stamp.rows)
    shared.failures.clear()
    rows = stage.function(shared)
    context = {name: shared.tables[name] for name in stage.reads if validate is not None}
    accepted, result = accept(store, stage.table, part, rows, context, validate, shared.failures)
    if accepted is not None:
        store.write(stage.table, part, accepted, fingerprint=made_from, code_version=stage.code_version, model=model)
        shared.tables.pop(stage.table, None)
    result.seconds = time.perf_counter() - started
    return result


def fingerprint(store: Store, part: str, stage: Stage, settings: Settings) -> tuple[str, str | None]:
    """The digest of what a stage would make this part from now, and the model behind it."""
    contents, model = [], identify(settings.model) if stage.uses_model else None
    for name in stage.reads:
        stamp = store.stamp(name, part)
        if stamp is None:
            raise MissingInputError(
                f"{stage.table} is made from {name}, which has no {part} in {store.root} yet; "
                f"make it first (`quotidian run`, or in Dagster select '+{stage.table}')."
            )
        contents.append([name, stamp.content])
        model = model or stamp.model
    return digest(stage.table, stage.code_version, model, contents), model


def is_current(store: Store, part: str, settings: Settings) -> bool:
    """Whether every stage has made this part from what its inputs are now."""
    return _current_results(store, part, list(STAGES.values()), settings) is not None


def _current_results(store: Store, part: str, chain: Sequence[Stage], settings: Settings) -> list[PartResult] | None:
    """A result for each stage where all are current, else None."""
    results = []
    for stage in chain:
        stamp = store.stamp(stage.table, part)
        if stamp is None or stamp.fingerprint != fingerprint(store, part, stage, settings)[0]:
            return None
        results.append(PartResult(stage.table, part, "current", stamp.rows))
    return results


def _n_words(store: Store, part: str) -> int:
    return sum(store.read("articles", part, ["n_words"])["n_words"].to_pylist())


def _file_digest(path: str | None) -> str | None:
    if path is None:
        return None
    import fsspec

    with fsspec.open(path, "rb") as file:
        return digest(file.read().hex())


@functools.lru_cache(maxsize=1)
def _model(name: str | None) -> Language:
    from pipeline.language import model

    return model.load(name)


def _in_process(
    work: Callable[..., list[PartResult]], parts: Sequence[str], on_words: Callable[[int], None]
) -> Generator[list[PartResult]]:
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


def _in_pool(
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
    pool = concurrent.futures.ProcessPoolExecutor(workers, context, _start_worker, (words,))
    in_work: dict[concurrent.futures.Future[list[PartResult]], str] = {}
    try:
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
    except BaseException:
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        stop.set()
        listener.join(1)
    return []


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


def load_model(settings: Settings) -> None:
    """Load the language model into this process, ahead of the parts that are worked on here."""
    _model(settings.model)


def preload_model() -> None:
    """In the server that forks the workers: load the model that they will ask for."""
    name = os.environ.get(PRELOADED_MODEL)
    if name is not None:
        with contextlib.suppress(Exception):  # a worker that needs it will say what is wrong
            _model(name or None)


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
