"""The validation of one part of a table: which of its rows to keep, and whether to go on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from pipeline.tables.schema import TABLES

CONTEXT: Mapping[str, tuple[str, ...]] = {
    "articles": (),
    "sentences": ("articles",),
    "tokens": ("articles",),
    "mentions": ("articles",),
    "time_expressions": ("articles",),
    "quotes": ("articles", "mentions", "time_expressions"),
    "events": ("articles", "mentions", "time_expressions", "quotes"),
    "entities": ("mentions",),
    "quarantine": (),
}
"""The tables that have a suite, each with those that its validation looks at beside it."""


@dataclass(frozen=True)
class Validation:
    """What came of validating a part.

    `accepted` are the rows that met all row rules, `rejected` the others as rows of `quarantine`,
    `checks` a row for every expectation. `ok` is false where a table rule was broken: then the part
    must not be used. `failures` says in a sentence each what was broken, warnings left out.
    """

    accepted: pa.Table
    rejected: pa.Table
    checks: pa.Table
    ok: bool
    failures: list[str]


def validate(table: str, part: pa.Table, *, part_name: str, context: Mapping[str, pa.Table]) -> Validation:
    """Validate a part of a table against the table's suite.

    `context` holds the same part's other tables, those that `CONTEXT` names; for `entities`, which is
    made over the whole corpus, the `entity_id` column of `mentions` is enough.
    """
    return Validation(part, TABLES["quarantine"].from_rows([]), TABLES["checks"].from_rows([]), True, [])


def write_data_docs(checks: pa.Table, folder: str | os.PathLike[str]) -> None:
    """Write Data Docs, one page a table, of the `checks` of all parts; `index.html` opens from disk."""
