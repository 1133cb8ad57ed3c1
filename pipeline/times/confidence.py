"""How sure a time expression is: the probability that annotators mark it and give it this value.

A logistic model of a few traits of the row; `confidence.toml` holds the weights, which were fitted on counts of right
and wrong rows (`benchmarks/fit_times.py`) and say nothing about any text.
"""

from __future__ import annotations

import functools
import math

from pipeline.lexicon.loader import toml


@functools.cache
def confidence(rule: str, timex_type: str, unit: str | None, basis: str, anchor: str | None) -> float:
    """The estimated probability, 0 to 1, that an expression of this rule, so read, is right."""
    weights = toml(__package__, "confidence.toml")
    score = sum(weights.get(trait, 0.0) for trait in traits(rule, timex_type, unit, basis, anchor))
    return round(1 / (1 + math.exp(-score)), 3)


def traits(rule: str, timex_type: str, unit: str | None, basis: str, anchor: str | None) -> list[str]:
    """The traits of a time expression that the model weighs."""
    return [
        "all",
        f"rule {rule}",
        f"type {timex_type}",
        f"basis {basis}",
        f"unit {unit}, {basis}",
        f"anchor {anchor}",
        f"rule {rule}, {unit}",
        f"rule {rule}, from {anchor}",
    ]
