"""What of no known kind is told so that no chronicle would have it, unless it has a time."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events import triggers
from pipeline.events.deeds import stands_for_no_thing
from pipeline.events.modality import polarity_of, told_modality
from pipeline.language import syntax
from pipeline.lexicon.event_types import Sense, sense_of_verb
from pipeline.lexicon.loader import word_lists
from pipeline.lexicon.verbs import verbs_that

_VAGUE = word_lists(__package__, "vague.toml")

_FINDING = frozenset(("discover", "find"))
_JUDGING = frozenset(("acomp", "ccomp", "oprd", "xcomp"))
_OF_CLAUSES = frozenset(("aux", "auxpass", "mark"))
"""Words by which a clause has a time of its own: "found that he *had* been shot", not "found him shot"."""
_ASKING = frozenset(("how", "what", "whatever", "where", "why"))


def is_vague(verb: Token) -> bool:
    """Whether a verb of no known kind tells a plan, a denial, a question or a view, or is about nothing to be seen."""
    return (
        _is_only_thought(verb)
        or polarity_of(verb) == "negative"
        or _is_asked(verb)
        or _is_found_to_be(verb)
        or _only_begins(verb)
        or _is_of_the_mind(verb)
    )


def _is_only_thought(verb: Token) -> bool:
    """Whether a verb tells what is planned, required or could be; what somebody claims may have been done."""
    told = told_modality(verb)
    return told != "asserted" and (told != "possible" or syntax.verb_group(verb).modal is not None)


def _is_asked(verb: Token) -> bool:
    """Whether a clause asks, or names what it does not tell: "how things *started*", "what *happened*"."""
    return verb.dep_ != "relcl" and any(c.lower_ in _ASKING and c.tag_ in ("WP", "WDT", "WRB") for c in verb.children)


def _is_found_to_be(verb: Token) -> bool:
    """Whether finding is a view or an insight: "*found* the town dull", "*found* out that it was dull"."""
    if verb.lemma_ not in _FINDING:
        return False
    if any(c.lower_ == "out" for c in syntax.children(verb, "prt")):
        return True
    told = [c for c in verb.children if c.dep_ in _JUDGING]
    return any(c.tag_ not in ("VBG", "VBN") or any(w.dep_ in _OF_CLAUSES for w in c.children) for c in told)


def _only_begins(verb: Token) -> bool:
    """Whether a verb of beginning or ending has nothing of its own: "*started* to cry", "the night *began* so"."""
    if verb.lemma_ not in verbs_that("phase"):
        return False
    begun = syntax.child(verb, "xcomp")
    if begun is not None:
        sense = sense_of_verb(begun) if syntax.is_verbal(begun) else None
        return sense is None or sense.event_type != "other"  # "began *shooting*" has a row of its own
    subject = syntax.child(verb, "nsubj")
    if verb.dep_ == "relcl" or syntax.child(verb, "dobj", "ccomp") is not None:
        return False
    return subject is not None and not triggers.is_event_noun(subject)


def _is_of_the_mind(verb: Token) -> bool:
    """Whether what something is done to is no thing and nobody: "*put* her faith in it", "*found* a way"."""
    objects = syntax.children(verb, "nsubjpass") if syntax.is_passive(verb) else syntax.children(verb, "dobj")
    if objects:
        return any(_is_abstract(o) for o in objects)
    return any(_stands_for_anything(s) for s in syntax.children(verb, "nsubj"))


def _is_abstract(word: Token) -> bool:
    """Whether a word is of nothing that can be seen or counted."""
    if word.ent_type_ or word.pos_ == "PROPN" or word.lower_ == "it":
        return False
    return _stands_for_anything(word) or word.lemma_.lower() in _VAGUE["abstract"]


def _stands_for_anything(word: Token) -> bool:
    """Whether a word has no meaning of its own, and does not stand for the noun before it: "*that* changed"."""
    return word.lower_ in _VAGUE["anything"] and word.head.dep_ != "relcl"


_ASKED_AFTER = frozenset(
    ("accident", "arrest", "attack", "crime", "death", "disaster", "election", "injury", "release", "trial")
)
"""Types of which it is news that one did not happen: "no one was *hurt*"."""


def is_untold(verb: Token, sense: Sense) -> bool:
    """Whether what did not happen is no news: "did not *apologise*", but "nobody was *hurt*"."""
    return sense.event_type not in _ASKED_AFTER and syntax.verb_group(verb).negation is not None


def is_of_no_thing(verb: Token) -> bool:
    """Whether what a deed is done to is nothing that can be seen or touched: "*spread* lies", "*showed* disregard"."""
    objects = syntax.children(verb, "nsubjpass") if syntax.is_passive(verb) else syntax.children(verb, "dobj")
    return any(stands_for_no_thing(o) for o in objects if o.head.dep_ != "relcl" or o.lower_ not in syntax.RELATIVES)


def is_how_things_stand(verb: Token) -> bool:
    """Whether a perfect without an object tells what has come of it all: "the firm *has shifted* away from coal"."""
    group = syntax.verb_group(verb)
    if (group.tense, group.aspect) != ("present", "perfect") or triggers.is_in_headline(verb):
        return False
    if group.passive:
        return any(c.dep_ == "advmod" and c.tag_ == "RB" and c.i < verb.i for c in verb.children)
    return syntax.child(verb, "dobj", "prt") is None and verb.dep_ != "relcl"


def leads_to_deed(verb: Token) -> bool:
    """Whether a verb only tells what made others do something, which has a row of its own: "*forced* him to leave"."""
    return syntax.child(verb, "ccomp", "xcomp") is not None


def is_wording(verb: Token) -> bool:
    """Whether a verb only tells how somebody said something: "as she *put* it", but "put it in the box"."""
    said = syntax.child(verb, "dobj")
    if verb.lemma_ != "put" or said is None or said.lower_ != "it":
        return False
    return not any(c.dep_ in ("prep", "prt", "dative") and c.i > verb.i for word in (verb, said) for c in word.children)


def is_naming(verb: Token) -> bool:
    """Whether a verb says what somebody is called: "*called* them traitors", but "called the police"."""
    if verb.lemma_ not in ("call", "label") or sense_of_verb(verb) is not None:
        return False
    objects = syntax.children(verb, "dobj")
    return syntax.child(verb, "ccomp", "oprd") is not None or any(o.pos_ == "PRON" for o in objects)
