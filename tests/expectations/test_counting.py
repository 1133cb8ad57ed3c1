"""Counted by Arrow or by Great Expectations themselves, a rule is judged alike."""

import datetime as dt
import math

import pyarrow as pa
import pytest

from expectations import counting
from expectations.rules import gx
from expectations.validation import _batch_definition

COLUMNS = {
    "strings": pa.array(["a", None, "b", "c"]),
    "labels": pa.array(["a", None, "b", "a"]).dictionary_encode(),
    "flags": pa.array([True, None, False, True]),
    "met": pa.array([True, True]),
    "numbers": pa.array([0, 3, None, -4], pa.int32()),
    "shares": pa.array([0.0, 1.5, None, math.nan]),
    "thirds": pa.array([n / 3 for n in range(1000)]),
    "no_numbers": pa.array([], pa.float64()),
    "nothing": pa.array([None, None], pa.string()),
    "empty": pa.array([], pa.bool_()),
}
RULES = [
    ("NotBeNull", {}),
    ("NotBeNull", {"mostly": 0.5}),
    ("BeInSet", {"value_set": ["a", "b"]}),
    ("BeInSet", {"value_set": ["a"], "mostly": 0.6}),
    ("BeInSet", {"value_set": [True]}),
    ("BeInSet", {"value_set": [True], "mostly": 0.7}),
    ("BeBetween", {"min_value": 0}),
    ("BeBetween", {"max_value": 1}),
    ("BeBetween", {"min_value": -4, "max_value": 3}),
    ("BeBetween", {"min_value": 0, "max_value": 1, "mostly": 0.3}),
    ("MatchRegex", {"regex": "^[ab]$"}),
    ("MatchRegex", {"regex": "[bx]", "mostly": 0.3}),
]
OF_ALL = [
    ("ColumnUniqueValueCount", {"min_value": 2}),
    ("ColumnUniqueValueCount", {"min_value": {"$PARAMETER": "least"}}),
    ("ColumnMean", {"min_value": 0, "max_value": 1}),
    ("ColumnSum", {"min_value": {"$PARAMETER": "least"}, "max_value": {"$PARAMETER": "least"}}),
    ("TableRowCount", {"min_value": {"$PARAMETER": "least"}}),
    ("TableRowCount", {"max_value": 3}),
]
PARAMETERS = {"least": 3}


def expect(kind, **arguments):
    return getattr(gx(), f"ExpectColumnValuesTo{kind}")(column="value", **arguments)


def fits(name, kind, arguments):
    """Whether it makes sense to ask this of such a column."""
    if kind == "BeBetween":
        return name in ("numbers", "shares", "thirds", "no_numbers")
    if kind == "MatchRegex":
        return name in ("strings", "labels", "nothing")
    if kind == "BeInSet":
        return name in (
            ("flags", "met", "empty") if arguments["value_set"] == [True] else ("strings", "labels", "nothing")
        )
    return True


@pytest.mark.parametrize(
    ("name", "kind", "arguments"), [(n, *rule) for n in COLUMNS for rule in RULES if fits(n, *rule)]
)
def test_counts_and_frames_say_the_same(name, kind, arguments):
    expectation = expect(kind, **arguments)
    frame = pa.table({"value": COLUMNS[name]}).to_pandas()
    theirs = _batch_definition().get_batch({"dataframe": frame}).validate(expectation, result_format="BASIC")
    ours = counting.judged(expectation, pa.chunked_array([COLUMNS[name]]))
    assert ours["success"] == theirs.success
    theirs.result.pop("partial_unexpected_list")
    assert ours["result"] == theirs.result


@pytest.mark.parametrize(
    ("name", "kind", "arguments"),
    [
        (name, *rule)
        for name in COLUMNS
        for rule in OF_ALL
        if rule[0] not in ("ColumnMean", "ColumnSum") or name in ("numbers", "shares", "thirds", "no_numbers")
    ],
)
def test_what_is_said_of_all_values_is_the_same_too(name, kind, arguments):
    of = {"column": "value"} if kind.startswith("Column") else {}
    expectation = getattr(gx(), f"Expect{kind}ToBeBetween")(**of, **arguments)
    frame = pa.table({"value": COLUMNS[name]}).to_pandas()
    batch = _batch_definition().get_batch({"dataframe": frame})
    theirs = batch.validate(expectation, result_format="BASIC", expectation_parameters=PARAMETERS)
    ours = counting.judged(expectation, pa.chunked_array([COLUMNS[name]]), PARAMETERS)
    assert ours["success"] == theirs.success
    assert [str(ours["result"]["observed_value"])] == [str(value) for value in theirs.result.values()]
    assert list(ours["result"]) == list(theirs.result)


@pytest.mark.parametrize(
    ("kind", "arguments", "column"),
    [
        ("MatchRegex", {"regex": "1"}, pa.array([1])),
        ("BeInSet", {"value_set": [1]}, pa.array([1])),
        ("BeBetween", {"min_value": 0, "strict_min": True}, pa.array([1])),
        ("BeBetween", {"max_value": 1, "strict_max": True}, pa.array([1])),
        ("BeBetween", {"min_value": {"$PARAMETER": "least"}}, pa.array([1])),
        ("BeBetween", {"min_value": "2025-01-01"}, pa.array([dt.date(2025, 3, 1)])),
    ],
)
def test_other_rules_are_left_to_them(kind, arguments, column):
    assert counting.judged(expect(kind, **arguments), pa.chunked_array([column])) is None


def test_kinds_that_no_suite_has_are_left_to_them():
    with pytest.raises(NotImplementedError, match="expect_column_values_to_not_match_regex is not imported"):
        expect("NotMatchRegex", regex="a")
    from great_expectations.expectations.core import expect_column_values_to_not_match_regex as own

    expectation = own.ExpectColumnValuesToNotMatchRegex(column="value", regex="a")
    assert counting.judged(expectation, pa.chunked_array([pa.array(["a"])])) is None


def test_rules_for_some_rows_are_left_to_them():
    gx()
    from great_expectations.expectations.row_conditions import Column

    expectation = expect("NotBeNull", row_condition=Column("value") > 1)
    assert counting.judged(expectation, pa.chunked_array([pa.array([1])])) is None
