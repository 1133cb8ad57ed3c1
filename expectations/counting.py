"""Rules as Great Expectations judge them, by counts of Arrow's: rows, nulls, sums, values that are not expected.

They themselves count by filtering a whole data frame for every rule, after working out which counts are made of which;
that is most of what judging a part costs. Rules of other kinds are left to them, and so is telling broken rows.
"""

from __future__ import annotations

import math
import re
import types
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables.plain import plain_column

Expectation: TypeAlias = Any
"""One of Great Expectations' kinds, each of which has attributes of its own."""
_NO_PARAMETERS: Mapping[str, Any] = types.MappingProxyType({})


def judged(
    expectation: Expectation, column: pa.ChunkedArray, parameters: Mapping[str, Any] = _NO_PARAMETERS
) -> Mapping[str, Any] | None:
    """What an expectation makes of its column: `success` and `result`; None where its kind is not counted here.

    One of the table as a whole is given any of its columns; one with bounds that a part sets is given `parameters`.
    """
    given = None if expectation.row_condition is not None else _with_bounds(expectation, parameters)
    kind = type(expectation).__name__
    if given is None or not (kind in _UNEXPECTED or kind in _OF_ALL):
        return None
    if kind in _OF_ALL:
        metrics = {given.metric_dependencies[0]: _OF_ALL[kind](column)}
    else:
        unexpected = _UNEXPECTED[kind](given, column)
        if unexpected is None:
            return None
        metrics = {
            "table.row_count": len(column),
            "column_values.nonnull.unexpected_count": _nulls(given, column),
            f"{given.map_metric}.unexpected_count": unexpected,
        }
    outcome: Mapping[str, Any] = given._validate(metrics, runtime_configuration={"result_format": "BASIC"})
    return outcome


def _with_bounds(expectation: Expectation, parameters: Mapping[str, Any]) -> Expectation | None:
    """An expectation with the bounds that a part sets; None where they are not at hand."""
    bounds = {name: getattr(expectation, name, None) for name in ("min_value", "max_value")}
    named = {name: bound["$PARAMETER"] for name, bound in bounds.items() if isinstance(bound, dict)}
    if not named:
        return expectation
    if not all(parameter in parameters for parameter in named.values()):
        return None
    return expectation.copy(update={name: parameters[parameter] for name, parameter in named.items()})


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


def _not_matching(expectation: Expectation, column: pa.ChunkedArray) -> int | None:
    values = plain_column(column)
    if not pa.types.is_string(values.type):
        return None
    search = re.compile(expectation.regex).search
    counted = values.drop_null().value_counts()
    return sum(
        n for value, n in zip(*(part.to_pylist() for part in counted.flatten()), strict=True) if not search(value)
    )


def _sum(column: pa.ChunkedArray) -> float:
    """The sum of numbers, added up as pandas does: nulls and what is no number as 0."""
    return float(np.nansum(pc.fill_null(column, 0).to_numpy()))


def _mean(column: pa.ChunkedArray) -> float:
    n = len(column) - _count(pc.is_null(column, nan_is_null=True))
    return _sum(column) / n if n else math.nan


def _different(column: pa.ChunkedArray) -> int:
    values = plain_column(column)
    n: int = pc.count_distinct(values.filter(pc.invert(pc.is_null(values, nan_is_null=True)))).as_py()
    return n


def _count(flags: pa.ChunkedArray) -> int:
    return pc.sum(flags).as_py() or 0


_UNEXPECTED: Mapping[str, Callable[[Expectation, pa.ChunkedArray], int | None]] = {
    "ExpectColumnValuesToNotBeNull": _nulls,
    "ExpectColumnValuesToBeInSet": _not_in_set,
    "ExpectColumnValuesToBeBetween": _not_between,
    "ExpectColumnValuesToMatchRegex": _not_matching,
}
"""How many values of a column an expectation of a kind does not expect, nulls left out unless it is about them."""

_OF_ALL: Mapping[str, Callable[[pa.ChunkedArray], float]] = {
    "ExpectTableRowCountToBeBetween": len,
    "ExpectColumnUniqueValueCountToBeBetween": _different,
    "ExpectColumnMeanToBeBetween": _mean,
    "ExpectColumnSumToBeBetween": _sum,
}
"""The one number that an expectation of a kind is about."""
