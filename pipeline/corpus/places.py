"""Where the places of a corpus are: which of the places of a name the articles mean, if they show it.

Every reading of a name has a weight before any article is read, ten points a factor of ten in people.
In an article it gains by what else is named there: the region it lies in, its country, a neighbour, an
institution with its seat there, most of all when it stands right after the name ("Paris, Texas"). An
article votes for a reading that is ten points ahead of all others; a place is located where four votes
of five agree.
"""

from __future__ import annotations

import collections
import csv
import functools
import importlib.resources
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import duckdb
import pyarrow as pa

from pipeline.tables.schema import TABLES
from pipeline.world import gazetteer
from pipeline.world.gazetteer import City, Country, Region

AHEAD = 10
"""Points that the best reading must be ahead of the next: ten times the people."""
UNKNOWN = 40
"""The weight of a place that the gazetteer does not know: a name alone needs 100,000 people."""
AGREEING = 0.8
"""The share of the votes that a reading needs."""
SURE = 0.95
"""The share from which on the place is the same as others at that spot."""
SAME_REGION, SAME_CITY, SAME_COUNTRY, NEIGHBOUR, SISTERS, BESIDE = 30, 30, 10, 10, 10, 50
"""What a reading gains from an article that names its region (twice that at most), its city, its country, a
neighbouring country, two other states of its country, or its region or country right after its name."""
STATE_WEIGHT, WIDE_WEIGHT, CAPITAL_GAIN = 70, 90, 15
MOST_READINGS = 12


@dataclass(frozen=True)
class Place:
    """One reading of a name: what its coordinates stand for, and how likely it is before reading any article.

    `spot` is the same for all names of the same place; it begins with the gazetteer's name for it.
    """

    spot: str | None
    weight: int
    country_code: str | None = None
    region_code: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None
    precision: str | None = None


_VOTES = f"""
WITH doubtful AS (SELECT DISTINCT entity_id FROM reading),
around AS (
    SELECT DISTINCT place.entity_id, place.article_id, hint.country, hint.region, hint.city, false AS beside
    FROM (FROM seen SEMI JOIN doubtful USING (entity_id)) AS place
    JOIN seen AS other ON other.article_id = place.article_id AND other.entity_id <> place.entity_id
    JOIN hint ON hint.entity_id = other.entity_id
    UNION ALL
    SELECT DISTINCT place.entity_id, place.article_id, hint.country, hint.region, hint.city, true
    FROM (FROM beside SEMI JOIN doubtful USING (entity_id)) AS place
    JOIN hint ON hint.entity_id = place.beside
), pair AS (
    SELECT entity_id, article_id, reading, weight, beside,
           coalesce(reading.country = around.country, false) AS country,
           coalesce(reading.country = around.country AND reading.region = around.region, false) AS region,
           coalesce(reading.city = around.city, false) AS city,
           coalesce(list_contains(neighbours, around.country), false) AS neighbour,
           around.region IS NULL AS whole_country,
           CASE WHEN is_state AND reading.country = around.country AND around.city IS NULL
                THEN around.region END AS sister
    FROM around JOIN reading USING (entity_id)
), weighed AS (
    SELECT entity_id, article_id, reading, any_value(weight)
        + {SAME_REGION} * least(2, count(*) FILTER (region AND NOT beside))
        + {SAME_CITY} * bool_or(city)::INT
        + {SAME_COUNTRY} * bool_or(country)::INT
        + {NEIGHBOUR} * bool_or(neighbour)::INT
        + {SISTERS} * (count(DISTINCT sister) >= 2)::INT
        + {BESIDE} * bool_or(beside AND country AND (region OR whole_country))::INT AS points
    FROM pair GROUP BY ALL
), ranked AS (
    SELECT entity_id, article_id, arg_max(reading, (points, -reading)) AS reading, max(points, 2) AS best
    FROM weighed GROUP BY ALL
)
SELECT entity_id, CASE WHEN best[1] - coalesce(best[2], 0) >= {AHEAD} THEN reading END AS reading, count(*)::INT
FROM ranked GROUP BY ALL
"""


def locate(db: duckdb.DuckDBPyConnection) -> dict[str, Place]:
    """Where each place lies whose readings the articles decide between, by the counts in `db`.

    A place whose country alone is sure has that and nothing else.
    """
    query = "SELECT entity_id, name, label, n_articles FROM subject WHERE label IN ('GPE', 'LOC')"
    subjects = {row[0]: row[1:] for row in db.execute(query).fetchall()}
    readings = {one: found for one, (name, label, _) in subjects.items() if (found := _readings(name, label))}
    settled = {one: found[0] for one, found in readings.items() if _leads(found)}
    doubtful = {one: found for one, found in readings.items() if len(found) > 1 or one not in settled}
    votes = _votes(db, settled, doubtful, {one: subjects[one][2] for one in doubtful})
    located = {one: place for one, place in settled.items() if one not in doubtful}
    for one, found in doubtful.items():
        chosen = _decide(found, votes[one], subjects[one][2])
        if chosen is not None:
            located[one] = chosen
    return located


def to_table(located: dict[str, Place]) -> pa.Table:
    """The columns of `entities` that tell where places are, by `entity_id`."""
    schema = TABLES["entities"].arrow_schema
    columns = {
        "country_code": [place.country_code for place in located.values()],
        "latitude": [place.latitude for place in located.values()],
        "longitude": [place.longitude for place in located.values()],
        "geonames_id": [place.geonames_id for place in located.values()],
        "place_precision": [place.precision for place in located.values()],
    }
    types = {name: pa.string() if name == "place_precision" else schema.field(name).type for name in columns}
    arrays = {name: pa.array(values, types[name]) for name, values in columns.items()}
    return pa.table({"entity_id": pa.array(list(located), pa.string()), **arrays})


@functools.lru_cache(maxsize=65536)
def _readings(name: str, label: str) -> tuple[Place, ...]:
    """The places of that name, the likeliest first; "Paris, Texas" is one of those named Paris."""
    first, comma, within = name.partition(",")
    if comma and (inside := _within(_readings(first, label), within.strip())):
        return (replace(inside, weight=STATE_WEIGHT),)
    country = gazetteer.country(name)
    if label == "GPE" and len(name) < 5 and not country and not gazetteer.regions(name):
        name += "."  # "Vt" for "Vt."
    found = [_country(country)] if country else []
    found += [_region(region) for region in gazetteer.regions(name)]
    if label == "GPE":  # a country and its capital of the same name are the country
        cities = [c for c in gazetteer.city(name) if not country or c.country_code != country.code]
        named = [c for c in cities if gazetteer.fold(c.name) == gazetteer.fold(name)]
        found += [_city(city) for city in (named or cities)[:MOST_READINGS]]
    return tuple(sorted(found, key=lambda place: (-place.weight, place.spot or "")))


def _within(places: Sequence[Place], name: str) -> Place | None:
    """The likeliest place that lies in the state or country of that name."""
    state, country = gazetteer.state(name), gazetteer.country(name)
    for place in places:
        if state and (place.country_code, place.region_code) == (state.country_code, state.code):
            return place
        if not state and country and place.country_code == country.code:
            return place
    return None


def _country(country: Country) -> Place:
    weight = round(10 * math.log10(max(country.population, 1000))) + 10
    return Place(
        f"{country.name}|{country.code}", weight, country.code, None,
        country.latitude, country.longitude, country.geonames_id, "country",
    )  # fmt: skip


def _region(region: Region) -> Place:
    wide = region.country_code is None
    return Place(
        f"{region.name}|{region.country_code or region.kind}", WIDE_WEIGHT if wide else STATE_WEIGHT,
        region.country_code, region.code, region.latitude, region.longitude, region.geonames_id, "region",
    )  # fmt: skip


def _city(city: City) -> Place:
    country = gazetteer.country_of_code(city.country_code)
    is_capital = country is not None and gazetteer.fold(country.capital) == gazetteer.fold(city.name)
    weight = round(10 * math.log10(max(city.population, 1))) + CAPITAL_GAIN * is_capital
    return Place(
        f"{city.name}|{city.geonames_id}", weight, city.country_code, city.region_code,
        city.latitude, city.longitude, city.geonames_id, "city",
    )  # fmt: skip


def _leads(readings: Sequence[Place]) -> bool:
    """Whether the first reading is far enough ahead before any article is read."""
    second = readings[1].weight if len(readings) > 1 else UNKNOWN
    return readings[0].weight - max(second, UNKNOWN) >= AHEAD


def _votes(
    db: duckdb.DuckDBPyConnection,
    settled: dict[str, Place],
    doubtful: dict[str, tuple[Place, ...]],
    n_articles: dict[str, int],
) -> dict[str, collections.Counter[int]]:
    """For each doubtful place, how many articles vote for each of its readings, by their position."""
    votes: dict[str, collections.Counter[int]] = {one: collections.Counter() for one in doubtful}
    if not doubtful:
        return votes
    db.register("hint", _hints(db, settled))
    db.register("reading", _reading_table(doubtful))
    decided: collections.Counter[str] = collections.Counter()
    for one, reading, n in db.execute(_VOTES).fetchall():
        decided[one] += n
        if reading is not None and reading >= 0:
            votes[one][reading] += n
    for one, readings in doubtful.items():
        if _leads(readings):
            votes[one][0] += n_articles[one] - decided[one]
    query = "SELECT entity_id, alias, alias.articles FROM alias SEMI JOIN reading USING (entity_id)"
    for one, alias, n in db.execute(query).fetchall():
        names = _readings(alias, "GPE")
        if len(names) == 1 or (names and _leads(names)):  # "Washington DC" for Washington
            spots = [reading.spot for reading in doubtful[one]]
            if names[0].spot in spots and len(names) < len(spots):
                votes[one][spots.index(names[0].spot)] += n
    return votes


def _decide(readings: Sequence[Place], votes: collections.Counter[int], n_articles: int) -> Place | None:
    """What the votes decide; it has no `spot`, by which places are merged, where they are not nearly all the same."""
    total = sum(votes.values())
    best = max(votes, key=lambda reading: (votes[reading], -reading), default=None)
    if best is not None and total and votes[best] >= AGREEING * total:
        unanimous = votes[best] >= SURE * total and 2 * votes[best] >= n_articles
        return readings[best] if unanimous else replace(readings[best], spot=None)
    likely = [place for i, place in enumerate(readings) if votes[i] or readings[0].weight - place.weight < AHEAD]
    codes = {place.country_code for place in likely}
    if _leads(readings) or readings[0].weight < UNKNOWN + AHEAD or len(codes) > 1 or None in codes:
        return None  # where the first reading leads and is not chosen, the articles speak against it
    return Place(None, 0, codes.pop())


def _hints(db: duckdb.DuckDBPyConnection, settled: dict[str, Place]) -> pa.Table:
    """What places, peoples and institutions tell about where an article's story plays."""
    rows: list[tuple[str, str | None, str | None, int | None]] = [
        (one, place.country_code, place.region_code, place.geonames_id if place.precision == "city" else None)
        for one, place in settled.items()
        if place.country_code
    ]
    for one, name in db.execute("SELECT entity_id, name FROM subject WHERE label = 'NORP'").fetchall():
        country = gazetteer.demonym(name)
        if country is not None:
            rows.append((one, country.code, None, None))
    seats = _seats()
    query = "SELECT entity_id, split_part(entity_id, '/', 2) FROM subject WHERE kind IN ('org', 'place', 'group')"
    rows += [(one, *seats[name]) for one, name in db.execute(query).fetchall() if name in seats]
    types = {"entity_id": pa.string(), "country": pa.string(), "region": pa.string(), "city": pa.int64()}
    columns = zip(*rows, strict=True) if rows else ([] for _ in types)
    return pa.table({name: pa.array(list(c), types[name]) for name, c in zip(types, columns, strict=True)})


def _reading_table(doubtful: dict[str, tuple[Place, ...]]) -> pa.Table:
    unknown = Place(None, UNKNOWN)
    rows = [
        (one, i, place.weight, place.country_code, place.region_code,
         place.geonames_id if place.precision == "city" else None, place.precision == "region", _neighbours(place))
        for one, readings in doubtful.items()
        for i, place in ((-1, unknown), *enumerate(readings))
    ]  # fmt: skip
    types = {
        "entity_id": pa.string(), "reading": pa.int32(), "weight": pa.int32(), "country": pa.string(),
        "region": pa.string(), "city": pa.int64(), "is_state": pa.bool_(), "neighbours": pa.list_(pa.string()),
    }  # fmt: skip
    return pa.table({
        name: pa.array(list(column), types[name]) for name, column in zip(types, zip(*rows, strict=True), strict=True)
    })  # fmt: skip


def _neighbours(place: Place) -> list[str]:
    country = gazetteer.country_of_code(place.country_code) if place.country_code else None
    return list(country.neighbours) if country and place.precision == "country" else []


@functools.cache
def _seats() -> dict[str, tuple[str, str | None, int | None]]:
    lines = importlib.resources.files(__package__).joinpath("seats.tsv").read_text("utf-8").splitlines()
    seats = {}
    for row in csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"):
        cities = [c for c in gazetteer.city(row["city"]) if c.country_code == row["country"]] if row["city"] else []
        seats[row["institution"]] = (row["country"], row["region"] or None, cities[0].geonames_id if cities else None)
    return seats
