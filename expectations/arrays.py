"""Columns of Arrow tables as numpy arrays, and look-ups between them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


def strings(column: pa.ChunkedArray) -> pa.Array:
    """A column of strings or labels as one plain string array."""
    array = column.combine_chunks()
    array = array.cast(pa.string())
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def ints(column: pa.ChunkedArray, null: int = -1) -> np.ndarray:
    """A column of whole numbers (or dates, as days since 1970), with `null` for null."""
    array = column.cast(pa.int32()) if pa.types.is_date32(column.type) else column
    return pc.fill_null(array, null).to_numpy().astype(np.int64)


def valid(column: pa.ChunkedArray) -> np.ndarray:
    """Where a column is not null."""
    return pc.is_valid(column).to_numpy()


def bools(values: pa.ChunkedArray | pa.Array) -> np.ndarray:
    """An array of truth values, null as false."""
    return pc.fill_null(values, False).to_numpy(zero_copy_only=False)


def has(column: pa.ChunkedArray | pa.Array, pattern: str) -> np.ndarray:
    """Where a string column has something that a regular expression (RE2) matches; false where it is null."""
    array = strings(column) if isinstance(column, pa.ChunkedArray) else column
    return bools(pc.match_substring_regex(array, pattern))


def is_one_of(column: pa.ChunkedArray, *values: str) -> np.ndarray:
    """Where a column of labels has one of the values."""
    return bools(pc.is_in(strings(column), value_set=pa.array(values, pa.string())))


def rows_of(keys: pa.Array, among: pa.Array) -> np.ndarray:
    """For each key its position in `among`; -1 where it is null or not there."""
    return pc.fill_null(pc.index_in(keys, value_set=among, skip_nulls=True), -1).to_numpy().astype(np.int64)


def pairs(*columns: pa.ChunkedArray) -> pa.Array:
    """String columns joined row by row into one key; null where one of them is."""
    return pc.binary_join_element_wise(*(strings(column) for column in columns), "\x1f")


def implies(condition: np.ndarray, consequence: np.ndarray) -> np.ndarray:
    """Where the consequence holds or the condition does not."""
    return ~condition | consequence


def within(start: np.ndarray, end: np.ndarray, outer_start: np.ndarray, outer_end: np.ndarray) -> np.ndarray:
    """Where a span is not empty and lies in another."""
    return (outer_start <= start) & (start < end) & (end <= outer_end)


def every(flags: np.ndarray, lists: pa.Array) -> np.ndarray:
    """For each list of a list array, whether `flags` (one for each item of all lists) holds for all its items."""
    return bad_counts(~flags, lists) == 0


def bad_counts(bad: np.ndarray, lists: pa.Array) -> np.ndarray:
    """For each list of a list array, how many of its items are bad."""
    counts = np.bincount(owners(lists), weights=bad, minlength=len(lists))
    return counts.astype(np.int64)


def owners(lists: pa.Array) -> np.ndarray:
    """For each item of a list array the row of its list."""
    return pc.list_parent_indices(lists).to_numpy().astype(np.int64)


def one_array(column: pa.ChunkedArray) -> pa.Array:
    """A column as one array."""
    array = column.combine_chunks()
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
