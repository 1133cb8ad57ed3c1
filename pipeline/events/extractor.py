"""From a parsed article to its happenings."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipeline.articles.article import Article
from pipeline.entities.mention import Mention
from pipeline.events import triggers
from pipeline.events.attachment import Attachment, attach
from pipeline.events.clauses import clause_pieces_of, clause_text
from pipeline.events.dateline import dateline_attachments
from pipeline.events.dating import Dating, date_of
from pipeline.events.event_mention import EventMention, Participant
from pipeline.events.figures import figure_attachments
from pipeline.events.modality import modality_at, polarity_of, told_modality
from pipeline.events.participants import MentionIndex, participants_of, place_of
from pipeline.events.sources import QuoteIndex, Sources
from pipeline.events.topic import topic_attachments
from pipeline.language import layout, syntax
from pipeline.quotes.quote import Quote
from pipeline.times.time_expression import TimeExpression

_PREDICATES = ("acomp", "attr", "oprd")


def find_event_mentions(
    doc: Doc, article: Article, mentions: list[Mention], time_expressions: list[TimeExpression], quotes: list[Quote]
) -> list[EventMention]:
    """The happenings of an article, a row each, in the order of their words."""
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
    rows = []
    for token, attachments in _by_trigger(found):
        told = _Told(token, people, quoted, sources, in_timex)
        rows.append(_row(article, date_of(token, attachments), told, sentence_of[token.i]))
    return sorted(rows, key=lambda e: (e.start, e.end))


def _by_trigger(found: list[Attachment]) -> Iterator[tuple[Token, list[Attachment]]]:
    """The events with their times, each time once and by the first rule that found it."""
    groups: dict[int, dict[str, Attachment]] = {}
    for attachment in found:
        groups.setdefault(attachment.trigger.i, {}).setdefault(attachment.timex.timex_id, attachment)
    for group in groups.values():
        attachments = list(group.values())
        yield attachments[0].trigger, attachments


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


def _row(article: Article, dating: Dating | None, told: _Told, sentence_index: int) -> EventMention:
    token = told.token
    agent, patient, place = told.first("agent"), told.first("patient"), told.place
    best = dating.attachments[0] if dating else None
    clause_start, clause_end, clause = clause_text(token, told.pieces, best.timex if best else None)
    return EventMention(
        event_mention_id=f"{article.article_id}-e{told.start}-{told.end}",
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
        event_type="other",
        plover_type=None,
        plover_mode=None,
        quad_class=None,
        participants=told.participants,
        agent=agent["name"] if agent else None,
        agent_entity_id=agent["entity_id"] if agent else None,
        patient=patient["name"] if patient else None,
        patient_entity_id=patient["entity_id"] if patient else None,
        place=place["name"] if place else None,
        place_entity_id=place["entity_id"] if place else None,
        place_basis="clause" if place else None,
        figures=[],
        times=dating.times if dating else [],
        date_start=dating.first_day if dating else None,
        date_end=dating.last_day if dating else None,
        granularity=dating.granularity if dating else None,
        date_basis=best.basis if best else None,
        modality=modality_at(token, told.modality, best.timex if best else None, article.reference_date),
        polarity=told.polarity,
        tense=told.tense,
        aspect=told.aspect,
        quote_id=told.quote_id,
        source_entity_id=told.source,
        confidence=best.confidence if best else 0.5,
        rule=best.rule if best else "happening",
    )
