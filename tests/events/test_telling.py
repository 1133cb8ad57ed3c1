"""What the same people did next, told on without a time or a place."""

from __future__ import annotations

import pytest

SHOT = "Jon Rask shot a guard in Bonn on Monday. The guard was tall. "


def told(rows_of, text, word):
    """The days of what a word tells last, how they were found, and the place."""
    rows = [row for row in rows_of(text) if row.trigger == word]
    assert rows, text
    return str(rows[-1].date_start) if rows[-1].date_start else None, rows[-1].place


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        (SHOT + "Rask smashed a window.", "smashed", "Bonn"),
        (SHOT + "Rask drove to a mill. He smashed a window.", "smashed", None),
        (SHOT + "Rask smashed a window and drove to a mill.", "drove", None),
        (SHOT + "Rask was bitten by a dog.", "bitten", "Bonn"),
    ],
)
def test_what_the_same_people_did_next_is_of_the_day(text, word, place, rows_of):
    assert told(rows_of, text, word) == ("2024-03-11", place)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (SHOT + "A nurse smashed a window.", "smashed"),
        (SHOT + "Rask had smashed a window.", "smashed"),
        (SHOT + "Nobody saw Rask, who smashed a window.", "smashed"),
        (SHOT + "The nurse was tall. The road was wet. Rask smashed a window.", "smashed"),
        ("Jon Rask praised a guard in Bonn on Monday. The guard was tall. Rask smashed a window.", "smashed"),
    ],
)
def test_what_others_did_or_was_before_is_not(text, word, rows_of):
    assert told(rows_of, text, word) == (None, None)


def test_another_time_ends_the_story(rows_of):
    text = SHOT.replace("The guard was tall.", "The guard was hired in 2019.")
    assert told(rows_of, text + "Rask smashed a window.", "smashed") == (None, None)


def test_what_is_told_of_several_scenes_is_told_of_none(rows_of):
    text = SHOT + "Rask smashed a window. A mill in Ulm exploded. A baker was shot in Lyon."
    assert told(rows_of, text, "smashed") == ("2024-03-11", None)


FIRE = "A fire broke out at a mill in Bonn on Monday. The mill was old. "


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        (FIRE + "Firefighters smashed a window.", "smashed", "Bonn"),
        (FIRE + "Fifteen minutes later, firefighters smashed a window.", "smashed", "Bonn"),
        (FIRE + "Firefighters smashed a window of a house in Ulm.", "smashed", "Ulm"),
        (FIRE + "A van of the firm from Ulm stopped as the firefighters smashed a window.", "smashed", None),
    ],
)
def test_what_those_at_an_incident_did_is_of_its_day_and_place(text, word, place, rows_of):
    assert told(rows_of, text, word) == ("2024-03-11", place)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (FIRE + "A baker smashed a window.", "smashed"),
        (FIRE + "Firefighters had smashed a window.", "smashed"),
        (FIRE + "The road was wet. The hall was cold. Firefighters smashed a window.", "smashed"),
        (FIRE + "Four years later, firefighters smashed a window.", "smashed"),
        (FIRE + "Police arrested a baker.", "arrested"),
    ],
)
def test_what_others_did_or_may_have_done_later_is_not(text, word, rows_of):
    assert told(rows_of, text, word)[0] is None
