"""From a time expression to the events it dates within its sentence, along the dependency tree."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pipeline.events import nouns, triggers
from pipeline.events.ahead import (
    LONG,
    is_far_ahead,
    is_misfit,
    is_past,
    is_plain_present,
    leads_ahead,
    of_what_is_foreseen,
)
from pipeline.events.comparison import is_counted_from
from pipeline.events.its_period import changes_foreseen, of_period_figures
from pipeline.events.led_to import (
    charging,
    closed_at,
    demanding,
    left_to_do,
    looked_into,
    of_another,
    reported_of_period,
    voted_on,
)
from pipeline.events.misparsed import misparsed, said_before
from pipeline.events.relations import relation_at, relation_of
from pipeline.events.rules import confidences
from pipeline.events.sharing import sharers
from pipeline.events.site import PREMODIFIERS, Site, find_site, has_own_day
from pipeline.events.tie import Tie
from pipeline.events.verb_ties import of_amounts, of_verb
from pipeline.events.whose_time import (
    is_not_its_time,
    is_of_something_else,
    is_of_source,
    is_of_thing_now,
    names_a_thing,
)
from pipeline.language import syntax
from pipeline.language.record import record
from pipeline.lexicon.event_types import sense_of_noun, sense_of_verb
from pipeline.lexicon.verbs import verbs_that
from pipeline.times.time_expression import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_OF_REPORTS = frozenset(("day", "part_of_day", "week"))
"""What dates the report of an amount, not the amount: "reported a loss *last week*"."""


@record
class Attachment:
    """An event's word, the time expression that dates it, and how the two were found to belong together."""

    trigger: Token
    timex: TimeExpression
    relation: str
    basis: str
    rule: str

    @property
    def confidence(self) -> float:
        """How often a tie by this rule is right."""
        return confidences()[self.rule]


def attach(
    doc: Doc, span: Span, timex: TimeExpression, in_timex: frozenset[int], reference_date: dt.date | None
) -> list[Attachment]:
    """The events that the time expression on `span` dates.

    `in_timex` are the indices of all tokens within time expressions, which are no events themselves.
    """
    found = nouns.told_within(span, timex)
    change = _counted_from(span, in_timex)
    if change is not None:
        counted = Attachment(change, timex, "after", "clause", "verb-with-time")
        return [counted, *(Attachment(tie.token, timex, "during", tie.basis, tie.rule) for tie in found)]
    site = None if is_of_something_else(span, timex, in_timex) else find_site(span, in_timex)
    relation = "during"
    if site is not None and (is_of_source(span, site) or is_of_thing_now(site, timex)):
        return []
    if site is not None and names_a_thing(span, site, timex, in_timex, reference_date):
        return []
    if site is not None:
        found += _events_at(doc, span, timex, site, in_timex, reference_date)
        found += [shared for tie in found for shared in sharers(tie.token, span, timex, in_timex)]
        relation = relation_at(doc, span, timex, site)
    return [
        Attachment(tie.token, timex, relation_of(tie, site, relation), tie.basis, tie.rule)
        for tie in found
        if tie.token.i not in in_timex
    ]


def _counted_from(span: Span, in_timex: frozenset[int]) -> Token | None:
    """The change that is counted from a time, and comes after it: "output *fell* 8% from a year ago"."""
    if not is_counted_from(span):
        return None
    site = find_site(span, in_timex)
    is_change = site is not None and site.through is None and triggers.is_of_market(site.anchor)
    return site.anchor if site is not None and is_change else None


def _events_at(
    doc: Doc,
    span: Span,
    timex: TimeExpression,
    site: Site,
    in_timex: frozenset[int],
    reference_date: dt.date | None,
) -> list[Tie]:
    """The events that the word above a time expression stands for."""
    if not syntax.is_verbal(site.anchor):
        return _of_noun_or_adjective(site, timex, in_timex, reference_date)
    if is_not_its_time(span, timex, site):
        return []
    another = of_another(span, timex, site, reference_date)
    another = _of_subject(span, site) if another is None else another
    if another is not None:
        return another
    verb = misparsed(doc, span, timex, site)
    if verb is None and is_past(timex, reference_date):
        verb = said_before(span, site)
    if verb is not None:
        return [Tie(verb, "modifier", "beside-verb")]
    is_behind = is_past(timex, reference_date)
    if is_behind and is_plain_present(site, timex):
        return []  # "Prices are tied to the cost of bread in 1955"
    change = closed_at(site.anchor) if is_behind else None
    if change is not None:
        return [Tie(change, "clause", "change-to-close"), *of_verb(site.anchor, site)]
    counted = nouns.amounts(site.anchor, timex, site)
    if counted:
        foreseen = [Tie(token, "clause", "of-its-period") for token in changes_foreseen(site.anchor)]
        return [*of_amounts(site.anchor, counted), *foreseen]
    beside = _of_noun_before(doc, span, timex, site, in_timex, reference_date)
    if beside is not None:
        return beside
    if is_far_ahead(timex, site, reference_date) and not leads_ahead(site):
        return of_what_is_foreseen(site.anchor, site.basis)
    reported = reported_of_period(span, timex, site)
    if reported is not None:
        return [Tie(reported, "clause", "verb-with-time")]
    subject_matter = looked_into(site.anchor) if is_behind and timex.granularity in ("day", "part_of_day") else None
    if subject_matter is not None:
        return [Tie(subject_matter, "nominal", "noun-before-only")]
    is_long = timex.granularity in LONG or timex.granularity in ("quarter", "half")
    governor = left_to_do(site.anchor, is_long) if is_behind else None
    if governor is not None:
        return [Tie(governor, "clause", "governor-of-infinitive")]
    return of_verb(site.anchor, site)


def _of_subject(span: Span, site: Site) -> list[Tie] | None:
    """What a subject is of, behind which its time stands: "the cause of his *death* at home on Thursday is unknown"."""
    if site.through is None or site.dep not in syntax.SUBJECTS or site.preposition is None:
        return None
    of = [o for _, o in syntax.prepositional_objects(site.through, "of") if o.i < span.start]
    told = [o for o in of if triggers.is_event_noun(o) and sense_of_noun(o) is not None]
    return [Tie(told[0], "nominal", "noun-before-only")] if told and site.through.lemma_ in _ABOUT else None


_ABOUT = frozenset(("cause", "circumstance", "detail", "investigation", "motive", "news", "reason", "report", "video"))
"""Nouns of what is known of a happening."""


def _of_noun_before(
    doc: Doc,
    span: Span,
    timex: TimeExpression,
    site: Site,
    in_timex: frozenset[int],
    reference_date: dt.date | None,
) -> list[Tie] | None:
    """The events where a noun stands before the time, with the verb or without it; None where the verb has it alone."""
    nominal = nouns.noun_before(doc, span, site)
    if nominal is None or has_own_day(nominal[0], span, in_timex) or _is_suspicion(nominal[0]):
        return None
    if not (triggers.is_measure(nominal[0]) and timex.granularity in _OF_REPORTS):
        noun, place = nominal
        misfit = is_misfit(site.anchor, timex, reference_date)
        if misfit or place == "detached" or (place == "subject" and timex.granularity != "day"):
            return [Tie(noun, "nominal", "noun-before-only")]
        if place in ("setting", "subject"):
            return [Tie(noun, "nominal", "noun-before"), *of_verb(site.anchor, site)]
    return None


def _is_suspicion(deed: Token) -> bool:
    """Whether a deed is what somebody is suspected of on a later day: "questioned on suspicion of *murder* Monday"."""
    return deed.dep_ == "pobj" and deed.head.head.lower_ == "suspicion"


def _of_noun_or_adjective(
    site: Site, timex: TimeExpression, in_timex: frozenset[int], reference_date: dt.date | None
) -> list[Tie]:
    anchor, dep = site.anchor, site.dep
    if anchor.pos_ == "ADJ":
        return [Tie(nouns.scheduled_noun(anchor) or anchor, "modifier", "adjective-with-time")]
    charge = charging(anchor) or demanding(anchor)
    if charge is not None and dep == "prep" and is_past(timex, reference_date):
        return [Tie(charge, "clause", "charged-with")]
    deciding = voted_on(site)
    if deciding is not None:
        return [Tie(deciding, "clause", "verb-through-noun")]
    found: list[Tie] = [Tie(anchor, "nominal", "noun-with-time")]
    found += [Tie(token, "clause", "of-its-period") for token in of_period_figures(site, timex, in_timex)]
    change = _change_in(anchor) if dep in PREMODIFIERS else None
    if change is not None:
        found.append(Tie(change, "nominal", "change-in-amount"))
    on_its_way = _on_its_way(anchor)
    if on_its_way is not None:
        found.append(Tie(on_its_way, "clause", "verb-through-noun"))
    if anchor.dep_ == "nsubj" and _changes_then(anchor.head, timex, dep):
        found.append(Tie(anchor.head, "clause", "change-of-noun"))
    return found


def _on_its_way(noun: Token) -> Token | None:
    """What happened to somebody on the way to a happening: "a nurse on her way to a service Friday was *hit*"."""
    way = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "to" else noun
    if way.lower_ != "way" or way.dep_ != "pobj" or way.head.lower_ != "on":
        return None
    subject = way.head.head
    return subject.head if subject.dep_ in ("nsubj", "nsubjpass") and syntax.is_verbal(subject.head) else None


def _changes_then(verb: Token, timex: TimeExpression, dep: str) -> bool:
    """Whether what has a time changed then: "Monday's talks *ended*", "the talks on Monday *collapsed*"."""
    if dep in PREMODIFIERS:
        return timex.value != "PRESENT_REF" and verb.lemma_ in verbs_that("undergoing")
    is_change = verb.lemma_ in verbs_that("undergoing") | verbs_that("phase") and sense_of_verb(verb) is not None
    return is_change and timex.granularity in ("day", "part_of_day") and verb.tag_ == "VBD"


def _change_in(amount: Token) -> Token | None:
    """The noun for a change of an amount that has a time of its own: "a *drop* in third-quarter income"."""
    if amount.dep_ != "pobj" or amount.head.lower_ != "in" or not triggers.is_measure(amount):
        return None
    change = amount.head.head
    sense = sense_of_noun(change) if triggers.is_event_noun(change) else None
    return change if sense is not None and sense.event_type == "market" else None
