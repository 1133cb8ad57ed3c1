"""What a part of `events` must satisfy."""

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

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite


def suite() -> ExpectationSuite:
    """A fresh suite for `events`."""
    gxe = gx()
    return from_schema.suite(
        "events",
        holds(
            "id_of_span", "`event_id` is made of the article, the trigger's span, and where the time expression begins."
        ),
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
        holds("interval_complete", "`date_start` and `date_end` are both there or neither."),
        holds("interval_in_order", "`date_start` is not after `date_end`."),
        holds("interval_has_granularity", "A date has a `granularity`."),
        holds("date_has_timex", "A date comes from a time expression: never from the publication date alone."),
        holds("interval_of_timex", "The dates lie in the interval of the time expression they are tied to."),
        holds("relation_has_timex", "`time_relation` is there where there is a time expression, and only there."),
        holds("trigger_in_quote", "An event told in a quote has its trigger there."),
        holds("agent_is_named", "An agent, patient or place that is a known entity has a name."),
        gxe.ExpectColumnValuesToBeBetween(
            column="confidence",
            min_value=0,
            max_value=1,
            **tag("row", "confidence_in_range", "`confidence` is a probability."),
        ),
        holds(
            "participants_known", "Each participant's `entity_id` is of an entity that the article mentions.", "table"
        ),
        rate("is_dated", 0.4, "Events have dates"),
        rate("has_participant", 0.5, "Events have a participant"),
        rate("is_asserted", 0.3, "Events are told as facts"),
    )


def derive(part: pa.Table, context: Mapping[str, pa.Table]) -> dict[str, np.ndarray]:
    """The helper columns of the suite for `events`."""
    texts, times, quotes = Texts(context["articles"]), context["time_expressions"], context["quotes"]
    start, end = ints(part["start"]), ints(part["end"])
    clause_start, clause_end = ints(part["clause_start"]), ints(part["clause_end"])
    first, last = ints(part["date_start"]), ints(part["date_end"])
    has_first, has_last, has_timex = (valid(part[name]) for name in ("date_start", "date_end", "timex_id"))
    dated = has_first & has_last

    timex = rows_of(strings(part["timex_id"]), strings(times["timex_id"]))
    timex_first, timex_last = (np.append(ints(times[name]), 0)[timex] for name in ("date_start", "date_end"))
    timex_dated = np.append(valid(times["date_start"]) & valid(times["date_end"]), False)[timex]
    quote = rows_of(strings(part["quote_id"]), strings(quotes["quote_id"]))
    quote_start, quote_end = (np.append(ints(quotes[name]), 0)[quote] for name in ("start", "end"))

    participants = one_array(part["participants"])
    row = owners(participants)
    role, entity_id, name, span_start, span_end = participants.flatten().flatten()
    article = pa.chunked_array([strings(part["article_id"]).take(pa.array(row))])
    span_start, span_end = (values.to_numpy().astype(np.int64) for values in (span_start, span_end))
    span_in_article = (span_start < span_end) & texts.hold(article, span_start, span_end)
    mentioned = pairs(context["mentions"]["article_id"], context["mentions"]["entity_id"])
    known = rows_of(pairs(article, pa.chunked_array([entity_id])), mentioned) >= 0
    return {
        "id_of_span": _id_of_span(part, times),
        **span_rules(part, texts, "trigger"),
        "lemma_not_blank": has(part["trigger_lemma"], r"\S"),
        "clause_in_article": (clause_start < clause_end) & texts.hold(part["article_id"], clause_start, clause_end),
        "trigger_in_clause": within(start, end, clause_start, clause_end),
        "clause_not_blank": has(part["clause"], r"\S"),
        "participants_in_article": every(span_in_article & has(name, r"\S") & has(role, r"\S"), participants),
        "participants_known": every(known | ~pc.is_valid(entity_id).to_numpy(zero_copy_only=False), participants),
        "interval_complete": has_first == has_last,
        "interval_in_order": implies(dated, first <= last),
        "interval_has_granularity": implies(has_first, valid(part["granularity"])),
        "date_has_timex": implies(has_first, has_timex),
        "interval_of_timex": implies(dated & (timex >= 0), timex_dated & (timex_first <= first) & (last <= timex_last)),
        "relation_has_timex": valid(part["time_relation"]) == has_timex,
        "trigger_in_quote": implies(quote >= 0, within(start, end, quote_start, quote_end)),
        "agent_is_named": np.logical_and.reduce(
            [implies(valid(part[f"{who}_entity_id"]), has(part[who], r"\S")) for who in ("agent", "patient", "place")]
        ),
        "is_dated": dated,
        "has_participant": np.bincount(row, minlength=len(participants)) > 0,
        "is_asserted": is_one_of(part["modality"], "asserted"),
    }


def _id_of_span(part: pa.Table, times: pa.Table) -> np.ndarray:
    """Where `event_id` is made of the article, the trigger's span, and the start of its time expression."""
    start, end = (strings(part[name].cast(pa.string())) for name in ("start", "end"))
    trigger = pc.binary_join_element_wise(
        pc.binary_join_element_wise(strings(part["article_id"]), start, "-e"), end, "-"
    )
    rows = rows_of(strings(part["timex_id"]), strings(times["timex_id"]))
    timex_start = strings(times["start"].cast(pa.string())).take(pa.array(rows, mask=rows < 0))
    expected = pc.coalesce(pc.binary_join_element_wise(trigger, timex_start, "-t"), trigger)
    return bools(pc.equal(strings(part["event_id"]), expected))
