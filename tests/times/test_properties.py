"""What holds for any text and any reference date."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.times.context import Context
from pipeline.times.extractor import find_time_expressions
from pipeline.times.grammar import matches
from pipeline.times.readers import read
from pipeline.times.time_expression import TimeExpression
from pipeline.times.values import granularity, interval, is_value
from tests.cost import lines

PHRASES = (
    """
Feb. 29|October 16|31 December|Friday|last Monday|next Sunday|this Wednesday|Tuesday night|yesterday|tomorrow|today
last week|next week|the weekend|last weekend|next weekend|this month|last month|next month|last year|next year|January
last February|next March|the first quarter|the fourth quarter|this quarter|the summer|last winter|next spring
two days ago|ten weeks ago|a month ago|100 years ago|year-end|the day before yesterday|last decade|the current century
10 p.m.|last night|Christmas Day|Good Friday|three weeks from now|the quarter ended Jan. 31|the '80s|’24
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
WORDS = [
    *PHRASES,
    *[
        "the",
        "of",
        "a",
        "to",
        "in",
        "and",
        "May",
        "second",
        "3",
        "31",
        "1998",
        "2025",
        "quarter",
        "century",
        ",",
        ".",
        "-",
        "said",
        "half",
        "two",
        "hundred",
    ],
]
WORDS += ["\n\n", '"', "“", "”", "years", "earlier", "later", "early", "o'clock", "every", "week", "'s", "%", "$5"]


def are_valid(rows: list[TimeExpression], text: str) -> None:
    end = 0
    for row in rows:
        assert text[row.start : row.end] == row.text
        assert end <= row.start < row.end
        end = row.end
        assert row.timex_type in ("DATE", "TIME", "DURATION", "SET")
        assert is_value(row.value), row.value
        dated = row.timex_type in ("DATE", "TIME")
        days = interval(row.value) if dated else None
        assert (row.date_start, row.date_end) == (days or (None, None))
        assert row.granularity == (granularity(row.value) if dated else None)
        assert row.basis == ("unresolved" if dated and days is None else "relative" if row.anchor else "explicit")
        assert (row.anchor is None) == (row.anchor_date is None)
        assert row.anchor is None or days is not None
    assert len({row.timex_id for row in rows}) == len(rows)


def test_every_day_of_28_years_as_reference_date(blank) -> None:
    text = ". ".join(PHRASES)
    doc = blank(text)
    starts = [token.idx for token in doc]
    found = list(matches(text))
    assert len({match.start for match in found}) >= len(PHRASES)
    for n in range(28 * 365 + 7):  # then days and weekdays meet again
        day = dt.date(1989, 1, 1) + dt.timedelta(n)
        context = Context(doc, starts, [0], text, day)
        for match in found[n % 5 :: 5]:
            for reading in read(match, context):
                assert is_value(reading.value)
                if reading.anchor:
                    assert reading.anchor_date == day
                    assert interval(reading.value)


def test_rows_are_valid_at_year_ends_and_leap_days(blank, make_article) -> None:
    text = ". ".join(PHRASES)
    doc = blank(text)
    for year in range(2000, 2028):
        for month, day in ((1, 1), (1, 3), (2, 28), (3, 1), (12, 28), (12, 31), (6, 15)):
            rows = find_time_expressions(doc, make_article(text, dt.date(year, month, day)))
            are_valid(rows, text)
            assert len(rows) >= len(PHRASES) - 3
    are_valid(find_time_expressions(doc, make_article(text)), text)
    for edge in (dt.date(1, 1, 1), dt.date(9999, 12, 31)):
        are_valid(find_time_expressions(doc, make_article(text, edge)), text)


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.dates(), st.booleans())
def test_any_order_of_time_words_gives_valid_rows(
    blank, make_article, words: list[str], day: dt.date, known: bool
) -> None:
    text = " ".join(words)
    are_valid(find_time_expressions(blank(text), make_article(text, day if known else None)), text)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_valid_rows(blank, make_article, text: str) -> None:
    are_valid(find_time_expressions(blank(text), make_article(text, dt.date(2024, 2, 29))), text)


def test_odd_texts(blank, make_article) -> None:
    for text in (
        "",
        " ",
        "\n",
        "“" * 5000,
        "1 " * 5000,
        "the " * 5000,
        "two hundred " * 2000,
        "🙂 tomorrow 🙂",
        "a" * 100_000,
    ):
        are_valid(find_time_expressions(blank(text), make_article(text, dt.date(2024, 2, 29))), text)


@pytest.mark.parametrize(
    "piece",
    [
        "He left on May 3, 2024, and “two weeks later,” she said on Friday, the third quarter began. ",
        "He died on May 5, 2020 and ",
        "at 5 p.m. or noon and ",
        "he ",
        "7 ",
        ". ",
    ],
)
def test_four_times_the_text_runs_four_times_the_lines(blank, make_article, piece: str) -> None:
    def cost(times: int) -> int:
        text = piece * (times * 90 // len(piece))
        return lines(find_time_expressions, blank(text), make_article(text, dt.date(2025, 10, 17)))[0]

    assert cost(200) < 5 * cost(50)
