"""What speaks for and against two tellings being of one event."""

import dataclasses
import datetime as dt

import pytest

from pipeline.corpus.clusters import find
from pipeline.corpus.event_clusters import MOST_COMPARED, compared, join_stories
from pipeline.corpus.event_evidence import (
    WEIGHTS,
    Figure,
    Spot,
    Telling,
    agree,
    evidence,
    is_outcome_of,
    may_be_one,
    odds,
    overlap,
    reasons,
    speaks_against,
    veto,
)

MAY_3, MAY_4, MAY_5 = (dt.date(2031, 5, day) for day in (3, 4, 5))
MARLOW = Spot("place/marlow", "GB", "GB-ENG", 51.57, -0.77, "city")
HENLEY = Spot("place/henley", "GB", "GB-ENG", 51.53, -0.9, "city")
LEEDS = Spot("place/leeds", "GB", "GB-ENG", 53.8, -1.55, "city")
CARDIFF = Spot("place/cardiff", "GB", "GB-WLS", 51.48, -3.18, "city")
WALES = Spot("place/wales", "GB", "GB-WLS", 52.3, -3.7, "region")
BRITAIN = Spot("place/britain", "GB", None, 54.0, -2.0, "country")
LYON = Spot("place/lyon", "FR", "FR-ARA", 45.76, 4.84, "city")
QUELL = Spot("place/quell", None, None, None, None, None)
TELLING = Telling(
    "a-e1", "a", 0, "collaps", "accident", "happened", MAY_3, MAY_3, MARLOW, frozenset(("org/tarn",)),
    frozenset(("dam",)), (Figure("killed", 3.0, 3.0),), frozenset((1, 2, 3)), frozenset((1, 2)),
)  # fmt: skip


def other(**values):
    return dataclasses.replace(TELLING, **{"event_mention_id": "b-e1", "article_id": "b", **values})


def found(one=TELLING, often=2, **values):
    return evidence(one, other(**values), often)


AGREEING = {"same_word", "same_day", "same_place", "same_agent", "same_patient", "same_figure"}


def test_tellings_that_agree_in_all_have_all_the_evidence_for_them():
    told = found()
    assert set(told) == {"any_pair", "words", "near_words", "told_often", *AGREEING}
    assert (told["words"], told["near_words"]) == (1.0, 1.0)
    assert odds(told) == pytest.approx(sum(WEIGHTS[name] * amount for name, amount in told.items()))
    assert odds(told) > 3


@pytest.mark.parametrize(
    ("change", "gone", "come"),
    [
        ({"key": "burst"}, {"same_word"}, {"same_kind"}),
        ({"key": "kill", "event_type": "death"}, {"same_word"}, {"kinds_of_one", "other_kind"}),
        ({"event_type": "protest"}, set(), {"other_kind"}),
        ({"event_type": "other"}, set(), set()),
        ({"first_day": MAY_4, "last_day": MAY_4}, {"same_day"}, {"next_day"}),
        ({"first_day": MAY_5, "last_day": MAY_5}, {"same_day"}, {"other_day"}),
        ({"first_day": MAY_5, "last_day": MAY_5, "status": "planned"}, {"same_day"}, {"other_day"}),
        ({"first_day": MAY_5, "last_day": MAY_5, "status": "postponed"}, {"same_day"}, set()),
        ({"order": "second"}, set(), {"other_order"}),
        ({"first_day": dt.date(2031, 5, 1), "last_day": dt.date(2031, 5, 31)}, set(), set()),
        ({"first_day": None, "last_day": None}, {"same_day"}, set()),
        ({"last_day": None}, {"same_day"}, set()),
        ({"place": LEEDS}, {"same_place"}, {"other_place"}),
        ({"place": None}, {"same_place"}, set()),
        ({"agents": frozenset(("org/grell",))}, {"same_agent"}, {"other_agent", "others_did_it"}),
        ({"agents": frozenset(("org/tarn-and-sons",))}, {"same_agent"}, {"other_agent"}),  # may be Tarn by another name
        ({"agents": frozenset(("org/grell", "crew"))}, {"same_agent"}, {"other_agent"}),
        ({"agents": frozenset(("person/ann-marsh",))}, {"same_agent"}, {"other_agent"}),
        ({"agents": frozenset()}, {"same_agent"}, set()),
        ({"patients": frozenset(("bridg",))}, {"same_patient"}, {"other_patient"}),
        ({"figures": (Figure("killed", 5.0, 5.0),)}, {"same_figure"}, {"other_figure"}),
        ({"figures": (Figure("injured", 3.0, 3.0),)}, {"same_figure"}, set()),
        ({"figures": (Figure("killed", 2.0, 4.0),)}, set(), set()),
        ({"article_id": "a"}, set(), {"same_article", "same_sentence"}),
        ({"article_id": "a", "sentence_index": 1}, set(), {"same_article"}),
    ],
)
def test_what_differs_is_told(change, gone, come):
    assert set(found(**change)) == {"any_pair", "words", "near_words", "told_often", *AGREEING} - gone | come


def test_two_days_of_what_was_put_off_say_nothing():
    postponed = dataclasses.replace(TELLING, status="postponed")
    assert "other_day" not in evidence(postponed, other(status="postponed", first_day=MAY_5, last_day=MAY_5), 2)


ARRESTED = dataclasses.replace(TELLING, event_type="arrest", patients=frozenset(("person/ann-marsh",)))
SAID = dataclasses.replace(
    TELLING, event_type="statement", agents=frozenset(("person/ann-marsh",)), patients=frozenset()
)


@pytest.mark.parametrize(
    ("telling", "change", "against"),
    [
        (ARRESTED, {"patients": frozenset(("person/tom-reed",))}, True),
        (ARRESTED, {"patients": frozenset(("person/marsh",))}, False),
        (ARRESTED, {"patients": frozenset(("person/tom-reed", "man"))}, False),
        (ARRESTED, {"patients": frozenset(("man",))}, False),
        (ARRESTED, {"patients": frozenset()}, False),
        (ARRESTED, {"agents": frozenset(("org/grell",))}, False),
        (SAID, {"agents": frozenset(("person/tom-reed",))}, True),
        (SAID, {"agents": frozenset(("person/tom-reed",)), "event_type": "meeting"}, False),
    ],
)
def test_what_befell_others_or_others_said_speaks_against_one_happening(telling, change, against):
    assert speaks_against(telling, dataclasses.replace(telling, event_mention_id="b-e1", **change)) is against


def events_of(*patients):
    """Which of tellings in an article each, of a person's arrest each or of nobody's, are one event."""
    tellings = [
        dataclasses.replace(
            ARRESTED,
            event_mention_id=f"{i}-e1",
            article_id=str(i),
            patients=frozenset((who,) if who else ()),
            figures=(),
        )
        for i, who in enumerate(patients)
    ]
    (joined,) = join_stories([(tellings, ())])
    return [find(joined.group, telling.event_mention_id) for telling in tellings]


def test_arrests_of_two_people_are_two_events_however_alike_they_are_told():
    assert events_of("person/ann-marsh", "person/tom-reed", "person/ann-marsh", "person/tom-reed") == [
        "0-e1", "1-e1", "0-e1", "1-e1",
    ]  # fmt: skip


def test_one_telling_that_names_another_person_does_not_part_many_that_name_nobody():
    assert set(events_of("person/ann-marsh", *[None] * 6, "person/tom-reed")) == {"0-e1"}


def test_the_words_of_two_tellings_overlap_as_far_as_either_has_them():
    assert overlap(frozenset((1, 99)), frozenset((2, 99))) == pytest.approx(1 / 3)
    assert overlap(frozenset((1,)), frozenset((2,))) == 0.0
    assert overlap(frozenset(), frozenset()) == 0.0


def test_words_told_often_in_a_story_tell_less():
    assert odds(found(often=20)) < odds(found(often=2))


def test_reasons_are_what_speaks_for_it_the_weightiest_first():
    assert reasons(found(place=LEEDS, patients=frozenset(("bridg",))))[:2] == ["same word", "same figure"]
    assert reasons({"any_pair": 1.0, "told_often": 1.0, "other_day": 1.0}) == []


@pytest.mark.parametrize(
    ("change", "apart"),
    [
        ({}, True),
        ({"status": "called_off"}, True),
        ({"told_on": MAY_3}, True),
        ({"first_day": MAY_4, "last_day": MAY_4}, False),
        ({"status": "happened"}, False),
        ({"told_on": dt.date(2031, 5, 2)}, False),
        ({"told_on": None}, False),
        ({"first_day": None}, False),
        ({"first_day": dt.date(2031, 4, 30), "last_day": dt.date(2031, 5, 1)}, False),
    ],
)
def test_a_plan_told_after_a_happening_for_a_later_day_is_of_another(change, apart):
    plan = {"status": "planned", "first_day": MAY_5, "last_day": MAY_5, "told_on": MAY_4, "article_id": "b", **change}
    one = dataclasses.replace(TELLING, **plan)
    kept = dataclasses.replace(TELLING, article_id="c")
    assert (veto(one, kept) == "happened_before") is (veto(kept, one) == "happened_before") is apart
    if change == {}:
        assert veto(one, dataclasses.replace(kept, last_day=None)) is None


def test_places_told_of_plans_themselves_tell_them_apart():
    one = dataclasses.replace(TELLING, is_told_there=True)
    assert veto(one, other(place=LEEDS, status="planned", is_told_there=True)) == "places_apart"
    assert veto(one, other(place=LEEDS, status="planned")) is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, None),
        ({"first_day": MAY_4, "last_day": MAY_4}, None),
        ({"first_day": MAY_5, "last_day": MAY_5}, "days_apart"),
        ({"first_day": MAY_4, "last_day": MAY_4, "article_id": "a"}, "days_apart"),
        ({"first_day": MAY_5, "last_day": MAY_5, "status": "planned"}, None),
        ({"first_day": MAY_5, "last_day": MAY_5, "status": "denied"}, None),
        ({"first_day": MAY_5, "last_day": None}, None),
        ({"place": HENLEY}, None),
        ({"place": LEEDS}, "places_apart"),
        ({"place": LEEDS, "status": "planned"}, None),
        ({"place": CARDIFF}, "places_apart"),
        ({"place": LYON}, "places_apart"),
        ({"place": WALES}, "places_apart"),
        ({"place": BRITAIN}, None),
        ({"place": QUELL}, None),
        ({"place": None}, None),
        ({"figures": (Figure("killed", 9.0, 9.0),)}, None),
        ({"figures": (Figure("killed", 10.0, 10.0),)}, "figures_apart"),
        ({"figures": (Figure("killed", 4.0, 10.0),)}, None),
        ({"figures": (Figure("money", 1e9, 1e9),)}, None),
    ],
)
def test_what_is_sure_to_be_apart(change, reason):
    assert veto(TELLING, other(**change)) == reason
    assert veto(other(**change), TELLING) == reason


def test_a_town_may_lie_in_its_region_and_the_region_in_its_country():
    cardiff = dataclasses.replace(TELLING, place=CARDIFF)
    assert [veto(cardiff, other(place=place)) for place in (WALES, BRITAIN, LYON)] == [None, None, "places_apart"]


@pytest.mark.parametrize(
    ("change", "compared"),
    [
        ({}, True),
        ({"event_type": "other"}, True),
        ({"key": "burst"}, True),
        ({"key": "burst", "near": frozenset((7,))}, False),
        ({"key": "burst", "event_type": "protest"}, False),
        ({"key": "kill", "event_type": "death"}, True),
        ({"key": "kill", "event_type": "death", "first_day": MAY_4, "last_day": MAY_4}, False),
        ({"key": "kill", "event_type": "death", "first_day": None}, False),
    ],
)
def test_which_tellings_are_compared(change, compared):
    assert may_be_one(TELLING, other(**change)) is compared
    assert may_be_one(other(**change), TELLING) is compared


def test_tellings_of_no_known_kind_are_compared_by_their_words_only():
    assert not may_be_one(other(event_type="other", key="a"), other(event_type="other", key="b"))


@pytest.mark.parametrize(
    ("outcome", "act", "is_one"),
    [
        ("death", "accident", True), ("injury", "attack", True), ("injury", "death", True), ("death", "injury", False),
        ("accident", "death", False), ("death", "death", False), ("death", "protest", False), ("trial", "crime", False),
    ],
)  # fmt: skip
def test_deaths_and_injuries_come_of_acts(outcome, act, is_one):
    assert is_outcome_of(other(event_type=outcome), other(event_type=act)) is is_one


def test_figures_agree_where_their_bounds_meet():
    assert agree(Figure("killed", 3.0, 5.0), Figure("killed", 5.0, 6.0))
    assert not agree(Figure("killed", 3.0, 4.0), Figure("killed", 5.0, 6.0))
    assert not agree(Figure("killed", 3.0, 3.0), Figure("injured", 3.0, 3.0))


def test_a_telling_is_compared_with_the_next_of_its_word_kind_or_day_and_no_more():
    tellings = [other(event_mention_id=f"{n:03}-e1", article_id=f"{n:03}") for n in range(MOST_COMPARED + 5)]
    pairs = [(one.article_id, two.article_id) for one, two, _ in compared(tellings)]
    assert pairs == [
        (f"{a:03}", f"{b:03}")
        for a in range(len(tellings))
        for b in range(a + 1, min(a + 1 + MOST_COMPARED, len(tellings)))
    ]


def test_what_has_neither_word_nor_kind_nor_day_in_common_is_not_compared():
    far = other(key="march", event_type="protest", first_day=None, last_day=None)
    assert list(compared([TELLING, far])) == []
    assert [found for _, _, found in compared([TELLING, other(first_day=MAY_5, last_day=MAY_5)])] == [None]
