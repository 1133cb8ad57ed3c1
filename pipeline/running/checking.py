"""Checking a store as it stands, without writing any table: `quotidian check`."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from pipeline.errors import OutputError
from pipeline.running import stages
from pipeline.running.corpus_stage import beside
from pipeline.running.making import StoredTables, Validator
from pipeline.running.stages import CorpusStage
from pipeline.running.wholeness import Known
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store

WHOLE = "whole"
"""The rule that a part is there, can be read, and holds the rows that it was written with."""


def check_all(store: Store, validate: Validator) -> pa.Table:
    """Validate every part of every table as it stands; the `checks` of all of them. Writes nothing.

    Every byte is read: a part that is broken or lost breaks the rule `whole`, and says so in `observed`.
    """
    found = [_not_whole(*lost, "was lost") for lost in _lost(store)]
    for name in TABLES:
        for part in store.parts(name):
            if not store.is_whole(name, part):
                found.append(_not_whole(name, part, "is broken"))
            elif name != "checks":
                found.append(_checked(store, name, part, validate))
    return pa.concat_tables(found).unify_dictionaries() if found else TABLES["checks"].from_rows([])


def _checked(store: Store, table: str, part: str, validate: Validator) -> pa.Table:
    try:
        return validate(table, store.read(table, part), part_name=part, context=_context(store, table, part)).checks
    except OutputError as error:  # one of those beside it
        return _failed(table, part, f"{table}/{part}.parquet cannot be judged: {error}")


def _lost(store: Store) -> list[tuple[str, str]]:
    """The parts that are known to the store and not there."""
    names = (name.removesuffix(".parquet").split("/") for name in Known(store).files if name.endswith(".parquet"))
    known = [(name[0], name[1]) for name in names if len(name) == 2 and name[0] in TABLES]
    present = {table: set(store.parts(table)) for table, _ in known}
    return [(table, part) for table, part in known if part not in present[table]]


def _not_whole(table: str, part: str, what: str) -> pa.Table:
    return _failed(table, part, f"{table}/{part}.parquet {what}; `quotidian run` makes it again.")


def _failed(table: str, part: str, why: str) -> pa.Table:
    row = {
        "table": table,
        "part": part,
        "rule": WHOLE,
        "description": "The part is there, can be read, and holds the rows that it was written with.",
        "severity": "table",
        "success": False,
        "n_rows": 0,
        "observed": why,
    }
    return TABLES["checks"].from_rows([row])


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
