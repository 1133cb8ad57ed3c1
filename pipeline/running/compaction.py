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

from pipeline.running.engine import (
    ENTITIES,
    ENTITIES_PART,
    ENTITIES_READ,
    entities_fingerprint,
    entities_inputs,
    fingerprint,
    is_current,
)
from pipeline.running.stages import STAGES
from pipeline.settings import Settings
from pipeline.tables.store import STATE_FOLDER, Store

STAGING = posixpath.join(STATE_FOLDER, "compaction")
JOURNAL = posixpath.join(STATE_FOLDER, "compaction.json")
TABLES_BY_PART = ("articles", *STAGES)
TABLES_BY_TABLE_AND_PART = ("checks", "quarantine")
"""Tables whose parts are named after a table and a part, such as `quotes-part-00003`."""


@dataclass(frozen=True)
class Merge:
    """Parts, in order, and the name of the part that holds their rows afterwards: that of the first."""

    into: str
    parts: list[str]


def compact(store: Store, settings: Settings) -> list[Merge]:
    """Merge neighbouring parts up to the target size of a part. Parts that are not up to date are left alone."""
    finish(store)
    merges = list(_plan(store, settings))
    if not merges:
        return []
    staging = Store(posixpath.join(store.root, STAGING))
    for merge in merges:
        _merge(store, staging, merge, settings)
    _stamp_entities(store, staging, merges, settings)
    store.write_bytes(JOURNAL, json.dumps([[merge.into, merge.parts] for merge in merges]).encode())
    finish(store)
    return merges


def finish(store: Store) -> bool:
    """Put merged parts in place that an earlier compaction had ready, and clear away what it left.

    Returns whether parts were put in place: descriptions of the tables, which name the parts, are then out of date.
    """
    journal = store.read_bytes(JOURNAL)
    staging = Store(posixpath.join(store.root, STAGING))
    for into, parts in json.loads(journal or b"[]"):
        for table, names in _files(parts):
            merged = into if table in TABLES_BY_PART else names[0]
            if staging.parts(table).count(merged):
                store.write_bytes(f"{table}/{merged}.parquet", staging.fs.cat_file(staging.part_path(table, merged)))
            for name in names:
                if name != merged:
                    store.delete(table, name)
    if journal and staging.parts(ENTITIES):
        whole = staging.fs.cat_file(staging.part_path(ENTITIES, ENTITIES_PART))
        store.write_bytes(f"{ENTITIES}/{ENTITIES_PART}.parquet", whole)
    if journal:
        store.fs.rm_file(posixpath.join(store.path, JOURNAL))
    if store.fs.exists(staging.path):
        store.fs.rm(staging.path, recursive=True)
    return bool(journal)


def _files(parts: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The tables that hold these parts, each with the names of the files they are in."""
    for table in TABLES_BY_PART:
        yield table, parts
    for table in TABLES_BY_TABLE_AND_PART:
        for of in TABLES_BY_PART:
            yield table, [f"{of}-{part}" for part in parts]


def _plan(store: Store, settings: Settings) -> Iterator[Merge]:
    """Groups of two or more neighbours that fit into one part."""
    group: list[str] = []
    size = 0
    for part in store.parts("articles"):
        characters = sum(store.read("articles", part, ["n_characters"])["n_characters"].to_pylist())
        current = is_current(store, part, settings)
        if group and (not current or size + characters > settings.part_characters):
            if len(group) > 1:
                yield Merge(group[0], group)
            group, size = [], 0
        if current:
            group.append(part)
            size += characters
    if len(group) > 1:
        yield Merge(group[0], group)


def _merge(store: Store, staging: Store, merge: Merge, settings: Settings) -> None:
    for table, names in _files(merge.parts):
        present = set(store.parts(table))
        data = [store.read(table, name) for name in names if name in present]
        if not data:
            continue
        rows = pa.concat_tables(data).unify_dictionaries()
        old = store.stamp(table, next(name for name in names if name in present))
        if table in STAGES:
            made_from, model = fingerprint(staging, merge.into, STAGES[table], settings)
        else:
            made_from, model = "", None
        staging.write(
            table,
            merge.into if table in TABLES_BY_PART else names[0],
            rows,
            fingerprint=made_from,
            code_version=old.code_version if old else "",
            model=model,
        )


def _stamp_entities(store: Store, staging: Store, merges: list[Merge], settings: Settings) -> None:
    """Let the table of entities, where it is up to date, be so after the merges as well: its rows are the same."""
    stamp = store.stamp(ENTITIES, ENTITIES_PART)
    inputs = entities_inputs(store)
    if stamp is None or stamp.fingerprint != entities_fingerprint(inputs, settings):
        return
    gone = {part for merge in merges for part in merge.parts}
    kept = [entry for entry in inputs if entry[1] not in gone]
    merged = entities_inputs(staging)
    after = sorted(kept + merged, key=lambda entry: (ENTITIES_READ.index(entry[0]), entry[1]))
    staging.write(
        ENTITIES,
        ENTITIES_PART,
        store.read(ENTITIES, ENTITIES_PART),
        fingerprint=entities_fingerprint(after, settings),
        code_version=stamp.code_version,
        model=stamp.model,
    )
