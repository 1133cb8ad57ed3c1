"""Readers: from what a rule of the grammar matched to TIMEX3 values, by the name that the grammar calls each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.language.rule import Rule
from pipeline.times.context import Context
from pipeline.times.days import (
    read_clock,
    read_clock_past_the_hour,
    read_day,
    read_day_in_figures,
    read_deictic_day,
    read_deictic_day_week,
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
from pipeline.times.months import (
    read_day_of_year,
    read_part_of_month,
)
from pipeline.times.offsets import (
    read_ago,
    read_ago_this,
    read_earlier,
)
from pipeline.times.periods import (
    read_after_next,
    read_century,
    read_decade,
    read_half,
    read_month,
    read_named_of_text,
    read_quarter,
    read_quarter_of_text,
    read_relative_quarter,
    read_relative_unit,
    read_season,
    read_text_period_of_year,
    read_the_unit,
    read_two_years,
    read_unit_now,
    read_unit_of_text,
    read_year,
    read_year_before_text,
    read_year_end,
    read_year_to_date,
)
from pipeline.times.reading import TimexReading, class_value
from pipeline.times.values import is_value

Read = Callable[[Match, Context], "TimexReading | list[TimexReading] | None"]


@dataclass(eq=False, frozen=True, kw_only=True)
class Reader(Rule):
    """A way of reading a match: `reads` gives its values, or none where it turns out to be no time."""

    reads: Read


def read(match: Match, context: Context) -> list[TimexReading]:
    """The readings of a match, none where what it matched turns out to be no time, or lies beyond the calendar."""
    reader = BY_NAME.get(match.rule.reader)
    result = reader.reads(match, context) if reader else None
    results = result if isinstance(result, list) else [result] if result else []
    return [reading for reading in results if is_value(reading.value)]


def _past(match: Match, context: Context) -> TimexReading:
    return TimexReading("DATE", "PAST_REF")


def _reference(match: Match, context: Context) -> TimexReading:
    word = match.word("word")
    value = match.rule.arguments.get("value") or class_value("NOW", word) or class_value("RECENTLY", word)
    return TimexReading(match.rule.arguments.get("kind", "DATE"), str(value))


READERS: tuple[Reader, ...] = (
    Reader(
        name="day",
        description='A day of a month, its year written, told by "this year", or the nearest.',
        example="He left on Oct. 3.",
        gives=("Oct. 3=2025-10-03",),
        counterexample="He left in October.",
        reads=read_day,
    ),
    Reader(
        name="two-days",
        description="The first and the last of days in one month, each a reading of its own.",
        example="It lasted from 3 to 5 May 2024.",
        gives=("3=2024-05-03", "5 May 2024=2024-05-05"),
        counterexample="It lasted from May 2024 on.",
        reads=read_two_days,
    ),
    Reader(
        name="day-in-figures",
        description="A date in figures, day and month in the order that the text shows.",
        example="It ran from 4/5/2001 to 13/5/2001.",
        gives=("4/5/2001=2001-05-04", "13/5/2001=2001-05-13"),
        counterexample="It ran from May 4, 2001 on.",
        reads=read_day_in_figures,
    ),
    Reader(
        name="holiday",
        description="The day of a holiday, in the year written or the nearest.",
        example="Shops close on Christmas Eve.",
        gives=("Christmas Eve=2025-12-24",),
        counterexample="Shops close on December 24.",
        reads=read_holiday,
    ),
    Reader(
        name="weekday",
        description="The nearest such day back, or the next in a plan.",
        example="He will arrive on Saturday.",
        gives=("Saturday=2025-10-18",),
        counterexample="He will arrive tomorrow.",
        reads=read_weekday,
    ),
    Reader(
        name="weekday-of-week",
        description="The day of this, last or next week.",
        example="He came on Tuesday of last week.",
        gives=("Tuesday of last week=2025-10-07",),
        counterexample="He came last week.",
        reads=read_weekday_of_week,
    ),
    Reader(
        name="weekday-weeks-off",
        description="So many weeks after the next such day, or before this week's.",
        example="They will meet a week on Tuesday.",
        gives=("a week on Tuesday=2025-10-28",),
        counterexample="They will meet on Tuesday.",
        reads=read_weekday_weeks_off,
    ),
    Reader(
        name="weekday-week",
        description="A week or two after the next such day.",
        example="They will meet Friday fortnight.",
        gives=("Friday fortnight=2025-10-31",),
        counterexample="They will meet Friday.",
        reads=read_weekday_week,
    ),
    Reader(
        name="nine-eleven",
        description="September 11, 2001, in what was written after it.",
        example="Travel has changed since 9/11.",
        gives=("9/11=2001-09-11",),
        counterexample="Travel has changed since September 11, 2001.",
        reads=read_nine_eleven,
    ),
    Reader(
        name="clock-past-the-hour",
        description="The minutes of the hour, late in the day where an evening stands beside it.",
        example="It began at quarter to eight on Thursday night.",
        gives=("quarter to eight on Thursday night=2025-10-16T19:45",),
        counterexample="It began at 7:45 p.m. on Thursday.",
        reads=read_clock_past_the_hour,
    ),
    Reader(
        name="deictic-day",
        description="The day before, of or after the day that is counted from.",
        example="He leaves tomorrow.",
        gives=("tomorrow=2025-10-18",),
        counterexample="He leaves on October 18.",
        reads=read_deictic_day,
    ),
    Reader(
        name="two-days-off",
        description="Two days before or after the day that is counted from.",
        example="He leaves the day after tomorrow.",
        gives=("the day after tomorrow=2025-10-19",),
        counterexample="He leaves tomorrow.",
        reads=read_two_days_off,
    ),
    Reader(
        name="part-of-day",
        description="A part of today, of yesterday, or of the day that the text named last.",
        example="He called last night.",
        gives=("last night=2025-10-16TNI",),
        counterexample="He called yesterday.",
        reads=read_part_of_day,
    ),
    Reader(
        name="tonight",
        description="The night of the day that is counted from.",
        example="He sings tonight.",
        gives=("tonight=2025-10-17TNI",),
        counterexample="He sings today.",
        reads=read_tonight,
    ),
    Reader(
        name="clock",
        description="The time of a day, with its zone.",
        example="It began on May 3, 2025 at 5 p.m. GMT.",
        gives=("May 3, 2025 at 5 p.m. GMT=2025-05-03T17:00Z",),
        counterexample="It began on May 3, 2025 at noon.",
        reads=read_clock,
    ),
    Reader(
        name="named-time",
        description="Noon or midnight of a day.",
        example="It began on May 3, 2025 at midnight.",
        gives=("May 3, 2025 at midnight=2025-05-03T24:00",),
        counterexample="It began on May 3, 2025 at 5 p.m.",
        reads=read_named_time,
    ),
    Reader(
        name="month",
        description='A month, its year written, told by "last" or "that year", or the one that the tense means.',
        example="The law will be passed in June.",
        gives=("June=2026-06",),
        counterexample="The law will be passed on October 20.",
        reads=read_month,
    ),
    Reader(
        name="quarter",
        description="A quarter by number; without its year the one that is reported or expected now.",
        example="Profit rose in the third quarter.",
        gives=("the third quarter=2025-Q3",),
        counterexample="Profit rose in 2024.",
        reads=read_quarter,
    ),
    Reader(
        name="relative-quarter",
        description="The quarter that is now, or the one beside it.",
        example="Sales fell last quarter.",
        gives=("last quarter=2025-Q3",),
        counterexample="Sales fell last month.",
        reads=read_relative_quarter,
    ),
    Reader(
        name="quarter-of-text",
        description="The quarter that the text spoke of last, else the last that is over.",
        example="In the first quarter of 2024 sales fell. Costs rose in that quarter.",
        gives=("first quarter of 2024=2024-Q1", "that quarter=2024-Q1"),
        counterexample="In the first quarter of 2024 sales fell.",
        reads=read_quarter_of_text,
    ),
    Reader(
        name="year-before-text",
        description="The period that the text spoke of last, a year before.",
        example="In the first quarter of 2024 sales fell from the year-earlier period.",
        gives=("first quarter of 2024=2024-Q1", "the year-earlier period=2023-Q1"),
        counterexample="In the first quarter of 2024 sales fell.",
        reads=read_year_before_text,
    ),
    Reader(
        name="text-period-of-year",
        description="The part of a year that the text spoke of last, of another year.",
        example="In the first quarter of 2024 sales beat the 2019 period.",
        gives=("first quarter of 2024=2024-Q1", "the 2019 period=2019-Q1"),
        counterexample="In the first quarter of 2024 sales beat those of 2019.",
        reads=read_text_period_of_year,
    ),
    Reader(
        name="half",
        description="The first or second half of a year.",
        example="Sales fell in the second half of last year.",
        gives=("the second half of last year=2024-H2",),
        counterexample="Sales fell last year.",
        reads=read_half,
    ),
    Reader(
        name="named-of-text",
        description='"That" month or season: the first from what the text named last.',
        example="She won on May 3, 2024. That October she lost.",
        gives=("May 3, 2024=2024-05-03", "That October=2024-10"),
        counterexample="She won on May 3, 2024. In October she lost.",
        reads=read_named_of_text,
    ),
    Reader(
        name="season",
        description='A season, its year written, told by "last" or "next", or the one that the tense means.',
        example="They met in the winter of 1989.",
        gives=("the winter of 1989=1989-WI",),
        counterexample="They met in December 1989.",
        reads=read_season,
    ),
    Reader(
        name="year",
        description="A year in figures or words.",
        example="He left in nineteen ninety-six.",
        gives=("nineteen ninety-six=1996",),
        counterexample="He left in May 1996.",
        reads=read_year,
    ),
    Reader(
        name="two-years",
        description="From a first year to a last one.",
        example="He served from 2009-10 on.",
        gives=("2009-10=P1Y",),
        counterexample="He served from May 2009 on.",
        reads=read_two_years,
    ),
    Reader(
        name="decade",
        description="Ten years, of the century that the figures or the words name.",
        example="It was built in the nineteen sixties.",
        gives=("the nineteen sixties=196",),
        counterexample="It was built in May 1960.",
        reads=read_decade,
    ),
    Reader(
        name="century",
        description="A hundred years.",
        example="It was built early in the 20th century.",
        gives=("early in the 20th century=19",),
        counterexample="It was built in May 1905.",
        reads=read_century,
    ),
    Reader(
        name="relative-unit",
        description="The unit that is now, or the one beside it; of weekends the one meant by the tense.",
        example="They will meet this weekend.",
        gives=("this weekend=2025-W42-WE",),
        counterexample="They will meet this Saturday.",
        reads=read_relative_unit,
    ),
    Reader(
        name="the-unit",
        description="The unit that is now.",
        example="They met over the weekend.",
        gives=("the weekend=2025-W41-WE",),
        counterexample="They met on Saturday.",
        reads=read_the_unit,
    ),
    Reader(
        name="unit-now",
        description="The unit that the rule gives, counted from now.",
        example="He had left earlier in the day.",
        gives=("earlier in the day=2025-10-17",),
        counterexample="He had left earlier today.",
        reads=read_unit_now,
    ),
    Reader(
        name="unit-of-text",
        description="The unit that the text named last, or the one beside it.",
        example="She won on May 3, 2024. The previous week she had lost.",
        gives=("May 3, 2024=2024-05-03", "The previous week=2024-W17"),
        counterexample="She won on May 3, 2024.",
        reads=read_unit_of_text,
    ),
    Reader(
        name="year-to-date",
        description="From the beginning of this year up to now.",
        example="Sales are up year to date.",
        gives=("year to date=PXX",),
        counterexample="Sales are up this year.",
        reads=read_year_to_date,
    ),
    Reader(
        name="year-end",
        description="The last day of a year.",
        example="Prices have fallen since year-end.",
        gives=("year-end=2024-12-31",),
        counterexample="Prices have fallen since December 31, 2024.",
        reads=read_year_end,
    ),
    Reader(
        name="ago",
        description="So many units before or after now; beside a quarter that quarter of the year before.",
        example="In the first quarter of 2025 sales beat those of a year ago.",
        gives=("first quarter of 2025=2025-Q1", "a year ago=2024-Q1"),
        counterexample="In the first quarter of 2025 sales beat those of 2024.",
        reads=read_ago,
    ),
    Reader(
        name="ago-this",
        description="That week, month or day of the year so long ago.",
        example="A year ago today the dam broke.",
        gives=("A year ago today=2024-10-17",),
        counterexample="A year ago the dam broke.",
        reads=read_ago_this,
    ),
    Reader(
        name="earlier",
        description="So many units before or after what the text named last.",
        example="He won in May 2024. Three months earlier he had lost.",
        gives=("May 2024=2024-05", "Three months earlier=2024-02"),
        counterexample="He won in May 2024. In February he had lost.",
        reads=read_earlier,
    ),
    Reader(
        name="past",
        description="Some time gone by.",
        example="It happened some time ago.",
        gives=("some time ago=PAST_REF",),
        counterexample="It happened.",
        reads=_past,
    ),
    Reader(
        name="duration",
        description="A number of units, known or not.",
        example="It took two and a half years.",
        gives=("two and a half years=P2Y6M",),
        counterexample="It took place in 2024.",
        reads=read_duration,
    ),
    Reader(
        name="compound-duration",
        description="A number of units, and of smaller ones.",
        example="It took two years and six months.",
        gives=("two years and six months=P2Y6M",),
        counterexample="It took two years.",
        reads=read_compound_duration,
    ),
    Reader(
        name="every-unit",
        description="The length after which it comes again.",
        example="The clinic opens every other day.",
        gives=("every other day=P2D",),
        counterexample="The clinic opens every Wednesday.",
        reads=read_every_unit,
    ),
    Reader(
        name="every-named",
        description="The day, month or season that comes again.",
        example="The clinic opens every July.",
        gives=("every July=XXXX-07",),
        counterexample="The clinic opens every month.",
        reads=read_every_named,
    ),
    Reader(
        name="every-adverb",
        description="How often, in one word.",
        example="It is paid annually.",
        gives=("annually=XXXX",),
        counterexample="It is paid every year.",
        reads=read_every_adverb,
    ),
    Reader(
        name="reference",
        description="Now, some time gone by, or some time to come.",
        example="He is currently a judge.",
        gives=("currently=PRESENT_REF",),
        counterexample="He is a judge today.",
        reads=_reference,
    ),
    Reader(
        name="part-of-month",
        description="A day, a weekend or a week of a month.",
        example="They met on the last Friday of May 2024.",
        gives=("the last Friday of May 2024=2024-05-31",),
        counterexample="They met on May 31, 2024.",
        reads=read_part_of_month,
    ),
    Reader(
        name="day-of-year",
        description="The first or last day of a year.",
        example="It opened on the first day of 2024.",
        gives=("the first day of 2024=2024-01-01",),
        counterexample="It opened on January 1, 2024.",
        reads=read_day_of_year,
    ),
    Reader(
        name="after-next",
        description="One week, month or year further than the next or the last.",
        example="The jury returns the week after next.",
        gives=("the week after next=2025-W44",),
        counterexample="The jury returns next week.",
        reads=read_after_next,
    ),
    Reader(
        name="deictic-day-week",
        description="A day so many weeks from today, tomorrow or yesterday.",
        example="The jury returns two weeks from today.",
        gives=("two weeks from today=2025-10-31",),
        counterexample="The jury returns today.",
        reads=read_deictic_day_week,
    ),
)
"""Every reader. The examples are read on Friday 17 October 2025."""

BY_NAME = {reader.name: reader for reader in READERS}
