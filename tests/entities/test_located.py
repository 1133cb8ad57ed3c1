"""Places of one name told apart, and the places that other names hold."""

import re

import pytest


def found(mentions, text, *columns):
    rows = [m for m in mentions(text) if m.mention_type == "name"]
    return [tuple(getattr(m, column) for column in ("text", *columns)) for m in rows]


def test_two_places_of_one_name_are_two_entities(meant):
    text = "Ada Brenner left Paris, Texas, in May. She has lived in Paris, France, since June."
    assert [pair for pair in meant(text) if pair[0] == "Paris"] == [
        ("Paris", "place/paris-texas-us"), ("Paris", "place/paris"),
    ]  # fmt: skip


def test_a_county_is_called_one(mentions):
    text = "Floods were reported in Lee and Russell counties in Alabama."
    assert found(mentions, text, "name", "entity_id")[:2] == [
        ("Lee", "Lee County", "place/lee-county-alabama-us"),
        ("Russell", "Russell County", "place/russell-county-alabama-us"),
    ]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("The mayor of Walvis Bay spoke in Virginia Beach on Monday.", "Walvis Bay", "GPE"),
        ("The mayor of Walvis Bay spoke in Virginia Beach on Monday.", "Virginia Beach", "GPE"),
        ("The ship sank in the Baltic Sea on Monday.", "Baltic Sea", "LOC"),
    ],
)
def test_where_it_is_tells_what_it_is(mentions, text, name, label):
    assert (name, label) in found(mentions, text, "label")


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Two men were hurt in Clinton, Iowa, on Friday.", "Clinton", "GPE"),
        ("A barn burned near Carter, Oklahoma, on Friday.", "Carter", "GPE"),
        ("Bill Clinton spoke in Davenport, Iowa, on Friday.", "Bill Clinton", "PERSON"),
        ("The book is about Clinton, Iowa and Ohio, and his wife.", "Clinton", "PERSON"),
    ],
)
def test_a_name_before_its_state_is_a_town(mentions, text, name, label):
    assert (name, label) in found(mentions, text, "label")


def test_a_name_in_a_few_capitals_is_no_spelling_of_a_city(mentions):
    for _, label, entity_id in found(mentions, "She spoke for DACA recipients on Monday.", "label", "entity_id"):
        assert label != "GPE" or entity_id != "place/dhaka"


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("The Oslo Police Department closed the road.", "Oslo Police Department", "place/oslo"),
        ("The University of Vienna closed its library.", "University of Vienna", "place/vienna"),
        ("The Acme Police Department closed the road.", "Acme Police Department", None),
        ("In Velmora, the Lisbon Choir sang.", "Lisbon Choir", "place/lisbon"),
        ("The Hibbing Fire Department in Minnesota bought a boat.", "Hibbing Fire Department", "place/hibbing"),
        ("The Acme Fire Department in Minnesota bought a boat.", "Acme Fire Department", None),
        ("The U.S. Army closed the road.", "U.S. Army", "place/united-states"),
        ("The Surprise Orchestra closed its hall.", "Surprise Orchestra", None),
        ("He moved to Van, Turkey. The Van Orchestra closed its hall.", "Van Orchestra", "place/van"),
    ],
)
def test_the_place_in_a_longer_name(mentions, text, name, place):
    rows = found(mentions, text, "place_entity_id")
    assert (name, place) in [(re.sub("^[Tt]he ", "", called), at) for called, at in rows]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("School boards in Barrow, Jackson and Madison counties met in Georgia.",
         ["Barrow County", "Jackson County", "Madison County", "Georgia"]),
        ("They drove from Paris, Lee County, to Georgia.", ["Paris", "Lee County", "Georgia"]),
    ],
)  # fmt: skip
def test_lists_of_counties(mentions, text, names):
    assert [name for _, name in found(mentions, text, "name")] == names


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("The shop closed. HIBBING - Two men met on Monday.", [("HIBBING", "GPE")]),
        ("The shop closed. UPDATE - Two men met on Monday.", []),
        ("A Martinez man was hurt. Police in Martinez said so on Monday.", [("Martinez", "GPE"), ("Martinez", "GPE")]),
        ("Martinez smiled. Carla Martinez had won. Crowds in Martinez sang.", [
            ("Martinez", "PERSON"), ("Carla Martinez", "PERSON"), ("Martinez", "PERSON")]),
        ("The van carries the Laramie name.", [("Laramie", "PRODUCT")]),
        ("The ferry left the quay for Rotterdam on Sunday.", [("Rotterdam", "GPE")]),
        ("She met Ian Lau, a Churchill doctor, in Manitoba.", [
            ("Ian Lau", "PERSON"), ("Churchill", "GPE"), ("Manitoba", "GPE")]),
        ("The team from Ohio won in Class AA on Monday.", [("Ohio", "GPE")]),
        ("The van carries the Ohio name.", [("Ohio", "GPE")]),
        ("A German man was hurt on Monday.", [("German", "NORP")]),
    ],
)  # fmt: skip
def test_towns_that_are_called_like_people(mentions, text, labels):
    assert found(mentions, text, "label") == labels


def test_a_place_by_itself_holds_none(mentions):
    assert {at for _, at in found(mentions, "They met in Oslo on Monday.", "place_entity_id")} == {None}


def test_the_same_article_has_the_same_places_whatever_stands_before(parse, make_article, mentions):
    text = "A court in Birmingham, Alabama, met on Monday. Birmingham was dry."
    first = found(mentions, text, "entity_id")
    mentions("A court in Birmingham, England, met on Monday.")
    assert found(mentions, text, "entity_id") == first
    assert ("Birmingham", "place/birmingham-alabama-us") in first
