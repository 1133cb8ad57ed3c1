"""What stands beside the tables for their readers: data dictionary, descriptions, DuckDB views, Data Docs."""

from __future__ import annotations

from expectations.data_docs import told_as_ours, write_site
from pipeline.publishing.card import write_dataset_card
from pipeline.publishing.descriptions import write_descriptions
from pipeline.publishing.views import write_views
from pipeline.tables.dictionary import data_dictionary
from pipeline.tables.store import Store


def write_companions(store: Store) -> None:
    """Write all that stands beside the tables. Raises OutputError where some of it cannot be written."""
    write_descriptions_and_views(store)
    write_site(store)


def write_descriptions_and_views(store: Store) -> None:
    """Write the data dictionary (`README.md`), the dataset card, `datapackage.json` and `croissant.json`.

    Where the store is a local folder, `quotidian.duckdb` as well. Raises OutputError where one cannot be written.
    """
    store.write_bytes("README.md", data_dictionary().encode())
    write_dataset_card(store)
    write_descriptions(store)
    if store.is_local:
        with told_as_ours(store):
            write_views(store)
