"""The guards of the grammar's rules: conditions under which what a rule matched is a time."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.language.rule import Rule
from pipeline.times.context import Context
from pipeline.times.grammar import Match
from pipeline.times.guards import (
    Condition,
    is_adjective,
    is_adverb,
    is_ahead,
    is_bare_duration,
    is_clock,
    is_clock_of_four_figures,
    is_decade,
    is_duration,
    is_holiday,
    is_month,
    is_month_name,
    is_nine_eleven,
    is_not_daily,
    is_not_of,
    is_not_title,
    is_noun,
    is_now,
    is_one_duration,
    is_per_unit,
    is_quarter,
    is_recently,
    is_recurring,
    is_relative_unit,
    is_season,
    is_some_day,
    is_the_unit,
    is_throughout,
    is_weekday,
    is_weeks_off,
    is_year,
    is_years,
)


@dataclass(eq=False, frozen=True, kw_only=True)
class Guard(Rule):
    """A condition on a match. Its example is what it keeps out, its counterexample what it lets through."""

    holds: Condition


def admits(match: Match, context: Context) -> bool:
    """Whether a match passes the guard of its rule."""
    guard = BY_NAME.get(match.rule.guard or "")
    return guard is None or guard.holds(match, context)


GUARDS: tuple[Guard, ...] = (
    Guard(
        name="month",
        description="A month and no other word: written with a capital, no verb and no name.",
        example="The choir may sing a march in June.",
        gives=("June=2026-06",),
        counterexample="The choir sings in June.",
        holds=is_month,
    ),
    Guard(
        name="month-name",
        description='With figures or "this" before it, "may" and "march" are months where they have a capital.',
        example="The choir hopes this may help.",
        gives=(),
        counterexample="The choir left this May.",
        holds=is_month_name,
    ),
    Guard(
        name="holiday",
        description="The day itself, and not what is named after it.",
        example="He lit the Christmas tree.",
        gives=(),
        counterexample="He left on Christmas Day 2010.",
        holds=is_holiday,
    ),
    Guard(
        name="not-title",
        description="A day, and not the end of a name.",
        example="He wrote for Gazette Today.",
        gives=(),
        counterexample="He wrote today.",
        holds=is_not_title,
    ),
    Guard(
        name="weekday",
        description="A weekday, and not the end of a name.",
        example="She won on Super Tuesday.",
        gives=(),
        counterexample="She won on Tuesday.",
        holds=is_weekday,
    ),
    Guard(
        name="throughout",
        description="All of one day, and not a day on which, or every day.",
        example="On May 3, 2025 he left. He kept the day free.",
        gives=("May 3, 2025=2025-05-03",),
        counterexample="On May 3, 2025 he left. It rained throughout the day.",
        holds=is_throughout,
    ),
    Guard(
        name="quarter",
        description="A quarter of a year, and not of something else.",
        example="He ran the third quarter mile.",
        gives=(),
        counterexample="Sales fell in the third quarter of 2024.",
        holds=is_quarter,
    ),
    Guard(
        name="weeks-off",
        description="A week on a weekday ahead, and not a week spent.",
        example="She spent a week on Tuesday.",
        gives=("a week=P1W", "Tuesday=2025-10-14"),
        counterexample="They will meet a week on Tuesday.",
        holds=is_weeks_off,
    ),
    Guard(
        name="ahead",
        description="What lies ahead.",
        example="He met Tuesday week in the rain.",
        gives=("Tuesday=2025-10-14",),
        counterexample="He will meet them Tuesday week.",
        holds=is_ahead,
    ),
    Guard(
        name="decade",
        description="Ten years, and no age, height or temperature.",
        example="He was in his 70s.",
        gives=(),
        counterexample="It was built in the 1970s.",
        holds=is_decade,
    ),
    Guard(
        name="season",
        description="A season, and neither a fall nor a spring of something else.",
        example="He saw the fall of the wall.",
        gives=(),
        counterexample="He came in the summer.",
        holds=is_season,
    ),
    Guard(
        name="year",
        description="A year, and no number of things.",
        example="He read page 1987.",
        gives=(),
        counterexample="He left in 1987.",
        holds=is_year,
    ),
    Guard(
        name="clock",
        description="A time, and no score.",
        example="They won 9:30 in the end.",
        gives=(),
        counterexample="He left at 9:30 on May 3, 2025.",
        holds=is_clock,
    ),
    Guard(
        name="clock-of-four-figures",
        description="A time of four figures, and no number of hours.",
        example="It took 456 hours.",
        gives=("456 hours=PT456H",),
        counterexample="He left at 0430 GMT on May 3, 2025.",
        holds=is_clock_of_four_figures,
    ),
    Guard(
        name="adverb",
        description="How often or when, and not of what kind.",
        example="The overnight train was late.",
        gives=(),
        counterexample="It snowed overnight.",
        holds=is_adverb,
    ),
    Guard(
        name="adjective",
        description="What is now, and no stream.",
        example="The current was strong.",
        gives=(),
        counterexample="The current law is old.",
        holds=is_adjective,
    ),
    Guard(
        name="noun",
        description="The time, and not what somebody does or gives.",
        example="He gave the past president a book.",
        gives=(),
        counterexample="He lives in the past.",
        holds=is_noun,
    ),
    Guard(
        name="now",
        description="Now, and no comparison with it.",
        example="It was colder than now.",
        gives=(),
        counterexample="He is now a judge.",
        holds=is_now,
    ),
    Guard(
        name="recently",
        description="A time, and no comparison of two.",
        example="He left as soon as he could.",
        gives=(),
        counterexample="He recently left.",
        holds=is_recently,
    ),
    Guard(
        name="relative-unit",
        description="A unit of the calendar, and not the name of a broadcast.",
        example="He spoke on This Week.",
        gives=(),
        counterexample="He spoke this week.",
        holds=is_relative_unit,
    ),
    Guard(
        name="the-unit",
        description="The unit that is now, and not that of something.",
        example="It happened in the year of the flood.",
        gives=(),
        counterexample="It happened early in the year.",
        holds=is_the_unit,
    ),
    Guard(
        name="not-of",
        description="The quarter of a year, and not of a town.",
        example="He walked in the quarter of the weavers.",
        gives=(),
        counterexample="Sales fell in the latest quarter.",
        holds=is_not_of,
    ),
    Guard(
        name="not-daily",
        description="A part of one day, and not of every day.",
        example="On May 3, 2025 he left. He shunned the morning papers.",
        gives=("May 3, 2025=2025-05-03",),
        counterexample="On May 3, 2025 he left. It rained in the morning.",
        holds=is_not_daily,
    ),
    Guard(
        name="duration",
        description="A length of time, and neither an age nor a title.",
        example="He praised the 24 Nights book.",
        gives=(),
        counterexample="He stayed 24 nights.",
        holds=is_duration,
    ),
    Guard(
        name="some-day",
        description="One day that may come, beside a verb of what may be.",
        example="They stayed for one day.",
        gives=("one day=P1D",),
        counterexample="They will stay for two days.",
        holds=is_some_day,
    ),
    Guard(
        name="one-duration",
        description="One unit, and not the second of its kind.",
        example="He took a second helping.",
        gives=(),
        counterexample="He left a year after the vote.",
        holds=is_one_duration,
    ),
    Guard(
        name="bare-duration",
        description="A length of time, and not times of a kind.",
        example="He liked strange days.",
        gives=(),
        counterexample="He stayed for weeks.",
        holds=is_bare_duration,
    ),
    Guard(
        name="per-unit",
        description="What is counted by the unit, and not for how long.",
        example="He came for a day.",
        gives=(),
        counterexample="The fund pays $5 million a year.",
        holds=is_per_unit,
    ),
    Guard(
        name="years",
        description="Two years, and no numbers of things.",
        example="She slept in room 1903-1911.",
        gives=("1911=1911",),
        counterexample="The guild was rich (1961-1974).",
        holds=is_years,
    ),
    Guard(
        name="recurring",
        description="What comes again, and not what was once.",
        example="On May 3, 2024 he left. They met on the first Monday of the month.",
        gives=("May 3, 2024=2024-05-03", "the first Monday of the month=2024-05-06"),
        counterexample="Rent is due on the first Monday of every month.",
        holds=is_recurring,
    ),
    Guard(
        name="nine-eleven",
        description="The day, and not the name of something.",
        example="She saw the National 9/11 Memorial.",
        gives=(),
        counterexample="Travel has changed since 9/11.",
        holds=is_nine_eleven,
    ),
)
"""Every guard. The examples are read on Friday 17 October 2025."""

BY_NAME = {guard.name: guard for guard in GUARDS}
