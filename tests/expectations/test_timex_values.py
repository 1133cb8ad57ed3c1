"""TIMEX3 values: which are well formed, and which interval they stand for."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expectations.timex import interval, is_well_formed

WELL_FORMED = """
    2025 202 20 1980 198X 20XX XXXX BC0044 2025-10 2025-XX 2025-10-16 XXXX-10-16 XXXX-XX-16 2025-W42 2025-W42-WE
    2025-W42-3 XXXX-WXX-4 XXXX-WXX 2025-Q3 2025-QX 2025-H1 2025-SU XXXX-WI 2025-10-16T09:00 2025-10-16TMO 2025-10-16T09
    2025-10-16T24:00 2025-10-16T09:30:15Z T09:00 TNI XXXX-XX-XXT07:00 2000-02-29 2025-10-16T09:00+02:00
    P3D PXD P1Y P2W P1.5Y P1Y6M PT3H PT30M P1DT12H PXY P1DE P2CE PT1H30M P1WE PTXH PXW P2E
    PAST_REF PRESENT_REF FUTURE_REF
"""


@pytest.mark.parametrize(
    "value",
    WELL_FORMED.split(),
)
def test_well_formed(value):
    assert is_well_formed(value)


@pytest.mark.parametrize(
    "value",
    ["", "P", "PT", "Friday", "2025-13", "2025-00", "2025-10-32", "2025-02-30", "2023-02-29", "2025-W54", "2025-Q5",
     "2025-H3", "25-10-16 ", "2025/10/16", "2025-10-16T25:00", "2025-10-16T09:60", "P3", "3D", "NOW_REF",
     "2025-10-16T", "P-3D", "2"],
)  # fmt: skip
def test_not_well_formed(value):
    assert not is_well_formed(value)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("20", "2000-01-01", "2099-12-31"),
        ("198", "1980-01-01", "1989-12-31"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-Q4", "2025-10-01", "2025-12-31"),
        ("2025-H1", "2025-01-01", "2025-06-30"),
        ("2025-W01", "2024-12-30", "2025-01-05"),
        ("2025-W42-WE", "2025-10-18", "2025-10-19"),
        ("2025-W42-3", "2025-10-15", "2025-10-15"),
        ("2025-10-16", "2025-10-16", "2025-10-16"),
        ("2025-10-16TNI", "2025-10-16", "2025-10-16"),
    ],
)
def test_interval(value, first, last):
    assert interval(value) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    "value", ["XXXX-10-16", "2025-SU", "P3D", "PAST_REF", "T09:00", "2025-10-XX", "2025-13", "0000", "BC0044"]
)
def test_no_interval(value):
    assert interval(value) is None


@given(st.dates(dt.date(1, 1, 1)))
def test_every_day_is_its_own_interval(day):
    assert is_well_formed(day.isoformat())
    assert interval(day.isoformat()) == (day, day)


@given(st.text(max_size=12))
def test_any_value_gets_an_answer(value):
    is_well_formed(value)
    interval(value)
