"""The places of a name, and their ids."""

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.world import atlas, gazetteer, readings
from pipeline.world.ids import slug

NAMES = (
    "London", "Paris", "Springfield", "Georgia", "New York", "Washington", "Santiago", "Birmingham", "Kingston",
    "Orange County", "Cork", "Luxembourg", "Saint-Denis", "San José", "Alexandria", "Victoria", "Cambridge", "Punjab",
    "Bethlehem", "Amazon River", "Manhattan", "Quebec", "Mexico", "Singapore", "Gaza", "Côte d’Ivoire", "Lee County",
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "precision", "within"),
    [
        ("London", "city", "england-gb"), ("Hungary", "country", "hu"), ("Texas", "region", "us"),
        ("Washington", "city", "district-of-columbia-us"), ("New York", "city", "new-york-us"),
        ("Kiev", "city", "kyiv-ua"), ("Ontario", "region", "ca"), ("Baltic Sea", "water", "water"),
        ("Oxford", "city", "england-gb"), ("Cape Town", "city", "western-cape-za"), ("Brooklyn", "district", "us"),
        ("northern Kenya", "country", "ke"), ("downtown Toronto", "city", "ontario-ca"),
        ("Toronto area", "city", "ontario-ca"),
        ("South Sudan", "country", "ss"), ("West Virginia", "region", "us"),
    ],
)  # fmt: skip
def test_common_readings(name, precision, within):
    place = readings.common(name)
    assert (place.precision, place.within) == (precision, within)


@pytest.mark.parametrize("name", ["Springfield", "Lee County", "Xyzzyville", "", "Clinton"])
def test_names_without_a_common_reading(name):
    assert readings.common(name) is None


def test_readings_come_with_the_likeliest_first():
    found = readings.readings("Birmingham")
    assert [place.within for place in found[:2]] == ["england-gb", "alabama-us"]
    assert [place.weight for place in found] == sorted((place.weight for place in found), reverse=True)


def test_a_division_that_is_one_with_its_city_is_left_out():
    assert [place.precision for place in readings.readings("Berlin") if place.country_code == "DE"] == ["city"]


@pytest.mark.parametrize("name", NAMES)
def test_an_id_tells_its_place_again(name):
    found = readings.readings(name)
    assert found
    ids = [f"place/{slug(name)}{readings.ending(name, place)}" for place in found]
    assert [readings.of_id(one) for one in ids] == list(found)


def test_what_is_open_has_an_id_without_a_place():
    assert readings.ending("London", None) == "-unlocated"
    assert readings.ending("Springfield", None) == ""
    assert readings.of_id("place/london-unlocated") is None
    assert readings.of_id("place/springfield") is None


@pytest.mark.parametrize(
    ("entity_id", "name"),
    [("group/french", "France"), ("group/texan", "Texas"), ("group/sri-lankan", "Sri Lanka"), ("group/velmoran", None)],
)
def test_peoples(entity_id, name):
    place = readings.of_people(entity_id)
    assert (place.name if place else None) == name


def test_every_people_has_a_place():
    assert all(readings.readings(place) for place in readings._peoples().values())


def test_every_famous_city_is_one():
    for key, codes in readings._famous().items():
        found = [place for place in readings.readings(key) if ("famous", 1.0) in place.known]
        assert found, key
        assert {place.country_code for place in found} <= {code[:2] for code in codes}


def test_rows_of_our_own_have_points_on_earth_and_are_known_once():
    seen = set()
    for rows in readings._landmark_rows().values():
        for row in rows:
            assert -90 <= float(row["latitude"]) <= 90
            assert -180 <= float(row["longitude"]) <= 180
            assert not row["country"] or gazetteer.country_of_code(row["country"])
            seen.add((row["name"], row["country"]))
    names = [name for name, _ in seen]
    assert len(names) == len(set(names))


def test_every_region_of_our_own_lies_among_its_towns():
    table = atlas.atlas()
    for name in {name for found in gazetteer._regions()[0].values() for name in (region.name for region in found)}:
        for region in gazetteer.regions(name):
            place = readings.of_region(region)
            if place.region < 0:
                continue
            towns = (table.region == place.region) & (table.kind == atlas.TOWN)
            assert table.latitude[towns].min() - 6 <= place.latitude <= table.latitude[towns].max() + 6, name
            assert table.longitude[towns].min() - 10 <= place.longitude <= table.longitude[towns].max() + 10, name


def test_every_country_is_read_by_its_name():
    wrong = []
    for country in pycountry.countries:
        known = gazetteer.country_of_code(country.alpha_2)
        if known.name not in ("Georgia",) and not any(p.precision == "country" for p in readings.readings(known.name)):
            wrong.append(known.name)
    assert wrong == []


@given(st.text(max_size=25))
def test_any_text_may_be_asked_for(text):
    for place in readings.readings(text):
        assert -90 <= place.latitude <= 90
        assert -180 <= place.longitude <= 180
    readings.of_id(f"place/{slug(text)}")
