"""Months, quarters, seasons, years and what is longer, named or counted from the day the context gives."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pipeline.times.context import (
    Context,
    direction,
    is_forecast,
    is_in_present,
    is_told_as_past,
    is_usual,
    preposition,
)
from pipeline.times.grammar import Match
from pipeline.times.nearest import nearest_day, nearest_named
from pipeline.times.numbers import ordinal, year
from pipeline.times.reading import (
    TimexReading,
    class_number,
    class_value,
    modifier,
    relative,
    which_of,
    written_year,
    year_near,
)
from pipeline.times.stretches import last_unit, of_years_named, school_year, whole_year
from pipeline.times.values import SEASONS, UNKNOWN, day_of, granularity, interval, moved, moved_value, value_of


def read_month(match: Match, context: Context) -> TimexReading:
    """A month, its year written, told by "last" or "that year", or the one that the tense means."""
    month = class_number("MONTH", match.word("month"))
    mod = modifier(match)
    if "year" in match:
        return TimexReading("DATE", f"{written_year(match, context)}-{month:02d}", mod)
    now = context.now
    if now is None:
        return TimexReading("DATE", f"XXXX-{month:02d}", mod)
    words = match.words("which")
    if match.rule.arguments.get("of_other_year"):
        base, anchor = now.year, None
        if words[0] in ("that", "the") and context.last_value and (span := interval(context.last_value)):
            base, anchor = span[0].year, span[0]
        value = f"{base + (which_of(match) or 0):04d}-{month:02d}"
        return (
            TimexReading("DATE", value, mod, "time_expression", anchor)
            if anchor
            else relative(context, "DATE", value, mod)
        )
    if "which" not in match and is_usual(context, match):
        return TimexReading("DATE", f"XXXX-{month:02d}", mod)  # "January is always wet"
    candidates = [f"{y:04d}-{month:02d}" for y in (now.year - 1, now.year, now.year + 1)]
    return relative(context, "DATE", nearest_named(match, context, candidates, now), mod)


def read_quarter(match: Match, context: Context) -> TimexReading | None:
    """A quarter by number; without its year the one that is reported or expected now."""
    mod = modifier(match)
    if "q" in match:
        n: int | None = next(int(c) for c in match.word("q") if c.isdigit())
    else:
        n = ordinal(match.words("ord")) if "ord" in match else 4
    if n is None or not 1 <= n <= 4:
        return None
    if "year" in match:
        is_open = not {"fiscal", "financial"}.isdisjoint(match.all_words)
        return TimexReading("DATE", f"{written_year(match, context)}-Q{n}", mod, is_open=is_open)
    now = context.now
    if now is None:
        return TimexReading("DATE", f"XXXX-Q{n}", mod)
    if "which" in match:
        return relative(context, "DATE", f"{now.year + (which_of(match) or 0):04d}-Q{n}", mod)
    if period := _period_explained(match, context):
        return TimexReading("DATE", f"{period.year:04d}-Q{n}", mod, "time_expression", period)
    value = f"{now.year:04d}-Q{n}"
    span = interval(value)
    towards = direction(context, match)
    if span and span[0] > now and towards != "future":
        # A quarter still to come is last year's in a report of results, unless the next one is meant.
        if towards == "past" or n - (now.month + 2) // 3 > 1:
            value = f"{now.year - 1:04d}-Q{n}"
    elif span and (now - span[1]).days > _REPORTED and (towards == "future" or is_forecast(context, match)):
        value = f"{now.year + 1:04d}-Q{n}"
    return relative(context, "DATE", value, mod)


def _period_explained(match: Match, context: Context) -> dt.date | None:
    """The beginning of the period before a comma that a quarter says more of: "a year ago, in the second quarter"."""
    words = context.text[context.last_at : match.start].split()
    if words != [","] or granularity(context.last_value or "") not in ("quarter", "half"):
        return None
    span = interval(context.last_value or "")
    return span[0] if span else None


_REPORTED = 100
"""So many days after its end a quarter's results are known: what is expected then is the next year's."""


def read_relative_quarter(match: Match, context: Context) -> TimexReading:
    """This quarter, last quarter, next quarter; "this quarter's loss" is that of the quarter reported on."""
    after = match.lexemes[match.last].shape if match.last < len(match.lexemes) else ""
    period = context.last_period
    if match.words("which") == ["this"] and after == "S" and period and granularity(period) == "quarter":
        return TimexReading("DATE", period, modifier(match), "time_expression", (interval(period) or [None])[0])
    return moved_unit(match, context, "quarter", which_of(match) or 0)


def moved_unit(match: Match, context: Context, unit: str, n: int) -> TimexReading:
    """The value of the unit `n` after the one that is now."""
    value = moved_value(context.now, n, unit) if context.now else UNKNOWN[unit]
    return relative(context, "DATE", value, modifier(match))


def read_quarter_of_text(match: Match, context: Context) -> TimexReading:
    """ "The quarter", "the latest period": the one the text spoke of last, else the last one that is over."""
    if "month" in match:
        # A business quarter that ended on this day lies for the most part in this calendar quarter.
        month, day = class_number("MONTH", match.word("month")), ordinal(match.words("day")) or 1
        end = day_of(nearest_day(match, context, month, day)) if 1 <= day <= 28 + 3 * (month != 2) else None
        middle = end and moved(end, -45, "day")
        if middle:
            return relative(context, "DATE", value_of(middle, "quarter"), modifier(match))
    period = context.last_period
    if period and granularity(period) == "quarter" and (span := interval(period)):
        return TimexReading("DATE", period, modifier(match), "time_expression", span[0])
    return moved_unit(match, context, "quarter", -1)


def read_year_before_text(match: Match, context: Context) -> TimexReading:
    """ "The year-earlier period": the period that the text spoke of last, a year before."""
    if quarter := _quarter_after(match):
        return _quarter_of_last_year(context, quarter)
    period = context.last_period
    if period and (span := interval(period)):
        unit = granularity(period) or "year"
        return (
            TimexReading("DATE", moved_value(span[0], -1, "year")[:4] + period[4:], None, "time_expression", span[0])
            if unit in ("quarter", "half", "year")
            else moved_unit(match, context, "year", -1)
        )
    return moved_unit(match, context, "year", -1)


def _quarter_after(match: Match) -> int | None:
    """The number of the quarter that says more of this period: "in the year-ago period, the second quarter"."""
    words = [lexeme.word for lexeme in match.lexemes[match.last : match.last + 5]]
    if words[:2] != [",", "the"] or "quarter" not in words[3:]:
        return None
    return ordinal([next(word for word in words[2:] if word not in ("fiscal", "financial"))])


def _quarter_of_last_year(context: Context, quarter: int) -> TimexReading:
    """A quarter of last year."""
    if context.now is None:
        return TimexReading("DATE", f"XXXX-Q{quarter}")
    return relative(context, "DATE", f"{context.now.year - 1:04d}-Q{quarter}")


def read_text_period_of_year(match: Match, context: Context) -> TimexReading:
    """ "The 1988 period": that year's part which the text spoke of last."""
    y = year(match.words("year"), year_near(context))
    period = context.last_period
    if period and granularity(period) in ("quarter", "half") and (span := interval(period)):
        return TimexReading("DATE", f"{y:04d}{period[4:]}", None, "time_expression", span[0])
    return TimexReading("DATE", f"{y:04d}")


def read_half(match: Match, context: Context) -> TimexReading | None:
    """The first or second half of a year."""
    n = int(match.word("h")[1]) if "h" in match else 1 if match.word("ord") == "first" else 2
    if "year" in match:
        is_open = not {"fiscal", "financial"}.isdisjoint(match.all_words)
        return TimexReading("DATE", f"{written_year(match, context)}-H{n}", modifier(match), is_open=is_open)
    if context.now is None:
        return TimexReading("DATE", f"XXXX-H{n}")
    return relative(context, "DATE", f"{context.now.year + (which_of(match) or 0):04d}-H{n}")


def read_season(match: Match, context: Context) -> TimexReading:
    """A season, its year written, told by "last" or "next", or the one that the tense means."""
    name = str(class_value("SEASON", match.word("season")))
    mod = modifier(match)
    if "year" in match:
        return TimexReading("DATE", f"{written_year(match, context)}-{name}", mod)
    now = context.now
    if now is None:
        return TimexReading("DATE", f"XXXX-{name}", mod)
    if match.rule.arguments.get("of_other_year"):
        return relative(context, "DATE", f"{now.year + (which_of(match) or 0):04d}-{name}", mod)
    years = [now.year - 1, now.year, now.year + 1]
    if SEASONS[name] == 12 and now.month < 6:
        years = [y - 1 for y in years]
    return relative(context, "DATE", nearest_named(match, context, [f"{y:04d}-{name}" for y in years], now), mod)


def read_named_of_text(match: Match, context: Context) -> TimexReading | None:
    """ "That September", "that summer": the first from what the text named last; without that, the nearest."""
    told = interval(context.last_value or "")
    reading = read_month(match, context) if "month" in match else read_season(match, context)
    if told is None:
        return reading
    years = (f"{told[0].year + n:04d}{reading.value[4:]}" for n in (-1, 0, 1))
    value = next((v for v in years if (span := interval(v)) and span[1] >= told[0]), reading.value)
    return TimexReading("DATE", value, reading.mod, "time_expression", told[0])


def read_year(match: Match, context: Context) -> TimexReading | None:
    """A year in figures or words."""
    if "fy" in match:
        figures = match.word("fy")[2:]
        n = year([figures if len(figures) == 4 else f"'{figures}"], year_near(context))
        return TimexReading("DATE", f"{n:04d}") if n else None
    words = match.words("year") or match.all_words[-1:]
    n = 2000 if words == ["two", "thousand"] else year(words, year_near(context))
    return TimexReading("DATE", f"{n:04d}", modifier(match)) if n else None


def read_two_years(match: Match, context: Context) -> TimexReading | None:
    """ "2009-10": from the first year to the last, or the school year or the season that begins in the first."""
    first, to = int(match.word("year")), int(match.word("to"))
    last = to if to > 99 else first // 100 * 100 + to
    if last <= first:
        return None
    days = dt.date(first, 1, 1), dt.date(last, 12, 31)
    if last == first + 1:
        days = of_years_named(match, first) or days
    return TimexReading("DURATION", f"P{last - first}Y", modifier(match), days=days, unit="year")


def read_decade(match: Match, context: Context) -> TimexReading | None:
    """ "The 1990s", "the '80s", "the nineties"."""
    mod = modifier(match)
    if "decade" in match:
        digits = "".join(c for c in match.word("decade") if c.isdigit())
        if len(digits) == 4:
            # "The 1800s" are the century, "the 2000s" its first ten years.
            is_century = digits.endswith("00") and digits < "2000"
            return TimexReading("DATE", digits[:2] if is_century else digits[:3], mod)
        tens = int(digits[0])
    else:
        tens = class_number("DECADE_WORD", match.word("word"))
        teen = next((class_number("TEEN", w) for w in match.all_words if class_number("TEEN", w)), None)
        if teen:
            return TimexReading("DATE", f"{teen:02d}{tens}", mod)
    latest = (year_near(context) or 2020) // 10
    return TimexReading("DATE", f"{latest - (latest - tens) % 10:03d}", mod)


def read_century(match: Match, context: Context) -> TimexReading | None:
    """ "The 20th century"."""
    n = ordinal(match.words("ord"))
    return TimexReading("DATE", f"{n - 1:02d}", modifier(match)) if n and n <= 99 else None


def read_relative_unit(match: Match, context: Context) -> TimexReading:
    """ "Last week", "this year", "the coming month"."""
    unit = str(class_value("CALENDAR_UNIT", match.word("unit")))
    words = match.words("which")
    which = which_of(match) or 0
    if "past" in words:
        which = -1
    if "coming" in words:
        which = 1
    if unit == "weekend":
        return _weekend(match, context, which, words)
    if "school" in match.all_words:
        return school_year(match, context, words)
    return last_unit(match, context, unit) or moved_unit(match, context, unit, which)


_EARLY_IN_WEEK = 3
"""Up to this day of the week "this weekend", where it is past, is the one just gone."""


def _weekend(match: Match, context: Context, which: int, words: list[str]) -> TimexReading:
    """A weekend counted from now: "the weekend" of a report is the one just gone, of a plan the next."""
    now = context.now
    if now is None:
        return TimexReading("DATE", UNKNOWN["weekend"], modifier(match))
    on_it = now.isoweekday() >= 6
    if words in (["this"], ["the", "coming"], ["this", "coming"], ["the", "upcoming"]):
        n = 0
        is_early = words == ["this"] and now.isoweekday() <= _EARLY_IN_WEEK
        if is_early and direction(context, match) == "past" and not is_in_present(context, match):
            n = -1  # "a body found this weekend", of a Monday
    elif which:
        n = which
    else:
        towards = direction(context, match)
        is_deadline = towards is None and preposition(context, match) in ("by", "before", "until", "till")
        n = 0 if on_it or towards == "future" or is_deadline else -1
    return relative(context, "DATE", moved_value(now, n, "weekend"), modifier(match))


def read_the_unit(match: Match, context: Context) -> TimexReading:
    """ "The year", "the end of the month", "the weekend"."""
    unit = str(class_value("CALENDAR_UNIT", match.word("unit")))
    if unit == "weekend":
        return _weekend(match, context, 0, ["the"])
    if unit == "year" and not {"fiscal", "financial"}.isdisjoint(match.all_words):
        return TimexReading("DURATION", "P1Y", modifier(match))
    after = match.lexemes[match.last].word if match.last < len(match.lexemes) else ""
    if unit == "year" and after in ("ended", "ending"):
        return TimexReading("DURATION", "P1Y", modifier(match))
    if unit == "year" and (through := whole_year(match, context)):
        return through
    if unit == "week" and "part" not in match and context.now:
        return TimexReading("DATE", f"{context.now.year:04d}-WXX")  # of a Monday's paper it may be the week before
    return moved_unit(match, context, unit, -1 if unit == "year" and _is_end_gone(match, context) else 0)


def _is_end_gone(match: Match, context: Context) -> bool:
    """Whether the end of the year, told as past, is that of last year: in March "the end of the year was not good"."""
    now = context.now
    if now is None or now.month > _LATE or modifier(match) != "END" or not is_told_as_past(context, match):
        return False
    return preposition(context, match) in ("", "at", "around", "near", "toward", "towards")


_LATE = 10
"""Up to this month the end of the year that is past is that of the year before."""


def read_unit_now(match: Match, context: Context) -> TimexReading:
    """The unit counted from now that the rule gives."""
    return moved_unit(match, context, match.rule.arguments["unit"], match.rule.arguments["which"])


def read_unit_of_text(match: Match, context: Context) -> TimexReading | None:
    """ "That day", "the same month", "the previous week": counted from what the text named last."""
    unit = match.rule.arguments.get("unit") or str(class_value("CALENDAR_UNIT", match.word("unit")))
    words = match.words("which")
    which = 1 if "next" in words or "after" in words else -1 if "before" in words else which_of(match) or 0
    span = interval(context.last_value) if context.last_value else None
    if unit == "day" and (span is None or span[0] != span[1]):
        return TimexReading("DATE", UNKNOWN["day"]) if which else None
    if (span is None and which >= 0) or (which and is_usual(context, match)):
        return TimexReading("DATE", UNKNOWN[unit], modifier(match))
    if span is None:
        return moved_unit(match, context, unit, which)
    value = moved_value(span[0], which, unit)
    if interval(value) is None:
        return TimexReading("DATE", value, modifier(match))
    return TimexReading("DATE", value, modifier(match), "time_expression", span[0])


def read_year_end(match: Match, context: Context) -> TimexReading:
    """The last day of a year."""
    if "year" in match:
        return TimexReading("DATE", f"{written_year(match, context)}-12-31")
    if context.now is None:
        return TimexReading("DATE", "XXXX-12-31")
    which = which_of(match)
    if which is None:
        which = -1 if preposition(context, match) in ("since", "from") else 0
    return relative(context, "DATE", f"{context.now.year + which:04d}-12-31")


def read_year_to_date(match: Match, context: Context) -> TimexReading:
    """From the beginning of this year up to now."""
    reading = TimexReading("DURATION", "PXX")
    now = context.now
    if now is None:
        return reading
    return replace(reading, days=(dt.date(now.year, 1, 1), now), unit="year", anchor=context.anchor, anchor_date=now)


def read_after_next(match: Match, context: Context) -> TimexReading:
    """ "The Friday after next", "the year before last": one further than the next or the last."""
    sign = 1 if match.word("side").startswith("after") else -1
    if "unit" in match:
        return moved_unit(match, context, match.word("unit"), 2 * sign)
    weekday = class_number("WEEKDAY", match.word("weekday"))
    if context.now is None:
        return TimexReading("DATE", f"XXXX-WXX-{weekday}")
    ahead = (weekday - context.now.isoweekday()) % 7
    days = (ahead or 7) + 7 if sign > 0 else ahead - 14
    return relative(context, "DATE", moved_value(context.now, days, "day"))
