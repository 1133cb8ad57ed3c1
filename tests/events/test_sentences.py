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
    word_of = {}
    for words in case["times"]:
        start = text.index(words)
        word_of[f"{rows[0].article_id}-t{start}-{start + len(words)}" if rows else ""] = words
    found = {(row.trigger, word_of[time["timex_id"]]): (row, time) for row in rows for time in row.times}
    for expected in case["events"]:
        key = (expected["trigger"], expected["time"])
        assert key in found, (key, sorted(found))
        row, time = found[key]
        got = {name: getattr(row, column) for name, column in COLUMNS.items() if name in expected}
        assert got == {name: expected[name] for name in got}
        assert time["relation"] == expected.get("relation", time["relation"])
        if "participants" in expected:
            assert sorted(f"{p['role']}: {p['name']}" for p in row.participants) == sorted(expected["participants"])
        if "source" in expected:
            assert row.source_entity_id == f"person/{expected['source'].lower().replace(' ', '-')}"
        first, last = (dt.date.fromisoformat(day) for day in case["times"][expected["time"]])
        days = {"begins": (first, None), "ends": (None, last)}.get(time["relation"], (first, last))
        days = (None, None) if expected.get("date_start") == "" else days
        days = tuple(map(dt.date.fromisoformat, expected["days"])) if "days" in expected else days
        assert (row.date_start, row.date_end) == days
    for pair in case.get("not_pairs", []):
        assert tuple(pair) not in found
    for trigger in case.get("not_events", []):
        assert trigger not in {row.trigger for row in rows}
