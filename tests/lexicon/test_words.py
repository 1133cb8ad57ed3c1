"""The tables of words and the views that others take of them."""

import pytest

from pipeline.lexicon.cue import ATTITUDES
from pipeline.lexicon.loader import items, tsv
from pipeline.lexicon.nouns import adjective, adjectives_that, noun, nouns_that
from pipeline.lexicon.verbs import speech_verbs, verb, verbs_that

FRAMES = {
    "clause", "quote", "to", "object-to", "object", "object-as", "object-with", "small", "gerund", "about",
}  # fmt: skip
TRAITS = {
    "bringing", "causing", "facing", "leading", "view", "formal", "no-deed", "phrasal", "with-on",
    "amounts", "answering", "asking", "carrying", "changing", "claims", "continuing", "dated-saying", "kept-until",
    "awaiting", "lasting", "light", "mere-saying", "occurring", "phase", "planned", "plans", "put-off", "refusing",
    "making", "meeting", "reckoning", "showing", "summoning",
    "receiving", "retrospective", "setting", "sounding", "speaking", "state", "stative", "telling", "touching",
    "disclosing", "listing", "picturing",
    "undergoing", "arresting", "charging", "criminal", "describing", "naming", "waiting",
    "using", "visiting", "striking", "wishing", "worded", "mutual",
    "with-aside", "with-back", "with-down", "with-in", "with-off", "with-out", "with-up",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "key"), [("verbs.tsv", "verb"), ("nouns.tsv", "noun"), ("adjectives.tsv", "adjective")]
)
def test_every_word_stands_once_and_in_order(name, key):
    words = [row[key] for row in tsv("pipeline.lexicon", name)]
    assert words == sorted(set(words))


def test_verbs_have_known_frames_and_traits():
    for row in tsv("pipeline.lexicon", "verbs.tsv"):
        frames = [frame for attitude in ATTITUDES for frame in items(row[attitude])]
        assert set(frames) <= FRAMES, row
        assert len(frames) == len(set(frames)), row
        assert set(items(row["also"])) <= TRAITS, row
        assert ("about" in frames) == bool(row["about"]), row
        assert ("object-with" in frames) == bool(row["object_with"]), row
        assert frames or row["also"], row


def test_nouns_and_adjectives_have_known_attitudes_and_traits():
    traits = {"hearer", "channel", "service", "document", "evidence", "creature", "force", "thing", "returned", "view"}
    traits |= {
        "addressed",
        "named",
        "picture",
        "holder",
        "reckoning",
        "ruling",
        "suspect",
        "taken",
        "trophy",
        "withheld",
        "struck",
        "hailed",
        "armed",
        "wordless",
        "alone-to",
        "alone-about",
        "alone-for",
        "alone-of",
        "alone-over",
    }
    for row in tsv("pipeline.lexicon", "nouns.tsv"):
        assert row["attitude"] in ("", *ATTITUDES), row
        assert set(items(row["also"])) <= traits, row
    for row in tsv("pipeline.lexicon", "adjectives.tsv"):
        assert row["attitude"] in ("", *ATTITUDES), row
        assert set(items(row["also"])) <= {"planned", "renowned"}, row


def test_what_a_verb_can_do():
    promise = verb("promise")
    assert promise.attitude == "speech"
    assert set(promise.attitudes) == {"clause", "quote", "to", "object"}
    assert promise.also == {"planned", "plans", "telling"}
    assert verb("accuse").object_with >= {"of"}
    assert verb("speak").about >= {"about", "of"}


def test_a_verb_that_introduces_nothing_is_no_cue():
    assert verb("carry") is None
    assert verb("have") is None
    assert "have" in verbs_that("carrying")


def test_a_lost_final_e_is_found_again():
    assert verb("hop").lemma == "hope"
    assert verb("texte").lemma == "text"  # one too many is let go
    assert verb("b") is None


def test_views():
    assert {"say", "complain", "maintain", "quip"} <= speech_verbs()
    assert not {"seem", "urge upon", "criticise "} & speech_verbs()
    assert "seem" not in speech_verbs()
    assert verbs_that("continuing") == {"add", "continue", "go"}
    assert "reporter" in nouns_that("hearer")
    assert "facebook" in nouns_that("service")
    assert "due" in adjectives_that("planned")


def test_what_nouns_and_adjectives_hold():
    assert noun("claim").attitude == "speech"
    assert noun("frustration").about >= {"with"}
    assert noun("reporter") is None
    assert adjective("willing").attitude == "intention"
    assert adjective("due") is None
