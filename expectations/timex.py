"""TIMEX3 values: whether one is well formed, and the calendar interval that it stands for."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re

_YEAR = r"(?:BC)?[\dX]{2,4}"
_CLOCK = (
    r"T(?:(?:[01]\d|2[0-4]|XX)(?::(?:[0-5]\d|XX)(?::(?:[0-6]\d|XX))?)?(?:Z|[+-]\d\d(?::?\d\d)?)?|MO|MI|AF|EV|NI|DT|X)"
)
_DAY = r"-(?:0[1-9]|[12]\d|3[01]|XX)"
_MONTH = rf"-(?:0[1-9]|1[0-2]|XX)(?:{_DAY})?"
_WEEK = r"-W(?:0[1-9]|[1-4]\d|5[0-3]|XX)(?:-(?:[1-7X]|WE))?"
_DATE = rf"{_YEAR}(?:{_MONTH}|{_WEEK}|-Q[1-4X]|-H[12X]|-(?:SP|SU|FA|AU|WI))?(?:{_CLOCK})?"
_NUMBER = r"(?:\d+(?:\.\d+)?|\.\d+|X{1,2})"
_PERIOD = (
    rf"P(?=.)(?:{_NUMBER}(?:[YMWDQHX]|DE|CE|C|DT|E|WE|SP|SU|FA|AU|WI))*"
    rf"(?:T(?:{_NUMBER}(?:[HMSX]|DT|MO|MI|AF|EV|NI))+|T(?:{_NUMBER})?(?:MO|MI|AF|EV|NI|DT))?"
)

WELL_FORMED = rf"^(?:{_DATE}|{_CLOCK}|{_PERIOD}|(?:PAST|PRESENT|FUTURE)_REF)$"
"""A value of TIMEX3: a date, a time, a period, or a reference to past, present or future."""

_QUARTERS = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12)}


def is_well_formed(value: str) -> bool:
    """Whether a value follows the grammar of TIMEX3, and a full date in it is one of the calendar."""
    if not re.match(WELL_FORMED, value):
        return False
    day = re.match(r"(\d{4})-(\d\d)-(\d\d)", value)
    return day is None or _month_has_day(*map(int, day.groups()))


def _month_has_day(year: int, month: int, day: int) -> bool:
    return day <= (calendar.monthrange(year, month)[1] if year else 31)


@functools.lru_cache(maxsize=65536)
def interval(value: str) -> tuple[dt.date, dt.date] | None:
    """First and last day of a value, where its calendar unit alone tells them; None for any other value.

    Centuries, decades, years, quarters, halves, months, weeks, weekends, days and times of a day do.
    Seasons do not (they begin on other days in other countries), nor does anything with an X.
    """
    date = value.split("T")[0]
    try:
        if re.fullmatch(r"\d{2,4}", date):
            width = 10 ** (4 - len(date))
            first = int(date) * width
            return dt.date(max(first, 1), 1, 1), dt.date(first + width - 1, 12, 31)
        if match := re.fullmatch(r"(\d{4})-(Q[1-4]|H[12])", date):
            return _months(int(match[1]), *_QUARTERS[match[2]])
        if match := re.fullmatch(r"(\d{4})-(\d\d)", date):
            return _months(int(match[1]), int(match[2]), int(match[2]))
        if match := re.fullmatch(r"(\d{4})-W(\d\d)(?:-([1-7]|WE))?", date):
            year, week, day = int(match[1]), int(match[2]), match[3]
            first_day, last_day = {None: (1, 7), "WE": (6, 7)}.get(day) or (int(day), int(day))
            return dt.date.fromisocalendar(year, week, first_day), dt.date.fromisocalendar(year, week, last_day)
        if re.fullmatch(r"\d{4}-\d\d-\d\d", date):
            day_itself = dt.date.fromisoformat(date)
            return day_itself, day_itself
    except ValueError:
        return None
    return None


def _months(year: int, first: int, last: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])
