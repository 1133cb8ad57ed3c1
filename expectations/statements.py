"""What `statements` must satisfy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from expectations import from_schema
from expectations.arrays import has, implies, ints, valid
from expectations.rules import holds

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite


def suite() -> ExpectationSuite:
    """A fresh suite for `statements`."""
    return from_schema.suite(
        "statements",
        holds("text_not_blank", "A statement has words."),
        holds(
            "counts_agree",
            "Independent articles are some of its articles, and there is no article without a quote.",
        ),
        holds("speakers_agree", "A statement with an entity as its speaker lists speakers."),
    )


def derive(part: pa.Table, context: Mapping[str, pa.Table]) -> dict[str, np.ndarray]:
    """The helper columns of the suite for `statements`."""
    quotes, articles, independent = (ints(part[f"n_{name}"]) for name in ("quotes", "articles", "independent"))
    listed = pc.fill_null(pc.list_value_length(part["speakers"]), 0).to_numpy() > 0
    return {
        "text_not_blank": has(part["text"], r"\S"),
        "counts_agree": (independent >= 1) & (independent <= articles) & (articles <= quotes),
        "speakers_agree": implies(valid(part["speaker_entity_id"]), listed),
    }
