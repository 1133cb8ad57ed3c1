from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.articles.dateline import find_dateline_date

DAY = dt.date(2025, 10, 17)


@pytest.mark.parametrize(
    "text",
    [
        "BUDAPEST, October 17, 2025 — Ministers met.",
        "BUDAPEST, Oct. 17, 2025 (Reuters) - Ministers met.",
        "NEW YORK (AP), 17 October 2025 -- Ministers met.",
        "St. Gallen, Switzerland, 17 October 2025: Ministers met.",
        "SAN FRANCISCO, Oct. 17, 2025 /PRNewswire/ -- A firm said so.",
        "17 October 2025\n\nMinisters met.",
        "Ministers meet\n\nFriday, 17 Oct. 2025\n\nThey talked.",
        "Ministers meet\nBy Ann Other\nPublished: October 17, 2025 at 9:30 am\nThey talked.",
        "Last updated on 2025-10-17 09:30 GMT\nThey talked.",
        "2025-10-17T09:30:00Z\nThey talked.",
        "17.10.2025\nThey talked.",
        "10/17/2025\nThey talked.",
        "17th of October, 2025\nThey talked.",
        "09:30, 17 October 2025\nThey talked.",
        "By Ann Other | October 17, 2025\nThey talked.",
        "Oct 17, 2025, 9:30 AM EDT | Updated Oct 18, 2025\nThey talked.",
        "October 17, 2025 | By Ann Other\nThey talked.",
    ],
)
def test_the_head_of_a_text_gives_its_date(text: str) -> None:
    assert find_dateline_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "BUDAPEST, October 17 — Ministers met.",
        "October 17\n\nMinisters met.",
        "03/04/2025\nMinisters met.",
        "Ministers met on October 17, 2025 - and again later.",
        "In a letter dated Oct. 17, 2025 — a week before — he said so.",
        "On Friday, October 17, 2025 — his birthday — he said so.",
        "The war began on 17 October 2025.",
        "February 30, 2025\nMinisters met.",
        "Friday\nMinisters met.",
        "2025\nMinisters met.",
        "\n".join(["A line."] * 40) + "\n17 October 2025\n",
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    assert find_dateline_date(text) is None


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_a_date_of_its_own_line_comes_back(day: dt.date) -> None:
    for form in (
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%b}. {day.year}",
        f"{day:%A}, {day:%d %B %Y}",
        f"{day}",
    ):
        assert find_dateline_date(f"A headline\n\n{form}\n\nThe text.") == day


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    date = find_dateline_date(text)
    assert date is None or isinstance(date, dt.date)


def test_reading_a_dateline_loads_no_language_model_code() -> None:
    code = "import sys, pipeline.articles.dateline; sys.exit('spacy' in sys.modules or 'holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_place_and_a_date_may_be_a_line_of_their_own():
    assert find_dateline_date("Port Sorrel, 14 August 2031\n\nThe water is safe.") == dt.date(2031, 8, 14)
    assert find_dateline_date("The Battle of Port Sorrel, 14 August 1831\n\nIt was long ago.") is None
