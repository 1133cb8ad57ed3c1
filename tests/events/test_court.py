"""The court that an article names, for what is told as done in it."""

from __future__ import annotations

import pytest

COURT = "Orin Lusk was tried at Velden Crown Court. "
NAMES = {"Velden Crown Court": "ORG"}
TIMES = {"2019": ("2019-01-01", "2019-12-31"), "Thursday": ("2024-03-14", "2024-03-14")}


def places(events_of, text, word, names=None):
    """The places of what a word tells, and how they were found."""
    times = {words: days for words, days in TIMES.items() if words in text}
    rows = [row for row in events_of(text, times, names or NAMES) if row.trigger == word]
    assert rows, text
    return [(row.place, row.place_basis) for row in rows]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (COURT + "A baker testified. The jury convicted him.", "testified"),
        (COURT + "A baker testified. The jury convicted him.", "convicted"),
        (COURT + "A baker testified on Thursday. The jury convicted him.", "testified"),
        ("A judge of Velden Crown Court is ill. A baker testified. The jury convicted Lusk.", "testified"),
    ],
)
def test_what_is_done_in_court_takes_place_there(text, word, events_of):
    assert places(events_of, text, word)[-1] == ("Velden Crown Court", "scene")


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        # Not done, of another time, or no act in court.
        (COURT + "A baker testified. The jury will convict him.", "convict", NAMES),
        (COURT + "A baker testified. The jury convicted him in 2019.", "convicted", NAMES),
        (COURT + "He was tall in 2019. A baker testified. The jury convicted him.", "testified", NAMES),
        (COURT + "A baker testified. The jury convicted him. A nurse sued him.", "sued", NAMES),
        # Two courts, or one that does not say where it is; too little that is told of a trial.
        (
            COURT + "The Ulm County Court is old. A baker testified. The jury convicted him.",
            "testified",
            NAMES | {"Ulm County Court": "ORG"},
        ),
        (COURT.replace("Velden", "the") + "A baker testified. He was convicted.", "testified", {"Crown Court": "ORG"}),
        ("The Velden Crown Court is old. A baker testified.", "testified", NAMES),
    ],
)
def test_what_is_not_has_no_place_by_it(text, word, names, events_of):
    assert places(events_of, text, word, names) == [(None, None)]


@pytest.mark.parametrize("name", ["Velden Magistrates' Court", "Velden County Courthouse", "Velden Superior Court"])
def test_courts_of_law(name, events_of):
    text = COURT.replace("Velden Crown Court", name) + "A baker testified. The jury convicted him."
    assert places(events_of, text, "convicted", {name: "ORG"}) == [(name, "scene")]


@pytest.mark.parametrize("name", ["Port Harcourt", "Tarn Court", "Velden Food Court", "Agincourt"])
def test_no_courts_of_law(name, events_of):
    text = f"Orin Lusk lived near {name}. He was tried. A baker testified. The jury convicted him."
    assert places(events_of, text, "convicted", {name: "FAC"}) == [(None, None)]


def test_another_place_in_the_sentence_goes_before(events_of):
    text = COURT + "A baker testified. The jury convicted him, and the mayor of Bonn was glad."
    assert places(events_of, text, "convicted", NAMES | {"Bonn": "GPE"})[0][0] != "Velden Crown Court"
