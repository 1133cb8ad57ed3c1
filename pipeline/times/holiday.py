"""The days of holidays: fixed ones, those that go with Easter, and those that a calendar library knows."""

from __future__ import annotations

import datetime as dt
import functools
import re

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter
from dateutil.relativedelta import relativedelta, weekday

from pipeline.times.values import moved

_OFFSET = re.compile(r"([+-]\d+)?$")


@functools.lru_cache(maxsize=4096)
def holiday(rule: str, year: int) -> dt.date | None:
    """The day in a year of a holiday given as in `holidays.toml`; None where that year has none."""
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        return None
    if rule[0].isdigit():
        day = dt.date(year, int(rule[:2]), int(rule[3:5]))
        return day + relativedelta(weekday=weekday(int(rule[6:]) - 1)) if rule[5:6] == ">" else day
    name, offset, _ = _OFFSET.split(rule, maxsplit=1)
    if name.endswith("easter"):
        if not 1900 <= year <= 2099:
            return None
        start: dt.date | None = easter(year, EASTER_ORTHODOX if name.startswith("orthodox") else EASTER_WESTERN)
    else:
        start = _of_country(name[:2], year).get(name[3:])
    return moved(start, int(offset or 0), "day") if start else None


@functools.lru_cache(maxsize=256)
def _of_country(country: str, year: int) -> dict[str, dt.date]:
    """The first day of each holiday of a country in a year, by its English name."""
    # Importing the library takes longer than reading many articles, and most name no such holiday.
    import holidays

    supported = getattr(holidays, country).supported_categories
    kinds = tuple(kind for kind in ("public", "unofficial") if kind in supported)
    days = holidays.country_holidays(country, years=year, observed=False, language="en_US", categories=kinds)
    found: dict[str, dt.date] = {}
    for day, names in sorted(days.items()):
        for name in names.split("; "):
            found.setdefault(name, day)
    return found
