"""A quote, as its extractor gives it."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict

from pipeline.language.record import record


class Span(TypedDict):
    """A stretch of articles.text: [start, end) in code points."""

    start: int
    end: int


class Speaker(TypedDict):
    """One of those who speak, with the entity where it is known."""

    start: int
    end: int
    text: str
    entity_id: str | None
    name: str | None


@record
class Quote:
    """A row of `quotes`: its fields are that table's columns."""

    quote_id: str
    article_id: str
    sentence_index: int
    quote_type: str
    attitude: str
    start: int
    end: int
    text: str
    fragments: list[Span]
    quotation: str | None
    cue_start: int | None
    cue_end: int | None
    cue: str | None
    cue_lemma: str | None
    cue_polarity: str
    speaker_start: int | None
    speaker_end: int | None
    speaker: str | None
    speaker_entity_id: str | None
    speaker_name: str | None
    speakers: list[Speaker]
    addressee_start: int | None
    addressee_end: int | None
    addressee: str | None
    addressee_entity_id: str | None
    channel_start: int | None
    channel_end: int | None
    channel: str | None
    said_on: dt.date | None
    said_on_timex_id: str | None
    parent_quote_id: str | None
    confidence: float
    rule: str
