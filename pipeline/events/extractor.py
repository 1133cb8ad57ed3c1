"""From a parsed article to its dated events."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipeline.articles.article import Article
from pipeline.entities.mention import Mention
from pipeline.events import triggers
from pipeline.events.attachment import Attachment, attach
from pipeline.events.clauses import clause_pieces_of, clause_text
from pipeline.events.dateline import dateline_attachments
from pipeline.events.event import Event, Participant
from pipeline.events.figures import figure_attachments
from pipeline.events.modality import modality_at, polarity_of, told_modality
from pipeline.events.participants import MentionIndex, participants_of, place_of
from pipeline.events.sources import QuoteIndex, Sources
from pipeline.events.topic import topic_attachments
from pipeline.language import layout, syntax
from pipeline.quotes.quote import Quote
from pipeline.times.time_expression import TimeExpression

_PREDICATES = ("acomp", "attr", "oprd")
_MAX_TIMES = 8
"""No event has more times; where a broken parse gives it more, the nearest are kept."""


def find_events(
    doc: Doc, article: Article, mentions: list[Mention], time_expressions: list[TimeExpression], quotes: list[Quote]
) -> list[Event]:
    """The events of an article that the text ties to a time, a row for each event and time expression.

    Sorted by the place of the event's word, then of the time expression.
    """
    if not time_expressions or not len(doc):
        return []
    spans = [(t, doc.char_span(t.start, t.end, alignment_mode="expand")) for t in time_expressions]
    in_timex = frozenset(i for _, span in spans if span is not None for i in range(span.start, span.end))
    found: list[Attachment] = []
    for timex, span in spans:
        if span is not None and len(span):
            from_head = dateline_attachments(doc, article.text, timex, in_timex)
            found += attach(doc, span, timex, in_timex, article.reference_date) if from_head is None else from_head
    if not found:
        return []
    sentence_of = layout.sentence_of(doc)
    topics = topic_attachments(doc, found, in_timex, sentence_of)
    found = [*found, *topics, *figure_attachments(doc, found, sentence_of)]
    people = MentionIndex(doc, mentions, in_timex)
    quoted, sources = QuoteIndex(quotes), Sources(doc, people)
    rows: dict[str, Event] = {}
    for token, attachments in _by_trigger(found):
        told = _Told(token, people, quoted, sources, in_timex)
        for attachment in attachments:
            row = _row(article, attachment, told, sentence_of[token.i])
            rows.setdefault(row.event_id, row)
    return sorted(rows.values(), key=lambda e: (e.start, e.end, e.timex_id or ""))


def _by_trigger(found: list[Attachment]) -> Iterator[tuple[Token, list[Attachment]]]:
    """The events with their times, each time once and by the first rule that found it."""
    groups: dict[int, dict[str, Attachment]] = {}
    for attachment in found:
        groups.setdefault(attachment.trigger.i, {}).setdefault(attachment.timex.timex_id, attachment)
    for group in groups.values():
        attachments = list(group.values())
        token = attachments[0].trigger
        if len(attachments) > _MAX_TIMES:
            attachments = sorted(attachments, key=lambda a: abs(a.timex.start - token.idx))[:_MAX_TIMES]
        yield token, attachments


class _Told:
    """What an article tells of an event, whatever its time."""

    def __init__(
        self, token: Token, people: MentionIndex, quoted: QuoteIndex, sources: Sources, in_timex: frozenset[int]
    ) -> None:
        self.token = token
        first_part = triggers.first_part(token, in_timex)
        self.start = first_part.idx
        self.end = token.idx + len(token)
        self.participants = participants_of(token, people)
        self.place = place_of(token, people)
        self.pieces = clause_pieces_of(token, first_part)
        self.modality = told_modality(token)
        self.polarity = polarity_of(token)
        verb = token if syntax.is_verbal(token) else token.head if token.dep_ in _PREDICATES else None
        group = syntax.verb_group(verb) if verb is not None and syntax.is_verbal(verb) else None
        self.tense, self.aspect = (group.tense, group.aspect) if group else ("none", "none")
        quote = quoted.innermost(self.start, self.end)
        self.quote_id = quote.quote_id if quote else None
        self.source = quote.speaker_entity_id if quote else sources.of(token)

    def first(self, role: str) -> Participant | None:
        """The first participant in a role."""
        return next((p for p in self.participants if p["role"] == role), None)


def _row(article: Article, attachment: Attachment, told: _Told, sentence_index: int) -> Event:
    token, timex = told.token, attachment.timex
    agent, patient, place = told.first("agent"), told.first("patient"), told.place
    clause_start, clause_end, clause = clause_text(token, told.pieces, timex)
    dated = attachment.relation not in ("before", "after")
    return Event(
        event_id=f"{article.article_id}-e{told.start}-{told.end}-t{timex.start}",
        article_id=article.article_id,
        sentence_index=sentence_index,
        start=told.start,
        end=told.end,
        trigger=article.text[told.start : told.end],
        trigger_lemma=article.text[told.start : token.idx] + token.lemma_,
        trigger_pos=token.pos_,
        clause_start=clause_start,
        clause_end=clause_end,
        clause=clause,
        participants=told.participants,
        agent=agent["name"] if agent else None,
        agent_entity_id=agent["entity_id"] if agent else None,
        patient=patient["name"] if patient else None,
        patient_entity_id=patient["entity_id"] if patient else None,
        place=place["name"] if place else None,
        place_entity_id=place["entity_id"] if place else None,
        timex_id=timex.timex_id,
        time_relation=attachment.relation,
        date_start=timex.date_start if dated else None,
        date_end=timex.date_end if dated else None,
        granularity=timex.granularity if dated else None,
        date_basis=attachment.basis,
        modality=modality_at(token, told.modality, timex, article.reference_date),
        polarity=told.polarity,
        tense=told.tense,
        aspect=told.aspect,
        quote_id=told.quote_id,
        source_entity_id=told.source,
        confidence=attachment.confidence,
        rule=attachment.rule,
    )
