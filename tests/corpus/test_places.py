"""Where places are."""

import pytest

from tests.corpus.written_corpus import article


def where(rows, entity_id):
    row = rows[entity_id]
    assert (row["latitude"] is None) == (row["place_precision"] is None)
    return row["country_code"], row["place_precision"]


@pytest.mark.parametrize(
    ("label", "name", "expected"),
    [
        ("GPE", "Hungary", ("HU", "country")),
        ("GPE", "U.S.", ("US", "country")),
        ("GPE", "Budapest", ("HU", "city")),
        ("GPE", "Paris", ("FR", "city")),
        ("GPE", "Texas", ("US", "region")),
        ("GPE", "Pa.", ("US", "region")),
        ("GPE", "Paris, Texas", ("US", "city")),
        ("GPE", "Mexico", ("MX", "country")),
        ("GPE", "Luxembourg", ("LU", "country")),
        ("LOC", "Middle East", (None, "region")),
        ("GPE", "Georgia", (None, None)),
        ("GPE", "Washington", ("US", None)),
        ("GPE", "Velmora", (None, None)),
        ("PERSON", "Paris Texas", (None, None)),
        ("ORG", "Texas", (None, None)),
        ("FAC", "Hungary", (None, None)),
    ],
)
def test_places_by_their_names_alone(resolve, label, name, expected):
    rows = resolve([article("a", [(label, name)])])
    (entity_id,) = rows
    assert where(rows, entity_id) == expected


@pytest.mark.parametrize(
    ("name", "company", "expected"),
    [
        ("Georgia", [("GPE", "Tbilisi"), ("GPE", "Russia")], ("GE", "country")),
        ("Georgia", [("NORP", "Russian"), ("GPE", "Armenia"), ("NORP", "Georgian")], ("GE", "country")),
        ("Georgia", [("GPE", "Atlanta"), ("GPE", "United States")], ("US", "region")),
        ("Georgia", [("GPE", "Florida"), ("GPE", "Alabama"), ("GPE", "Ohio")], ("US", "region")),
        ("Washington", [("ORG", "White House"), ("ORG", "Pentagon")], ("US", "city")),
        ("Washington", [("GPE", "Seattle"), ("GPE", "Spokane")], ("US", "region")),
        ("Birmingham", [("GPE", "London"), ("NORP", "British")], ("GB", "city")),
        ("Birmingham", [("GPE", "Alabama"), ("GPE", "Montgomery, Alabama")], ("US", "city")),
        ("New York", [("GPE", "Manhattan"), ("GPE", "Brooklyn"), ("ORG", "Wall Street")], ("US", "city")),
        ("Paris", [("GPE", "United States"), ("GPE", "Texas")], (None, None)),
    ],
)
def test_context_decides_between_places_of_a_name(resolve, name, company, expected):
    rows = resolve([article("a", [("GPE", name), *company])])
    assert where(rows, f"place/{name.lower().replace(' ', '-')}") == expected


def test_a_place_right_after_the_name(resolve):
    rows = resolve([article("a", [("GPE", "Paris"), ("GPE", "Texas")], adjacent=True)])
    assert where(rows, "place/paris") == ("US", "city")
    assert round(rows["place/paris"]["latitude"], 1) == 33.7


def test_articles_that_disagree_leave_it_open(resolve):
    rows = resolve([
        article("a", [("GPE", "Georgia"), ("GPE", "Tbilisi"), ("GPE", "Russia")]),
        article("b", [("GPE", "Georgia"), ("GPE", "Atlanta"), ("GPE", "United States")]),
    ])  # fmt: skip
    assert where(rows, "place/georgia") == (None, None)


@pytest.mark.parametrize("other", ["Washington, D.C.", "Washington D.C.", "Washington DC"])
def test_another_name_of_the_place_decides(resolve, other):
    rows = resolve([article("a", [("GPE", "Washington"), ("GPE", "Washington", other)])])
    assert where(rows, "place/washington") == ("US", "city")
