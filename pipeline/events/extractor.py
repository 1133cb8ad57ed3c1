"""From a parsed article to its happenings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.articles.article import Article
from pipeline.entities.mention import Mention
from pipeline.events import triggers
from pipeline.events.affairs import Affairs, Kept
from pipeline.events.attachment import Attachment, attach
from pipeline.events.blame import blamer
from pipeline.events.choice import choose
from pipeline.events.clauses import clause_pieces_of, clause_text
from pipeline.events.court import placed_by_court
from pipeline.events.dateline import dateline_attachments
from pipeline.events.dating import Dating, date_of
from pipeline.events.event_mention import EventMention, Figure, Participant
from pipeline.events.fields import in_their_field
from pipeline.events.figures import figure_attachments
from pipeline.events.happenings import Happening, find_happenings
from pipeline.events.measures import figures_of
from pipeline.events.modality import modality_at, polarity_of, told_modality
from pipeline.events.occasions import Occasions
from pipeline.events.participants import MentionIndex, participants_of
from pipeline.events.period_end import ends_told, of_period_ends, period_ends
from pipeline.events.places import Scenes, Where, place_of
from pipeline.events.plover import category
from pipeline.events.rules import confidences
from pipeline.events.scene import dated_by_scene, has_own_day, placed_by_scene, times_of_sentences
from pipeline.events.sources import QuoteIndex, Sources
from pipeline.events.telling import Story, dated_by_story, placed_by_story
from pipeline.events.topic import topic_attachments
from pipeline.events.venue import placed_by_match
from pipeline.events.worth import Case, Others, chance, is_worth_a_row
from pipeline.language import layout, syntax
from pipeline.language.document import document
from pipeline.language.guard import guarded, guarded_word
from pipeline.language.once import text_of
from pipeline.lexicon.event_types import Sense
from pipeline.quotes.quote import Quote
from pipeline.times.time_expression import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_PREDICATES = ("acomp", "attr", "oprd")
_UNTOLD = ("hypothetical", "required")
"""Modalities of what is only imagined or asked for: a happening where it has a day."""
_AIMED_AT = ("recipient", "opponent", "partner", "beneficiary", "origin")
"""Roles of those at whom an act is aimed, the nearest first."""


def find_event_mentions(
    doc: Doc, article: Article, mentions: list[Mention], time_expressions: list[TimeExpression], quotes: list[Quote]
) -> list[EventMention]:
    """The happenings of an article, a row each, in the order of their words."""
    return [row for row, case in weighed(doc, article, mentions, time_expressions, quotes) if is_worth_a_row(case)]


def weighed(
    doc: Doc, article: Article, mentions: list[Mention], time_expressions: list[TimeExpression], quotes: list[Quote]
) -> list[tuple[EventMention, Case]]:
    """All that is told as a happening, a row each, with what it is weighed by."""
    if not len(doc):
        return []
    doc = document(doc)
    spans = [(t, doc.char_span(t.start, t.end, alignment_mode="expand")) for t in time_expressions]
    in_timex = frozenset(i for _, span in spans if span is not None for i in range(span.start, span.end))
    happenings = {h.token.i: h for h in find_happenings(doc, in_timex)}
    sentence_of = layout.sentence_of(doc)
    dated = dict(_by_trigger(_attachments(doc, article, spans, in_timex, sentence_of)))
    chosen = choose(doc, happenings, dated)
    if not chosen:
        return []
    in_field = in_their_field(happening for happening, _ in chosen)
    kept = list(zip(in_field, (dating for _, dating in chosen), strict=True))
    times, quoted = times_of_sentences(spans), QuoteIndex(quotes)
    people = MentionIndex(doc, mentions, in_timex)
    affairs = Affairs(kept, people)
    kept = dated_by_scene(kept, affairs, times, Occasions(kept, spans, quoted, article.reference_date))
    story = Story(kept, times, people, quoted)
    kept = dated_by_story(kept, story)
    sources, scenes = Sources(doc, people), Scenes(doc, people)
    others = Others(happening for happening, _ in kept)
    rows, triggers_of_all = [], frozenset(others)
    placed = _own_places(kept, people, scenes)
    kept = [(happening, dating) for happening, dating, _ in placed]
    places = placed_by_scene(kept, affairs, [place for _, _, place in placed], times)
    places = placed_by_match(kept, placed_by_story(kept, places, story), people)
    places = placed_by_court(kept, places, people, times)
    for (happening, dating), place in zip(kept, places, strict=True):
        with guarded_word(happening.rule, happening.token):
            told = _Told(happening.token, people, quoted, sources, in_timex)
            if _is_only_wanted(told, dating) and not told.is_typed(happening.sense):
                continue
            if told.is_quoted and _is_of_no_kind(happening):
                continue  # '"We *moved* mountains," she said.'
            event_type = happening.sense.event_type if happening.sense else "other"
            figures = figures_of(happening.token, event_type, triggers_of_all, in_timex)
            case = Case(happening, has_own_day(dating), told.is_quoted, told.polarity == "negative", others)
            rows.append((_row(article, case, told, place, figures, dating, sentence_of), case))
    return rows


def _own_places(
    kept: Kept, people: MentionIndex, scenes: Scenes
) -> list[tuple[Happening, Dating | None, Where | None]]:
    """The happenings with their dates, and where each takes place by the words around it."""
    found = []
    for happening, dating in kept:
        with guarded_word(happening.rule, happening.token):
            event_type = happening.sense.event_type if happening.sense else "other"
            found.append((happening, dating, place_of(happening.token, event_type, people, scenes)))
    return found


def _is_of_no_kind(happening: Happening) -> bool:
    """Whether a verb tells a happening of no known kind, of those who speak or are spoken to."""
    if not syntax.is_verbal(happening.token) or (happening.sense and happening.sense.event_type != "other"):
        return False
    return any(s.lower_ in ("i", "we", "you") for s in syntax.subjects(happening.token))


def _is_only_wanted(told: _Told, dating: Dating | None) -> bool:
    """Whether a happening is only imagined or asked for, and has no day."""
    if told.modality not in _UNTOLD:
        return False
    return dating is None or (told.modality == "hypothetical" and not dating.is_placed)


def _attachments(
    doc: Doc,
    article: Article,
    spans: list[tuple[TimeExpression, Span | None]],
    in_timex: frozenset[int],
    sentence_of: Sequence[int],
) -> list[Attachment]:
    """All ties between words and times: along the tree, from the dateline, and over the sentences after."""
    found: list[Attachment] = []
    ends = period_ends(doc, spans)
    last_days = {day.timex_id for day in ends.values()}
    for timex, span in spans:
        with guarded("time-of-happening", timex.start, timex.end):
            if span is not None and len(span) and timex.timex_id not in last_days:
                from_head = dateline_attachments(doc, timex, in_timex)
                found += attach(doc, span, timex, in_timex, article.reference_date) if from_head is None else from_head
    if not found:
        return []
    over_sentences: list[Attachment] = []
    with guarded("topic-over-sentences", 0, len(text_of(doc))):
        over_sentences += topic_attachments(doc, found, in_timex, sentence_of)
    with guarded("period-of-figures", 0, len(text_of(doc))):
        over_sentences += figure_attachments(doc, found, sentence_of)
    ties = [*found, *over_sentences]
    return [
        tie for tie in (*ties, *of_period_ends(ties, ends), *ends_told(doc, ends, spans)) if tie.rule in confidences()
    ]


def _by_trigger(found: list[Attachment]) -> Iterator[tuple[int, Dating]]:
    """The words that times are tied to, by their index, with their date; each time once, by the first rule."""
    groups: dict[int, dict[str, Attachment]] = {}
    for attachment in found:
        groups.setdefault(attachment.trigger.i, {}).setdefault(attachment.timex.timex_id, attachment)
    for group in groups.values():
        attachments = list(group.values())
        trigger = attachments[0].trigger
        with guarded_word(attachments[0].rule, trigger):
            yield trigger.i, date_of(trigger, attachments)


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
        self.pieces = clause_pieces_of(token, first_part)
        self.modality = told_modality(token)
        self.polarity = polarity_of(token)
        verb = token if syntax.is_verbal(token) else token.head if token.dep_ in _PREDICATES else None
        group = syntax.verb_group(verb) if verb is not None and syntax.is_verbal(verb) else None
        self.tense, self.aspect = (group.tense, group.aspect) if group else ("none", "none")
        quote = quoted.innermost(self.start, self.end)
        self.quote_id = quote.quote_id if quote else None
        self.is_quoted = quote is not None and quote.quote_type == "direct"
        self.source = quote.speaker_entity_id if quote else sources.of(token)

    def is_typed(self, sense: Sense | None) -> bool:
        """Whether PLOVER has a category for a happening of this sense, told so."""
        return category(sense, self.modality, self.polarity, self.is_past).plover_type is not None

    @property
    def is_past(self) -> bool:
        """Whether it is told as done, however surely: "may have *met*", "accused of *shooting* two"."""
        is_done = self.tense == "past" or self.aspect.startswith("perfect") or self.token.dep_ == "pcomp"
        return is_done or blamer(self.token) is not None

    def undergoer(self, sense: Sense | None) -> Participant | None:
        """To whom or what it was done: of acts between states and groups those whom they aim at, before things."""
        patient = self.first("patient")
        aimed = [p for role in _AIMED_AT for p in self.participants if p["role"] == role]
        named = next((p for p in aimed if p["entity_id"]), None)
        if named and sense and sense.plover and not (patient and patient["entity_id"]):
            return named
        if (sense is None or sense.plover is None) and syntax.child(self.token, "dobj") is None:
            apart = ("origin", "partner") if sense is None or sense.event_type == "travel" else ("origin",)
            aimed = [p for p in aimed if p["role"] not in apart]  # "returned *from Norland* with *a friend*"
        return patient or next(iter(aimed), None)

    def first(self, *roles: str) -> Participant | None:
        """The first participant in the first of these roles that anybody has."""
        return next((p for role in roles for p in self.participants if p["role"] == role), None)


def _row(
    article: Article,
    case: Case,
    told: _Told,
    place: Where | None,
    figures: list[Figure],
    dating: Dating | None,
    sentence_of: Sequence[int],
) -> EventMention:
    token, happening = told.token, case.happening
    sense = happening.sense
    agent, patient = told.first("agent"), told.undergoer(sense)
    best = dating.attachments[0] if dating else None
    clause_start, clause_end, clause = clause_text(token, told.pieces, best.timex if best else None)
    modality = modality_at(token, told.modality, best.timex if best else None, article.reference_date)
    plover = category(sense, modality, told.polarity, told.is_past)
    return EventMention(
        event_mention_id=f"{article.article_id}-e{told.start}-{told.end}",
        article_id=article.article_id,
        sentence_index=sentence_of[token.i],
        start=told.start,
        end=told.end,
        trigger=article.text[told.start : told.end],
        trigger_lemma=article.text[told.start : token.idx] + token.lemma_,
        trigger_pos=token.pos_,
        clause_start=clause_start,
        clause_end=clause_end,
        clause=clause,
        event_type=sense.event_type if sense else "other",
        plover_type=plover.plover_type,
        plover_mode=plover.mode,
        quad_class=plover.quad,
        participants=told.participants,
        agent=agent["name"] if agent else None,
        agent_entity_id=agent["entity_id"] if agent else None,
        patient=patient["name"] if patient else None,
        patient_entity_id=patient["entity_id"] if patient else None,
        place=place.named["name"] if place else None,
        place_entity_id=place.named["entity_id"] if place else None,
        place_basis=place.basis if place else None,
        figures=figures,
        times=dating.times if dating else [],
        date_start=dating.first_day if dating else None,
        date_end=dating.last_day if dating else None,
        granularity=dating.granularity if dating else None,
        date_basis=best.basis if best else None,
        modality=modality,
        polarity=told.polarity,
        tense=told.tense,
        aspect=told.aspect,
        quote_id=told.quote_id,
        source_entity_id=told.source,
        confidence=min(happening.confidence, round(chance(case), 2), best.confidence if best else 1.0),
        rule=best.rule if best else happening.rule,
    )
