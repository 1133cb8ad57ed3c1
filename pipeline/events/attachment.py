"""From a time expression to the events it dates within its sentence, along the dependency tree."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from pipeline.events import triggers
from pipeline.events.lexicon import words
from pipeline.events.sharing import Found, sharers
from pipeline.language import syntax
from pipeline.times.time_expression import TimeExpression

_RELATIONS = {
    "since": "begins", "from": "begins", "starting": "begins", "beginning": "begins",
    "until": "ends", "till": "ends", "til": "ends", "through": "ends", "to": "ends", "by": "ends",
    "before": "before", "after": "after", "following": "after",
}  # fmt: skip
_TIMELY = frozenset(("in", "on", "at", "during", "since", "until", "before", "after", "by", "from", "through"))
"""Prepositions that put a state in time."""
_PREMODIFIERS = frozenset(("compound", "amod", "nmod", "nummod", "poss", "quantmod"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "SYM"))
_BASE_OF_COMPARISON = frozenset(("from", "than", "with", "against", "versus"))
_WITHIN_AMOUNT = frozenset((",", "(", ")", "-", "%"))
_LOOK_BACK = 25
"""Tokens looked at for the amount that a time belongs to."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """An event's word, the time expression that dates it, and how the two were found to belong together."""

    trigger: Token
    timex: TimeExpression
    relation: str
    basis: str
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class _Site:
    """Where a time expression hangs: the verb, noun or adjective above it.

    `dep` is the relation by which the path from the time expression enters `anchor`; `preposition` the
    nearest one on that path; `through` the last noun on it that is no event.
    """

    anchor: Token
    dep: str
    preposition: Token | None
    through: Token | None


def attach(
    doc: Doc, span: Span, timex: TimeExpression, in_timex: frozenset[int], reference_date: dt.date | None
) -> list[Attachment]:
    """The events that the time expression on `span` dates.

    `in_timex` are the indices of all tokens within time expressions, which are no events themselves.
    """
    if _is_base_of_comparison(span, in_timex):
        return []
    site = _site(span, in_timex)
    found = [*_within(span, timex)]
    if site is not None:
        found += _events_at(doc, span, timex, site, reference_date)
        found += [f for token, *_ in found for f in sharers(token, span, timex, in_timex)]
    relation = _relation(site)
    return [
        Attachment(token, timex, relation, basis, confidence, rule)
        for token, basis, confidence, rule in found
        if token.i not in in_timex
    ]


def _relation(site: _Site | None) -> str:
    return _RELATIONS.get(site.preposition.lower_, "during") if site and site.preposition is not None else "during"


def _site(span: Span, in_timex: frozenset[int]) -> _Site | None:
    """Climbs from the time expression to the first word above that may be an event."""
    node, preposition, through = span.root, None, None
    for parent in syntax.ancestors(node):
        dep = node.dep_
        if dep == "punct":
            return None
        if parent.i in in_timex:
            pass
        elif syntax.is_verbal(parent):
            return _Site(parent, dep, preposition, through)
        elif parent.pos_ in ("ADP", "SCONJ", "PART"):
            preposition = preposition or parent
        elif parent.pos_ in _NOMINAL:
            if triggers.is_event_noun(parent) and not _is_measured(parent):
                return _Site(parent, dep, preposition, through)
            if dep in _PREMODIFIERS and parent.dep_ not in ("nsubj", "nsubjpass"):
                return None
            through = parent
        elif parent.pos_ == "ADJ" and _is_dated_adjective(parent, dep, preposition):
            return _Site(parent, dep, preposition, through)
        node = parent
    return None


def _is_dated_adjective(adjective: Token, dep: str, preposition: Token | None) -> bool:
    """Whether an adjective tells a state at the time: "payable Jan. 3", "ill on Monday", not "equal to six months"."""
    if adjective.dep_ not in ("acomp", "amod", "oprd"):
        return False
    return dep == "npadvmod" or (dep == "prep" and preposition is not None and preposition.lower_ in _TIMELY)


def _is_measured(noun: Token) -> bool:
    """Whether the noun is an amount whose change its verb tells: "third-quarter *profit* rose"."""
    lists = words("trigger_words")
    if noun.dep_ not in ("nsubj", "nsubjpass") or noun.lemma_.lower() not in lists["measures"]:
        return False
    return noun.head.lemma_ in words("roles")["undergoing"] or noun.head.lemma_ in lists["changing"]


def _events_at(doc: Doc, span: Span, timex: TimeExpression, site: _Site, reference_date: dt.date | None) -> list[Found]:
    anchor, dep = site.anchor, site.dep
    is_past, is_ahead = _is_past(timex, reference_date), _is_ahead(timex, reference_date)
    if not syntax.is_verbal(anchor):
        if anchor.pos_ in ("ADJ", "ADV"):
            scheduled = _scheduled_noun(anchor)
            return [(scheduled or anchor, "modifier", 0.8, f"adjective_{dep}")]
        found: list[Found] = [(anchor, "nominal", 0.9, f"noun_{dep}")]
        verb = anchor.head
        if anchor.dep_ == "nsubj" and dep in _PREMODIFIERS and verb.lemma_ in words("roles")["undergoing"]:
            found.append((verb, "clause", 0.7, "change_of_noun"))
        return found
    if (
        anchor.lemma_ in words("trigger_words")["setting"]
        and span.start == anchor.i + 1
        and syntax.child(anchor, "prep")
    ):
        return []
    if dep == "nsubj" and site.through is None and timex.timex_type == "DURATION" and anchor.pos_ == "VERB":
        return []
    if dep in ("dobj", "dative", "oprd", "cc") and not _takes_as_object(anchor, timex):
        return []
    if site.preposition is None and anchor.dep_ == "acl" and anchor.head.i < span.start < anchor.i:
        # "found the body Friday wrapped in plastic": the day belongs to the verb before.
        finder = syntax.clause_head(anchor.head)
        if syntax.is_verbal(finder):
            return _of_verb(finder, "clause", dep)
    before = None if doc[span.start].is_sent_start or not span.start else doc[span.start - 1]
    if before is not None and anchor.i > span.end and _is_finite(before) and _is_loose_day(span, timex):
        return [(before, "modifier", 0.85, "verb_before")]
    participle = _participle_after(doc, span)
    if participle is not None and participle.i != anchor.i:
        return [(participle, "modifier", 0.85, "participle_after")]
    basis = "modifier" if site.through is None else "clause"
    amounts = _amounts(anchor, timex, site)
    if amounts:
        told = [(noun, "clause", 0.8, "amount") for noun in amounts]
        return [*told, (anchor, "clause", 0.5, "amount_had")] if anchor.lemma_ in ("have", "make", "earn") else told
    nominal = _noun_before(doc, span, site)
    if nominal is not None:
        noun, place = nominal
        misfit = (is_past and not _may_be_past(anchor)) or (is_ahead and not _may_be_ahead(anchor))
        alone = place == "detached" or (place == "subject" and timex.granularity != "day")
        if alone or misfit:
            return [(noun, "nominal", 0.8, "noun_before_only")]
        if place in ("setting", "subject"):
            return [(noun, "nominal", 0.7, "noun_before"), *_of_verb(anchor, basis, dep)]
    if is_past and anchor.dep_ == "xcomp" and syntax.verb_group(anchor).tense == "infinitive":
        governor = anchor.head
        modality = words("modality")
        if (
            syntax.is_verbal(governor)
            and governor.lemma_ in modality["planned"] | modality["required"]
            and syntax.verb_group(governor).tense == "past"
        ):
            return [(governor, "clause", 0.7, "governor_of_infinitive")]
    return _of_verb(anchor, basis, dep)


def _of_verb(verb: Token, basis: str, dep: str) -> list[Found]:
    """The events that a dated verb tells: itself, or its noun, or both."""
    lists = words("trigger_words")
    lemma = verb.lemma_
    if verb.pos_ == "AUX" or lemma == "be":
        noun = triggers.supported_noun(verb)
        token = noun or triggers.predicate(verb)
        if token is None or token.pos_ not in ("ADJ", "NOUN", "PROPN", "VERB"):
            return []
        if not triggers.is_event_noun(token) and token.pos_ != "ADJ" and not _is_state(verb, dep, basis):
            return []
        due = syntax.child(token, "xcomp") if token.pos_ == "ADJ" else None
        if due is not None and syntax.is_verbal(due):
            return [(due, basis, 0.85, f"complement_{dep}")]
        return [(token, basis, 0.8, f"predicate_{dep}")]
    scheduled = _scheduled_noun(verb)
    if scheduled is not None:
        return [(scheduled, basis, 0.8, f"scheduled_{dep}")]
    noun = triggers.supported_noun(verb)
    if noun is not None:
        return [(noun, basis, 0.85, f"light_{dep}")]
    found: list[Found] = [(verb, basis, 0.9, f"verb_{dep}")]
    if lemma in lists["phase"]:
        found += [(c, basis, 0.8, "phase_of_verb") for c in syntax.children(verb, "xcomp") if syntax.is_verbal(c)]
        begun = syntax.child(verb, "nsubj")
        if begun is not None and triggers.is_event_noun(begun) and syntax.child(verb, "dobj") is None:
            found.append((begun, basis, 0.7, "phase_of_noun"))
    elif verb.dep_ == "xcomp" and verb.head.lemma_ in lists["phase"] and syntax.is_verbal(verb.head):
        found.append((verb.head, basis, 0.8, "phase"))
    return found


def _is_state(copula: Token, dep: str, basis: str) -> bool:
    """Whether a copula with a noun tells what somebody was at a time ("was mayor in 1990"), not what there is."""
    return basis == "modifier" and dep in ("prep", "npadvmod", "advmod") and syntax.child(copula, "expl") is None


def _scheduled_noun(predicate: Token) -> Token | None:
    """What is set for a time: "the *vote* is scheduled for Friday", "the *election* due in May"."""
    if predicate.lemma_.lower() not in words("trigger_words")["scheduling"]:
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


def _noun_before(doc: Doc, span: Span, site: _Site) -> tuple[Token, str] | None:
    """The event noun whose phrase ends where the time expression begins, and how it stands to the verb.

    "setting" where both share the time ("spoke at a news *conference* Friday"), "subject" for the verb's
    subject, "detached" where the noun alone is dated ("died after the *crash* last May"), else "other".
    """
    if site.through is not None or span.root.pos_ == "ADV":
        return None
    at = span.start
    if site.preposition is not None:
        if site.preposition.lower_ not in ("on", "in", "at", "during", "over", "between", "of") or site.dep != "prep":
            return None
        at = site.preposition.i
    if at == 0:
        return None
    lists = words("trigger_words")
    for noun in (doc[at - 1], *syntax.ancestors(doc[at - 1])):
        if syntax.is_verbal(noun) or noun.right_edge.i >= at:
            return None
        if triggers.is_event_noun(noun):
            governor = noun.head
            if noun.dep_ == "pobj":
                if governor.lower_ in lists["detached"]:
                    return noun, "detached"
                return noun, "setting" if site.preposition is None or governor.lower_ == "during" else "other"
            if governor.i != site.anchor.i:
                return None
            if noun.dep_ == "dobj":
                return noun, "detached" if governor.lemma_ in lists["retrospective"] else "other"
            if noun.dep_ in ("nsubj", "nsubjpass"):
                return noun, "subject"
            return None
    return None


def _participle_after(doc: Doc, span: Span) -> Token | None:
    """The participle that an adverb stands before: "a school *now* located in the town"."""
    if span.root.pos_ != "ADV" or span.end >= len(doc):
        return None
    after = doc[span.end]
    return after if after.tag_ in ("VBN", "VBG") and after.dep_ == "acl" else None


def _amounts(verb: Token, timex: TimeExpression, site: _Site) -> list[Token]:
    """What is counted over the period: "reported a *loss* and *sales* of … for the third quarter"."""
    lists = words("trigger_words")
    if (
        verb.lemma_ not in lists["reporting_amounts"]
        or site.preposition is None
        or site.preposition.lower_ not in ("for", "in", "during", "through", "over")
        or timex.granularity in ("day", "part_of_day", "hour", "minute", "second", "weekend", "week")
    ):
        return []
    counted = [o for o in syntax.children(verb, "dobj") if o.lemma_.lower() in lists["measures"]]
    return [c for o in counted for c in syntax.conjuncts(o) if c.pos_ == "NOUN"]


def _takes_as_object(verb: Token, timex: TimeExpression) -> bool:
    """Whether the verb happens at the time that is its object ("lasted a week"), as the parser often has it of days."""
    lists = words("trigger_words")
    if verb.lemma_ in lists["setting"] or syntax.prepositional_objects(verb, "as"):
        return False
    return verb.lemma_ in lists["lasting"] or timex.granularity in ("day", "part_of_day")


def _within(span: Span, timex: TimeExpression) -> list[Found]:
    """Events told within the noun phrase of the time: "1979, when troops *invaded*", "ten years of *war*"."""
    found: list[Found] = []
    for c in span.root.children:
        if c.dep_ == "relcl" and any(w.lower_ == "when" for w in c.children):
            found.append((c, "subordination", 0.8, "time_when"))
        elif c.dep_ == "prep" and c.lower_ == "of" and timex.timex_type == "DURATION":
            for noun in syntax.children(c, "pobj"):
                if triggers.is_event_noun(noun):
                    found.append((noun, "nominal", 0.7, "time_of_noun"))
    return found


def _is_finite(token: Token) -> bool:
    return token.pos_ == "VERB" and token.tag_ in ("VBD", "VBZ", "VBP") and syntax.is_verbal(token)


def _is_loose_day(span: Span, timex: TimeExpression) -> bool:
    """Whether the words are a day that stands by itself: "said *today*", not "said *today's* talks"."""
    return timex.granularity == "day" and span.root.dep_ != "poss" and not span.root.head.lower_.startswith("-")


def _is_past(timex: TimeExpression, reference_date: dt.date | None) -> bool:
    return bool(timex.date_end and reference_date and timex.date_end <= reference_date)


def _is_ahead(timex: TimeExpression, reference_date: dt.date | None) -> bool:
    return bool(timex.date_start and reference_date and timex.date_start > reference_date)


def _may_be_ahead(verb: Token) -> bool:
    """Whether something done at a time to come can be told by this verb: not by "went", "has gone"."""
    group = syntax.verb_group(verb)
    return group.tense != "past" and not group.aspect.startswith("perfect")


def _may_be_past(verb: Token) -> bool:
    """Whether something done at a past time can be told by this verb: not by "will go", "to go"."""
    group = syntax.verb_group(verb)
    if group.tense == "infinitive" and verb.dep_ == "advcl":
        # "rose 50 cents to close at $9" is no purpose.
        return verb.head.lemma_ in words("roles")["undergoing"]
    return group.tense not in ("future", "infinitive") or group.aspect.startswith("perfect")


def _is_base_of_comparison(span: Span, in_timex: frozenset[int]) -> bool:
    """Whether the time belongs to an amount that another is compared with: "up from $2 million a year ago"."""
    doc, seen_number = span.doc, False
    for i in range(span.start - 1, max(span.start - _LOOK_BACK, 0) - 1, -1):
        if doc[i + 1].is_sent_start:
            return False
        token = doc[i]
        if token.lower_ in _BASE_OF_COMPARISON:
            if token.lower_ == "than" and i and doc[i - 1].lower_ in ("more", "less", "fewer"):
                continue
            return seen_number or token.lower_ == "than" or _owns_amount(span)
        if token.like_num or token.pos_ in ("NUM", "SYM") or token.is_currency:
            seen_number = True
        elif (
            token.i in in_timex
            or (token.pos_ in ("VERB", "AUX") and token.dep_ != "amod")
            or (token.pos_ == "ADP" and i != span.start - 1)
            or (token.is_punct and token.text not in _WITHIN_AMOUNT)
        ):
            return False
    return False


def _owns_amount(span: Span) -> bool:
    """Whether the time is the owner of an amount: "from *last year's* $1.5 billion"."""
    return span.root.dep_ == "poss" and span.root.head.pos_ in ("NUM", "SYM")
