"""Time expressions side by side: a time with its day, and the first and last of a range."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass, replace

from pipeline.times.context import Context, direction
from pipeline.times.durations import unit_of
from pipeline.times.grammar import Match
from pipeline.times.numbers import number
from pipeline.times.reading import CLOCKS, TimexReading, class_number
from pipeline.times.stretches import stretch, unit_of_days
from pipeline.times.values import UNKNOWN, day_of, granularity, interval, moved


@dataclass(frozen=True, slots=True)
class ReadMatch:
    """A match with what was read from it, or from a piece of it; a clock time may be joined with its day."""

    match: Match
    reading: TimexReading
    is_joined: bool = False

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        first = self.reading.first
        return self.match.lexemes[self.match.first if first is None else first].start

    @property
    def end(self) -> int:
        """Where it ends in the text (exclusive)."""
        last = self.reading.last
        return self.match.lexemes[(self.match.last if last is None else last) - 1].end


_TIMES = CLOCKS | {"part-of-day"}
_JOINTS = frozenset(("", "on", ",", "at", "of", ", at", ", on", "at about", "at around"))


def joined(found: list[ReadMatch], text: str) -> list[ReadMatch]:
    """A clock time and the day beside it are one expression: "10 p.m. Wednesday", "on Friday at noon"."""
    out: list[ReadMatch] = []
    for item in found:
        if out and (one := _join(out[-1], item, text)):
            out[-1] = one
        else:
            out.append(item)
    return out


def _join(a: ReadMatch, b: ReadMatch, text: str) -> ReadMatch | None:
    between = text[a.end : b.start]
    if b.match.rule.reader == "earlier" or between.strip().lower() not in _JOINTS or "\n" in between:
        return None  # "at 7 p.m. Two hours later"
    if a.match.rule.reader in CLOCKS and _is_part_of_day(b) and interval(b.reading.value[:10]):
        # "at half past nine on Thursday night"
        b = replace(b, reading=replace(b.reading, timex_type="DATE", value=b.reading.value[:10]))
    if _is_time(a) and b.reading.timex_type == "DATE":
        time, day = a, b
    elif (b.match.rule.reader in CLOCKS or b.match.rule.name == "overnight") and a.reading.timex_type == "DATE":
        time, day = b, a
    else:
        return None
    suffix = time.reading.value.partition("T")[2]
    date = day.reading.value
    if granularity(date) != "day" or not suffix:
        return None
    first = a.match.first if a.reading.first is None else a.reading.first
    last = b.match.last if b.reading.last is None else b.reading.last
    match = replace(a.match, first=first, last=last)
    return ReadMatch(
        match,
        replace(day.reading, timex_type="TIME", value=f"{date}T{suffix}", mod=time.reading.mod, first=None, last=None),
        is_joined=True,
    )


def _is_time(item: ReadMatch) -> bool:
    return item.match.rule.reader in _TIMES or item.match.rule.name == "overnight"


def _is_part_of_day(item: ReadMatch) -> bool:
    return item.match.rule.reader == "weekday" and granularity(item.reading.value) == "part_of_day"


_FEW = 10
"""So many expressions before and after a clock time its day is looked for among."""


def dated(found: list[ReadMatch], context: Context) -> list[ReadMatch]:
    """Clock times of the day that their sentence tells after them: "at 04:00 (0200 GMT) on Wednesday"."""
    out = list(found)
    for i, time in enumerate(found):
        if time.match.rule.reader not in CLOCKS or time.is_joined:
            continue
        before = found[max(i - _FEW, 0) : i]
        if any(_tells_day(item) and _beside(item, time, context) for item in before):
            continue
        after = (item for item in found[i + 1 : i + 1 + _FEW] if _tells_day(item) and _beside(item, time, context))
        day = next((item for item in after if _agrees(item, time, context)), None)
        if day:
            value = day.reading.value[:10] + time.reading.value.partition("T")[1] + time.reading.value.partition("T")[2]
            reading = replace(time.reading, value=value, anchor=day.reading.anchor, anchor_date=day.reading.anchor_date)
            out[i] = replace(time, reading=reading)
    return out


def _tells_day(item: ReadMatch) -> bool:
    known = granularity(item.reading.value) in ("day", "part_of_day", "minute") and interval(item.reading.value[:10])
    return bool(known) and (item.is_joined or item.match.rule.reader not in CLOCKS)


def _beside(a: ReadMatch, b: ReadMatch, context: Context) -> bool:
    first, last = sorted((a.start, b.start))
    return context.in_sentence(first, last) and context.is_in_paragraph(first, last)


def _agrees(day: ReadMatch, time: ReadMatch, context: Context) -> bool:
    """Whether the verb of a time does not say that a day after it is the wrong one."""
    span, towards = interval(day.reading.value[:10]), direction(context, time.match)
    if span is None or context.now is None or towards is None:
        return True
    return span[0] >= context.now if towards == "future" else span[0] <= context.now


_LINKS = frozenset(("to", "through", "thru", "until", "till", "-", "–", "and", "or"))


def _is_counted_date(reading: TimexReading) -> bool:
    """Whether a time is a date whose year is counted from the day of the article or of what was said."""
    return reading.timex_type == "DATE" and reading.anchor in ("reference_date", "said_on")


def _are_of_one_kind(first: TimexReading, last: TimexReading, rule: str) -> bool:
    """Whether two times can be the ends of a range: days both, months both, or "May to 3 June 2024"."""
    return granularity(first.value) == granularity(last.value) or (rule == "month" and last.anchor is None)


def ranged(found: list[ReadMatch], context: Context) -> list[ReadMatch]:
    """First and last of a range in order: the year of the last is the first's too, and the last comes after the first.

    "1 January to 31 March 2024", "October to December last year"; "from Friday to Monday", "November to February".
    """
    out, text = list(found), context.text
    for i in range(1, len(out)):
        a, b = out[i - 1].reading, out[i].reading
        link = text[out[i - 1].end : out[i].start].strip().lower()
        if link not in _LINKS or not _is_counted_date(a):
            continue
        days, last = interval(a.value), interval(b.value)
        rules = out[i - 1].match.rule, out[i].match.rule
        if days is None or last is None or not _are_of_one_kind(a, b, rules[0].name):
            continue
        if rules[0].arguments.get("yearless") and (b.anchor is None or rules[1].arguments.get("of_other_year")):
            year = last[0].year - (a.value[5:] > b.value[5 : len(a.value)])
            if b.anchor is None:
                a = replace(a, anchor=None, anchor_date=None)
            out[i - 1] = replace(out[i - 1], reading=replace(a, value=f"{year:04d}{a.value[4:]}"))
        elif link in ("and", "or") and _is_day_before(out[i - 1], out[i]) and (last[0] - days[0]).days == -6:
            # "on Saturday and Sunday" of one weekend
            later = days[0] > (a.anchor_date or days[0])
            out[i if later else i - 1] = _week_off(out[i] if later else out[i - 1], 7 if later else -7)
        elif (
            last[0] < days[0]
            and rules[0].name == rules[1].name
            and (link not in ("and", "or") or _between(out[i - 1], text))
        ):
            if rules[1].name == "weekday":
                # "ran from Monday through Saturday", told on a Monday, began the week before
                is_over = days[0] == a.anchor_date and direction(context, out[i].match) == "past"
                out[i - is_over] = _week_off(out[i - is_over], -7 if is_over else 7)
            elif rules[1].arguments.get("yearless") and a.anchor_date:
                # Of the two ranges that this may be, the one nearer to the day it is counted from.
                ahead = days[0] - a.anchor_date < a.anchor_date - last[1]
                i_moved = i if ahead else i - 1
                out[i_moved] = _years_on(out[i_moved], 1 if ahead else -1)
    return out


def _is_day_before(a: ReadMatch, b: ReadMatch) -> bool:
    """Whether two bare weekdays follow each other in every week."""
    if {a.match.rule.name, b.match.rule.name} != {"weekday"} or "which" in a.match or "which" in b.match:
        return False
    first, second = (class_number("WEEKDAY", item.match.word("weekday")) for item in (a, b))
    return bool(first and second) and (second - first) % 7 == 1


def _week_off(found: ReadMatch, days: int) -> ReadMatch:
    """What was read of a day, so many days later."""
    value = found.reading.value
    span = interval(value[:10])
    day = moved(span[0], days, "day") if span else None
    return replace(found, reading=replace(found.reading, value=day.isoformat() + value[10:])) if day else found


def within(found: list[ReadMatch], text: str) -> list[ReadMatch]:
    """The first or last so many units of a period that follows have its days: "the first three months of 2008"."""
    out = list(found)
    for i, (a, b) in enumerate(itertools.pairwise(found)):
        period = interval(b.reading.value) if b.reading.timex_type == "DATE" else None
        if a.match.rule.reader != "duration" or period is None or text[a.end : b.start].strip() != "of":
            continue
        days = _days_within(a.match, period)
        if days:
            placed = replace(a.reading, days=days, unit=unit_of_days(unit_of(a.match)))
            out[i] = _as_counted(replace(a, reading=placed), b)
    return out


def _days_within(match: Match, period: tuple[dt.date, dt.date]) -> tuple[dt.date, dt.date] | None:
    """The days of the first or last so many units of a period; None where it has not so many."""
    n = number(match.words("n"))
    words = {lexeme.word for lexeme in match.lexemes[match.first : match.parts.get("n", (match.first, 0))[0]]}
    sign = -1 if words & _LAST else 1 if words & _FIRST else 0
    edge = moved(period[1], 1, "day") if sign < 0 else period[0]
    days = stretch(edge, sign, n, unit_of(match)) if edge and n else None
    end = moved(days[1], -1, "day") if days else None
    return (days[0], end) if days and end and period[0] <= days[0] and end <= period[1] else None


def _as_counted(found: ReadMatch, other: ReadMatch) -> ReadMatch:
    """What was read, counted from the day that another time is counted from."""
    anchor, day = other.reading.anchor, other.reading.anchor_date
    return replace(found, reading=replace(found.reading, anchor=anchor, anchor_date=day))


_FIRST = frozenset(("first", "opening", "initial"))
_LAST = frozenset(("last", "final", "closing"))


_UTC_BEHIND = 14
"""No place is more than so many hours ahead of universal time."""


def local(found: list[ReadMatch], text: str) -> list[ReadMatch]:
    """A time of the place before the same time in UTC with its day: "6 a.m. (2200 GMT Friday)" is on Saturday.

    And a time in UTC behind one of the place that has its day: "on Friday at 6 a.m. (2200 GMT)" is on Thursday.
    """
    out = list(found)
    for i, (a, b) in enumerate(itertools.pairwise(found)):
        if text[a.end : b.start].strip() != "(":
            continue
        here, there = _minutes(a.reading.value), _minutes(b.reading.value)
        if here is None or there is None or not b.reading.value.endswith("Z"):
            continue
        ahead = (here - there) % _DAY
        ahead -= _DAY if ahead > _UTC_BEHIND * 60 else 0
        if b.is_joined and a.match.rule.reader == "clock":
            out[i] = _on_day_of(a, b, (there + ahead) // _DAY)
        elif not b.is_joined:
            out[i + 1] = _on_day_of(b, a, (here - ahead) // _DAY)
    return out


def _on_day_of(found: ReadMatch, other: ReadMatch, days: int) -> ReadMatch:
    """A time of the day, on the day of another one or so many days from it; as it is where that has none."""
    day = interval(other.reading.value[:10])
    on = moved(day[0], days, "day") if day else None
    if on is None:
        return found
    value = on.isoformat() + found.reading.value[found.reading.value.index("T") :]
    return _as_counted(replace(found, reading=replace(found.reading, value=value)), other)


_DAY = 24 * 60
_MINUTES_OF = {"minute": 1, "hour": 60}
_SOON_AFTER = 400
"""So many characters behind a clock time what is told to be hours or minutes from it is."""


def shifted(found: list[ReadMatch]) -> list[ReadMatch]:
    """Hours and minutes before or after a clock time on a day: "At 6.30am they left. Half an hour later" is 07:00."""
    out = list(found)
    for i in range(1, len(out)):
        before, item = out[i - 1], out[i]
        minute = _minutes(before.reading.value)
        day = day_of(before.reading.value) or day_of(item.reading.value)
        is_near = item.match.rule.reader == "earlier" and item.start - before.end <= _SOON_AFTER
        if not is_near or minute is None:
            continue
        n, unit = number(item.match.words("n")), unit_of(item.match)
        if n is None or unit not in _MINUTES_OF:
            continue
        minute += item.match.rule.arguments["sign"] * round(n * _MINUTES_OF[unit])
        if day is None:
            if before.reading.value.startswith(UNKNOWN["day"]) and 0 <= minute < _DAY:
                clock = f"{UNKNOWN['day']}T{minute // 60:02d}:{minute % 60:02d}"
                out[i] = replace(item, reading=replace(item.reading, timex_type="TIME", value=clock))
        elif moved_day := moved(day, minute // _DAY, "day"):
            clock = f"T{minute % _DAY // 60:02d}:{minute % 60:02d}"
            reading = replace(
                item.reading, timex_type="TIME", value=moved_day.isoformat() + clock, anchor="time_expression",
                anchor_date=day,
            )  # fmt: skip
            out[i] = replace(item, reading=reading)
    return out


def _minutes(value: str) -> int | None:
    """The minute of the day of a time; None where a value tells none."""
    clock = value.partition("T")[2]
    return int(clock[:2]) * 60 + int(clock[3:5]) if clock[:2].isdigit() and clock[3:5].isdigit() else None


def _years_on(found: ReadMatch, n: int) -> ReadMatch:
    """What was read of a day or month, `n` years later."""
    value = found.reading.value
    return replace(found, reading=replace(found.reading, value=f"{int(value[:4]) + n:04d}{value[4:]}"))


def _between(item: ReadMatch, text: str) -> bool:
    return text[max(item.start - 12, 0) : item.start].rstrip().lower().endswith("between")
