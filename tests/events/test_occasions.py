"""The day of the one occasion that an article reports, for what it tells of it."""

from __future__ import annotations

import pytest

DAYS = {
    "Thursday": ("2024-03-14", "2024-03-14"),
    "Monday": ("2024-03-04", "2024-03-04"),
    "Sunday": ("2024-03-17", "2024-03-17"),
    "the 14th": ("2024-03-14", "2024-03-14"),
    "2019": ("2019-01-01", "2019-12-31"),
    "this week": ("2024-03-11", "2024-03-17"),
}
MATCH = "Velden beat Bonn 2-1 on Thursday. "
GOALS = " Velden won the match. Bonn trailed. Velden scored twice."


def days_of(events_of, text, word):
    """The days of all that a word tells, and how they were found."""
    rows = [row for row in events_of(text, {k: v for k, v in DAYS.items() if k in text}) if row.trigger == word]
    assert rows, text
    return [(str(row.date_start) if row.date_start else None, row.date_basis) for row in rows]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (MATCH + "Fenn equalized." + GOALS, "equalized"),
        (MATCH + "The hall was built in 2019. Fenn equalized." + GOALS, "equalized"),
        (MATCH + "They play again on Sunday. Fenn equalized." + GOALS, "equalized"),
        (MATCH + "It is the best of this week. Fenn equalized." + GOALS, "equalized"),
        (MATCH + "Bonn was glad on Monday. Velden was glad on the 14th. Fenn equalized." + GOALS, "equalized"),
        ("Fenn equalized." + " " + MATCH + GOALS, "equalized"),
        ("A mill exploded on Thursday. Nobody knows why. Police arrested a baker.", "arrested"),
        ("Police arrested a baker on Thursday. He is tall. Officers handcuffed him.", "handcuffed"),
        ("Thieves robbed a mill on Thursday. The mill is old. Guards opened fire, killing two.", "killing"),
        ("The council met on Thursday. The hall was cold. The board approved a tax.", "approved"),
        ("Bakers marched on Thursday. The road was wet. Nurses demonstrated.", "demonstrated"),
        # A final to come beside the match, and a day on which one of those who play is known to have played.
        (MATCH + "The final is the 14th. Fenn equalized." + GOALS, "equalized"),
        ("Velden beat Bonn on Thursday before Sunday's match. Fenn equalized." + GOALS, "equalized"),
        (MATCH + "Bonn, which lost on Monday, was glad. Fenn equalized." + GOALS, "equalized"),
    ],
)
def test_what_is_told_of_an_occasion_is_of_its_day(text, word, events_of):
    assert days_of(events_of, text, word)[-1] == ("2024-03-14", "scene")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        # Another time was told of last: a day, what had been before, and of an incident also a year.
        (MATCH + "Bonn was glad on Monday. Fenn equalized." + GOALS, "equalized"),
        (MATCH + "Bonn had lost before. Fenn equalized." + GOALS, "equalized"),
        (
            "A mill exploded on Thursday. The road, which was closed on Monday, was wet. Police arrested a baker.",
            "arrested",
        ),
        ("A mill exploded on Thursday. It was built in 2019. Police arrested a baker.", "arrested"),
        # Not done, not yet done, spoken, a noun of no result, or another field.
        (MATCH + "Fenn will win the cup." + GOALS, "win"),
        (MATCH + "The council approved a tax." + GOALS, "approved"),
        ("A mill exploded on Thursday. Nobody knows why. Police held a manhunt.", "manhunt"),
        ("Police arrested a baker on Thursday. He is tall. He robbed a mill.", "robbed"),
        # Something of its field is told of another day.
        (MATCH + "Bonn won on Monday. Velden was glad on the 14th. Fenn equalized." + GOALS, "equalized"),
        # No match, as too little is told of it, and no news.
        (MATCH + "Fenn equalized.", "equalized"),
        ("A mill exploded on Monday. Nobody knows why. Police arrested a baker.", "arrested"),
        (
            "The mill is old. The hall is cold. The road is wet. Bonn is far. Velden is near. "
            + MATCH * 1
            + "Fenn equalized."
            + GOALS,
            "equalized",
        ),
    ],
)
def test_what_is_of_another_time_or_field_has_no_day_of_it(text, word, events_of):
    assert "scene" not in {basis for _, basis in days_of(events_of, text, word)}


@pytest.mark.parametrize("verb", ["outlasted", "outpointed", "overcame", "overpowered"])
def test_who_was_too_strong_won(events_of, verb):
    """Among matches such a word tells of one, and sets its day."""
    text = f"Velden {verb} Bonn 2-1 on Thursday. Fenn equalized." + GOALS + " Bonn lost the game. Fenn defeated Reed."
    assert [row.event_type for row in events_of(text, {"Thursday": DAYS["Thursday"]}) if row.trigger == verb] == [
        "sport"
    ]
    assert days_of(events_of, text, "equalized") == [("2024-03-14", "scene")]
    text = text.replace(verb, "met")
    assert days_of(events_of, text, "equalized") == [(None, None)]
