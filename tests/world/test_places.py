"""What the gazetteer says about a name, and what a name looks like once it is folded."""

import pytest

from pipeline.world import gazetteer, naming, places

NAMES = [
    # name, label, called, country or state of it, country, capital, large city, state of the USA
    ("France", "GPE", "France", "France", True, False, False, False),
    ("Texas", "GPE", "Texas", "Texas", False, False, False, True),
    ("Texans", None, None, None, False, False, False, False),
    ("French", "NORP", None, "France", False, False, False, False),
    ("french", None, None, None, False, False, False, False),
    ("Dutch", "NORP", None, "Netherlands", False, False, False, False),
    ("Middle East", "LOC", "Middle East", None, False, False, False, False),
    ("Baltic Sea", "LOC", "Baltic Sea", None, False, False, False, False),
    ("Europe", "LOC", "Europe", None, False, False, False, False),
    ("Siberia", "LOC", "Siberia", None, False, False, False, False),
    ("Bavaria", "GPE", "Bavaria", "Bavaria", False, False, False, False),
    ("Paris", None, None, None, False, True, True, False),
    ("Oxford", None, None, None, False, False, True, False),
    ("US", "GPE", "United States", "United States", True, False, False, False),
    ("us", None, None, None, False, False, False, False),
    ("U.S.", "GPE", "United States", "United States", True, False, False, False),
    ("Pa.", "GPE", "Pennsylvania", "Pennsylvania", False, False, False, True),
    ("Burma", "GPE", "Myanmar", "Myanmar", True, False, False, False),
    ("the Netherlands", "GPE", "Netherlands", "Netherlands", True, False, False, False),
    ("Georgia", "GPE", "Georgia", "Georgia", True, False, False, True),
    ("Korean", None, None, None, False, False, False, False),
]


@pytest.mark.parametrize("row", NAMES, ids=[row[0] for row in NAMES])
def test_what_a_name_is(row):
    name, *known = row
    told = [
        places.label(name), places.called(name), places.country_of(name), places.is_country(name),
        places.is_capital(name), places.is_large_city(name), places.is_state(name),
    ]  # fmt: skip
    assert told == known


@pytest.mark.parametrize(
    ("name", "is_large"), [("DACA", False), ("LIMA", True), ("Dhaka", True), ("Xyzzyville", False)]
)
def test_short_names_in_capitals_are_cities_by_their_main_name_only(name, is_large):
    assert places.is_large_city(name) is is_large


@pytest.mark.parametrize(
    ("one", "other", "akin"),
    [
        ("Russia", "Russian", True), ("Russian", "Russia", True), ("Russia", "russia", True),
        ("GOP", "Republican", True), ("GOP", "Democrats", False), ("Tory", "Conservative", True),
        ("French", "France", True), ("French", "Germany", False), ("Velmora", "Tarnova", False),
    ],
)  # fmt: skip
def test_kin(one, other, akin):
    assert places.is_akin(one, other) is akin


@pytest.mark.parametrize(
    ("code", "name"), [("TX", "Texas"), ("DC", "District of Columbia"), ("tx", None), ("ON", None)]
)
def test_postal_states(code, name):
    assert places.postal_state(code) == name


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("The", "the"), ("The Hague", "hague"), ("Côte d’Ivoire", "cote divoire"), ("U.S.A.", "usa"),
        ("Guinea-Bissau", "guinea bissau"), ("São Tomé", "sao tome"), ("STRASSE", "strasse"), ("Straße", "strasse"),
        ("Isle of the Dogs", "isle of the dogs"),
    ],
)  # fmt: skip
def test_folded(name, folded):
    assert gazetteer.fold(name) == folded


@pytest.mark.parametrize(
    ("name", "label"),
    [("Nvidia", "ORG"), ("NVIDIA", "ORG"), ("nvidia", None), ("IBM", "ORG"), ("Boeing", "ORG"), ("Velmora", None)],
)
def test_well_known_names(name, label):
    assert naming.known_label(name) == label


def test_words_of_names():
    lists = naming.load()
    assert lists.head_label["University"] == "ORG"
    assert "Inc." in lists.corporate
    assert "inc." in lists.corporate_endings
    assert {"University", "Inc."} <= lists.telling
    assert "Brenner" not in lists.telling
