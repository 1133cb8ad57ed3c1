"""Readings: from what a rule matched to a TIMEX3 value, counted from the day the context gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.times.context import Context, Direction, direction, is_forecast, preposition
from pipeline.times.grammar import Match, holiday_rule
from pipeline.times.holiday import holiday
from pipeline.times.lexer import vocabulary
from pipeline.times.numbers import number, ordinal, year
from pipeline.times.values import (
    SEASONS,
    UNKNOWN,
    day_of,
    granularity,
    interval,
    is_value,
    moved,
    moved_value,
    value_of,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A time expression as read: TIMEX3 type, value and modifier, and from which day it was counted.

    `anchor` names what that day is. `first` and `last` bound its lexemes where it is not the whole match.
    """

    timex_type: str
    value: str
    mod: str | None = None
    anchor: str | None = None
    anchor_date: dt.date | None = None
    first: int | None = None
    last: int | None = None


Read = Callable[[Match, Context], "Reading | list[Reading] | None"]


def read(match: Match, context: Context) -> list[Reading]:
    """The readings of a match, none where what it matched turns out to be no time, or lies beyond the calendar."""
    result = READINGS[match.rule.reading](match, context)
    results = result if isinstance(result, list) else [result] if result else []
    return [reading for reading in results if is_value(reading.value)]


# ---------------------------------------------------------------- help


def _of(word_class: str, word: str) -> object:
    return vocabulary().classes[word_class].get(word)


def _int(word_class: str, word: str) -> int:
    value = _of(word_class, word)
    return value if isinstance(value, int) else 0


def _mod(match: Match, part: str = "part") -> str | None:
    """The TIMEX3 modifier that an expression's first words give: early, the end of, about, more than."""
    words = match.words(part)
    for word in words:
        for name in ("EARLY", "PART", "EARLIER"):
            if value := _of(name, word):
                return str(value)
    if words and words[-1] in ("of",) and words[0] in ("the", "a"):
        return {"first": "START", "second": "END", "last": "END", "latter": "END"}.get(words[1])
    return _approximation(match.words("mod"))


def _approximation(words: list[str]) -> str | None:
    if not words:
        return None
    negative = words[0] in ("no", "not")
    if "more" in words or "longer" in words or words[-1] == "over":
        return "EQUAL_OR_LESS" if negative else "MORE_THAN"
    if "less" in words or "fewer" in words or words[-1] == "under":
        return "EQUAL_OR_MORE" if negative else "LESS_THAN"
    if "least" in words or "little" in words:
        return "EQUAL_OR_MORE"
    if "most" in words or words[0] in ("up", "as"):
        return "EQUAL_OR_LESS"
    return str(_of("APPROX", words[-1]) or "APPROX")


def _relative(context: Context, timex_type: str, value: str, mod: str | None = None) -> Reading:
    """A value counted from the reference date, or from the day a quotation was said."""
    if context.now is None or interval(value) is None:
        return Reading(timex_type, value, mod)
    return Reading(timex_type, value, mod, context.anchor, context.now)


def _year_near(context: Context) -> int | None:
    return context.now.year if context.now else None


def _written_year(match: Match, context: Context) -> str:
    """The year that stands in an expression, as its value begins."""
    n = year(match.words("year"), _year_near(context))
    return UNKNOWN["year"] if n is None else f"{n:04d}"


def _which(match: Match) -> int | None:
    """0 for this, -1 for last, 1 for next; None where no such word is there."""
    words = match.words("which")
    for word in reversed(words):
        for name in ("THIS", "OF_TEXT"):
            if _of(name, word) is not None:
                return _int(name, word)
    return None


def _nearest(candidates: list[str], now: dt.date, towards: Direction) -> str | None:
    """Of values that follow each other, the one that the tense points at, else the nearest to `now`."""
    spans = [(span, value) for value in candidates if (span := interval(value))]
    if towards == "past":
        return next((value for span, value in reversed(spans) if span[0] <= now), None)
    if towards == "future":
        return next((value for span, value in spans if span[1] >= now), None)
    return min(spans, key=lambda item: _distance(item[0], now), default=(None, None))[1]


def _distance(span: tuple[dt.date, dt.date], now: dt.date) -> int:
    if span[0] <= now <= span[1]:
        return 0
    return (span[0] - now).days if span[0] > now else (now - span[1]).days


# ---------------------------------------------------------------- days


def _day(match: Match, context: Context) -> Reading | None:
    month = _int("MONTH", match.word("month"))
    words = match.words("day")
    day = ordinal(words)
    if not month:
        return _weekday_the_day(match, context, day)
    if not day or day > 31 or (month == 2 and day > 29) or (month in (4, 6, 9, 11) and day > 30):
        return None
    if "year" in match:
        return Reading("DATE", f"{_written_year(match, context)}-{month:02d}-{day:02d}")
    if "which" in match:
        if context.now is None:
            return Reading("DATE", f"XXXX-{month:02d}-{day:02d}")
        which_year = context.now.year + (_which(match) or 0)
        return _relative(context, "DATE", f"{which_year:04d}-{month:02d}-{day:02d}")
    return _relative(context, "DATE", _month_day(match, context, month, day))


_NEAR, _FAR = 60, 120
"""So many days away a day of a month is taken for the nearest, whatever the tense; and where there is none."""


def _month_day(match: Match, context: Context, month: int, day: int) -> str:
    if context.now is None:
        return f"XXXX-{month:02d}-{day:02d}"
    years = range(context.now.year - 1, context.now.year + 2)
    if (month, day) == (2, 29):
        years = range(context.now.year - 4, context.now.year + 5)
    candidates = [f"{y:04d}-{month:02d}-{day:02d}" for y in years]
    nearest = _nearest(candidates, context.now, None)
    span = interval(nearest or "")
    if span is None or _distance(span, context.now) <= _NEAR:
        return nearest or f"XXXX-{month:02d}-{day:02d}"
    # Tense decides where both readings are far away; without it the day lies behind.
    towards = direction(context, match)
    if towards is None and context.follows_a_plan(match):
        towards = "future"
    scheduled = direction(context, match, schedule=True) == "future"
    if towards is None and not scheduled and _distance(span, context.now) > _FAR:
        towards = "past"
    return _nearest(candidates, context.now, towards) or f"XXXX-{month:02d}-{day:02d}"


def _holiday(match: Match, context: Context) -> Reading | None:
    rule = holiday_rule(match)
    if rule is None:
        return None
    mod = _mod(match)
    if "year" in match:
        day = holiday(rule, year(match.words("year"), _year_near(context)) or 0)
        return Reading("DATE", day.isoformat(), mod) if day else None
    now = context.now
    if now is None:
        return Reading("DATE", f"XXXX-{rule}" if rule[0].isdigit() else UNKNOWN["day"], mod)
    if match.words("which") and match.all_words[-1] == "year":
        day = holiday(rule, now.year + (_which(match) or 0))
        return _relative(context, "DATE", day.isoformat(), mod) if day else None
    days = [day.isoformat() for y in (now.year - 1, now.year, now.year + 1) if (day := holiday(rule, y))]
    return _relative(context, "DATE", _chosen(match, context, days, now), mod) if len(days) == 3 else None


def _weekday_the_day(match: Match, context: Context, day: int | None) -> Reading | None:
    """ "Friday the 13th": the month is that in which the day is this weekday, the nearest one."""
    weekday = _int("WEEKDAY", match.all_words[0]) or _int("WEEKDAY_SHORT", match.all_words[0])
    if not day or day > 31:
        return None
    if context.now is None:
        return Reading("DATE", f"XXXX-XX-{day:02d}")
    months = [moved(context.now.replace(day=1), n, "month") for n in range(-14, 15)]
    values = [f"{m.year:04d}-{m.month:02d}-{day:02d}" for m in months if m]
    values = [v for v in values if (d := day_of(v)) and d.isoweekday() == weekday]
    value = _nearest(values, context.now, direction(context, match))
    return _relative(context, "DATE", value) if value else None


def _two_days(match: Match, context: Context) -> list[Reading] | None:
    """ "May 3-5", "3 to 5 May 2025": a first day and a last one, in the same month."""
    month = _int("MONTH", match.word("month"))
    days = [ordinal(match.words("day")) or 0, ordinal(match.words("day2")) or 0]
    if not 0 < days[0] < days[1] <= 31:
        return None
    first, last = match.parts["day"], match.parts["day2"]
    lasts = [max(last[1], *(match.parts[p][1] for p in ("month", "year") if p in match))] * 2
    if match.parts["month"][0] < first[0]:
        bounds = [(match.parts["month"][0], first[1]), (last[0], lasts[1])]
    else:
        bounds = [first, (last[0], lasts[1])]
    readings = []
    for day, (a, b) in zip(days, bounds, strict=True):
        if "year" in match:
            reading = Reading("DATE", f"{_written_year(match, context)}-{month:02d}-{day:02d}")
        else:
            reading = _relative(context, "DATE", _month_day(match, context, month, day))
        readings.append(replace(reading, first=a, last=b))
    return readings


def _day_in_figures(match: Match, context: Context) -> Reading | None:
    figures = match.word("figures").upper()
    if figures[4:5] == "-":
        value = figures
        return (
            Reading("TIME" if "T" in value else "DATE", value) if interval(value[:10]) and granularity(value) else None
        )
    parts = figures.replace(".", "/").split("/")
    if len(parts[0]) == 4:
        a, b, c = parts
        value = f"{a}-{b}-{c}"
        return Reading("DATE", value) if interval(value) else None
    first, second = int(parts[0]), int(parts[1])
    y = int(parts[2]) if len(parts[2]) == 4 else year(["'" + parts[2]], _year_near(context))
    # American order, unless it cannot be or points stand between the figures.
    month, day = (second, first) if first > 12 or "." in figures else (first, second)
    value = f"{y:04d}-{month:02d}-{day:02d}"
    return Reading("DATE", value) if interval(value) else None


def _weekday(match: Match, context: Context) -> Reading:
    word = match.word("weekday")
    weekday = _int("WEEKDAY", word) or _int("WEEKDAY_SHORT", word)
    suffix = f"T{_of('PART_OF_DAY', match.word('pod'))}" if "pod" in match else ""
    timex_type = "TIME" if suffix else "DATE"
    mod = _mod(match)
    words = match.words("which")
    if not words and context.head(match).dep_ == "pobj" and match.first and match.lexemes[match.first - 1].word == "a":
        return Reading(timex_type, f"XXXX-WXX-{weekday}{suffix}", mod)  # "on a Monday" is any of them
    start, anchor = context.now, None
    counted = (words and words[-1] in ("previous", "preceding", "following", "that")) or words[:2] == ["the", "next"]
    if counted and (day := _text_day(context)) is not None:
        start, anchor = day, "time_expression"
    if start is None:
        return Reading(timex_type, f"XXXX-WXX-{weekday}{suffix}", mod)
    ahead = (weekday - start.isoweekday()) % 7
    which = _which(match)
    if "past" in words:
        which = -1
    if which == 1 or "coming" in words:
        days = ahead or 7
    elif which == -1:
        days = ahead - 7
    elif words == ["that"]:
        days = ahead - 7 if ahead else 0
    elif which == 0:
        days = weekday - start.isoweekday()
    elif _is_ahead(match, context):
        days = ahead
    else:
        days = ahead - 7 if ahead else 0
    day = moved(start, days, "day")
    if day is None:
        return Reading(timex_type, f"XXXX-WXX-{weekday}{suffix}", mod)
    if anchor:
        return Reading(timex_type, day.isoformat() + suffix, mod, anchor, start)
    return _relative(context, timex_type, day.isoformat() + suffix, mod)


def _is_ahead(match: Match, context: Context) -> bool:
    """Whether a bare weekday lies ahead: in a plan, or as a deadline where nothing is told of the past."""
    towards = direction(context, match, schedule=True)
    return towards == "future" or (towards is None and preposition(context, match) in ("until", "till", "by"))


def _weekday_of_week(match: Match, context: Context) -> Reading:
    weekday = _int("WEEKDAY", match.word("weekday"))
    suffix = f"T{_of('PART_OF_DAY', match.word('pod'))}" if "pod" in match else ""
    timex_type = "TIME" if suffix else "DATE"
    start = moved(context.now, 7 * (_which(match) or 0), "day") if context.now else None
    day = moved(start, weekday - start.isoweekday(), "day") if start else None
    if day is None:
        return Reading(timex_type, f"XXXX-WXX-{weekday}{suffix}")
    return _relative(context, timex_type, day.isoformat() + suffix)


def _deictic_day(match: Match, context: Context) -> Reading:
    return _day_off(match, context, _int("DEICTIC", match.word("day")))


def _two_days_off(match: Match, context: Context) -> Reading:
    return _day_off(match, context, -2 if match.word("side").startswith("before") else 2)


def _day_off(match: Match, context: Context, n: int) -> Reading:
    suffix = f"T{_of('PART_OF_DAY', match.word('pod'))}" if "pod" in match else ""
    value = moved_value(context.now, n, "day") if context.now else UNKNOWN["day"]
    return _relative(context, "TIME" if suffix else "DATE", value + suffix, _mod(match))


def _part_of_day(match: Match, context: Context) -> Reading:
    suffix = f"T{_of('PART_OF_DAY', match.word('pod'))}"
    mod = _mod(match) or ("MID" if "mid" in match.all_words else None)
    words = match.words("which")
    text_day = _text_day(context)
    if (words and words[-1] in ("that", "previous", "following", "same")) or words[:2] == ["the", "next"]:
        day = text_day and moved(text_day, _which(match) or 0, "day")
        if day and text_day:
            return Reading("TIME", day.isoformat() + suffix, mod, "time_expression", text_day)
    n = -1 if words == ["last"] else 0
    if not words and text_day and match.start - context.last_at < 400:
        return Reading("TIME", text_day.isoformat() + suffix, mod, "time_expression", text_day)
    value = moved_value(context.now, n, "day") if context.now else UNKNOWN["day"]
    return _relative(context, "TIME", value + suffix, mod)


def _tonight(match: Match, context: Context) -> Reading:
    value = moved_value(context.now, 0, "day") if context.now else UNKNOWN["day"]
    return _relative(context, "TIME", value + "TNI", _mod(match))


def _text_day(context: Context) -> dt.date | None:
    """The day that the text named last."""
    return day_of(context.last_value) if context.last_value else None


# ---------------------------------------------------------------- clock times


def _clock(match: Match, context: Context) -> Reading | None:
    words = match.words("hour")
    if ":" in words[0] or "." in words[0]:
        figures = [int(x) for x in words[0].replace(".", ":").split(":")]
    elif words[0].isdigit() and len(words[0]) in (3, 4):
        figures = [int(words[0][:-2]), int(words[0][-2:])]
    else:
        n = number(words)
        if n is None or n != int(n):
            return None
        figures = [int(n)]
    hour, rest = figures[0], figures[1:]
    text = match.all_words
    half = next((w[0] for w in text if w.replace(".", "").replace(" ", "") in ("am", "pm")), None)
    if not half and "pod" in match:
        half = "a" if match.word("pod") == "morning" else "p"
    if hour > 24 or any(x > 59 for x in rest) or (half and not 1 <= hour <= 12 and hour < 13):
        return None
    if half and hour <= 12:
        hour = hour % 12 + 12 * (half == "p")
    zone = next((str(_of("ZONE", w)) for w in reversed(text) if _of("ZONE", w)), "")
    value = "T" + ":".join(f"{x:02d}" for x in (hour, *(rest or [0]))) + zone
    return _time_of_day(
        value, match, context, _approximation([w for w in match.words("part") if w in ("about", "around")])
    )


def _named_time(match: Match, context: Context) -> Reading:
    return _time_of_day(str(_of("NAMED_TIME", match.word("time"))), match, context, None)


def _time_of_day(value: str, match: Match, context: Context, mod: str | None) -> Reading:
    """A time without its day: of the day that the sentence named before it, else of the reference date."""
    day = _text_day(context)
    if day and context.in_sentence(context.last_at, match.start):
        return Reading("TIME", day.isoformat() + value, mod, "time_expression", day)
    return _relative(context, "TIME", (context.now.isoformat() if context.now else UNKNOWN["day"]) + value, mod)


# ---------------------------------------------------------------- months, quarters, seasons


def _month(match: Match, context: Context) -> Reading:
    month = _int("MONTH", match.word("month"))
    mod = _mod(match)
    if "year" in match:
        return Reading("DATE", f"{_written_year(match, context)}-{month:02d}", mod)
    now = context.now
    if now is None:
        return Reading("DATE", f"XXXX-{month:02d}", mod)
    words = match.words("which")
    if match.rule.name == "month_of_relative_year":
        base, anchor = now.year, None
        if words[0] in ("that", "the") and context.last_value and (span := interval(context.last_value)):
            base, anchor = span[0].year, span[0]
        value = f"{base + (_which(match) or 0):04d}-{month:02d}"
        return (
            Reading("DATE", value, mod, "time_expression", anchor) if anchor else _relative(context, "DATE", value, mod)
        )
    candidates = [f"{y:04d}-{month:02d}" for y in (now.year - 1, now.year, now.year + 1)]
    return _relative(context, "DATE", _chosen(match, context, candidates, now), mod)


_SOON, _DEADLINE, _LONG_AGO = 75, 240, 270
_DEADLINES = frozenset(("until", "till", "through", "by", "before"))
"""Without help from the tense a month lies behind, unless the next one is at most so many days away."""


def _chosen(match: Match, context: Context, candidates: list[str], now: dt.date) -> str:
    """Of the same month or season in three years: that which "this", "last", "next" or the tense means."""
    which, words = _which(match), match.words("which")
    if "past" in words:
        which = -1
    if "coming" in words:
        which = 1
    spans = [(interval(value), value) for value in candidates]
    if which == -1:
        # The month that has just ended is "last month", by its name it is the one before.
        found = [
            value for span, value in spans if span and span[1] < now and (now - span[1]).days > 31 * (words == ["last"])
        ]
        return found[-1] if found else candidates[0]
    if which == 1:
        found = [value for span, value in spans if span and span[0] > now]
        return found[0] if found else candidates[-1]
    if which == 0:
        return candidates[1]
    towards = direction(context, match)
    if towards is None and context.follows_a_plan(match):
        towards = "future"
    if towards != "future":
        back = _distance(interval(_nearest(candidates, now, "past") or "") or (now, now), now)
        ahead = _distance(interval(_nearest(candidates, now, "future") or "") or (now, now), now)
        deadline = preposition(context, match) in _DEADLINES and ahead <= _DEADLINE
        # Eleven months ago is not told by the bare name of next month.
        near = ahead <= _SOON and (towards is None or back > _LONG_AGO)
        towards = None if deadline or near else "past"
    return _nearest(candidates, now, towards) or candidates[1]


def _two_months(match: Match, context: Context) -> list[Reading]:
    y = year(match.words("year"), _year_near(context)) or 0
    months = [_int("MONTH", match.word("month")), _int("MONTH", match.word("month2"))]
    first = y - (months[0] > months[1])
    return [
        Reading("DATE", f"{first:04d}-{months[0]:02d}", first=match.parts["month"][0], last=match.parts["month"][1]),
        Reading("DATE", f"{y:04d}-{months[1]:02d}", first=match.parts["month2"][0], last=match.last),
    ]


def _quarter(match: Match, context: Context) -> Reading | None:
    mod = _mod(match)
    if "q" in match:
        n: int | None = next(int(c) for c in match.word("q") if c.isdigit())
    else:
        n = ordinal(match.words("ord")) if "ord" in match else 4
    if n is None or not 1 <= n <= 4:
        return None
    if "year" in match:
        return Reading("DATE", f"{_written_year(match, context)}-Q{n}", mod)
    now = context.now
    if now is None:
        return Reading("DATE", f"XXXX-Q{n}", mod)
    if "which" in match:
        return _relative(context, "DATE", f"{now.year + (_which(match) or 0):04d}-Q{n}", mod)
    value = f"{now.year:04d}-Q{n}"
    span = interval(value)
    towards = direction(context, match)
    if span and span[0] > now and towards != "future":
        # A quarter still to come is last year's in a report of results, unless the next one is meant.
        if n - (now.month + 2) // 3 > 1:
            value = f"{now.year - 1:04d}-Q{n}"
    elif span and (now - span[1]).days > _REPORTED and (towards == "future" or is_forecast(context, match)):
        value = f"{now.year + 1:04d}-Q{n}"
    return _relative(context, "DATE", value, mod)


_REPORTED = 100
"""So many days after its end a quarter's results are known: what is expected then is the next year's."""


def _relative_quarter(match: Match, context: Context) -> Reading:
    return _moved(match, context, "quarter", _which(match) or 0)


def _moved(match: Match, context: Context, unit: str, n: int) -> Reading:
    value = moved_value(context.now, n, unit) if context.now else UNKNOWN[unit]
    return _relative(context, "DATE", value, _mod(match))


def _quarter_of_text(match: Match, context: Context) -> Reading:
    """ "The quarter", "the latest period": the one the text spoke of last, else the last one that is over."""
    if "month" in match:
        # A business quarter that ended on this day lies for the most part in this calendar quarter.
        month, day = _int("MONTH", match.word("month")), ordinal(match.words("day")) or 1
        end = day_of(_month_day(match, context, month, day)) if 1 <= day <= 28 + 3 * (month != 2) else None
        middle = end and moved(end, -45, "day")
        if middle:
            return _relative(context, "DATE", value_of(middle, "quarter"), _mod(match))
    period = context.last_period
    if period and granularity(period) == "quarter" and (span := interval(period)):
        return Reading("DATE", period, _mod(match), "time_expression", span[0])
    return _moved(match, context, "quarter", -1)


def _year_before_text(match: Match, context: Context) -> Reading:
    """ "The year-earlier period": the period that the text spoke of last, a year before."""
    period = context.last_period
    if period and (span := interval(period)):
        unit = granularity(period) or "year"
        return (
            Reading("DATE", moved_value(span[0], -1, "year")[:4] + period[4:], None, "time_expression", span[0])
            if unit in ("quarter", "half", "year")
            else _moved(match, context, "year", -1)
        )
    return _moved(match, context, "year", -1)


def _text_period_of_year(match: Match, context: Context) -> Reading:
    y = year(match.words("year"), _year_near(context))
    period = context.last_period
    if period and granularity(period) in ("quarter", "half") and (span := interval(period)):
        return Reading("DATE", f"{y:04d}{period[4:]}", None, "time_expression", span[0])
    return Reading("DATE", f"{y:04d}")


def _half(match: Match, context: Context) -> Reading | None:
    n = 1 if match.word("ord") == "first" else 2
    if "year" in match:
        return Reading("DATE", f"{_written_year(match, context)}-H{n}")
    if context.now is None:
        return Reading("DATE", f"XXXX-H{n}")
    return _relative(context, "DATE", f"{context.now.year + (_which(match) or 0):04d}-H{n}")


def _season(match: Match, context: Context) -> Reading:
    name = str(_of("SEASON", match.word("season")))
    mod = _mod(match)
    if "year" in match:
        return Reading("DATE", f"{_written_year(match, context)}-{name}", mod)
    now = context.now
    if now is None:
        return Reading("DATE", f"XXXX-{name}", mod)
    if match.rule.name == "season_of_relative_year":
        return _relative(context, "DATE", f"{now.year + (_which(match) or 0):04d}-{name}", mod)
    years = [now.year - 1, now.year, now.year + 1]
    if SEASONS[name] == 12 and now.month < 6:
        years = [y - 1 for y in years]
    return _relative(context, "DATE", _chosen(match, context, [f"{y:04d}-{name}" for y in years], now), mod)


# ---------------------------------------------------------------- years and more


def _year(match: Match, context: Context) -> Reading | None:
    words = match.words("year") or match.all_words[-1:]
    n = 2000 if words == ["two", "thousand"] else year(words, _year_near(context))
    return Reading("DATE", f"{n:04d}", _mod(match)) if n else None


def _two_years(match: Match, context: Context) -> list[Reading] | None:
    """ "2009-10" is a first year and a last one."""
    first = int(match.word("year"))
    last = first // 100 * 100 + int(match.word("to"))
    if last <= first:
        return None
    a, b = match.parts["year"], match.parts["to"]
    return [
        Reading("DATE", f"{first:04d}", first=a[0], last=a[1]),
        Reading("DATE", f"{last:04d}", first=b[0], last=b[1]),
    ]


def _decade(match: Match, context: Context) -> Reading | None:
    mod = _mod(match)
    if "decade" in match:
        digits = "".join(c for c in match.word("decade") if c.isdigit())
        if len(digits) == 4:
            return Reading("DATE", digits[:3], mod)
        tens = int(digits[0])
    else:
        tens = _int("DECADE_WORD", match.word("word"))
        teen = next((_int("TEEN", w) for w in match.all_words if _int("TEEN", w)), None)
        if teen:
            return Reading("DATE", f"{teen:02d}{tens}", mod)
    latest = (_year_near(context) or 2020) // 10
    return Reading("DATE", f"{latest - (latest - tens) % 10:03d}", mod)


def _century(match: Match, context: Context) -> Reading | None:
    n = ordinal(match.words("ord"))
    return Reading("DATE", f"{n - 1:02d}", _mod(match)) if n and n <= 99 else None


def _relative_unit(match: Match, context: Context) -> Reading:
    unit = str(_of("CALENDAR_UNIT", match.word("unit")))
    words = match.words("which")
    which = _which(match) or 0
    if "past" in words:
        which = -1
    if "coming" in words:
        which = 1
    if unit == "weekend":
        return _weekend(match, context, which, words)
    return _moved(match, context, unit, which)


def _weekend(match: Match, context: Context, which: int, words: list[str]) -> Reading:
    """A weekend counted from now: "the weekend" of a report is the one just gone, of a plan the next."""
    now = context.now
    if now is None:
        return Reading("DATE", UNKNOWN["weekend"], _mod(match))
    on_it = now.isoweekday() >= 6
    if words in (["this"], ["the", "coming"], ["this", "coming"], ["the", "upcoming"]):
        n = 0
    elif which:
        n = which
    else:
        n = 0 if on_it or direction(context, match) == "future" else -1
    return _relative(context, "DATE", moved_value(now, n, "weekend"), _mod(match))


def _the_unit(match: Match, context: Context) -> Reading:
    unit = str(_of("CALENDAR_UNIT", match.word("unit")))
    if unit == "weekend":
        return _weekend(match, context, 0, ["the"])
    if unit == "year" and match.all_words[-2] in ("fiscal", "financial"):
        return Reading("DURATION", "P1Y", _mod(match))
    after = match.lexemes[match.last].word if match.last < len(match.lexemes) else ""
    if unit == "year" and after in ("ended", "ending"):
        return Reading("DURATION", "P1Y", _mod(match))
    if unit == "week" and "part" not in match and context.now:
        return Reading("DATE", f"{context.now.year:04d}-WXX")  # of a Monday's paper it may be the week before
    return _moved(match, context, unit, 0)


def _unit_now(match: Match, context: Context) -> Reading:
    return _moved(match, context, match.rule.arguments["unit"], match.rule.arguments["which"])


def _unit_of_text(match: Match, context: Context) -> Reading | None:
    """ "That day", "the same month", "the previous week": counted from what the text named last."""
    unit = match.rule.arguments.get("unit") or str(_of("CALENDAR_UNIT", match.word("unit")))
    words = match.words("which")
    which = 1 if "next" in words or "after" in words else -1 if "before" in words else _which(match) or 0
    span = interval(context.last_value) if context.last_value else None
    if unit == "day" and (span is None or span[0] != span[1]):
        return Reading("DATE", UNKNOWN["day"]) if which else None
    if span is None and which >= 0:
        return Reading("DATE", UNKNOWN[unit], _mod(match))
    if span is None:
        return _moved(match, context, unit, which)
    value = moved_value(span[0], which, unit)
    if interval(value) is None:
        return Reading("DATE", value, _mod(match))
    return Reading("DATE", value, _mod(match), "time_expression", span[0])


def _year_end(match: Match, context: Context) -> Reading:
    if "year" in match:
        return Reading("DATE", f"{_written_year(match, context)}-12-31")
    if context.now is None:
        return Reading("DATE", "XXXX-12-31")
    which = _which(match)
    if which is None:
        which = -1 if preposition(context, match) in ("since", "from") else 0
    return _relative(context, "DATE", f"{context.now.year + which:04d}-12-31")


# ---------------------------------------------------------------- counted from another day


def _ago(match: Match, context: Context) -> Reading:
    n = number(match.words("n"))
    unit = _unit(match)
    sign = match.rule.arguments["sign"]
    if n is None:
        return Reading("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    if unit == "year" and n == 1 and sign < 0 and (period := _recent_quarter(match, context)):
        return period
    return _counted(match, context, sign * n, unit, context.now, None)


def _earlier(match: Match, context: Context) -> Reading:
    n = number(match.words("n"))
    unit = _unit(match)
    sign = match.rule.arguments["sign"]
    if n is None:
        return Reading("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    if unit == "year" and n == 1 and sign < 0 and (period := _recent_quarter(match, context)):
        return period
    span = interval(context.last_value) if context.last_value else None
    if unit == "year" and n == 1 and context.last_period:
        span = None  # results are compared with those of the year before, not with one comparison after the other
    if span and (span[1] - span[0]).days <= {"day": 0, "week": 6}.get(unit, 400):
        return _counted(match, context, sign * n, unit, span[0], "time_expression")
    compared = sign < 0 and unit not in ("second", "minute", "hour", "day", "week")
    return _counted(match, context, sign * n, unit, context.now if compared else None, None)


def _recent_quarter(match: Match, context: Context) -> Reading | None:
    """ "A year ago" beside a quarter is that quarter of the year before."""
    period = context.last_period
    if period and match.start - context.period_at < 900 and granularity(period) in ("quarter", "half"):
        return _year_before_text(match, context)
    return None


def _counted(match: Match, context: Context, n: float, unit: str, start: dt.date | None, anchor: str | None) -> Reading:
    mod = _mod(match)
    if unit in ("second", "minute", "hour"):
        n, unit = n * {"second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24}[unit], "day"
    elif unit == "fortnight":
        n, unit = n * 2, "week"
    elif unit == "millennium":
        n, unit = n * 10, "century"
    elif unit == "year" and n != int(n):
        n, unit = n * 12, "month"
    if start is None:
        return Reading("DATE", UNKNOWN[unit], mod)
    value = moved_value(start, int(n), unit)
    if interval(value) is None:
        return Reading("DATE", value, mod)
    return Reading("DATE", value, mod, anchor or context.anchor, start)


def _past(match: Match, context: Context) -> Reading:
    return Reading("DATE", "PAST_REF")


# ---------------------------------------------------------------- durations and sets

_LETTER = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "fortnight": "W", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "E", "century": "C", "millennium": "L", "weekend": "WE",
}  # fmt: skip
_HALVES = {
    "year": (6, "M"),
    "minute": (30, "TS"),
    "hour": (30, "TM"),
    "day": (12, "TH"),
    "decade": (5, "Y"),
    "century": (50, "Y"),
}


def _unit(match: Match, part: str = "unit") -> str:
    word = match.word(part)
    return str(_of("UNIT", word) or _of("UNITS", word) or word)


def _period(n: float | None, unit: str) -> str:
    """A duration's value: P2Y, PT90M, P2Y6M for two and a half years, PXM for an unknown number."""
    letter = _LETTER[unit]
    if unit == "weekend":
        return f"P{'X' if n is None else _count(n)}D"
    if n is None:
        return _spell([("X", letter)])
    if unit == "fortnight":
        n *= 2
    if unit == "quarter":
        n, letter = n * 3, "M"
    if unit == "decade" and n > 1:
        n, letter = n * 10, "Y"
    whole, fraction = int(n), n - int(n)
    if fraction == 0.5 and unit in _HALVES:
        half, half_letter = _HALVES[unit]
        return _spell(([(str(whole), letter)] if whole else []) + [(str(half), half_letter)])
    return _spell([(_count(n), letter)])


def _count(n: float) -> str:
    return str(int(n)) if n == int(n) else f"{n:.2f}".rstrip("0").rstrip(".")


def _spell(parts: list[tuple[str, str]]) -> str:
    dates = "".join(n + letter for n, letter in parts if letter[0] != "T")
    times = "".join(n + letter[1] for n, letter in parts if letter[0] == "T")
    return "P" + dates + ("T" + times if times else "")


def _duration(match: Match, context: Context) -> Reading:
    words = match.words("n")
    unit = _unit(match)
    if "half" in match:
        n: float | None = 0.5
    elif words:
        n = number(words)
    else:
        n = 1.0 if _of("UNIT", match.word("unit")) or unit == "night" else None
    return Reading("DURATION", _period(n, unit), _mod(match))


def _compound_duration(match: Match, context: Context) -> Reading | None:
    n, unit = number(match.words("n")), _unit(match)
    if n is None:
        return None
    if "half" in match:
        return Reading("DURATION", _period(n + (0.5 if match.word("half") == "half" else 0.25), unit), _mod(match))
    n2, unit2 = number(match.words("n2")), _unit(match, "unit2")
    if n2 is None or unit == unit2 or "X" in (text := _LETTER[unit] + _LETTER[unit2]) or text == "WEWE":
        return None
    return Reading("DURATION", _spell([(_count(n), _LETTER[unit]), (_count(n2), _LETTER[unit2])]), _mod(match))


def _every_unit(match: Match, context: Context) -> Reading:
    words = match.words("n")
    n: float | None = 1.0
    if words:
        n = 2.0 if words in (["other"], ["second"]) else float(ordinal(words) or 0) or number(words)
        if words[0] not in ("other",) and number(words) is not None:
            n = number(words)
    return Reading("SET", _period(n, _unit(match)))


def _every_named(match: Match, context: Context) -> Reading:
    if "month" in match:
        return Reading("SET", f"XXXX-{_int('MONTH', match.word('month')):02d}")
    if "season" in match:
        return Reading("SET", f"XXXX-{_of('SEASON', match.word('season'))}")
    part = _of("PART_OF_DAY", match.word("pod")) or _of("NIGHTS", match.word("nights"))
    suffix = f"T{part}" if part else ""
    word = match.word("weekday")
    if not word:
        return Reading("SET", UNKNOWN["day"] + suffix)
    return Reading("SET", f"XXXX-WXX-{_int('WEEKDAY', word) or _int('WEEKDAYS', word)}{suffix}")


def _every_adverb(match: Match, context: Context) -> Reading:
    return Reading("SET", str(_of("EVERY_ADVERB", match.word("word"))))


def _some_day(match: Match, context: Context) -> Reading | None:
    return Reading("DATE", "FUTURE_REF") if direction(context, match) == "future" else None


def _reference(match: Match, context: Context) -> Reading:
    word = match.word("word")
    value = match.rule.arguments.get("value") or _of("NOW", word) or _of("RECENTLY", word)
    return Reading("DATE", str(value))


READINGS: dict[str, Read] = {
    "day": _day,
    "two_days": _two_days,
    "day_in_figures": _day_in_figures,
    "holiday": _holiday,
    "weekday": _weekday,
    "weekday_of_week": _weekday_of_week,
    "deictic_day": _deictic_day,
    "two_days_off": _two_days_off,
    "part_of_day": _part_of_day,
    "tonight": _tonight,
    "overnight": _tonight,
    "clock": _clock,
    "named_time": _named_time,
    "month": _month,
    "two_months": _two_months,
    "quarter": _quarter,
    "relative_quarter": _relative_quarter,
    "quarter_of_text": _quarter_of_text,
    "year_before_text": _year_before_text,
    "text_period_of_year": _text_period_of_year,
    "half": _half,
    "season": _season,
    "year": _year,
    "two_years": _two_years,
    "decade": _decade,
    "century": _century,
    "relative_unit": _relative_unit,
    "the_unit": _the_unit,
    "unit_now": _unit_now,
    "unit_of_text": _unit_of_text,
    "year_end": _year_end,
    "ago": _ago,
    "earlier": _earlier,
    "past": _past,
    "duration": _duration,
    "compound_duration": _compound_duration,
    "every_unit": _every_unit,
    "every_named": _every_named,
    "every_adverb": _every_adverb,
    "reference": _reference,
}
"""Every reading by the name that the grammar calls it."""
