"""What stands beside the tables for their readers: the data dictionary, DuckDB views, the Data Docs of the checks."""

from __future__ import annotations

import posixpath

from expectations.validation import write_data_docs
from pipeline.duckdb_views import write_views
from pipeline.tables.dictionary import data_dictionary
from pipeline.tables.store import Store


def write_companions(store: Store) -> None:
    """Write `README.md` and, where the store is a local folder, `quotidian.duckdb` and the site in `validation/`."""
    store.write_bytes("README.md", data_dictionary().encode())
    if store.is_local:
        write_views(store)
        write_data_docs(store.read_all("checks"), posixpath.join(store.path, "validation"))
