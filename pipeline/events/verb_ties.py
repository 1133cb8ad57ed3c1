"""What is dated where a verb has a time: the verb, its noun, what it says of its subject, or what it begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pipeline.events import nouns, triggers
from pipeline.events.site import Site
from pipeline.events.tie import Tie
from pipeline.language import syntax
from pipeline.lexicon.event_types import sense_of_noun
from pipeline.lexicon.verbs import verb as verb_cue
from pipeline.lexicon.verbs import verbs_that

if TYPE_CHECKING:
    from spacy.tokens import Token

_HAVING_AMOUNTS = frozenset(("book", "earn", "have", "incur", "make", "post", "record", "suffer", "take"))
"""Verbs that tell no more of an amount than that somebody had it: "*posted* a loss for the year"."""

_NOTICING = frozenset(("feel", "hear", "report"))
"""Verbs whose subject in the passive takes place at that time: "a fire was *reported* at nine"."""


_TO_NEW_DAY = frozenset(("for", "till", "to", "until"))
"""Prepositions before the day to which a thing is put off."""


def of_amounts(verb: Token, counted: Iterable[Token]) -> Iterator[Tie]:
    """The events of amounts of a period, and that somebody had them: "It *made* a *profit* of $3 million in March"."""
    yield from (Tie(noun, "clause", "amount") for noun in counted)
    if verb.lemma_ in _HAVING_AMOUNTS:
        yield Tie(verb, "clause", "amount-had")


def of_verb(verb: Token, site: Site) -> list[Tie]:
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
        if _is_former_day(site.preposition):
            return []
        nouns_of_it = [n for n in _put_off_by(verb) if triggers.is_event_noun(n)]
        if nouns_of_it and site.through is None and site.preposition.lower_ in _TO_NEW_DAY:
            return [*(Tie(n, basis, "put-off") for n in nouns_of_it), Tie(verb, basis, "verb-with-time")]
    noticed = _noticed(verb)
    if noticed is not None:
        return [Tie(noticed, basis, "noun-of-noticing"), Tie(verb, basis, "verb-with-time")]
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


def _put_off_by(verb: Token) -> Iterable[Token]:
    """What a verb puts off: "postponed the *vote*", "the *vote* was postponed", "a *vote* postponed to Friday"."""
    if verb.tag_ != "VBN":
        return syntax.objects(verb)
    if verb.dep_ == "acl":
        return (verb.head,)
    is_perfect = syntax.child(verb, "aux") is not None and not syntax.is_passive(verb)
    return syntax.objects(verb) if is_perfect else syntax.subjects(verb)  # "a vote postponed" may be read as a clause


def _is_former_day(preposition: Token) -> bool:
    """Whether the day behind a verb that puts off is the old one: "moved *from* Monday to Friday"."""
    following = (c for c in preposition.head.rights if c.i > preposition.i and c.dep_ == "prep")
    return preposition.lower_ == "from" and any(c.lower_ in _TO_NEW_DAY for c in (*following, *preposition.rights))


def _noticed(verb: Token) -> Token | None:
    """What takes place when people notice it: "the *quake* was felt on Monday"."""
    if verb.lemma_ not in _NOTICING or not syntax.is_passive(verb) or syntax.verb_group(verb).tense != "past":
        return None
    noun = syntax.child(verb, "nsubjpass")
    sense = sense_of_noun(noun) if noun is not None and triggers.is_event_noun(noun) else None
    return noun if sense is not None and sense.event_type in ("accident", "disaster") else None


def _of_copula(copula: Token, site: Site) -> list[Tie]:
    """What is said to be: an event ("the vote is on Monday"), a state ("was ill"), what is due ("is due to land")."""
    if site.dep == "acomp" and site.preposition is not None:
        return []  # "eligible for six months", "worried about the future"
    told = _told_in_cleft(copula, site)
    if told is not None:
        return [Tie(told, site.basis, "told-in-cleft")]
    amount = _amount_that_was(copula)
    if amount is not None:
        return [Tie(amount, site.basis, "amount-that-was")]
    token = triggers.supported_noun(copula) or triggers.predicate(copula)
    if token is None and site.basis == "modifier" and syntax.verb_group(copula).tense == "past":
        return _told_around(copula, site)
    if token is None or token.pos_ not in ("ADJ", "ADV", "NOUN", "PROPN", "VERB"):
        return []
    if token.pos_ in ("ADJ", "ADV"):
        due = syntax.child(token, "xcomp")
        if due is not None and syntax.is_verbal(due):
            return [Tie(due, site.basis, "infinitive-that-is-due")]
    elif not triggers.is_event_noun(token) and not _is_state(copula, site):
        return []
    return [Tie(token, site.basis, "predicate-with-time")]


def _told_around(copula: Token, site: Site) -> list[Tie]:
    """What took place where somebody was: "was in bed on Monday when thieves *came*", "were in a *chase* on Monday"."""
    been_in = (noun for _, noun in syntax.prepositional_objects(copula, "in"))
    been_at = (noun for _, noun in syntax.prepositional_objects(copula, "at"))
    found = [Tie(n, site.basis, "predicate-with-time") for n in been_in if _is_one_happening(n)]
    found += [Tie(n, site.basis, "predicate-with-time") for n in been_at if triggers.is_event_noun(n)]
    for clause in syntax.children(copula, "advcl"):
        is_when = any(c.lower_ == "when" for c in syntax.children(clause, "advmod"))
        if is_when and clause.tag_ in ("VBD", "VBN") and clause.i > copula.i:
            found.append(Tie(clause, "subordination", "subordinate"))
    return found


def _is_one_happening(noun: Token) -> bool:
    """Whether a noun is of one happening that somebody was in, no condition: "in a *crash*", not "in *operation*"."""
    return triggers.is_event_noun(noun) and any(c.lower_ in ("a", "an") for c in syntax.children(noun, "det"))


def _told_in_cleft(copula: Token, site: Site) -> Token | None:
    """What "it was" puts a time before: "it was on Monday that police *arrested* him"."""
    subject = syntax.child(copula, "nsubj")
    told = syntax.child(copula, "ccomp", "advcl")
    if subject is None or subject.lower_ != "it" or told is None or site.dep not in ("prep", "attr", "npadvmod"):
        return None
    if syntax.child(copula, "acomp", "oprd") is not None or (syntax.child(copula, "attr") and site.dep != "attr"):
        return None  # "it was clear on Monday that"
    first = told.doc[told.left_edge.i].lower_
    is_put_first = told.left_edge.i > copula.i
    return told if is_put_first and first in ("that", "when") and syntax.is_verbal(told) else None


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
