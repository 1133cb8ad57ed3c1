"""Whether somebody is told to have spoken, not to have, or neither: "said", "declined to say", "would say"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.language.syntax import child
from pipeline.lexicon.verbs import verb as entry_of
from pipeline.lexicon.verbs import verbs_that
from pipeline.quotes.found import Found
from pipeline.speech.day import within

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEVER = frozenset(("never", "hardly", "neither", "nor"))
_NOBODY = frozenset(("nobody", "none", "neither", "no-one"))
_MODALS = frozenset(
    ("would", "could", "may", "might", "must", "should", "will", "shall", "can", "ca", "wo", "'ll", "’ll")
)
_WOULD = frozenset(("would", "'d", "’d"))
_PERFORMED = frozenset(("apologise", "apologize", "congratulate", "thank", "welcome"))
"""What one does by saying that one would like to."""
_STEPS = 4


def polarity(found: Found) -> str:
    """The polarity of the cue of a quote: positive, negative or open."""
    word = found.word
    if word is None or word.pos_ not in ("VERB", "AUX"):
        return "positive"
    chain = list(_governing(word))
    if any(_is_negated(verb, found) for verb in chain) or any(verb.lemma_ in verbs_that("refusing") for verb in chain):
        return "negative"
    speaker = found.speaker_head
    if speaker is not None and (speaker.lower_ in _NOBODY or any(t.lower_ in ("no", "neither") for t in speaker.lefts)):
        return "negative"
    if any(_is_undone(verb) for verb in chain):
        return "negative"
    if _is_performed(word):
        return "positive"
    return "open" if any(_is_open(verb) for verb in chain) else "positive"


def _is_performed(word: Token) -> bool:
    """Whether it is said by saying so: "we would like to thank the crew"."""
    like = word.head
    is_wish = word.dep_ == "xcomp" and like.lemma_ == "like" and any(c.lower_ in _WOULD for c in like.lefts)
    return is_wish and word.lemma_ in _PERFORMED


def _governing(word: Token) -> Iterator[Token]:
    """A cue and the verbs above whose infinitive it is, or with which it shares what stands before them."""
    at = word
    for _ in range(_STEPS):
        yield at
        shared = at.dep_ == "conj" and child(at, "nsubj", "nsubjpass", "aux", "neg") is None and not is_turned(at)
        if at.head == at or not (at.dep_ == "xcomp" or shared) or at.head.pos_ not in ("VERB", "AUX", "ADJ"):
            return
        at = at.head


def is_turned(verb: Token) -> bool:
    """Whether a verb is set against the one before, of whose "not" it has no part: "did not deny it but said"."""
    buts = [c for c in verb.head.rights if c.dep_ == "cc" and c.i < verb.i]
    is_other_form = verb.tag_ in ("VBD", "VBZ") and verb.head.tag_ in ("VB", "VBG")  # "would not say, and left"
    return verb.dep_ == "conj" and (is_other_form or any(c.lower_ in ("but", "yet") for c in buts[-1:]))


def _is_negated(verb: Token, found: Found) -> bool:
    """Whether a verb is negated by a word that is none of what is said, as in “Never,” came the reply."""
    return any((c.dep_ == "neg" or c.lower_ in _NEVER) and not within(c.i, found.content) for c in verb.lefts)


def _is_undone(verb: Token) -> bool:
    """Whether a verb is of what is not done: "without naming him", "has yet to confirm it"."""
    is_without = verb.dep_ == "pcomp" and verb.head.lower_ == "without"
    is_yet = verb.dep_ == "xcomp" and verb.head.lemma_ in ("have", "be")
    if verb.dep_ == "xcomp" and verb.tag_ == "VBG" and verb.head.lemma_ in ("stop", "cease", "quit"):
        return True  # "stopped asking them to leave"
    return is_without or (is_yet and any(c.lower_ == "yet" for c in verb.head.children))


def _is_open(verb: Token) -> bool:
    """Whether it is still to come or may be so: "would say", "plans to announce", "if she said"."""
    if any(c.tag_ == "MD" and c.lower_ in _MODALS for c in verb.lefts):
        return True
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in verb.lefts):
        return True
    above = entry_of(verb.head.lemma_) if verb.dep_ == "xcomp" and verb.tag_ == "VB" else None
    wanted = above is not None and above.attitudes.get("to") == "intention"
    return wanted or (verb.dep_ == "xcomp" and verb.tag_ == "VB" and verb.head.lemma_ in verbs_that("planned"))
