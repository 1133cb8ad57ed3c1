"""What `entities` must satisfy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from expectations import from_schema
from expectations.arrays import bools, every, has, implies, ints, is_one_of, one_array, owners, rows_of, strings, valid
from expectations.rules import gx, holds, rate, tag
from pipeline.world.ids import KIND_OF_LABEL

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite


ENTITY_ID = rf"^(?:{'|'.join(sorted(set(KIND_OF_LABEL.values())))})/[^\s/]+$"


def suite() -> ExpectationSuite:
    """A fresh suite for `entities`."""
    gxe = gx()
    return from_schema.suite(
        "entities",
        gxe.ExpectColumnValuesToMatchRegex(
            column="entity_id",
            regex=ENTITY_ID,
            **tag("row", "entity_id_well_formed", "`entity_id` is a kind of entity, a slash and a readable name."),
        ),
        holds("entity_kind_agrees", "The kind in `entity_id` is that of the label."),
        holds("name_not_blank", "The name has words."),
        holds("aliases_differ", "The aliases differ from the name and from each other, and none is blank."),
        holds("roles_in_order", "Roles have words, and none is first seen after it was last seen."),
        holds(
            "counts_agree",
            "An entity is mentioned in no more articles than it has mentions.",
        ),
        holds("seen_in_order", "`first_seen` and `last_seen` are both there or neither, the first not after the last."),
        holds("merge_has_reason", "`merged_because` is there for entities merged into another, and only for them."),
        holds("namesake_complete", "A namesake's id is the one it shares, with a mark; it names articles."),
        holds("place_only", "Only places, and peoples and organisations named after one, have coordinates."),
        holds("coordinates_complete", "Latitude, longitude and `place_precision` are all there or none."),
        gxe.ExpectColumnValuesToBeBetween(
            column="latitude", min_value=-90, max_value=90, **tag("row", "latitude_in_range", "Latitudes are degrees.")
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="longitude",
            min_value=-180,
            max_value=180,
            **tag("row", "longitude_in_range", "Longitudes are degrees."),
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="country_code",
            regex="^[A-Z]{2}$",
            **tag("row", "country_code_well_formed", "`country_code` is two capital letters."),
        ),
        holds("kb_complete", "`kb_score` is a probability, and there only where `kb_id` is."),
        holds("merge_is_final", "What an entity is merged into is not merged into another."),
        gxe.ExpectColumnSumToBeBetween(
            column="is_mentioned",
            min_value={"$PARAMETER": "n_mentioned"},
            **tag("warning", "every_mentioned_entity", "Every entity that the mentions name has a row."),
        ),
        rate("country_located", 0.5, "Countries, cities and states (GPE) have coordinates"),
    )


def parameters(context: Mapping[str, pa.Table]) -> dict[str, int]:
    """The number of entities that the mentions name; 0 where the mentions are not at hand."""
    return {"n_mentioned": len(_mentioned(context))}


def derive(part: pa.Table, context: Mapping[str, pa.Table]) -> dict[str, np.ndarray | pa.Array]:
    """The helper columns of the suite for `entities`."""
    ids, canonical = strings(part["entity_id"]), strings(part["canonical_id"])
    merged = bools(pc.not_equal(ids, canonical))
    target = rows_of(canonical, ids)
    first, last = ints(part["first_seen"]), ints(part["last_seen"])
    seen = valid(part["first_seen"]), valid(part["last_seen"])
    has_place = np.logical_or.reduce(
        [valid(part[name]) for name in ("country_code", "latitude", "longitude", "geonames_id", "place_precision")]
    )
    coordinates = [valid(part[name]) for name in ("latitude", "longitude", "place_precision")]
    counts = {name: ints(part[f"n_{name}"]) for name in ("mentions", "articles", "quotes", "events")}
    score = pc.fill_null(part["kb_score"], 0.0).to_numpy()
    return {
        "entity_kind_agrees": kind_agrees(part["entity_id"], part["label"]),
        "name_not_blank": has(part["name"], r"\S"),
        "aliases_differ": _aliases_differ(part),
        "roles_in_order": _roles_in_order(part),
        "counts_agree": ((counts["articles"] >= 1) == (counts["mentions"] >= 1))
        & (counts["articles"] <= counts["mentions"])
        & (counts["quotes"] >= 0)
        & (counts["events"] >= 0),
        "seen_in_order": (seen[0] == seen[1]) & (first <= last),
        "merge_has_reason": merged == valid(part["merged_because"]),
        "namesake_complete": _namesake_complete(part),
        "place_only": implies(has_place, is_one_of(part["label"], "GPE", "LOC", "FAC", "ORG", "NORP")),
        "coordinates_complete": (coordinates[0] == coordinates[1]) & (coordinates[1] == coordinates[2]),
        "kb_complete": implies(valid(part["kb_score"]), valid(part["kb_id"]) & (score >= 0) & (score <= 1)),
        "merge_is_final": implies(target >= 0, ~merged[target]),
        "is_mentioned": (rows_of(ids, _mentioned(context)) >= 0).astype(float),
        "country_located": pa.array(coordinates[0], mask=~is_one_of(part["label"], "GPE")),
    }


def _mentioned(context: Mapping[str, pa.Table]) -> pa.Array:
    """The entities that the mentions name, each once."""
    if "mentions" not in context:
        return pa.array([], pa.string())
    return strings(context["mentions"]["entity_id"]).unique().drop_null()


def kind_agrees(entity_ids: pa.ChunkedArray, labels: pa.ChunkedArray) -> np.ndarray:
    """Where the kind that an entity's id begins with is that of its label; true where one of them is null."""
    kinds = pc.replace_substring_regex(strings(entity_ids), "/.*", "")
    rows = rows_of(strings(labels), pa.array(KIND_OF_LABEL))
    expected = pa.array(KIND_OF_LABEL.values()).take(pa.array(rows, mask=rows < 0))
    return pc.fill_null(pc.equal(kinds, expected), True).to_numpy(zero_copy_only=False)


def _namesake_complete(part: pa.Table) -> np.ndarray:
    ids, shared = strings(part["entity_id"]), strings(part["namesake_of"])
    before_the_mark = pc.replace_substring_regex(ids, "~.*", "")
    marked = bools(pc.not_equal(ids, before_the_mark))
    named = ints(pc.list_value_length(part["article_ids"])) > 0
    shares = pc.fill_null(pc.equal(before_the_mark, shared), False).to_numpy(zero_copy_only=False)
    return (marked == named) & (marked == valid(part["namesake_of"])) & (shares | ~marked)


def _aliases_differ(part: pa.Table) -> np.ndarray:
    lists = one_array(part["aliases"])
    row, alias = owners(lists), lists.flatten()
    name = strings(part["name"]).take(pa.array(row))
    keyed = pc.binary_join_element_wise(pa.array(row).cast(pa.string()), pc.fill_null(alias, ""), "\x1f")
    codes = keyed.dictionary_encode().indices.to_numpy()
    unique = np.bincount(codes)[codes] == 1 if len(codes) else np.empty(0, bool)
    words = has(alias, r"\S")
    return every(words & unique & bools(pc.not_equal(alias, name)), lists)


def _roles_in_order(part: pa.Table) -> np.ndarray:
    lists = one_array(part["roles"])
    role, first, last = lists.flatten().flatten()
    in_order = pc.fill_null(pc.less_equal(first, last), True).to_numpy(zero_copy_only=False)
    return every(in_order & has(role, r"\S"), lists)
