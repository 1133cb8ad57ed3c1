"""The venue of a match that an article reports, for its plays."""

from __future__ import annotations

import pytest

MATCH = "Velden beat Bergen 2-1 in Bonn on Thursday. "
GOALS = " Velden won the match. Bergen trailed. Velden scored twice."
TIMES = {
    "Thursday": ("2024-03-14", "2024-03-14"),
    "2019": ("2019-01-01", "2019-12-31"),
    "July": ("", ""),
    "Monday": ("2024-03-04", "2024-03-04"),
}


def place(events_of, text, word):
    """The place of what a word tells last, and how it was found."""
    times = {words: days for words, days in TIMES.items() if words in text}
    rows = [row for row in events_of(text, times, {"Bonn": "GPE"}) if row.trigger == word]
    assert rows, text
    return rows[-1].place, rows[-1].place_basis


@pytest.mark.parametrize(
    "text",
    [
        MATCH + "Fenn equalized." + GOALS,
        MATCH + "Fenn, who was hurt in July, equalized." + GOALS,
        MATCH + "It was the best match in 2019. Fenn equalized." + GOALS,
        "Bonn (Reuters) - Velden beat Bergen 2-1 on Thursday. Fenn equalized." + GOALS,
    ],
)
def test_a_play_takes_place_at_the_venue(text, events_of):
    assert place(events_of, text, "equalized") == ("Bonn", "scene")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        # Too little is told of the match, or its place is not told by who won or lost.
        (MATCH + "Fenn equalized.", "equalized"),
        ("Velden played in Bonn on Thursday. Fenn equalized. Lusk equalized. Orin equalized.", "equalized"),
        # Not done, or of another time, or of another match that was told of last, or off the field.
        (MATCH + "Velden will win the cup." + GOALS.replace("won", "lost"), "win"),
        (MATCH + "Fenn equalized in 2019." + GOALS, "equalized"),
        (MATCH + "Velden lost on Monday. Fenn equalized." + GOALS, "equalized"),
        (MATCH + "Velden traded Fenn." + GOALS, "traded"),
        (MATCH + "The council approved a tax." + GOALS, "approved"),
        # A match to come, and of a sentence that only names the place of something else.
        ("Fenn may miss the match in Bonn. Fenn equalized." + GOALS, "equalized"),
        ("A fan was hurt in Bonn during the match. Fenn equalized." + GOALS, "equalized"),
    ],
)
def test_what_is_no_play_of_it_does_not(text, word, events_of):
    assert place(events_of, text, word) == (None, None)


def test_a_region_is_no_venue(events_of):
    text = MATCH + "Fenn equalized." + GOALS
    places = {label: events_of(text, {}, {"Bonn": label})[1].place for label in ("GPE", "FAC", "LOC")}
    assert places == {"GPE": "Bonn", "FAC": "Bonn", "LOC": None}


def test_a_roundup_of_many_matches_has_no_venue(events_of):
    text = MATCH + "Fenn equalized. Ulm beat Lyon. Oslo beat Turin."
    names = ["Bonn", "Velden", "Bergen", "Ulm", "Lyon", "Oslo", "Turin"]
    found = {n: events_of(text, {}, dict.fromkeys(names[:n], "GPE"))[1].place for n in (6, 7)}
    assert found == {6: "Bonn", 7: None}


HALL = "Velden beat Bergen 2-1 on Thursday. The crowd at Bonn Arena was glad. "


@pytest.mark.parametrize(
    ("text", "names", "venue"),
    [
        (HALL, {"Bonn Arena": "FAC"}, "Bonn Arena"),
        (HALL, {"Bonn Arena": "PERSON"}, None),
        (HALL.replace("Bonn Arena", "Bonn Medical Center"), {"Bonn Medical Center": "ORG"}, None),
        (HALL.replace("at Bonn Arena", "of Bonn Arena"), {"Bonn Arena": "FAC"}, None),
        (HALL + "They play next at Ulm Stadium. ", {"Bonn Arena": "FAC", "Ulm Stadium": "FAC"}, None),
    ],
)
def test_the_one_hall_that_is_named_is_the_venue(text, names, venue, events_of):
    rows = events_of(text + "Fenn equalized." + GOALS, {"Thursday": TIMES["Thursday"]}, names)
    assert next(row.place for row in rows if row.trigger == "equalized") == venue
