"""Times that are of something else than what happens: of a name, a source, an estimate, a thing of today."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pipeline.events.ahead import LONG
from pipeline.events.comparison import is_base_of_comparison, is_of_base_level, is_range_of_superlative
from pipeline.events.site import PREMODIFIERS, Site, is_named_after
from pipeline.language import syntax
from pipeline.lexicon.event_types import sense_of_noun
from pipeline.lexicon.verbs import verbs_that
from pipeline.times.time_expression import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Span

_LAWS = frozenset(("act", "code", "constitution", "convention", "declaration", "law", "statute", "treaty"))
"""In small letters, what a year may be part of the name of: "the Harbours *Act* of 1964"."""
_ABOUT_THE_PAST = frozenset(("ceremony", "investigation", "trial", "law"))
"""Types of happenings that may be named after a day long past: its anniversary, an inquiry into it."""
_LONG_AGO = 200
"""Days after which a happening with the name of a day is not of that day."""
_ESTIMATES = frozenset(
    ("budget", "estimate", "expectation", "forecast", "guidance", "outlook", "prediction", "projection", "target")
)
"""Nouns of what is foreseen for a time, whatever is done with it now: "cut its *forecast* for 2027"."""
_COMPARING = frozenset(("associate", "compare", "contrast", "identify"))
"""Verbs that have a time for their theme after "with": "associated with *the 1990s*"."""
_NOT_ITS_TIME = frozenset(("dobj", "dative", "oprd", "cc"))
"""Relations of a time to a verb that is not done at that time: "offered him *a week*"."""


def is_of_something_else(span: Span, timex: TimeExpression, in_timex: frozenset[int]) -> bool:
    """Whether a time belongs to what is compared with, or says whose shares count: "holders of record *Nov. 25*".

    Or to a name: "the Harbours Act of *1964*".
    """
    if is_base_of_comparison(span, in_timex) or is_of_base_level(span):
        return True
    if is_range_of_superlative(span, timex, in_timex):
        return True
    doc = span.doc
    of = span.root.head
    if span.root.dep_ == "pobj" and of.lower_ == "of" and of.head.pos_ == "PROPN" and of.head.lower_ in _LAWS:
        return True
    at = span.start - 1 if span.start and doc[span.start - 1].lower_ not in ("on", "at") else span.start - 2
    return at >= 1 and doc[at].lower_ == "record" and doc[at - 1].lower_ == "of"


def is_of_thing_now(site: Site, timex: TimeExpression) -> bool:
    """Whether a time without days only tells which thing is meant: "the system *now* in use may be extended"."""
    is_undated = timex.value in ("PRESENT_REF", "PAST_REF")
    return is_undated and site.through is not None and syntax.is_verbal(site.anchor)


def is_of_source(span: Span, site: Site) -> bool:
    """Whether a time belongs to the source of what is told: "was killed, according to a report *on Monday*"."""
    doc = span.doc
    for i in range(span.start - 1, site.anchor.i, -1):
        if doc[i].is_punct:
            return False
        if doc[i].lower_ == "to" and syntax.opens_source(doc[i - 1]):
            return site.anchor.i < i - 1
    return False


def names_a_thing(
    span: Span, site: Site, timex: TimeExpression, in_timex: frozenset[int], reference_date: dt.date | None
) -> bool:
    """Whether the day only names a thing of today: "a *9/11* ceremony", "the *May 3* hearing on Thursday"."""
    if site.dep not in PREMODIFIERS or syntax.is_verbal(site.anchor):
        return False
    if is_named_after(site.anchor, span, in_timex):
        return True
    if not timex.date_end or not reference_date:
        return False
    sense = sense_of_noun(site.anchor)
    is_after = sense is not None and sense.event_type in _ABOUT_THE_PAST
    return is_after and timex.granularity == "day" and (reference_date - timex.date_end).days > _LONG_AGO


def is_not_its_time(span: Span, timex: TimeExpression, site: Site) -> bool:
    """Whether the time is what the verb is about, not when it happens: "set *Monday* as the deadline"."""
    verb = site.anchor
    if verb.lemma_ in verbs_that("setting") and span.start == verb.i + 1 and syntax.child(verb, "prep") is not None:
        return True
    if timex.date_start is not None and _is_of_estimate(span, site):
        return True
    if verb.lemma_ in _COMPARING and site.preposition is not None and site.preposition.lower_ == "with":
        return True
    if site.dep == "nsubj" and site.through is not None:
        # "The farm economy in the 1950s has grown strong"
        group = syntax.verb_group(verb)
        return timex.granularity in LONG and (group.tense, group.aspect) == ("present", "perfect")
    if site.dep == "nsubj":
        return timex.timex_type == "DURATION" and verb.pos_ == "VERB"
    if site.dep not in _NOT_ITS_TIME or verb.lemma_ in verbs_that("lasting"):
        return False
    # The parser often takes a day for the object: "began clearing Thursday the road".
    is_hour = timex.timex_type == "TIME" and site.through is None  # "died about *11am* on Friday"
    is_day = timex.granularity in ("day", "part_of_day") or is_hour
    is_beside = site.through is not None and site.preposition is None  # "set bail *Tuesday*"
    is_set = verb.lemma_ in verbs_that("setting") and not is_beside
    return not is_day or is_set or bool(syntax.prepositional_objects(verb, "as"))


def _is_of_estimate(span: Span, site: Site) -> bool:
    """Whether a time is that of what is foreseen: "cut its forecast *for 2027*"."""
    at = span.start - 1
    if at < 1 or span.doc[at].lower_ != "for":
        return False
    nouns_before = (t for t in span.doc[site.anchor.i : at] if t.pos_ == "NOUN" and t.lemma_ in _ESTIMATES)
    return any(span.doc[at - 1].i == t.right_edge.i or span.doc[at].head == t for t in nouns_before)
