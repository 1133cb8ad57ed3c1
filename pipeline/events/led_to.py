"""What a time is of that the parse hangs on another word: what the verb above it only leads to, or is led to by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.events import nouns, triggers
from pipeline.events.ahead import is_ahead, is_only_foreseen, is_past
from pipeline.events.site import Site
from pipeline.events.tie import Tie
from pipeline.language import syntax
from pipeline.lexicon.event_types import sense_of_verb
from pipeline.lexicon.loader import word_lists
from pipeline.times.context import weather_foretold
from pipeline.times.time_expression import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_MODALITY = word_lists(__package__, "modality.toml")
_TRIGGER_WORDS = word_lists(__package__, "trigger_words.toml")
_DECIDING = frozenset(("act", "decide", "deliberate", "rule", "vote"))
"""Verbs with "on" for what they decide at a time: "*vote* on the pact on Friday"."""
_GIVING = frozenset(("allow", "give", "grant"))
"""Verbs of giving somebody time: "*gave* him until Friday to pay"."""
_CALLING = frozenset(("announce", "arrange", "call", "convene", "order"))
"""Verbs by which a gathering is set for a time: "*called* a strike for Monday"."""
_CLOSING = frozenset(("close", "end", "finish", "settle"))
"""Verbs whose infinitive tells what a price came to: "fell to *close* at $9"."""


def of_another(span: Span, timex: TimeExpression, site: Site, reference_date: dt.date | None) -> list[Tie] | None:
    """The events a verb only leads to, which the time is of: "is calling for a *strike* on Monday"; None for others."""
    weather = weather_foretold(site.anchor)
    if weather is not None and is_ahead(timex, reference_date):
        return [Tie(weather, "nominal", "weather-foretold")] if triggers.is_event_noun(weather) else []
    if site.anchor.lemma_ in _GIVING and span.doc[span.start - 1].lower_ == "until":
        to_do = [c for c in syntax.children(site.anchor, "advcl", "xcomp") if c.i >= span.end and c.tag_ == "VB"]
        return [Tie(c, "clause", "infinitive-that-is-due") for c in to_do]
    if syntax.opens_source(site.anchor):
        return [Tie(told, "modifier", "beside-verb") for told in _of_its_source(site.anchor, span)]
    followed = _followed(site.anchor, span)
    if followed is not None:
        return [Tie(followed, "nominal", "noun-before-only")]
    called = _called_for(site)
    if called is not None:
        return [Tie(called, "nominal", "called-for")]
    prevented = _prevented(site.anchor)
    if prevented is not None:
        return [Tie(prevented, "clause", "prevented")]
    charge = charging(site.anchor) if is_past(timex, reference_date) else None
    if charge is not None:
        return [Tie(charge, "clause", "charged-with")]
    return None


def _of_its_source(according: Token, span: Span) -> Iterator[Token]:
    """What was done to the source that something goes by: "according to a letter *sent* to banks in May"."""
    for preposition in syntax.children(according, "prep"):
        for source in syntax.children(preposition, "pobj"):
            yield from (c for c in syntax.children(source, "acl") if c.tag_ == "VBN" and c.i < span.start)


def _followed(verb: Token, span: Span) -> Token | None:
    """The happening that another is told to follow, which the time is of: "the warning follows a *ruling* in May"."""
    if verb.lemma_ not in ("follow", "precede") or verb.tag_ not in ("VBZ", "VBP"):
        return None
    return next((o for o in syntax.objects(verb) if o.i < span.start and triggers.is_event_noun(o)), None)


def _called_for(site: Site) -> Token | None:
    """The gathering that a verb calls for a time: "called a *strike* for Monday"."""
    verb, preposition = site.anchor, site.preposition
    if verb.lemma_ not in _CALLING or preposition is None or preposition.lower_ != "for" or site.through is not None:
        return None
    return next((noun for noun in syntax.objects(verb) if triggers.is_event_noun(noun)), None)


def _prevented(verb: Token) -> Token | None:
    """The verb that kept another from being done: "*stopped* fans from reaching the pitch on Sunday"."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "from":
        return None
    above = verb.head.head
    return above if above.pos_ == "VERB" and above.lemma_ in _MODALITY["negative"] else None


def charging(charge: Token) -> Token | None:
    """The verb that tells of what somebody is blamed or tried for: "*accused* him of spying on Tuesday"."""
    if charge.dep_ not in ("pcomp", "pobj") or charge.head.lower_ not in ("of", "with", "for", "to"):
        return None
    above = charge.head.head
    above = above.head if above.pos_ == "ADJ" else above  # "pleaded guilty to the murder on Monday"
    return above if nouns.is_blame(above) else None


def voted_on(site: Site) -> Token | None:
    """The verb that decides on what stands before the time, which is of that: "will *vote* on the pact on Friday"."""
    noun = site.anchor
    if site.dep != "prep" or noun.dep_ != "pobj" or noun.head.lower_ != "on":
        return None
    deciding = noun.head.head
    return deciding if deciding.pos_ == "VERB" and deciding.lemma_ in _DECIDING else None


def demanding(noun: Token) -> Token | None:
    """The verb that asks for what was then still to be done: "*demanded* the release of the miners on Monday"."""
    sense = sense_of_verb(noun.head) if noun.dep_ == "dobj" and noun.head.pos_ == "VERB" else None
    is_asked = sense is not None and sense.plover == "REQUEST"
    return noun.head if is_asked and syntax.verb_group(noun.head).tense == "past" else None


def reported_of_period(span: Span, timex: TimeExpression, site: Site) -> Token | None:
    """The verb of what somebody says that a stretch of time put first is of.

    "In the past year, the minister said, costs have *risen*."
    """
    saying = site.anchor
    is_said = saying.lemma_ == "say" and syntax.verb_group(saying).tense == "past"
    told = syntax.child(saying, "ccomp") if is_said and timex.timex_type == "DURATION" and span.end < saying.i else None
    is_told = told is not None and told.i > saying.i and syntax.is_verbal(told)
    return told if is_told and site.preposition is not None and site.preposition.lower_ in ("in", "over") else None


def left_to_do(verb: Token, is_long: bool) -> Token | None:
    """The past verb that leaves an infinitive to be done later: "*voted* to support", "*extended* its offer to buy"."""
    group = syntax.verb_group(verb)
    if group.tense != "infinitive" or group.aspect.startswith("perfect"):
        return None
    is_of_object = verb.dep_ == "acl" and verb.head.dep_ == "dobj" and verb.i > verb.head.i
    governor = verb.head.head if is_of_object else verb.head
    if not syntax.is_verbal(governor) or syntax.verb_group(governor).tense != "past":
        return None
    if is_of_object:
        return governor
    is_set = syntax.is_passive(governor) and governor.lemma_ in _TRIGGER_WORDS["scheduling"]
    leaves = verb.dep_ == "xcomp" and governor.lemma_ in _MODALITY["planned"] | _MODALITY["required"]
    is_set = is_set or (is_long and is_only_foreseen(governor))
    return governor if leaves and not is_set else None


def looked_into(verb: Token) -> Token | None:
    """The happening that a verb in progress is about, which the day is of: "are investigating a *crash* on Friday"."""
    group = syntax.verb_group(verb)
    if (group.tense, group.aspect) != ("present", "progressive"):
        return None
    return next((o for o in syntax.objects(verb) if triggers.is_event_noun(o)), None)


def closed_at(verb: Token) -> Token | None:
    """The change of a price that ends with an infinitive on the same day: "*fell* 30 cents to end at $7"."""
    if verb.lemma_ not in _CLOSING or verb.dep_ not in ("advcl", "relcl", "xcomp"):
        return None
    if syntax.verb_group(verb).tense != "infinitive":
        return None
    change = syntax.clause_head(verb.head)
    return change if change.tag_ == "VBD" and triggers.is_of_market(change) else None
