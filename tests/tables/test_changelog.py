"""The version of the schema: it stands in every file, and no change of the layout goes without a new one."""

import dataclasses
import pathlib
import re

import pyarrow.parquet as pq
import pytest

from pipeline.tables.schema import SCHEMA_VERSION, TABLES, Table
from pipeline.tables.store import Store, digest

CHANGELOG = pathlib.Path(__file__).parents[2] / "docs" / "schema-changelog.md"


def layout(tables: dict[str, Table]) -> str:
    """A digest of all that a query or a reader may rest on, and not of what is said about it."""
    return digest(
        [
            [table.name, table.key, table.order]
            + [[c.name, str(c.type), c.nullable, c.values, c.refers] for c in table.columns]
            for table in tables.values()
        ]
    )


def entries() -> dict[str, str]:
    """The text of each version's entry, the newest first."""
    _, *parts = re.split(r"^## (\S+)$", CHANGELOG.read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_the_newest_entry_is_that_of_the_schema():
    versions = [tuple(map(int, version.split("."))) for version in entries()]
    assert versions == sorted(set(versions), reverse=True)
    assert next(iter(entries())) == SCHEMA_VERSION
    assert all("\n- " in entry for entry in entries().values())


def test_the_layout_is_that_of_the_newest_entry():
    said = re.findall(r"^Layout: `(\w+)`$", entries()[SCHEMA_VERSION], re.MULTILINE)
    assert said == [layout(TABLES)], (
        "The layout of the tables has changed: raise SCHEMA_VERSION, say in docs/schema-changelog.md what has, "
        f"and write there: Layout: `{layout(TABLES)}`"
    )


@pytest.mark.parametrize("change", [{"name": "words"}, {"nullable": True}, {"values": ("a",)}, {"refers": "a.b"}])
def test_a_change_of_a_column_changes_the_layout(change):
    quotes = TABLES["quotes"]
    column = dataclasses.replace(quotes["text"], **change)
    changed = dataclasses.replace(quotes, columns=(column, *quotes.columns[1:]))
    assert layout({"quotes": changed}) != layout({"quotes": quotes})


def test_another_description_does_not():
    quotes = TABLES["quotes"]
    column = dataclasses.replace(quotes.columns[0], description="Said otherwise.")
    changed = dataclasses.replace(quotes, description="Too.", columns=(column, *quotes.columns[1:]))
    assert layout({"quotes": changed}) == layout({"quotes": quotes})


@pytest.mark.parametrize("name", TABLES)
def test_the_version_stands_in_every_file(name, tmp_path):
    store = Store(tmp_path)
    stamp = store.write(name, "part-00000", TABLES[name].from_rows([]), fingerprint="", code_version="")
    assert stamp.schema_version == SCHEMA_VERSION
    assert pq.read_schema(store.part_path(name, "part-00000")).metadata[b"schema_version"].decode() == SCHEMA_VERSION
