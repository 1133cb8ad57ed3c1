"""What `stories` must satisfy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from expectations import from_schema
from expectations.arrays import implies, ints, valid
from expectations.rules import holds, rate

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite


def suite() -> ExpectationSuite:
    """A fresh suite for `stories`."""
    return from_schema.suite(
        "stories",
        holds("counts_agree", "Articles are copies or independent, and at least one is independent."),
        holds(
            "days_in_order",
            "`first_day` and `last_day` are both there or neither, the first not after the last.",
        ),
        rate("story_titled", 0.3, "Stories have a title"),
    )


def derive(part: pa.Table, context: Mapping[str, pa.Table]) -> dict[str, np.ndarray]:
    """The helper columns of the suite for `stories`."""
    articles, copies, independent = (ints(part[f"n_{name}"]) for name in ("articles", "copies", "independent"))
    first, last = part["first_day"], part["last_day"]
    return {
        "counts_agree": (copies >= 0) & (independent >= 1) & (copies + independent == articles),
        "days_in_order": (valid(first) == valid(last)) & implies(valid(first), ints(first) <= ints(last)),
        "story_titled": valid(part["title"]),
    }
