"""Rows of tables that are made over the whole corpus."""

from __future__ import annotations

import pyarrow as pa

from pipeline.tables.schema import TABLES


def in_order(table: str, rows: pa.Table, *columns: str) -> pa.Table:
    """Rows with the columns of their table, in the order of some of them."""
    schema = TABLES[table].arrow_schema
    return rows.select(schema.names).sort_by([(column, "ascending") for column in columns]).cast(schema)
