"""What a part of `mentions` must satisfy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from expectations import from_schema
from expectations.arrays import has, implies, ints, is_one_of, pairs, rows_of, strings, valid, within
from expectations.entities import ENTITY_ID, kind_agrees
from expectations.rules import gx, holds, rate, tag
from expectations.spans import Texts, edge_space, id_rule, span_rules

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite


def suite() -> ExpectationSuite:
    """A fresh suite for `mentions`."""
    gxe = gx()
    return from_schema.suite(
        "mentions",
        holds("id_of_span", "`mention_id` is made of the article and the span."),
        holds("span_not_empty", "`start` lies before `end`."),
        holds("text_at_span", "The text is that of the article from `start` to `end`."),
        holds("span_without_edge_space", "The span neither begins nor ends with white space."),
        holds("head_in_span", "The head word lies in the span."),
        holds("name_has_label", "A mention by name has a label."),
        gxe.ExpectColumnValuesToMatchRegex(
            column="entity_id",
            regex=ENTITY_ID,
            **tag("row", "entity_id_well_formed", "`entity_id` is a kind of entity, a slash and a readable name."),
        ),
        holds("entity_kind_agrees", "The kind in `entity_id` is that of the label."),
        holds("entity_is_named", "A mention of a known entity has that entity's `name`, not blank."),
        holds("role_not_blank", "A `role` has words."),
        holds(
            "antecedent_elsewhere", "A mention is not its own antecedent, and its antecedent lies in the same article."
        ),
        holds("antecedent_agrees", "A mention and its antecedent mean the same entity."),
        gxe.ExpectColumnValuesToBeBetween(
            column="sentence_index", min_value=0, **tag("row", "sentence_counted", "`sentence_index` is 0 or more.")
        ),
        holds("entity_has_one_label", "All mentions of an entity in an article have the same label.", "warning"),
        rate("name_resolved", 0.9, "Mentions by name have an entity"),
        rate("pronoun_resolved", 0.3, "Mentions by pronoun have an entity"),
    )


def derive(part: pa.Table, context: Mapping[str, pa.Table]) -> dict[str, np.ndarray | pa.Array]:
    """The helper columns of the suite for `mentions`."""
    start, end = ints(part["start"]), ints(part["end"])
    by_name, has_entity = is_one_of(part["mention_type"], "name"), valid(part["entity_id"])
    by_pronoun = is_one_of(part["mention_type"], "pronoun")
    ids = strings(part["mention_id"])
    antecedent = rows_of(strings(part["antecedent_id"]), ids)
    known = antecedent >= 0
    return {
        "id_of_span": id_rule(part, "mention_id", "m"),
        **span_rules(part, Texts(context["articles"])),
        "head_in_span": within(ints(part["head_start"]), ints(part["head_end"]), start, end),
        "name_has_label": implies(by_name, valid(part["label"])),
        "entity_kind_agrees": kind_agrees(part["entity_id"], part["label"]),
        "entity_is_named": implies(has_entity, has(part["name"], r"\S")),
        "role_not_blank": implies(valid(part["role"]), has(part["role"], r"\S")) & ~edge_space(part["role"]),
        "antecedent_elsewhere": implies(
            known, (antecedent != np.arange(len(ids))) & _same(part["article_id"], antecedent)
        ),
        "antecedent_agrees": implies(known, _same(part["entity_id"], antecedent)),
        "entity_has_one_label": _one_label(part),
        "name_resolved": pa.array(has_entity, mask=~by_name),
        "pronoun_resolved": pa.array(has_entity, mask=~by_pronoun),
    }


def _same(column: pa.ChunkedArray, other: np.ndarray) -> np.ndarray:
    """Where a column has the same value in a row and in the row that `other` tells, two nulls being the same."""
    codes = strings(column).dictionary_encode().indices.fill_null(-1).to_numpy()
    return codes == codes[other]


def _one_label(part: pa.Table) -> np.ndarray:
    labelled = valid(part["entity_id"]) & valid(part["label"])
    entity = pairs(part["article_id"], part["entity_id"])
    both = pairs(part["article_id"], part["entity_id"], part["label"]).filter(pa.array(labelled)).unique()
    labels = pc.value_counts(pc.replace_substring_regex(both, "\x1f[^\x1f]*$", ""))
    several = labels.field("values").filter(pc.greater(labels.field("counts"), 1))
    return ~labelled | (rows_of(entity, several) < 0)
