"""What `story_members` must satisfy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from expectations import from_schema
from expectations.arrays import bools, implies, valid
from expectations.rules import gx, holds, tag

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite


def suite() -> ExpectationSuite:
    """A fresh suite for `story_members`."""
    gxe = gx()
    return from_schema.suite(
        "story_members",
        holds("copy_of_another", "No article is a copy of itself."),
        holds(
            "copy_complete",
            "Copies, and only copies, have a copied share; what is copied stands in stretches.",
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="copied_share", min_value=0, max_value=1, **tag("row", "share_in_range", "Shares are 0 to 1.")
        ),
        gxe.ExpectColumnSumToBeBetween(
            column="is_member",
            min_value={"$PARAMETER": "n_articles_known"},
            max_value={"$PARAMETER": "n_articles_known"},
            **tag("warning", "every_article", "Every article is in one story."),
        ),
    )


def parameters(context: Mapping[str, pa.Table]) -> dict[str, int]:
    """The number of articles; 0 where they are not at hand."""
    return {"n_articles_known": context["articles"].num_rows if "articles" in context else 0}


def derive(part: pa.Table, context: Mapping[str, pa.Table]) -> dict[str, np.ndarray]:
    """The helper columns of the suite for `story_members`."""
    copied = valid(part["copy_of"])
    same = bools(pc.fill_null(pc.equal(part["copy_of"], part["article_id"]), False))
    some = pc.fill_null(pc.list_value_length(part["stretches"]), 0).to_numpy() > 0
    return {
        "copy_of_another": ~same,
        "copy_complete": (copied == valid(part["copied_share"])) & implies(some, copied),
        "is_member": np.ones(part.num_rows),
    }
