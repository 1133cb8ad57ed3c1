"""Deeds that somebody is charged with, caught for or found guilty of: told as happenings of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.events import triggers
from pipeline.events.deeds import is_over, names_somebody, sides
from pipeline.language import syntax
from pipeline.lexicon.event_types import sense_of_noun, sense_of_verb
from pipeline.lexicon.loader import word_lists

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODALITY = word_lists(__package__, "modality.toml")

DEEDS = frozenset(("attack", "crime", "death", "injury"))
"""Types of what people are blamed for: "charged with *killing* two"."""
_BLAMING = frozenset(("confess", "plead", "suspect"))
"""Other verbs that tell what somebody has done, or is thought to have done."""
_PLEADING = frozenset(("deny", "face"))
"""Verbs with charges for their object."""
CHARGING = frozenset(("for", "of", "on", "to", "under", "with"))
"""Prepositions after which stands what somebody is blamed for."""
_ACCUSING = frozenset(("accuse", "implicate"))
"""Verbs of blaming with "in", which after others tells where or when: "arrested *in* a raid"."""
_OWNING_UP = frozenset(("admit", "confess", "deny", "plead", "suspect"))
"""Verbs of what somebody has done by his own words, or is thought to have done: "*denied* murder"."""
_LAID_TO = frozenset(("attack", "crime", "death"))
"""Types of deeds whose nouns tell what somebody is blamed for: "complained of *injuries*" blames nobody."""
_COUNTS = frozenset(("accusation", "allegation", "charge", "conviction", "count", "offence", "offense", "suspicion"))
"""Nouns for that of which somebody is accused: "two *counts* of murder", "on *suspicion* of arson"."""


def tells_blame(verb: Token) -> bool:
    """Whether a verb tells that somebody is caught, charged or tried."""
    sense = sense_of_verb(verb) if syntax.is_verbal(verb) else None
    if sense is None:
        return verb.lemma_ in _BLAMING
    return sense.event_type in ("trial", "arrest") or sense.plover == "ACCUSE" or verb.lemma_ in _BLAMING


def blaming_verb(deed: Token) -> Token | None:
    """The verb that blames somebody for what a noun or an -ing form tells: "*arrested* on suspicion of arson"."""
    node = syntax.first_conjunct(deed)
    if node.dep_ == "compound" and node.head.lemma_ in ("charge", "count") and node.head.i > node.i:
        node = syntax.first_conjunct(node.head)  # "*murder* charges"
    elif node.dep_ == "dobj" and node.head.lemma_ in _OWNING_UP:
        return node.head
    elif node.dep_ not in ("pobj", "pcomp"):
        return None
    while True:
        above = node.head.head if node.dep_ in ("pobj", "pcomp") else node.head
        if above.i != node.head.i and not _leads_to_blame(node.head):
            return None
        if syntax.is_verbal(above):
            is_faced = above.lemma_ in _PLEADING and node.dep_ == "dobj"
            return above if is_faced or tells_blame(above) else None
        if above.lower_ == "guilty":
            verb = above.head
            return verb if syntax.is_verbal(verb) and tells_blame(verb) else None
        if above.lemma_ not in _COUNTS or above.i == node.i:
            return None
        node = syntax.first_conjunct(above)


def _leads_to_blame(preposition: Token) -> bool:
    if preposition.lower_ == "in":
        return preposition.head.lemma_ in _ACCUSING
    if preposition.lower_ == "to":
        return preposition.head.lower_ == "guilty" or preposition.head.lemma_ in _OWNING_UP
    return preposition.lower_ in CHARGING  # "sentenced *to* death"


def is_laid_to_somebody(deed: Token) -> bool:
    """Whether the deed of a noun is laid to somebody in the past or in a headline: "was charged with *murder*"."""
    verb = blamer(deed)
    if verb is None or not _is_told_as_fact(verb):
        return False
    blamed = (*sides(verb), *syntax.children(verb, "dobj"))
    return any(names_somebody(side) and not _is_of_anybody(side) for side in blamed)


def blamer(deed: Token) -> Token | None:
    """The verb that blames somebody for the deed of a noun."""
    sense = sense_of_noun(deed)
    return blaming_verb(deed) if sense is not None and sense.event_type in _LAID_TO else None


def is_alleged(deed: Token) -> bool:
    """Whether there may never have been the deed of a noun: "charged with *arson*", but "convicted of *arson*"."""
    verb = blamer(deed)
    if verb is None or is_of_victim(deed) or any(c.dep_ == "poss" or c.lower_ == "the" for c in deed.lefts):
        return False  # "charged with *the* theft of a boat": there was one
    return verb.lemma_ in _MODALITY["blaming"] or verb.lemma_ in _PLEADING


def is_of_victim(noun: Token) -> bool:
    """Whether a deed is told with whom it was done to: "charged with *murder* of his mother"."""
    return any(names_somebody(whom) for _, whom in syntax.prepositional_objects(noun, "of"))


def _is_told_as_fact(verb: Token) -> bool:
    """Whether a verb of blaming tells what was done or is said of somebody now: "*is charged*", no "would *charge*"."""
    group = syntax.verb_group(verb)
    if group.modal is not None or group.negation is not None or triggers.is_usual(verb):
        return False
    return is_over(verb) or verb.tag_ == "VBN" or verb.lemma_ in _PLEADING or group.passive


def _is_of_anybody(side: Token) -> bool:
    """Whether a plural stands for whoever it may be: "*people* accused of theft"."""
    return side.tag_ == "NNS" and not any(c.dep_ in ("det", "nummod", "poss", "amod") for c in side.children)
