"""How sure a quote is: the probability that its words and its speaker are right.

A logistic model of a few traits of the quote; `confidence.toml` holds the weights, which were fitted on counts
of right and wrong rows and say nothing about any text.
"""

from __future__ import annotations

import functools
import math
import tomllib
from importlib import resources

from pipeline.language.syntax import FINITE_VERBS
from pipeline.quotes.found import Found

_RELATIVE_TAGS = frozenset(("WP", "WDT"))


def confidence(found: Found, kind: str) -> float:
    """The estimated probability, 0 to 1, that a quote of this kind (direct, mixed, indirect) is right."""
    weights = _weights()
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
        f"rule {found.rule}",
        f"attitude {found.attitude}",
        f"kind {kind}",
        f"speaker {speaker}",
        f"form {form}",
        f"length {length}",
        f"lemma {found.lemma}",
        f"clause {word.dep_}" if word is not None else "clause none",
    ]


@functools.cache
def _weights() -> dict[str, float]:
    return tomllib.loads(resources.files(__package__).joinpath("confidence.toml").read_text("utf-8"))
