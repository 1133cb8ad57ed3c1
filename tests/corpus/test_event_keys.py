"""What is kept of a telling to compare it with others."""

import datetime as dt

import pyarrow as pa
import pytest

from pipeline.corpus.event_keys import KEYS, change_of, event_keys, status_of, stem
from pipeline.tables.schema import TABLES

MAY_3, MAY_9 = dt.date(2031, 5, 3), dt.date(2031, 5, 9)


def keys(text, trigger, lemma, pos="VERB", people=(), **values):
    """The kept row of the telling of `trigger` in a sentence that begins at 100; `people` are roles with names."""
    start = 100 + text.index(trigger)
    participants = [
        {"role": role, "entity_id": entity_id, "name": name, "start": 0, "end": 0} for role, name, entity_id in people
    ]
    row = {
        "event_mention_id": "m",
        "article_id": "a",
        "sentence_index": 2,
        "start": start,
        "end": start + len(trigger),
        "trigger": trigger,
        "trigger_lemma": lemma,
        "trigger_pos": pos,
        "event_type": "opening",
        "figures": [],
        "participants": participants,
        "modality": "asserted",
        "polarity": "positive",
        **values,
    }
    sentence = {"article_id": "a", "sentence_index": 2, "start": 100, "text": text}
    schemas = [[(c.name, c.type) for c in TABLES[name].columns] for name in ("sentences", "event_mentions")]
    made = event_keys(*(pa.Table.from_pylist([r], pa.schema(s)) for r, s in zip((sentence, row), schemas, strict=True)))
    assert made.schema == KEYS
    return made.to_pylist()[0]


@pytest.mark.parametrize(
    ("words", "shared"),
    [
        ("open opened opening opens", "open"),
        ("explode exploded explosion", "explod"),
        ("attack attacks attacker", "attack"),
        ("elect election elections elected", "elect"),
        ("pay", "pay"),
        ("Strike strikes striking", "strik"),
    ],
)
def test_words_of_one_family_have_one_stem(words, shared):
    assert ({stem(word) for word in words.split()} == {shared}) is (shared is not None)


@pytest.mark.parametrize(
    "words",
    [
        "arrest detain apprehend nab detention", "beat defeat", "begin start commence", "bury burial",
        "buy purchase acquire acquisition", "choose choice", "close shut closure", "crash collide collision wreck",
        "decide decision", "defend defense defence", "destroy destruction", "die death dead demise passing",
        "expand expansion", "expel expulsion", "explode explosion blast", "extend extension", "fight fighting",
        "fire blaze", "fly flight", "foil thwart", "grow growth", "injure injury", "introduce introduction",
        "invade invasion", "kill killing murder slay slaying", "lose loss", "marry marriage",
        "negotiate negotiation talks", "permit permission", "produce production", "pursue pursuit",
        "quake earthquake tremor temblor", "reduce reduction", "resign quit resignation", "rob robbery heist",
        "sack dismiss dismissal firing", "sell sale", "sever cut", "shoot shot shooting gunfire", "speak speech",
        "stab stabbing knife", "steal theft", "storm hurricane typhoon cyclone", "sue lawsuit",
        "suspend suspension", "win victory",
    ],
)  # fmt: skip
def test_words_of_one_meaning_have_one_stem(words):
    one, *others = map(stem, words.split())
    assert set(others) == {one}


def test_words_of_other_meanings_have_other_stems():
    words = [
        "beat",
        "begin",
        "buy",
        "close",
        "die",
        "end",
        "fire",
        "flee",
        "fly",
        "kill",
        "lose",
        "open",
        "sack",
        "sell",
    ]
    assert len({stem(word) for word in words}) == len(words)


@pytest.mark.parametrize(
    ("text", "trigger", "lemma", "people", "key", "is_of_plan"),
    [
        ("The dam opened.", "opened", "open", [("patient", "The dam", None)], "open", False),
        (
            "The opening of the dam was put off.",
            "put",
            "put",
            [("patient", "The opening of the dam", None)],
            "open",
            True,
        ),
        (
            "They put the vote off.",
            "put",
            "put",
            [("agent", "They", None), ("patient", "the vote", None)],
            "vote",
            True,
        ),
        ("They put the vote first.", "put", "put", [("patient", "the vote", None)], "put", False),
        (
            "The strike planned for May was called off.",
            "called",
            "call",
            [("patient", "The strike planned for May", None)],
            "strik",
            True,
        ),
        ("They called the strike a shame.", "called", "call", [("patient", "the strike", None)], "call", False),
        ("It was postponed.", "postponed", "postpone", [("patient", "It", None)], "postpo", False),
        ("It was postponed.", "postponed", "postpone", [], "postpo", False),
        ("Crews went on strike on Monday.", "went", "go", [("agent", "Crews", None)], "strik", False),
        ("Crews went home.", "went", "go", [("agent", "Crews", None)], "go", False),
        ("The strike began.", "began", "begin", [("patient", "The strike", None)], "strik", False),
        ("The strike began.", "began", "begin", [("agent", "The strike", None)], "strik", False),
        ("They held a vote on the dam.", "held", "hold", [("patient", "a vote on the dam", None)], "vote", False),
        ("A fire broke out.", "broke", "break", [("agent", "A fire", None)], "fire", False),
        ("A pipe broke.", "broke", "break", [("agent", "A pipe", None)], "break", False),
    ],
)
def test_a_telling_is_known_by_its_happening(text, trigger, lemma, people, key, is_of_plan):
    row = keys(text, trigger, lemma, people=people)
    assert (row["key"], row["is_of_plan"]) == (key, is_of_plan)


def test_a_noun_is_known_by_itself():
    assert keys("The begin of it.", "begin", "begin", "NOUN", [("agent", "The strike", None)])["key"] == "begin"


@pytest.mark.parametrize(
    ("modality", "polarity", "change", "status"),
    [
        ("asserted", "positive", None, "happened"),
        ("asserted", "negative", None, "denied"),
        ("planned", "positive", None, "planned"),
        ("planned", "negative", None, "called_off"),
        ("possible", "positive", None, "possible"),
        ("required", "negative", None, "possible"),
        ("hypothetical", "positive", None, "possible"),
        ("asserted", "positive", "postponed", "postponed"),
        ("planned", "positive", "called_off", "called_off"),
        ("asserted", "negative", "postponed", "planned"),
        ("possible", "positive", "called_off", "planned"),
    ],
)
def test_what_a_telling_says_of_its_happening(modality, polarity, change, status):
    assert status_of(modality, polarity, change) == status


def test_what_became_of_a_plan_is_told_by_verbs_with_their_particles():
    assert change_of("postpone", " it") == "postponed"
    assert change_of("cancel", " it") == "called_off"
    assert change_of("call", " it all off") == "called_off"
    assert change_of("call", " it a day") is None
    assert change_of("call", " one two three four five off") is None


def test_what_is_put_off_to_a_day_has_that_day_and_not_that_of_the_putting_off():
    people = [("patient", "The vote", None)]
    told = {"text": "The vote was postponed.", "trigger": "postponed", "lemma": "postpone", "people": people}
    later = keys(**told, date_end=MAY_9, modality="planned")
    assert (later["first_day"], later["last_day"]) == (MAY_9, MAY_9)
    later = keys(**told, date_end=MAY_9)
    assert (later["first_day"], later["last_day"]) == (MAY_9, MAY_9)
    on = keys(**told, date_start=MAY_3, date_end=MAY_3)
    assert (on["first_day"], on["last_day"]) == (None, None)
    plain = keys("The dam opened.", "opened", "open", date_start=MAY_3)
    assert (plain["first_day"], plain["last_day"]) == (MAY_3, None)


def test_who_takes_part_is_known_by_id_or_by_the_noun():
    row = keys(
        "Tarn opened the old dam of Marlow for them.",
        "opened",
        "open",
        people=[
            ("agent", "Tarn", "org/tarn"),
            ("patient", "the old dam of Marlow", None),
            ("patient", "them", None),
            ("topic", "water", None),
        ],
    )
    assert (row["agents"], row["patients"]) == (["org/tarn"], ["dam"])


def test_figures_are_kept_with_their_bounds():
    figures = [
        {"measure": "killed", "value": 12.0, "low": 12.0, "high": None, "unit": None, "start": 0, "end": 0},
        {"measure": "money", "value": None, "low": 2.0, "high": 3.0, "unit": "EUR", "start": 0, "end": 0},
        {"measure": "votes", "value": None, "low": None, "high": None, "unit": None, "start": 0, "end": 0},
    ]
    row = keys("The dam opened.", "opened", "open", figures=figures)
    assert row["figures"] == [
        {"measure": "killed", "low": 12.0, "high": 12.0},
        {"measure": "money", "low": 2.0, "high": 3.0},
    ]


def test_words_near_are_those_within_five():
    text = "Alpha beta gamma delta epsilon zeta opened eta theta iota kappa lambda mu."
    row = keys(text, "opened", "open")
    assert (len(row["words"]), len(row["near"])) == (13, 11)
    assert set(row["near"]) < set(row["words"])


def test_a_telling_without_its_sentence_is_known_by_its_trigger():
    row = keys("The dam opened.", "opened", "open", sentence_index=7)
    assert (row["key"], len(row["words"])) == ("open", 1)


@pytest.mark.parametrize(
    ("text", "trigger", "pos", "order"),
    [
        ("They called a second strike.", "strike", "NOUN", "second"),
        ("The last violent strike was in May.", "strike", "NOUN", "last"),
        ("Next to the mill the strike went on.", "strike", "NOUN", None),
        ("The strike was their second.", "strike", "NOUN", None),
        ("They next strike in May.", "strike", "VERB", None),
    ],
)
def test_the_word_that_tells_it_from_others_of_its_kind(text, trigger, pos, order):
    assert keys(text, trigger, "strike", pos)["order"] == order


@pytest.mark.parametrize(("basis", "told"), [("clause", True), ("object", True), ("sentence", False), (None, False)])
def test_a_place_is_told_of_it_or_of_its_sentence(basis, told):
    row = keys("They met in Velden.", "met", "meet", place_entity_id="place/velden", place_basis=basis)
    assert row["is_told_there"] is told
