"""Rows of the tables as the report lists them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import duckdb

from pipeline.publishing.report.data import shortened, without_nulls

BATCH = 2000


def stream(database: duckdb.DuckDBPyConnection, sql: str) -> Iterator[dict[str, Any]]:
    """The rows of a query, one by one."""
    cursor = database.cursor()
    cursor.execute(sql)
    names = [column[0] for column in cursor.description or ()]
    while batch := cursor.fetchmany(BATCH):
        yield from (dict(zip(names, row, strict=True)) for row in batch)


def rows(database: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    """The rows of a query that are known to be few."""
    return list(stream(database, sql))


def shown_quote(row: dict[str, Any], beside: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A quote in a list: its id, words, speaker, cue and day, and what is told beside it."""
    return _listed({**row, "text": shortened(row["text"]), **(beside or {})})


def shown_event(row: dict[str, Any]) -> dict[str, Any]:
    """An event in a list: its id, words, dates and how it is told."""
    return _listed({**row, "clause": shortened(row["clause"], 300)})


def _listed(row: dict[str, Any]) -> dict[str, Any]:
    return without_nulls({**row, "title": shortened(row.get("title"), 120)}, ("key", "article_id"))
