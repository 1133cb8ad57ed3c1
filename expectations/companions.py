"""What stands beside the tables for their readers: data dictionary, descriptions, DuckDB views, Data Docs."""

from __future__ import annotations

import posixpath

import duckdb

from expectations import data_docs
from pipeline.errors import OutputError
from pipeline.publishing.card import write_dataset_card
from pipeline.publishing.descriptions import write_descriptions
from pipeline.publishing.views import write_views
from pipeline.tables.dictionary import data_dictionary
from pipeline.tables.store import Store


def write_companions(store: Store) -> None:
    """Write the data dictionary (`README.md`), the dataset card, `datapackage.json` and `croissant.json`.

    Where the store is a local folder, `quotidian.duckdb` and the site in `validation/` as well. Raises OutputError
    where one of them cannot be written.
    """
    store.write_bytes("README.md", data_dictionary().encode())
    write_dataset_card(store)
    write_descriptions(store)
    if store.is_local:
        try:
            _write_databases(store)
        except duckdb.Error as error:
            raise OutputError(
                f"{store.path} cannot be written to ({str(error).splitlines()[0].rstrip('.')})."
            ) from None


def _write_databases(store: Store) -> None:
    write_views(store)
    if checks := store.paths("checks"):
        with duckdb.connect() as database:
            data_docs.write(database.read_parquet(checks), posixpath.join(store.path, "validation"))
