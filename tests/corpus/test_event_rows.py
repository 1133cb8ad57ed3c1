"""The row of an event, made of its tellings."""

import datetime as dt

import pytest

from pipeline.corpus.event_rows import Publication, Told, as_told, event_row

MAY = dt.date(2031, 5, 1), dt.date(2031, 5, 31)
THIRD, FOURTH = ((dt.date(2031, 5, day),) * 2 for day in (3, 4))
NEVER = None, None


def article(name, day=1, origin=None, hour=8, publisher=None):
    at = dt.datetime(2031, 5, day, hour, tzinfo=dt.UTC)
    return Publication(name, at.date(), at, publisher or f"{name} post", origin or name, "s")


A, B, C, COPY = article("a"), article("b", 2), article("c", 3), article("z", 1, "a", 9)


def telling(publication=A, status="happened", date=NEVER, is_of_plan=False, **row):
    name = f"{publication.article_id}-{row.get('start', 0)}"
    values = {
        "event_mention_id": name,
        "article_id": publication.article_id,
        "sentence_index": row.get("start", 0),
        "start": 0,
        "trigger_pos": "VERB",
        "clause": "the dam opened",
        "event_type": "opening",
        "plover_type": None,
        "plover_mode": None,
        "quad_class": None,
        "participants": [],
        "place": None,
        "place_entity_id": None,
        "figures": [],
        "date_start": date[0],
        "date_end": date[1],
        "granularity": "day" if date[0] else None,
        "modality": "asserted",
        "polarity": "positive",
        "confidence": 0.8,
    }
    return Told(values | row, publication, status, date, is_of_plan)


def row(*tellings, canonical=None, likely=None):
    told = as_told(tellings)
    return event_row("e", told, canonical or {}, likely or [1.0] * len(told))


def history(*tellings):
    return [(entry["day"].day, entry["status"], entry["article_id"]) for entry in row(*tellings)["status_history"]]


def who(role, name, entity_id=None):
    return {"role": role, "entity_id": entity_id, "name": name, "start": 0, "end": 0}


def figure(measure, value, low=None, high=None, unit=None):
    return {"measure": measure, "value": value, "low": low, "high": high, "unit": unit, "start": 0, "end": 0}


def test_what_no_telling_dates_is_no_event():
    assert row(telling(), telling(B)) is None
    assert row(telling(), telling(B, date=(None, THIRD[0])))["date_end"] == THIRD[0]


def test_copies_are_counted_once():
    made = row(telling(date=THIRD), telling(COPY, date=THIRD), telling(B), telling(B, start=5))
    assert (made["n_mentions"], made["n_articles"], made["n_independent"], made["n_date"]) == (4, 3, 2, 1)
    assert made["publishers"] == ["a post", "z post", "b post"]
    assert (made["first_article_id"], made["first_reported_at"], made["story_id"]) == ("a", A.published_at, "s")


def test_articles_come_by_day_hour_originals_before_copies_and_id():
    undated = Publication("0", None, None, None, "0", "s")
    later = article("b", 1, None, 9)
    copy = article("0", 1, "a")
    assert sorted([undated, COPY, later, A, copy], key=lambda p: p.told) == [A, copy, later, COPY, undated]


def test_the_date_of_most_independent_articles_stands_and_the_others_are_kept():
    made = row(
        telling(date=FOURTH),
        telling(COPY, date=FOURTH),
        telling(B, date=THIRD),
        telling(C, date=THIRD),
        telling(C, date=MAY),
    )
    assert (made["date_start"], made["date_end"], made["n_date"]) == (*THIRD, 2)
    others = [(date["date_start"], date["date_end"], date["n_independent"]) for date in made["other_dates"]]
    assert others == [(*FOURTH, 1), (*MAY, 1)]


def test_a_day_is_better_than_the_month_it_lies_in():
    made = row(
        telling(date=MAY, granularity="month"), telling(B, date=MAY, granularity="month"), telling(C, date=THIRD)
    )
    assert (made["date_start"], made["granularity"], made["n_date"]) == (THIRD[0], "day", 1)
    assert row(telling(date=(THIRD[0], None)), telling(B, date=FOURTH))["date_start"] == FOURTH[0]


def test_what_happened_has_the_date_of_those_who_say_so():
    plan = telling(status="planned", date=THIRD)
    assert row(plan, telling(B, "planned", THIRD), telling(C, date=FOURTH))["date_start"] == FOURTH[0]
    assert row(plan, telling(B, "postponed", FOURTH))["date_start"] == FOURTH[0]
    assert row(plan, telling(B, "planned", FOURTH))["date_start"] == FOURTH[0]


def test_the_history_tells_what_was_told_of_it_and_when_that_changed():
    assert history(
        telling(status="planned", date=THIRD),
        telling(COPY, "planned"),
        telling(B, "postponed"),
        telling(C, "happened"),
        telling(C, "planned", start=4),
    ) == [(1, "planned", "a"), (2, "postponed", "b"), (3, "happened", "c")]


def test_an_article_that_tells_two_outcomes_tells_both():
    assert [s for _, s, _ in history(telling(date=THIRD), telling(status="denied", start=3))] == ["denied", "happened"]


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        (["planned"], "planned"),
        (["planned", "possible"], "possible"),
        (["possible", "planned"], "planned"),
        (["planned", "called_off"], "called_off"),
        (["called_off", "planned"], "called_off"),
        (["planned", "denied", "happened"], "happened"),
        (["happened", "denied"], "denied"),
        (["happened", "happened", "denied"], "happened"),
        (["called_off", "happened"], "happened"),
    ],
)
def test_the_status_is_what_was_told_last(statuses, status):
    tellings = [telling(article(str(day), day), told, THIRD) for day, told in enumerate(statuses, 1)]
    assert row(*tellings)["status"] == status


def test_a_denial_outweighs_copies():
    assert row(telling(date=THIRD), telling(COPY), telling(B, "denied"))["status"] == "denied"


def test_what_became_of_the_plan_is_said_for_its_sentence():
    put_off = telling(B, "postponed", FOURTH, True, start=7)
    strike = telling(B, "denied", start=7)
    assert history(telling(status="planned", date=THIRD), strike, put_off) == [
        (1, "planned", "a"),
        (2, "postponed", "b"),
    ]


def test_what_became_of_a_plan_that_nobody_tells_of_is_what_happened():
    (plain,) = as_told([telling(status="called_off", is_of_plan=True, date_start=THIRD[0], date_end=THIRD[1])])
    assert (plain.status, plain.date, plain.is_of_plan) == ("happened", THIRD, False)


def test_a_noun_that_is_only_named_says_what_its_article_does_or_what_was_told_before():
    noun = {"trigger_pos": "NOUN", "start": 9}
    assert [
        t.status for t in as_told([telling(status="planned"), telling(A, **noun), telling(B, **noun), telling(C)])
    ] == [
        "planned",
        "planned",
        "planned",
        "happened",
    ]
    assert [t.status for t in as_told([telling(A, **noun), telling(A, "denied")])] == ["denied", "denied"]
    assert [t.status for t in as_told([telling(A, **noun), telling(B, "planned")])] == ["planned", "planned"]
    assert [t.status for t in as_told([telling(A, **noun)])] == ["happened"]
    dated = telling(B, date=THIRD, **noun)
    assert [t.status for t in as_told([telling(status="planned"), dated])] == ["planned", "happened"]


def test_the_place_of_most_articles_stands_and_the_others_are_kept():
    at = {"place": "Marlow", "place_entity_id": "place/marlow"}
    made = row(
        telling(date=THIRD, place="Quell", place_entity_id="place/quell"),
        telling(COPY, place="Quell", place_entity_id="place/quell"),
        telling(B, **at),
        telling(C, place="Old Marlow", place_entity_id="place/old-marlow"),
        telling(C, place="there"),
        canonical={"place/old-marlow": "place/marlow"},
    )
    assert (made["place"], made["place_entity_id"]) == ("Quell", "place/quell")
    assert made["other_places"] == [{"entity_id": "place/marlow", "name": "Marlow", "n_independent": 1}]
    two = row(telling(date=THIRD, place="Quell", place_entity_id="place/quell"), telling(B, **at), telling(C, **at))
    assert (two["place"], [other["name"] for other in two["other_places"]]) == ("Marlow", ["Quell"])
    assert row(telling(date=THIRD, place="there"))["place"] == "there"


def test_those_who_take_part_are_listed_by_role_once():
    tarn, her = who("agent", "Tarn Power", "org/tarn"), who("patient", "the dam")
    made = row(
        telling(date=THIRD, participants=[her, tarn]),
        telling(
            B, participants=[who("agent", "Tarn", "org/tarn-power"), who("patient", "The dam"), who("agent", "it")]
        ),
        telling(C, participants=[tarn]),
        telling(C, is_of_plan=True, participants=[who("patient", "The opening of the dam")]),
        canonical={"org/tarn-power": "org/tarn"},
    )
    assert made["participants"] == [
        {"role": "agent", "entity_id": "org/tarn", "name": "Tarn Power", "n_independent": 3},
        {"role": "patient", "entity_id": None, "name": "The dam", "n_independent": 2},
    ]


def test_figures_are_ranges_with_the_latest():
    made = row(
        telling(date=THIRD, figures=[figure("killed", 3.0), figure("money", 2.0, unit="EUR")]),
        telling(COPY, figures=[figure("killed", 3.0)]),
        telling(B, figures=[figure("killed", 5.0, low=5.0)]),
        telling(C, figures=[figure("killed", 4.0), figure("money", None, 1.0, 3.0, "EUR")]),
    )
    assert made["figures"] == [
        {"measure": "killed", "unit": None, "low": 3.0, "high": 5.0, "latest": 4.0, "n_independent": 3},
        {"measure": "money", "unit": "EUR", "low": 1.0, "high": 3.0, "latest": 3.0, "n_independent": 2},
    ]


def test_the_summary_is_the_clause_that_says_most():
    place = {"place": "Marlow", "clause": "the dam opened at Marlow"}
    made = row(
        telling(date=THIRD),
        telling(B, **place),
        telling(C, date=FOURTH, start=2, **place),
        telling(C, "denied", start=5),
    )
    assert (made["summary"], made["event_mention_id"]) == ("the dam opened at Marlow", "c-2")
    long = telling(B, date=THIRD, clause="x" * 301, place="Marlow")
    assert row(telling(date=THIRD), long)["summary"] == "the dam opened"
    assert row(telling(date=THIRD), telling(B, "postponed", THIRD, True, **place))["summary"] == "the dam opened"


def test_the_type_is_that_of_most_articles_with_all_that_goes_with_it():
    closing = {"event_type": "closure", "plover_type": "COERCE", "plover_mode": "ban", "quad_class": 4}
    made = row(telling(date=THIRD), telling(B, **closing), telling(C, **closing))
    assert [made[name] for name in closing] == list(closing.values())
    assert row(telling(date=THIRD), telling(B, is_of_plan=True, **closing))["event_type"] == "opening"


def test_the_confidence_is_that_of_tellings_and_of_their_being_of_it():
    made = row(telling(date=THIRD, confidence=0.5), telling(B, confidence=1.0), likely=[1.0, 0.5])
    assert made["confidence"] == pytest.approx(0.5)
