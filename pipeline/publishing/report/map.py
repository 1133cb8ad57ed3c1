"""The data of the map: the places that the articles name, the events that happen there, and the outline of the land."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np

from pipeline.publishing.report.data import DataFolder, shortened, without_nulls
from pipeline.publishing.report.rows import rows
from pipeline.world import atlas

MOST_PLACES, MOST_EVENTS = 1500, 4000
"""Those with most mentions, and the latest."""
CELL = 1.0
"""Degrees of the squares of which the land is made."""

PLACES = f"""
SELECT entity_id AS id, name, country_code AS country, admin1_name AS region, round(latitude, 3) AS latitude,
       round(longitude, 3) AS longitude, place_precision AS precision, n_mentions AS n
FROM places WHERE latitude IS NOT NULL ORDER BY n_mentions DESC, entity_id LIMIT {MOST_PLACES}
"""
EVENTS = f"""
SELECT m.event_mention_id AS id, m.place_id AS place, m.event_type AS type, m.date_start, m.date_end, m.clause, m.title,
       list(DISTINCT c.canonical_id ORDER BY c.canonical_id) FILTER (c.canonical_id IS NOT NULL) AS entities
FROM events_on_map m LEFT JOIN (
    SELECT event_mention_id, unnest(participants).entity_id AS entity_id FROM event_mentions
    UNION SELECT event_mention_id, unnest([agent_entity_id, patient_entity_id]) FROM event_mentions
) p USING (event_mention_id) LEFT JOIN canonical c USING (entity_id)
GROUP BY ALL ORDER BY m.date_start DESC NULLS LAST, id LIMIT {MOST_EVENTS}
"""


def write_map(database: duckdb.DuckDBPyConnection, data: DataFolder) -> None:
    """Write the places, their events and the outline of the land."""
    places = rows(database, PLACES)
    known = {place["id"] for place in places}
    events = [event for event in rows(database, EVENTS) if event["place"] in known]
    data.write(
        "map",
        {
            "land": outline() if places else "",
            "places": [without_nulls(place) for place in places],
            "events": [_shown(event) for event in events],
        },
    )


def _shown(event: dict[str, Any]) -> dict[str, Any]:
    short = {"clause": shortened(event["clause"], 200), "title": shortened(event["title"], 100)}
    return without_nulls({**event, **short})


def outline() -> str:
    """The land as an SVG path, x the degrees east of the date line and y those south of the pole.

    It is where people live: every square degree that holds a town, in runs from west to east.
    """
    table = atlas.atlas()
    towns = table.kind == atlas.TOWN
    land = np.zeros((round(180 / CELL), round(360 / CELL) + 1), bool)
    row = np.floor((90 - table.latitude[towns]) / CELL).astype(int)
    column = np.floor((table.longitude[towns] + 180) / CELL).astype(int)
    land[np.clip(row, 0, land.shape[0] - 1), np.clip(column, 0, land.shape[1] - 2)] = True
    path = []
    for y, line in enumerate(land):
        edges = np.flatnonzero(np.diff(np.concatenate([[False], line])))
        path += [
            f"M{start * CELL:g} {y * CELL:g}h{(end - start) * CELL:g}v{CELL:g}h{(start - end) * CELL:g}z"
            for start, end in zip(edges[::2], edges[1::2], strict=True)
        ]
    return "".join(path)
