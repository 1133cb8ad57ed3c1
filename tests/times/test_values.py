from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.times import values
from pipeline.times.values import CALENDAR_UNITS, UNKNOWN, granularity, interval, is_value, moved, moved_value, value_of

FIRST, LAST = dt.date(1989, 1, 1), dt.date(2030, 12, 31)
EVERY_DAY = [FIRST + dt.timedelta(n) for n in range((LAST - FIRST).days + 1)]


@pytest.mark.parametrize(
    ("value", "first", "last", "unit"),
    [
        ("2025", "2025-01-01", "2025-12-31", "year"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2025-02", "2025-02-01", "2025-02-28", "month"),
        ("2025-10-16", "2025-10-16", "2025-10-16", "day"),
        ("2025-W42", "2025-10-13", "2025-10-19", "week"),
        ("2026-W53", "2026-12-28", "2027-01-03", "week"),
        ("2025-W42-WE", "2025-10-18", "2025-10-19", "weekend"),
        ("2025-W42-4", "2025-10-16", "2025-10-16", "day"),
        ("2025-Q3", "2025-07-01", "2025-09-30", "quarter"),
        ("2025-H2", "2025-07-01", "2025-12-31", "half"),
        ("2023-WI", "2023-12-01", "2024-02-29", "season"),
        ("2025-SU", "2025-06-01", "2025-08-31", "season"),
        ("198", "1980-01-01", "1989-12-31", "decade"),
        ("19", "1900-01-01", "1999-12-31", "century"),
        ("2025-10-16TMO", "2025-10-16", "2025-10-16", "part_of_day"),
        ("2025-10-16T17:00", "2025-10-16", "2025-10-16", "minute"),
        ("2025-10-16T17:00-05:00", "2025-10-16", "2025-10-16", "minute"),
        ("2025-10-16T17:00:30Z", "2025-10-16", "2025-10-16", "second"),
    ],
)
def test_a_value_covers_its_days(value: str, first: str, last: str, unit: str) -> None:
    assert interval(value) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert granularity(value) == unit
    assert is_value(value)


@pytest.mark.parametrize(
    "value",
    ["XXXX", "XXXX-10-16", "2025-WXX", "XXXX-WXX-5", "XXXX-Q3", "2025-QX", "XXXX-SU", "XXX", "2025-02-30", "2025-W54"],
)
def test_what_is_not_known_covers_no_days(value: str) -> None:
    assert interval(value) is None


@pytest.mark.parametrize("value", ["P2Y6M", "PT1M30S", "PXM", "P1E", "P2.5W", "PXX", "PAST_REF", "P1DT2H"])
def test_durations_and_references_are_values_without_days(value: str) -> None:
    assert is_value(value)
    assert interval(value) is None
    assert granularity(value) is None


@pytest.mark.parametrize("value", ["", "P", "PT", "PY", "next week", "2025-13-", "25-10-16T", "now"])
def test_other_strings_are_no_values(value: str) -> None:
    assert not is_value(value)


@pytest.mark.parametrize("unit", [unit for unit in CALENDAR_UNITS if unit != "weekend"])
def test_the_unit_of_every_day_holds_it(unit: str) -> None:
    for day in EVERY_DAY:
        value = value_of(day, unit)
        days = interval(value)
        assert days is not None
        assert days[0] <= day <= days[1], (day, value)
        assert granularity(value) == unit
        assert value_of(days[0], unit) == value_of(days[1], unit) == value


@pytest.mark.parametrize("unit", ["day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade"])
def test_units_follow_each_other_without_a_gap(unit: str) -> None:
    for day in EVERY_DAY[::3]:
        this, following = interval(value_of(day, unit)), interval(moved_value(day, 1, unit))
        previous = interval(moved_value(day, -1, unit))
        assert this is not None
        assert following is not None
        assert previous is not None
        gap = 6 if unit == "weekend" else 1
        assert (following[0] - this[1]).days == gap, (day, unit)
        assert (this[0] - previous[1]).days == gap, (day, unit)


def test_the_calendar_ends_without_an_error() -> None:
    assert moved(dt.date(9999, 12, 31), 1, "day") is None
    assert moved(dt.date(1, 1, 1), -1, "century") is None
    assert moved_value(dt.date(1, 1, 1), -1, "year") == UNKNOWN["year"]
    assert interval("0000") is None


@given(st.text(max_size=30))
def test_any_string_may_be_asked_about(text: str) -> None:
    days = interval(text)
    assert (granularity(text) is None) <= (days is None)
    values.day_of(text)
