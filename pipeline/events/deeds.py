"""Verbs that the lexicon has no sense for, and whether they tell what somebody did."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.events import triggers
from pipeline.language import syntax
from pipeline.lexicon import role_nouns
from pipeline.lexicon.event_types import is_idle, sense_of_noun, sense_of_verb
from pipeline.lexicon.loader import word_lists
from pipeline.lexicon.nouns import noun as holds_words
from pipeline.lexicon.verbs import verb as verb_cue
from pipeline.lexicon.verbs import verbs_that

if TYPE_CHECKING:
    from spacy.tokens import Token

_MEASURE_WORDS = word_lists(__package__, "measures.toml")
_TRIGGER_WORDS = word_lists(__package__, "trigger_words.toml")
_ROLES = word_lists(__package__, "roles.toml")
_VAGUE = word_lists(__package__, "vague.toml")

_FINITE = frozenset(("lower-verb", "main-verb", "reported-verb"))
"""Rules of finite verbs."""
_ACTING = frozenset(("GPE", "NORP", "ORG", "PERSON"))
"""Labels of those who do something."""
_WON = frozenset(("award", "sport"))
"""Types of what is reached by winning."""
_AT_ONCE = frozenset(("perfect", "simple"))
"""Aspects of what is done at once, and does not only go on meanwhile."""
_BESIDE_DEEDS = frozenset(("about", "quote"))
"""Frames that deeds have too: "'Out!' she *fired* back", but "she *fired* a clerk"."""


def is_deed(verb: Token, rule: str) -> bool:
    """Whether a verb without a sense tells what somebody did, or what was done to somebody: "she *varnished* it".

    Not of a state, of what goes on in a mind or is said, of idle acts, nor in a progressive, which only tells what
    goes on beside: "he was *loading* a van when shots were fired".
    """
    if not rule or verb.pos_ != "VERB" or is_nothing_done(verb):
        return False
    if rule == "participle":
        told = is_done_besides(verb) if verb.tag_ == "VBG" else is_done_to(verb)
        return told and any(names_somebody(side) for side in sides(verb))
    group = syntax.verb_group(verb)
    if rule not in _FINITE or group.negation is not None or group.modal is not None:
        return False
    if not is_over(verb) or group.aspect not in _AT_ONCE:
        return False
    return any(names_somebody(side) for side in (*sides(verb), *syntax.children(verb, "dobj"))) and _has_doer(verb)


def _has_doer(verb: Token) -> bool:
    """Whether what is told to be done is not the work of a thought or a state: "the *debt* crushed them"."""
    if syntax.is_passive(verb):
        doers = [o for by in syntax.children(verb, "agent") for o in syntax.children(by, "pobj")]
    else:
        doers = syntax.subjects(verb)
    return not doers or any(names_somebody(d) or not stands_for_no_thing(d) for d in doers)


def stands_for_no_thing(word: Token) -> bool:
    """Whether a word is of nothing that can be seen or touched: by the lists, its ending, or as what others hold."""
    if word.ent_type_ or word.pos_ == "PROPN" or word.lower_ == "it":
        return False
    lemma = word.lemma_.lower()
    if word.lower_ in _VAGUE["anything"] or lemma in _VAGUE["abstract"]:
        return True
    if holds_words(lemma) is not None:
        return sense_of_noun(word) is None  # "the *claim*", but "the *conviction* of a clerk"
    return lemma.endswith(tuple(_VAGUE["abstract_endings"])) and lemma not in _VAGUE["concrete"]


def is_nothing_done(verb: Token) -> bool:
    """Whether a verb without a sense is of a state, an idle act, or of what is said, thought or wanted."""
    return is_idle(verb) or verb.lemma_ in verbs_that("no-deed") or _is_words(verb)


def _is_words(verb: Token) -> bool:
    """Whether what a verb introduces is said, thought or wanted, and it is no deed that words may go with."""
    cue = verb_cue(verb.lemma_)
    return cue is not None and not cue.particles and not cue.attitudes.keys() <= _BESIDE_DEEDS


def is_done_besides(verb: Token) -> bool:
    """Whether an -ing form tells what was done before or besides: "left after *smashing* it", ", *grabbing* rings"."""
    first = syntax.first_conjunct(verb)
    if first.dep_ == "pcomp":
        return first.head.lower_ in ("after", "before") and is_over(syntax.clause_head(first.head))
    return is_added(verb)


def is_done_to(verb: Token) -> bool:
    """Whether a participle behind a noun tells what was done to somebody: "a clerk *booked* for theft"."""
    if verb.dep_ != "acl" or verb.lemma_ in verbs_that("no-deed"):
        return False
    if triggers.is_in_headline(verb) or verb.head.ent_type_ == "PERSON":
        return True
    is_bare = verb.head.tag_ == "NNS" and not any(c.dep_ in ("det", "nummod", "poss") for c in verb.head.children)
    return is_of_people(verb.head) and not is_bare  # not "members *trained* in rescue"


def is_added(verb: Token) -> bool:
    """Whether an -ing form tells, after a comma, what was done next: "struck at noon, *stealing* two rings"."""
    first = syntax.first_conjunct(verb)
    if first.dep_ != "advcl" or first.i < first.head.i or not syntax.is_verbal(first.head):
        return False
    before = first.doc[first.left_edge.i - 1]
    return before.text == "," and first.left_edge == first and is_over(first.head)


def is_over(verb: Token) -> bool:
    """Whether a verb tells what is past: "*left* the town", "*has left* it", in a headline "*leaves* it"."""
    group = syntax.verb_group(verb)
    return group.tense == "past" or group.aspect == "perfect" or triggers.is_in_headline(verb)


def sides(verb: Token) -> Iterator[Token]:
    """Those who do what a verb tells, or undergo it where it is a passive."""
    yield from syntax.subjects(verb)
    for by in syntax.children(verb, "agent"):
        yield from syntax.children(by, "pobj")
    if verb.dep_ == "acl":
        yield verb.head


def names_somebody(side: Token) -> bool:
    """Whether a word is of a person, a group or a state, any of which may do something: "the *jury* filed out"."""
    if side.ent_type_ and side.ent_type_ != "CARDINAL":
        return side.ent_type_ in _ACTING
    if any(c.lower_ == "no" for c in side.children):
        return False
    if side.pos_ == "PROPN" or is_of_people(side) or side.lower_ in ("who", "him", "her", "them"):
        return True
    return role_nouns.load().kind(side.lemma_.lower()) == "org"


def is_of_people(subject: Token) -> bool:
    """Whether a subject is of people: by name, by number, or by a word for them."""
    if subject.ent_type_ == "PERSON" or subject.like_num or subject.lower_ in ("he", "she", "they"):
        return True
    lemma = subject.lemma_.lower()
    if lemma in _ROLES["doers"]:
        return True
    return lemma in _MEASURE_WORDS["people"] or role_nouns.load().kind(lemma) == "person"


def is_reached(verb: Token) -> bool:
    """Whether an infinitive tells what was won by winning: "beat the visitors *to win* the cup"."""
    first = syntax.first_conjunct(verb)
    if first.dep_ not in ("advcl", "xcomp") or not syntax.is_verbal(first.head) or not is_over(first.head):
        return False
    if first.dep_ == "xcomp" and syntax.child(first.head, "dobj") is None:
        return False  # "beat Oslo *to win* the cup", but "hoped *to win* the cup"
    own, other = sense_of_verb(verb), sense_of_verb(first.head)
    if other is None or other.event_type not in _WON:
        return False
    return verb.lemma_ in _TRIGGER_WORDS["reaching"] or (own is not None and own.event_type in _WON)


def is_first_to(verb: Token) -> bool:
    """Whether an infinitive tells what somebody was the first or the last to do: "the second climber *to die*"."""
    first = syntax.first_conjunct(verb)
    if first.dep_ not in ("acl", "relcl") or verb.tag_ not in ("VB", "VBN") or not is_of_people(first.head):
        return False
    if syntax.verb_group(verb).tense != "infinitive" or not any(
        c.lower_ in _TRIGGER_WORDS["first"] for c in first.head.lefts
    ):
        return False
    told = syntax.clause_head(first.head)
    return syntax.is_verbal(told) and is_over(told)


def is_gone_on_to(verb: Token) -> bool:
    """Whether an infinitive tells what somebody did in the end: "went on *to win* it", "would go on *to win* it"."""
    if verb.tag_ != "VB" or verb.dep_ not in ("advcl", "conj", "xcomp"):
        return False
    first = syntax.first_conjunct(verb)
    above = first.head
    if first.dep_ not in ("advcl", "xcomp") or above.lemma_ != "go" or not syntax.is_verbal(above):
        return False
    if all(c.lower_ != "on" for c in syntax.children(above, "advmod", "prep", "prt")):
        return False
    group = syntax.verb_group(above)
    is_told = group.modal is None and is_over(above)
    is_looked_back_on = group.modal is not None and group.modal.lower_ == "would" and group.aspect == "simple"
    is_supposed = any(c.lower_ == "if" for clause in syntax.children(above, "advcl") for c in clause.children)
    return group.negation is None and not is_supposed and (is_told or is_looked_back_on)


def is_forced(verb: Token) -> bool:
    """Whether an infinitive tells what others were made to do, and did: "*forced* them *to leave*"."""
    first = syntax.first_conjunct(verb)
    above = first.head
    if (
        first.dep_ not in ("xcomp", "ccomp")
        or not syntax.is_verbal(above)
        or above.lemma_ not in _TRIGGER_WORDS["forcing"]
    ):
        return False
    return syntax.verb_group(verb).negation is None and is_over(above) and syntax.verb_group(above).negation is None


def is_seen(verb: Token) -> bool:
    """Whether a bare infinitive tells what somebody saw happen, or made happen: "saw four men *flee*"."""
    if verb.tag_ not in ("VB", "VBP") or verb.dep_ not in ("ccomp", "xcomp") or not syntax.is_verbal(verb.head):
        return False
    above = verb.head
    if (
        above.lemma_ not in _TRIGGER_WORDS["seeing"]
        or above.i > verb.i
        or any(c.dep_ in ("aux", "mark", "neg") for c in verb.children)
    ):
        return False
    group = syntax.verb_group(above)
    return is_over(above) and group.negation is None and group.modal is None


def is_set_in_headline(verb: Token) -> bool:
    """Whether an infinitive is what somebody is to do, as headlines say it: "Lund Owls *to play* in Oslo"."""
    if verb.tag_ != "VB" or not triggers.is_in_headline(verb):
        return False
    if all(c.lower_ != "to" for c in syntax.children(verb, "aux")):
        return False
    if verb.dep_ == "ROOT":
        somebody = syntax.child(verb, "nsubj", "nsubjpass")
    else:
        is_first = verb.dep_ in ("acl", "relcl") and verb.head.dep_ == "ROOT" and verb.head.i < verb.i
        somebody = verb.head if is_first else None
    return somebody is not None and names_somebody(somebody)
