"""What a part of `event_mentions` must satisfy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from expectations import from_schema
from expectations.arrays import (
    bools,
    every,
    has,
    implies,
    ints,
    is_one_of,
    one_array,
    owners,
    pairs,
    rows_of,
    strings,
    valid,
    within,
)  # fmt: skip
from expectations.rules import gx, holds, rate, tag
from expectations.spans import Texts, span_rules
from pipeline.tables.schema import MEASURES, PLOVER_TYPES, TIME_RELATIONS

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite

NEVER = np.iinfo(np.int32).min
"""Stands for a day that is not there, which no calendar has."""


def suite() -> ExpectationSuite:
    """A fresh suite for `event_mentions`."""
    gxe = gx()
    return from_schema.suite(
        "event_mentions",
        holds("id_of_span", "`event_mention_id` is made of the article and the trigger's span."),
        holds("span_not_empty", "`start` lies before `end`."),
        holds("trigger_at_span", "The trigger is the text of the article from `start` to `end`."),
        holds("span_without_edge_space", "The trigger neither begins nor ends with white space."),
        gxe.ExpectColumnValuesToBeBetween(
            column="sentence_index", min_value=0, **tag("row", "sentence_counted", "`sentence_index` is 0 or more.")
        ),
        holds("lemma_not_blank", "The lemma of the trigger is not blank."),
        holds("clause_in_article", "The clause is a stretch of the article."),
        holds("trigger_in_clause", "The trigger lies in its clause."),
        holds("clause_not_blank", "The words of the clause are not blank."),
        holds("participants_in_article", "Each participant is a stretch of the article, with a name and a role."),
        holds("figures_in_article", "Each figure is a stretch of the article, its measure known, its bounds in order."),
        holds("interval_in_order", "`date_start` is not after `date_end`."),
        holds("interval_has_granularity", "A date has a `granularity`."),
        holds("date_has_time", "A date comes from a time expression: never from the publication date alone."),
        holds(
            "interval_of_times",
            "Each of the dates lies in the interval of one of the times, or begins a period that ends with a time.",
        ),
        holds("basis_has_time", "`date_basis` is there where there is a time, and only there."),
        holds("relations_known", "Each time has one of the relations."),
        holds("place_has_basis", "`place_basis` is there where there is a place, and only there."),
        holds("class_of_plover_type", "`quad_class` is that of `plover_type`, and null where there is none."),
        holds("trigger_in_quote", "An event told in a quote has its trigger there."),
        holds("agent_is_named", "An agent, patient or place that is a known entity has a name."),
        holds("participants_known", "Each participant's `entity_id` is of an entity that the article mentions."),
        holds("times_found", "Each time refers to a row of time_expressions.timex_id."),
        rate("is_dated", 0.1, "Happenings have dates"),
        rate("has_participant", 0.5, "Happenings have a participant"),
        rate("is_asserted", 0.3, "Happenings are told as facts"),
    )


def derive(part: pa.Table, context: Mapping[str, pa.Table]) -> dict[str, np.ndarray]:
    """The helper columns of the suite for `event_mentions`."""
    texts, quotes = Texts(context["articles"]), context["quotes"]
    start, end = ints(part["start"]), ints(part["end"])
    clause_start, clause_end = ints(part["clause_start"]), ints(part["clause_end"])
    quote = rows_of(strings(part["quote_id"]), strings(quotes["quote_id"]))
    quote_start, quote_end = (np.append(ints(quotes[name]), 0)[quote] for name in ("start", "end"))
    return {
        "id_of_span": _id_of_span(part),
        **span_rules(part, texts, "trigger"),
        "lemma_not_blank": has(part["trigger_lemma"], r"\S"),
        "clause_in_article": (clause_start < clause_end) & texts.hold(part["article_id"], clause_start, clause_end),
        "trigger_in_clause": within(start, end, clause_start, clause_end),
        "clause_not_blank": has(part["clause"], r"\S"),
        **_participants(part, texts, context["mentions"]),
        **_figures(part, texts),
        **_times(part, context["time_expressions"]),
        "place_has_basis": valid(part["place"]) == valid(part["place_basis"]),
        "class_of_plover_type": ints(part["quad_class"], 0) == _classes(part["plover_type"]),
        "trigger_in_quote": implies(quote >= 0, within(start, end, quote_start, quote_end)),
        "agent_is_named": np.logical_and.reduce(
            [implies(valid(part[f"{who}_entity_id"]), has(part[who], r"\S")) for who in ("agent", "patient", "place")]
        ),
        "is_asserted": is_one_of(part["modality"], "asserted"),
    }


def _participants(part: pa.Table, texts: Texts, mentions: pa.Table) -> dict[str, np.ndarray]:
    participants = one_array(part["participants"])
    role, entity_id, name, start, end = participants.flatten().flatten()
    article = _article_of_each(part, participants)
    known = rows_of(pairs(article, pa.chunked_array([entity_id])), pairs(mentions["article_id"], mentions["entity_id"]))
    named = has(name, r"\S") & has(role, r"\S")
    nobody = ~pc.is_valid(entity_id).to_numpy(zero_copy_only=False)
    return {
        "participants_in_article": every(_in_article(texts, article, start, end) & named, participants),
        "participants_known": every((known >= 0) | nobody, participants),
        "has_participant": np.bincount(owners(participants), minlength=len(participants)) > 0,
    }


def _figures(part: pa.Table, texts: Texts) -> dict[str, np.ndarray]:
    figures = one_array(part["figures"])
    measure, _, low, high, _, start, end = figures.flatten().flatten()
    measured = bools(pc.is_in(measure, value_set=pa.array(MEASURES)))
    in_order = bools(pc.fill_null(pc.less_equal(low, high), True))
    in_article = _in_article(texts, _article_of_each(part, figures), start, end)
    return {"figures_in_article": every(in_article & measured & in_order, figures)}


def _times(part: pa.Table, expressions: pa.Table) -> dict[str, np.ndarray]:
    times = one_array(part["times"])
    timex_id, relation = times.flatten().flatten()
    row, timex = owners(times), rows_of(timex_id, strings(expressions["timex_id"]))
    first, last = (np.append(ints(expressions[name], NEVER), NEVER)[timex] for name in ("date_start", "date_end"))
    has_time = np.bincount(row, minlength=len(times)) > 0
    date_start, date_end = (ints(part[name], NEVER) for name in ("date_start", "date_end"))
    dated = (date_start != NEVER) | (date_end != NEVER)

    def is_told(day: np.ndarray) -> np.ndarray:
        lies_in = (first <= day[row]) & (day[row] <= last) & (first != NEVER)
        return (day == NEVER) | (np.bincount(row, weights=lies_in, minlength=len(times)) > 0)

    ending = bools(pc.equal(relation, "ends")) & (last == date_end[row])
    is_period = np.bincount(row, weights=ending, minlength=len(times)) > 0
    return {
        "times_found": every(timex >= 0, times),
        "relations_known": every(bools(pc.is_in(relation, value_set=pa.array(TIME_RELATIONS))), times),
        "interval_in_order": (date_start == NEVER) | (date_end == NEVER) | (date_start <= date_end),
        "interval_has_granularity": implies(dated, valid(part["granularity"])),
        "date_has_time": implies(dated, has_time),
        "interval_of_times": (is_told(date_start) | is_period) & is_told(date_end),
        "basis_has_time": valid(part["date_basis"]) == has_time,
        "is_dated": dated,
    }


def _article_of_each(part: pa.Table, lists: pa.Array) -> pa.ChunkedArray:
    """For each item of all lists the article of its row."""
    return pa.chunked_array([strings(part["article_id"]).take(pa.array(owners(lists)))])


def _in_article(texts: Texts, article: pa.ChunkedArray, start: pa.Array, end: pa.Array) -> np.ndarray:
    first, last = (values.to_numpy().astype(np.int64) for values in (start, end))
    return (first < last) & texts.hold(article, first, last)


def _classes(types: pa.ChunkedArray) -> np.ndarray:
    """The quad class of each category of PLOVER, 0 where there is none."""
    position = rows_of(strings(types), pa.array(PLOVER_TYPES))
    return np.append(np.searchsorted((4, 7, 11), np.arange(len(PLOVER_TYPES)), side="right") + 1, 0)[position]


def _id_of_span(part: pa.Table) -> np.ndarray:
    """Where `event_mention_id` is made of the article and the trigger's span."""
    start, end = (strings(part[name].cast(pa.string())) for name in ("start", "end"))
    expected = pc.binary_join_element_wise(
        pc.binary_join_element_wise(strings(part["article_id"]), start, "-e"), end, "-"
    )
    return bools(pc.equal(strings(part["event_mention_id"]), expected))
