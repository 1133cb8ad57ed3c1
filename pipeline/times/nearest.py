"""Which of several years is meant: the day, month or season of a name that the tense points at, or the nearest."""

from __future__ import annotations

import datetime as dt

from pipeline.lexicon.loader import toml
from pipeline.times.context import (
    Context,
    Direction,
    direction,
    hangs_on_deed,
    is_of_coming_thing,
    is_since,
    is_told_as_future,
    is_told_as_past,
    lasted,
    preposition,
    tells_deed_done,
    tells_harm_done,
)
from pipeline.times.grammar import Match
from pipeline.times.reading import which_of
from pipeline.times.values import day_of, interval

DAYS_AWAY = {
    "stamp": 2,
    "slip": 7,
    "near-day": 60,
    "far-day": 150,
    "soon": 75,
    "within-the-year": 125,
    "deadline": 240,
    "long-ago": 310,
}
"""So many days from now a date without its year is still, or no longer, the one that is meant.

- stamp: a day so near ahead may be told as past where an article is stamped a little too early.
- slip: one so near is meant even where it is no such weekday as is written, by a slip.
- near-day: a day of a month so near is the one meant, unless a deed is told of it.
- far-day: one farther than this, whose verb has no tense, lies behind.
- soon: a month or season so near ahead is meant where nothing past is told.
- within-the-year: one so near ahead, and much nearer than the last, is meant where neither the verb nor that above it
  is past.
- deadline: one so near ahead is meant under "until" and the like, or in a plan.
- long-ago: one that ended so long ago is not told by its bare name when the next is near.
"""


def nearest(candidates: list[str], now: dt.date, towards: Direction) -> str | None:
    """Of values that follow each other, the one that the tense points at, else the nearest to `now`."""
    spans = [(span, value) for value in candidates if (span := interval(value))]
    if towards == "past":
        return next((value for span, value in reversed(spans) if span[0] <= now), None)
    if towards == "future":
        return next((value for span, value in spans if span[1] >= now), None)
    return min(spans, key=lambda item: distance(item[0], now), default=(None, None))[1]


def distance(span: tuple[dt.date, dt.date], now: dt.date) -> int:
    """Days from `now` to the nearer end of a span, 0 within it."""
    if span[0] <= now <= span[1]:
        return 0
    return (span[0] - now).days if span[0] > now else (now - span[1]).days


def nearest_day(match: Match, context: Context, month: int, day: int, weekday: int = 0) -> str:
    """The value of a day of a month whose year is not told, but perhaps its weekday, from 1 for Monday."""
    if context.now is None:
        return f"XXXX-{month:02d}-{day:02d}"
    framed = context.year_of_frame(match) or context.year_told(match, month, day)
    if framed is not None:
        return f"{framed}-{month:02d}-{day:02d}"
    years = range(context.now.year - 1, context.now.year + 2)
    if (month, day) == (2, 29):
        years = range(context.now.year - 4, context.now.year + 5)
    candidates = [f"{y:04d}-{month:02d}-{day:02d}" for y in years]
    if context.is_on_coming_list(match) and (told := interval(context.last_value or "")):
        after = [v for v in candidates if (d := day_of(v)) and d >= told[0]]
        if after:
            return after[0]
    if not any(distance((d, d), context.now) <= DAYS_AWAY["slip"] for v in candidates if (d := day_of(v))):
        candidates = [v for v in candidates if (d := day_of(v)) and d.isoweekday() == weekday] or candidates
    value = nearest(candidates, context.now, None)
    span = interval(value or "")
    ahead = (span[0] - context.now).days if span else 0
    is_done = ahead > DAYS_AWAY["stamp"] and not weekday and tells_deed_done(context, match)
    if is_done or (ahead > 0 and tells_harm_done(context, match)):
        return nearest(candidates, context.now, "past") or candidates[0]  # "a man stabbed on June 3"
    if span is None or distance(span, context.now) <= DAYS_AWAY["near-day"]:
        return value or f"XXXX-{month:02d}-{day:02d}"
    # Tense decides where both readings are far away; without it the day lies behind.
    towards = direction(context, match)
    if towards is None and (context.follows_a_plan(match) or is_of_coming_thing(context, match)):
        towards = "future"
    scheduled = direction(context, match, schedule=True) == "future"
    if towards is None and not scheduled and distance(span, context.now) > DAYS_AWAY["far-day"]:
        towards = "past"
    return nearest(candidates, context.now, towards) or f"XXXX-{month:02d}-{day:02d}"


def _after(match: Match) -> str:
    return match.lexemes[match.last].word if match.last < len(match.lexemes) else ""


_DEADLINES = frozenset(("until", "till", "through", "by", "before"))


def nearest_named(match: Match, context: Context, candidates: list[str], now: dt.date) -> str:
    """Of the same month or season in three years: that which "this", "last", "next" or the tense means."""
    which, words = which_of(match), match.words("which")
    framed = context.year_of_frame(match) if which is None else None
    if framed is not None:
        return framed + candidates[1][4:]
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
    if is_since(context, match):
        return nearest(candidates, now, "past") or candidates[1]
    towards = direction(context, match)
    if towards is None and (
        context.follows_a_plan(match) or is_told_as_future(context, match) or is_of_coming_thing(context, match)
    ):
        towards = "future"
    if towards is None and _after(match) in toml(__package__, "around.toml")["reached"]:
        return nearest(candidates, now, "past") or candidates[1]  # "the June peak"
    if towards != "future":
        back = distance(interval(nearest(candidates, now, "past") or "") or (now, now), now)
        ahead = distance(interval(nearest(candidates, now, "future") or "") or (now, now), now)
        deadline = preposition(context, match) in _DEADLINES and ahead <= DAYS_AWAY["deadline"]
        deadline = deadline and not lasted(context, match)
        # Eleven months ago is not told by the bare name of next month.
        is_open = towards is None and not hangs_on_deed(context, match)
        near = ahead <= DAYS_AWAY["soon"] and (is_open or back > DAYS_AWAY["long-ago"])
        # "A contested convention in July" is told in April of the next one, if of none that was.
        nearer = towards is None and ahead <= DAYS_AWAY["within-the-year"] and ahead * 9 < back * 5
        scheduled = ahead <= DAYS_AWAY["deadline"] and direction(context, match, schedule=True) == "future"
        towards = None if deadline or near or scheduled or (nearer and not is_told_as_past(context, match)) else "past"
        if scheduled and back > 31:
            towards = "future"  # "opens in the spring"
    return nearest(candidates, now, towards) or candidates[1]
