"""What is known of places by their names."""

import subprocess
import sys

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.world import gazetteer


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("United States", "US"), ("US", "US"), ("U.S.", "US"), ("U.S", "US"), ("USA", "US"), ("the US", "US"),
        ("America", "US"), ("the United States of America", "US"), ("UK", "GB"), ("Britain", "GB"),
        ("Great Britain", "GB"), ("russia", "RU"), ("RUSSIA", "RU"), ("Iran", "IR"), ("South Korea", "KR"),
        ("Republic of Korea", "KR"), ("North Korea", "KP"), ("DPRK", "KP"), ("Burma", "MM"), ("Zaire", "CD"),
        ("Holland", "NL"), ("The Netherlands", "NL"), ("Ivory Coast", "CI"), ("Côte d’Ivoire", "CI"),
        ("Türkiye", "TR"), ("Turkey", "TR"), ("UAE", "AE"), ("Czech Republic", "CZ"), ("Kosovo", "XK"),
        ("Georgia", "GE"), ("Republic of the Congo", "CG"), ("Vatican", "VA"), ("Swaziland", "SZ"),
    ],
)  # fmt: skip
def test_countries_by_their_many_names(name, code):
    found = gazetteer.country(name)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("name", ["us", "Us", "it", "Congo", "Paris", "Texas", "", ".", "the", "NATO", "Atlantis"])
def test_what_is_no_country_or_not_one_country(name):
    assert gazetteer.country(name) is None


def test_every_country_of_the_standard_is_known_by_its_name():
    wrong = [
        c.name for c in pycountry.countries if (found := gazetteer.country(c.name)) is None or found.code != c.alpha_2
    ]
    assert wrong == ["Congo"]  # the name of two
    assert all(gazetteer.country_of_code(c.alpha_2) for c in pycountry.countries)


def test_a_country_has_a_point_a_capital_and_neighbours():
    hungary = gazetteer.country("Hungary")
    assert (hungary.name, hungary.capital) == ("Hungary", "Budapest")
    assert (round(hungary.latitude), round(hungary.longitude)) == (47, 20)
    assert "SK" in hungary.neighbours
    for code in (c.alpha_2 for c in pycountry.countries):
        country = gazetteer.country_of_code(code)
        assert -90 <= country.latitude <= 90
        assert -180 <= country.longitude <= 180
        assert country.geonames_id > 0


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Russian", "RU"), ("Russians", "RU"), ("Hungarian", "HU"), ("Dutch", "NL"), ("Dutchman", "NL"),
        ("french", "FR"), ("Poles", "PL"), ("Swiss", "CH"), ("Briton", "GB"), ("Filipino", "PH"),
        ("Saudi", "SA"), ("Nigerien", "NE"), ("Nigerian", "NG"), ("Iraqis", "IQ"), ("South Korean", "KR"),
    ],
)  # fmt: skip
def test_peoples(word, code):
    assert gazetteer.demonym(word).code == code


@pytest.mark.parametrize("word", ["Korean", "Congolese", "European", "Texan", "polish up", "", "Russia"])
def test_what_is_no_people_of_one_country(word):
    assert gazetteer.demonym(word) is None


def test_cities_come_with_the_largest_first():
    paris = gazetteer.city("Paris")
    assert [c.country_code for c in paris[:2]] == ["FR", "US"]
    assert paris[1].region_code == "TX"
    assert paris[0].population > paris[1].population
    assert paris[0].geonames_id == 2988507


@pytest.mark.parametrize(
    ("name", "main"),
    [("Kiev", "Kyiv"), ("Bombay", "Mumbai"), ("New York", "New York City"), ("saigon", "Ho Chi Minh City")],
)
def test_large_cities_by_other_names(name, main):
    assert gazetteer.city(name)[0].name == main


def test_no_city():
    assert gazetteer.city("Xyzzyville") == []
    assert gazetteer.city("") == []


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        ("Texas", "state", "US"), ("Scotland", "state", "GB"), ("Quebec", "state", "CA"), ("Crimea", "state", "UA"),
        ("the Middle East", "part of the world", None), ("Europe", "continent", None),
        ("USSR", "former country", None), ("Soviet Union", "former country", None),
        ("Black Sea", "water", None), ("Gaza", "part of a country", "PS"),
    ],
)  # fmt: skip
def test_regions(name, kind, code):
    assert [(region.kind, region.country_code) for region in gazetteer.regions(name)] == [(kind, code)]


@pytest.mark.parametrize(("name", "code"), [("Georgia", "GA"), ("Pa.", "PA"), ("N.Y.", "NY"), ("D.C.", "DC")])
def test_states_of_the_usa(name, code):
    state = gazetteer.state(name)
    assert state.code == code
    assert state.geonames_id


@pytest.mark.parametrize("name", ["ill", "wash", "Scotland", "Ontario", ""])
def test_no_state_of_the_usa(name):
    assert gazetteer.state(name) is None


def test_there_are_fifty_states_and_the_district():
    names = {region.name for name in gazetteer._regions()[0] for region in gazetteer.regions(name) if region.code}
    assert len(names) == 51


def test_importing_reads_nothing():
    code = (
        "import sys, pipeline.world.gazetteer as g; assert g.atlas.atlas.cache_info().currsize == 0; "
        "assert g._countries.cache_info().currsize == 0; assert 'pycountry' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@given(st.text(max_size=30))
def test_any_text_can_be_looked_up(text):
    gazetteer.country(text)
    gazetteer.demonym(text)
    gazetteer.regions(text)
    cities = gazetteer.city(text)
    assert cities == sorted(cities, key=lambda city: -city.population)


@given(st.sampled_from([c.name for c in pycountry.countries if len(c.name) > 4 and c.name != "Congo"]))
def test_case_does_not_count_in_long_names(name):
    assert gazetteer.country(name.upper()) is gazetteer.country(name.lower()) is gazetteer.country(name)
