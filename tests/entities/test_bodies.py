"""Whose the bodies are that a text calls by their bare names."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "name", "entity"),
    [
        ("Two men left Ocala. The City Council met on Monday.", "City Council", "org/ocala-city-council"),
        (
            "He lives in Polk County. The Sheriff's Office called.",
            "Sheriff's Office",
            "org/polk-county-sheriffs-office",
        ),
        ("He lives in Polk County. The County Commission met.", "County Commission", "org/polk-county-commission"),
        (
            "A man fell in Queens. The Police Department came.",
            "Police Department",
            "org/new-york-city-police-department",
        ),
        ("Two men left Ocala. The state Highway Department met.", "Highway Department", "org/highway-department"),
        ("Two men left Ohio. The City Council met on Monday.", "City Council", "org/city-council"),
        ("The Ocala City Council met in Toledo. The City Council left.", "City Council", "org/ocala-city-council"),
        (
            "Men met in Peru. Peru waited. The Foreign Ministry spoke.",
            "Foreign Ministry",
            "org/foreign-ministry-of-peru",
        ),
        ("Men met in Ohio. Ohio waited. The Foreign Ministry spoke.", "Foreign Ministry", "org/foreign-ministry"),
        ("Men met in Norway and Peru. The Foreign Ministry spoke.", "Foreign Ministry", "org/foreign-ministry"),
        ("The House of Commons sat in Ottawa. Bills left the House.", "House", "org/house-of-commons"),
        ("Bills left the House in Washington.", "House", "org/house-of-representatives"),
    ],
)
def test_whose_a_body_is(mentions, text, name, entity):
    assert entity in {m.entity_id for m in mentions(text) if m.text == name}


@pytest.mark.parametrize(
    ("text", "name", "entity"),
    [
        ("They left the city by I-77 in May.", "I-77", "place/interstate-77"),
        ("The crackdown, PA officials explained, was new. They said so.", "PA", "place/pa-unlocated"),
        (
            "Many Palestinian Authority officials left. The crackdown, PA officials explained, was new.",
            "PA",
            "place/palestinian-authority",
        ),
        ("He was at the Olympic Games in Oslo. She skipped the Olympics.", "Olympics", "event/olympic-games"),
        (
            "Corwin Cable Holdings (the “Velmora Trust”) sold it. The Velmora Trust paid.",
            "Velmora Trust",
            "org/corwin-cable-holdings",
        ),
        ("Homes belong to BC Velmo. He said Velmo's plan is to flood it.", "Velmo", "org/bc-velmo"),
        ("Loudoun County police seek a man. He fled to Loudoun in May.", "Loudoun", "place/loudoun-county"),
        ("Tazewell County police came. Later Tazewell police left.", "Tazewell", "place/tazewell-virginia-us"),
    ],
)
def test_short_form_is_the_thing_in_full(mentions, text, name, entity):
    assert entity in {m.entity_id for m in mentions(text) if m.text == name}
