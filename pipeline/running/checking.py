"""Checking a store as it stands, without writing any table: `quotidian check`."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from pipeline.running import stages
from pipeline.running.corpus_stage import beside
from pipeline.running.making import StoredTables, Validator
from pipeline.running.stages import CorpusStage
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store


def check_all(store: Store, validate: Validator) -> pa.Table:
    """Validate every part of every table as it stands; the `checks` of all of them. Writes nothing."""
    found = []
    for name in ("articles", *stages.made_tables(), "quarantine"):
        for part in store.parts(name):
            verdict = validate(name, store.read(name, part), part_name=part, context=_context(store, name, part))
            found.append(verdict.checks)
    return pa.concat_tables(found).unify_dictionaries() if found else TABLES["checks"].from_rows([])


def _context(store: Store, table: str, part: str) -> Mapping[str, pa.Table]:
    """The tables beside which a part is judged."""
    if table not in stages.made_tables():
        return {}
    stage = stages.stage_of(table)
    if isinstance(stage, CorpusStage):
        others = [name for name in stage.tables if name != table]
        return {**beside(store, stage), **{name: store.read_all(name) for name in others}}
    tables = StoredTables(store, part)
    return {other: tables[other] for other in stage.reads}


def judge(store: Store, table: str, part: str, validate: Validator | None) -> bool:
    """Write the checks of a part that has none; false where it has to be made again for that.

    That is so where rows of it stand in `quarantine`: which rules they broke can no longer be told from the others.
    """
    if validate is None or f"{table}-{part}" in store.parts("quarantine"):
        return False
    verdict = validate(table, store.read(table, part), part_name=part, context=_context(store, table, part))
    if not verdict.ok or verdict.rejected.num_rows:
        return False
    store.write("checks", f"{table}-{part}", verdict.checks, fingerprint="", code_version="")
    return True
