"""How sure a quote is: the probability that its words and its speaker are right.

A logistic model of a few traits of the quote; `confidence.toml` holds the weights, which were fitted on counts
of right and wrong rows and say nothing about any text.
"""

from __future__ import annotations

import math

from pipeline.language.syntax import FINITE_VERBS
from pipeline.lexicon.loader import toml
from pipeline.quotes.found import Found

_RELATIVE_TAGS = frozenset(("WP", "WDT"))
_OPENERS = frozenset(("that", "to", "whether", "how", "what", "he", "she", "it", "they", "there", "the", "a"))
_ENDS = frozenset('.,;:?!”"')


def confidence(found: Found, kind: str) -> float:
    """The estimated probability, 0 to 1, that a quote of this kind (direct, mixed, indirect) is right."""
    weights = toml(__package__, "confidence.toml")
    score = sum(weights.get(trait, 0.0) for trait in traits(found, kind))
    return round(1 / (1 + math.exp(-score)), 3)


def traits(found: Found, kind: str) -> list[str]:
    """The traits of a quote that the model weighs."""
    head, word = found.speaker_head, found.word
    if head is None:
        speaker = "none"
    elif head.tag_ in _RELATIVE_TAGS:
        speaker = "relative"
    elif head.pos_ == "PRON":
        speaker = "you" if head.lower_ in ("you", "i", "we") else "pronoun"
    else:
        speaker = "name" if head.pos_ == "PROPN" else "noun"
    if word is None:
        form = "none"
    elif word.tag_ in FINITE_VERBS:
        form = "finite"
    else:
        form = word.tag_.lower()
    size = found.size()
    length = "1-2" if size <= 2 else "3-5" if size <= 5 else "6-10" if size <= 10 else "11-40" if size <= 40 else "long"
    return [
        "all",
        f"rule {found.rule.name}",
        f"attitude {found.attitude}",
        f"kind {kind}",
        f"speaker {speaker}",
        f"form {form}",
        f"length {length}",
        f"lemma {found.lemma}",
        f"clause {word.dep_}" if word is not None else "clause none",
        f"rule {found.rule.name}, {kind}",
        f"speaker {speaker} of {found.rule.name}",
        *_traits_of_words(found),
    ]


def _traits_of_words(found: Found) -> list[str]:
    """With what the content begins and what follows it, and how far from it its cue stands."""
    known = found.word or found.speaker_head
    if known is None:
        return []
    doc, (first, _), (_, end) = known.doc, found.content[0], found.content[-1]
    opener, after = doc[first], doc[end] if end < len(doc) else None
    ends = after is None or after.text in _ENDS
    return [
        f"begins {opener.lower_ if opener.lower_ in _OPENERS else opener.tag_}",
        f"then {after.text if ends else after.dep_}" if after is not None else "then .",
        f"near {_is_near(found)}",
    ]


def _is_near(found: Found) -> bool:
    """Whether the cue stands beside the content."""
    cue = found.cue
    return cue is not None and any(abs(cue[1] - s) <= 1 or abs(cue[0] - e) <= 2 for s, e in found.content)
