"""The day and the place of an article's affair, for what is told of it without them."""

from __future__ import annotations

import pytest

MONDAY = {"Monday": ("2024-03-11", "2024-03-11")}
LEAD = "A bus overturned on Monday. "


def told(rows, word):
    """The day of a word, how it was found, and the rule."""
    row = next(row for row in rows if row.trigger == word)
    return str(row.date_start) if row.date_start else None, row.date_basis


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (LEAD + "The road was wet. Nine miners died.", "died"),
        (LEAD + "The road was wet. The crash killed nine miners.", "crash"),
        (LEAD + "The road was wet. Nobody died.", "died"),
        (LEAD + "The road was wet. No-one was hurt.", "hurt"),
        (LEAD + "The road was wet. None of the miners died.", "died"),
        (LEAD + "The road was wet. Two nurses were taken to hospital.", "taken"),
        ("Nine miners have been killed in Norland. The road is long. " + LEAD, "killed"),
        ("Rebels bombed a mill on Monday. The mill was old. He is accused of shooting at nurses.", "shooting"),
        ("Police arrested a baker on Monday. The baker was tall. He was arrested by two men.", "arrested"),
        ("Nine men died and two were injured on Monday in a blast at a mill.", "died"),
        ("A man is dead after a crash closed the road on Monday.", "dead"),
        ("The council met on Monday. The hall was cold. The talks ended a strike.", "talks"),
        ("The meeting took place on Monday. The hall was cold. The meeting was long.", "meeting"),
        ("The slaying of Lusk on Monday shook Velden. A mill burned on the 14th. A man shot Lusk.", "shot"),
        ("A nurse was stabbed in the back. The road was wet. The incident happened on Monday.", "stabbed"),
        (LEAD + "The road was wet. A man allegedly killed a nurse.", "killed"),
        (LEAD + "The road was wet. It hit a wall, killing a nurse.", "killing"),
        (LEAD + "The road was wet. It hit a wall before killing a nurse.", "killing"),
    ],
)
def test_what_is_told_of_an_affair_is_of_its_day(text, word, events_of):
    rows = [row for row in events_of(text, MONDAY) if row.trigger == word]
    assert rows, text
    if word == "talks":
        assert [row.date_start for row in rows] == [None]  # another word than that of the dated act
    else:
        assert (str(rows[-1].date_start), rows[-1].times[0]["relation"]) == ("2024-03-11", "during")
        assert "scene" in {row.date_basis for row in rows}


@pytest.mark.parametrize(
    ("text", "times", "word"),
    [
        (LEAD + "The road was wet. Nine miners have died.", MONDAY, "died"),
        (LEAD + "The road was wet. Nine miners had died.", MONDAY, "died"),
        (LEAD + "The road was wet. Nine miners may have died.", MONDAY, "died"),
        (LEAD + "The road was wet. The driver did not die.", MONDAY, "die"),
        (LEAD + "The road was wet. The ice is thin, killing two a year.", MONDAY, "killing"),
        (LEAD + "The road was wet. A similar crash killed nine miners.", MONDAY, "crash"),
        (LEAD + "The road was wet. A crash closed the mill.", MONDAY, "crash"),
        (LEAD + "The road was wet. The mayor met the king.", MONDAY, "met"),
        (
            LEAD + "The road was wet. Nine died when May was over.",
            {**MONDAY, "May": ("2024-05-01", "2024-05-31")},
            "died",
        ),
        (LEAD + "The road was wet. Years later nine miners died.", {**MONDAY, "Years": ("", "")}, "died"),
        (
            "A bus overturned on Monday. A van overturned on Tuesday. The road was wet. Nine miners died.",
            {**MONDAY, "Tuesday": ("2024-03-12", "2024-03-12")},
            "died",
        ),
        ("The last crash was on Monday. The road was wet. Nine miners died.", MONDAY, "died"),
        ("The body was found on Monday. The road was wet. Nine miners died.", MONDAY, "died"),
        ("A court may try the attack on Monday. The road was wet. Nine miners died.", MONDAY, "died"),
        (
            "A bus overturned in 1990. The road was wet. Nine miners died.",
            {"1990": ("1990-01-01", "1990-12-31")},
            "died",
        ),
        ("The council met on Monday. The hall was cold. The mayor met the king.", MONDAY, "met"),
    ],
)
def test_what_may_be_of_another_time_is_left_open(text, times, word, events_of):
    rows = [row for row in events_of(text, times) if row.trigger == word]
    assert "scene" not in {row.date_basis for row in rows}


def test_an_hour_is_that_of_the_day_of_the_affair(events_of):
    text = LEAD + "The road was wet. The crash took place at 8:40 a.m."
    rows = events_of(text, {**MONDAY, "8:40 a.m.": ("", "", "TIME")})
    crash = next(row for row in rows if row.trigger == "crash")
    assert (str(crash.date_start), crash.date_basis, len(crash.times)) == ("2024-03-11", "scene", 2)


def test_what_happened_on_the_day_of_an_incident_did_so_where_it_did(events_of):
    text = "A bus overturned near Velden on Monday. The road was wet. Nine miners died. The mayor praised the nurses."
    rows = {row.trigger: row for row in events_of(text, MONDAY, {"Velden": "GPE"})}
    assert (rows["died"].place, rows["died"].place_basis) == ("Velden", "scene")
    assert rows["praised"].place is None


YEARS_AGO = {**MONDAY, "May 2020": ("2020-05-01", "2020-05-31")}
TUESDAY = {**MONDAY, "Tuesday": ("2024-03-12", "2024-03-12")}


@pytest.mark.parametrize(
    ("text", "times", "word"),
    [
        # A headline that ends like a sentence, and one of what is told beside the same of another year.
        ("Two killed in mill fire. Two bakers were killed at a mill on Monday. The mill was old.", MONDAY, "killed"),
        (
            "Mayor Arrested After Party\n\nThe mayor was arrested on Monday. The council was calm. In May 2020 he was "
            "arrested in Bonn.",
            YEARS_AGO,
            "Arrested",
        ),
        # Of the incident that was told of last, beside another of an earlier year.
        (LEAD + "The road was wet. Nine miners died. In May 2020 a fire killed two nurses.", YEARS_AGO, "died"),
        # Neither a length nor the hour after something leads to another day.
        (
            LEAD + "The road was wet. Nine miners died for two hours.",
            {**MONDAY, "two hours": ("", "", "DURATION")},
            "died",
        ),
        # Whoever tells of it does so later.
        (LEAD + "Police said on Tuesday that nine miners had drowned and two died.", TUESDAY, "died"),
        # A reduced passive, and whose death it was.
        ("Miners died on Monday in a fire. Two are safe, with two wounded in the fire.", MONDAY, "wounded"),
        ("A baker was killed on Monday. The mill was old. His death shook the town.", MONDAY, "death"),
    ],
)
def test_what_is_told_again_is_of_the_day_of_its_telling(text, times, word, events_of):
    rows = events_of(text, times)
    assert told(rows, word) == ("2024-03-11", "scene")


@pytest.mark.parametrize(("again", "day"), [("Two died on the 11th. ", ("2024-03-11", "scene")), ("", (None, None))])
def test_an_incident_told_beside_others_has_the_day_that_is_told_most(again, day, events_of):
    text = "A mill exploded on Friday. " + LEAD + again + "A nurse was hurt on 11 March. The road was wet. "
    days = {"Friday": ("2024-03-08", "2024-03-08"), **MONDAY, "11 March": MONDAY["Monday"]}
    days |= {"the 11th": MONDAY["Monday"]} if again else {}
    rows = events_of(text + "Two men, who were shot, were safe.", days)
    assert told(rows, "shot") == day


PERSON_TOLD = "He is tall. The hall was cold. "


@pytest.mark.parametrize(
    ("text", "word", "day", "place"),
    [
        # A death by whatever word, told of whoever has died; a sentence and an arrest by the same word.
        ("Orla Fenn, the painter, has died. She was 90. Fenn died on Monday in Bonn.", "died", "2024-03-11", "Bonn"),
        ("Orla Fenn died on Monday in Bonn. She was 90. Critics mourned her passing.", "passing", "2024-03-11", "Bonn"),
        (f"Karl Lusk was sentenced on Monday in Bonn. {PERSON_TOLD}Lusk laughed when he was sentenced.", "sentenced",
         "2024-03-11", "Bonn"),
        (f"Karl Lusk was arrested in May 2020. {PERSON_TOLD}Lusk sat when he was arrested.", "arrested",
         "2020-05-01", None),
        (f"Karl Lusk was convicted in 1990. {PERSON_TOLD}Lusk laughed when he was convicted.", "convicted",
         "1990-01-01", None),
        # As what had been before something else.
        (f"Karl Lusk was shot on Monday in Bonn. {PERSON_TOLD}Nurses came from the house where Lusk had been shot.",
         "shot", "2024-03-11", "Bonn"),
        # What may befall him again, what he does himself, and what was said of it later, stay open.
        (f"Karl Lusk pleaded guilty on Monday in Bonn. {PERSON_TOLD}Lusk laughed when he pleaded guilty.", "pleaded",
         None, None),
        (f"Karl Lusk fired at a nurse in 1990. {PERSON_TOLD}Later he fired.", "fired", None, None),
        (f"Karl Lusk died in 1990. {PERSON_TOLD}Karl Lusk was found dead.", "found", None, None),
    ],
)  # fmt: skip
def test_what_befell_a_person_once_is_told_again_of_its_day_and_place(text, word, day, place, rows_of):
    rows = [row for row in rows_of(text) if row.trigger == word]
    row = next((row for row in rows if "scene" in (row.date_basis, row.place_basis)), rows[-1])
    assert (str(row.date_start) if row.date_start else None, row.place) == (day, place)


AT_HOME = "had been arrested at home"


@pytest.mark.parametrize(
    ("told", "day"),
    [
        (AT_HOME, "2024-03-11"),
        ("had been arrested again", None),
        ("had been arrested before", None),
        ("had previously been arrested", None),
        ("had been repeatedly arrested", None),
        ("had been arrested many times", None),
        ("had been arrested twice", None),
        ("had been arrested in another case", None),
        ("had been arrested on an earlier charge", None),
    ],
)
def test_what_befell_a_person_at_another_time_is_not_of_its_day(told, day, rows_of):
    rows = rows_of(f"Karl Lusk was arrested on Monday in Bonn. {PERSON_TOLD}Ada Holm said Lusk {told}.")
    assert [row.date_start and str(row.date_start) for row in rows if row.trigger == "arrested"] == ["2024-03-11", day]


def test_the_same_done_to_somebody_named_is_of_one_day(events_of):
    text = "Orla Fenn was appointed on Monday. She is tall. Ada Lund was appointed. Orla Fenn was appointed."
    assert [row.date_basis for row in events_of(text, MONDAY)] == ["modifier", None, "scene"]


TIMES = {**MONDAY, "1990": ("1990-01-01", "1990-12-31")}
PLACES = {"Velden": "GPE", "Bonn": "GPE", "Bonn Hospital": "ORG"}


def with_what_it_names(events_of, text):
    """The happenings of a text, with those of the times and the places that stand in it."""
    return events_of(text, *({k: v for k, v in known.items() if k in text} for known in (TIMES, PLACES)))


UNDATED = "A bus overturned near Velden. The road was wet. "


@pytest.mark.parametrize(
    ("text", "word"),
    [
        # Parts of an incident without a day, a headline before it, and an arrest where all else is.
        (UNDATED + "Nine miners died.", "died"),
        (UNDATED + "The crash closed the road.", "crash"),
        ("Nine miners die\n\n" + UNDATED, "die"),
        (UNDATED + "Police arrested a baker.", "arrested"),
        (UNDATED + "Nine miners died on Monday.", "died"),
        ("A bus overturned near Velden on Monday. The road was wet. Nine miners died.", "died"),
        ("Police arrested a baker on Monday. A bus overturned near Velden on Monday.", "arrested"),
        ("Nine miners died in Velden. The road was wet. Two bakers died.", "died"),
        # All that has a place is in one town, whatever it is.
        (
            "A bus overturned in Velden. A mill exploded in Velden. The king met nurses in Velden. Police arrested a "
            "baker.",
            "arrested",
        ),
    ],
)
def test_parts_of_an_incident_take_its_one_place(text, word, events_of):
    row = [row for row in with_what_it_names(events_of, text) if row.trigger == word][-1]
    assert (row.place, row.place_basis) == ("Velden", "scene")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        # Two places, another incident, one of long ago, and one told only afterwards.
        ("A bus overturned near Velden on Monday. A van overturned near Bonn on Monday. Nine miners died.", "died"),
        ("A bus overturned near Velden. A van overturned near Bonn. Nine miners died.", "died"),
        ("A similar crash closed a road near Velden. The road was wet. Nine miners died.", "died"),
        ("A bus overturned near Velden in 1990. The road was wet. Nine miners died.", "died"),
        ("The road was wet. Nine miners died. A bus overturned near Velden.", "died"),
        # A sentence of another day, and what was not done.
        (UNDATED + "Nine miners died when it was Monday.", "overturned"),
        (UNDATED + "Nine miners had died.", "died"),
        (UNDATED + "The mayor praised the nurses.", "praised"),
        # Where somebody died is not where a mill was robbed, nor is a hospital where he was shot.
        ("A baker died in Velden. The road was wet. Thieves robbed a mill.", "robbed"),
        ("A baker was treated at Bonn Hospital. The road was wet. He was shot by a thief.", "shot"),
        ("The king met the mayor in Velden. A bus overturned near Bonn. Police arrested a baker.", "arrested"),
    ],
)
def test_what_may_be_at_another_place_is_left_open(text, word, events_of):
    rows = [row for row in with_what_it_names(events_of, text) if row.trigger == word]
    assert rows, text
    assert "scene" not in {row.place_basis for row in rows}


THURSDAY = {"Thursday": ("2024-03-14", "2024-03-14")}


def test_plays_of_a_match_are_where_it_was(events_of):
    text = "Velden beat Ulm 2-1 at Bonn on Thursday. Velden won the match. Ulm equalized. Velden scored twice."
    rows = events_of(text, THURSDAY, {"Bonn": "GPE"})
    assert {(row.place, row.place_basis) for row in rows if row.trigger in ("won", "scored")} == {("Bonn", "scene")}


def test_a_street_and_its_town_are_one_scene(events_of):
    text = "A mill exploded in Norland on Monday. The blast was near Velden. Nine miners died."
    rows = {row.trigger: row for row in events_of(text, MONDAY, {"Norland": "GPE", "Velden": "GPE"})}
    assert (rows["died"].place, rows["died"].place_basis) == ("Velden", "scene")


@pytest.mark.parametrize(
    ("house", "basis"), [("at a Bonn hospital", None), ("at a hospital in Bonn", None), ("at a Bonn prison", "scene")]
)
def test_those_who_died_in_a_hospital_were_hurt_elsewhere(house, basis, events_of):
    text = f"A baker died {house} on Monday. The road was wet. A crash killed a nurse on Monday."
    assert {row.place_basis for row in events_of(text, MONDAY, {"Bonn": "GPE"}) if row.trigger == "killed"} == {basis}


def test_what_was_said_to_have_been_is_of_the_day(events_of):
    assert told(events_of(LEAD + "The road was wet. Police said nine had died.", MONDAY), "died")[1] == "scene"
    assert told(events_of(LEAD + "The road was wet. Nine had died.", MONDAY), "died")[1] is None


def test_an_act_told_again_may_stand_beside_another_time(events_of):
    days = {**MONDAY, "May 2020": ("2020-05-01", "2020-05-31")}
    text = "Police arrested a baker on Monday. The hall was cold. The baker was arrested although he moved in May 2020."
    assert told(events_of(text, days), "arrested")[1] == "modifier"
    again = [row for row in events_of(text, days) if row.trigger == "arrested"][-1]
    assert (str(again.date_start), again.date_basis) == ("2024-03-11", "scene")


def test_the_same_act_done_to_somebody_else_is_of_its_own_day(events_of):
    text = "Orin Lusk was arrested on Monday. The mill is old. {} was arrested in a mill."
    days = {name: str(events_of(text.format(name), MONDAY)[-1].date_start) for name in ("Lusk", "Ada Fenn", "He")}
    assert days == {"Lusk": "2024-03-11", "Ada Fenn": "None", "He": "2024-03-11"}


@pytest.mark.parametrize(("opening", "day"), [("died", "None"), ("was stabbed", "2024-03-11")])
def test_a_crime_is_not_of_the_day_on_which_somebody_died(opening, day, events_of):
    rows = events_of(f"Orin Lusk {opening} on Monday. He was a baker. The robbery of a bank was his idea.", MONDAY)
    assert [str(row.date_start) for row in rows if row.trigger == "robbery"] == [day]


@pytest.mark.parametrize(
    ("town", "text", "place"),
    [
        ("Bonn", "Two nurses were hurt.", "Bonn"),
        ("London", "Two nurses were hurt.", None),  # the desk of an agency
        ("Bonn", "A van overturned near Velden. Two nurses were hurt.", "Velden"),
    ],
)
def test_the_town_of_a_local_report_is_that_of_its_incident(town, text, place, events_of):
    names = {name: "GPE" for name in (town, "Velden") if name in f"{town} {text}"}
    rows = events_of(f"{town} (AP) - A baker was shot.\n\nThe road was wet. {text}", {}, names)
    assert [row.place for row in rows if row.trigger == "hurt"] == [place]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The road was wet. The tremor was brief.", "Velden"),
        ("A flood hit Bonn. The tremor was brief.", "Velden"),
        ("The road was wet. A tremor was feared.", None),
        ("It was cold. The road was wet. The hill was low. The sky was grey. The tremor was brief.", None),
    ],
)
def test_a_known_incident_is_where_one_of_its_kind_was_just_told_of(text, place, events_of):
    rows = with_what_it_names(events_of, "Nine died in Bonn. A quake hit Velden. " + text)
    assert [row.place for row in rows if row.trigger == "tremor"][-1] == place
