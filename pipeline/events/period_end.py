"""The last day by which a period is named, and the days it comes to: "over five months ended *May 5*"."""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.events.attachment import Attachment
from pipeline.language import syntax
from pipeline.times.time_expression import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_ENDING = frozenset(("ended", "ending"))
_MONTHS = {"quarter": 3, "half": 6, "year": 12}
_LENGTH = re.compile(r"P(\d+)([MQY])$")
_MONTHS_OF_UNIT = {"M": 1, "Q": 3, "Y": 12}
_NEAREST = 12
"""Characters between a period and its last day: " ended on "."""


def period_ends(doc: Doc, spans: Iterable[tuple[TimeExpression, Span | None]]) -> dict[str, TimeExpression]:
    """The last days that periods are named by, each by the period's `timex_id`."""
    placed = [(timex, span) for timex, span in spans if span is not None and len(span)]
    ends: dict[str, TimeExpression] = {}
    for (period, before), (day, after) in itertools.pairwise(placed):
        between = [token.lower_ for token in doc[before.end : after.start]]
        is_ended = between[:1] and between[0] in _ENDING and between[1:] in ([], ["on"])
        if is_ended and day.date_end is not None and _months(period) is not None:
            ends[period.timex_id] = day
    return ends


def ends_told(
    doc: Doc, ends: Mapping[str, TimeExpression], spans: Iterable[tuple[TimeExpression, Span | None]]
) -> list[Attachment]:
    """That a period ended on its last day, and so in the period: "for the quarter *ended* Sept. 30"."""
    found: list[Attachment] = []
    for period in (timex for timex, _ in spans if timex.timex_id in ends):
        day = ends[period.timex_id]
        span = doc.char_span(day.start, day.end, alignment_mode="expand")
        before = doc[max(span.start - 2, 0) : span.start] if span is not None else ()
        for token in before:
            if token.lower_ in _ENDING and syntax.is_verbal(token):
                found += [Attachment(token, time, "during", "modifier", "end-of-period") for time in (day, period)]
    return found


def of_period_ends(found: Sequence[Attachment], ends: Mapping[str, TimeExpression]) -> list[Attachment]:
    """What is tied to a period, tied to its last day as well, unless the period has days of its own with that one."""
    return [
        dataclasses.replace(tie, timex=ends[tie.timex.timex_id], relation="ends")
        for tie in found
        if tie.timex.timex_id in ends and not _holds(tie.timex, ends[tie.timex.timex_id])
    ]


def days_of_period(attachments: Iterable[Attachment]) -> tuple[dt.date, dt.date] | None:
    """The first and the last day of a period that is named by its last: half a year ended June 3 began Dec. 4."""
    periods = {a.timex.end: a.timex for a in attachments if a.relation == "during"}
    for a in attachments:
        if a.relation != "ends" or a.timex.date_end is None:
            continue
        period = next((p for end, p in periods.items() if 0 < a.timex.start - end <= _NEAREST), None)
        months = _months(period) if period is not None else None
        if months is not None:
            return _earlier(a.timex.date_end + dt.timedelta(1), months), a.timex.date_end
    return None


def _holds(period: TimeExpression, day: TimeExpression) -> bool:
    """Whether the days of a period, where they are known, hold its last day."""
    if period.date_start is None or period.date_end is None or day.date_end is None:
        return False
    return period.date_start <= day.date_end <= period.date_end


def _months(period: TimeExpression) -> int | None:
    """How many months a period has; None where it has no such length."""
    length = _LENGTH.match(period.value)
    if length is not None:
        return int(length[1]) * _MONTHS_OF_UNIT[length[2]]
    return _MONTHS.get(period.granularity or "")


def _earlier(day: dt.date, months: int) -> dt.date:
    """The day so many months before another."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
