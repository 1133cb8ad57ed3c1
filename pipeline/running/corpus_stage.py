"""Making the tables of a stage that works over the whole corpus, from all parts of what it reads."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Mapping, Sequence, Set

import pyarrow as pa

from pipeline.errors import OutputError
from pipeline.running import garbage
from pipeline.running.currency import (
    WHOLE,
    Input,
    contents_by_part,
    corpus_fingerprint,
    corpus_inputs,
    kept_fingerprint,
    map_reads,
)
from pipeline.running.making import Beside, Validator, accept, root_of
from pipeline.running.result import PartResult
from pipeline.running.stages import Corpus, CorpusStage
from pipeline.settings import Settings
from pipeline.tables.store import Store
from pipeline.world import own_places

logger = logging.getLogger(__name__)


def make_independent(
    store: Store,
    group: Sequence[CorpusStage],
    settings: Settings,
    validate: Validator | None = None,
    again: Set[tuple[str, str]] = frozenset(),
    beside: Beside | None = None,
) -> list[PartResult]:
    """Make the tables of stages that do not need each other, some of them in the process `beside` this one.

    See `make_corpus`. A bucket is held by this process alone, which writes to it.
    """
    due = [stage for stage in group if not _is_current(store, stage, corpus_inputs(store, stage), settings, again)]
    aside = [stage for stage in due if stage.aside] if store.is_local and len(due) > 1 else []
    results: list[PartResult] = []

    def make_here() -> None:
        for stage in group:
            if beside is None or stage not in aside:
                results.extend(make_corpus(store, stage, settings, validate, again))

    if beside is None or not aside:
        make_here()
        return results
    return [*beside(_make_there, root_of(store), aside, settings, validate, again, meanwhile=make_here), *results]


def _make_there(
    root: str, aside: Sequence[CorpusStage], settings: Settings, validate: Validator | None, again: Set[tuple[str, str]]
) -> list[PartResult]:
    """In the other process: make the tables of corpus stages, which bring along the versions of their code."""
    store = Store(root)
    own_places.use(settings.gazetteer)
    return [result for stage in aside for result in make_corpus(store, stage, settings, validate, again)]


def make_corpus(
    store: Store,
    stage: CorpusStage,
    settings: Settings,
    validate: Validator | None = None,
    again: Set[tuple[str, str]] = frozenset(),
) -> list[PartResult]:
    """Make the tables of a corpus stage, where they are not current: a result for each of them.

    They are blocked where its map has failed on a part. None is written where one breaks a table rule.
    """
    started = time.perf_counter()
    inputs = corpus_inputs(store, stage)
    if _is_current(store, stage, inputs, settings, again) or not store.parts("articles"):
        return _as_it_stands(store, stage, "current")
    if stale_parts(store, stage, settings, again):
        return _as_it_stands(store, stage, "blocked")
    for file in stage.former:
        store.remove(file)
    with store.working_copy(stage.state) as state, garbage.put_off():
        made = _reduced(stage, _corpus(store, stage, inputs, settings, state))
    context = beside(store, stage)
    accepted: dict[str, pa.Table] = {}
    results = []
    for table in stage.tables:
        rows, result = accept(store, table, WHOLE, made[table], context, validate)
        results.append(result)
        if rows is not None:
            accepted[table] = context[table] = rows
    if len(accepted) == len(stage.tables):
        made_from = corpus_fingerprint(inputs, stage, settings)
        for table, rows in accepted.items():
            store.write(table, WHOLE, rows, fingerprint=made_from, code_version=stage.code_version)
    results[0].seconds = time.perf_counter() - started
    return results


def _reduced(stage: CorpusStage, corpus: Corpus) -> Mapping[str, pa.Table]:
    """What the reduce makes; where it fails on what it kept in its own file, once more without that.

    Raises OutputError where the database cannot go on, for want of memory or disk.
    """
    try:
        return stage.reduce(corpus)
    except Exception as error:
        if corpus.state is None or not os.path.exists(corpus.state):
            raise _told(stage, error) from error
    logger.warning("%s could not be made with what was kept of it, and is made anew.", stage.table)
    os.unlink(corpus.state)
    try:
        return stage.reduce(corpus)
    except Exception as error:
        raise _told(stage, error) from error


def _told(stage: CorpusStage, error: Exception) -> Exception:
    """An error of DuckDB's as one of ours; any other as it is."""
    if not type(error).__module__.lstrip("_").startswith("duckdb"):
        return error
    return OutputError(f"The table {stage.table} cannot be made ({str(error).splitlines()[0].rstrip('.')}).")


def stale_parts(store: Store, stage: CorpusStage, settings: Settings, again: Set[tuple[str, str]]) -> list[str]:
    """The parts of which the map of a corpus stage has to work before its reduce can; none where it is current."""
    if stage.map is None or _is_current(store, stage, corpus_inputs(store, stage), settings, again):
        return []
    return [
        part for part in _mapped(store, stage) if store.kept(stage.table, part) != kept_fingerprint(store, part, stage)
    ]


def beside(store: Store, stage: CorpusStage) -> dict[str, pa.Table]:
    """The columns of other tables by which the rows of a corpus stage are judged."""
    return {name: store.read_all(name, columns) for name, columns in stage.beside.items()}


def _mapped(store: Store, stage: CorpusStage) -> list[str]:
    """The parts that the map of a corpus stage works on: those of which all that it reads is there."""
    of_each = [set(store.parts(name)) for name in map_reads(stage)]
    return sorted(set.intersection(*of_each)) if of_each else []


def _is_current(
    store: Store, stage: CorpusStage, inputs: Sequence[Input], settings: Settings, again: Set[tuple[str, str]]
) -> bool:
    made_from = corpus_fingerprint(inputs, stage, settings)
    stamps = [store.stamp(table, WHOLE) for table in stage.tables]
    wanted = any((table, WHOLE) in again for table in stage.tables)
    return not wanted and all(stamp is not None and stamp.fingerprint == made_from for stamp in stamps)


def _as_it_stands(store: Store, stage: CorpusStage, status: str) -> list[PartResult]:
    stamps = {table: store.stamp(table, WHOLE) for table in stage.tables}
    return [PartResult(table, WHOLE, status, stamp.rows if stamp else 0) for table, stamp in stamps.items()]


def _corpus(store: Store, stage: CorpusStage, inputs: Sequence[Input], settings: Settings, state: str) -> Corpus:
    sources: Mapping[str, Sequence[str]] = {name: store.paths(name) for name in stage.reads}
    parts = _mapped(store, stage) if stage.map is not None else []
    for gone in set(store.kept_parts(stage.table)).difference(parts):
        store.forget(stage.table, gone)
    return Corpus(
        sources,
        store.kept_paths(stage.table, parts),
        contents_by_part([given for given in inputs if given[0] in map_reads(stage)]),
        stage.code_version,
        state,
        settings.knowledge_base if stage.uses_knowledge_base else None,
    )
