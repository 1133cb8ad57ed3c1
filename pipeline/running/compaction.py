"""Merging the small parts that many small runs leave behind, without computing anything anew.

The merged parts are first written aside; a journal then says what is to be put in place of what, and
only after that are files moved and the old parts deleted. A run that is killed before the journal is
written changes nothing, one that is killed after it is finished by the next.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa

from pipeline.errors import OutputError
from pipeline.running import stages
from pipeline.running.currency import WHOLE, corpus_fingerprint, corpus_inputs, fingerprint, is_current
from pipeline.running.stages import CorpusStage, Stage
from pipeline.running.wholeness import Known
from pipeline.settings import Settings
from pipeline.tables.store import STATE_FOLDER, Store

STAGING = posixpath.join(STATE_FOLDER, "compaction")
JOURNAL = posixpath.join(STATE_FOLDER, "compaction.json")
TABLES_BY_TABLE_AND_PART = ("checks", "quarantine")
"""Tables whose parts are named after a table and a part, such as `quotes-part-00003`."""


@dataclass(frozen=True)
class Gathered:
    """Parts, in order, and the name of the part that holds their rows afterwards: that of the first."""

    into: str
    parts: list[str]


def compact(store: Store, settings: Settings) -> list[Gathered]:
    """Merge neighbouring parts up to the target size of a part. Parts that are not up to date are left alone."""
    finish(store)
    merges = list(_plan(store, settings))
    if not merges:
        return []
    staging = Store(posixpath.join(store.root, STAGING))
    for merge in merges:
        _merge(store, staging, merge, settings)
    for stage in stages.corpus_stages():
        _stamp(store, staging, stage, merges, settings)
    store.write_bytes(JOURNAL, json.dumps([[merge.into, merge.parts] for merge in merges]).encode())
    finish(store)
    return merges


def finish(store: Store) -> bool:
    """Put merged parts in place that an earlier compaction had ready, and clear away what it left.

    Returns whether parts were put in place: descriptions of the tables, which name the parts, are then out of date.
    """
    journal = store.read_bytes(JOURNAL)
    staging = Store(posixpath.join(store.root, STAGING))
    merges = _merges(store, journal)
    for into, parts in merges:
        for table, names in _files(parts):
            merged = into if table not in TABLES_BY_TABLE_AND_PART else names[0]
            if staging.parts(table).count(merged):
                store.write_bytes(f"{table}/{merged}.parquet", staging.fs.cat_file(staging.part_path(table, merged)))
            for name in names:
                if name != merged:
                    store.delete(table, name)
    for table in (table for stage in stages.corpus_stages() for table in stage.tables):
        if journal and staging.parts(table):
            store.write_bytes(f"{table}/{WHOLE}.parquet", staging.fs.cat_file(staging.part_path(table, WHOLE)))
    if journal:
        known = Known(store)
        known.forget(
            f"{table}/{name}.parquet" for _, parts in merges for table, names in _files(parts) for name in names
        )
        known.save()
        store.remove(JOURNAL)
    if store.fs.exists(staging.path):
        store.fs.rm(staging.path, recursive=True)
    return bool(journal)


def _merges(store: Store, journal: bytes | None) -> list[tuple[str, list[str]]]:
    try:
        return [(into, list(parts)) for into, parts in json.loads(journal or b"[]")]
    except (TypeError, ValueError) as error:
        raise OutputError(
            f"{posixpath.join(store.path, JOURNAL)} cannot be read, which tells what an interrupted compaction was to "
            "do; take the output folder from a copy, or remove it and run again."
        ) from error


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
