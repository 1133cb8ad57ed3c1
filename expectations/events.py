"""What `events` must satisfy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from expectations import from_schema
from expectations.arrays import bools, every, has, implies, ints, one_array, owners, strings, valid
from expectations.rules import holds, rate
from pipeline.tables.schema import EVENT_STATUSES, MEASURES

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite


def suite() -> ExpectationSuite:
    """A fresh suite for `events`."""
    return from_schema.suite(
        "events",
        holds("summary_not_blank", "An event is told in words."),
        holds("is_dated", "At least one end of the time of an event is known, and the first is not after the last."),
        holds("counts_agree", "Independent articles are some of its articles, and each article has a telling."),
        holds("date_given", "The date of an event is given by an independent article, and by no more than there are."),
        holds("history_leads_to_status", "Its history has known statuses, and one of them is its status."),
        holds("place_complete", "A place that is a known entity has a name, and other places are beside a first one."),
        holds("figures_in_order", "Figures have known measures, and the latest lies between the least and the most."),
        holds("participants_counted", "Each of those who take part has a name and is told of by an article."),
        rate("event_placed", 0.05, "Events have a place"),
        rate("event_happened", 0.2, "Events happened"),
    )  # fmt: skip


def derive(part: pa.Table, context: Mapping[str, pa.Table]) -> dict[str, np.ndarray]:
    """The helper columns of the suite for `events`."""
    mentions, articles, independent, dated = (
        ints(part[name]) for name in ("n_mentions", "n_articles", "n_independent", "n_date")
    )
    first, last = part["date_start"], part["date_end"]
    history, others, figures, people = (
        one_array(part[name]) for name in ("status_history", "other_places", "figures", "participants")
    )
    return {
        "summary_not_blank": has(part["summary"], r"\S"),
        "is_dated": (valid(first) | valid(last)) & implies(valid(first) & valid(last), ints(first) <= ints(last)),
        "counts_agree": (independent >= 1) & (independent <= articles) & (articles <= mentions),
        "date_given": (dated >= 1) & (dated <= independent),
        "history_leads_to_status": _leads_to(history, strings(part["status"])),
        "place_complete": implies(valid(part["place_entity_id"]), valid(part["place"]))
        & implies(pc.fill_null(pc.list_value_length(others), 0).to_numpy() > 0, valid(part["place"])),
        "figures_in_order": every(_in_order(figures), figures),
        "participants_counted": every(_counted(people), people),
        "event_placed": valid(part["place"]),
        "event_happened": bools(pc.equal(strings(part["status"]), "happened")),
    }


def _leads_to(history: pa.Array, status: pa.Array) -> np.ndarray:
    """Where all statuses of a history are known and one is that of the event."""
    told = pc.struct_field(pc.list_flatten(history), "status")
    known = bools(pc.is_in(told, value_set=pa.array(EVENT_STATUSES)))
    same = bools(pc.equal(told, status.take(pa.array(owners(history)))))
    reached = np.bincount(owners(history), weights=same, minlength=len(history)) > 0
    return every(known, history) & reached


def _in_order(figures: pa.Array) -> np.ndarray:
    items = pc.list_flatten(figures)
    low, latest, high = (pc.struct_field(items, name) for name in ("low", "latest", "high"))
    known = bools(pc.is_in(pc.struct_field(items, "measure"), value_set=pa.array(MEASURES)))
    return known & bools(pc.less_equal(low, latest)) & bools(pc.less_equal(latest, high))


def _counted(people: pa.Array) -> np.ndarray:
    items = pc.list_flatten(people)
    named = bools(pc.match_substring_regex(pc.struct_field(items, "name"), r"\S"))
    return named & bools(pc.greater_equal(pc.struct_field(items, "n_independent"), 1))
