"""What the gazetteer says about a name: whether it is a place or a people, and what the place is called."""

from __future__ import annotations

import functools

from pipeline.lexicon import loader
from pipeline.world import atlas, gazetteer, own_places
from pipeline.world.remembered import remembered

_PARTIES = (
    frozenset(("Republican", "Republicans", "GOP")),
    frozenset(("Democrat", "Democrats", "Democratic")),
    frozenset(("Conservative", "Conservatives", "Tory", "Tories")),
)
_LARGE = 100_000
"""People of a city that a mere name brings to mind."""
_LOC_KINDS = frozenset(("continent", "landscape", "part of the world", "water"))


@remembered(16_384)
def label(name: str) -> str | None:
    """GPE for a country or a state, LOC for other regions, NORP for a people, None for anything else.

    What the user's own gazetteer holds is labelled by what it is there.
    """
    if own := own_places.label(name):
        return own
    if gazetteer.country(name):
        return "GPE"
    if found := gazetteer.regions(name):
        return "LOC" if found[0].kind in _LOC_KINDS else "GPE"
    return "NORP" if name[:1].isupper() and gazetteer.demonym(name) else None


@remembered(16_384)
def is_large_city(name: str) -> bool:
    """Whether there is a large city of this name; in a few capitals, of this as its main name ("DACA" is not Dhaka)."""
    found = gazetteer.city(name, _LARGE)
    if name.isupper() and len(name) < 6:
        found = [city for city in found if atlas.key(city.name) == atlas.key(name)]
    return bool(found)


@functools.cache
def homographs() -> frozenset[str]:
    """Large cities whose names are words or given names first, lower case."""
    return frozenset(loader.items(loader.toml(__package__, "places.toml")["homographs"]))


@remembered(16_384)
def is_town(name: str) -> bool:
    """Whether there is a town of this as its main name, of whatever size, or a country's division."""
    if name == name.lower() or (name.isupper() and len(name) < 4):
        return False
    key = atlas.key(name)
    table = atlas.atlas()
    return any(atlas.key(table.name(i)) == key for i in table.numbers(key)) or bool(own_places.named(name))


@remembered(16_384)
def called(name: str) -> str | None:
    """What the country or region of this name is mostly called: "U.S." is the United States, "Pa." Pennsylvania."""
    if found := gazetteer.country(name):
        return found.name
    regions = gazetteer.regions(name)
    return regions[0].name if len(regions) == 1 else None


@remembered(16_384)
def country_of(word: str) -> str | None:
    """The country, or the state or region, that a name or an adjective of its people stands for: Nigeria, Nigerian."""
    if label(word) == "GPE" or any(found.kind == "landscape" for found in gazetteer.regions(word)):
        return called(word)
    nation = gazetteer.demonym(word) if word[:1].isupper() else None
    return nation.name if nation else None


def postal_state(code: str) -> str | None:
    """The name of the state of the USA with this postal abbreviation, such as may stand after a city: "TX"."""
    state = gazetteer.state_of_code(code)
    return state.name if state else None


def is_country(name: str) -> bool:
    """Whether this is the name of a country."""
    return gazetteer.country(name) is not None


def is_capital(name: str) -> bool:
    """Whether this is the name of a country's capital."""
    return gazetteer.fold(name) in _countries_of_capitals()


def of_capital(name: str) -> str | None:
    """The name of the country whose capital is called so."""
    return _countries_of_capitals().get(gazetteer.fold(name))


@functools.cache
def _countries_of_capitals() -> dict[str, str]:
    return {gazetteer.fold(country.capital): country.name for country in gazetteer.countries() if country.capital}


def is_akin(a: str, b: str) -> bool:
    """Whether two words are the same, or a country and its people: "Russia" and "Russian", or of one party."""
    if a.lower() == b.lower() or any(a in party and b in party for party in _PARTIES):
        return True
    nation = gazetteer.country(a) or gazetteer.demonym(a)
    return nation is not None and nation == (gazetteer.country(b) or gazetteer.demonym(b))


@functools.lru_cache(maxsize=4_096)
def is_state(name: str) -> bool:
    """Whether this is the name of a state of the USA, or its traditional abbreviation: "Wisconsin", "Wis."."""
    return gazetteer.state(name) is not None
