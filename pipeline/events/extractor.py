"""From a parsed article to its dated events."""

from __future__ import annotations

from spacy.tokens import Doc

from pipeline.articles.article import Article
from pipeline.entities.mention import Mention
from pipeline.events import triggers
from pipeline.events.attachment import Attachment, attach
from pipeline.events.clauses import clause_of
from pipeline.events.dateline import dateline_attachments
from pipeline.events.event import Event
from pipeline.events.modality import modality_of, polarity_of
from pipeline.events.participants import MentionIndex, participants_of, place_of
from pipeline.events.sources import QuoteIndex
from pipeline.events.topic import topic_attachments
from pipeline.language import syntax
from pipeline.quotes.quote import Quote
from pipeline.times.time_expression import TimeExpression

_PREDICATES = ("acomp", "attr", "oprd")


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
    best: dict[tuple[int, str], Attachment] = {}
    for timex, span in spans:
        if span is None or not len(span):
            continue
        from_dateline = dateline_attachments(doc, timex, in_timex)
        if from_dateline is None:
            attachments = attach(doc, span, timex, in_timex, article.reference_date)
        else:
            attachments = from_dateline
        for attachment in attachments:
            best.setdefault((attachment.trigger.i, timex.timex_id), attachment)
    if not best:
        return []
    for attachment in topic_attachments(doc, list(best.values()), in_timex):
        best.setdefault((attachment.trigger.i, attachment.timex.timex_id), attachment)
    sentence_of = _sentence_indices(doc)
    people, told = MentionIndex(doc, mentions, in_timex), QuoteIndex(quotes)
    rows: dict[str, Event] = {}
    for attachment in best.values():
        event = _row(doc, article, attachment, people, told, sentence_of, in_timex)
        rows.setdefault(event.event_id, event)
    return sorted(rows.values(), key=lambda e: (e.start, e.end, e.timex_id or ""))


def _sentence_indices(doc: Doc) -> list[int]:
    out, n = [], -1
    for token in doc:
        n += token.is_sent_start is True or token.i == 0
        out.append(n)
    return out


def _row(
    doc: Doc,
    article: Article,
    attachment: Attachment,
    people: MentionIndex,
    told: QuoteIndex,
    sentence_of: list[int],
    in_timex: frozenset[int],
) -> Event:
    token, timex = attachment.trigger, attachment.timex
    first = triggers.first_part(token, in_timex)
    start, end = first.idx, token.idx + len(token)
    participants = participants_of(token, people)
    agent = next((p for p in participants if p["role"] == "agent"), None)
    patient = next((p for p in participants if p["role"] == "patient"), None)
    place = place_of(token, people)
    time = doc.char_span(timex.start, timex.end, alignment_mode="expand") or doc[token.i : token.i + 1]
    clause_start, clause_end, clause = clause_of(token, time)
    verb = token if syntax.is_verbal(token) else token.head if token.dep_ in _PREDICATES else None
    group = syntax.verb_group(verb) if verb is not None and syntax.is_verbal(verb) else None
    quote_id, source = told.around(start, end, token, people)
    dated = attachment.relation not in ("before", "after")
    return Event(
        event_id=f"{article.article_id}-e{start}-{end}-t{timex.start}",
        article_id=article.article_id,
        sentence_index=sentence_of[token.i],
        start=start,
        end=end,
        trigger=article.text[start:end],
        trigger_lemma=article.text[start : token.idx] + token.lemma_,
        trigger_pos=token.pos_,
        clause_start=clause_start,
        clause_end=clause_end,
        clause=clause,
        participants=participants,
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
        modality=modality_of(token, timex, article.reference_date),
        polarity=polarity_of(token),
        tense=group.tense if group else "none",
        aspect=group.aspect if group else "none",
        quote_id=quote_id,
        source_entity_id=source,
        confidence=attachment.confidence,
        rule=attachment.rule,
    )
