"""Where the places of a corpus are, told by their ids."""

import pytest

from pipeline.tables.schema import TABLES
from tests.corpus.written_corpus import article

PLACE = (
    "country_code", "admin1_code", "admin1_name", "latitude", "longitude", "geonames_id", "population",
    "place_precision", "place_confidence",
)  # fmt: skip


def mention(entity_id, label="GPE", place=None):
    made = article("a", [(label, "X")])
    made["mentions"][0] |= {"entity_id": entity_id, "place_entity_id": place}
    return made


def where(row):
    return row["country_code"], row["admin1_name"], row["place_precision"]


@pytest.mark.parametrize(
    ("entity_id", "expected"),
    [
        ("place/hungary", ("HU", None, "country")),
        ("place/budapest", ("HU", "Budapest", "city")),
        ("place/paris", ("FR", "Île-de-France", "city")),
        ("place/paris-texas-us", ("US", "Texas", "city")),
        ("place/london-ontario-ca", ("CA", "Ontario", "city")),
        ("place/texas", ("US", "Texas", "region")),
        ("place/lee-county-alabama-us", ("US", "Alabama", "county")),
        ("place/middle-east", (None, None, "region")),
        ("place/baltic-sea", (None, None, "water")),
        ("place/mont-blanc", (None, None, "mountain")),
        ("place/brooklyn", ("US", None, "district")),
        ("place/schiphol", ("NL", None, "landmark")),
        ("place/springfield", (None, None, None)),
        ("place/velmora", (None, None, None)),
        ("place/london-unlocated", (None, None, None)),
    ],
)
def test_an_id_tells_its_place(resolve, entity_id, expected):
    row = resolve([mention(entity_id)])[entity_id]
    assert where(row) == expected
    given = [name for name in ("latitude", "longitude", "place_precision", "place_confidence") if row[name] is not None]
    assert len(given) == (4 if expected[2] else 0)


def test_a_city_has_all_that_is_known_of_it(resolve):
    row = resolve([mention("place/london-ontario-ca")])["place/london-ontario-ca"]
    assert {name: row[name] for name in PLACE} == {
        "country_code": "CA", "admin1_code": "CA-ON", "admin1_name": "Ontario", "latitude": pytest.approx(42.98339),
        "longitude": pytest.approx(-81.23304), "geonames_id": 6058560, "population": 422324,
        "place_precision": "city", "place_confidence": pytest.approx(0.94),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("entity_id", "label", "expected"),
    [
        ("group/hungarian", "NORP", ("HU", None, "country")),
        ("group/scottish", "NORP", ("GB", "Scotland", "region")),
        ("group/velmoran", "NORP", (None, None, None)),
        ("person/paris", "PERSON", (None, None, None)),
        ("org/paris", "ORG", (None, None, None)),
    ],
)
def test_peoples_are_at_home_in_their_country_and_no_other_kind_is_a_place(resolve, entity_id, label, expected):
    assert where(resolve([mention(entity_id, label)])[entity_id]) == expected


def test_what_holds_the_name_of_a_place_lies_there(resolve):
    rows = resolve([mention("org/oslo-choir", "ORG", "place/oslo")])
    assert where(rows["org/oslo-choir"]) == ("NO", "Oslo", "city")
    assert rows["org/oslo-choir"]["place_confidence"] == pytest.approx(0.94)
    assert where(rows["place/oslo"]) == ("NO", "Oslo", "city")
    assert rows["place/oslo"]["n_mentions"] == 0


@pytest.mark.parametrize(("n", "expected"), [(4, ("US", "Texas", "city")), (3, (None, None, None))])
def test_four_articles_of_five_must_agree_on_the_place_in_a_name(resolve, n, expected):
    made = []
    for i in range(n + 1):
        one = article(f"a{i}", [("ORG", "Paris Choir")])
        one["mentions"][0]["place_entity_id"] = "place/paris-texas-us" if i < n else "place/paris"
        made.append(one)
    assert where(resolve(made)["org/paris-choir"]) == expected


def test_a_place_known_itself_is_not_moved_to_one_beside_it(resolve):
    rows = resolve([mention("place/schiphol", "FAC", "place/oslo")])
    assert where(rows["place/schiphol"]) == ("NL", None, "landmark")


def test_names_of_one_place_are_one_entity(resolve):
    rows = resolve([article("a", [("GPE", "Kiev"), ("GPE", "Kyiv"), ("GPE", "Kyiv")])])
    assert {row["canonical_id"] for row in rows.values()} == {"place/kyiv"}


def test_articles_more_change_no_place(resolve):
    alone = resolve([article("a", [("GPE", "Paris")])])["place/paris"]
    beside = resolve([
        article("a", [("GPE", "Paris")]),
        article("b", [("GPE", "Paris"), ("GPE", "Texas"), ("GPE", "Dallas")], adjacent=True),
    ])["place/paris"]  # fmt: skip
    assert [alone[name] for name in PLACE] == [beside[name] for name in PLACE]


def test_every_column_of_a_place_is_one_of_the_table():
    assert set(PLACE) < {column.name for column in TABLES["entities"].columns}


@pytest.mark.parametrize(
    ("place", "name"),
    [("place/paris-texas-us", "Paris"), ("place/united-states", "United States"), ("place/velmora", "Velmora")],
)
def test_a_place_that_is_only_named_inside_another_name_is_called_as_the_map_has_it(resolve, place, name):
    assert resolve([mention("org/harbour-police", "ORG", place)])[place]["name"] == name


def test_a_people_of_whom_no_mention_tells_is_not_called_like_its_country(resolve):
    one = article("a", [("ORG", "X")])
    one["mentions"][0] |= {"place_entity_id": "group/french"}
    assert resolve([one])["group/french"]["name"] == "French"
