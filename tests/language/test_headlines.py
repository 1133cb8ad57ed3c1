"""Headlines in capitals are parsed as their words would be written in a sentence."""

import pytest

from pipeline.language.headlines import as_in_sentences
from pipeline.language.parse import parse, prepared

BODY = "The mill has hired Per Foss, who checks the books in the White House. Its owner dies of grief."

HEADLINES = [
    # what the article writes small, in this form or in another, is no name; what it writes large is one
    ("Holm Mill Hires Per Foss", "Holm mill hires Per Foss"),
    ("Owner Checks Books", "Owner checks books"),
    ("Owner Leaves White House", "Owner Leaves White House"),
    # what the article does not have stays, but for words that are no names in any text
    ("Zell Visits Orla With Ada", "Zell Visits Orla with Ada"),
    # all in capitals: small, or as the article has it
    ("MILL OWNER DIES IN WHITE HOUSE", "Mill owner dies in White House"),
    ("MILL OWNER LEAVES US", "Mill owner LEAVES US"),
    # no such headline: a sentence, a line in small letters, two words
    ("Mill Owner Dies.", None),
    ("Mill owner dies", None),
    ("Mill Owner", None),
]


@pytest.mark.parametrize(("headline", "expected"), HEADLINES, ids=[headline for headline, _ in HEADLINES])
def test_words_of_headlines(headline, expected, nlp):
    words = as_in_sentences(prepared(nlp, f"{headline}\n\n{BODY}"))
    assert (words and " ".join(words[: len(headline.split())])) == expected


def test_only_what_stands_above_sentences_is_changed(nlp):
    assert as_in_sentences(prepared(nlp, "Mill Owner Dies In Lund")) is None
    text = f"{BODY}\n\n{BODY}\n\n{BODY}\n\nMill Owner Dies In Lund"
    assert as_in_sentences(prepared(nlp, text)) is None


def test_a_headline_is_written_as_it_was(nlp):
    text = f"Actor Checks Into Clinic, Hires Per Foss\n\n{BODY}"
    (doc,) = parse(nlp, [text])
    assert doc.text == text
    told = {token.text: (token.pos_, token.lemma_) for token in doc[:8]}
    assert told["Checks"] == ("VERB", "check")
    assert told["Hires"] == ("VERB", "hire")
