"""TIMEX3 values and the calendar: the one place that knows what days a value covers.

A calendar value is a string: year `2025`, month `2025-10`, day `2025-10-16`, ISO week `2025-W42`, its
weekend `2025-W42-WE`, quarter `2025-Q3`, half `2025-H1`, season `2025-SU`, decade `202`, century `20`; a
day may carry a part of the day (`2025-10-16TMO`) or a time (`2025-10-16T17:00`). `X` stands for what is
not known. Dates outside the years 1 to 9999 have no value.
"""

from __future__ import annotations

import datetime as dt
import functools
import re

from dateutil.relativedelta import relativedelta

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The month in which each season begins; it lasts three, winter into the next year."""

CALENDAR_UNITS = ("day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century")

_SHAPES: tuple[tuple[str, str], ...] = (
    ("century", r"\d\d|XX"),
    ("decade", r"\d{3}|XXX"),
    ("year", r"\d{4}|XXXX"),
    ("month", r"[\dX]{4}-[\dX]{2}"),
    ("quarter", r"[\dX]{4}-Q[1-4X]"),
    ("half", r"[\dX]{4}-H[12X]"),
    ("season", r"[\dX]{4}-(?:SP|SU|FA|WI)"),
    ("week", r"[\dX]{4}-W[\dX]{2}"),
    ("weekend", r"[\dX]{4}-W[\dX]{2}-WE"),
    ("day", r"[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|W[\dX]{2}-[1-7])"),
    ("part_of_day", r"[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|W[\dX]{2}-(?:[1-7]|WE))T(?:MO|MI|AF|EV|NI|DT)"),
    ("hour", r"[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|W[\dX]{2}-[1-7])T\d\d(?:Z|[+-]\d\d(?::?\d\d)?)?"),
    ("minute", r"[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|W[\dX]{2}-[1-7])T\d\d:\d\d(?:Z|[+-]\d\d(?::?\d\d)?)?"),
    ("second", r"[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|W[\dX]{2}-[1-7])T\d\d:\d\d:\d\d(?:Z|[+-]\d\d(?::?\d\d)?)?"),
)
_SHAPE = re.compile("|".join(f"(?P<{name}>(?:{shape})$)" for name, shape in _SHAPES), re.ASCII)
_DAY_PARTS = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T|$)", re.ASCII)
_WEEKDAY_PARTS = re.compile(r"(\d{4})-W(\d\d)-([1-7])(?:T|$)", re.ASCII)
_DURATION = re.compile(r"P(?:XX|(?=[\dXT])(?:(?:\d+(?:\.\d+)?|X)[LCEYQMWD])*(?:T(?:(?:\d+(?:\.\d+)?|X)[HMS])+)?)$")


@functools.lru_cache(maxsize=1 << 16)
def granularity(value: str) -> str | None:
    """The calendar unit of a value; None for durations, references to now or then, and what is no value."""
    match = _SHAPE.match(value)
    return match.lastgroup if match else None


@functools.lru_cache(maxsize=1 << 16)
def interval(value: str) -> tuple[dt.date, dt.date] | None:
    """First and last day of a calendar value, both included; None where it names no known days."""
    unit = granularity(value)
    try:
        match unit:
            case None:
                return None
            case "century":
                year = int(value) * 100
                return dt.date(year, 1, 1), dt.date(year + 99, 12, 31)
            case "decade":
                year = int(value) * 10
                return dt.date(year, 1, 1), dt.date(year + 9, 12, 31)
            case "year":
                return dt.date(int(value), 1, 1), dt.date(int(value), 12, 31)
            case "month":
                return _months(int(value[:4]), int(value[5:]), 1)
            case "quarter":
                return _months(int(value[:4]), 3 * int(value[6]) - 2, 3)
            case "half":
                return _months(int(value[:4]), 6 * int(value[6]) - 5, 6)
            case "season":
                return _months(int(value[:4]), SEASONS[value[5:]], 3)
            case "week":
                monday = dt.date.fromisocalendar(int(value[:4]), int(value[6:8]), 1)
                return monday, monday + dt.timedelta(6)
            case "weekend":
                saturday = dt.date.fromisocalendar(int(value[:4]), int(value[6:8]), 6)
                return saturday, saturday + dt.timedelta(1)
            case _:
                day = day_of(value)
                return (day, day) if day else None
    except (ValueError, OverflowError):
        return None


def day_of(value: str) -> dt.date | None:
    """The day of a value that names one day, or a time on one day."""
    try:
        if parts := _DAY_PARTS.match(value):
            return dt.date(*map(int, parts.groups()))
        if parts := _WEEKDAY_PARTS.match(value):
            return dt.date.fromisocalendar(*map(int, parts.groups()))
    except ValueError:
        pass
    return None


def value_of(day: dt.date, unit: str) -> str:
    """The value of the calendar unit that a day lies in. Of "weekend": that of its week."""
    match unit:
        case "day":
            return day.isoformat()
        case "week" | "weekend":
            year, week, _ = day.isocalendar()
            return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
        case "month":
            return f"{day.year:04d}-{day.month:02d}"
        case "quarter":
            return f"{day.year:04d}-Q{(day.month + 2) // 3}"
        case "half":
            return f"{day.year:04d}-H{(day.month + 5) // 6}"
        case "season":
            name = ("WI", "SP", "SU", "FA")[day.month % 12 // 3]
            return f"{day.year - (day.month < 3):04d}-{name}"
        case "year":
            return f"{day.year:04d}"
        case "decade":
            return f"{day.year // 10:03d}"
        case "century":
            return f"{day.year // 100:02d}"
    raise ValueError(f"no calendar unit: {unit!r}")


UNKNOWN = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "half": "XXXX-HX", "season": "XXXX-XX", "year": "XXXX", "decade": "XXX", "century": "XX",
}  # fmt: skip
"""The value of each calendar unit where it is not known which one."""


def moved(day: dt.date, n: int, unit: str) -> dt.date | None:
    """The day `n` units later (earlier where `n` is negative), or None where the calendar ends before it."""
    days = {"day": 1, "week": 7, "weekend": 7}.get(unit)
    months = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}.get(unit)
    try:
        if days:
            return day + dt.timedelta(days * n)
        return day + relativedelta(months=(months or 0) * n)
    except (ValueError, OverflowError):
        return None


def moved_value(day: dt.date, n: int, unit: str) -> str:
    """The value of the unit that lies `n` units after the one that `day` lies in."""
    to = moved(day, n, unit)
    return value_of(to, unit) if to else UNKNOWN[unit]


def is_value(value: str) -> bool:
    """Whether a string is a value that this package gives: calendar, duration, set or reference.

    A day in figures is a value only where the calendar has it: 2023-02-29 is none.
    """
    if _DAY_PARTS.match(value) or _WEEKDAY_PARTS.match(value):
        return granularity(value) is not None and day_of(value) is not None
    return bool(value in ("PRESENT_REF", "PAST_REF", "FUTURE_REF") or granularity(value) or _DURATION.match(value))


def _months(year: int, month: int, n: int) -> tuple[dt.date, dt.date]:
    first = dt.date(year, month, 1)
    return first, first + relativedelta(months=n - 1, day=31)
