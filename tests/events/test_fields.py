"""The fields of whole articles: each has an article in which an open word is of it, and one in which it is not."""

from __future__ import annotations

import pytest

from pipeline.events.fields import fields
from pipeline.lexicon.loader import toml
from pipeline.tables.schema import EVENT_TYPES

FIELDS = toml("pipeline.events", "fields.toml")["field"]


def types_of(rows, word):
    return [row.event_type for row in rows if row.trigger == word]


@pytest.mark.parametrize("field", FIELDS, ids=[field["type"] for field in FIELDS])
def test_a_word_is_of_the_field_of_its_article(field, events_of):
    assert types_of(events_of(field["example"], {}), field["tells"]) == [field["type"]]
    assert field["type"] not in types_of(events_of(field["counterexample"], {}), field["tells"])


def test_types_are_known_and_no_word_stands_twice():
    for field in fields():
        assert {field.event_type} | field.against | field.open_from <= set(EVENT_TYPES)
        assert field.event_type not in field.against


def test_a_field_holds_by_as_many_of_its_own_as_it_needs_and_more_than_of_others():
    sport = next(field for field in fields() if field.event_type == "sport")
    assert sport.holds({"sport": 4, "trial": 3})
    assert not sport.holds({"sport": 3})
    assert not sport.holds({"sport": 4, "trial": 3, "law": 1})
