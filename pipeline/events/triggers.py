"""Which words tell an event: verbs, event nouns, and states."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from pipeline.language import syntax
from pipeline.language.kinds import kind_of
from pipeline.lexicon.event_types import is_undergone, sense_of_verb
from pipeline.lexicon.loader import word_lists
from pipeline.lexicon.verbs import verbs_that

if TYPE_CHECKING:
    from spacy.tokens import Token

_TRIGGER_WORDS = word_lists(__package__, "trigger_words.toml")
_EVENT_NOUNS = word_lists(__package__, "event_nouns.toml")

_NOUNS = frozenset(("NOUN", "PROPN", "X"))
"""Parts of speech of nouns; X is that of foreign words, as in "coup *d'état*"."""
_UP_OR_DOWN = frozenset(("down", "higher", "lower", "off", "unchanged", "up"))
_DONE_BY_LAW = frozenset(("arrest", "trial"))
_TRADED = frozenset(("commodities", "commodity", "futures", "mercantile", "options", "securities", "stock"))
"""Before "exchange" they tell where something is traded."""
_MIN_SUFFIXED = 7
"""Shorter words with an ending like -tion are seldom built from a verb."""


def is_event_noun(token: Token) -> bool:
    """Whether a noun names a happening: by the list, by its ending, or built from a verb with -ing."""
    if token.pos_ not in _NOUNS or (token.pos_ == "PROPN" and token.is_title and token.ent_type_ != "EVENT"):
        return False
    return names_event(token) and not _is_market_place(token)


def _is_market_place(noun: Token) -> bool:
    """Whether an exchange is one where papers are traded: "the stock *exchange*"."""
    return noun.lemma_ == "exchange" and any(c.lower_ in _TRADED for c in noun.lefts)


def names_event(noun: Token) -> bool:
    """Whether a noun, written large or small, names a happening by the list or its ending."""
    return _names_event(noun.lemma_.lower()) or _names_event(noun.lower_)


@functools.lru_cache(maxsize=8192)
def _names_event(lemma: str) -> bool:
    last = lemma.rsplit("-", 1)[-1]
    if lemma in _EVENT_NOUNS["not_events"] or last in _EVENT_NOUNS["not_events"]:
        return False
    if lemma in _listed() or last in _listed():
        return True
    return len(last) >= _MIN_SUFFIXED and last.endswith(tuple(_EVENT_NOUNS["suffixes"]))


@functools.cache
def _listed() -> frozenset[str]:
    return frozenset().union(*(_EVENT_NOUNS[kind] for kind in _EVENT_NOUNS if kind not in ("suffixes", "not_events")))


def is_condition(noun: Token) -> bool:
    """Whether the noun is a condition that its verb brings about: "put the ship into *service*"."""
    return (
        noun.dep_ == "pobj"
        and noun.lemma_.lower() in _TRIGGER_WORDS["conditions"]
        and noun.head.lower_ in ("in", "into", "out", "of")
        and syntax.child(noun, "det", "poss") is None
    )


def first_part(trigger: Token, in_timex: frozenset[int]) -> Token:
    """The first token of a noun of several, those with hyphens as well: "*cease*-fire", "*coup* d'état"."""
    if trigger.pos_ not in _NOUNS:
        return trigger
    doc, first = trigger.doc, trigger.i
    if first and trigger.lower_.startswith(("d'", "d’")) and doc[first - 1].lower_ == "coup":
        return doc[first - 1]
    while first >= 2 and doc[first - 1].text == "-" and first - 2 not in in_timex:
        before = doc[first - 2]
        if before.whitespace_ or doc[first - 1].whitespace_ or not before.is_alpha:
            break
        first -= 2
    return doc[first]


def is_measure(noun: Token) -> bool:
    """Whether a noun is of money or number: "*earnings*", "net *loss*"."""
    return noun.lemma_.lower() in _TRIGGER_WORDS["measures"] or noun.lower_ in _TRIGGER_WORDS["measures"]


def is_of_market(verb: Token) -> bool:
    """Whether a verb tells what prices or figures do: "shares *fell*"."""
    sense = sense_of_verb(verb) if syntax.is_verbal(verb) else None
    return sense is not None and sense.event_type == "market"


def is_verb(token: Token) -> bool:
    """Whether the token is a full verb, no auxiliary."""
    return token.pos_ == "VERB" and token.dep_ not in syntax.AUXILIARIES


def is_gapped_passive(verb: Token) -> bool:
    """Whether a participle shares the auxiliaries of a passive: "two were killed and nine *injured*".

    The tagger often takes what the law does to somebody for a past tense: "was caught and *charged* a day later".
    """
    if verb.dep_ != "conj" or not syntax.is_verbal(verb.head) or not syntax.is_passive(verb.head):
        return False
    if verb.tag_ == "VBD":
        sense = sense_of_verb(verb)
        return sense is not None and sense.event_type in _DONE_BY_LAW and is_undergone(verb)
    return verb.tag_ == "VBN" and syntax.child(verb, "aux", "auxpass") is None


def is_in_headline(word: Token) -> bool:
    """Whether a word is of a headline, which tells news in the present and leaves articles and auxiliaries out."""
    return kind_of(word.doc)[word.i] == "headline"


def is_headline_passive(verb: Token) -> bool:
    """Whether a past form without an object is a passive, as in headlines: "Driver *charged* after crash"."""
    if verb.tag_ not in ("VBD", "VBN") or not is_in_headline(verb):
        return False
    return syntax.child(verb, "aux", "auxpass", "dobj", "ccomp", "xcomp", "prt") is None


def is_usual(verb: Token) -> bool:
    """Whether a verb tells what is done again and again: "*often* meet"."""
    return any(c.dep_ == "advmod" and c.lower_ in _TRIGGER_WORDS["usual"] for c in verb.children)


def is_used_to(verb: Token) -> bool:
    """Whether a verb tells how often something was done over a time: "*rarely* went to town in those years"."""
    return any(c.dep_ == "advmod" and c.lower_ in _TRIGGER_WORDS["how_often"] for c in verb.children)


def supported_noun(verb: Token) -> Token | None:
    """The event noun of a light or occurring verb: "held *talks*", "there was an *attack*"."""
    lemma = verb.lemma_
    if lemma in verbs_that("light") and not _takes_place(verb):
        passive = syntax.is_passive(verb)
        for candidate in syntax.children(verb, "nsubjpass") if passive else syntax.objects(verb):
            if is_event_noun(candidate):
                return candidate
        if passive and verb.dep_ in ("acl", "relcl") and is_event_noun(verb.head):
            return verb.head
    if lemma == "be" and syntax.child(verb, "expl") is None and predicate(verb) is not None:
        return None
    if lemma in verbs_that("occurring") or _takes_place(verb):
        for candidate in (*syntax.subjects(verb), *syntax.children(verb, "attr")):
            if is_event_noun(candidate):
                return candidate
    return None


def _takes_place(verb: Token) -> bool:
    return verb.lemma_ == "take" and any(c.lemma_ in ("place", "effect") for c in syntax.children(verb, "dobj"))


def predicate(copula: Token) -> Token | None:
    """The adjective or noun that a copula says of its subject: "was *worth*", "became *chairman*", "were *up* 3%"."""
    said = syntax.child(copula, "acomp", "attr", "oprd")
    if said is None and copula.lemma_ == "be":
        return next((c for c in syntax.children(copula, "advmod") if c.lower_ in _UP_OR_DOWN and c.i > copula.i), None)
    return said
