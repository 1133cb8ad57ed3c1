"""A mention of an entity, as its extractor gives it."""

from __future__ import annotations

from pipeline.language.record import record


@record
class Mention:
    """A row of `mentions`: its fields are that table's columns."""

    mention_id: str
    article_id: str
    sentence_index: int
    start: int
    end: int
    text: str
    head_start: int
    head_end: int
    mention_type: str
    label: str | None
    entity_id: str | None
    name: str | None
    role: str | None
    antecedent_id: str | None
    rule: str
    confidence: float
    place_entity_id: str | None = None
