"""Lengths of time that begin or end with the day that is counted from: "the past two weeks", "the next five years"."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace

from pipeline.lexicon.loader import toml
from pipeline.times.context import (
    Context,
    direction,
    has_pluperfect,
    is_forecast,
    is_in_infinitive,
    is_in_present,
    is_told_as_past,
)
from pipeline.times.grammar import Match
from pipeline.times.reading import TimexReading
from pipeline.times.values import day_of, moved

_BACK = frozenset(("past", "last"))
_AHEAD = frozenset(("next", "coming"))
_OWNED = frozenset(("its", "his", "her", "their", "our", "my", "another", "any", "those"))
_ELSEWHERE = frozenset(("of", "before", "that", "in", "with", "at"))
"""Words behind "the last two years" that say of what, or before what, they are the last."""
_AS_LARGE = {"night": ("day", 1), "weekend": ("week", 1), "fortnight": ("week", 2), "decade": ("year", 10),
             "century": ("year", 100), "quarter": ("month", 3)}  # fmt: skip
_OF_A_DAY = {"second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24}


def placed(reading: TimexReading, match: Match, context: Context, n: float | None, unit: str) -> TimexReading:
    """A length of `n` units with its days, where words say that it ends or begins now; else as it is."""
    if n and (day := _day_before_which(match, context)) and (before := stretch(day, -1, n, unit)):
        unit = unit_of_days(unit)
        return replace(reading, days=before, unit=unit, anchor="time_expression", anchor_date=day)
    sign = _sign(match, context) if n is not None else 0
    days = stretch(context.now, sign, n, unit) if context.now and n else None
    if days is None:
        return reading
    return replace(reading, days=days, unit=unit_of_days(unit), anchor=context.anchor, anchor_date=context.now)


def _day_before_which(match: Match, context: Context) -> dt.date | None:
    """The day up to which "the previous 24 hours" go: that which the sentence has named, or the paragraph just now."""
    before = match.lexemes[match.first : match.parts.get("n", match.parts["unit"])[0]]
    day = day_of(context.last_value) if context.last_value else None
    if day is None or {lexeme.word for lexeme in before}.isdisjoint(_BEFORE):
        return None
    is_near = match.start - context.last_at < _NEAR and context.is_in_paragraph(context.last_at, match.start)
    return day if is_near or context.in_sentence(context.last_at, match.start) else None


_BEFORE = frozenset(("previous", "preceding"))
_NEAR = 300
"""So many characters behind a day a length of time that came before is one before that day."""


def last_unit(match: Match, context: Context, unit: str) -> TimexReading | None:
    """ "The past year", "within the next month": as long as that, up to now or from now on."""
    words = match.words("which")
    before = match.lexemes[match.first - 1].word if match.first else ""
    is_ahead = words[1:] and words[1] in _AHEAD and before in _WITHIN and match.all_words[-1] != "so"
    if len(words) != 2 or words[0] != "the" or unit not in _LENGTHS or "part" in match:
        return None
    if not is_ahead and words[1] not in _BACK:
        return None
    reading = TimexReading("DURATION", f"P1{_LENGTHS[unit]}", "APPROX" if match.all_words[-1] == "so" else None)
    after = match.lexemes[match.last].word if match.last < len(match.lexemes) else ""
    if after == "of" and words[1] == "last":
        return reading  # "the last year of the war"
    found = placed(reading, match, context, 1, unit)
    return None if is_ahead and found.days is None else found


_WITHIN = frozenset(("during", "over", "throughout", "within"))
_LENGTHS = {"week": "W", "month": "M", "year": "Y"}


def whole_year(match: Match, context: Context) -> TimexReading | None:
    """ "The entire year", "throughout the year": any year in a habit, early in one the twelve months gone."""
    before = [lexeme.word for lexeme in match.lexemes[max(match.first - 2, 0) : match.first]]
    reading = TimexReading("DURATION", "P1Y")
    towards = direction(context, match)
    if before[1:] == ["of"] and before[0] in toml(__package__, "around.toml")["of_any_year"] and towards is None:
        return reading  # "for much of the year"
    if before[-1:] != ["throughout"] and _WHOLE.isdisjoint(match.all_words):
        return None
    if is_in_present(context, match):
        return reading
    now = context.now
    if now is None or now.month > _EARLY or not is_told_as_past(context, match):
        return None
    days = stretch(now, -1, 1, "year")
    return replace(reading, days=days, unit="year", anchor=context.anchor, anchor_date=now)


_WHOLE = frozenset(("whole", "entire"))
_EARLY = 6
"""Up to this month "the whole year", where it is past, is not the one that has only begun."""


def stretch(now: dt.date, sign: int, n: float, unit: str) -> tuple[dt.date, dt.date] | None:
    """The first and last day of `n` units up to a day, or from it where `sign` is 1; None where it is 0."""
    if unit in _OF_A_DAY:
        n, unit = math.ceil(n * _OF_A_DAY[unit] - 0.01) or 0, "day"
    elif unit in _AS_LARGE:
        unit, times = _AS_LARGE[unit]
        n *= times
    if n != int(n):
        n, unit = {"year": (n * 12, "month"), "week": (n * 7, "day")}.get(unit, (n, unit))
    other = moved(now, sign * math.ceil(n), unit) if sign else None
    return (min(now, other), max(now, other)) if other else None


def school_year(match: Match, context: Context, words: list[str]) -> TimexReading:
    """ "This school year", "the upcoming school year": from a September to a June."""
    reading = TimexReading("DURATION", "P1Y")
    if match.word("unit") != "year" or context.now is None:
        return reading
    is_ahead = not {"next", "upcoming", "coming"}.isdisjoint(words)
    is_summer = context.now.month in (_SUMMER, _SUMMER + 1)
    first = context.now.year - (context.now.month < _SUMMER) + (is_ahead and not is_summer)
    first -= not _BACK.isdisjoint(words)
    return replace(reading, days=of_school(first), unit="year", anchor=context.anchor, anchor_date=context.now)


_SUMMER = 7
"""The month in which schools are closed, and from which on the year that will begin is called this one."""


def of_school(year: int) -> tuple[dt.date, dt.date]:
    """The first and last day of the school year that begins in a year."""
    return dt.date(year, 9, 1), dt.date(year + 1, 6, 30)


def of_years_named(match: Match, year: int) -> tuple[dt.date, dt.date] | None:
    """The days of "the 2019-20 and 2020-21 school years", of "the 2019-20 season"; None for other years."""
    following = match.lexemes[match.last : match.last + 8]
    words = [x.word for x in following if x.shape not in _IN_YEARS and x.word not in ("and", "or")]
    if words[:1] in (["school"], ["academic"]):
        return of_school(year)
    is_season = not _SEASONS.isdisjoint(words[:2])  # "the 2019-20 hockey season"
    return (dt.date(year, 7, 1), dt.date(year + 1, 6, 30)) if is_season else None


_SEASONS = frozenset(("season", "seasons", "campaign"))


_IN_YEARS = frozenset(("YEAR4", "TO_YEAR", "HYPHEN", "DASH", "COMMA"))


def unit_of_days(unit: str) -> str:
    """The calendar unit in which a length of time is given."""
    return {"night": "day", "weekend": "week", "fortnight": "week", "millennium": "century"}.get(unit, unit)


def _sign(match: Match, context: Context) -> int:
    """-1 for units that end now, 1 for units that begin now, 0 for others."""
    at, _ = match.parts.get("n", match.parts["unit"])
    before = [lexeme.word for lexeme in match.lexemes[match.first : at]]
    owner = match.lexemes[match.first - 1].word if match.first else ""
    following = [lexeme.word for lexeme in match.lexemes[match.last : match.last + 2]]
    after = following[0] if following and following != ["in", "order"] else ""
    if after == "since" and before[-1:] in (["the"], ["these"]):
        return -1  # "in the ten years since the flood"
    if not _OWNED.isdisjoint((owner, *before)):
        return 0
    if "past" in before:
        return -1
    if "last" in before and after not in _ELSEWHERE:
        return 0 if has_pluperfect(context, match) else -1
    if not _AHEAD.isdisjoint(before) and after not in _ELSEWHERE:
        is_over = is_told_as_past(context, match) and not is_in_infinitive(context, match)
        return 0 if is_over and not is_forecast(context, match) else 1
    return 0
