"""The helper columns exist for whatever the rows hold: as long as the table, with a truth value where one is due."""

from __future__ import annotations

import importlib

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations import from_schema
from expectations.validation import CONTEXT
from pipeline.tables.schema import TABLES
from tests.expectations.small_corpus import rows, table

SOUND = rows()


def odd_values(kind: pa.DataType) -> st.SearchStrategy:
    """Values that a column of this type can hold and no extractor should write."""
    if pa.types.is_int32(kind) or pa.types.is_int64(kind):
        return st.sampled_from([None, -1, 0, 7, 2**31 - 1])
    if pa.types.is_list(kind):
        return st.sampled_from([None, []])
    if pa.types.is_string(kind) or pa.types.is_dictionary(kind):
        return st.none() | st.sampled_from(["", " ", "🍎", "direct", "person/x", "\n", "P", "2025-99-99", "itself"])
    return st.none()


@st.composite
def odd_tables(draw: st.DrawFn, name: str) -> pa.Table:
    found = []
    for row in draw(st.lists(st.sampled_from(SOUND[name]), max_size=4)):
        columns = draw(st.lists(st.sampled_from(TABLES[name].columns), max_size=6))
        found.append({**row, **{column.name: draw(odd_values(column.type)) for column in columns}})
    return table(name, found)


@pytest.mark.parametrize("name", CONTEXT)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_odd_rows_are_judged_not_stumbled_over(name, data):
    context = {other: data.draw(odd_tables(other)) for other in CONTEXT[name]}
    part = data.draw(odd_tables(name))
    helpers = importlib.import_module(f"expectations.{name}").derive(part, context)
    helpers |= from_schema.references(name, part, context)
    from_schema.parameters(name, context)
    for rule, values in helpers.items():
        assert len(values) == part.num_rows, rule
        assert isinstance(values, pa.Array) or values.dtype in (np.dtype(bool), np.dtype(float)), rule
