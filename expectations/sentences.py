"""What a part of `sentences` must satisfy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from expectations import from_schema
from expectations.arrays import ints
from expectations.rules import gx, holds, tag
from expectations.spans import Texts
from expectations.tokens import first_of_article

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite


def suite() -> ExpectationSuite:
    """A fresh suite for `sentences`."""
    gxe = gx()
    return from_schema.suite(
        "sentences",
        holds("text_at_span", "The text is that of the article from `start` to `end`."),
        gxe.ExpectColumnUniqueValueCountToBeBetween(
            column="article_id",
            min_value={"$PARAMETER": "n_articles"},
            **tag("warning", "every_article_has_rows", "Every article has a sentence."),
        ),
        holds("in_order", "A sentence begins where the one before it ends, or later."),
        holds("paragraphs_in_order", "Paragraphs are counted from 0, and never backwards."),
        gxe.ExpectColumnMeanToBeBetween(
            column="length",
            min_value=20,
            max_value=400,
            **tag("warning", "length_usual", "Sentences have 20 to 400 characters on average."),
        ),
    )


def derive(part: pa.Table, context: Mapping[str, pa.Table]) -> dict[str, np.ndarray]:
    """The helper columns of the suite for `sentences`."""
    start, end, paragraph = (ints(part[name]) for name in ("start", "end", "paragraph_index"))
    first = first_of_article(part)
    return {
        "text_at_span": Texts(context["articles"]).reproduce(part["article_id"], start, end, part["text"]),
        "in_order": first | (start >= np.roll(end, 1)),
        "paragraphs_in_order": (paragraph >= 0) & (first | (paragraph >= np.roll(paragraph, 1))),
        "length": (end - start).astype(float),
    }
