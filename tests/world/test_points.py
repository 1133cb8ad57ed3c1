"""Every point lies where it should: in its country, and a region's among the towns of the region."""

import numpy as np
import pytest

from pipeline.lexicon import loader
from pipeline.world import atlas, gazetteer, readings
from pipeline.world.atlas import REGION, TOWN

BESIDE = 3.0
"""Degrees by which a point may lie outside the box of its country's towns: land and sea without any."""
NO_TOWNS = frozenset(("AQ", "BV", "GS", "HM", "IO", "SJ", "TF", "UM"))


@pytest.fixture(scope="module")
def table():
    return atlas.atlas()


@pytest.fixture(scope="module")
def box(table):
    """The code of a country to the least and greatest latitude and longitude of its towns, `BESIDE` added."""
    codes = np.array(table.countries.to_pylist())[table.country]
    towns = table.kind == TOWN

    def find(code):
        own = towns & (codes == code)
        return [
            (float(axis[own].min()) - BESIDE, float(axis[own].max()) + BESIDE)
            for axis in (table.latitude, table.longitude)
        ]

    return find


def is_inside(place, box):
    (south, north), (west, east) = box
    return south <= place.latitude <= north and west <= place.longitude <= east


def test_countries_lie_among_their_towns(box):
    known = [country for country in gazetteer.countries() if country.code not in NO_TOWNS]
    assert len(known) > 230
    assert [country.name for country in known if not is_inside(country, box(country.code))] == []


@pytest.mark.parametrize("name", ["regions.tsv", "landmarks.tsv"])
def test_places_of_our_own_lie_in_their_countries(box, name):
    boxes = {}
    wrong = []
    for row in loader.tsv("pipeline.world", name):
        for place in readings.readings(row["name"]):
            code = row["country"].partition("-")[0]
            if code and place.country_code == code and place.name == row["name"]:
                boxes.setdefault(code, box(code))
                wrong += [] if is_inside(place, boxes[code]) else [place.name]
    assert wrong == []


def test_divisions_lie_among_their_towns(table):
    for row in np.flatnonzero(table.kind == REGION)[::7]:
        towns = (table.region == row) & (table.kind == TOWN)
        if np.isnan(table.latitude[row]) or not towns.any():
            continue
        latitude, longitude = table.latitude[towns], table.longitude[towns]
        assert latitude.min() - 0.01 <= table.latitude[row] <= latitude.max() + 0.01
        if longitude.max() - longitude.min() < 180:  # else across the date line
            assert longitude.min() - 0.01 <= table.longitude[row] <= longitude.max() + 0.01


def test_states_and_provinces_of_our_own_lie_among_their_towns(table):
    far = []
    for row in loader.tsv("pipeline.world", "regions.tsv"):
        for place in readings.readings(row["name"]):
            if place.precision == "region" and place.region >= 0 and place.name == row["name"]:
                towns = (table.region == place.region) & (table.kind == TOWN)
                latitude, longitude = table.latitude[towns], table.longitude[towns]
                inside = latitude.min() - 1.5 <= place.latitude <= latitude.max() + 1.5
                across = longitude.max() - longitude.min() > 180
                inside &= across or longitude.min() - 2.5 <= place.longitude <= longitude.max() + 2.5
                far += [] if inside else [place.name]
    assert far == []
