"""The kinds of happenings: every sense has an example that it types and a counterexample that it leaves alone."""

from __future__ import annotations

import pytest

from pipeline.lexicon.event_types import quad_class
from pipeline.lexicon.loader import items, toml
from pipeline.tables.schema import EVENT_TYPES, PLOVER_TYPES

LEXICON = toml("pipeline.lexicon", "event_types.toml")
SENSES = LEXICON["sense"]


def told(rows, sense):
    """The triggers whose row has the type and category of a sense."""
    wanted = (sense["type"], sense.get("plover"), sense.get("mode"))
    return [r.trigger for r in rows if (r.event_type, r.plover_type, r.plover_mode) == wanted]


@pytest.mark.parametrize("sense", SENSES, ids=[f"{s['type']}: {s['meaning'][:40]}" for s in SENSES])
def test_a_sense_types_its_example_and_not_its_counterexample(sense, events_of):
    assert told(events_of(sense["example"], {}), sense), sense["example"]
    assert not told(events_of(sense["counterexample"], {}), sense), sense["counterexample"]


def test_every_type_has_a_sense_and_every_sense_a_type():
    assert {sense["type"] for sense in SENSES} == set(EVENT_TYPES)
    assert {sense["plover"] for sense in SENSES if "plover" in sense} == set(PLOVER_TYPES)


def test_no_entry_stands_twice_in_a_list_and_every_class_is_there():
    for sense in SENSES:
        for key in ("verbs", "nouns"):
            entries = items(sense[key])
            assert len(entries) == len(set(entries)), sense["meaning"]
            classes = {word[1:] for entry in entries for word in entry.split() if word.startswith("@")}
            assert {name for name in classes if not name.isupper()} <= set(LEXICON["classes"])
    idle = items(LEXICON["idle"])
    assert len(idle) == len(set(idle))


@pytest.mark.parametrize(
    ("plover", "quad"), [("AGREE", 1), ("CONCEDE", 1), ("COOPERATE", 2), ("REQUEST", 3), ("PROTEST", 4), (None, None)]
)
def test_quad_class(plover, quad):
    assert quad_class(plover) == quad


@pytest.mark.parametrize(
    ("text", "word", "event_type"),
    [
        ("The case went to trial.", "went", "trial"),
        ("The judge handed him two life sentences.", "handed", "trial"),
        ("The judge denied the motion.", "denied", "trial"),
        ("The mayor denied the claim.", "denied", "statement"),
        ("The bakers won a ruling.", "won", "trial"),
        ("Velden returned to the playoffs.", "returned", "sport"),
        ("Velden returned to Bonn.", "returned", "travel"),
        ("The navy sank a trawler.", "sank", "attack"),
        ("The trawler was sunk by a frigate.", "sunk", "attack"),
        ("The frigate sank.", "sank", "accident"),
        ("Arson damaged a church.", "damaged", "attack"),
        ("Flames damaged a church.", "damaged", "accident"),
        ("Lusk celebrated the ruling as a blow for bakers.", "celebrated", "statement"),
        ("Lusk celebrated the wedding.", "celebrated", "ceremony"),
        ("The fugitive was caught near Bonn.", "caught", "arrest"),
        ("Spies tapped phones.", "tapped", "investigation"),
        ("The scandal toppled the president.", "toppled", "departure"),
        ("The storm toppled a tower.", "toppled", "accident"),
        ("The king denied him the post.", "denied", "other"),
        ("Orin Lusk won a commendation.", "won", "award"),
        ("The studio began filming.", "began", "culture"),
        ("Rioters smashed the windows of a bank.", "smashed", "attack"),
    ],
)
def test_what_a_word_tells_beside_its_companions(text, word, event_type, events_of):
    rows = [row for row in events_of(text, {}) if row.trigger == word]
    assert [row.event_type for row in rows] == [event_type]
