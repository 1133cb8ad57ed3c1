"""Where the places of a corpus are: which of the places of a name the articles mean, if they show it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.entities import gazetteer
from pipeline.entities.gazetteer import City, Country, Region

MARGIN = 1.0
"""By how much the best reading of a name must outweigh the next (1.0: ten times the people)."""
NAMED_COUNTRY = 2.0
"""What it adds to a reading that every article with the place also names its country."""
LEAST_COUNTRY_WEIGHT = 6.5
"""A country is as likely meant as a city of three million."""

Row = dict[str, Any]


def locate(rows: Mapping[str, Row], articles: Mapping[str, set[str]]) -> None:
    """Give countries, states and cities their ISO code, coordinates and GeoNames id.

    `articles` are the articles that mention each entity. A name that several places have is decided by
    their size and by the countries that the same articles mention, and left open where that is not
    enough.
    """
    countries = _countries_by_article(rows, articles)
    for entity_id, row in rows.items():
        if row["label"] not in ("GPE", "LOC"):
            continue
        company: Counter[str] = Counter()
        for article in articles.get(entity_id, ()):
            company.update(countries.get(article, {}).keys() - _own_countries(row["name"]))
        place = _choose(_readings(row["name"]), company, max(row["n_articles"], 1))
        if place is not None:
            row.update(_columns(place))


def _own_countries(name: str) -> set[str]:
    """A country's name is no evidence for the country itself."""
    own = gazetteer.country(name)
    return {own.code} if own else set()


def _countries_by_article(rows: Mapping[str, Row], articles: Mapping[str, set[str]]) -> dict[str, Counter[str]]:
    """The countries that each article names, by their names or by those of their people."""
    found: dict[str, Counter[str]] = {}
    for entity_id, row in rows.items():
        if row["label"] == "NORP":
            country = gazetteer.demonym(row["name"])
        elif row["label"] == "GPE":
            country = gazetteer.country(row["name"])
            region = gazetteer.state(row["name"])
            if region and country:  # Georgia says nothing by itself
                country = None
            elif region:
                country = gazetteer.country_of_code(region.country_code)
        else:
            continue
        if country is not None:
            for article in articles.get(entity_id, ()):
                found.setdefault(article, Counter())[country.code] += 1
    return found


def _readings(name: str) -> Sequence[Country | Region | City]:
    """All places of that name; “Paris, Texas” names the state as well."""
    city, comma, region = name.partition(",")
    if comma:
        within = gazetteer.state(region) or gazetteer.country(region)
        if within is not None:
            code = within.code
            places = gazetteer.city(city)
            if isinstance(within, Region):
                return [c for c in places if c.country_code == "US" and c.region_code == code][:1]
            return [c for c in places if c.country_code == code][:1]
    readings: list[Country | Region | City] = list(gazetteer.city(name)[:8])
    for other in (gazetteer.country(name), gazetteer.state(name)):
        if other is not None:
            readings.append(other)
    return readings


def _choose(
    readings: Sequence[Country | Region | City], company: Counter[str], n_articles: int
) -> Country | Region | City | None:
    if not readings:
        return None
    weighed = sorted(
        ((_weight(place) + NAMED_COUNTRY * company[_code(place)] / n_articles, -i) for i, place in enumerate(readings)),
        reverse=True,
    )
    best = readings[-weighed[0][1]]
    rivals = [(weight, readings[-i]) for weight, i in weighed[1:]]
    if any(weighed[0][0] - weight < MARGIN and _code(rival) != _code(best) for weight, rival in rivals):
        return None
    return best


def _weight(place: Country | Region | City) -> float:
    if isinstance(place, City):
        return math.log10(max(place.population, 1))
    return LEAST_COUNTRY_WEIGHT


def _code(place: Country | Region | City) -> str:
    return place.code if isinstance(place, Country) else place.country_code


def _columns(place: Country | Region | City) -> Row:
    precision = "country" if isinstance(place, Country) else "region" if isinstance(place, Region) else "city"
    return {
        "country_code": _code(place),
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geonames_id": place.geonames_id,
        "place_precision": precision,
    }
