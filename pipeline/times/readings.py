"""Readings: from what a rule matched to TIMEX3 values, by the name that the grammar calls each."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.times.context import Context
from pipeline.times.days import (
    read_clock,
    read_clock_past_the_hour,
    read_day,
    read_day_in_figures,
    read_deictic_day,
    read_holiday,
    read_named_time,
    read_nine_eleven,
    read_part_of_day,
    read_tonight,
    read_two_days,
    read_two_days_off,
    read_weekday,
    read_weekday_of_week,
    read_weekday_week,
    read_weekday_weeks_off,
)
from pipeline.times.durations import (
    read_compound_duration,
    read_duration,
    read_every_adverb,
    read_every_named,
    read_every_unit,
)
from pipeline.times.grammar import Match
from pipeline.times.offsets import read_ago, read_ago_this, read_earlier
from pipeline.times.periods import (
    read_century,
    read_decade,
    read_half,
    read_month,
    read_quarter,
    read_quarter_of_text,
    read_relative_quarter,
    read_relative_unit,
    read_season,
    read_text_period_of_year,
    read_the_unit,
    read_two_months,
    read_two_years,
    read_unit_now,
    read_unit_of_text,
    read_year,
    read_year_before_text,
    read_year_end,
)
from pipeline.times.reading import Reading, class_value
from pipeline.times.values import is_value

Read = Callable[[Match, Context], "Reading | list[Reading] | None"]


def read(match: Match, context: Context) -> list[Reading]:
    """The readings of a match, none where what it matched turns out to be no time, or lies beyond the calendar."""
    result = READINGS[match.rule.reading](match, context)
    results = result if isinstance(result, list) else [result] if result else []
    return [reading for reading in results if is_value(reading.value)]


def _past(match: Match, context: Context) -> Reading:
    return Reading("DATE", "PAST_REF")


def _reference(match: Match, context: Context) -> Reading:
    word = match.word("word")
    value = match.rule.arguments.get("value") or class_value("NOW", word) or class_value("RECENTLY", word)
    return Reading("DATE", str(value))


READINGS: dict[str, Read] = {
    "day": read_day,
    "two_days": read_two_days,
    "day_in_figures": read_day_in_figures,
    "holiday": read_holiday,
    "weekday": read_weekday,
    "weekday_of_week": read_weekday_of_week,
    "weekday_weeks_off": read_weekday_weeks_off,
    "weekday_week": read_weekday_week,
    "nine_eleven": read_nine_eleven,
    "clock_past_the_hour": read_clock_past_the_hour,
    "deictic_day": read_deictic_day,
    "two_days_off": read_two_days_off,
    "part_of_day": read_part_of_day,
    "tonight": read_tonight,
    "overnight": read_tonight,
    "clock": read_clock,
    "named_time": read_named_time,
    "month": read_month,
    "two_months": read_two_months,
    "quarter": read_quarter,
    "relative_quarter": read_relative_quarter,
    "quarter_of_text": read_quarter_of_text,
    "year_before_text": read_year_before_text,
    "text_period_of_year": read_text_period_of_year,
    "half": read_half,
    "season": read_season,
    "year": read_year,
    "two_years": read_two_years,
    "decade": read_decade,
    "century": read_century,
    "relative_unit": read_relative_unit,
    "the_unit": read_the_unit,
    "unit_now": read_unit_now,
    "unit_of_text": read_unit_of_text,
    "year_end": read_year_end,
    "ago": read_ago,
    "ago_this": read_ago_this,
    "earlier": read_earlier,
    "past": _past,
    "duration": read_duration,
    "compound_duration": read_compound_duration,
    "every_unit": read_every_unit,
    "every_named": read_every_named,
    "every_adverb": read_every_adverb,
    "reference": _reference,
}
"""Every reading by the name that the grammar calls it."""
