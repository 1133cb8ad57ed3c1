"""Most rules as Great Expectations judge them, by counts of Arrow's: rows, nulls, and values that are not expected.

They themselves count by filtering a whole data frame for every rule, after working out which counts are made of which;
that is most of what judging a part costs. Rules of other kinds are left to them, and so is telling broken rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables.plain import plain_column

Expectation: TypeAlias = Any
"""One of Great Expectations' kinds, each of which has attributes of its own."""


def judged(expectation: Expectation, column: pa.ChunkedArray) -> Mapping[str, Any] | None:
    """What an expectation makes of its column: `success` and `result`; None where its kind is not counted here."""
    count = _UNEXPECTED.get(type(expectation).__name__)
    unexpected = count(expectation, column) if count and expectation.row_condition is None else None
    if unexpected is None:
        return None
    metrics = {
        "table.row_count": len(column),
        "column_values.nonnull.unexpected_count": _nulls(expectation, column),
        f"{expectation.map_metric}.unexpected_count": unexpected,
    }
    outcome: Mapping[str, Any] = expectation._validate(metrics, runtime_configuration={"result_format": "BASIC"})
    return outcome


def _nulls(expectation: Expectation, column: pa.ChunkedArray) -> int:
    return _count(pc.is_null(column, nan_is_null=True))


def _not_in_set(expectation: Expectation, column: pa.ChunkedArray) -> int | None:
    values = plain_column(column)
    if not (pa.types.is_string(values.type) or pa.types.is_boolean(values.type)):
        return None
    return (
        _count(pc.invert(pc.is_in(values, value_set=pa.array(expectation.value_set, values.type)))) - values.null_count
    )


def _not_between(expectation: Expectation, column: pa.ChunkedArray) -> int | None:
    low, high = expectation.min_value, expectation.max_value
    is_number = pa.types.is_integer(column.type) or pa.types.is_floating(column.type)
    if expectation.strict_min or expectation.strict_max or not is_number:
        return None
    if not all(bound is None or isinstance(bound, int | float) for bound in (low, high)):  # a parameter's name
        return None
    below = _count(pc.less(column, low)) if low is not None else 0
    return below + (_count(pc.greater(column, high)) if high is not None else 0)


def _count(flags: pa.ChunkedArray) -> int:
    return pc.sum(flags).as_py() or 0


_UNEXPECTED: Mapping[str, Callable[[Expectation, pa.ChunkedArray], int | None]] = {
    "ExpectColumnValuesToNotBeNull": _nulls,
    "ExpectColumnValuesToBeInSet": _not_in_set,
    "ExpectColumnValuesToBeBetween": _not_between,
}
"""How many values of a column an expectation of a kind does not expect, nulls left out unless it is about them."""
