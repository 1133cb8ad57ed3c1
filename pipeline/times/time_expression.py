"""A time expression, as its extractor gives it."""

from __future__ import annotations

import datetime as dt

from pipeline.language.record import record


@record
class TimeExpression:
    """A row of `time_expressions`: its fields are that table's columns."""

    timex_id: str
    article_id: str
    sentence_index: int
    start: int
    end: int
    text: str
    timex_type: str
    value: str
    mod: str | None
    date_start: dt.date | None
    date_end: dt.date | None
    granularity: str | None
    basis: str
    anchor: str | None
    anchor_date: dt.date | None
    confidence: float
    rule: str

    @property
    def days(self) -> tuple[dt.date | None, dt.date | None]:
        """The first day and the last, as far as they are known."""
        return self.date_start, self.date_end
