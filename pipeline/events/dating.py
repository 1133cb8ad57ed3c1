"""The date of a happening: what its times come to, taken together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.events.attachment import Attachment
from pipeline.events.event_mention import Time
from pipeline.events.period_end import days_of_period

if TYPE_CHECKING:
    from spacy.tokens import Token

_POINTS = ("DATE", "TIME")
_MAX_TIMES = 8
"""No happening has more times; where a broken parse gives it more, the nearest are kept."""


@dataclass(frozen=True, slots=True)
class Dating:
    """When a happening takes place by all its times: the best attachment first, and the days they come to."""

    attachments: tuple[Attachment, ...]
    first_day: dt.date | None
    last_day: dt.date | None
    granularity: str | None

    @property
    def is_placed(self) -> bool:
        """Whether it has a place in time, known or not, and more than a length or "now"."""
        return any(
            a.timex.date_start or (a.timex.timex_type in _POINTS and not a.timex.value.endswith("_REF"))
            for a in self.attachments
        )

    @property
    def times(self) -> list[Time]:
        """The times, the best first."""
        return [Time(timex_id=a.timex.timex_id, relation=a.relation) for a in self.attachments]


def date_of(trigger: Token, attachments: Sequence[Attachment]) -> Dating:
    """The date of an event by the times attached to it, at least one."""
    if len(attachments) > _MAX_TIMES:
        attachments = sorted(attachments, key=lambda a: abs(a.timex.start - trigger.idx))[:_MAX_TIMES]
    ordered = tuple(sorted(attachments, key=_rank))
    best = ordered[0]
    first = last = None
    period = days_of_period(ordered)
    if period is not None:
        first, last = period
    elif best.relation == "during":
        first, last = best.timex.date_start, best.timex.date_end
        if first and last and len(ordered) > 1:
            for start, end in _joined_with(best, ordered, trigger):  # "in *1996* and *1997*"
                first, last = min(first, start), max(last, end)
    else:
        first = next((a.timex.date_start for a in ordered if a.relation == "begins" and a.timex.date_start), None)
        last = next((a.timex.date_end for a in ordered if a.relation == "ends" and a.timex.date_end), None)
        if first and last and first > last:
            last = None
    dated = next((a.timex for a in ordered if a.timex.date_start and a.relation not in _ASIDE), None)
    return Dating(ordered, first, last, dated.granularity if dated and (first or last) else None)


def _joined_with(best: Attachment, ties: Sequence[Attachment], trigger: Token) -> Iterator[tuple[dt.date, dt.date]]:
    """The days of the times that are joined to the one of a tie by "and"."""
    time = best.timex
    for tie in ties:
        other = tie.timex
        is_alike = tie.relation == best.relation and tie.rule == best.rule and other.granularity == time.granularity
        if not is_alike or other.start == time.start or not (other.date_start and other.date_end):
            continue
        left, right = sorted((time, other), key=lambda t: t.start)
        if trigger.doc.text[left.end : right.start].strip(" ,") == "and":
            yield other.date_start, other.date_end


_ASIDE = ("before", "after")


def _rank(attachment: Attachment) -> tuple[bool, bool, float, int, int]:
    """What dates an event beside what does not, then by confidence, the narrower and the earlier first."""
    timex = attachment.timex
    days = (timex.date_end - timex.date_start).days if timex.date_start and timex.date_end else 0
    return (
        attachment.relation in _ASIDE,
        timex.date_start is None,
        -attachment.confidence,
        days,
        timex.start,
    )
