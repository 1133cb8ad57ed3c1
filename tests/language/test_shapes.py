"""Words are, by their characters, what spaCy says they are; and tables are made of parsed words without spaCy."""

import subprocess
import sys

import pytest
from spacy.lang import lex_attrs
from spacy.lang.en.lex_attrs import like_num

from pipeline.language import shapes

ODD = (
    "",
    "/",
    "1/2",
    "1/2/3",
    "+",
    "+7",
    "-1,000.5",
    "±3",
    "~",
    "21st",
    "st",
    "xth",
    "3RD",
    "Twelfth",
    "½",
    "²",
    "٣",
    "1 2",
)


@pytest.mark.parametrize("name", ["is_punct", "is_bracket", "is_quote", "is_currency", "like_num"])
def test_every_word_of_the_model_is_what_spacy_says(nlp, name):
    theirs = like_num if name == "like_num" else getattr(lex_attrs, name)
    words = (*nlp.vocab.strings, *map(chr, range(0x3000)), *ODD)
    assert [word for word in words if bool(theirs(word)) != getattr(shapes, name)(word)] == []


def test_what_makes_tables_of_parsed_words_imports_no_spacy():
    code = "import sys, pipeline.running.extracting; print('spacy' in sys.modules, 'thinc' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
