"""What all but came, was near to come or only seemed to: its modality and polarity; and sums told with letters."""

from __future__ import annotations

import pytest

TOLD = [
    ("The mill came close to closing in 2009.", "closing", "asserted", "negative"),
    ("The mill came back to closing in 2009.", "closing", "asserted", "positive"),
    ("The mayor stopped short of resigning on Monday.", "resigning", "asserted", "negative"),
    ("The mayor nearly lost his job on Monday.", "lost", "asserted", "negative"),
    ("Prices nearly doubled on Monday.", "doubled", "asserted", "positive"),
    ("The mayor was on the verge of resigning on Monday.", "resigning", "possible", "positive"),
    ("The troops were about to enter Bergen on Monday.", "enter", "planned", "positive"),
    ("Polls suggested a win for the Liberals.", "win", "possible", "positive"),
    ("Polls followed a win for the Liberals.", "win", "asserted", "positive"),
]


@pytest.mark.parametrize(("text", "word", "modality", "polarity"), TOLD)
def test_a_near_miss_is_told_as_such(text, word, modality, polarity, rows_of):
    assert [(r.modality, r.polarity) for r in rows_of(text) if r.trigger == word] == [(modality, polarity)]


SUMS = [
    ("Thieves stole jewels worth £88m on Tuesday.", [("GBP", 88_000_000)]),
    ("Thieves stole €3bn from a bank.", [("EUR", 3_000_000_000)]),
    ("Thieves stole $350k from a bank.", [("USD", 350_000)]),
    ("Thieves stole $2.5 million.", [("USD", 2_500_000)]),
    ("Thieves stole $40 m from a wall.", [("USD", 40)]),
    ("Thieves stole jewels worth US$88m on Tuesday.", [("USD", 88_000_000)]),
    ("2m dollars were stolen from a bank.", [("USD", 2_000_000)]),
]


@pytest.mark.parametrize(("text", "sums"), SUMS)
def test_letters_behind_a_sum_are_counted(text, sums, rows_of):
    assert [(f["unit"], f["value"]) for row in rows_of(text) for f in row.figures if f["measure"] == "money"] == sums


SEASONS = [
    ("The Owls beat the Hawks on Monday. The coach was calm. They won two games last season.", "won"),
    ("Rebels shot a guard on Monday. The mill was calm. They shot a guard on the anniversary of the strike.", "shot"),
]


@pytest.mark.parametrize(("text", "word"), SEASONS)
def test_what_was_in_another_season_has_not_the_day_of_the_match(text, word, rows_of):
    assert [row.date_start for row in rows_of(text) if row.trigger == word][-1] is None


def test_years_joined_are_the_days_from_the_first_to_the_last(rows_of):
    row = rows_of("Ada Holm sang in Bergen in 1996 and 1997.")[0]
    assert (str(row.date_start), str(row.date_end), len(row.times)) == ("1996-01-01", "1997-12-31", 2)


KINDS = [
    ("The union withdrew its demand on Friday.", "withdrew", "statement"),
    ("The Owls eliminated the Hawks from the playoffs.", "eliminated", "sport"),
    ("Two guards were fired upon in Bergen.", "fired", "attack"),
    ("Two guards were fired from jobs at a mill in Bergen.", "fired", "departure"),
    ("Rescue teams were deployed to the valley.", "deployed", "aid"),
    ("A jury issued a death sentence.", "issued", "trial"),
    ("A warship captured ten pirates.", "captured", "arrest"),
]


@pytest.mark.parametrize(("text", "word", "kind"), KINDS)
def test_a_word_has_the_kind_of_what_stands_beside_it(text, word, kind, rows_of):
    assert [row.event_type for row in rows_of(text) if row.trigger == word] == [kind]
