"""Each word and phrase that tells a kind of happening does so in a short sentence."""

import pathlib
import tomllib

import pytest

from pipeline.language.parse import parse
from pipeline.lexicon.event_types import is_known, quad_class, sense_of_noun, sense_of_verb, senses

KINDS = tomllib.loads((pathlib.Path(__file__).parent / "happenings.toml").read_text("utf-8"))["kind"]


def kinds_of(doc):
    """The kinds that the verbs and nouns of a text tell."""
    told = [
        sense_of_verb(t) if t.pos_ == "VERB" else sense_of_noun(t) if t.pos_ in ("NOUN", "PROPN") else None for t in doc
    ]
    return {(sense.event_type, sense.plover, sense.mode) for sense in told if sense is not None}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: " ".join(filter(None, (kind["type"], kind.get("mode")))))
def test_every_sentence_tells_its_kind(kind, nlp):
    wanted = (kind["type"], kind.get("plover"), kind.get("mode"))
    sentences = kind["sentences"].strip().splitlines()
    told = zip(sentences, parse(nlp, sentences), strict=True)
    assert [sentence for sentence, doc in told if wanted not in kinds_of(doc)] == []


def sense(parse, text, word):
    token = next(t for t in parse(text) if t.text == word)
    found = sense_of_verb(token) if token.pos_ == "VERB" else sense_of_noun(token)
    return found and (found.event_type, found.plover)


PAIRS = [
    # what stands beside a verb: its object, particle, the object of its preposition, the words before those
    ("They called off the strike.", "called", "They called the strike.", "called"),
    ("The army lifted the curfew.", "lifted", "The army lifted the box.", "lifted"),
    ("The curfew was lifted.", "lifted", "The box was lifted.", "lifted"),
    ("The curfew lifted by the army was hard.", "lifted", "The box lifted by the army was hard.", "lifted"),
    ("They put the army on alert.", "put", "They put the boxes on the shelf.", "put"),
    ("They put the boxes on sale.", "put", "They put the boxes on the shelf.", "put"),
    ("They broke off the trade talks.", "broke", "They broke a twig.", "broke"),
    ("They struck a deal.", "struck", "They struck a match.", "struck"),
    ("Jets struck Kessel.", "struck", "Workers struck.", "struck"),
    ("The jets, which struck at dawn, left.", "struck", "Workers struck.", "struck"),
    # its subject, in the active, the passive, of a relative clause, of a second verb
    ("The earthquake shook the town.", "shook", "The dog shook the toy.", "shook"),
    ("The town was shaken by an earthquake.", "shaken", "The toy was shaken by a dog.", "shaken"),
    ("The earthquake that shook the town was strong.", "shook", "The dog that shook the toy was strong.", "shook"),
    # what stands beside a noun, before it and behind it
    ("The air strike ended.", "strike", "The strike ended.", "strike"),
    ("The heart attack was mild.", "attack", "The attack was mild.", "attack"),
    ("The victory over the visitors was narrow.", "victory", "The landslide victory was narrow.", "victory"),
    ("The call for calm came late.", "call", "The phone call came late.", "call"),
    ("The transfer to the club was dear.", "transfer", "The transfer was dear.", "transfer"),
]


@pytest.mark.parametrize(("text", "word", "other", "other_word"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_companions_decide(text, word, other, other_word, parse):
    assert sense(parse, text, word) is not None
    assert sense(parse, text, word) != sense(parse, other, other_word)


def test_words_that_tell_nothing_known(parse):
    doc = parse("The tall chair shone near the strike.")
    assert [t.text for t in doc if t.pos_ in ("NOUN", "VERB") and is_known(t)] == ["strike"]


def test_quad_classes():
    classes = {(sense.plover, quad_class(sense.plover)) for sense in senses() if sense.plover}
    assert {plover for plover, quad in classes if quad == 1} == {"AGREE", "CONCEDE", "CONSULT", "SUPPORT"}
    assert {plover for plover, quad in classes if quad == 2} == {"AID", "COOPERATE", "RETREAT"}
    assert {plover for plover, quad in classes if quad == 3} == {"ACCUSE", "REJECT", "REQUEST", "THREATEN"}
    assert {plover for plover, quad in classes if quad == 4} == {"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION"}
    assert quad_class(None) is None
