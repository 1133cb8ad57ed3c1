"""Which event a time belongs to, and how it lies to it: kinds that news shows often. The day is Friday 2024-03-15."""

from __future__ import annotations

import pytest

MONDAY = ("2024-03-11", "2024-03-11")
DAYS_AGO = ("2024-03-13", "2024-03-13")


def triggers(rows):
    return {row.trigger for row in rows if row.times}


def relation(rows, trigger):
    return next(time["relation"] for row in rows if row.trigger == trigger for time in row.times)


def test_a_clause_shares_the_time_of_its_when_clause(events_of) -> None:
    assert triggers(events_of("Nine men drowned when the ferry sank on Monday.", {"Monday": MONDAY})) == {
        "drowned",
        "sank",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Nine men knew the route when the ferry sank on Monday.",
        "Nine men will drown when the ferry sank on Monday.",
        "In 2021 nine men drowned when the ferry sank on Monday.",
    ],
)
def test_a_clause_of_another_time_does_not(events_of, text: str) -> None:
    times = {"Monday": MONDAY} | ({"2021": ("2021-01-01", "2021-12-31")} if "2021" in text else {})
    rows = [row for row in events_of(text, times) if row.date_start and str(row.date_start) == MONDAY[0]]
    assert triggers(rows) == {"sank"}


def test_what_a_firm_had_is_told_twice(events_of) -> None:
    text = "The firm had sales of $3 million on Monday."
    assert {"had", "sales"} <= triggers(events_of(text, {"Monday": MONDAY}))
    assert "had" not in triggers(events_of("The firm had talks on Monday.", {"Monday": MONDAY}))


def test_ago_dates_the_noun_where_the_verb_cannot_be_past(events_of) -> None:
    times = {"two days ago": DAYS_AGO}
    assert triggers(events_of("The panel will investigate the fire two days ago.", times)) == {"fire"}
    assert triggers(events_of("The panel has described the fire two days ago.", times)) == {"fire"}
    assert "investigated" in triggers(events_of("The panel investigated the mayor two days ago.", times))


def test_a_comma_parts_coordinated_verbs(events_of) -> None:
    text = "Police stormed the house and freed the child on Monday."
    assert triggers(events_of(text, {"Monday": MONDAY})) == {"stormed", "freed"}
    text = "Police stormed the house, and freed the child on Monday."
    assert triggers(events_of(text, {"Monday": MONDAY})) == {"freed"}


def test_a_time_told_of_a_speaker_is_not_when_he_spoke(events_of) -> None:
    text = "“We won,” said Ann Keller, an aide in 1990."
    assert "said" not in triggers(events_of(text, {"1990": ("1990-01-01", "1990-12-31")}))
    assert "said" in triggers(events_of("“We won,” said Ann Keller on Monday.", {"Monday": MONDAY}))


def test_a_time_that_is_a_theme_dates_nothing(events_of) -> None:
    nineties = {"the 1990s": ("1990-01-01", "1999-12-31")}
    assert triggers(events_of("He fought the policies associated with the 1990s.", nineties)) == set()
    assert "fought" in triggers(events_of("He fought the policies in the 1990s.", nineties))


@pytest.mark.parametrize(
    ("text", "time", "trigger", "expected"),
    [
        ("Two weeks before it filed for bankruptcy, the firm failed.", "Two weeks", "filed", "ends"),
        ("He came home two years after he was released.", "two years", "released", "begins"),
        ("Two hours after the speech, he tweeted a picture.", "Two hours", "tweeted", "ends"),
        ("Two hours before the speech, he tweeted a picture.", "Two hours", "tweeted", "begins"),
        ("He tweeted for two hours.", "two hours", "tweeted", "during"),
        ("In the weeks since the vote, she has held rallies.", "the weeks", "rallies", "during"),
    ],
)
def test_the_time_between_two_events(events_of, text: str, time: str, trigger: str, expected: str) -> None:
    rows = events_of(text, {time: ("", "", "DURATION")})
    assert relation(rows, trigger) == expected


def test_what_is_expected_is_planned(events_of) -> None:
    (row,) = events_of("They counted 300 guests expected on Monday.", {"Monday": ("2024-03-18", "2024-03-18")})
    assert (row.trigger, row.modality) == ("expected", "planned")
    (row,) = events_of("They counted 300 guests invited on Monday.", {"Monday": MONDAY})
    assert row.modality == "asserted"


def test_what_an_adjective_asks_for_is_no_time_of_it(events_of) -> None:
    text = "Parents are due for six months of leave."
    assert triggers(events_of(text, {"six months": ("", "", "DURATION")})) == set()
    assert triggers(events_of("Parents were due on Monday.", {"Monday": MONDAY})) == {"due"}
    assert triggers(events_of("Parents were ill on Monday.", {"Monday": MONDAY})) == set()


def test_a_past_time_before_what_was_said_is_when_it_was_said(events_of) -> None:
    text = "The mayor told voters on Monday he would resign."
    assert "told" in triggers(events_of(text, {"Monday": MONDAY}))
    text = "The mayor told voters on Monday he would resign next week."
    rows = events_of(text, {"next week": ("2024-03-18", "2024-03-24")})
    assert triggers(rows) == {"resign"}


def test_what_could_not_be_done_was_not_done(events_of) -> None:
    (row,) = events_of("He could not reach the mayor on Monday.", {"Monday": MONDAY})
    assert (row.trigger, row.modality, row.polarity) == ("reach", "asserted", "negative")
    (row,) = events_of("He could reach the mayor on Tuesday.", {"Tuesday": ("2024-03-19", "2024-03-19")})
    assert row.modality == "possible"


def test_a_time_within_the_subject_of_a_perfect_is_not_the_verbs(events_of) -> None:
    year = {"1950": ("1950-01-01", "1950-12-31")}
    assert "blossomed" not in triggers(events_of("Its poor economy in 1950 has blossomed into a strong one.", year))
    assert "blossomed" in triggers(events_of("In 1950 its poor economy blossomed.", year))


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("The firm told buyers on Monday and stopped shipping the cars.", {"told", "shipping"}),
        ("The firm told buyers on Monday and will stop shipping the cars.", {"told"}),
        ("Reed was a clerk on Monday when he began supplying maps to the rebels.", {"supplying"}),
        ("On Monday the general staged a coup against the president.", {"coup"}),
    ],
)
def test_what_is_begun_or_staged_has_the_time_of_its_verb(events_of, text: str, dated: set[str]) -> None:
    assert triggers(events_of(text, {"Monday": MONDAY})) == dated


def test_what_is_done_by_something_is_of_its_day(events_of) -> None:
    assert triggers(events_of("Lusk won the belt by beating Fenn on Monday.", {"Monday": MONDAY})) == {"won", "beating"}
    assert triggers(events_of("Lusk won the belt for beating Fenn on Monday.", {"Monday": MONDAY})) == {"beating"}


def test_what_a_deed_is_done_in_is_of_its_day(events_of) -> None:
    text = "Thieves rammed a shop on Monday in a robbery."
    assert triggers(events_of(text, {"Monday": MONDAY})) == {"rammed", "robbery"}
    assert "robbery" not in triggers(events_of("A man was charged on Monday in a robbery.", {"Monday": MONDAY}))


def test_on_suspicion_of_a_deed_tells_no_day_of_it(events_of) -> None:
    text = "A student was being questioned on suspicion of murder on Monday."
    assert "murder" not in triggers(events_of(text, {"Monday": MONDAY}))
    assert "murder" in triggers(
        events_of("A student was being questioned over a murder on Monday.", {"Monday": MONDAY})
    )


def test_a_noun_that_says_what_was_done_holds_its_day_over_the_next_sentence(events_of) -> None:
    text = "The general {} on Monday. His soldiers fled to the hills."
    assert "fled" in triggers(events_of(text.format("staged a coup"), {"Monday": MONDAY}))
    assert "fled" not in triggers(events_of(text.format("will stage a coup"), {"Monday": MONDAY}))


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("Police held a man after a crash that killed a nurse on Monday.", {"crash", "killed"}),
        ("Police held a man after a crash that was seen by a nurse on Monday.", {"seen"}),
        ("A clerk was arrested after a search at a mill on Monday.", {"arrested", "search"}),
        ("A clerk was arrested after a strike at a mill on Monday.", {"strike"}),
    ],
)
def test_what_did_harm_and_what_led_to_an_arrest_are_of_that_day(events_of, text: str, dated: set[str]) -> None:
    found = triggers(events_of(text, {"Monday": MONDAY})) & {"crash", "killed", "seen", "arrested", "search", "strike"}
    assert found == dated
