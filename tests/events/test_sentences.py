"""Sentences of our own with their right answers: participants, place, modality, polarity, tense, date."""

from __future__ import annotations

import datetime as dt
import pathlib
import tomllib

import pytest

SENTENCES = tomllib.loads((pathlib.Path(__file__).parent / "sentences.toml").read_text("utf-8"))["sentence"]
COLUMNS = {
    "modality": "modality",
    "polarity": "polarity",
    "tense": "tense",
    "aspect": "aspect",
    "relation": "time_relation",
    "basis": "date_basis",
    "place": "place",
    "clause": "clause",
    "granularity": "granularity",
}


def test_there_are_sixty_constructions():
    assert len(SENTENCES) >= 60
    assert len({s["construction"] for s in SENTENCES}) == len(SENTENCES)


@pytest.mark.parametrize("case", SENTENCES, ids=[s["construction"] for s in SENTENCES])
def test_sentence(case, events_of):
    text = case["text"]
    rows = events_of(text, case["times"], case.get("names"))
    word_of = {row.timex_id: None for row in rows}
    for words in case["times"]:
        start = text.index(words)
        for row in rows:
            if row.timex_id.endswith(f"-t{start}-{start + len(words)}"):
                word_of[row.timex_id] = words
    found = {(row.trigger, word_of[row.timex_id]): row for row in rows}
    for expected in case["events"]:
        key = (expected["trigger"], expected["time"])
        assert key in found, (key, sorted(found))
        row = found[key]
        got = {name: getattr(row, column) for name, column in COLUMNS.items() if name in expected}
        assert got == {name: expected[name] for name in got}
        if "participants" in expected:
            assert sorted(f"{p['role']}: {p['name']}" for p in row.participants) == sorted(expected["participants"])
        if "source" in expected:
            assert row.source_entity_id == f"person/{expected['source'].lower().replace(' ', '-')}"
        first, last = (dt.date.fromisoformat(day) for day in case["times"][expected["time"]])
        days = (None, None) if expected.get("date_start") == "" else (first, last)
        assert (row.date_start, row.date_end) == days
    for pair in case.get("not_pairs", []):
        assert tuple(pair) not in found
    for trigger in case.get("not_events", []):
        assert trigger not in {row.trigger for row in rows}
