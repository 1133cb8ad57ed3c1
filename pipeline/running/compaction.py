"""Merging the small parts that many small runs leave behind, without computing anything anew.

The merged parts take the place of the old ones all at once; see `pipeline.running.replacement`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa

from pipeline.running import replacement, stages
from pipeline.running.currency import WHOLE, corpus_fingerprint, corpus_inputs, fingerprint, is_current
from pipeline.running.stages import CorpusStage, Stage
from pipeline.settings import Settings
from pipeline.tables.store import Store

TABLES_BY_TABLE_AND_PART = ("checks", "quarantine")
"""Tables whose parts are named after a table and a part, such as `quotes-part-00003`."""


@dataclass(frozen=True)
class Gathered:
    """Parts, in order, and the name of the part that holds their rows afterwards: that of the first."""

    into: str
    parts: list[str]


def compact(store: Store, settings: Settings) -> list[Gathered]:
    """Merge neighbouring parts up to the target size of a part. Parts that are not up to date are left alone."""
    replacement.finish(store)
    merges = list(_plan(store, settings))
    if not merges:
        return []
    staging = replacement.staging(store)
    for merge in merges:
        _merge(store, staging, merge, settings)
    for stage in stages.corpus_stages():
        _stamp(store, staging, stage, merges, settings)
    tables = dict.fromkeys((*stages.tables_of_parts(), *stages.made_tables(), *TABLES_BY_TABLE_AND_PART))
    replacement.put_in_place(
        store,
        (f"{table}/{part}.parquet" for table in tables for part in staging.parts(table)),
        (f"{table}/{name}.parquet" for merge in merges for table, names in _files(merge.parts) for name in names),
    )
    return merges


def _files(parts: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The tables that hold these parts, each with the names of the files they are in."""
    by_part = stages.tables_of_parts()
    for table in by_part:
        yield table, parts
    for table in TABLES_BY_TABLE_AND_PART:
        for of in by_part:
            yield table, [f"{of}-{part}" for part in parts]


def _plan(store: Store, settings: Settings) -> Iterator[Gathered]:
    """Groups of two or more neighbours that fit into one part."""
    group: list[str] = []
    size = 0
    for part in store.parts("articles"):
        characters = sum(store.read("articles", part, ["n_characters"])["n_characters"].to_pylist())
        current = is_current(store, part, settings)
        if group and (not current or size + characters > settings.part_characters):
            if len(group) > 1:
                yield Gathered(group[0], group)
            group, size = [], 0
        if current:
            group.append(part)
            size += characters
    if len(group) > 1:
        yield Gathered(group[0], group)


def _merge(store: Store, staging: Store, merge: Gathered, settings: Settings) -> None:
    for table, names in _files(merge.parts):
        present = set(store.parts(table))
        data = [store.read(table, name) for name in names if name in present]
        if not data:
            continue
        rows = pa.concat_tables(data).unify_dictionaries()
        old = store.stamp(table, next(name for name in names if name in present))
        stage = stages.STAGES.get(table)
        made_from, model = fingerprint(staging, merge.into, stage, settings) if isinstance(stage, Stage) else ("", None)
        staging.write(
            table,
            names[0] if table in TABLES_BY_TABLE_AND_PART else merge.into,
            rows,
            fingerprint=made_from,
            code_version=old.code_version if old else "",
            model=model,
        )


def _stamp(store: Store, staging: Store, stage: CorpusStage, merges: list[Gathered], settings: Settings) -> None:
    """Let the tables of a corpus stage, where they are up to date, be so after the merges: their rows are the same."""
    stamps = {table: store.stamp(table, WHOLE) for table in stage.tables}
    inputs = corpus_inputs(store, stage)
    made_from = corpus_fingerprint(inputs, stage, settings)
    if any(stamp is None or stamp.fingerprint != made_from for stamp in stamps.values()):
        return
    gone = {part for merge in merges for part in merge.parts}
    by_part = stages.tables_of_parts()
    kept = [entry for entry in inputs if entry[0] not in by_part or entry[1] not in gone]
    merged = [entry for entry in corpus_inputs(staging, stage) if entry[0] in by_part]
    after = sorted(kept + merged, key=lambda entry: (stage.reads.index(entry[0]), entry[1]))
    for table in stage.tables:
        staging.write(
            table,
            WHOLE,
            store.read(table, WHOLE),
            fingerprint=corpus_fingerprint(after, stage, settings),
            code_version=stage.code_version,
        )
