"""Where paragraphs and sentences lie."""

from __future__ import annotations

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from pipeline.language import layout, parse

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


def fixed(text: str) -> list[str]:
    """The pieces of a text between the sentence starts that are fixed, a stroke where none may begin."""
    doc = parse.prepared(tokenize, text)
    pieces = [""]
    for token in doc:
        if token.i and token.is_sent_start is True:
            pieces.append("")
        if token.i and token.is_sent_start is False:
            pieces[-1] += "|"
        pieces[-1] += token.text
    return pieces


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("he ", [200, 400]), ("one two, ", [150, 300, 450]), ("It rained again. ", [])],
)
def test_words_without_end_are_cut(unit, expected):
    doc = parse.prepared(tokenize, unit * (500 // len(unit.split())))
    assert [token.i for token in doc[:500] if token.i and token.is_sent_start is True] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pier closes\n\nBy Olga Prem", ["Pier|closes|\n\n", "By|OlgaPrem"]),
        (" . Go on", [" |.|Go|on"]),
        ("“Go on!” she said.", ["“|Go|on!|”|shesaid|."]),
        ("“Go on.”\n\nShe left.", ["“|Go|on|.|”|\n\n", "She|left|."]),
        ('(It rained.) It "snowed."', ['(|It|rained.|)It"snowed|.|"']),
        ('It rained."Go," he said.', ['It|rained."Go,"|hesaid|.']),
        ("It rained. “Go on”", ["It|rained.“Goon|”"]),
        ("* * *", ["*|*|*"]),
        ("LINZ, Austria (APA) — It rained.", ["LINZ|,|Austria|(|APA|)|—", "Itrained|."]),
        ("He left D.C. Ms. Prem stayed.", ["He|leftD.C.", "Ms.Premstayed|."]),
        ("In the U.S. Ms. Prem is known.", ["In|theU.S.Ms.Premisknown|."]),
        ("It rained. In the U.S. Ms. Prem is known.", ["It|rained.IntheU.S.Ms.Premisknown|."]),
        ("He met U.S. Sen. Olga Prem.", ["He|metU.S.Sen.OlgaPrem|."]),
        ("He worked in N.C. Gov. Prem stayed.", ["He|workedinN.C.", "Gov.Premstayed|."]),
        ("He moved to D.C. Sen. Prem stayed.", ["He|movedtoD.C.", "Sen.Premstayed|."]),
        ("He wrote to N.C. Gov. Prem.", ["He|wrotetoN.C.Gov.Prem|."]),
        ("It came from the U.S. Prof. Prem stayed.", ["It|camefromtheU.S.", "Prof.|Premstayed|."]),
        ("He met the Rev. Dr. Prem.", ["He|mettheRev.Dr.Prem|."]),
    ],
)
def test_sentence_starts_are_fixed(text, expected):
    assert fixed(text) == expected
