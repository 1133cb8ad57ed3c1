"""Event nouns near a time expression, and whether they or the verb have the time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.events import triggers
from pipeline.events.site import Site
from pipeline.events.tie import Tie
from pipeline.language import syntax
from pipeline.lexicon.event_types import sense_of_noun, sense_of_verb
from pipeline.lexicon.loader import word_lists
from pipeline.lexicon.verbs import verbs_that
from pipeline.times.time_expression import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_TRIGGER_WORDS = word_lists(__package__, "trigger_words.toml")

_GOING = frozenset(("come", "fly", "go", "head", "return", "travel"))
_LEAVING = frozenset(("ban", "bar", "exclude", "expel", "flee", "return", "suspend", "walk", "withdraw"))
"""Verbs of what is done from a happening: "*withdrew* from the talks on Monday"."""
_SHORT = frozenset(("day", "part_of_day", "hour", "minute", "second", "weekend", "week"))


def noun_before(doc: Doc, span: Span, site: Site) -> tuple[Token, str] | None:
    """The event noun whose phrase ends where the time expression begins, and how it stands to the verb.

    "setting" where both share the time ("spoke at a news *conference* Friday"), "subject" for the verb's
    subject, "detached" where the noun alone is dated ("died after the *crash* last May"), else "other".
    """
    if site.through is not None or (span.root.pos_ == "ADV" and span.root.lower_ != "ago"):
        return None
    at = span.start
    if site.preposition is not None:
        if site.preposition.lower_ not in ("on", "in", "at", "during", "over", "between", "of") or site.dep != "prep":
            return None
        at = site.preposition.i
    if at == 0:
        return None
    aside = _before_aside(doc, at, span.end, site)
    if aside is not None:
        return aside, "detached"
    for noun in (doc[at - 1], *syntax.ancestors(doc[at - 1])):
        if syntax.is_verbal(noun) or noun.right_edge.i >= at:
            return None
        if triggers.is_condition(noun):
            return None
        if triggers.is_event_noun(noun):
            governor = noun.head
            if any(c.lower_ == "pending" for c in noun.lefts):
                return noun, "detached"  # "kept them out pending *talks* on Monday"
            if noun.dep_ == "pobj":
                if governor.lower_ == "of" and governor.head.lemma_ in ("anniversary", "centenary", "memory"):
                    continue  # "the anniversary of the battle on Sunday"
                if _is_why(noun, site.anchor):
                    return None
                if _leads_there(governor):
                    return noun, "other"
                if governor.lower_ == "from" and governor.head.lemma_ in _LEAVING:
                    return noun, "other"
                if governor.lower_ in _TRIGGER_WORDS["detached"] and not _is_consent(governor):
                    return noun, "detached"
                return noun, "setting" if site.preposition is None or governor.lower_ == "during" else "other"
            if governor.i != site.anchor.i:
                return None
            if noun.dep_ == "dobj":
                return noun, "detached" if _looks_back(governor) else "other"
            if noun.dep_ in ("nsubj", "nsubjpass"):
                return noun, "subject"
            return None
    return None


def is_blame(verb: Token) -> bool:
    """Whether a verb tells in the past of blaming, catching or trying somebody for a deed done before."""
    sense = sense_of_verb(verb) if verb.pos_ == "VERB" else None
    is_of_kind = sense is not None and (sense.plover == "ACCUSE" or sense.event_type in ("arrest", "trial"))
    return is_of_kind and syntax.verb_group(verb).tense == "past"


def _is_why(noun: Token, verb: Token) -> bool:
    """Whether a noun is what somebody was blamed for, or an illness that he died of.

    "Convicted a nurse of *murder* on Monday", "died of a heart *attack* on Monday".
    """
    if noun.head.lower_ in ("of", "for") and is_blame(verb):
        return True
    if noun.head.lower_ not in ("from", "of") or noun.head.head.lemma_ != "die":
        return False
    sense = sense_of_noun(noun)
    return sense is not None and sense.event_type == "health"


def _leads_there(preposition: Token) -> bool:
    """Whether a preposition leads to where a verb goes at that time: "went *to* the polls on Saturday"."""
    verb = preposition.head
    return preposition.lower_ == "to" and syntax.is_verbal(verb) and verb.lemma_ in _GOING


def _is_consent(preposition: Token) -> bool:
    """Whether a preposition leads to what somebody consented to then: "agreed *to* the merger in August"."""
    return preposition.lower_ == "to" and preposition.head.lemma_ in ("agree", "consent")


def _looks_back(verb: Token) -> bool:
    """Whether a verb is about an earlier happening: "recalled the attack on Monday", not "marked its anniversary"."""
    sense = sense_of_verb(verb)
    return verb.lemma_ in verbs_that("retrospective") and (sense is None or sense.event_type != "ceremony")


def _before_aside(doc: Doc, start: int, end: int, site: Site) -> Token | None:
    """The event noun that a time between commas after it is of: "the last *strike*, in May, lasted three days"."""
    if start < 2 or end >= len(doc) or doc[start - 1].text != "," or doc[end].text != ",":
        return None
    subject = syntax.child(site.anchor, "nsubj", "nsubjpass")
    is_before = subject is not None and subject.right_edge.i in (start - 1, start - 2)
    return subject if subject is not None and is_before and triggers.is_event_noun(subject) else None


def amounts(verb: Token, timex: TimeExpression, site: Site) -> list[Token]:
    """What is counted over the period: "reported a *loss* and *sales* of … for the third quarter"."""
    if (
        verb.lemma_ not in verbs_that("amounts")
        or site.preposition is None
        or site.preposition.lower_ not in ("for", "in", "during", "through", "over")
        or timex.granularity in _SHORT
    ):
        return []
    counted = [o for o in syntax.children(verb, "dobj") if _is_counted(o)]
    return [c for o in counted for c in syntax.conjuncts(o) if _is_counted(c)]


def _is_counted(noun: Token) -> bool:
    """Whether a noun is an amount, or its change: "a *loss*", "a sharp *fall*"."""
    if triggers.is_measure(noun):
        return True
    sense = sense_of_noun(noun) if triggers.is_event_noun(noun) else None
    return sense is not None and sense.event_type == "market"


def scheduled_noun(predicate: Token) -> Token | None:
    """What is set for a time: "the *vote* is scheduled for Friday", "the *election* due in May"."""
    if predicate.lemma_.lower() not in _TRIGGER_WORDS["scheduling"]:
        return None
    if predicate.pos_ == "VERB":
        if not syntax.is_passive(predicate) or syntax.child(predicate, "xcomp") is not None:
            return None
        nouns = [*(o for _, o in syntax.prepositional_objects(predicate, "for")), *syntax.subjects(predicate)]
    elif predicate.dep_ == "amod":
        nouns = [predicate.head]
    else:
        nouns = syntax.subjects(predicate.head) if syntax.is_verbal(predicate.head) else []
    return next((n for n in nouns if triggers.is_event_noun(n)), None)


def told_within(span: Span, timex: TimeExpression) -> list[Tie]:
    """Events told within the noun phrase of the time: "1979, when troops *invaded*", "ten years of *war*"."""
    found: list[Tie] = []
    for c in span.root.children:
        if c.dep_ == "relcl" and any(w.lower_ == "when" for w in c.children):
            found.append(Tie(triggers.supported_noun(c) or c, "subordination", "time-when"))
        elif c.dep_ == "prep" and c.lower_ == "of" and timex.timex_type == "DURATION":
            for noun in syntax.children(c, "pobj"):
                if triggers.is_event_noun(noun):
                    found.append(Tie(noun, "nominal", "time-of-noun"))
    behind = _told_behind(span) if not found else None
    if behind is not None:
        found.append(Tie(triggers.supported_noun(behind) or behind, "subordination", "time-when"))
    return [replace(tie, token=_begun(tie.token)) if tie.rule == "time-when" else tie for tie in found]


def _begun(verb: Token) -> Token:
    """What a verb of beginning and ending is of: "in 1972, when he began *teaching*"; else the verb."""
    done = syntax.child(verb, "xcomp") if verb.lemma_ in verbs_that("phase") else None
    return done if done is not None and syntax.is_verbal(done) else verb


def _told_behind(span: Span) -> Token | None:
    """The verb of the clause with "when" right behind a time: "from 9 in 2019, when the mill *closed*"."""
    doc, at = span.doc, span.end
    at += at < len(doc) and doc[at].text == ","
    if at >= len(doc) or doc[at].lower_ != "when":
        return None
    verb = doc[at].head
    is_clause = verb.dep_ in ("advcl", "relcl") and verb.pos_ == "VERB" and verb.tag_ == "VBD"
    return verb if is_clause and verb.i > at else None
