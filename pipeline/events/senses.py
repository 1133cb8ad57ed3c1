"""Of which kind is a verb that only says that something begins, ends or is gone to: of the kind of that thing."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from pipeline.language import syntax
from pipeline.lexicon.event_types import Sense, sense_of_noun, sense_of_verb
from pipeline.lexicon.verbs import verbs_that

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEGINNING = frozenset(("begin", "commence", "continue", "resume", "restart", "start"))
_TAKING_PART = frozenset(("attend", "engage", "host", "join", "organise", "organize", "participate", "take"))
_OPEN = frozenset(("meeting", "other"))
"""Types that a verb of taking part has only where nothing more is known of what it is taken part in."""


def sense_with_its_noun(verb: Token) -> Sense | None:
    """The sense of a verb; of one that leaves open what is begun, ended or taken part in, that of its noun."""
    own = sense_of_verb(verb)
    if verb.lemma_ in _TAKING_PART:
        told = _sense_of(_taken_part_in(verb)) if own is None or own.event_type in _OPEN else None
    elif verb.lemma_ in verbs_that("phase") | _BEGINNING and (own is None or own.event_type == "other"):
        told = _sense_of([] if syntax.child(verb, "xcomp") else syntax.children(verb, "dobj", "nsubj", "nsubjpass"))
        if told is not None and verb.lemma_ not in _BEGINNING:
            told = dataclasses.replace(told, plover=None, mode=None, cameo=None)  # "the siege ended"
    else:
        return own
    return told or own


def _taken_part_in(verb: Token) -> list[Token]:
    """What somebody goes to or takes part in: "attended the *funeral*", "participated in the *race*"."""
    if verb.lemma_ in ("participate", "engage", "take"):
        if verb.lemma_ == "take" and not any(o.lower_ == "part" for o in syntax.children(verb, "dobj")):
            return []
        return [inner for _, inner in syntax.prepositional_objects(verb, "in")]
    return syntax.children(verb, "nsubjpass") if syntax.is_passive(verb) else syntax.children(verb, "dobj")


def _sense_of(nouns: list[Token]) -> Sense | None:
    """The first sense that says more than that something happens."""
    for noun in nouns:
        sense = sense_of_noun(noun) if noun.pos_ in ("NOUN", "PROPN") and noun.ent_type_ != "DATE" else None
        if sense is not None and sense.event_type != "other":
            return sense
    return None
