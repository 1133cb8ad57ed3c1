"""How sure the model is of its names, as its own network says."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.lang.en import English

from pipeline.language.certainty import watch
from pipeline.language.document import PROBABILITIES, document
from pipeline.language.model import load
from pipeline.language.parse import parse, prepared

TEXTS = ["Angela Merkel slept in Oslo.", "", "He slept.", "Zorvak fell. An old Polytechnic song was sung."]


def first_step(nlp, text: str) -> dict[str, float]:
    """What spaCy's recognizer thinks of the first word of a text: the share of each label, in one step of its own."""
    (doc,) = parse(nlp, [text])
    recognizer = nlp.get_pipe("ner")
    scores = recognizer.model.predict([doc]).predict(recognizer.moves.init_batch([doc]))[0]
    moves = [recognizer.moves.get_class_name(number) for number in range(recognizer.moves.n_moves)]
    possible = {m: np.exp(s) for m, s in zip(moves, scores, strict=True) if m == "O" or (m[0] in "BU" and len(m) > 2)}
    shares: dict[str, float] = {}
    for move, weight in possible.items():
        shares[move[2:]] = shares.get(move[2:], 0) + weight / sum(possible.values())
    return shares


@pytest.mark.parametrize("text", [text for text in TEXTS if text[:2] not in ("", "He")])
def test_a_name_that_begins_a_text_has_the_share_of_the_recognizer(nlp, text):
    (doc,) = parse(nlp, [text])
    name = doc.ents[0]
    assert name.start == 0
    assert doc.user_data[PROBABILITIES][0] == pytest.approx(first_step(nlp, text)[name.label_], abs=0.0501)


def test_each_name_has_one_in_tenths_and_what_is_no_name_has_none(nlp):
    docs = list(parse(nlp, TEXTS))
    for doc in docs:
        told = doc.user_data.get(PROBABILITIES, {})
        assert set(told) == {name.start for name in doc.ents}
        assert all(round(share * 10) == pytest.approx(share * 10, abs=1e-5) for share in told.values())
    assert min(docs[0].user_data[PROBABILITIES].values()) > min(docs[3].user_data[PROBABILITIES].values())


def test_it_goes_with_the_document_that_rules_read(nlp):
    (doc,) = parse(nlp, TEXTS[:1])
    assert document(doc).user_data[PROBABILITIES] == doc.user_data[PROBABILITIES]


def test_pieces_of_a_text_are_told_apart(nlp):
    text = "MERKEL WINS THE VOTE IN OSLO\n\n" + TEXTS[0]
    (doc,) = parse(nlp, [text])
    assert set(doc.user_data[PROBABILITIES]) == {name.start for name in doc.ents}
    assert "Merkel" in {doc[at : at + 2].text.split()[-1] for at in doc.user_data[PROBABILITIES]}


def test_the_texts_parsed_together_make_no_difference(nlp):
    together = [doc.user_data.get(PROBABILITIES) for doc in parse(nlp, TEXTS)]
    assert together == [doc.user_data.get(PROBABILITIES) for text in TEXTS for doc in parse(nlp, [text])]


def test_to_watch_twice_is_to_watch_once():
    own = load()
    recognizer = own.get_pipe("ner")
    for _ in range(2):
        assert watch(recognizer) is not None
    vectors = recognizer.model.get_ref("tok2vec").layers[0]
    assert vectors.layers[0].name != vectors.name
    assert set(next(parse(own, TEXTS)).user_data[PROBABILITIES]) == {0, 4}


def test_another_network_tells_nothing():
    nlp = English()
    recognizer = nlp.add_pipe("ner")
    recognizer.add_label("PERSON")
    recognizer.cfg["beam_width"] = 1
    recognizer.model.attrs["has_upper"] = True
    nlp.initialize()
    recognizer.model.get_ref("tok2vec").layers.append(recognizer.model.get_ref("tok2vec").layers[-1])
    assert watch(recognizer) is None
    assert prepared(nlp, "Ada slept.").user_data.get(PROBABILITIES) is None
