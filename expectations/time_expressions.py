"""What a part of `time_expressions` must satisfy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from expectations import from_schema
from expectations.arrays import has, implies, ints, is_one_of, rows_of, strings, valid
from expectations.rules import gx, holds, rate, tag
from expectations.spans import Texts, id_rule, span_rules
from expectations.timex import interval, is_well_formed

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite


def suite() -> ExpectationSuite:
    """A fresh suite for `time_expressions`."""
    gxe = gx()
    return from_schema.suite(
        "time_expressions",
        holds("id_of_span", "`timex_id` is made of the article and the span."),
        holds("span_not_empty", "`start` lies before `end`."),
        holds("text_at_span", "The text is that of the article from `start` to `end`."),
        holds("span_without_edge_space", "The span neither begins nor ends with white space."),
        gxe.ExpectColumnValuesToBeBetween(
            column="sentence_index", min_value=0, **tag("row", "sentence_counted", "`sentence_index` is 0 or more.")
        ),
        holds("value_well_formed", "`value` follows the grammar of TIMEX3, and names no day that no calendar has."),
        holds("value_agrees_with_type", "A period is a DURATION or a SET, and a DATE has no time of day."),
        holds("interval_complete", "`date_start` and `date_end` are both there or neither."),
        holds("interval_in_order", "`date_start` is not after `date_end`."),
        holds("interval_has_granularity", "An interval has a `granularity`."),
        holds(
            "open_value_has_no_interval", "A value that leaves the year open (X) has no interval: no date is guessed."
        ),
        holds("interval_of_value", "The interval of a fixed calendar date is the one that its value stands for."),
        holds("unresolved_has_no_interval", "An unresolved expression has no interval and no anchor."),
        holds("anchor_complete", "`anchor` and `anchor_date` are both there or neither."),
        holds("relative_has_anchor", "A relative expression with an interval says what it was counted from."),
        holds("anchor_is_reference_date", "An anchor called reference_date is the article's `reference_date`."),
        rate("resolved", 0.5, "Dates and times of articles with a `reference_date` have an interval"),
        rate("interval_near_article", 0.9, "Intervals begin within 150 years of the article's `reference_date`"),
    )


def derive(part: pa.Table, context: Mapping[str, pa.Table]) -> dict[str, np.ndarray | pa.Array]:
    """The helper columns of the suite for `time_expressions`."""
    articles = context["articles"]
    values, distinct = _distinct(part["value"])
    well_formed = np.array([value is None or is_well_formed(value) for value in distinct], bool)
    spans = [value and interval(value) for value in distinct]
    first, last = (
        np.array([span[side].toordinal() - _EPOCH if span else _NONE for span in spans], np.int64)[values]
        for side in (0, 1)
    )
    start, end = ints(part["date_start"], _NONE), ints(part["date_end"], _NONE)
    has_start, has_end = valid(part["date_start"]), valid(part["date_end"])
    has_anchor, is_date = valid(part["anchor"]), is_one_of(part["timex_type"], "DATE", "TIME")
    is_period = _starts_with_p(part["value"])
    rows = rows_of(strings(part["article_id"]), strings(articles["article_id"]))
    reference = np.append(ints(articles["reference_date"], _NONE), _NONE)[rows]
    from_reference = is_one_of(part["anchor"], "reference_date")
    unresolved = is_one_of(part["basis"], "unresolved")
    known = reference != _NONE
    return {
        "id_of_span": id_rule(part, "timex_id", "t"),
        **span_rules(part, Texts(articles)),
        "value_well_formed": well_formed[values],
        "value_agrees_with_type": implies(is_period, is_one_of(part["timex_type"], "DURATION", "SET"))
        & implies(is_one_of(part["timex_type"], "DATE"), ~has(part["value"], r"\dT"))
        & implies(
            is_one_of(part["timex_type"], "DURATION"),
            is_period | has(part["value"], "_REF$"),
        ),
        "interval_complete": has_start == has_end,
        "interval_in_order": implies(has_start & has_end, start <= end),
        "interval_has_granularity": implies(has_start, valid(part["granularity"])),
        "open_value_has_no_interval": implies(has(part["value"], "^X"), ~has_start & ~has_end),
        "interval_of_value": implies(
            is_date & (first != _NONE) & has_start & has_end, (start == first) & (end == last)
        ),
        "unresolved_has_no_interval": implies(unresolved, ~has_start & ~has_anchor),
        "anchor_complete": has_anchor == valid(part["anchor_date"]),
        "relative_has_anchor": implies(is_one_of(part["basis"], "relative") & has_start, has_anchor),
        "anchor_is_reference_date": implies(
            from_reference & (rows >= 0), known & (ints(part["anchor_date"], _NONE) == reference)
        ),
        "resolved": pa.array(has_start, mask=~(is_date & known)),
        "interval_near_article": pa.array(abs(start - reference) < 150 * 366, mask=~(has_start & known)),
    }


_NONE = -(2**31)
_EPOCH = 719163
"""The ordinal of 1 January 1970, from which Arrow counts days."""


def _distinct(column: pa.ChunkedArray) -> tuple[np.ndarray, list[str | None]]:
    """A column as positions in the list of its distinct values."""
    encoded = strings(column).dictionary_encode("encode")
    return encoded.indices.to_numpy().astype(np.int64), encoded.dictionary.to_pylist()


def _starts_with_p(column: pa.ChunkedArray) -> np.ndarray:
    return has(column, r"^P[\dXT.]")
