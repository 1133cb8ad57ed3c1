"""The evidence on an entity."""

import datetime as dt

import pytest

from pipeline.corpus.entities import resolve_entities
from pipeline.errors import UnknownNameError
from pipeline.publishing.entity_evidence import explain_entity
from tests.corpus.written_corpus import article, tables

TOWN = [("GPE", "Budapest"), ("ORG", "Velmora Town Council"), ("PERSON", "Lio Marsh")]
ADA = "PERSON", "Ada Brenner"


@pytest.fixture(scope="module")
def sources():
    found = tables([
        article("a", [(*ADA, None, "mayor"), (*ADA, "Brenner"), *TOWN], dt.date(2025, 5, 1)),
        article("b", [(*ADA, None, "sculptor"), (*ADA, "Brenner"), *TOWN], dt.date(2025, 6, 1)),
        article("c", [("PERSON", "Brenner"), *TOWN]),
        article("d", [("PERSON", "Tom Brenner")]),
    ])  # fmt: skip
    return found | {"entities": resolve_entities(found)}


def test_mentions_names_and_company(sources):
    found = explain_entity(sources, "person/ada-brenner", examples=3)
    assert found.names == [("Ada Brenner", 2, 2), ("Brenner", 2, 2)]
    assert found.company[0] == ("org/velmora-town-council", 2)
    assert [(e.uri, e.text) for e in found.examples] == [
        ("b.txt", "Ada Brenner"), ("a.txt", "Ada Brenner"), ("b.txt", "Brenner"),
    ]  # fmt: skip
    assert found.articles_by_role == {"mayor": ["a.txt"], "sculptor": ["b.txt"]}
    assert [one for one, _ in found.merged] == ["person/brenner"]


def test_why_merged_and_with_whom_not(sources):
    found = explain_entity(sources, "person/brenner")
    assert found.rivals == ["person/tom-brenner"]
    text = str(found)
    assert "merged into person/ada-brenner: 2 articles call Ada Brenner “Brenner”" in text
    assert "not merged with others of that name: person/tom-brenner" in text
    assert "c.txt [0, 7) “Brenner”" in text


def test_where_a_place_lies(sources):
    assert "lies at 47.50, 19.04 (city, HU), GeoNames 3054643" in str(explain_entity(sources, "place/budapest"))


def test_an_id_that_is_not_there(sources):
    with pytest.raises(UnknownNameError, match="no entity person/ada; did you mean person/ada-brenner"):
        explain_entity(sources, "person/ada")
    with pytest.raises(UnknownNameError, match="no entity place/xyz"):
        explain_entity({}, "place/xyz")
