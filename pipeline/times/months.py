"""Parts of months and years that are counted within them: the first Tuesday of May, the last day of the year."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.times.context import Context
from pipeline.times.grammar import Match
from pipeline.times.nearest import nearest_named
from pipeline.times.numbers import ordinal
from pipeline.times.reading import TimexReading, class_number, class_value, relative, which_of, written_year
from pipeline.times.values import UNKNOWN, granularity, interval, moved, value_of

_ORDINALS = {"last": -1, "final": -1, "fifth": 5}


def read_part_of_month(match: Match, context: Context) -> TimexReading | None:
    """ "The first Tuesday of May", "the second week of next month", "the last day of May": a part of a month."""
    words = match.words("ord")
    n = _ORDINALS.get(words[0]) or ordinal(words) or 0
    kind = next((w for w in ("weekend", "week", "day") if w in match.all_words), "weekday")
    weekday = class_number("WEEKDAY", match.word("weekday"))
    suffix = f"T{class_value('PART_OF_DAY', match.word('pod'))}" if "pod" in match else ""
    timex_type = "TIME" if suffix else "DATE"

    def part(year: int, month: int) -> str | None:
        value = _part_of_month(year, month, n, kind, weekday)
        return value and value + suffix

    month = class_number("MONTH", match.word("month"))
    if "year" in match:
        value = part(int(written_year(match, context)), month)
        return TimexReading(timex_type, value) if value else None
    now = context.now
    if now is None:
        return TimexReading(timex_type, (UNKNOWN["week"] if kind == "week" else UNKNOWN["day"]) + suffix)
    if not month:
        return _part_of_told_month(match, context, timex_type, part)
    if "which" in match:
        value = part(now.year + (which_of(match) or 0), month)
        return relative(context, timex_type, value) if value else None
    if (framed := context.year_of_frame(match)) and (value := part(int(framed), month)):
        return TimexReading(timex_type, value)
    values = [value for y in (now.year - 1, now.year, now.year + 1) if (value := part(y, month))]
    return relative(context, timex_type, nearest_named(match, context, values, now)) if len(values) == 3 else None


def _part_of_told_month(
    match: Match, context: Context, timex_type: str, part: Callable[[int, int], str | None]
) -> TimexReading | None:
    """A part of this, last or next month, or of the month that the text named last."""
    which, told = match.word("which"), interval(context.last_value or "")
    if which in ("the", "that") and told and granularity(context.last_value or "") in ("day", "week", "month"):
        value = part(told[0].year, told[0].month)
        return TimexReading(timex_type, value, None, "time_expression", told[0]) if value else None
    day = moved(context.now, which_of(match) or 0, "month") if context.now else None
    value = part(day.year, day.month) if day else None
    return relative(context, timex_type, value) if value else None


def _part_of_month(year: int, month: int, n: int, kind: str, weekday: int) -> str | None:
    """The value of the nth weekday, weekend, week or day of a month, of the last where `n` is -1; None without one."""
    span = interval(f"{year:04d}-{month:02d}")
    if span is None:
        return None
    first, last = span
    if kind == "day":
        return (first if n > 0 else last).isoformat()
    if kind == "week":  # the week in which most days of the nth seven days lie
        day = moved(first, 7 * n - 4, "day") if n > 0 else moved(last, -3, "day")
        return value_of(day, "week") if day and day <= last else None
    weekday = 6 if kind == "weekend" else weekday
    day = moved(first, (weekday - first.isoweekday()) % 7 + 7 * (n - 1), "day")
    if n < 0:
        day = moved(last, -((last.isoweekday() - weekday) % 7), "day")
    if day is None or not first <= day <= last:
        return None
    return value_of(day, "weekend" if kind == "weekend" else "day")


def read_day_of_year(match: Match, context: Context) -> TimexReading | None:
    """The first or the last day of a year."""
    end = "01-01" if match.word("ord") == "first" else "12-31"
    if "year" in match:
        return TimexReading("DATE", f"{written_year(match, context)}-{end}")
    if context.now is None:
        return TimexReading("DATE", f"XXXX-{end}")
    return relative(context, "DATE", f"{context.now.year + (which_of(match) or 0):04d}-{end}")
