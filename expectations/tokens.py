"""What a part of `tokens` must satisfy.

A `Doc` is made again from all tokens of its article, so no token can be taken out alone: every rule is
about the article. The table is by far the longest, so its rules are few and cheap.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from expectations import from_schema
from expectations.arrays import bools, ints, is_one_of, strings
from expectations.rules import gx, holds, rate, tag
from expectations.spans import Texts

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite


def suite() -> ExpectationSuite:
    """A fresh suite for `tokens`."""
    gxe = gx()
    return from_schema.suite(
        "tokens",
        holds("text_at_span", "The text is that of the article from `start` to `end`.", "article"),
        gxe.ExpectColumnUniqueValueCountToBeBetween(
            column="article_id",
            min_value={"$PARAMETER": "n_articles"},
            **tag("warning", "every_article_has_rows", "Every article has a token."),
        ),
        holds("index_runs_from_0", "`token_index` runs from 0 through each article without a gap.", "article"),
        holds("sentences_in_order", "`sentence_index` runs from 0 through each article without a gap.", "article"),
        holds(
            "text_covered",
            "Between two tokens, and at the ends of a text, lie at most spaces of a page or a wrapped line's break.",
            "article",
        ),
        holds("head_in_article", "The head of a token is a token of the same article.", "article"),
        holds("names_labelled", "The tokens of names have an entity label, and no others do.", "article"),
        rate("is_known", 0.95, "Tokens have a part of speech other than X"),
        rate("outside_names", 0.5, "Tokens lie outside names"),
        rows="article",
    )


def derive(part: pa.Table, context: Mapping[str, pa.Table]) -> dict[str, np.ndarray]:
    """The helper columns of the suite for `tokens`."""
    texts = Texts(context["articles"])
    index, sentence, start, end, head = (
        ints(part[name]) for name in ("token_index", "sentence_index", "start", "end", "head")
    )
    first = first_of_article(part)
    last = np.roll(first, -1)
    row = np.arange(len(first))
    begin = np.maximum.accumulate(np.where(first, row, 0))
    size = np.bincount(np.cumsum(first), minlength=1)[np.cumsum(first)]
    before = np.where(first, 0, np.roll(end, 1))
    after = texts.lengths(part["article_id"]) - end
    in_name = is_one_of(part["ent_iob"], "B", "I")
    return {
        "text_at_span": texts.reproduce(part["article_id"], start, end, part["text"]),
        "index_runs_from_0": index == row - begin,
        "sentences_in_order": np.where(first, sentence == 0, np.isin(sentence - np.roll(sentence, 1), (0, 1))),
        "text_covered": texts.blank(part["article_id"], before, start) & (~last | (after == 0) | (after == 1)),
        "head_in_article": (head >= 0) & (head < size),
        "names_labelled": in_name == bools(pc.not_equal(strings(part["ent_type"]), "")),
        "is_known": ~is_one_of(part["pos"], "X"),
        "outside_names": ~in_name,
    }


def first_of_article(part: pa.Table) -> np.ndarray:
    """Where the rows of an article begin, in a table that holds the rows of an article together."""
    ids = strings(part["article_id"]).dictionary_encode().indices.fill_null(-1).to_numpy()
    first = np.ones(len(ids), bool)
    first[1:] = ids[1:] != ids[:-1]
    return first
