"""Days and times of the day: dates, weekdays, holidays, today and tonight, clock times."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from pipeline.lexicon.loader import toml
from pipeline.times.context import (
    Context,
    day_at,
    direction,
    is_put_off_from,
    is_still_so,
    is_to_come,
    is_told_as_past,
    is_usual,
    preposition,
)
from pipeline.times.grammar import Match, holiday_rule
from pipeline.times.holiday import holiday
from pipeline.times.nearest import nearest, nearest_day, nearest_named
from pipeline.times.numbers import number, ordinal, year
from pipeline.times.reading import (
    TimexReading,
    approximation,
    class_number,
    class_value,
    modifier,
    relative,
    which_of,
    written_year,
    year_near,
)
from pipeline.times.values import UNKNOWN, day_of, granularity, interval, moved, moved_value


def read_day(match: Match, context: Context) -> TimexReading | None:
    """A day of a month, its year written, told by "this year", or the nearest."""
    month = class_number("MONTH", match.word("month"))
    words = match.words("day")
    day = ordinal(words)
    if not month:
        return _weekday_the_day(match, context, day)
    if not day or day > 31 or (month == 2 and day > 29) or (month in (4, 6, 9, 11) and day > 30):
        return None
    if "short" in match:
        in_full = year(["'" + match.word("short")], year_near(context)) or 0
        return TimexReading("DATE", f"{in_full:04d}-{month:02d}-{day:02d}")
    if "year" in match:
        value = f"{written_year(match, context)}-{month:02d}-{day:02d}"
        # A year without a February 29 leaves the day open.
        return TimexReading("DATE", value if day_of(value) else f"{value[:7]}-XX")
    if "which" in match:
        if context.now is None:
            return TimexReading("DATE", f"XXXX-{month:02d}-{day:02d}")
        which_year = context.now.year + (which_of(match) or 0)
        return relative(context, "DATE", f"{which_year:04d}-{month:02d}-{day:02d}")
    if known := _known_day(match, context, month, day):
        return known
    if (month, day) == (9, 11) and context.tells_of_nine_eleven and preposition(context, match) in _AROUND_IT:
        return read_nine_eleven(match, context)
    value = nearest_day(match, context, month, day, _weekday(match.all_words[0]))
    if period := _period_ended(match, context, value):
        ends = [f"{period[1].year + n:04d}{value[4:]}" for n in (-1, 0, 1)]
        return TimexReading("DATE", nearest(ends, period[1], None) or value, None, "time_expression", period[0])
    return relative(context, "DATE", value)


_YEAR_OFF = 300
"""So many days behind the end of a quarter a day is another year's than that on which it ended."""


def _period_ended(match: Match, context: Context, value: str) -> tuple[dt.date, dt.date] | None:
    """The quarter of a year before that a day ended: "a year ago, in the quarter ended Oct. 31"."""
    span, day = interval(context.last_value or ""), day_of(value)
    words = context.text[context.last_at : match.start].split()
    if span is None or day is None or words not in (["ended"], ["ending"], ["ended", "on"]):
        return None
    is_quarter = granularity(context.last_value or "") == "quarter"
    return span if is_quarter and (day - span[1]).days > _YEAR_OFF else None


def _known_day(match: Match, context: Context, month: int, day: int) -> TimexReading | None:
    """ "The Sept. 11 attacks": a day that the news names by what happened on it, if that was some time ago."""
    after = match.lexemes[match.last].word if match.last < len(match.lexemes) else ""
    for known in toml(__package__, "known_days.toml")["day"]:
        date = known["date"]
        if (date.month, date.day) == (month, day) and after in known["events"]:
            long_ago = context.now is None or (context.now - date).days > _LONG_KNOWN
            return TimexReading("DATE", date.isoformat()) if long_ago else None
    return None


_LONG_KNOWN = 300
"""So many days after it a day's name needs no year because all know it; before that the nearest day is meant anyway."""


_AROUND_IT = frozenset(("after", "before", "since"))
"""Before "Sept. 11", in a text about 9/11, these tell of the day in 2001."""


def read_nine_eleven(match: Match, context: Context) -> TimexReading | None:
    """ "9/11", in what was written after it."""
    date = dt.date(2001, 9, 11)
    return TimexReading("DATE", date.isoformat()) if context.now is None or context.now > date else None


def _weekday(word: str) -> int:
    """The number of a weekday, from 1 for Monday; 0 for other words."""
    return class_number("WEEKDAY", word) or class_number("WEEKDAY_SHORT", word)


def read_holiday(match: Match, context: Context) -> TimexReading | None:
    """A holiday by name."""
    rule = holiday_rule(match)
    if rule is None:
        return None
    mod = modifier(match)
    if "year" in match:
        day = holiday(rule, year(match.words("year"), year_near(context)) or 0)
        return TimexReading("DATE", day.isoformat(), mod) if day else None
    now = context.now
    if now is None:
        return TimexReading("DATE", f"XXXX-{rule}" if len(rule) == 5 else UNKNOWN["day"], mod)
    if match.words("which") and "year" in match.all_words:
        day = holiday(rule, now.year + (which_of(match) or 0))
        return relative(context, "DATE", day.isoformat(), mod) if day else None
    if (context.tells_custom(match) or _is_of_no_year(match)) and not match.words("which"):
        return TimexReading("DATE", f"XXXX-{rule}" if len(rule) == 5 else UNKNOWN["day"], mod)
    if (framed := context.year_of_frame(match)) and (day := holiday(rule, int(framed))):
        return TimexReading("DATE", day.isoformat(), mod)
    days = [day.isoformat() for y in (now.year - 1, now.year, now.year + 1) if (day := holiday(rule, y))]
    return relative(context, "DATE", nearest_named(match, context, days, now), mod) if len(days) == 3 else None


def _is_of_no_year(match: Match) -> bool:
    """Whether a holiday is one of many, or the first of them: "one Christmas Eve", "the first Juneteenth"."""
    return bool(match.first) and match.lexemes[match.first - 1].word in ("first", "one")


def _weekday_the_day(match: Match, context: Context, day: int | None) -> TimexReading | None:
    """ "Friday the 13th": the month is that in which the day is this weekday, the nearest one."""
    weekday = _weekday(match.all_words[0])
    if not day or day > 31:
        return None
    if context.now is None:
        return TimexReading("DATE", f"XXXX-XX-{day:02d}")
    months = [moved(context.now.replace(day=1), n, "month") for n in range(-14, 15)]
    values = [f"{m.year:04d}-{m.month:02d}-{day:02d}" for m in months if m]
    values = [v for v in values if (d := day_of(v)) and d.isoweekday() == weekday]
    value = nearest(values, context.now, direction(context, match))
    return relative(context, "DATE", value) if value else None


def read_two_days(match: Match, context: Context) -> list[TimexReading] | None:
    """ "May 3-5", "3 to 5 May 2025": a first day and a last one, in the same month."""
    month = class_number("MONTH", match.word("month"))
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
            reading = TimexReading("DATE", f"{written_year(match, context)}-{month:02d}-{day:02d}")
        else:
            reading = relative(context, "DATE", nearest_day(match, context, month, day))
        readings.append(replace(reading, first=a, last=b))
    return readings


def read_day_in_figures(match: Match, context: Context) -> TimexReading | None:
    """ "2025-10-16", "10/16/2025", "16.10.2025".

    With strokes, "5/6/2025" may be a day of May or of June: the day that is counted from or the text's other figures
    tell, else the year alone is known.
    """
    figures = match.word("figures").upper()
    if figures[4:5] == "-":
        value = figures
        return (
            TimexReading("TIME" if "T" in value else "DATE", value)
            if interval(value[:10]) and granularity(value)
            else None
        )
    parts = figures.replace(".", "/").split("/")
    if len(parts[0]) == 4:
        a, b, c = parts
        value = f"{a}-{b}-{c}"
        return TimexReading("DATE", value) if interval(value) else None
    first, second = int(parts[0]), int(parts[1])
    y = int(parts[2]) if len(parts[2]) == 4 else year(["'" + parts[2]], year_near(context))
    american, other = f"{y:04d}-{first:02d}-{second:02d}", f"{y:04d}-{second:02d}-{first:02d}"
    if "." in figures or not interval(american):
        value = other
    elif american == other or not interval(other) or (context.now and american == context.now.isoformat()):
        value = american
    elif context.now and other == context.now.isoformat():
        value = other
    else:
        order = context.order_of_figures
        value = {"month first": american, "day first": other}.get(order, f"{y:04d}-XX-XX")
    return TimexReading("DATE", value) if interval(value) or value.endswith("XX") else None


def read_weekday(match: Match, context: Context) -> TimexReading:
    """A weekday: the nearest one back, this day included, or the next in a plan; with "last", "next" and the like."""
    weekday = _weekday(match.word("weekday"))
    suffix = f"T{class_value('PART_OF_DAY', match.word('pod'))}" if "pod" in match else ""
    timex_type = "TIME" if suffix else "DATE"
    mod = modifier(match)
    words = match.words("which")
    if words == ["following"]:  # a preposition: "calm returned following Monday's vote"
        first, _ = match.parts["weekday"]
        parts = {name: part for name, part in match.parts.items() if name != "which"}
        return replace(read_weekday(replace(match, first=first, parts=parts), context), first=first, last=match.last)
    is_any = bool(match.first) and match.lexemes[match.first - 1].word == "a" and _is_any(match, context)
    if not words and (is_any or context.now is None) and (day := context.day_looked_back_on(match, weekday)):
        return TimexReading(timex_type, day.isoformat() + suffix, mod, "time_expression", day)
    if not words and is_any:
        return TimexReading(timex_type, f"XXXX-WXX-{weekday}{suffix}", mod)  # "on a Monday" is any of them
    if not words and not suffix and context.tells_hours(match):
        return TimexReading("SET", f"XXXX-WXX-{weekday}", mod)
    start, anchor = context.now, None
    counted = (words and words[-1] in ("previous", "preceding", "following", "that")) or words[:2] == ["the", "next"]
    if counted and (day := _text_day(context)) is not None:
        start, anchor = day, "time_expression"
    if start is None:
        return TimexReading(timex_type, f"XXXX-WXX-{weekday}{suffix}", mod)
    ahead = (weekday - start.isoweekday()) % 7
    which = which_of(match)
    if "past" in words:
        which = -1
    if which == 1 or "coming" in words:
        days = ahead or 7
        if words == ["next"] and days == 1:
            days += 7  # tomorrow would be called so
    elif which == -1:
        days = ahead - 7
    elif words == ["that"]:
        days = ahead - 7 if ahead else 0
    elif which == 0:
        days = weekday - start.isoweekday()
        # "This Monday" is said of the one that is near: of the next in a plan, of the last in a report.
        if days < 0 and direction(context, match, schedule=True) == "future":
            days += 7
        elif days > 0 and direction(context, match) == "past":
            days -= 7
    else:
        days = _days_to_bare(match, context, start, ahead)
    day = moved(start, days, "day")
    if day is None:
        return TimexReading(timex_type, f"XXXX-WXX-{weekday}{suffix}", mod)
    if anchor:
        return TimexReading(timex_type, day.isoformat() + suffix, mod, anchor, start)
    return relative(context, timex_type, day.isoformat() + suffix, mod)


def _is_any(match: Match, context: Context) -> bool:
    """Whether a weekday behind "a" is any such day: "on a Monday", "a Thursday last May", not "a Monday meeting"."""
    following = match.lexemes[match.last].word if match.last < len(match.lexemes) else ""
    return context.head(match).dep_ == "pobj" or following in ("last", "in", "this")


def _days_to_bare(match: Match, context: Context, start: dt.date, ahead: int) -> int:
    """Days to a weekday told by its bare name: where "Tuesday's vote" has its day in the text, to that one."""
    following = tuple(lexeme.word for lexeme in match.lexemes[match.last : match.last + 2])
    name = (match.word("weekday"), *following) if following and match.lexemes[match.last].shape == "S" else ()
    known = context.named_days.get(name)
    if known:
        return (known - start).days
    if is_put_off_from(context, match):
        return _days_to_former(match, start, ahead)
    days = ahead if _is_ahead(match, context) else ahead - 7 if ahead else 0
    if 0 < days < _days_to_opening(match, context, start):
        days += 7  # "opens on Thursday and runs through Sunday", of a Saturday
    elif days < 0 and (told := _days_to_told(match, context, start, ahead)):
        days = told
    if name and (day := moved(start, days, "day")):
        context.named_days[name] = day
    return days


def _days_to_opening(match: Match, context: Context, start: dt.date) -> int:
    """Days to the coming day on which begins what goes on through a weekday, told just before in its sentence."""
    told = day_of(context.last_value or "")
    is_end = preposition(context, match) in ("through", "until", "to") and context.in_sentence(
        context.last_at, match.start
    )
    return (told - start).days if told and is_end else 0


def _days_to_told(match: Match, context: Context, start: dt.date, ahead: int) -> int:
    """Days to a coming weekday that the text has told, where a noun has the weekday's name: "the Thursday show"."""
    day = moved(start, ahead or 7, "day")
    if day not in context.days_told or context.head(match).dep_ not in ("compound", "nmod", "poss"):
        return 0
    return 0 if direction(context, match) or is_told_as_past(context, match) else (ahead or 7)


def _days_to_former(match: Match, start: dt.date, ahead: int) -> int:
    """Days to the weekday from which something is put off: before the one it is put off to, else the nearest one."""
    following = [lexeme.word for lexeme in match.lexemes[match.last : match.last + 2]]
    later = _weekday(following[1]) if following[:1] in (["to"], ["until"]) and len(following) > 1 else 0
    if later:
        until_later = (later - start.isoweekday()) % 7 or 7
        return until_later - ((later - _weekday(match.word("weekday"))) % 7 or 7)
    return ahead if ahead <= _HALF_A_WEEK else ahead - 7


_HALF_A_WEEK = 3


def _is_ahead(match: Match, context: Context) -> bool:
    """Whether a bare weekday lies ahead: in a plan, or as a deadline where nothing is told of the past."""
    towards = direction(context, match, schedule=True)
    if towards == "future" or is_to_come(context, match):
        return True
    return towards is None and _is_deadline(match, context)


def _is_deadline(match: Match, context: Context) -> bool:
    """Whether a weekday ends something: "due by Monday", "lasting through to Monday"."""
    before = [lexeme.word for lexeme in match.lexemes[max(match.first - 2, 0) : match.first]]
    return preposition(context, match) in ("until", "till", "by", "through") or before == ["through", "to"]


def read_weekday_weeks_off(match: Match, context: Context) -> TimexReading | None:
    """ "A week from Friday", "a week on Friday", "two weeks ago on Friday"."""
    weekday, n = _weekday(match.word("weekday")), number(match.words("n"))
    if n is None or n != int(n):
        return None
    if context.now is None:
        return TimexReading("DATE", f"XXXX-WXX-{weekday}")
    days = weekday - context.now.isoweekday()
    days = days % 7 + 7 * int(n) if match.rule.arguments["sign"] > 0 else days - 7 * int(n)
    day = moved(context.now, days, "day")
    return relative(context, "DATE", day.isoformat()) if day else None


def read_weekday_week(match: Match, context: Context) -> TimexReading | None:
    """ "Tuesday week", "Friday fortnight": a week or two after the next one."""
    weekday = _weekday(match.word("weekday"))
    if context.now is None:
        return TimexReading("DATE", f"XXXX-WXX-{weekday}")
    weeks = 2 if match.all_words[-1] == "fortnight" else 1
    day = moved(context.now, (weekday - context.now.isoweekday()) % 7 + 7 * weeks, "day")
    return relative(context, "DATE", day.isoformat()) if day else None


def read_deictic_day_week(match: Match, context: Context) -> TimexReading | None:
    """ "Tomorrow week", "a week from today", "a week ago yesterday": a day so many weeks from one beside today."""
    n = number(match.words("n")) if "n" in match else 2 if match.all_words[-1] == "fortnight" else 1
    off = class_number("DEICTIC", match.word("day"))
    if n is None or n != int(n):
        return None
    if context.now is None:
        return TimexReading("DATE", UNKNOWN["day"])
    is_back = off < 0 or not {"ago", "before"}.isdisjoint(match.all_words)
    return relative(context, "DATE", moved_value(context.now, off + int(n) * (-7 if is_back else 7), "day"))


def read_weekday_of_week(match: Match, context: Context) -> TimexReading:
    """ "Tuesday of last week"."""
    weekday = class_number("WEEKDAY", match.word("weekday"))
    suffix = f"T{class_value('PART_OF_DAY', match.word('pod'))}" if "pod" in match else ""
    timex_type = "TIME" if suffix else "DATE"
    start = moved(context.now, 7 * (which_of(match) or 0), "day") if context.now else None
    day = moved(start, weekday - start.isoweekday(), "day") if start else None
    if day is None:
        return TimexReading(timex_type, f"XXXX-WXX-{weekday}{suffix}")
    return relative(context, timex_type, day.isoformat() + suffix)


def read_deictic_day(match: Match, context: Context) -> TimexReading:
    """Yesterday, today, tomorrow, with a part of the day."""
    if match.all_words == ["today"] and is_still_so(context, match):
        return TimexReading("DATE", "PRESENT_REF")
    return _day_off(match, context, class_number("DEICTIC", match.word("day")))


def read_two_days_off(match: Match, context: Context) -> TimexReading:
    """The day before yesterday, the day after tomorrow."""
    return _day_off(match, context, -2 if match.word("side").startswith("before") else 2)


def _day_off(match: Match, context: Context, n: int) -> TimexReading:
    suffix = f"T{class_value('PART_OF_DAY', match.word('pod'))}" if "pod" in match else ""
    value = moved_value(context.today, n, "day") if context.today else UNKNOWN["day"]
    return relative(context, "TIME" if suffix else "DATE", value + suffix, modifier(match))


def _part_of_day_named(match: Match, context: Context, suffix: str, mod: str | None) -> TimexReading | None:
    """A part of the day or weekend that the text has just named: "next weekend in the evening"."""
    text_day = named = _text_day(context)
    if text_day and match.rule.name == "small-hours" and _LATE.search(context.last_value or ""):
        text_day += dt.timedelta(1)  # "on Monday night … in the early hours"
    if text_day and match.start - context.last_at < 400:
        if not _may_be_on(text_day, match, context):
            return TimexReading("TIME", UNKNOWN["day"] + suffix, mod)
        return TimexReading("TIME", text_day.isoformat() + suffix, mod, "time_expression", named)
    if not context.last_value or not context.in_sentence(context.last_at, match.start):
        return None
    day = context.last_value if granularity(context.last_value) == "weekend" else UNKNOWN["day"]
    return TimexReading("TIME", f"{day}{suffix}", mod)


_LATE = re.compile(r"T(?:EV|NI|1[89]|2\d)")
"""In a value: a time of the evening or the night."""


def read_part_of_day(match: Match, context: Context) -> TimexReading:
    """ "This morning", "last night"; "the afternoon" of the day that the text named last."""
    arguments = match.rule.arguments
    suffix = f"T{class_value('PART_OF_DAY', arguments.get('pod') or match.word('pod'))}"
    mod = arguments.get("mod") or modifier(match) or ("MID" if "mid" in match.all_words else None)
    words = match.words("which")
    text_day = _text_day(context)
    if (words and words[-1] in ("that", "previous", "following", "same")) or words[:2] == ["the", "next"]:
        day = text_day and not is_usual(context, match) and moved(text_day, which_of(match) or 0, "day")
        if day and text_day:
            return TimexReading("TIME", day.isoformat() + suffix, mod, "time_expression", text_day)
        return TimexReading("TIME", UNKNOWN["day"] + suffix, mod)
    if not words and (named := _part_of_day_named(match, context, suffix, mod)):
        return named
    if suffix == "TNI" and not words:
        return TimexReading("TIME", UNKNOWN["day"] + suffix, mod)  # "in the night": the one before or the one to come
    n = -1 if words == ["last"] else 0
    value = moved_value(context.today, n, "day") if context.today else UNKNOWN["day"]
    return relative(context, "TIME", value + suffix, mod)


def read_tonight(match: Match, context: Context) -> TimexReading:
    """Tonight, overnight; overnight, where it is past, the night that began the day before."""
    is_past = match.all_words == ["overnight"] and direction(context, match) == "past"
    value = moved_value(context.today, -1 if is_past else 0, "day") if context.today else UNKNOWN["day"]
    return relative(context, "TIME", value + "TNI", modifier(match))


def _text_day(context: Context) -> dt.date | None:
    """The day that the text named last."""
    return day_of(context.last_value) if context.last_value else None


def read_clock(match: Match, context: Context) -> TimexReading | None:
    """A time in figures or words: "5 p.m.", "17:45 GMT", "five o'clock"."""
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
    if not half and len(match.all_words) == 1 and 0 < hour < _NOON and words[0][0] != "0":
        half = "p" if rest and context.is_after_noon(match.start, hour * 60 + rest[0]) else None
    if half == "p":
        context.afternoon, context.afternoon_at = (hour % 12 + 12) * 60 + (rest or [0])[0], match.end
    if half and hour <= 12:
        hour = 24 if hour == 12 and match.word("pod") == "night" else hour % 12 + 12 * (half == "p")
    zone = next((str(class_value("ZONE", w)) for w in reversed(text) if class_value("ZONE", w)), "")
    value = "T" + ":".join(f"{x:02d}" for x in (hour, *(rest or [0]))) + zone
    return _time_of_day(value, match, context, _nearness(match))


def _nearness(match: Match) -> str | None:
    """The modifier of a time of the day: "about noon"."""
    return approximation([word for word in match.words("part") if word in _NEARLY])


_NEARLY = frozenset(("about", "approximately", "around", "roughly"))
"""Before a time of the day these tell that it is one near it."""


def read_clock_past_the_hour(match: Match, context: Context) -> TimexReading | None:
    """ "Half past nine", "quarter to eight": with the part of the day beside it, or as it stands."""
    hour = number(match.words("hour"))
    minutes = {"half": 30, "quarter": 15}.get(match.word("minutes")) or number(match.words("minutes"))
    if hour is None or minutes is None or not 1 <= hour <= 12 or hour != int(hour):
        return None
    total = int(hour) % 12 * 60 + int(minutes) * (1 if match.word("side") == "past" else -1)
    words = match.all_words + [lexeme.word for lexeme in match.lexemes[match.last : match.last + 3]]
    late = any(
        (w.startswith("p") and w.replace(".", "") == "pm") or w in ("afternoon", "evening", "night") for w in words
    )
    total = (total + 720 * late) % 1440
    return _time_of_day(f"T{total // 60:02d}:{total % 60:02d}", match, context, _nearness(match))


def read_named_time(match: Match, context: Context) -> TimexReading:
    """Noon and midnight."""
    return _time_of_day(str(class_value("NAMED_TIME", match.word("time"))), match, context, _nearness(match))


def _time_of_day(value: str, match: Match, context: Context, mod: str | None) -> TimexReading:
    """A time without its day: of the day that its paragraph named before it; on a line of its own, of today.

    A paragraph that opens with it goes on from the day named at the end of the one before.

    What happened at it happened on the only day of late that the text has named, if it has named one. Else the day is
    not known: "around noon thieves broke in".
    """
    day = None if context.since or context.tells_hours(match) else _text_day(context)
    if day and (context.is_in_paragraph(context.last_at, match.start) or _goes_on(match, context)):
        day = day_at(day, (context.last_value or "").partition("T")[2], int(value[1:3])) or day
        told_there = context.in_sentence(context.last_at, match.start)
        if told_there or (match.start - context.last_at < _NEAR and _may_be_on(day, match, context)):
            return TimexReading("TIME", day.isoformat() + value, mod, "time_expression", day)
    if context.today and _stands_alone(match, context.text):
        return relative(context, "TIME", context.today.isoformat() + value, mod)
    day = None if context.tells_hours(match) else context.day_of_story(match, int(value[1:3]))
    if day:
        return TimexReading("TIME", day.isoformat() + value, mod, "time_expression", day)
    return TimexReading("TIME", UNKNOWN["day"] + value, mod)


_NOON = 12
_OPENING = re.compile(r"\s*(?:(?:at|by|shortly|just|exactly|sometime)\s+)?", re.IGNORECASE)
"""What stands before a time with which a paragraph opens."""


def _goes_on(match: Match, context: Context) -> bool:
    """Whether a paragraph opens with a time of what happened, right behind one that named a day."""
    begun = context.text.rfind("\n", 0, match.start) + 1
    is_opening = _OPENING.fullmatch(context.text, begun, match.start) is not None
    return is_opening and match.start - context.last_at < _NEAR and is_told_as_past(context, match)


_LONGEST_LABEL = 20
"""So many characters a label before the time of a page has: "Last updated at "."""
_LABEL = re.compile(r"\s*(?:(?:first|last) )?(?:posted|published|updated)(?: at)?:?\s*", re.IGNORECASE)


def _stands_alone(match: Match, text: str) -> bool:
    """Whether an expression is a line of its own, as in a log of the day, or but for "Updated:"."""
    before, after = text[max(match.start - _LONGEST_LABEL, 0) : match.start], text[match.end : match.end + 9]
    begins = "\n" in before or match.start < _LONGEST_LABEL
    ends = "\n" in after or len(after) < 9
    line = _LABEL.sub("", before.rpartition("\n")[2], count=1)
    return begins and ends and not (line + after.partition("\n")[0]).strip(" .:-–—")


_NEAR = 300
"""So many characters behind a day the times of that day are told."""


def _may_be_on(day: dt.date, match: Match, context: Context) -> bool:
    """Whether the verb of a time does not say that a day before it is the wrong one."""
    towards = direction(context, match, schedule=True)
    if context.now is None or towards is None:
        return True
    return day >= context.now if towards == "future" else day <= context.now
