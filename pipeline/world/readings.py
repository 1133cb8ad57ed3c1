"""The places that a name may stand for, and the ids of places.

A name has a common reading where one of its places is what nearly every text means by it: `place/london` is
the capital of Britain. Other places of the name are told apart by the division and country they lie in,
`place/london-ontario-ca`. So an id tells its place without any text, as long as the gazetteer is the same.
"""

from __future__ import annotations

import dataclasses
import functools
import math
from collections.abc import Iterator

from pipeline.language.record import record
from pipeline.lexicon import loader
from pipeline.world import atlas, gazetteer, own_places
from pipeline.world.atlas import REGION, TOWN
from pipeline.world.gazetteer import Country, Region
from pipeline.world.own_places import OwnPlace
from pipeline.world.remembered import remembered

MOST_READINGS = 40
COMMON, STRANGE = 0.6, 5.5
"""The share of the texts with a name that mean one place by it, from which on that is the common reading; and what
speaks for it that the name is not known at all, where a text is not at hand."""
UNLOCATED = "unlocated"
"""What ends the id of a place of a well-known name that is none of the known places, or nobody knows which."""
WEIGHTS = {
    "people": 1.5,
    "country": 1.2,
    "region": 0.4,
    "wide": 16.0,
    "county": 0.1,
    "capital": 0.3,
    "around-its-city": -2.5,
    "famous": 2.6,
    "other-name": -0.4,
    "of-our-own": 0.3,
    "of-the-user": 4.0,
    "unknown": 7.2,
}
"""What speaks for a reading before any text is read: a factor of ten in people; what kind of place it is; whether it
is a capital, or oftener meant than its size tells; whether it is a division that mostly is that of the city of its
name; whether the name is not its main one; whether it stands in our own tables, or in the user's. `unknown` speaks for
none of all. Fitted by `benchmarks/fit_places.py`, but for what is too near to its like to be told apart by a point."""
CONFIDENCE = {"country": 0.98, "common": 0.93, "told apart": 0.94, "named after it": 0.94}
_LANDMARK_KINDS = {
    "water": "water", "river": "water", "lake": "water", "sea": "water", "mountain": "mountain", "island": "region",
    "landmark": "landmark", "airport": "landmark", "district": "district",
}  # fmt: skip


@record
class Place:
    """A place on the map. `precision` says what its point stands for; `known` is what speaks for it before any
    text is read, by the names in `WEIGHTS`; `region` and `county` are rows of the atlas it lies in, or -1."""

    name: str
    precision: str
    country_code: str | None
    latitude: float
    longitude: float
    geonames_id: int | None = None
    population: int | None = None
    admin1_code: str | None = None
    admin1_name: str | None = None
    region: int = -1
    county: int = -1
    known: tuple[tuple[str, float], ...] = ()
    own_id: str | None = None
    """Its id in the user's own gazetteer."""

    def __hash__(self) -> int:
        return hash((self.name, self.latitude, self.longitude))  # of all columns, those that tell most places apart

    @property
    def weight(self) -> float:
        """What speaks for it before any text is read, weighed."""
        return sum(WEIGHTS[name] * value for name, value in self.known)

    @property
    def within(self) -> str:
        """The end of an id that tells this place from others of its name: "ontario-ca"."""
        code = (self.country_code or self.precision).lower()
        inner = self.precision not in ("country", "region") and self.admin1_name
        return "-".join([*(atlas.key(self.admin1_name or "").split() if inner else ()), code])


@remembered(16_384)
def readings(name: str) -> tuple[Place, ...]:
    """The places that go by that name, the likeliest first.

    A part of a place that is not known itself is read as the place: "northern Kenya" as Kenya.
    """
    known = _known(name)
    rest = "" if known else _whole(atlas.key(name))
    return readings(rest) if rest else known


def _whole(key: str) -> str:
    """The name of the place that a name tells a part or the kind of, "" where it tells neither."""
    for part in _parts():
        if key.startswith(part + " "):
            return key[len(part) + 1 :]
    for kind in _kinds():
        if key.endswith(" " + kind):
            return key[: -len(kind) - 1]
    return ""


def part_of(name: str, place: Place) -> str:
    """What a name tells of its place, where it means but a part of it or what lies about it, or is named after it.

    "northeast" of "Northeast Kenya", "township" of "Velmora Township"; nothing of "Helmand province" or "Holland".
    """
    key = atlas.key(name)
    rest = "" if _known(name) else _whole(key)
    if not rest:
        return ""
    told = key.replace(rest, "", 1).strip()
    wholes = _wholes().get(f"{place.precision}-{place.country_code}") or _wholes().get(place.precision, frozenset())
    return " ".join(filter(None, ("" if told in wholes else told, part_of(rest, place))))


@functools.cache
def _wholes() -> dict[str, frozenset[str]]:
    """By what a place is, the words that make another name of it."""
    return {
        kind: frozenset(loader.items(text)) for kind, text in loader.toml(__package__, "places.toml")["wholes"].items()
    }


@functools.cache
def _parts() -> tuple[str, ...]:
    return tuple(loader.items(loader.toml(__package__, "places.toml")["parts"]))


@functools.cache
def _kinds() -> tuple[str, ...]:
    return tuple(loader.items(loader.toml(__package__, "places.toml")["kinds"]))


def _known(name: str) -> tuple[Place, ...]:
    found: dict[tuple[object, ...], Place] = {}
    own = list(_landmarks(name))
    rows = [row for row in _without_doubles(list(_rows(name))) if not any(_is_near(row, place) for place in own)]
    for place in _with_users([*_countries(name), *_regions(name), *own, *rows], own_places.named(name)):
        same = (place.geonames_id,) if place.geonames_id else (place.precision, place.latitude, place.longitude)
        found.setdefault(same, place)
    ranked = sorted(found.values(), key=lambda place: (-place.weight, place.within, place.geonames_id or 0))
    return tuple(ranked[:MOST_READINGS])


def _with_users(ours: list[Place], named: tuple[OwnPlace, ...]) -> list[Place]:
    """Places of ours and of the user's gazetteer: where both tell of one place, it is as the user's tells it."""
    by_id = own_places.used().by_id
    users = [*named, *(own for place in ours if (own := by_id.get(place.geonames_id or 0)))]
    told = [of_user(own) for own in dict.fromkeys(users)]
    alike = {(place.precision, place.country_code) for place in told}
    kept = [
        place for place in ours
        if place.geonames_id not in by_id
        and not ((place.precision, place.country_code) in alike and any(_is_near(place, other) for other in told))
    ]  # fmt: skip
    return told + kept


@remembered(16_384)
def of_user(own: OwnPlace) -> Place:
    """A place of the user's gazetteer; of ours it is told in which division it lies."""
    region = _region_of(own)
    code = atlas.atlas().code(region.row) if region else None
    known = (_people(own.population or 1_000_000), ("of-the-user", 1.0))
    return Place(
        own.name, own.kind, own.country_code, own.latitude, own.longitude, own.geonames_id, own.population, code,
        region.name if region else own.admin or None, region.row if region else -1, -1, known, own.id,
    )  # fmt: skip


def _region_of(own: OwnPlace) -> atlas.Row | None:
    """The first-level division that a user's gazetteer names by its name or its code: "Ontario", "ON", "CA-ON"."""
    if not own.admin or not own.country_code:
        return None
    table = atlas.atlas()
    for row in table.named(atlas.key(own.admin)):
        if row.kind == REGION and row.country_code == own.country_code:
            return row
    code = own.admin.upper()
    return table.region_of_code(code if "-" in code else f"{own.country_code}-{code}")


@remembered(16_384)
def common(name: str) -> Place | None:
    """The place that nearly every text means by that name, if there is one."""
    found = readings(name)
    if not found:
        return None
    rest = sum(math.exp(place.weight - found[0].weight) for place in found[1:])
    share = 1 / (1 + rest + math.exp(STRANGE - found[0].weight))
    return found[0] if share >= COMMON else None


def ending(name: str, place: Place | None) -> str:
    """What follows the name in the id of a place: nothing for the common reading, and for one that is not known."""
    usual = common(name)
    if place is None:
        return f"-{UNLOCATED}" if usual else ""
    if place == usual:
        return ""
    alike = [other for other in readings(name) if other.within == place.within]
    return f"-{place.within}" if alike[0] == place else f"-{place.within}-{alike.index(place) + 1}"


@remembered(16_384)
def of_id(entity_id: str) -> Place | None:
    """The place with that id, `place/london-ontario-ca`."""
    words = entity_id.partition("/")[2].split("-")
    if found := common(" ".join(words)):
        return found
    number = max(1, int(words[-1])) if words[-1].isdecimal() else 1
    rest = words[:-1] if number > 1 else words
    for cut in range(len(rest) - 1, 0, -1):
        alike = [p for p in readings(" ".join(rest[:cut])) if p.within == "-".join(rest[cut:])]
        if len(alike) >= number:
            return alike[number - 1]
    return None


@remembered(4_096)
def of_people(entity_id: str) -> Place | None:
    """The country or region of the people with that id: France of `group/french`."""
    words = entity_id.partition("/")[2].replace("-", " ")
    country = gazetteer.demonym(words)
    if country:
        return of_country(country)
    region = _peoples().get(atlas.key(words))
    return readings(region)[0] if region and readings(region) else None


@functools.cache
def _peoples() -> dict[str, str]:
    """The places of peoples that are no country's, by the key of what they are called."""
    pairs = (item.split(": ") for item in loader.items(loader.toml(__package__, "places.toml")["peoples"]))
    return {atlas.key(people): place for people, place in pairs}


def confidence(entity_id: str, place: Place) -> float:
    """How often an id stands where its place is meant, as measured (`benchmarks/score_places.py`)."""
    if not entity_id.startswith("place/"):
        return CONFIDENCE["named after it"]
    return CONFIDENCE["country" if place.precision == "country" else "common" if is_plain(entity_id) else "told apart"]


def is_plain(entity_id: str) -> bool:
    """Whether an id is a name alone, and tells the common reading of it."""
    return common(entity_id.partition("/")[2].replace("-", " ")) is not None


def _countries(name: str) -> Iterator[Place]:
    country = gazetteer.country(name)
    if country:
        yield of_country(country)


@functools.lru_cache(maxsize=512)
def of_country(country: Country) -> Place:
    """A country as a place."""
    known = (_people(country.population), ("country", 1.0))
    return Place(
        country.name, "country", country.code, country.latitude, country.longitude, country.geonames_id,
        country.population, known=known,
    )  # fmt: skip


def _regions(name: str) -> Iterator[Place]:
    for region in gazetteer.regions(name):
        yield of_region(region)


@functools.lru_cache(maxsize=1024)
def of_region(region: Region) -> Place:
    """A state, a part of the world or a sea as a place."""
    precision = "water" if region.kind == "water" else "region"
    division = (
        _division(region)
        if region.country_code and region.kind in ("state", "part of a country", "landscape")
        else None
    )
    if division is None:
        known = (("wide", 1.0),) if region.country_code is None else (_people(1_000_000), ("region", 1.0))
        return Place(
            region.name, precision, region.country_code, region.latitude, region.longitude, region.geonames_id,
            known=known,
        )  # fmt: skip
    known = (_people(max(division.population, 100_000)), ("region", 1.0))
    return Place(
        region.name, precision, region.country_code, region.latitude, region.longitude,
        division.geonames_id or region.geonames_id, division.population or None, atlas.atlas().code(division.row),
        region.name, division.row, -1, known,
    )  # fmt: skip


def _division(region: Region) -> atlas.Row | None:
    for name in (region.name, *region.other_names):
        for row in atlas.atlas().named(atlas.key(name)):
            if row.kind == REGION and row.country_code == region.country_code:
                return row
    return None


def _landmarks(name: str) -> Iterator[Place]:
    for row in _landmark_rows().get(atlas.key(name), ()):
        known = (_people(1_000_000), ("of-our-own", 1.0))
        yield Place(
            row["name"], _LANDMARK_KINDS[row["kind"]], row["country"] or None, float(row["latitude"]),
            float(row["longitude"]), known=known,
        )  # fmt: skip


@functools.cache
def _landmark_rows() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in loader.tsv(__package__, "landmarks.tsv"):
        for name in (row["name"], *filter(None, row["other_names"].split("|"))):
            found.setdefault(atlas.key(name), []).append(row)
    return found


def _rows(name: str) -> Iterator[Place]:
    key = atlas.key(name)
    table = atlas.atlas()
    for row in table.named(key):
        if not math.isnan(row.latitude):
            yield _of_row(row.row, atlas.key(row.name) == key)


@functools.lru_cache(maxsize=65_536)
def _of_row(number: int, is_main: bool) -> Place:
    table = atlas.atlas()
    row = table.row(number)
    precision = ("city", "region", "county")[row.kind]
    is_called_city = row.name.endswith(" City")  # "New York" is the main name of New York City
    known = [_people(row.population)]
    if not is_main and not is_called_city:
        known.append(("other-name", 1.0))
    if row.kind != TOWN:
        known.append((precision, 1.0))
    code = table.code(row.region)
    if row.kind == TOWN and {row.country_code, code} & _famous().get(atlas.key(row.name), frozenset()):
        known.append(("famous", 1.0))
    country = gazetteer.country_of_code(row.country_code)
    if row.kind == TOWN and country and atlas.key(country.capital) == atlas.key(row.name):
        known.append(("capital", 1.0))
    return Place(
        row.name, precision, row.country_code, row.latitude, row.longitude, row.geonames_id, row.population or None,
        code, table.row(row.region).name if row.region >= 0 else None, row.region, row.county, tuple(known),
    )  # fmt: skip


@functools.cache
def _famous() -> dict[str, frozenset[str]]:
    """The countries and regions in which the famous city of that name lies, by the key of its name."""
    found: dict[str, set[str]] = {}
    for item in loader.items(loader.toml(__package__, "places.toml")["famous"]):
        name, _, code = item.rpartition(" ")
        found.setdefault(atlas.key(name), set()).add(code)
    return {name: frozenset(codes) for name, codes in found.items()}


def _people(population: int) -> tuple[str, float]:
    return "people", math.log10(max(population, 100))


def _without_doubles(ranked: list[Place]) -> Iterator[Place]:
    """A division that only is a city's own is left out: "Paris" is not the department too, nor "Berlin" the state.

    One that is mostly that of its city is seldom meant by the bare name: "Turin" is the city, "Turin province" is not.
    """
    cities = [place for place in ranked if place.precision == "city"]
    for place in ranked:
        if place.precision not in ("county", "region"):
            yield place
            continue
        share = max((_share(city, place) for city in cities if _is_around(place, city)), default=0.0)
        if share > _MOSTLY:
            continue
        is_by_city = share >= _PARTLY and _is_called_by_city(place)
        yield dataclasses.replace(place, known=(*place.known, ("around-its-city", 1.0))) if is_by_city else place


_MOSTLY, _PARTLY = 0.25, 0.1
"""The share of a division's people that live in its city, from which on it only is the city's own, or mostly."""


def _share(city: Place, division: Place) -> float:
    return (city.population or 0) / (division.population or 1)


def _is_called_by_city(division: Place) -> bool:
    """Whether news tells of the city where it has the bare name of this division: not of a state of its own."""
    return division.precision == "county" or division.country_code in _named_after_cities()


@functools.cache
def _named_after_cities() -> frozenset[str]:
    """Countries whose first divisions are known by the city that they lie around."""
    return frozenset(loader.items(loader.toml(__package__, "places.toml")["named after cities"]))


def _is_near(place: Place, other: Place) -> bool:
    near = abs(place.latitude - other.latitude) < 0.2 and abs(place.longitude - other.longitude) < 0.2
    return near and place.country_code == other.country_code


def _is_around(division: Place, city: Place) -> bool:
    near = abs(division.latitude - city.latitude) < 0.5 and abs(division.longitude - city.longitude) < 0.5
    return near and division.country_code == city.country_code
