"""Days and periods at a distance: two weeks ago, a year earlier, three days from now."""

from __future__ import annotations

import datetime as dt

from pipeline.times.context import Context
from pipeline.times.durations import unit_of
from pipeline.times.grammar import Match
from pipeline.times.numbers import number
from pipeline.times.periods import read_year_before_text
from pipeline.times.reading import TimexReading, class_number, modifier, relative
from pipeline.times.values import UNKNOWN, granularity, interval, moved, moved_value, value_of


def read_ago(match: Match, context: Context) -> TimexReading:
    """So many units before now, or after it."""
    n = number(match.words("n"))
    unit = unit_of(match)
    sign = match.rule.arguments["sign"]
    if n is None:
        return TimexReading("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    if unit == "year" and n == 1 and sign < 0 and (period := _recent_quarter(match, context)):
        return period
    return _counted(match, context, sign * n, unit, context.now, None)


def read_ago_this(match: Match, context: Context) -> TimexReading | None:
    """ "Ten years ago this week", "a year ago today": that week or day of the year so long ago."""
    n = number(match.words("n"))
    unit = "day" if "weekday" in match or match.all_words[-1] == "today" else match.all_words[-1]
    if n is None or n != int(n):
        return TimexReading("DATE", "PAST_REF")
    if context.now is None:
        return TimexReading("DATE", UNKNOWN[unit], modifier(match))
    start = context.now
    if "weekday" in match:
        weekday = class_number("WEEKDAY", match.word("weekday"))
        start = moved(start, weekday - start.isoweekday(), "day") or start
    day = moved(start, -int(n), "year")
    return relative(context, "DATE", value_of(day, unit), modifier(match)) if day else None


_LONGEST = {"week": 6, "fortnight": 6, "month": 31, "quarter": 92, "year": 366, "decade": 3660, "century": 36600}
"""So many days long a span may be for it to be counted from in these units; in days and hours only a day."""


def read_earlier(match: Match, context: Context) -> TimexReading:
    """So many units before or after what the text named last; without that the days are not known."""
    n = number(match.words("n"))
    unit = unit_of(match)
    sign = match.rule.arguments["sign"]
    if n is None:
        return TimexReading("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    if unit == "year" and n == 1 and sign < 0 and (period := _recent_quarter(match, context)):
        return period
    span = interval(context.last_value) if context.last_value else None
    if unit == "year" and n == 1 and context.last_period:
        span = None  # results are compared with those of the year before, not with one comparison after the other
    if span and (span[1] - span[0]).days <= _LONGEST.get(unit, 0):
        return _counted(match, context, sign * n, unit, span[0], "time_expression")
    compared = sign < 0 and unit not in ("second", "minute", "hour", "day", "week")
    return _counted(match, context, sign * n, unit, context.now if compared else None, None)


def _recent_quarter(match: Match, context: Context) -> TimexReading | None:
    """ "A year ago" beside a quarter is that quarter of the year before."""
    period = context.last_period
    if period and match.start - context.period_at < 900 and granularity(period) in ("quarter", "half"):
        return read_year_before_text(match, context)
    return None


_IN_SMALLER = {"year": (12, "month"), "decade": (10, "year"), "century": (100, "year")}
"""In which smaller unit a broken number of one is counted, and how many of them it has."""


def _counted(
    match: Match, context: Context, n: float, unit: str, start: dt.date | None, anchor: str | None
) -> TimexReading:
    mod = modifier(match)
    if unit in ("second", "minute", "hour"):
        n, unit = n * {"second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24}[unit], "day"
    elif unit == "fortnight":
        n, unit = n * 2, "week"
    elif unit == "millennium":
        n, unit = n * 10, "century"
    if n != int(n) and unit in _IN_SMALLER:  # "half a century ago"
        times, unit = _IN_SMALLER[unit]
        n *= times
    if start is None:
        return TimexReading("DATE", UNKNOWN[unit], mod)
    value = moved_value(start, int(n), unit)
    if interval(value) is None:
        return TimexReading("DATE", value, mod)
    return TimexReading("DATE", value, mod, anchor or context.anchor, start)
