import pytest
import spacy

from pipeline.language import vocabulary
from pipeline.language.vocabulary import forgetting


@pytest.fixture
def nlp():
    return spacy.blank("en")


def test_the_first_words_that_come_again_are_kept_and_the_others_forgotten(nlp, monkeypatch):
    monkeypatch.setattr(vocabulary, "LIMIT", 2)
    for text in ("Glimfers zorbulate.", "Glimfers\tflibber."):
        with forgetting(nlp, [text, f"wumfs {text}"]):
            words = [token.text for token in nlp(text) if not token.is_space]
        assert words == [*text.split()[:1], text.split()[1][:-1], "."]
    kept = [word in nlp.vocab for word in ("Glimfers", "zorbulate", "flibber", "wumfs")]
    assert kept == [True, True, False, False]


def test_a_word_that_comes_once_is_forgotten(nlp):
    with forgetting(nlp, ["Glimfers zorbulate", "Glimfers flibber"]):
        assert len(nlp("Glimfers zorbulate flibber")) == 3
    assert [word in nlp.vocab for word in ("Glimfers", "zorbulate", "flibber")] == [True, False, False]


def test_no_word_is_kept_that_is_too_long(nlp):
    with forgetting(nlp, [f"Glimfers {'x' * 40} {'y' * 41}"] * 2):
        nlp(f"Glimfers {'x' * 40} {'y' * 41}")
    assert ["x" * 40 in nlp.vocab, "y" * 41 in nlp.vocab] == [True, False]


def test_words_are_taken_apart_as_ever(nlp):
    text = "“Don't,” said Lt. Holm (of the U.S.), and they'd gone; don't ask; Holm-Falk's, 5km and e.g. 3p.m."
    theirs = [token.text for token in spacy.blank("en")(text)]
    for _ in range(2):
        with forgetting(nlp, [text, text]):
            assert [token.text for token in nlp(text)] == theirs


def test_plain_words_are_learned_together(nlp):
    asked = []
    nlp.tokenizer.suffix_search = lambda text: asked.append(text)
    asked.clear()
    with forgetting(nlp, ["Glimfers can zorbulate cannot 'tis (gone)", "Glimfers can", "zorbulate cannot"]):
        words = [token.text for token in nlp("Glimfers can zorbulate cannot")]
    assert words == ["Glimfers", "can", "zorbulate", "can", "not"]
    assert [asked.count(word) for word in ("Glimfers", "can", "zorbulate")] == [1, 1, 1]


def test_another_tokenizer_does_without(nlp):
    nlp.tokenizer = lambda text: spacy.tokens.Doc(nlp.vocab, words=text.split("|"))
    with forgetting(nlp, ["Glimfers|zorbulate"]):
        assert len(nlp("Glimfers|zorbulate")) == 2
    assert "Glimfers" not in nlp.vocab
