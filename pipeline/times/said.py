"""The day on which the words in quotation marks around an expression were said: “…,” she wrote on October 16."""

from __future__ import annotations

import bisect
import datetime as dt
import itertools
import re

from pipeline.speech.day import days_of_quotations
from pipeline.speech.speakers import quoted
from pipeline.times.context import Context
from pipeline.times.grammar import Match
from pipeline.times.readers import read
from pipeline.times.values import granularity, interval

_MARK = re.compile("[\"“”„«»‘’]|``|''|'")
_DAY_READINGS = frozenset(("day", "weekday", "weekday-of-week", "deictic-day", "two-days-off", "day-in-figures"))


def said_days(found: list[Match], context: Context) -> dict[int, dt.date]:
    """The day on which each expression in quotation marks was said, by where it starts; only where it is known."""
    if not found or not _MARK.search(context.text):
        return {}
    spans = quoted(context.doc)
    starts = [span.start for span in spans]
    inside: list[list[Match]] = [[] for _ in spans]
    outside: dict[int, Match] = {}
    for match in found:
        token, _ = context.tokens(match)
        k = bisect.bisect_right(starts, token) - 1
        if k >= 0 and token < spans[k].end:
            inside[k].append(match)
        elif match.rule.reader in _DAY_READINGS:
            outside[token] = match
    if not outside or not any(inside):
        return {}
    days = days_of_quotations(context.doc, outside)
    said: dict[int, dt.date] = {}
    for span, matches in zip(spans, inside, strict=True):
        day = _day(outside[days[span.start]], context) if matches and span.start in days else None
        if day is not None:
            said.update((match.start, day) for match in matches)
    return said


def _day(match: Match, context: Context) -> dt.date | None:
    for reading in itertools.islice(read(match, context), 1):
        days = interval(reading.value)
        if days and granularity(reading.value) in ("day", "part_of_day"):
            return days[0]
    return None
