"""Making one part: each stage in turn, its rows validated before they are written."""

from __future__ import annotations

import contextlib
import functools
import logging
import os
import time
from collections.abc import Callable, Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any, Protocol

import pyarrow as pa

from pipeline.language.guard import told
from pipeline.running import garbage, stages
from pipeline.running.currency import fingerprint, kept_fingerprint
from pipeline.running.pool import PRELOADED_MODEL
from pipeline.running.result import PartResult
from pipeline.running.stages import CorpusStage, Part, Stage
from pipeline.settings import Settings
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store
from pipeline.world import own_places

if TYPE_CHECKING:
    from spacy.language import Language

logger = logging.getLogger(__name__)


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


class Beside(Protocol):
    """Calls a function of a module in a process beside this one, if there is one that can."""

    def __call__(self, function: Callable[..., Any], *arguments: Any, meanwhile: Callable[[], object]) -> Any:
        """The function's result; `meanwhile` is done here."""
        ...


def root_of(store: Store) -> str:
    """Where a store is, as processes find it that work in another folder."""
    return os.path.abspath(store.root) if store.is_local and "://" not in store.root else store.root


@garbage.put_off()
def make_part(
    root: str,
    part: str,
    *,
    chain: Sequence[str],
    settings: Settings,
    validate: Validator | None = None,
    again: Set[tuple[str, str]] = frozenset(),
    failed: Set[str] = frozenset(),
    on_words: Callable[[int], None] = lambda words: None,
) -> list[PartResult]:
    """Run the stages named in `chain` on one part, each where it is not current or the table and part are in `again`.

    Of a stage that works over the corpus this is its map. What needs one of the tables that have `failed` before is
    blocked. Raises MissingInputError where a table that a stage reads has no such part.
    """
    store = Store(root)
    own_places.use(settings.gazetteer)
    shared = Part(StoredTables(store, part), functools.partial(load_model, settings.model), on_words)
    results: list[PartResult] = []
    broken = set(failed)
    for stage in (stages.STAGES[name] for name in chain):
        if isinstance(stage, CorpusStage):
            if not broken.intersection(stage.reads):
                results += keep(store, part, stage, shared)
            continue
        if broken.intersection(stage.reads):
            broken.add(stage.table)
            results.append(PartResult(stage.table, part, "blocked"))
            continue
        result = _make(store, part, stage, shared, settings, validate, (stage.table, part) in again)
        if result.status == "failed":
            broken.add(stage.table)
        results.append(result)
    return results


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


class StoredTables(dict[str, pa.Table]):
    """The tables of one part, read when first asked for."""

    def __init__(self, store: Store, part: str) -> None:
        super().__init__()
        self.store, self.part = store, part

    def __missing__(self, table: str) -> pa.Table:
        self[table] = self.store.read(table, self.part)
        return self[table]


def _make(
    store: Store,
    part: str,
    stage: Stage,
    shared: Part,
    settings: Settings,
    validate: Validator | None,
    again: bool = False,
) -> PartResult:
    started = time.perf_counter()
    made_from, model = fingerprint(store, part, stage, settings)
    stamp = store.stamp(stage.table, part)
    if stamp and stamp.fingerprint == made_from and not again:
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


def keep(store: Store, part: str, stage: CorpusStage, shared: Part) -> list[PartResult]:
    """Make what a corpus stage keeps of one part, where that is not current; a result only where it fails."""
    if stage.map is None:
        return []
    made_from = kept_fingerprint(store, part, stage)
    if store.kept(stage.table, part) == made_from:
        return []
    shared.failures.clear()
    try:
        rows = stage.map(shared)
    except MemoryError:
        raise
    except Exception as error:
        logger.exception("%s failed on %s", stage.table, part)
        return [PartResult(stage.table, part, "failed", failures=[f"{stage.table} failed on {part} ({told(error)})."])]
    store.keep(stage.table, part, rows, made_from)
    return []


@functools.lru_cache(maxsize=1)
def load_model(name: str | None) -> Language:
    """The language model, loaded once in a process."""
    from pipeline.language.importing import import_spacy

    import_spacy()
    from pipeline.language import model

    return model.load(name)


def preload_model() -> None:
    """In the server that forks the workers: load the model that they will ask for."""
    name = os.environ.get(PRELOADED_MODEL)
    if name is not None:
        with contextlib.suppress(Exception):  # a worker that needs it will say what is wrong
            load_model(name or None)
