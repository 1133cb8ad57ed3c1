"""A dated event, as its extractor gives it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypedDict


class Participant(TypedDict):
    """Who or what takes part in an event: the role, the name, and the span that names it.

    Roles are agent (who does it), patient (who or what undergoes it), recipient, partner ("with"), opponent
    ("against"), beneficiary ("for"), origin, destination and topic.
    """

    role: str
    entity_id: str | None
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Event:
    """A row of `events`: its fields are that table's columns.

    The dates are those of the time expression: when it happens, or begins, or ends, as `time_relation` says.
    What happens before or after a time has no dates, for the text does not fix them.
    """

    event_id: str
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
    participants: list[Participant]
    agent: str | None
    agent_entity_id: str | None
    patient: str | None
    patient_entity_id: str | None
    place: str | None
    place_entity_id: str | None
    timex_id: str | None
    time_relation: str | None
    date_start: dt.date | None
    date_end: dt.date | None
    granularity: str | None
    date_basis: str
    modality: str
    polarity: str
    tense: str | None
    aspect: str | None
    quote_id: str | None
    source_entity_id: str | None
    confidence: float
    rule: str
