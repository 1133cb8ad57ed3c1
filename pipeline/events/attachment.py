"""From a time expression to the events it dates within its sentence, along the dependency tree."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from pipeline.events import nouns, triggers
from pipeline.events.comparison import (
    is_base_of_comparison,
    is_counted_from,
    is_of_base_level,
    is_range_of_superlative,
)
from pipeline.events.rules import confidences
from pipeline.events.sharing import sharers
from pipeline.events.site import PREMODIFIERS, Site, find_site
from pipeline.events.tie import Tie
from pipeline.language import syntax
from pipeline.lexicon.event_types import sense_of_noun, sense_of_verb
from pipeline.lexicon.loader import word_lists
from pipeline.lexicon.verbs import verb as verb_cue
from pipeline.lexicon.verbs import verbs_that
from pipeline.times.context import weather_foretold
from pipeline.times.time_expression import TimeExpression

_TRIGGER_WORDS = word_lists(__package__, "trigger_words.toml")
_MODALITY = word_lists(__package__, "modality.toml")

_RELATIONS = {
    "since": "begins", "from": "begins", "starting": "begins", "beginning": "begins",
    "until": "ends", "till": "ends", "til": "ends", "through": "ends", "to": "ends", "by": "ends",
    "before": "before", "after": "after", "following": "after",
}  # fmt: skip
_OWN_RELATIONS = {"put-off": "during", "since-clause": "begins", "time-when": "during"}
"""How an event lies to its time by the rule that found it, whatever stands before the time."""
_EXTENDING = frozenset(("extend", "prolong"))
"""Verbs that put off the end of a thing: "*extended* the ban until Friday"."""
_LONG = frozenset(("year", "decade", "century"))
_COMPARING = frozenset(("associate", "compare", "contrast", "identify"))
"""Verbs that have a time for their theme after "with": "associated with *the 1990s*"."""
_ABOUT_THE_PAST = frozenset(("ceremony", "investigation", "trial", "law"))
"""Types of happenings that may be named after a day long past: its anniversary, an inquiry into it."""
_LONG_AGO = 200
"""Days after which a happening with the name of a day is not of that day."""
_FORESEEING = frozenset(
    ("aim", "budget", "envisage", "envision", "estimate", "eye", "foresee", "hope", "intend", "target")
)
"""Verbs of what somebody expects or means to do, beside those for plans."""
_LEADING_AHEAD = frozenset(("by", "for", "from", "through", "till", "to", "until"))
"""Prepositions by which a past verb leads to a time to come."""
_ESTIMATES = frozenset(
    ("budget", "estimate", "expectation", "forecast", "guidance", "outlook", "prediction", "projection", "target")
)
"""Nouns of what is foreseen for a time, whatever is done with it now: "cut its *forecast* for 2027"."""
_LAWS = frozenset(("act", "code", "constitution", "convention", "declaration", "law", "statute", "treaty"))
"""In small letters, what a year may be part of the name of: "the Harbours *Act* of 1964"."""
_CALLING = frozenset(("announce", "arrange", "call", "convene", "order"))
"""Verbs by which a gathering is set for a time: "*called* a strike for Monday"."""
_GIVING = frozenset(("allow", "give", "grant"))
"""Verbs of giving somebody time: "*gave* him until Friday to pay"."""
_SETTING_DAYS = frozenset(("await", "propose", "schedule", "seek"))
"""Of verbs for plans those that are about a thing itself."""
_CLOSING = frozenset(("close", "end", "finish", "settle"))
"""Verbs whose infinitive tells what a price came to: "fell to *close* at $9"."""
_DAYS_TO_PRINT = 3
_YEAR = re.compile(r"\d{4}")
_OF_REPORTS = frozenset(("day", "part_of_day", "week"))
"""What dates the report of an amount, not the amount: "reported a loss *last week*"."""
_HAVING = frozenset(("book", "earn", "have", "incur", "make", "post", "record", "suffer", "take"))
"""Verbs that tell no more of an amount than that somebody had it: "*posted* a loss for the year"."""
_NOT_ITS_TIME = frozenset(("dobj", "dative", "oprd", "cc"))
"""Relations of a time to a verb that is not done at that time: "offered him *a week*"."""


@dataclass(frozen=True, slots=True)
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
    site = None if _is_of_something_else(span, timex, in_timex) else find_site(span, in_timex)
    relation = "during"
    if site is not None and (_is_of_source(span, site) or _is_of_thing_now(site, timex)):
        return []
    if site is not None and _names_a_thing(site, timex, reference_date):
        return []
    if site is not None:
        found += _events_at(doc, span, timex, site, reference_date)
        found += [shared for tie in found for shared in sharers(tie.token, span, timex, in_timex)]
        if site.preposition is not None and (site.through is None or not _leads_elsewhere(site.preposition)):
            relation = _RELATIONS.get(site.preposition.lower_, relation)
            if site.preposition.lower_ == "between":
                relation = "begins" if span.start == site.preposition.i + 1 else "ends"
            if _is_as_of(site.preposition):
                relation = "ends"
        if span.start and doc[span.start - 1].lower_ in ("until", "till"):
            relation = "ends"
        if site.starts:
            relation = "begins"
        relation = _relation_to_stretch(doc, span, timex, site) or relation
    return [
        Attachment(tie.token, timex, _relation_of(tie, site, relation), tie.basis, tie.rule)
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


def _relation_of(tie: Tie, site: Site | None, relation: str) -> str:
    """How an event lies to its time: mostly as the preposition says."""
    if tie.rule == "put-off" and site is not None and site.anchor.lemma_ in _EXTENDING:
        return relation
    return _OWN_RELATIONS.get(tie.rule, relation)


def _is_of_something_else(span: Span, timex: TimeExpression, in_timex: frozenset[int]) -> bool:
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


def _is_of_thing_now(site: Site, timex: TimeExpression) -> bool:
    """Whether a time without days only tells which thing is meant: "the system *now* in use may be extended"."""
    is_undated = timex.value in ("PRESENT_REF", "PAST_REF")
    return is_undated and site.through is not None and syntax.is_verbal(site.anchor)


def _is_of_source(span: Span, site: Site) -> bool:
    """Whether a time belongs to the source of what is told: "was killed, according to a report *on Monday*"."""
    doc = span.doc
    for i in range(span.start - 1, site.anchor.i, -1):
        if doc[i].is_punct:
            return False
        if doc[i].lower_ == "to" and doc[i - 1].lower_ == "according":
            return site.anchor.i < i - 1
    return False


def _is_as_of(preposition: Token) -> bool:
    """Whether something had come to be so by a time: "*as of* Monday, 300 had died"."""
    before = preposition.nbor(-1) if preposition.i else preposition
    is_state = syntax.is_verbal(before.head) and syntax.verb_group(before.head).tense == "past"
    return preposition.lower_ == "of" and before.lower_ == "as" and is_state


def _leads_elsewhere(preposition: Token) -> bool:
    """Whether a preposition before a noun with a time is not the time's: "found by *a clerk* June 3"."""
    return preposition.lower_ in ("from", "to") or preposition.dep_ == "agent"


def _relation_to_stretch(doc: Doc, span: Span, timex: TimeExpression, site: Site) -> str | None:
    """How an event lies to the time between it and another: "*weeks* before it filed", "left *days* after the vote"."""
    link = doc[span.end] if span.end < len(doc) and timex.timex_type == "DURATION" else None
    if link is None or link.lower_ not in ("before", "after", "since"):
        return None
    within = link.dep_ in ("mark", "advmod") and link.head.i == site.anchor.i
    if link.lower_ == "since" and not within:
        return None  # "in the weeks since the vote"
    return "ends" if (link.lower_ == "before") == within else "begins"


def _events_at(doc: Doc, span: Span, timex: TimeExpression, site: Site, reference_date: dt.date | None) -> list[Tie]:
    """The events that the word above a time expression stands for."""
    if not syntax.is_verbal(site.anchor):
        return _of_noun_or_adjective(site, timex, reference_date)
    if _is_not_its_time(span, timex, site):
        return []
    of_another = _of_another(span, timex, site, reference_date)
    if of_another is not None:
        return of_another
    verb = _misparsed(doc, span, timex, site)
    if verb is None and _is_past(timex, reference_date):
        verb = _said_before(span, site)
    if verb is not None:
        return [Tie(verb, "modifier", "beside-verb")]
    if _is_past(timex, reference_date) and _is_plain_present(site, timex):
        return []  # "Prices are tied to the cost of bread in 1955"
    change = _closed_at(site.anchor) if _is_past(timex, reference_date) else None
    if change is not None:
        return [Tie(change, "clause", "change-to-close"), *_of_verb(site.anchor, site)]
    counted = nouns.amounts(site.anchor, timex, site)
    if counted:
        return list(_of_amounts(site.anchor, counted))
    is_past = _is_past(timex, reference_date)
    beside = _of_noun_before(doc, span, timex, site, reference_date)
    if beside is not None:
        return beside
    if _is_far_ahead(timex, site, reference_date) and not _leads_ahead(site):
        return _of_what_is_foreseen(site.anchor, site.basis)
    reported = _reported_of_period(span, timex, site)
    if reported is not None:
        return [Tie(reported, "clause", "verb-with-time")]
    looked_into = _looked_into(site.anchor) if is_past and timex.granularity in ("day", "part_of_day") else None
    if looked_into is not None:
        return [Tie(looked_into, "nominal", "noun-before-only")]
    is_long = timex.granularity in _LONG or timex.granularity in ("quarter", "half")
    governor = _left_to_do(site.anchor, is_long) if is_past else None
    if governor is not None:
        return [Tie(governor, "clause", "governor-of-infinitive")]
    return _of_verb(site.anchor, site)


def _of_another(span: Span, timex: TimeExpression, site: Site, reference_date: dt.date | None) -> list[Tie] | None:
    """The events a verb only leads to, which the time is of: "is calling for a *strike* on Monday"; None for others."""
    weather = weather_foretold(site.anchor)
    if weather is not None and _is_ahead(timex, reference_date):
        return [Tie(weather, "nominal", "weather-foretold")] if triggers.is_event_noun(weather) else []
    if site.anchor.lemma_ in _GIVING and span.doc[span.start - 1].lower_ == "until":
        to_do = [c for c in syntax.children(site.anchor, "advcl", "xcomp") if c.i >= span.end and c.tag_ == "VB"]
        return [Tie(c, "clause", "infinitive-that-is-due") for c in to_do]
    if site.anchor.lower_ == "according":
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
    charging = _charging(site.anchor) if _is_past(timex, reference_date) else None
    if charging is not None:
        return [Tie(charging, "clause", "charged-with")]
    return None


def _of_noun_before(
    doc: Doc, span: Span, timex: TimeExpression, site: Site, reference_date: dt.date | None
) -> list[Tie] | None:
    """The events where a noun stands before the time, with the verb or without it; None where the verb has it alone."""
    nominal = nouns.noun_before(doc, span, site)
    is_reported = nominal is not None and triggers.is_measure(nominal[0]) and timex.granularity in _OF_REPORTS
    if nominal is not None and not is_reported:
        noun, place = nominal
        misfit = _is_misfit(site.anchor, timex, reference_date)
        if misfit or place == "detached" or (place == "subject" and timex.granularity != "day"):
            return [Tie(noun, "nominal", "noun-before-only")]
        if place in ("setting", "subject"):
            return [Tie(noun, "nominal", "noun-before"), *_of_verb(site.anchor, site)]
    return None


def _is_misfit(verb: Token, timex: TimeExpression, reference_date: dt.date | None) -> bool:
    """Whether a verb's tense does not go with its time: a past one with a plan, one ahead with what was done."""
    if _is_past(timex, reference_date) and not _may_be_past(verb, timex):
        return True
    return _is_ahead(timex, reference_date) and not _may_be_ahead(verb)


def _of_noun_or_adjective(site: Site, timex: TimeExpression, reference_date: dt.date | None) -> list[Tie]:
    anchor, dep = site.anchor, site.dep
    if anchor.pos_ == "ADJ":
        return [Tie(nouns.scheduled_noun(anchor) or anchor, "modifier", "adjective-with-time")]
    charging = _charging(anchor) or _demanding(anchor)
    if charging is not None and dep == "prep" and _is_past(timex, reference_date):
        return [Tie(charging, "clause", "charged-with")]
    found: list[Tie] = [Tie(anchor, "nominal", "noun-with-time")]
    change = _change_in(anchor) if dep in PREMODIFIERS else None
    if change is not None:
        found.append(Tie(change, "nominal", "change-in-amount"))
    if anchor.dep_ == "nsubj" and _changes_then(anchor.head, timex, dep):
        found.append(Tie(anchor.head, "clause", "change-of-noun"))
    return found


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


def _is_not_its_time(span: Span, timex: TimeExpression, site: Site) -> bool:
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
        return timex.granularity in _LONG and (group.tense, group.aspect) == ("present", "perfect")
    if site.dep == "nsubj":
        return timex.timex_type == "DURATION" and verb.pos_ == "VERB"
    if site.dep not in _NOT_ITS_TIME or verb.lemma_ in verbs_that("lasting"):
        return False
    # The parser often takes a day for the object: "began clearing Thursday the road".
    is_day = timex.granularity in ("day", "part_of_day")
    return not is_day or verb.lemma_ in verbs_that("setting") or bool(syntax.prepositional_objects(verb, "as"))


def _is_of_estimate(span: Span, site: Site) -> bool:
    """Whether a time is that of what is foreseen: "cut its forecast *for 2027*"."""
    at = span.start - 1
    if at < 1 or span.doc[at].lower_ != "for":
        return False
    nouns_before = (t for t in span.doc[site.anchor.i : at] if t.pos_ == "NOUN" and t.lemma_ in _ESTIMATES)
    return any(span.doc[at - 1].i == t.right_edge.i or span.doc[at].head == t for t in nouns_before)


def _names_a_thing(site: Site, timex: TimeExpression, reference_date: dt.date | None) -> bool:
    """Whether the day only names a thing of today: "a *9/11* ceremony"."""
    if site.dep not in PREMODIFIERS or syntax.is_verbal(site.anchor) or not timex.date_end or not reference_date:
        return False
    sense = sense_of_noun(site.anchor)
    is_after = sense is not None and sense.event_type in _ABOUT_THE_PAST
    return is_after and timex.granularity == "day" and (reference_date - timex.date_end).days > _LONG_AGO


def _is_plain_present(site: Site, timex: TimeExpression) -> bool:
    """Whether a verb tells what is so today: "are tied"; of other verbs than passives only where the time is far."""
    group = syntax.verb_group(site.anchor)
    if group.passive and group.auxiliaries and (site.through is not None or timex.granularity in _LONG):
        return group.auxiliaries[0].tag_ in ("VBZ", "VBP") and group.aspect == "simple"
    return site.through is not None and (group.tense, group.aspect) == ("present", "simple") and group.modal is None


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


def _charging(charge: Token) -> Token | None:
    """The verb that tells of what somebody is blamed or tried for: "*accused* him of spying on Tuesday"."""
    if charge.dep_ not in ("pcomp", "pobj") or charge.head.lower_ not in ("of", "with", "for", "to"):
        return None
    above = charge.head.head
    above = above.head if above.pos_ == "ADJ" else above  # "pleaded guilty to the murder on Monday"
    return above if nouns.is_blame(above) else None


def _demanding(noun: Token) -> Token | None:
    """The verb that asks for what was then still to be done: "*demanded* the release of the miners on Monday"."""
    sense = sense_of_verb(noun.head) if noun.dep_ == "dobj" and noun.head.pos_ == "VERB" else None
    is_asked = sense is not None and sense.plover == "REQUEST"
    return noun.head if is_asked and syntax.verb_group(noun.head).tense == "past" else None


def _of_amounts(verb: Token, counted: Iterable[Token]) -> Iterator[Tie]:
    """The events of amounts of a period, and that somebody had them: "It *made* a *profit* of $3 million in March"."""
    yield from (Tie(noun, "clause", "amount") for noun in counted)
    if verb.lemma_ in _HAVING:
        yield Tie(verb, "clause", "amount-had")


def _misparsed(doc: Doc, span: Span, timex: TimeExpression, site: Site) -> Token | None:
    """The verb right beside the time where the parse has taken it to another one.

    "Said *today* prices rose", "found the body *Friday* wrapped in plastic", "a school *now* located there".
    """
    anchor = site.anchor
    relative = _relative_before(span, site)
    if relative is not None:
        return relative
    if anchor.dep_ == "acl" and span.end <= anchor.head.i:
        main = syntax.clause_head(anchor.head)  # "Last month a jet *fitted* with new valves landed"
        return main if main.pos_ == "VERB" else None
    if anchor.dep_ == "ccomp" and site.preposition is None and _is_of_object(span, anchor):
        return anchor.head
    taken = _taken_for_main(anchor) if span.end <= anchor.i else None
    if taken is not None:
        return taken
    if span.root.pos_ == "ADV":
        after = doc[span.end] if span.end < len(doc) else anchor
        is_participle = after.tag_ in ("VBN", "VBG") and after.dep_ == "acl"
        return after if is_participle and after.i != anchor.i else None
    if site.preposition is None and anchor.dep_ == "acl" and anchor.head.i < span.start < anchor.i:
        finder = syntax.clause_head(anchor.head)
        return finder if finder.pos_ == "VERB" else None
    if span.start == 0 or doc[span.start].is_sent_start or anchor.i <= span.end:
        return None
    before = doc[span.start - 1]
    is_loose_day = timex.granularity == "day" and span.root.dep_ != "poss"
    is_finite = triggers.is_verb(before) and before.tag_ in ("VBD", "VBZ", "VBP")
    return before if is_loose_day and is_finite else None


def _relative_before(span: Span, site: Site) -> Token | None:
    """The verb of a relative clause that ends before the time: "the index, which *fell* 2%, or 9 points, on Friday"."""
    noun = site.preposition.head if site.preposition is not None else None
    if noun is None or noun.pos_ not in ("NOUN", "PROPN") or triggers.is_event_noun(noun):
        return None
    verbs = (c for c in noun.rights if c.dep_ == "relcl" and c.tag_ == "VBD" and c.right_edge.i < span.start)
    return next(verbs, None)


def _is_of_object(span: Span, participle: Token) -> bool:
    """Whether a participle after a time tells of the object before it: "found the body Friday *wrapped* in plastic"."""
    finder = participle.head
    found = syntax.child(finder, "dobj")
    is_bare = participle.tag_ in ("VBD", "VBN") and syntax.child(participle, "nsubj", "nsubjpass", "aux") is None
    return is_bare and found is not None and found.i < span.start < participle.i and finder.tag_ == "VBD"


def _taken_for_main(participle: Token) -> Token | None:
    """The main verb where the parse has taken a participle before it for that: "a jet *fitted* with valves landed"."""
    if participle.tag_ not in ("VBD", "VBN") or syntax.child(participle, "dobj", "ccomp", "xcomp", "cc") is not None:
        return None
    for verb in syntax.children(participle, "advcl", "ccomp"):
        is_bare = syntax.child(verb, "mark", "advmod", "nsubj", "nsubjpass", "aux") is None
        if verb.tag_ == "VBD" and verb.i > participle.i and is_bare and verb.doc[verb.left_edge.i - 1].text != ",":
            return verb
    return None


def _said_before(span: Span, site: Site) -> Token | None:
    """The verb of saying whose time the parse has taken for that of what was said: "told them *Monday* he would go"."""
    clause, first = site.anchor, site.preposition or span[0]
    if clause.dep_ != "ccomp" or clause.head.i > first.i or clause.left_edge.i != first.i:
        return None
    says = clause.head.lemma_ in verbs_that("dated-saying") and syntax.verb_group(clause.head).tense == "past"
    is_plan = syntax.verb_group(clause).modal is not None and site.dep in ("npadvmod", "prep")
    return clause.head if says and is_plan and clause.i > span.end else None


def _of_verb(verb: Token, site: Site) -> list[Tie]:
    """The events that a dated verb tells: itself, or its noun, or both."""
    basis = site.basis
    if verb.pos_ == "AUX" or verb.lemma_ == "be":
        return _of_copula(verb, site)
    scheduled = nouns.scheduled_noun(verb)
    if scheduled is not None:
        return [Tie(scheduled, basis, "scheduled-noun")]
    noun = triggers.supported_noun(verb)
    if noun is not None:
        told: list[Tie] = [Tie(noun, basis, "noun-of-light-verb")]
        is_amount = verb.lemma_ == "have" and triggers.is_measure(noun)
        return [*told, Tie(verb, basis, "amount-had")] if is_amount else told
    if verb.lemma_ in verbs_that("put-off") and site.preposition is not None:
        put_off = syntax.subjects(verb) if syntax.is_passive(verb) else syntax.objects(verb)
        nouns_of_it = [n for n in put_off if triggers.is_event_noun(n)]
        if nouns_of_it and site.through is None and site.preposition.lower_ in ("to", "until", "till", "for"):
            return [*(Tie(n, basis, "put-off") for n in nouns_of_it), Tie(verb, basis, "verb-with-time")]
    rule = "verb-with-time" if basis == "modifier" or site.dep == "nsubj" else "verb-through-noun"
    found: list[Tie] = [Tie(verb, basis, rule)]
    if verb.lemma_ in verbs_that("phase"):
        found += [Tie(c, basis, "phase-of-verb") for c in syntax.children(verb, "xcomp") if syntax.is_verbal(c)]
        if syntax.child(verb, "dobj") is None:
            begun = (s for s in syntax.subjects(verb) if triggers.is_event_noun(s))
            found += [Tie(noun, basis, "phase-of-noun") for noun in begun]
    elif verb.dep_ == "xcomp" and verb.head.lemma_ in verbs_that("phase") and syntax.is_verbal(verb.head):
        found.append(Tie(verb.head, basis, "phase"))
    elif verb.dep_ == "xcomp" and verb.tag_ == "VBG" and verb.head.tag_ == "VBD" and verb_cue(verb.head.lemma_) is None:
        found.append(Tie(verb.head, basis, "verb-before-participle"))
    return found


def _of_copula(copula: Token, site: Site) -> list[Tie]:
    """What is said to be: an event ("the vote is on Monday"), a state ("was ill"), what is due ("is due to land")."""
    if site.dep == "acomp" and site.preposition is not None:
        return []  # "eligible for six months", "worried about the future"
    amount = _amount_that_was(copula)
    if amount is not None:
        return [Tie(amount, site.basis, "amount-that-was")]
    token = triggers.supported_noun(copula) or triggers.predicate(copula)
    if token is None or token.pos_ not in ("ADJ", "ADV", "NOUN", "PROPN", "VERB"):
        return []
    if token.pos_ in ("ADJ", "ADV"):
        due = syntax.child(token, "xcomp")
        if due is not None and syntax.is_verbal(due):
            return [Tie(due, site.basis, "infinitive-that-is-due")]
    elif not triggers.is_event_noun(token) and not _is_state(copula, site):
        return []
    return [Tie(token, site.basis, "predicate-with-time")]


def _amount_that_was(copula: Token) -> Token | None:
    """The amount of which it is told how much it came to: "*revenue* was $4 million in the third quarter"."""
    number = syntax.child(copula, "attr")
    subject = syntax.child(copula, "nsubj")
    is_number = number is not None and (number.like_num or number.pos_ in ("NUM", "SYM") or number.lower_ == "percent")
    is_amount = subject is not None and triggers.is_measure(subject)
    return subject if is_number and is_amount and syntax.verb_group(copula).tense == "past" else None


def _is_state(copula: Token, site: Site) -> bool:
    """Whether a copula with a noun tells what somebody was at a time ("was mayor in 1990"), not what there is."""
    is_direct = site.through is None and site.dep in ("prep", "npadvmod", "advmod")
    return is_direct and syntax.child(copula, "expl") is None


def _is_past(timex: TimeExpression, reference_date: dt.date | None) -> bool:
    return bool(timex.date_end and reference_date and timex.date_end <= reference_date)


def _is_ahead(timex: TimeExpression, reference_date: dt.date | None) -> bool:
    return bool(timex.date_start and reference_date and timex.date_start > reference_date)


def _is_far_ahead(timex: TimeExpression, site: Site, reference_date: dt.date | None) -> bool:
    """Whether a verb cannot tell of a time that is so far ahead: "*declared* a dividend, payable Dec. 1".

    A text may be dated some days before it was in print, or wrongly: a time with its year is believed.
    """
    verb = site.anchor
    if not timex.date_start or not reference_date or timex.date_start <= reference_date or _may_be_ahead(verb):
        return False
    if _is_only_foreseen(verb):
        return True
    is_told_then = verb.tag_ == "VBD" or syntax.child(verb, "aux", "auxpass") is not None
    is_by_year = _YEAR.search(timex.text) is not None and site.through is None
    return is_told_then and not is_by_year and (timex.date_start - reference_date).days > _DAYS_TO_PRINT


def _may_be_ahead(verb: Token) -> bool:
    """Whether something done at a time to come can be told by this verb: not by "went", "has gone", "expects"."""
    group = syntax.verb_group(verb)
    return group.tense != "past" and not group.aspect.startswith("perfect") and not _is_only_foreseen(verb)


def _leads_ahead(site: Site) -> bool:
    """Whether a past verb may lead to a time to come: "moved the vote *to* May", "is closed *until* Friday"."""
    verb, preposition = site.anchor, site.preposition
    leads = preposition is not None and preposition.lower_ in _LEADING_AHEAD
    return (leads and not _is_only_foreseen(verb)) or verb.lemma_ in verbs_that("put-off") | _SETTING_DAYS


def _of_what_is_foreseen(verb: Token, basis: str) -> list[Tie]:
    """What a verb tells of as still to come: "by 2030 it intends to *double* its output", "plans a *march* for May"."""
    doing = syntax.child(verb, "xcomp")
    if doing is not None:
        is_to_do = syntax.is_verbal(doing) and doing.tag_ == "VB"
        return [Tie(doing, basis, "infinitive-that-is-due")] if is_to_do else []
    return [Tie(noun, "nominal", "noun-before-only") for noun in syntax.objects(verb) if triggers.is_event_noun(noun)]


def _reported_of_period(span: Span, timex: TimeExpression, site: Site) -> Token | None:
    """The verb of what somebody says that a stretch of time put first is of.

    "In the past year, the minister said, costs have *risen*."
    """
    saying = site.anchor
    is_said = saying.lemma_ == "say" and syntax.verb_group(saying).tense == "past"
    told = syntax.child(saying, "ccomp") if is_said and timex.timex_type == "DURATION" and span.end < saying.i else None
    is_told = told is not None and told.i > saying.i and syntax.is_verbal(told)
    return told if is_told and site.preposition is not None and site.preposition.lower_ in ("in", "over") else None


def _is_only_foreseen(verb: Token) -> bool:
    """Whether a verb tells what somebody now expects of a time to come: "*foresees* a slump next year"."""
    group = syntax.verb_group(verb)
    is_now = group.tense in ("past", "present") and group.modal is None and not group.passive
    return is_now and verb.lemma_ in verbs_that("plans") | _FORESEEING and verb.lemma_ not in _SETTING_DAYS


def _may_be_past(verb: Token, timex: TimeExpression) -> bool:
    """Whether something done at a past time can be told by this verb: not by "will go", "to go", "has gone … ago"."""
    group = syntax.verb_group(verb)
    if group.tense == "present" and group.aspect == "perfect" and timex.text.endswith("ago"):
        return False
    if (group.tense, group.aspect) == ("present", "progressive") and timex.granularity in ("day", "part_of_day"):
        return timex.value == "PRESENT_REF" or timex.text.lower().startswith(("today", "this", "tonight"))
    if group.tense == "infinitive" and verb.dep_ == "advcl":
        # "fell 30 cents to end at $7" is no purpose.
        return verb.head.lemma_ in verbs_that("undergoing")
    return group.tense not in ("future", "infinitive") or group.aspect.startswith("perfect")


def _left_to_do(verb: Token, is_long: bool) -> Token | None:
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
    is_set = is_set or (is_long and _is_only_foreseen(governor))
    return governor if leaves and not is_set else None


def _looked_into(verb: Token) -> Token | None:
    """The happening that a verb in progress is about, which the day is of: "are investigating a *crash* on Friday"."""
    group = syntax.verb_group(verb)
    if (group.tense, group.aspect) != ("present", "progressive"):
        return None
    return next((o for o in syntax.objects(verb) if triggers.is_event_noun(o)), None)


def _closed_at(verb: Token) -> Token | None:
    """The change of a price that ends with an infinitive on the same day: "*fell* 30 cents to end at $7"."""
    if verb.lemma_ not in _CLOSING or verb.dep_ not in ("advcl", "relcl", "xcomp"):
        return None
    if syntax.verb_group(verb).tense != "infinitive":
        return None
    change = syntax.clause_head(verb.head)
    return change if change.tag_ == "VBD" and triggers.is_of_market(change) else None
