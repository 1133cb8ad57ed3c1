"""The day that its own sentence tells, where the tree hangs it elsewhere; the article is of Friday 2024-03-15."""

from __future__ import annotations

import pytest

MONDAY = "2024-03-11"

ON_MONDAY = [
    # with whom, of what and with what something is done
    ("Ada Holm was arrested with nine others on Monday.", "arrested"),
    ("A man of 72 died of a heart attack Monday.", "died"),
    ("The thieves made off with jewels worth $4,000 from a shop in Bonn on Monday.", "made"),
    ("A judge set $20,000 bail Monday for a French sailor.", "set"),
    ("The Owls clinched a spot in the final with Monday's win.", "clinched"),
    ("A nurse on her way to a service in Bergen on Monday was hit by a car.", "hit"),
    # by the clock
    ("A climber died about 11am on Monday after a fall.", "died"),
    ("The incident happened at about 4:30 a.m. Monday.", "incident"),
    # at what somebody was, took part, won or lost
    ("He was at the meeting in Bergen on Monday.", "meeting"),
    ("The assessors attended Monday's meeting in Bergen.", "attended"),
    ("The Owls won Monday's match.", "won"),
    # of whoever is called, and what they find
    ("Officers were called in on Monday to break up a brawl.", "brawl"),
    ("Crews responded Monday to a fire at a mill.", "fire"),
    ("Crews fought a fire at a mill on Monday.", "fire"),
    ("Officers were called on Monday to a house where two women were found dead.", "found"),
    # what is noticed, and what comes of it
    ("The earthquake was felt in Bergen on Monday.", "earthquake"),
    ("The mill shook on Monday, prompting the evacuation of the tower.", "evacuation"),
    ("Two were found dead on Monday, with a man arrested shortly afterwards.", "arrested"),
    ("Four men rammed the shop on Monday, smashing the window and stealing rings.", "stealing"),
    ("Four men rammed the shop on Monday, smashing the window and stealing rings.", "smashing"),
    # what befell a subject, and what one knows of it
    ("A girl killed by a bullet on a Bergen street on Monday was named.", "killed"),
    ("The mother of a girl killed by a bullet on a Bergen street Monday said she heard a sound.", "killed"),
    ("The cause of his death at home on Monday was not known.", "death"),
    # what is hosted then
    ("Ada Holm hosted the gala on Monday.", "gala"),
    # what is won by winning
    ("The Owls beat the Hawks to keep the cup on Monday.", "beat"),
    ("The Owls beat the Hawks on Monday to win the cup.", "win"),
    # parts of one incident
    ("A miner died on Monday and two nurses were hurt.", "hurt"),
]

NOT_ON_MONDAY = [
    ("Ada Holm set Monday as the deadline.", "set"),
    ("The firm based in a Bergen street Monday said it would close.", "based"),
    ("Shares of a firm listed in Bergen Monday fell 2 percent.", "listed"),
    ("The owner of the house on Monday was ill.", "house"),
    ("Sales rose to $4 million, compared with nine people on Monday.", "rose"),
    ("Ada Holm missed the meeting after Monday's riot.", "missed"),
    ("Crews responded on Monday to a letter about the 2019 fire.", "fire"),
    ("Officers were called on Monday to a house where a baker had been shot.", "shot"),
    ("The report of the crash was read on Monday.", "crash"),
    ("Two were found dead on Monday, with a man arrested two weeks later.", "arrested"),
    ("Four men left the shop on Monday, saying they were ill and naming nobody.", "naming"),
    ("Ada Holm flew to Bergen to keep the cup on Monday.", "flew"),
    ("A miner died on Monday and the mayor resigned.", "resigned"),
]


def days(rows, word):
    """The first days of the rows of a word."""
    return [str(row.date_start) if row.date_start else None for row in rows if row.trigger == word]


@pytest.mark.parametrize(("text", "word"), ON_MONDAY)
def test_a_happening_is_of_the_day_of_its_sentence(text, word, rows_of):
    assert days(rows_of(text), word) == [MONDAY]


@pytest.mark.parametrize(("text", "word"), NOT_ON_MONDAY)
def test_a_happening_is_of_no_day_that_is_of_another(text, word, rows_of):
    assert MONDAY not in days(rows_of(text), word)


def test_another_happening_told_in_a_headline_has_not_the_day_of_the_first(rows_of):
    text = "Second climber dies in park\n\nA woman aged 30 died in the park. A man of 36 died in the park on Monday."
    assert days(rows_of(text), "dies") == [None]


@pytest.mark.parametrize("text", ["Updated on Monday at 4:08 p.m.", "Last edited on Monday", "[downloaded on Monday]"])
def test_when_a_page_was_written_has_no_row(text, rows_of):
    assert not rows_of(text)
    assert rows_of("The crew updated the map on Monday.")


PUT_OFF = [
    ("The council moved the vote from April 4 to May 9.", "vote", "2024-05-09"),
    ("A vote postponed until Monday was the first in Bergen.", "vote", "2024-03-18"),
    ("The vote, delayed from April 4 to May 9, was the first in Bergen.", "vote", "2024-05-09"),
    ("The vote has been postponed from April 4 until May 9.", "vote", "2024-05-09"),
    ("The council has delayed the vote to May 9.", "vote", "2024-05-09"),
]


@pytest.mark.parametrize(("text", "word", "day"), PUT_OFF)
def test_what_is_put_off_has_its_new_day(text, word, day, rows_of):
    row = next(row for row in rows_of(text) if row.trigger == word)
    assert (str(row.date_start), str(row.date_end)) == (day, day)


def test_a_day_from_which_a_thing_is_put_off_begins_nothing(rows_of):
    (moved,) = [row for row in rows_of("The council moved the deadline from April 4 to May 9.") if row.date_end]
    assert moved.date_start is None
    (closed,) = [row for row in rows_of("The council closed the bridge from April 4 to May 9.") if row.date_end]
    assert str(closed.date_start) == "2024-04-04"
