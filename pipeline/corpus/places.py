"""Where the places of a corpus are: an id tells its place, so this only looks them up.

What is named after a place, such as "Oslo Police Department", lies there, if the articles agree on which it is.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb
import pyarrow as pa

from pipeline.tables.schema import TABLES
from pipeline.world import readings
from pipeline.world.readings import Place

COLUMNS = (
    "country_code", "admin1_code", "admin1_name", "latitude", "longitude", "geonames_id", "population",
)  # fmt: skip
"""The columns of `entities` that hold what a place's field of that name does."""


def locate(db: duckdb.DuckDBPyConnection) -> dict[str, Place]:
    """The place of each entity of `subject` in `db` whose id tells one."""
    query = "SELECT entity_id FROM subject WHERE kind = 'place' ORDER BY entity_id"
    found = {entity_id: readings.of_id(entity_id) for (entity_id,) in db.execute(query).fetchall()}
    return {entity_id: place for entity_id, place in found.items() if place is not None}


def of_holders(db: duckdb.DuckDBPyConnection, located: Mapping[str, Place]) -> dict[str, Place]:
    """Where peoples are at home, and organisations and buildings that hold a place's name or stand beside one."""
    query = "SELECT entity_id FROM subject WHERE kind = 'group' ORDER BY entity_id"
    peoples = {entity_id: readings.of_people(entity_id) for (entity_id,) in db.execute(query).fetchall()}
    held = peoples | {entity_id: readings.of_id(place) for entity_id, place in db.execute(_HELD).fetchall()}
    return {entity_id: place for entity_id, place in held.items() if place is not None and entity_id not in located}


AGREEING = 0.8
"""The share of its articles that must mean the same place by the name that an organisation holds."""

_HELD = f"""
WITH named AS (
    SELECT entity_id, place_id, count(DISTINCT article_id) AS n
    FROM held_place WHERE kind(entity_id) IN ('org', 'place') GROUP BY ALL
)
SELECT entity_id, arg_max(place_id, (n, place_id)) FROM named
GROUP BY entity_id HAVING max(n) >= {AGREEING} * sum(n) ORDER BY entity_id
"""


def spots(db: duckdb.DuckDBPyConnection, located: Mapping[str, Place]) -> dict[str, str]:
    """By entity, what is the same for all names of one place; it begins with the gazetteer's name for it.

    A part of a place is not the place, nor is what only is named after it: "Northern Kenya", "Velmora Township".
    """
    named = dict(db.execute("SELECT entity_id, name FROM subject WHERE kind = 'place'").fetchall())
    return {
        entity_id: "|".join((
            place.name,
            str(place.geonames_id or (place.latitude, place.longitude)),
            readings.part_of(named[entity_id], place),
        ))
        for entity_id, place in located.items()
    }  # fmt: skip


def to_table(located: dict[str, Place]) -> pa.Table:
    """The columns of `entities` that tell where places are, and what the map calls them, by `entity_id`."""
    schema = TABLES["entities"].arrow_schema
    arrays = {
        name: pa.array([getattr(place, name) for place in located.values()], schema.field(name).type)
        for name in COLUMNS
    }
    precision = pa.array([place.precision for place in located.values()], pa.string())
    confidence = [readings.confidence(entity_id, place) for entity_id, place in located.items()]
    return pa.table({
        "entity_id": pa.array(list(located), pa.string()),
        "name": pa.array([place.name for place in located.values()], pa.string()), **arrays,
        "place_precision": precision,
        "place_confidence": pa.array(confidence, schema.field("place_confidence").type),
    })  # fmt: skip


def with_own_ids(linked: pa.Table, located: Mapping[str, Place]) -> pa.Table:
    """What is linked to the user's knowledge base, and the places that are linked to their own gazetteer instead."""
    known = set(linked["entity_id"].to_pylist())
    own = [
        {"entity_id": entity_id, "kb_id": place.own_id, "kb_score": 1.0}
        for entity_id, place in located.items() if place.own_id and entity_id not in known
    ]  # fmt: skip
    return pa.concat_tables([linked, pa.Table.from_pylist(own, linked.schema)])
