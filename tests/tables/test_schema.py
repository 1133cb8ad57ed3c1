import dataclasses
import pathlib

import pyarrow as pa
import pytest

from pipeline.articles.article import Article
from pipeline.entities.mention import Mention
from pipeline.events.event_mention import EventMention
from pipeline.quotes.quote import Quote
from pipeline.tables.dictionary import data_dictionary, type_name
from pipeline.tables.schema import TABLES
from pipeline.times.time_expression import TimeExpression

ROW_CLASSES = {
    "articles": Article,
    "mentions": Mention,
    "time_expressions": TimeExpression,
    "quotes": Quote,
    "event_mentions": EventMention,
}


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_well_formed(name):
    table = TABLES[name]
    names = [column.name for column in table.columns]
    assert len(names) == len(set(names))
    assert set(table.key) <= set(names)
    assert set(table.order) <= set(names)
    for column in table.columns:
        assert column.description.endswith("."), column.name
        if column.refers:
            other, key = column.refers.split(".")
            assert TABLES[other][key].type == column.type


@pytest.mark.parametrize("name", ROW_CLASSES)
def test_a_row_class_has_the_columns_of_its_table(name):
    assert [f.name for f in dataclasses.fields(ROW_CLASSES[name])] == [c.name for c in TABLES[name].columns]


def test_the_arrow_schema_tells_what_the_columns_hold():
    field = TABLES["quotes"].arrow_schema.field("cue_lemma")
    assert field.metadata[b"description"] == TABLES["quotes"]["cue_lemma"].description.encode()
    assert field.nullable
    assert not TABLES["quotes"].arrow_schema.field("quote_id").nullable


def test_rows_may_be_mappings_and_missing_columns_are_null():
    data = TABLES["quarantine"].from_rows([{"quarantine_id": "a", "stage": "articles", "reason": "empty"}])
    assert data.schema.equals(TABLES["quarantine"].arrow_schema)
    assert data["line"].to_pylist() == [None]


def test_no_rows_make_an_empty_table():
    assert TABLES["event_mentions"].from_rows([]).num_rows == 0


def test_the_dictionary_tells_every_column():
    text = data_dictionary()
    for table in TABLES.values():
        assert f"## {table.name}\n" in text
        for column in table.columns:
            assert f"| `{column.name}` | {type_name(column.type)} |" in text


def test_types_are_named_for_readers():
    assert type_name(pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())]))) == "list<struct<start, end>>"
    assert type_name(TABLES["articles"]["published_at"].type) == "timestamp (UTC)"
    assert type_name(TABLES["articles"]["reference_date"].type) == "date"


def test_the_dictionary_beside_the_tables_is_that_of_the_schema():
    kept = pathlib.Path(__file__).parents[2] / "output" / "README.md"
    assert kept.read_text("utf-8") == data_dictionary()
