"""Where paragraphs and sentences lie."""

from __future__ import annotations

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from pipeline.language import layout

tokenize = English()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n \n", []),
        ("One line.", ["One line."]),
        ("  One line. \nAnother. ", ["One line.", "Another."]),
        ("One.\n\n\n Two.\n", ["One.", "Two."]),
    ],
)
def test_paragraphs(text, expected):
    assert [text[start:end] for start, end in layout.paragraphs_of_text(text)] == expected
    doc = tokenize(text)
    assert [doc[start:end].text for start, end in layout.paragraphs(doc)] == expected


def test_a_token_is_of_the_paragraph_before_where_it_is_white_space():
    doc = tokenize("\nOne line.\n\nAnother\n")
    assert [token.text for token in doc] == ["\n", "One", "line", ".", "\n\n", "Another", "\n"]
    assert layout.paragraph_of(doc) == [0, 0, 0, 0, 0, 1, 1]


def test_sentences_are_counted_from_the_first_token():
    doc = Doc(tokenize.vocab, words=["a", "b", "c", "d"], sent_starts=[False, False, True, True])
    assert layout.sentence_starts(doc) == [0, 2, 3]
    assert layout.sentence_of(doc) == [0, 0, 1, 2]
    assert layout.sentence_of(Doc(tokenize.vocab)) == []
