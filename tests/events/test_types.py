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
