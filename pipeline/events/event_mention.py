"""A happening as an article tells it, as its extractor gives it."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict

from pipeline.language.record import record


class Participant(TypedDict):
    """Who or what takes part in a happening: the role, the name, and the span that names it.

    Roles are agent (who does it), patient (who or what undergoes it), recipient, partner ("with"), opponent
    ("against"), beneficiary ("for"), origin, destination and topic.
    """

    role: str
    entity_id: str | None
    name: str
    start: int
    end: int


class Figure(TypedDict):
    """How many or how much: what is counted, the number, its bounds where they are told, and the span.

    `value` is the number said; "at least a dozen" has 12 and `low` 12; "between 20 and 30" has only its bounds.
    `unit` is a currency's code, "percent", "years" or "months", and null for people and votes.
    """

    measure: str
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    start: int
    end: int


class Time(TypedDict):
    """A time expression that dates a happening, and how the happening lies to it."""

    timex_id: str
    relation: str


@record
class EventMention:
    """A row of `event_mentions`: its fields are that table's columns.

    The dates are those of its best time expression, or of two that make an interval; what the text leaves open,
    as the end of what goes on "since May", is null. What happens before or after a time has no dates.
    """

    event_mention_id: str
    article_id: str
    sentence_index: int
    start: int
    end: int
    trigger: str
    trigger_lemma: str
    trigger_pos: str
    clause_start: int
    clause_end: int
    clause: str
    event_type: str
    plover_type: str | None
    plover_mode: str | None
    quad_class: int | None
    participants: list[Participant]
    agent: str | None
    agent_entity_id: str | None
    patient: str | None
    patient_entity_id: str | None
    place: str | None
    place_entity_id: str | None
    place_basis: str | None
    figures: list[Figure]
    times: list[Time]
    date_start: dt.date | None
    date_end: dt.date | None
    granularity: str | None
    date_basis: str | None
    modality: str
    polarity: str
    tense: str | None
    aspect: str | None
    quote_id: str | None
    source_entity_id: str | None
    confidence: float
    rule: str
